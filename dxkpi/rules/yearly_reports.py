"""What a yearly report (取組の報告) is asked of, and what the reports of a year come to."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from dxkpi.plan import (
    Initiative,
    InitiativeState,
    Judge,
    Measure,
    OwnMark,
    Plan,
    YearlyReport,
)
from dxkpi.plan.yearly_report import last_report_before, report_of_year

ReportKey = tuple[str, str]
"""The number of a measure, and that of the initiative; "" for the measure itself."""


_OVER = (InitiativeState.COMPLETED, InitiativeState.CANCELLED)
"""After these nothing more is expected."""


def subject_code(measure: str, initiative: str) -> str:
    """The code of an initiative, 1-2(3), or of a measure, 1-2."""
    return f"{measure}({initiative})" if initiative else measure


@dataclass(frozen=True)
class ReportSubject:
    """An initiative, or a measure that has none, which is reported each year."""

    measure: Measure
    initiative: Initiative | None = None

    @property
    def key(self) -> ReportKey:
        number = self.initiative.number if self.initiative else ""
        return self.measure.number, number

    @property
    def code(self) -> str:
        """What tells it from all others of the plan: 1-2(3), or 1-2 for a measure."""
        return subject_code(*self.key)

    @property
    def name(self) -> str:
        return self.initiative.name if self.initiative else self.measure.name

    @property
    def reports(self) -> tuple[YearlyReport, ...]:
        return (self.initiative or self.measure).reports

    @property
    def marks(self) -> tuple[OwnMark, ...]:
        return (self.initiative or self.measure).marks

    def counts_in(self, fiscal_year: int) -> bool:
        """Whether a report of a year is asked for: not once the initiative was retired."""
        return self.initiative is None or self.initiative.counts_in(fiscal_year)

    def report(self, fiscal_year: int) -> YearlyReport | None:
        """What was reported of a year."""
        return report_of_year(self.reports, fiscal_year)

    def standing(self, fiscal_year: int) -> YearlyReport | None:
        """The report that says how it stands at the end of a year: that of the year, or
        an earlier one by which it was completed or stopped for good.
        """
        report = self.report(fiscal_year)
        if report is not None:
            return report
        last = self.last_before(fiscal_year)
        is_over = last is not None and last.state in _OVER
        return last if is_over else None

    def department_mark(self, fiscal_year: int) -> OwnMark | None:
        """How its own department judged the year."""
        for mark in self.marks:
            if _is_replaced(mark, fiscal_year):
                return mark
        return None

    def last_before(self, fiscal_year: int) -> YearlyReport | None:
        """The last report of the years before."""
        return last_report_before(self.reports, fiscal_year)


def report_subjects(plan: Plan) -> tuple[ReportSubject, ...]:
    """Every initiative of a plan, and every measure that has none, in the plan's order."""
    subjects = []
    for measure in plan.measures:
        if measure.initiatives:
            subjects += [ReportSubject(measure, one) for one in measure.initiatives]
        else:
            subjects.append(ReportSubject(measure))
    return tuple(subjects)


def report_subjects_in(plan: Plan, fiscal_year: int) -> tuple[ReportSubject, ...]:
    """The subjects of which a report of a year is asked for."""
    return tuple(one for one in report_subjects(plan) if one.counts_in(fiscal_year))


@dataclass(frozen=True)
class ReportCount:
    """How the initiatives of a plan stand in a year: so many in each state, in its order;
    those that were completed or stopped in an earlier one among them.

    `stateless` were reported without a state, `unreported` not at all; the reports of
    `unconfirmed` wait to be confirmed.
    """

    states: tuple[tuple[InitiativeState, int], ...]
    stateless: int
    unreported: int
    unconfirmed: int = 0

    @property
    def total(self) -> int:
        return self.reported + self.unconfirmed + self.unreported

    @property
    def reported(self) -> int:
        """How many reports are there to read."""
        return self.stateless + sum(number for _state, number in self.states)


def count_reports(subjects: Iterable[ReportSubject], fiscal_year: int) -> ReportCount:
    """What the reports of a year come to."""
    states: Counter[InitiativeState] = Counter()
    stateless = unreported = unconfirmed = 0
    for subject in subjects:
        report = subject.standing(fiscal_year)
        if report is None:
            unreported += 1
        elif report.is_unconfirmed:
            unconfirmed += 1
        elif report.state is None:
            stateless += 1
        else:
            states[report.state] += 1
    in_order = tuple(
        (state, states[state]) for state in InitiativeState if states[state]
    )
    return ReportCount(in_order, stateless, unreported, unconfirmed)


def has_reports(plan: Plan) -> bool:
    """Whether anything was ever reported of the plan's initiatives."""
    return any(subject.reports for subject in report_subjects(plan))


@dataclass(frozen=True)
class ReportedYear:
    """What a department says of its initiatives in one fiscal year: by key a report, and
    its mark. None takes away what is there; a key that is not here leaves it alone.
    """

    fiscal_year: int
    reports: Mapping[ReportKey, YearlyReport | None] = field(default_factory=dict)
    marks: Mapping[ReportKey, OwnMark | None] = field(default_factory=dict)

    def __bool__(self) -> bool:
        return bool(self.reports or self.marks)


def with_reported_year(plan: Plan, reported_year: ReportedYear) -> Plan:
    """The plan with what is said in place of what was said of that year."""
    if not reported_year:
        return plan
    policies = []
    for policy in plan.policies:
        measures = tuple(_measure_with(one, reported_year) for one in policy.measures)
        policies.append(policy.model_copy(update={"measures": measures}))
    return plan.model_copy(update={"policies": tuple(policies)})


def _measure_with(measure: Measure, reported_year: ReportedYear) -> Measure:
    initiatives = []
    for initiative in measure.initiatives:
        key = (measure.number, initiative.number)
        changed = _changed_fields(key, initiative, reported_year)
        initiatives.append(initiative.model_copy(update=changed))
    own = _changed_fields((measure.number, ""), measure, reported_year)
    return measure.model_copy(update={**own, "initiatives": tuple(initiatives)})


def _changed_fields(
    key: ReportKey, one: Measure | Initiative, reported_year: ReportedYear
) -> dict[str, Any]:
    year = reported_year.fiscal_year
    changed: dict[str, Any] = {}
    if key in reported_year.reports:
        others = [report for report in one.reports if report.fiscal_year != year]
        changed["reports"] = _with_one_of_year(others, reported_year.reports[key])
    if key in reported_year.marks:
        kept = [mark for mark in one.marks if not _is_replaced(mark, year)]
        changed["marks"] = _with_one_of_year(kept, reported_year.marks[key])
    return changed


def _is_replaced(mark: OwnMark, fiscal_year: int) -> bool:
    """Whether it is the department's mark of the year."""
    return mark.fiscal_year == fiscal_year and mark.by is Judge.DEPARTMENT


def _with_one_of_year(others: list[Any], one: Any) -> tuple[Any, ...]:
    """The others with one more in its place by year; None: only the others."""
    if one is None:
        return tuple(others)
    place = 0
    while place < len(others) and others[place].fiscal_year < one.fiscal_year:
        place += 1
    return (*others[:place], one, *others[place:])
