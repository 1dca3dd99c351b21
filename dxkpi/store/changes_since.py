"""What others changed since a revision: told to somebody whose form was made then."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from operator import attrgetter
from typing import Any, TypeVar

from sqlalchemy import Connection, Row, Select, or_

from dxkpi.plan import Actual, Judge, OwnMark, PlanKey, Progress, YearlyReport
from dxkpi.rules import EntryKey, ReportKey
from dxkpi.store.history import (
    actual_of,
    figures_with_writes,
    progress_with_writes,
    said_with_writes,
)
from dxkpi.store.progress import entry_key, progress_of
from dxkpi.store.revisions import as_utc, moment_of_revision
from dxkpi.store.tables import (
    FIGURE,
    INDICATOR,
    PROGRESS,
    SUBMISSION,
    FigureKind,
    MarkedKind,
)
from dxkpi.store.yearly_reports import MARKS, REPORTS, KeptEachYear

_BEFORE_ALL = -1
"""Comes before the number of every revision."""

P = TypeVar("P")
C = TypeVar("C")


@dataclass(frozen=True)
class ChangedFigure:
    """An actual that was changed since, and who last changed it when.

    `then` is what it was before; None: there was no entry. `revision` is the write that
    changed it last.
    """

    then: Actual | None
    who: str
    at: datetime
    revision: int


@dataclass(frozen=True)
class ChangedProgress:
    """An entry's progress that was changed since, and who last changed it when.

    `then` is what it was before; None: there was none for the year. `department` is the
    one whose return changed it; None: that of the whole city, or a withdrawal. `revision`
    is the write that changed it last.
    """

    then: Progress | None
    who: str
    at: datetime
    revision: int
    department: str | None = None


@dataclass(frozen=True)
class ChangedSaid:
    """A yearly report, or a department's mark, that was changed since, and who last
    changed it when.

    `then` is what it was before; None: there was none for the year. `revision` is the
    write that changed it last.
    """

    then: YearlyReport | OwnMark | None
    who: str
    at: datetime
    revision: int


def actuals_changed_since(
    connection: Connection, plan: PlanKey, fiscal_year: int, revision: int | None
) -> Mapping[str, ChangedFigure]:
    """The indicators whose actual of the year is another than it was at a revision; None:
    before anything was registered.

    Empty where the store knows no such revision.
    """
    since = _known_revision(connection, revision)
    if since is None:
        return {}
    rows = connection.execute(_actuals_touched_since(plan, fiscal_year, since))
    return _changed_places(rows, since, attrgetter("code"), _change_since)


def progress_changed_since(
    connection: Connection, plan: PlanKey, fiscal_year: int, revision: int | None
) -> Mapping[EntryKey, ChangedProgress]:
    """The schedule entries whose progress of the year is another than at a revision; None:
    before anything was registered.

    Empty where the store knows no such revision.
    """
    since = _known_revision(connection, revision)
    if since is None:
        return {}
    rows = connection.execute(_progress_touched_since(plan, fiscal_year, since))
    return _changed_places(rows, since, entry_key, _progress_change_since)


def reports_changed_since(
    connection: Connection, plan: PlanKey, fiscal_year: int, revision: int | None
) -> Mapping[ReportKey, ChangedSaid]:
    """The initiatives whose report of the year is another than at a revision; None: all
    that are registered. Empty where the store knows no such revision.
    """
    return _said_changed_since(connection, plan, fiscal_year, revision, REPORTS)


def marks_changed_since(
    connection: Connection, plan: PlanKey, fiscal_year: int, revision: int | None
) -> Mapping[ReportKey, ChangedSaid]:
    """The initiatives whose mark by the department is another than at a revision; None:
    all that are registered. Empty where the store knows no such revision.
    """
    return _said_changed_since(connection, plan, fiscal_year, revision, MARKS)


def _known_revision(connection: Connection, revision: int | None) -> int | None:
    """The revision with which is compared, one before all others where none is named; None
    where the store knows no such revision.
    """
    if revision is None:
        return _BEFORE_ALL
    return revision if is_known_revision(connection, revision) else None


def _said_changed_since(
    connection: Connection,
    plan: PlanKey,
    fiscal_year: int,
    revision: int | None,
    kept: KeptEachYear,
) -> Mapping[ReportKey, ChangedSaid]:
    since = _known_revision(connection, revision)
    if since is None:
        return {}
    t = kept.table.c
    query = said_with_writes(kept.table, plan).where(
        or_(t.recorded_in > since, t.superseded_in > since),
        t.fiscal_year == fiscal_year,
    )
    if kept is MARKS:
        of_measures = (MarkedKind.MEASURE, MarkedKind.INITIATIVE)
        query = query.where(t.by == Judge.DEPARTMENT, t.marked.in_(of_measures))
    rows = connection.execute(query)

    def change(of_place: Sequence[Row[Any]], since: int) -> ChangedSaid | None:
        row_then = _row_at(of_place, since)
        then = None if row_then is None else kept.value_of(row_then)
        last = of_place[-1]
        if last.superseded_in is not None:
            if then is None:
                return None
            at = as_utc(last.later_at)
            return ChangedSaid(then, last.later_who, at, last.superseded_in)
        if then == kept.value_of(last):
            return None
        return ChangedSaid(then, last.who, as_utc(last.at), last.recorded_in)

    return _changed_places(rows, since, kept.key_of, change)


def _changed_places(
    rows: Iterable[Row[Any]],
    revision: int,
    place_of: Callable[[Row[Any]], P],
    change_since: Callable[[Sequence[Row[Any]], int], C | None],
) -> dict[P, C]:
    """What became of each place that the rows are of, where it is not what it was."""
    rows_by_place: dict[P, list[Row[Any]]] = defaultdict(list)
    for row in rows:
        rows_by_place[place_of(row)].append(row)

    changed = {}
    for place, rows_of_place in rows_by_place.items():
        change = change_since(rows_of_place, revision)
        if change is not None:
            changed[place] = change
    return changed


def _progress_touched_since(
    plan: PlanKey, fiscal_year: int, revision: int
) -> Select[Any]:
    """The progress of a year that came or went after a revision, the oldest first."""
    p = PROGRESS.c
    return (
        progress_with_writes(plan)
        .add_columns(SUBMISSION.c.department)
        .outerjoin(SUBMISSION, SUBMISSION.c.recorded_in == p.recorded_in)
        .where(
            or_(p.recorded_in > revision, p.superseded_in > revision),
            p.fiscal_year == fiscal_year,
        )
        .order_by(p.recorded_in)
    )


def _progress_change_since(
    rows: Sequence[Row[Any]], revision: int
) -> ChangedProgress | None:
    """What became of an entry's progress; None where it is again what it was."""
    row_then = _row_at(rows, revision)
    then = progress_of(row_then) if row_then is not None else None
    last = rows[-1]
    if last.superseded_in is not None:
        if then is None:
            return None
        at = as_utc(last.later_at)
        return ChangedProgress(then, last.later_who, at, last.superseded_in)
    if then == progress_of(last):
        return None
    at = as_utc(last.at)
    return ChangedProgress(then, last.who, at, last.recorded_in, last.department)


def _actuals_touched_since(
    plan: PlanKey, fiscal_year: int, revision: int
) -> Select[Any]:
    """The actuals of a year that came or went after a revision, the oldest first."""
    f = FIGURE.c
    return (
        figures_with_writes(plan)
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
    row_then = _row_at(rows, revision)
    then = actual_of(row_then) if row_then is not None else None
    last = rows[-1]
    if last.superseded_in is not None:
        if then is None:
            return None
        at = as_utc(last.later_at)
        return ChangedFigure(then, last.later_who, at, last.superseded_in)
    if then == actual_of(last):
        return None
    return ChangedFigure(then, last.who, as_utc(last.at), last.recorded_in)


def is_known_revision(
    connection: Connection, revision: int, at: datetime | None = None
) -> bool:
    """Whether the store knows a revision, at its moment if that is given: after a backup
    was restored other writes may have taken its number.
    """
    known = moment_of_revision(connection, revision)
    if known is None:
        return False
    return at is None or known == at


def _row_at(rows: Iterable[Row[Any]], revision: int) -> Row[Any] | None:
    """The one of several rows of one place that was current at a revision."""
    for row in rows:
        came_later = row.recorded_in > revision
        was_gone = row.superseded_in is not None and row.superseded_in <= revision
        if not came_later and not was_gone:
            return row
    return None
