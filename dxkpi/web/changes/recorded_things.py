"""変更履歴, from the steps that a store recorded to changes of what they are about."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Self

from dxkpi.plan import Indicator, Plan, PlanChange
from dxkpi.returns.department_decisions import departments_of_decision
from dxkpi.rules import (
    EntryKey,
    ReportableEntry,
    ReportKey,
    ReportSubject,
    reportable_entries,
)
from dxkpi.store import HistoryStep, MarkedKind, Submission
from dxkpi.web.changes.recorded_change import RecordedChange

_NO_SUBJECT: ReportKey = ("", "")


@dataclass(frozen=True)
class RecordedThings:
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
