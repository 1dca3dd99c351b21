"""Figures to rows: compared with what is current, and superseded where they differ.

What is the same stays, what differs gets a new row that supersedes the old one, and
what is gone is superseded by nothing. So the history of every figure remains.
"""

from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Connection, select

from dxkpi.plan import Indicator
from dxkpi.plan.indicator_figures import Actual, Baseline, Reference
from dxkpi.store.figure_details import FigureDetails
from dxkpi.store.rows import Fields, fields_of, free_numbers, insert_rows, update_rows
from dxkpi.store.tables import FIGURE, INDICATOR, FigureKind

_EMPTY_FIGURE: Fields = {
    "series": "",
    "fiscal_year": None,
    "as_of": None,
    "value": None,
    "numerator": None,
    "denominator": None,
    "approximate": False,
    "missing": None,
    "note": None,
    "countermeasure": None,
    "survey": None,
    "details": None,
}


class FigurePlace(NamedTuple):
    """Where a figure stands: an indicator has one at each place.

    The year of a baseline and of a target is no place.
    """

    indicator_id: int
    kind: FigureKind
    series: str
    fiscal_year: int | None


FigureRows = Mapping[FigurePlace, Fields]


def figure_rows(indicator: Indicator, indicator_id: int) -> dict[FigurePlace, Fields]:
    """Every figure of an indicator as a row's fields, in the plan's order."""
    rows: dict[FigurePlace, Fields] = {}
    for position, figure in enumerate(_figures(indicator)):
        row = {**figure, "indicator_id": indicator_id, "position": position}
        rows[_place(row)] = row
    return rows


def record_figures(
    connection: Connection,
    revision: int,
    wanted: FigureRows,
    of_indicators: ColumnElement[bool],
) -> None:
    """Bring the figures of these indicators to what is wanted."""
    current = _current_figures(connection, of_indicators)
    kept = _unchanged_places(current, wanted)
    outdated = [row["id"] for place, row in current.items() if place not in kept]
    new = [row for place, row in wanted.items() if place not in kept]
    superseded = [{"id": number, "superseded_in": revision} for number in outdated]
    update_rows(connection, FIGURE, "id", superseded)
    update_rows(connection, FIGURE, "id", _moves(current, wanted, kept))
    _add_figures(connection, revision, new)


def _unchanged_places(current: FigureRows, wanted: FigureRows) -> set[FigurePlace]:
    """Where what is wanted is on record already, to the digit."""
    unchanged = set()
    for place, figure in wanted.items():
        if place in current and _says_the_same(current[place], figure):
            unchanged.add(place)
    return unchanged


def _moves(
    current: FigureRows, wanted: FigureRows, kept: Iterable[FigurePlace]
) -> list[Fields]:
    """The new positions of figures that stay as they are but stand elsewhere in the plan."""
    moves = []
    for place in kept:
        position = wanted[place]["position"]
        if position != current[place]["position"]:
            moves.append({"id": current[place]["id"], "position": position})
    return moves


def _add_figures(
    connection: Connection, revision: int, figures: Iterable[Fields]
) -> None:
    stamp = {"recorded_in": revision, "superseded_in": None}
    rows = []
    for number, figure in zip(free_numbers(connection, FIGURE), figures, strict=False):
        rows.append({"id": number, **figure, **stamp})
    insert_rows(connection, FIGURE, rows)


def _current_figures(
    connection: Connection, of_indicators: ColumnElement[bool]
) -> FigureRows:
    query = (
        select(FIGURE)
        .join(INDICATOR, INDICATOR.c.id == FIGURE.c.indicator_id)
        .where(of_indicators, FIGURE.c.superseded_in.is_(None))
    )
    rows = connection.execute(query).mappings()
    return {_place(row): dict(row) for row in rows}


def _figures(indicator: Indicator) -> Iterable[Fields]:
    if indicator.baseline:
        yield _figure(FigureKind.BASELINE, _baseline_fields(indicator.baseline))
    if target := indicator.target:
        aim: Fields = {
            "fiscal_year": target.fiscal_year,
            "as_of": target.as_of,
            "value": target.value,
            "note": target.worse_because,
            "approximate": target.approximate,
            "details": FigureDetails.of(target),
        }
        yield _figure(FigureKind.TARGET, aim)
        for year, value in target.yearly.items():
            yearly_aim: Fields = {"fiscal_year": year, "value": value}
            yield _figure(FigureKind.YEARLY_TARGET, yearly_aim)
    for actual in indicator.actuals:
        yield _figure(FigureKind.ACTUAL, fields_of(actual, Actual))
    for reference in indicator.references:
        yield _figure(FigureKind.REFERENCE, fields_of(reference, Reference))


def _baseline_fields(baseline: Baseline) -> Fields:
    return {
        "fiscal_year": baseline.fiscal_year,
        "as_of": baseline.as_of,
        "value": baseline.value,
        "numerator": baseline.numerator,
        "denominator": baseline.denominator,
        "approximate": baseline.approximate,
        "details": FigureDetails.of(baseline),
    }


def _figure(kind: FigureKind, fields: Fields) -> Fields:
    return {**_EMPTY_FIGURE, "kind": kind, **fields}


def _place(row: Mapping[Any, Any]) -> FigurePlace:
    year = row["fiscal_year"]
    if row["kind"] in (FigureKind.BASELINE, FigureKind.TARGET):
        year = None
    return FigurePlace(row["indicator_id"], row["kind"], row["series"], year)


def _says_the_same(stored: Fields, wanted: Fields) -> bool:
    """Whether nothing differs, to the digit: 75.0 and 75.00 do."""
    return all(repr(stored[name]) == repr(wanted[name]) for name in _EMPTY_FIGURE)
