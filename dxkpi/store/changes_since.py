"""What others changed since a revision: told to somebody whose form was made then."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, Select, or_, select

from dxkpi.plan import Actual
from dxkpi.store.history import actual_of, figures_with_writes
from dxkpi.store.revisions import as_utc
from dxkpi.store.tables import FIGURE, INDICATOR, REVISION, FigureKind


@dataclass(frozen=True)
class ChangedFigure:
    """An actual that was changed since, and who last changed it when.

    `then` is what it was before; None: there was no entry.
    """

    then: Actual | None
    who: str
    at: datetime


def actuals_changed_since(
    connection: Connection, city: str, fiscal_year: int, revision: int
) -> Mapping[str, ChangedFigure]:
    """The indicators whose actual of the year is another than it was at a revision.

    Empty where the store knows no such revision, as after a backup was restored.
    """
    if not _is_known(connection, revision):
        return {}
    rows_by_indicator: dict[str, list[Row[Any]]] = defaultdict(list)
    query = _actuals_touched_since(city, fiscal_year, revision)
    for row in connection.execute(query):
        rows_by_indicator[row.code].append(row)

    changed = {}
    for indicator, rows in rows_by_indicator.items():
        change = _change_since(rows, revision)
        if change is not None:
            changed[indicator] = change
    return changed


def _actuals_touched_since(city: str, fiscal_year: int, revision: int) -> Select[Any]:
    """The actuals of a year that came or went after a revision, the oldest first."""
    f = FIGURE.c
    return (
        figures_with_writes(city)
        .where(
            or_(f.recorded_in > revision, f.superseded_in > revision),
            f.kind == FigureKind.ACTUAL,
            f.fiscal_year == fiscal_year,
            INDICATOR.c.retired_in.is_(None),
        )
        .order_by(INDICATOR.c.position, f.recorded_in)
    )


def _change_since(rows: Sequence[Row[Any]], revision: int) -> ChangedFigure | None:
    """What became of an indicator's actual; None where it is again what it was."""
    then = _actual_at(rows, revision)
    last = rows[-1]
    is_gone = last.superseded_in is not None
    if is_gone:
        if then is None:
            return None
        return ChangedFigure(then, last.later_who, as_utc(last.later_at))
    if then == actual_of(last):
        return None
    return ChangedFigure(then, last.who, as_utc(last.at))


def _is_known(connection: Connection, revision: int) -> bool:
    query = select(REVISION.c.id).where(REVISION.c.id == revision)
    return connection.execute(query).first() is not None


def _actual_at(rows: Iterable[Row[Any]], revision: int) -> Actual | None:
    """The one of an indicator's actuals of a year that was current at a revision."""
    for row in rows:
        came_later = row.recorded_in > revision
        was_gone = row.superseded_in is not None and row.superseded_in <= revision
        if not came_later and not was_gone:
            return actual_of(row)
    return None
