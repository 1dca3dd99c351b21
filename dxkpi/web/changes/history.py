"""変更履歴, the facts: every figure and entry of the schedule that a write changed, newest first.

The history of a municipality is read once for each change of its plan and kept; filters
look through it in memory.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cached_property, lru_cache
from heapq import merge
from itertools import chain
from typing import Self

from dxkpi.actions.draft_registration import DRAFT_SOURCE
from dxkpi.plan import Decision, Indicator, OwnMark, Plan, PlanChange, YearlyReport
from dxkpi.plan.release import Release
from dxkpi.plan.round import Round
from dxkpi.returns.department_decisions import departments_of_decision
from dxkpi.returns.status import SURVEYED
from dxkpi.rules import (
    EntryKey,
    ReportableEntry,
    ReportKey,
    ReportSubject,
    reportable_entries,
)
from dxkpi.store import (
    TYPED,
    TYPED_AS_COMMAND,
    HistoryEntry,
    HistoryStep,
    ListedPlan,
    MarkedKind,
    Revision,
    Submission,
    submissions_known,
)
from dxkpi.text.search import search_text
from dxkpi.web.common import cached
from dxkpi.web.common.view import View


class ChangeOrigin(StrEnum):
    """Where a write came from."""

    FORM = "form"
    TYPED = "typed"
    SURVEY = "survey"
    WITHDRAWAL = "withdrawal"
    LOAD = "load"
    COMMAND = "command"
    ACCOUNTS = "accounts"
    DRAFT = "draft"


_ORIGIN_OF_SOURCE = {
    TYPED: ChangeOrigin.TYPED,
    TYPED_AS_COMMAND: ChangeOrigin.COMMAND,
    DRAFT_SOURCE: ChangeOrigin.DRAFT,
}
"""Of what is no return and came without a file."""

_NO_SUBJECT: ReportKey = ("", "")


@dataclass(frozen=True, eq=False)
class RecordedChange:
    """One figure or entry of the schedule changed by one write, and whose it is.

    `indicator` and `entry` are None where the plan has them no more.
    """

    recorded: HistoryStep
    submission: Submission | None
    indicator: Indicator | None
    entry: ReportableEntry | None
    departments: tuple[str, ...]
    subject: ReportSubject | None = None

    @property
    def origin(self) -> ChangeOrigin:
        if self.recorded.withdrawal:
            return ChangeOrigin.WITHDRAWAL
        if self.recorded.account is not None:
            return _ORIGIN_OF_SOURCE.get(self.recorded.source, ChangeOrigin.ACCOUNTS)
        if self.submission is None:
            return _ORIGIN_OF_SOURCE.get(self.recorded.source, ChangeOrigin.LOAD)
        if self.submission.file is not None:
            return ChangeOrigin.FORM
        if self.recorded.source == SURVEYED:
            return ChangeOrigin.SURVEY
        return ChangeOrigin.TYPED

    @property
    def name(self) -> str:
        """Its number and name; of a decision what was decided, of a round its year."""
        account = self.recorded.account
        if account is not None:
            return f"{account.person} ({account.subject})"
        if self.decision is not None:
            return self.decision.text
        if self.subject is not None:
            return f"{self.subject.code} {self.subject.name}"
        if self.entry is not None:
            return f"{self.entry.code} {self.entry.item.label}"
        if self.indicator is not None:
            return f"{self.indicator.code} {self.indicator.name}"
        return self.recorded.place

    @property
    def is_value(self) -> bool:
        """Whether it is a value of the plan; its text, and steps of a round, of a review, of
        what is published and of accounts are none.
        """
        recorded = self.recorded
        steps = (
            recorded.review,
            recorded.account,
            recorded.release,
            recorded.wording,
        )
        return not recorded.is_round and all(step is None for step in steps)

    @property
    def decision(self) -> Decision | None:
        """The decision that was recorded, as it became or, where it was taken out, was."""
        version = self.recorded.after or self.recorded.before
        return version.decision if version else None

    @property
    def withdrawal_reason(self) -> str:
        """Why it was withdrawn; empty where it was not."""
        if self.submission is None or not self.recorded.withdrawal:
            return ""
        return self.submission.withdrawn_reason or ""

    @cached_property
    def searched_text(self) -> str:
        """What a search looks into."""
        recorded = self.recorded
        versions = [recorded.before, recorded.after]
        notes = [text for version in versions if version for text in _words(version)]
        if (former := recorded.former) is not None:
            notes += [former.by, former.reason, former.correction]
        if (wording := recorded.wording) is not None:
            notes += [str(wording.old), str(wording.new)]
        return search_text(
            self.name,
            recorded.who,
            recorded.source,
            self.withdrawal_reason,
            recorded.correction,
            recorded.series,
            *notes,
            str(recorded.old),
            str(recorded.new),
        )


def _words(version: HistoryEntry) -> tuple[str | None, ...]:
    """What somebody wrote: why and what is done about it, the texts of a report, a mark
    with its text.
    """
    match version.whole:
        case YearlyReport() as report:
            return report.texts
        case OwnMark() as mark:
            return mark.mark, mark.text
        case Decision() as decision:
            return decision.text, decision.department, decision.outcome
        case Release() as release:
            return release.note, release.reason
        case Round() as opened:
            extensions = [(each.department, each.reason) for each in opened.extensions]
            return tuple(chain.from_iterable(extensions))
    return version.note, version.countermeasure


@dataclass(frozen=True, eq=False)
class History:
    """Every change of a municipality's figures, the newest write first, and what there
    is to narrow them to.
    """

    changes: tuple[RecordedChange, ...]

    @cached_property
    def values(self) -> tuple[RecordedChange, ...]:
        """The values that were recorded or changed, the newest first."""
        return tuple(change for change in self.changes if change.is_value)

    @cached_property
    def places(self) -> dict[str, str]:
        """The names of what was changed by the place that they have in the plan, in the
        order of the names.
        """
        in_plan = [change for change in self.changes if change.recorded.account is None]
        by_name = sorted(in_plan, key=lambda change: change.name)
        named = {change.recorded.place: change.name for change in by_name}
        return {place: name for place, name in named.items() if place}

    @cached_property
    def departments(self) -> list[str]:
        names = {name for change in self.changes for name in change.departments}
        return sorted(names)

    @cached_property
    def years(self) -> list[int]:
        """The fiscal years of the figures, latest first."""
        years: set[int] = set()
        for change in self.changes:
            if change.recorded.fiscal_year is not None:
                years.add(change.recorded.fiscal_year)
        return sorted(years, reverse=True)

    @cached_property
    def people(self) -> list[str]:
        return sorted({change.recorded.who for change in self.changes})

    @cached_property
    def origins(self) -> list[ChangeOrigin]:
        present = {change.origin for change in self.changes}
        return [origin for origin in ChangeOrigin if origin in present]


def read_history(view: View) -> History:
    """The history of the view's plan, as of its last change."""
    return _history_of(view.listed)


def with_account_steps(history: History, view: View) -> History:
    """The history with what was done to the accounts of the city, for who manages them."""
    last_change = _last_change_of_accounts(cached.store().revision())
    return _history_with_accounts(history, view.listed, last_change)


@lru_cache(maxsize=1)
def _last_change_of_accounts(_last_write: Revision) -> Revision | None:
    """Any write may have changed an account, and few do."""
    return cached.store().last_change_of_accounts()


@lru_cache(maxsize=8)
def _history_with_accounts(
    history: History, listed: ListedPlan, _last_change: Revision | None
) -> History:
    city = listed.city.code
    steps = cached.store_of_city(city).account_steps(city)
    known_at = listed.known_at
    if known_at is not None:
        steps = tuple(step for step in steps if step.revision <= known_at)
    if not steps:
        return history
    of_accounts = map(_account_change, reversed(steps))
    both = merge(history.changes, of_accounts, key=lambda each: -each.recorded.revision)
    return History(tuple(both))


def _account_change(step: HistoryStep) -> RecordedChange:
    membership = step.account.membership if step.account else None
    department = membership.department if membership else None
    departments = (department,) if department else ()
    return RecordedChange(step, None, None, None, departments)


@lru_cache(maxsize=8)
def _history_of(listed: ListedPlan) -> History:
    """A plan is listed anew after each of its changes."""
    store = cached.store()
    steps = store.history(listed.key)
    if listed.known_at is not None:
        steps = tuple(step for step in steps if step.revision <= listed.known_at)
    receipts = submissions_known(store.submissions(listed.key), listed.known_on)
    things = _RecordedThings.of_plan(cached.plan(listed), receipts)
    return History(tuple(map(things.change, things.newest_first(steps))))


@dataclass(frozen=True)
class _RecordedThings:
    """What the steps of a plan are about, by the keys that they name."""

    plan: Plan
    submissions: Mapping[int, Submission]
    indicators: Mapping[str, Indicator]
    entries: Mapping[EntryKey, ReportableEntry]
    subjects: Mapping[ReportKey, ReportSubject]

    @classmethod
    def of_plan(cls, plan: Plan, receipts: Iterable[Submission]) -> Self:
        return cls(
            plan,
            {receipt.number: receipt for receipt in receipts},
            {indicator.code: indicator for indicator in plan.measured_indicators},
            {entry.key: entry for entry in reportable_entries(plan)},
            {subject.key: subject for subject in _subjects(plan)},
        )

    def newest_first(self, steps: Iterable[HistoryStep]) -> list[HistoryStep]:
        """The last write first; those of one write in the plan's order."""
        places: list[object] = [*self.indicators, *self.entries]
        order = {place: position for position, place in enumerate(places)}

        def position(step: HistoryStep) -> tuple[int, int]:
            place = step.entry_key or step.indicator
            return -step.revision, order.get(place, len(order))

        return sorted(steps, key=position)

    def change(self, step: HistoryStep) -> RecordedChange:
        """A step with what it is about, and whose that is."""
        if step.decision is not None:
            return self._change_of_decision(step)
        submission = self.submissions.get(step.submission or 0)
        indicator = self.indicators.get(_code_of_indicator(step))
        entry = self.entries.get(step.entry_key) if step.entry_key else None
        subject = self.subjects.get(_key_of_subject(step))
        departments = self._departments(indicator, entry, subject)
        return RecordedChange(step, submission, indicator, entry, departments, subject)

    def _change_of_decision(self, step: HistoryStep) -> RecordedChange:
        """With the indicator that the decision is about, and whose it is to do."""
        change = RecordedChange(step, None, None, None, ())
        decision = change.decision
        if decision is None:
            return change
        indicator = self.indicators.get(decision.indicator or "")
        departments = departments_of_decision(self.plan, decision)
        return replace(change, indicator=indicator, departments=departments)

    def _departments(
        self,
        indicator: Indicator | None,
        entry: ReportableEntry | None,
        subject: ReportSubject | None,
    ) -> tuple[str, ...]:
        """Those in charge of what a step is about."""
        if subject is not None:
            return subject.measure.departments
        if entry is not None:
            return entry.measure.departments
        if indicator is not None:
            return self.plan.departments_of(indicator)
        return ()


def _code_of_indicator(step: HistoryStep) -> str:
    """The indicator whose figure, or whose mark, was recorded; empty for none."""
    if step.marked is not None and step.marked.kind is MarkedKind.INDICATOR:
        return step.marked.place
    return step.indicator or ""


def _subjects(plan: Plan) -> Iterator[ReportSubject]:
    """Every measure and every initiative: both can be marked."""
    for measure in plan.measures:
        yield ReportSubject(measure)
        for initiative in measure.initiatives:
            yield ReportSubject(measure, initiative)


def _key_of_subject(step: HistoryStep) -> ReportKey:
    """The initiative, or measure, that was reported or marked; `_NO_SUBJECT` for none."""
    marked = step.marked
    if step.wording is not None:
        return _key_of_text(step.wording)
    if marked is None:
        return step.report_key or _NO_SUBJECT
    if marked.kind in (MarkedKind.MEASURE, MarkedKind.INITIATIVE):
        return marked.place, marked.initiative
    return _NO_SUBJECT


def _key_of_text(wording: PlanChange) -> ReportKey:
    """The initiative, or measure, whose text was changed; `_NO_SUBJECT` for none."""
    match wording.path:
        case ("measure", number, "initiative", initiative, *_inside):
            return str(number), str(initiative)
        case ("measure", number, *_inside):
            return str(number), ""
    return _NO_SUBJECT
