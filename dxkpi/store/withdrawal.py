"""Withdrawing a return: what that does is shown first, and nothing is deleted.

Each figure and each entry of the schedule is left as the last write that still counts
left it: no write of a return that was withdrawn counts, and none that only withdrew
one. So the order in which returns are withdrawn is all one.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from sqlalchemy import Connection, Row, and_, select, update

from dxkpi.plan import Actual, Indicator, OwnMark, Plan, PlanKey, Progress, YearlyReport
from dxkpi.rules import EntryKey, ReportedYear, ReportKey, with_reported_year
from dxkpi.store.chain import note_return
from dxkpi.store.errors import StoreError, StoreFault
from dxkpi.store.history import actual_of
from dxkpi.store.load import existing_plan, is_plan, plan_number
from dxkpi.store.progress import entry_key, progress_of, write_progress
from dxkpi.store.registration import TYPED, can_have_its_figures
from dxkpi.store.revisions import Revision, new_revision, storable_text
from dxkpi.store.rows import Fields
from dxkpi.store.save import write_figures_of_plan
from dxkpi.store.submissions import Submission, existing_submission
from dxkpi.store.tables import (
    FIGURE,
    INDICATOR,
    PLAN,
    PROGRESS,
    SUBMISSION,
    FigureKind,
    SubmissionState,
)
from dxkpi.store.yearly_reports import (
    MARKS,
    REPORTS,
    KeptEachYear,
    record_yearly_reports,
)

Rows = Sequence[Row[Any]]
"""All that was ever recorded at one place, a figure of a year or an entry's progress in
it, oldest first.
"""


Recorded = Actual | Progress | YearlyReport | OwnMark
"""What a return can have written."""


@dataclass(frozen=True)
class WithdrawalPreview:
    """What withdrawing a return does to one figure, one entry of the schedule, or to the
    report or the department's mark of one initiative.

    Of a figure `indicator` is the code, of an entry `entry_key` the key, of an initiative
    `report_key`.

    `now` is what stands, `back` what will stand then; None is no entry. Where a later
    write has `superseded` what the return said, it stays as it is.
    """

    indicator: str | None
    entry_key: EntryKey | None
    fiscal_year: int
    now: Recorded | None
    back: Recorded | None
    superseded: bool
    report_key: ReportKey | None = None


@dataclass(frozen=True)
class WithdrawnReturn:
    """What came of a withdrawal: the return as it is listed now, its `effects`, and the
    write.
    """

    submission: Submission
    effects: tuple[WithdrawalPreview, ...]
    revision: Revision


def preview_withdrawal(
    connection: Connection, number: int
) -> tuple[WithdrawalPreview, ...]:
    """What withdrawing a return would do, figures first.

    Nothing where none of it is on record.

    Raises `StoreError` for an unknown number.
    """
    submission = existing_submission(connection, number)
    revision = submission.revision
    if submission.state is not SubmissionState.REGISTERED or revision is None:
        return ()
    void = _void_revisions(connection, submission.plan)
    return (
        *_figure_previews(connection, submission, revision, void),
        *_progress_previews(connection, submission, revision, void),
        *_said_previews(connection, submission, revision, void, REPORTS),
        *_said_previews(connection, submission, revision, void, MARKS),
    )


def record_withdrawal(
    connection: Connection,
    number: int,
    who: str,
    reason: str,
    correction: str | None = None,
) -> WithdrawnReturn:
    """Withdraw a return.

    Raises `StoreError` for an unknown number, a second time, and without a reason.
    """
    if not reason.strip():
        raise StoreError(StoreFault.NO_REASON)
    submission = existing_submission(connection, number)
    if submission.withdrawn_at is not None:
        raise StoreError(
            StoreFault.ALREADY_WITHDRAWN,
            number=number,
            when=submission.withdrawn_at,
            who=submission.withdrawn_by,
        )
    effects = preview_withdrawal(connection, number)
    source = submission.file or submission.source or TYPED
    revision = new_revision(connection, who, source, correction)
    is_on_record = submission.state is SubmissionState.REGISTERED
    if is_on_record:
        _put_back(connection, revision, submission, effects)
    fields = _withdrawn_fields(who, reason, revision)
    if is_on_record:
        fields["withdrawn_in"] = revision.number
    of_return = update(SUBMISSION).where(SUBMISSION.c.number == number)
    connection.execute(of_return.values(fields))
    if not is_on_record:
        note_return(connection, revision.number, number)
    return WithdrawnReturn(existing_submission(connection, number), effects, revision)


def _withdrawn_fields(who: str, reason: str, revision: Revision) -> Fields:
    return {
        "state": SubmissionState.WITHDRAWN,
        "withdrawn_at": revision.at,
        "withdrawn_by": storable_text(who),
        "withdrawn_reason": storable_text(reason.strip()),
    }


def _figure_previews(
    connection: Connection, submission: Submission, revision: int, void: set[int | None]
) -> list[WithdrawalPreview]:
    plan = existing_plan(connection, submission.plan)
    previews = []
    for code, rows in _figure_rows(connection, submission).items():
        place = _without_write(rows, revision, void)
        now = _actual_or_none(place.now)
        back = _actual_or_none(place.back)
        if not place.superseded and not _is_possible(plan, code, back):
            back = None
        previews.append(
            WithdrawalPreview(
                code, None, submission.fiscal_year, now, back, place.superseded
            )
        )
    return previews


def _progress_previews(
    connection: Connection, submission: Submission, revision: int, void: set[int | None]
) -> list[WithdrawalPreview]:
    previews = []
    for key, rows in _progress_rows(connection, submission).items():
        place = _without_write(rows, revision, void)
        now = _progress_or_none(place.now)
        back = _progress_or_none(place.back)
        previews.append(
            WithdrawalPreview(
                None, key, submission.fiscal_year, now, back, place.superseded
            )
        )
    return previews


def _said_previews(
    connection: Connection,
    submission: Submission,
    revision: int,
    void: set[int | None],
    kept: KeptEachYear,
) -> list[WithdrawalPreview]:
    """What becomes of the reports, or of the marks, that the return wrote."""
    previews = []
    for rows in _rows_reported(connection, submission, kept):
        place = _without_write(rows, revision, void)
        now = None if place.now is None else kept.value_of(place.now)
        back = None if place.back is None else kept.value_of(place.back)
        previews.append(
            WithdrawalPreview(
                None,
                None,
                submission.fiscal_year,
                now,
                back,
                place.superseded,
                kept.key_of(rows[0]),
            )
        )
    return previews


def _rows_reported(
    connection: Connection, submission: Submission, kept: KeptEachYear
) -> list[Rows]:
    """All that was ever recorded at the places that the return wrote, by place."""
    table, written = kept.table, kept.table.alias("written")
    same_place = [table.c[name] == written.c[name] for name in kept.place]
    by_this_return = written.c.recorded_in == submission.revision
    query = (
        select(table)
        .join(written, and_(by_this_return, *same_place))
        .order_by(written.c.id, table.c.recorded_in)
    )
    by_place: dict[tuple[Any, ...], list[Row[Any]]] = defaultdict(list)
    for row in connection.execute(query):
        place = tuple(getattr(row, name) for name in kept.place)
        by_place[place].append(row)
    return list(by_place.values())


def _actual_or_none(row: Row[Any] | None) -> Actual | None:
    """What a row says; None also where its value is withheld and cannot come back."""
    if row is None or row.withheld:
        return None
    return actual_of(row)


def _progress_or_none(row: Row[Any] | None) -> Progress | None:
    return None if row is None else progress_of(row)


def _figure_rows(connection: Connection, submission: Submission) -> Mapping[str, Rows]:
    """All that was ever recorded of the actuals that the return wrote, by indicator."""
    f = FIGURE.c
    written = select(f.indicator_id).where(f.recorded_in == submission.revision)
    query = (
        select(INDICATOR.c.code, FIGURE)
        .join(INDICATOR, INDICATOR.c.id == f.indicator_id)
        .where(
            f.indicator_id.in_(written),
            f.kind == FigureKind.ACTUAL,
            f.fiscal_year == submission.fiscal_year,
        )
        .order_by(INDICATOR.c.position, INDICATOR.c.id, f.recorded_in)
    )
    by_code: dict[str, list[Row[Any]]] = defaultdict(list)
    for row in connection.execute(query):
        by_code[row.code].append(row)
    return by_code


def _progress_rows(
    connection: Connection, submission: Submission
) -> Mapping[EntryKey, Rows]:
    """All that was ever recorded of the progress that the return wrote, by entry."""
    p, written = PROGRESS.c, PROGRESS.alias("written")
    place = (p.plan_id, p.measure, p.label, p.nth, p.fiscal_year)
    same_place = [column == written.c[column.name] for column in place]
    by_this_return = written.c.recorded_in == submission.revision
    query = (
        select(PROGRESS)
        .join(written, and_(by_this_return, *same_place))
        .order_by(written.c.id, p.recorded_in)
    )
    by_entry: dict[EntryKey, list[Row[Any]]] = defaultdict(list)
    for row in connection.execute(query):
        by_entry[entry_key(row)].append(row)
    return by_entry


def _void_revisions(connection: Connection, plan: PlanKey) -> set[int | None]:
    """The writes that do not count: of withdrawn returns, and those that withdrew them."""
    s = SUBMISSION.c
    query = (
        select(s.recorded_in, s.withdrawn_in)
        .join(PLAN, PLAN.c.id == s.plan_id)
        .where(is_plan(plan), s.state == SubmissionState.WITHDRAWN)
    )
    void: set[int | None] = set()
    for recorded_in, withdrawn_in in connection.execute(query):
        void |= {recorded_in, withdrawn_in}
    return void


class _Place(NamedTuple):
    """The row that stands at a place, and the one that will.

    `superseded`: a later write decides it anyway.
    """

    now: Row[Any] | None
    back: Row[Any] | None
    superseded: bool


def _without_write(rows: Rows, revision: int, void: set[int | None]) -> _Place:
    """What stands at a place, and what will once this write no longer counts."""
    now = None
    left_by: dict[int, Row[Any] | None] = {}  # what each write left there
    for row in rows:
        left_by[row.recorded_in] = row
        if row.superseded_in is None:
            now = row
        else:
            left_by[row.superseded_in] = None
    counting_writes = left_by.keys() - void - {revision}
    if not counting_writes:
        return _Place(now, None, superseded=False)
    last = max(counting_writes)
    if last > revision:
        return _Place(now, now, superseded=True)
    return _Place(now, left_by[last], superseded=False)


def _is_possible(plan: Plan, code: str, actual: Actual | None) -> bool:
    """Whether the indicator can still have this actual.

    A figure means nothing once it is answered by yes or no.
    """
    indicator = plan.indicator(code)
    return indicator is not None and can_have_its_figures(indicator.with_actual(actual))


def _put_back(
    connection: Connection,
    revision: Revision,
    submission: Submission,
    effects: Sequence[WithdrawalPreview],
) -> None:
    figures: dict[str, Actual | None] = {}
    entries: dict[EntryKey, Progress | None] = {}
    reports: dict[ReportKey, YearlyReport | None] = {}
    marks: dict[ReportKey, OwnMark | None] = {}
    for effect in effects:
        if effect.superseded:
            continue
        if effect.indicator is not None:
            back = effect.back
            figures[effect.indicator] = back if isinstance(back, Actual) else None
        if effect.entry_key is not None:
            back = effect.back
            entries[effect.entry_key] = back if isinstance(back, Progress) else None
        if effect.report_key is not None:
            back = effect.back
            if isinstance(effect.now or back, OwnMark):
                marks[effect.report_key] = back if isinstance(back, OwnMark) else None
            else:
                report = back if isinstance(back, YearlyReport) else None
                reports[effect.report_key] = report
    plan = existing_plan(connection, submission.plan)
    plan = _with_actuals_of_year(plan, submission.fiscal_year, figures)
    write_figures_of_plan(connection, revision.number, plan)
    write_progress(
        connection, revision.number, submission.plan, submission.fiscal_year, entries
    )
    reported_year = ReportedYear(submission.fiscal_year, reports, marks)
    if reported_year:
        plan_id = plan_number(connection, submission.plan)
        record_yearly_reports(
            connection,
            revision.number,
            plan_id,
            with_reported_year(plan, reported_year),
        )


def _with_actuals_of_year(
    plan: Plan, fiscal_year: int, actuals: Mapping[str, Actual | None]
) -> Plan:
    """The plan with these actuals of a year, by indicator; None takes away what is there."""
    changed = {}
    for indicator in plan.measured_indicators:
        if indicator.code in actuals:
            bare = _without_actual_of(indicator, fiscal_year)
            changed[indicator.code] = bare.with_actual(actuals[indicator.code])
    return plan.with_changed(changed)


def _without_actual_of(indicator: Indicator, fiscal_year: int) -> Indicator:
    others = [a for a in indicator.actuals if a.fiscal_year != fiscal_year]
    return indicator.model_copy(update={"actuals": tuple(others)})
