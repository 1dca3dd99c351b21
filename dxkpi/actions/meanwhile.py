"""What changed since a form was made: in the store, and by the files before it in a batch.

The files of a batch follow each other. So each is worked out against the state after
those before it, whether they are stored yet or not.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field, replace

from dxkpi.findings import Phrase
from dxkpi.plan import OwnMark, YearlyReport
from dxkpi.returns import ChangedMeanwhile, CheckedReturn, ProgressMeanwhile, ReturnForm
from dxkpi.returns.checked_return import ReportMeanwhile
from dxkpi.returns.checking import OvertakenReports
from dxkpi.rules import EntryKey, ReportKey, with_reported_year
from dxkpi.store import Store


@dataclass(frozen=True)
class EarlierReturn:
    """A return of the same batch that will be registered before another one."""

    name: str
    checked: CheckedReturn

    def is_of_same_year(self, form: ReturnForm) -> bool:
        """Whether it concerns the same plan and fiscal year as a form."""
        own = self.checked.form
        is_same_plan = own.plan.key == form.plan.key
        return is_same_plan and own.fiscal_year == form.fiscal_year


@dataclass(frozen=True)
class ChangesMeanwhile:
    """What changed since a form was made, by indicator, by entry of the schedule and by
    initiative.
    """

    figures: dict[str, ChangedMeanwhile] = field(default_factory=dict)
    entries: dict[EntryKey, ProgressMeanwhile] = field(default_factory=dict)
    reports: dict[ReportKey, ReportMeanwhile] = field(default_factory=dict)
    marks: dict[ReportKey, ReportMeanwhile] = field(default_factory=dict)

    @property
    def overtaken_reports(self) -> OvertakenReports:
        """The changed reports and marks of initiatives."""
        return OvertakenReports(self.reports, self.marks)


def form_after(form: ReturnForm, earlier: Sequence[EarlierReturn]) -> ReturnForm:
    """The form as it will stand once the earlier returns of its batch are registered."""
    if not earlier:
        return form
    plan, progress = form.plan, dict(form.progress)
    for one in earlier:
        if one.checked.actuals:
            plan = plan.with_actuals(one.checked.actuals)
        progress |= one.checked.progress
        if one.checked.reported_year:
            plan = with_reported_year(plan, one.checked.reported_year)
    return replace(form, plan=plan, progress=progress, is_ahead=True)


def changes_meanwhile(
    store: Store,
    form: ReturnForm,
    made_at: int | None,
    earlier: Iterable[EarlierReturn],
    own_writes: Collection[int] = (),
) -> ChangesMeanwhile:
    """What changed since a form was made (at a revision of the store; None: unknown).

    `own_writes` are the revisions in which whoever returns the form wrote himself.
    """
    changes = ChangesMeanwhile()
    if made_at is not None:
        _add_changes_in_store(changes, store, form, made_at, own_writes)
    for one in earlier:
        _add_changes_of_batch(changes, one)
    return changes


def all_that_is_registered(
    store: Store,
    form: ReturnForm,
    earlier: Iterable[EarlierReturn],
    own_writes: Collection[int] = (),
) -> ChangesMeanwhile:
    """All that is registered for the year, of a form made at a revision that the store
    does not know, as after a backup was restored: any of it may have come since.
    """
    changes = ChangesMeanwhile()
    _add_changes_in_store(changes, store, form, None, own_writes)
    for one in earlier:
        _add_changes_of_batch(changes, one)
    return changes


def _add_changes_in_store(
    changes: ChangesMeanwhile,
    store: Store,
    form: ReturnForm,
    made_at: int | None,
    own_writes: Collection[int],
) -> None:
    plan, year = form.plan.key, form.fiscal_year
    is_certain = made_at is not None
    years = {one.code: form.figure_year(one) for one in form.indicators}
    for figure_year in sorted({year, *years.values()}):
        of_year = store.changed_since(plan, figure_year, made_at)
        for code, figure in of_year.items():
            if years.get(code, year) == figure_year:
                changes.figures[code] = ChangedMeanwhile(
                    figure.then,
                    figure.who,
                    figure.at,
                    is_certain,
                    figure.revision in own_writes,
                )
    for key, entry in store.progress_changed_since(plan, year, made_at).items():
        changes.entries[key] = ProgressMeanwhile(
            entry.then,
            entry.who,
            entry.at,
            entry.department,
            is_certain,
            entry.revision in own_writes,
        )
    for report_key, report in store.reports_changed_since(plan, year, made_at).items():
        changes.reports[report_key] = ReportMeanwhile(
            report.then,
            report.who,
            report.at,
            is_certain,
            report.revision in own_writes,
        )
    for mark_key, mark in store.marks_changed_since(plan, year, made_at).items():
        changes.marks[mark_key] = ReportMeanwhile(
            mark.then, mark.who, mark.at, is_certain, mark.revision in own_writes
        )


def _add_changes_of_batch(changes: ChangesMeanwhile, earlier: EarlierReturn) -> None:
    """What was registered when the form was made stays what an earlier change says."""
    form = earlier.checked.form
    for code, actual in earlier.checked.actuals.items():
        known = changes.figures.get(code)
        indicator = form.plan.indicator(code)
        then = indicator.actual(actual.fiscal_year) if indicator else None
        if known is not None:
            then = known.then
        changes.figures[code] = ChangedMeanwhile(
            then, earlier.name, Phrase.EARLIER_IN_BATCH
        )
    registered = {entry.key: entry for entry in form.schedule_entries}
    for key in earlier.checked.progress:
        known_entry = changes.entries.get(key)
        progress_then = form.registered_progress(registered[key])
        if known_entry is not None:
            progress_then = known_entry.then
        changes.entries[key] = ProgressMeanwhile(
            progress_then, earlier.name, Phrase.EARLIER_IN_BATCH, form.department
        )
    _add_reports_of_batch(changes, earlier)


def _add_reports_of_batch(changes: ChangesMeanwhile, earlier: EarlierReturn) -> None:
    reported_year, form = earlier.checked.reported_year, earlier.checked.form
    if not reported_year:
        return
    subjects = {subject.key: subject for subject in form.report_subjects}
    for key in reported_year.reports:
        known = changes.reports.get(key)
        then = known.then if known else subjects[key].report(form.fiscal_year)
        changes.reports[key] = _reported_in_batch(then, earlier)
    for key in reported_year.marks:
        known = changes.marks.get(key)
        then = known.then if known else subjects[key].department_mark(form.fiscal_year)
        changes.marks[key] = _reported_in_batch(then, earlier)


def _reported_in_batch(
    then: YearlyReport | OwnMark | None, earlier: EarlierReturn
) -> ReportMeanwhile:
    return ReportMeanwhile(then, earlier.name, Phrase.EARLIER_IN_BATCH)
