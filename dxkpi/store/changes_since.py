"""What others changed since a revision: told to somebody whose form was made then."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, or_, select

from dxkpi.plan import Actual
from dxkpi.store.history import actual_of, figures_with_writes
from dxkpi.store.revisions import as_utc
from dxkpi.store.tables import FIGURE, INDICATOR, REVISION, FigureKind


@dataclass(frozen=True)
class ChangedFigure:
    """An actual that was changed since: what it was then (None: no entry), and by whom
    and when it was last changed.
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
    f = FIGURE.c
    query = (
        figures_with_writes(city)
        .where(
            or_(f.recorded_in > revision, f.superseded_in > revision),
            f.kind == FigureKind.ACTUAL,
            f.fiscal_year == fiscal_year,
            INDICATOR.c.retired_in.is_(None),
        )
        .order_by(INDICATOR.c.position, f.recorded_in)
    )
    rows_of_indicators: dict[str, list[Row[Any]]] = defaultdict(list)
    for row in connection.execute(query):
        rows_of_indicators[row.code].append(row)

    changed = {}
    for indicator, rows in rows_of_indicators.items():
        then, last = _actual_at(rows, revision), rows[-1]
        is_gone = last.superseded_in is not None
        now = None if is_gone else actual_of(last)
        if then == now:
            continue
        if is_gone:
            change = ChangedFigure(then, last.later_who, as_utc(last.later_at))
        else:
            change = ChangedFigure(then, last.who, as_utc(last.at))
        changed[indicator] = change
    return changed


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
