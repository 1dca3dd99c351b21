"""What one department is asked for one fiscal year: its indicators and its schedule entries."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from decimal import Decimal
from functools import cached_property

from dxkpi.plan import Actual, Indicator, Plan, Progress
from dxkpi.plan.round import NO_DEADLINES, ReportDeadlines
from dxkpi.returns import figure_years
from dxkpi.returns.departments import NO_REGISTER, DepartmentRegister, is_collective
from dxkpi.rules import (
    STANDARD,
    EntryKey,
    Judgement,
    Profile,
    ReportableEntry,
    ReportSubject,
    expected_value,
    first_day_after,
    is_due,
    judge,
    path_start,
    report_subjects,
    report_subjects_in,
    reportable_entries,
    reportable_entries_in,
)

NAMES_APART = "\n"
"""What stands between the departments that a return is for."""


@dataclass(frozen=True)
class ReturnForm:
    """What one department (None: all of them) is asked for one fiscal year.

    `plan` and `progress` are as they stand in the store now, at `revision`, the number of
    the plan's last change; `last_closed` is the last fiscal year that is over. `also_for`
    are further departments that a file is for, where it holds their rows as well.
    `is_ahead`: plan and progress are as they will be once other returns are stored.
    `changed_at` is the moment of the revision, by which it is known again in a store that
    was restored. `today` is the day on which it is made or
    read. `is_one_of_several`: the municipality has other plans, too. `deadlines` are those
    of its year.
    """

    plan: Plan
    fiscal_year: int
    department: str | None
    revision: int
    last_closed: int
    progress: Mapping[EntryKey, Progress] = field(default_factory=dict)
    profile: Profile = STANDARD
    register: DepartmentRegister = NO_REGISTER
    also_for: tuple[str, ...] = ()
    is_ahead: bool = False
    changed_at: datetime | None = None
    is_one_of_several: bool = False
    today: date | None = None
    deadlines: ReportDeadlines = NO_DEADLINES

    @property
    def deadline(self) -> date | None:
        """The day by which it is to be in: that for figures where it asks for any."""
        if self.indicators:
            return self.deadlines.of_figures(self.department)
        return self.deadlines.of_schedule(self.department)

    @property
    def departments(self) -> str | None:
        """All departments that it is for, as a return names them; None: all of them."""
        if self.department is None:
            return None
        return NAMES_APART.join((self.department, *self.also_for))

    @cached_property
    def indicators(self) -> tuple[Indicator, ...]:
        """The indicators asked for, in the plan's order."""
        return tuple(
            indicator
            for indicator in self.plan.collected_in(self.fiscal_year)
            if self._asks(self.plan.departments_of(indicator))
        )

    @cached_property
    def asked_indicators(self) -> tuple[Indicator, ...]:
        """Those whose figure can be there, in the plan's order."""
        return tuple(one for one in self.indicators if self.is_asked(one))

    @cached_property
    def schedule_entries(self) -> tuple[ReportableEntry, ...]:
        """The schedule entries asked for, in the plan's order."""
        return tuple(
            entry
            for entry in reportable_entries_in(self.plan, self.fiscal_year)
            if self._asks(entry.measure.departments)
        )

    @cached_property
    def report_subjects(self) -> tuple[ReportSubject, ...]:
        """The initiatives, and the measures without any, whose yearly report is asked for,
        in the plan's order.

        Where a measure names no department, only the form of the whole city asks.
        """
        return tuple(
            subject
            for subject in report_subjects_in(self.plan, self.fiscal_year)
            if self._asks(subject.measure.departments)
        )

    def is_shared(self, indicator: Indicator) -> bool:
        """Whether another department is asked for the same figure."""
        if self.department is None:
            return False
        return len(self.register.answering(self.plan.departments_of(indicator))) > 1

    def registered_progress(self, entry: ReportableEntry) -> Progress | None:
        """The progress that is registered for the form's year, not an earlier one's."""
        last = self.progress.get(entry.key)
        if last is None or last.fiscal_year != self.fiscal_year:
            return None
        return last

    def judged(self, indicator: Indicator) -> Judgement:
        """An indicator, as it is or with another actual, at the end of the form's year."""
        due = is_due(self.plan, self.fiscal_year, self.last_closed)
        return judge(
            indicator,
            self.fiscal_year,
            due=due,
            profile=self.profile,
            plan_start=self.plan.about.first_fiscal_year,
            day=self.day,
        )

    def is_asked(self, indicator: Indicator) -> bool:
        """Whether there is a figure to ask for: one that is out, or soon will be."""
        first_year = self.plan.about.first_fiscal_year
        return figure_years.is_asked(indicator, self.fiscal_year, self.day, first_year)

    def figure_year(self, indicator: Indicator) -> int:
        """The year whose figure is asked for; an earlier one where the year's own is not
        out yet, or none is made in it.
        """
        first_year = self.plan.about.first_fiscal_year
        year = figure_years.figure_year(
            indicator, self.fiscal_year, self.day, first_year
        )
        return self.fiscal_year if year is None else year

    def of_figure(self, indicator: Indicator) -> "ReturnForm":
        """The same form for the year whose figure is asked for."""
        return self.in_year(self.figure_year(indicator))

    def in_year(self, fiscal_year: int) -> "ReturnForm":
        """The same form for another year, looked at on the same day."""
        if fiscal_year == self.fiscal_year:
            return self
        return replace(self, fiscal_year=fiscal_year, today=self.day)

    def registered(self, indicator: Indicator) -> Actual | None:
        """What is on record of the figure that is asked for."""
        return indicator.actual(self.figure_year(indicator))

    @property
    def day(self) -> date:
        """The day on which it is made or read; where none is known, the first on which its
        year is over.
        """
        return self.today or first_day_after(self.fiscal_year)

    def expected(self, indicator: Indicator, fiscal_year: int) -> Decimal | None:
        """What is to be expected of a fiscal year, on the path that the plan's profile has."""
        plan_start = self.plan.about.first_fiscal_year
        since = path_start(indicator, self.profile, plan_start)
        return expected_value(indicator, fiscal_year, since)

    def _asks(self, departments: tuple[str, ...]) -> bool:
        """Whether it asks for what the plan names these departments for; a form that was
        made of 全課 asks for what the plan asks of 全課.
        """
        if self.department is None:
            return True
        own_departments = (self.department, *self.also_for)
        return any(self.register.is_asked(own, departments) for own in own_departments)


def concerns(departments: str | None, department: str) -> bool:
    """Whether what a return names as its departments holds one of the plan's; None: all."""
    return departments is None or department in departments_named(departments)


def departments_named(departments: str | None) -> tuple[str, ...]:
    """What a return names as its departments, each by itself; none where it is all."""
    return () if departments is None else tuple(departments.split(NAMES_APART))


def departments_asked(
    plan: Plan,
    register: DepartmentRegister = NO_REGISTER,
    fiscal_year: int | None = None,
) -> tuple[str, ...]:
    """Every department that is asked for anything, in the plan's order; with a year, in
    its report.

    全課 and the like are none; whoever answers for them is.
    """
    names: dict[str, None] = {}
    for _place, departments in _departments_by_place(plan, fiscal_year):
        names |= dict.fromkeys(register.answering(departments))
    for subject in _subjects(plan, fiscal_year):
        names |= dict.fromkeys(register.answering(subject.measure.departments))
    return tuple(names)


def report_deadline(
    plan: Plan,
    department: str | None,
    register: DepartmentRegister,
    deadlines: ReportDeadlines,
) -> date | None:
    """By when a department (None: all) reports: the day for figures where the plan asks
    it for any.
    """
    for indicator in plan.collected_indicators:
        named = plan.departments_of(indicator)
        if department is None or register.is_asked(department, named):
            return deadlines.of_figures(department)
    return deadlines.of_schedule(department)


def schedule_deadline(
    plan: Plan,
    department: str | None,
    register: DepartmentRegister,
    deadlines: ReportDeadlines,
) -> date | None:
    """By when a department (None: all) reports the schedule and its initiatives, where
    that is another day than `report_deadline`; None where the plan asks it for neither.
    """
    day = deadlines.of_schedule(department)
    if day == report_deadline(plan, department, register, deadlines):
        return None
    for measure in plan.measures:
        if department is None or register.is_asked(department, measure.departments):
            return day
    return None


def places_without_answer(
    plan: Plan,
    register: DepartmentRegister = NO_REGISTER,
    fiscal_year: int | None = None,
) -> dict[str, tuple[str, ...]]:
    """The figures and schedule entries that nobody is asked for, by the names (全課) under
    which the plan asks for them; with a year, those of its report.
    """
    places: dict[str, list[str]] = {}
    for place, departments in _departments_by_place(plan, fiscal_year):
        if departments and not register.answering(departments):
            places.setdefault("・".join(departments), []).append(place)
    return {names: tuple(codes) for names, codes in places.items()}


def collective_names(plan: Plan) -> tuple[str, ...]:
    """The names by which the plan asks many departments at once."""
    names: dict[str, None] = {}
    for _place, departments in _departments_by_place(plan):
        names |= dict.fromkeys(filter(is_collective, departments))
    return tuple(names)


def _departments_by_place(
    plan: Plan, fiscal_year: int | None = None
) -> Iterator[tuple[str, tuple[str, ...]]]:
    """The code of each figure and schedule entry, with whom the plan names for it."""
    for indicator in plan.collected_indicators:
        if fiscal_year is None or indicator.is_asked_in(fiscal_year):
            yield indicator.code, plan.departments_of(indicator)
    for entry in reportable_entries(plan):
        if fiscal_year is None or entry.counts_in(fiscal_year):
            yield entry.code, entry.measure.departments


def _subjects(plan: Plan, fiscal_year: int | None) -> tuple[ReportSubject, ...]:
    if fiscal_year is None:
        return report_subjects(plan)
    return report_subjects_in(plan, fiscal_year)
