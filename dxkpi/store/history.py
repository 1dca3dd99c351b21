"""The history of every figure and of every entry of the schedule, told write by write."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Connection, Row, Select, Table, or_, select

from dxkpi.plan import Actual, PlanKey, ShareCounts
from dxkpi.rules import EntryKey, ReportKey
from dxkpi.store.decisions import decision_of
from dxkpi.store.history_step import HistoryEntry, HistoryStep, MarkedPlace
from dxkpi.store.load import is_plan
from dxkpi.store.progress import entry_key
from dxkpi.store.releases import release_of, releases_with_writes
from dxkpi.store.review_steps import review_steps
from dxkpi.store.revisions import as_utc
from dxkpi.store.rounds import round_of
from dxkpi.store.rows import fields_of
from dxkpi.store.tables import (
    DECISION,
    FIGURE,
    FORMER_TARGET,
    INDICATOR,
    OWN_MARK,
    PLAN,
    PROGRESS,
    REVISION,
    ROUND,
    SUBMISSION,
    YEARLY_REPORT,
    FigureKind,
)
from dxkpi.store.wording_steps import read_wording_steps
from dxkpi.store.yearly_reports import mark_of, report_key, report_of

_LATER = REVISION.alias("later")
_WRITES = (
    REVISION.c.at,
    REVISION.c.who,
    REVISION.c.source,
    REVISION.c.correction,
    _LATER.c.at.label("later_at"),
    _LATER.c.who.label("later_who"),
    _LATER.c.source.label("later_source"),
    _LATER.c.correction.label("later_correction"),
)
_SINGLE_KINDS = (FigureKind.BASELINE, FigureKind.TARGET)


def read_history(
    connection: Connection, key: PlanKey, indicator: str | None = None
) -> tuple[HistoryStep, ...]:
    """Every step of a plan's figures and schedule, the oldest first.

    With `indicator` only those of its figures, or of its parts'.
    """
    rows = _recorded_figures(connection, key, indicator)
    if indicator is None:
        rows += _recorded_progress(connection, key)
        rows += _recorded_reports(connection, key)
        rows += _recorded_marks(connection, key)
        rows += _recorded_decisions(connection, key)
        rows += _recorded_rounds(connection, key)
    returns = _returns_of_revisions(connection, key)
    steps = []
    single_steps = _ledger_steps(connection, key, indicator)
    single_steps += review_steps(connection, key, indicator)
    single_steps += read_wording_steps(connection, key, indicator)
    if indicator is None:
        single_steps += _release_steps(connection, key)
    for step in sorted((*single_steps, *_steps(rows)), key=lambda step: step.revision):
        submission, withdrawal = returns.get(step.revision, (None, False))
        steps.append(replace(step, submission=submission, withdrawal=withdrawal))
    return tuple(steps)


def figures_with_writes(key: PlanKey) -> Select[Any]:
    """The statement for every figure ever recorded for a plan.

    Each comes with the write that recorded it and the one that superseded it.
    """
    f = FIGURE.c
    return (
        select(INDICATOR.c.code, *f, *_WRITES)
        .join(INDICATOR, INDICATOR.c.id == f.indicator_id)
        .join(PLAN, PLAN.c.id == INDICATOR.c.plan_id)
        .join(REVISION, REVISION.c.id == f.recorded_in)
        .outerjoin(_LATER, _LATER.c.id == f.superseded_in)
        .where(is_plan(key))
    )


def progress_with_writes(key: PlanKey) -> Select[Any]:
    """The statement for all progress ever recorded for a plan.

    Each comes with the write that recorded it and the one that superseded it.
    """
    p = PROGRESS.c
    return (
        select(*p, *_WRITES)
        .join(PLAN, PLAN.c.id == p.plan_id)
        .join(REVISION, REVISION.c.id == p.recorded_in)
        .outerjoin(_LATER, _LATER.c.id == p.superseded_in)
        .where(is_plan(key))
    )


def actual_of(row: Row[Any]) -> Actual:
    """A row of the figures' table as the actual it is."""
    return Actual.model_validate(fields_of(row, Actual))


class _Write(NamedTuple):
    revision: int
    at: datetime
    who: str
    source: str
    correction: str | None


class _Subject(NamedTuple):
    """Which figure or entry of the schedule a row is about, as a step names it."""

    indicator: str | None
    kind: FigureKind | None
    entry_key: EntryKey | None
    series: str
    fiscal_year: int | None
    report_key: ReportKey | None = None
    marked: MarkedPlace | None = None
    decision: str | None = None
    is_round: bool = False

    @property
    def place(self) -> tuple[object, ...]:
        """What stays the same when the entry changes.

        A target or decision that moves to another year is the same one.
        """
        keeps_place = self.kind in _SINGLE_KINDS or self.decision is not None
        year = None if keeps_place else self.fiscal_year
        figure = (self.indicator, self.kind, self.entry_key, self.series, year)
        return *figure, self.report_key, self.marked, self.decision, self.is_round


class _RecordedRow(NamedTuple):
    """What one row said, and the write that it came with.

    `superseded` is the write that it went with, None while it is current.
    """

    subject: _Subject
    entry: HistoryEntry
    written: _Write
    superseded: _Write | None


def _recorded_figures(
    connection: Connection, key: PlanKey, indicator: str | None
) -> list[_RecordedRow]:
    query = figures_with_writes(key).order_by(
        FIGURE.c.recorded_in, INDICATOR.c.position, FIGURE.c.position
    )
    if indicator is not None:
        query = query.where(_is_or_is_part_of(indicator))
    recorded = []
    for row in connection.execute(query):
        subject = _Subject(row.code, row.kind, None, row.series, row.fiscal_year)
        entry = HistoryEntry(
            row.missing if row.value is None else row.value,
            approximate=row.approximate,
            as_of=row.as_of,
            note=row.note,
            countermeasure=row.countermeasure,
            survey=row.survey,
            counts=_counts_of(row),
            details=row.details,
            withheld=row.withheld,
        )
        recorded.append(_RecordedRow(subject, entry, _written(row), _superseded(row)))
    return recorded


def _counts_of(row: Row[Any]) -> ShareCounts | None:
    """The two counts of a figure that is a share; None for any other."""
    if row.numerator is None or row.denominator is None:
        return None
    return ShareCounts(row.numerator, row.denominator)


def _is_or_is_part_of(code: str) -> ColumnElement[bool]:
    return or_(INDICATOR.c.code == code, INDICATOR.c.judged_with == code)


def _recorded_progress(connection: Connection, key: PlanKey) -> list[_RecordedRow]:
    query = progress_with_writes(key).order_by(PROGRESS.c.recorded_in, PROGRESS.c.id)
    recorded = []
    for row in connection.execute(query):
        subject = _Subject(None, None, entry_key(row), "", row.fiscal_year)
        entry = HistoryEntry(row.state, percent=row.percent, note=row.comment)
        recorded.append(_RecordedRow(subject, entry, _written(row), _superseded(row)))
    return recorded


def _ledger_steps(
    connection: Connection, key: PlanKey, indicator: str | None
) -> list[HistoryStep]:
    """The changes of targets that were recorded: revisions and corrected slips."""
    ledger = FORMER_TARGET.c
    query = (
        select(
            INDICATOR.c.code,
            *ledger,
            REVISION.c.at,
            REVISION.c.who,
            REVISION.c.source,
            REVISION.c.correction,
        )
        .join(INDICATOR, INDICATOR.c.id == ledger.indicator_id)
        .join(PLAN, PLAN.c.id == INDICATOR.c.plan_id)
        .join(REVISION, REVISION.c.id == ledger.recorded_in)
        .where(is_plan(key))
        .order_by(ledger.recorded_in, INDICATOR.c.position, ledger.position)
    )
    if indicator is not None:
        query = query.where(_is_or_is_part_of(indicator))
    steps = []
    rows: Iterable[Row[Any]] = connection.execute(query)
    for row in rows:
        subject = _Subject(row.code, None, None, "", None)
        step = _step(_written(row), subject, None, None)
        steps.append(replace(step, former=row.former))
    return steps


def _release_steps(connection: Connection, key: PlanKey) -> list[HistoryStep]:
    """The releases: nothing ever takes one away."""
    steps = []
    for row in connection.execute(releases_with_writes(key)):
        subject = _Subject(None, None, None, "", row.fiscal_year)
        entry = HistoryEntry(None, release=release_of(row))
        step = _step(_written(row), subject, None, entry)
        steps.append(replace(step, release=row.number))
    return steps


def said_with_writes(table: Table, key: PlanKey) -> Select[Any]:
    """The statement for all yearly reports, or all marks, ever recorded for a plan.

    Each comes with the write that recorded it and the one that superseded it.
    """
    t = table.c
    return (
        select(*t, *_WRITES)
        .join(PLAN, PLAN.c.id == t.plan_id)
        .join(REVISION, REVISION.c.id == t.recorded_in)
        .outerjoin(_LATER, _LATER.c.id == t.superseded_in)
        .where(is_plan(key))
        .order_by(t.recorded_in, t.id)
    )


def _recorded_reports(connection: Connection, key: PlanKey) -> list[_RecordedRow]:
    recorded = []
    for row in connection.execute(said_with_writes(YEARLY_REPORT, key)):
        subject = _Subject(None, None, None, "", row.fiscal_year, report_key(row))
        entry = HistoryEntry(None, report=report_of(row))
        recorded.append(_RecordedRow(subject, entry, _written(row), _superseded(row)))
    return recorded


def _recorded_marks(connection: Connection, key: PlanKey) -> list[_RecordedRow]:
    recorded = []
    for row in connection.execute(said_with_writes(OWN_MARK, key)):
        place = MarkedPlace(row.marked, row.place, row.initiative, row.by)
        subject = _Subject(None, None, None, "", row.fiscal_year, None, place)
        entry = HistoryEntry(None, mark=mark_of(row))
        recorded.append(_RecordedRow(subject, entry, _written(row), _superseded(row)))
    return recorded


def _recorded_decisions(connection: Connection, key: PlanKey) -> list[_RecordedRow]:
    recorded = []
    for row in connection.execute(said_with_writes(DECISION, key)):
        year, number = row.fiscal_year, row.number
        subject = _Subject(None, None, None, "", year, decision=number)
        entry = HistoryEntry(None, decision=decision_of(row))
        recorded.append(_RecordedRow(subject, entry, _written(row), _superseded(row)))
    return recorded


def _recorded_rounds(connection: Connection, key: PlanKey) -> list[_RecordedRow]:
    recorded = []
    for row in connection.execute(said_with_writes(ROUND, key)):
        subject = _Subject(None, None, None, "", row.fiscal_year, is_round=True)
        entry = HistoryEntry(None, round=round_of(row))
        recorded.append(_RecordedRow(subject, entry, _written(row), _superseded(row)))
    return recorded


def _written(row: Row[Any]) -> _Write:
    return _Write(row.recorded_in, as_utc(row.at), row.who, row.source, row.correction)


def _superseded(row: Row[Any]) -> _Write | None:
    if row.superseded_in is None:
        return None
    at = as_utc(row.later_at)
    return _Write(
        row.superseded_in, at, row.later_who, row.later_source, row.later_correction
    )


def _steps(rows: Iterable[_RecordedRow]) -> list[HistoryStep]:
    """What each write did to each entry, in the order of the writes.

    A row, and they come in that order, says when an entry came and when it went. An
    entry that went in the write in which another came to its place is one step, from
    the old to the new.
    """
    steps: dict[tuple[object, ...], HistoryStep] = {}
    for row in rows:
        place = row.subject.place
        key = (row.written.revision, place)
        before = steps[key].before if key in steps else None
        steps[key] = _step(row.written, row.subject, before, row.entry)
        if row.superseded is not None:
            key = (row.superseded.revision, place)
            steps[key] = _step(row.superseded, row.subject, row.entry, None)
    return sorted(steps.values(), key=lambda step: step.revision)


def _step(
    write: _Write,
    subject: _Subject,
    before: HistoryEntry | None,
    after: HistoryEntry | None,
) -> HistoryStep:
    return HistoryStep(
        **write._asdict(), **subject._asdict(), before=before, after=after
    )


def _returns_of_revisions(
    connection: Connection, key: PlanKey
) -> Mapping[int, tuple[int, bool]]:
    """The return that a revision belongs to, and whether the revision withdrew it."""
    s = SUBMISSION.c
    query = (
        select(s.number, s.recorded_in, s.withdrawn_in)
        .join(PLAN, PLAN.c.id == s.plan_id)
        .where(is_plan(key))
    )
    returns = {}
    for row in connection.execute(query):
        if row.recorded_in is not None:
            returns[row.recorded_in] = (row.number, False)
        if row.withdrawn_in is not None:
            returns[row.withdrawn_in] = (row.number, True)
    return returns
