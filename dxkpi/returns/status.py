"""Who has handed in what: how the return of each department and year stands.

A return of the whole city counts for every department. A figure typed on the screen is a
correction; it counts as a department's return only where it leaves nothing of it open. The
counts of a staff survey are no return.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Generic, Protocol, TypeVar

from dxkpi import fiscal
from dxkpi.plan import Actual, Missing, Plan
from dxkpi.plan.round import NO_DEADLINES, ReportDeadlines
from dxkpi.returns.departments import NO_REGISTER, DepartmentRegister
from dxkpi.returns.figure_counts import FigureCounts, count_figures, figures_on_record
from dxkpi.returns.return_form import concerns, departments_asked
from dxkpi.rules import is_due, report_subjects_in, reportable_entries_in


class ReturnStage(StrEnum):
    """How far a return has come; a submission's state is called the same."""

    NOT_SUBMITTED = "not_submitted"
    WITHDRAWN = "withdrawn"
    WAITING = "waiting"
    REGISTERED = "registered"
    NOT_DUE = "not_due"


class Returned(Protocol):
    """What a submission says of itself, as far as it matters here."""

    @property
    def number(self) -> int: ...
    @property
    def department(self) -> str | None: ...
    @property
    def fiscal_year(self) -> int: ...
    @property
    def state(self) -> StrEnum: ...
    @property
    def file(self) -> str | None: ...
    @property
    def source(self) -> str | None: ...
    @property
    def at(self) -> datetime: ...
    @property
    def figures(self) -> int: ...


S = TypeVar("S", bound=Returned)

SURVEYED = "counts of a staff survey"
"""The source of a submission that came from the answers to a staff survey."""

_LACKING = (ReturnStage.NOT_SUBMITTED, ReturnStage.WITHDRAWN)
_URGENCY = (*_LACKING, ReturnStage.WAITING, ReturnStage.REGISTERED, ReturnStage.NOT_DUE)


@dataclass(frozen=True)
class ReturnStatus(Generic[S]):
    """How the return of one department (None: of the whole city) for one fiscal year stands.

    `counts` are those of its figures; so many schedule entries (`entries_asked`) are asked
    for beside them. `submissions` are all that concern it, newest first, `returns` those
    of them that are no mere correction; `decisive` is the one that the stage comes from.
    `overdue`: the deadline is past and figures are still open; where only schedule entries
    are asked for, once anybody has handed in anything of that year. Of so many initiatives
    (`reports_asked`) a yearly report is asked for, and of `reports_made` it was made; one
    that is missing is no missing figure.
    """

    department: str | None
    fiscal_year: int
    stage: ReturnStage
    overdue: bool
    counts: FigureCounts
    entries_asked: int
    submissions: tuple[S, ...]
    decisive: S | None
    reports_asked: int = 0
    reports_made: int = 0
    returns: tuple[S, ...] = ()

    @property
    def asked(self) -> int:
        return self.counts.asked

    @property
    def reported(self) -> int:
        return self.counts.reported

    @property
    def missing(self) -> tuple[tuple[Missing, int], ...]:
        return self.counts.missing

    @property
    def open(self) -> int:
        return self.counts.open

    @property
    def settled(self) -> bool:
        """Whether every figure that is asked for is there, or the reason why there is none."""
        return self.asked > 0 and self.open == 0

    @property
    def whole(self) -> bool:
        """Whether the stage comes from a return of the whole city, not of this department alone."""
        return (
            self.department is not None
            and self.decisive is not None
            and self.decisive.department is None
        )

    @property
    def changed(self) -> int:
        """How many figures and entries its own registered returns have changed."""
        total = 0
        for submission in self.submissions:
            is_own = is_of_whole_city(submission) == (self.department is None)
            if is_own and submission.state == ReturnStage.REGISTERED:
                total += submission.figures
        return total


def return_statuses(
    plan: Plan,
    submissions: Iterable[S],
    fiscal_year: int,
    today: date,
    deadlines: ReportDeadlines = NO_DEADLINES,
    register: DepartmentRegister = NO_REGISTER,
) -> tuple[ReturnStatus[S], ...]:
    """The return of each department for a year, in the plan's order.

    Of the whole city, where the plan names no department.
    """
    of_year = [s for s in submissions if s.fiscal_year == fiscal_year]
    of_year.sort(key=lambda submission: submission.number, reverse=True)
    due = is_due(plan, fiscal_year, fiscal.last_closed_year(today))
    statuses = []
    for department in departments_asked(plan, register, fiscal_year) or (None,):
        asked = _Asked(plan, department, fiscal_year, today, register)
        late = _is_past(asked.deadline(deadlines), today)
        statuses.append(_return_status(asked, of_year, due=due, late=late))
    return tuple(statuses)


def _is_past(deadline: date | None, today: date) -> bool:
    return deadline is not None and today > deadline


def sorted_by_urgency(
    statuses: Iterable[ReturnStatus[S]],
) -> tuple[ReturnStatus[S], ...]:
    """What needs somebody first: overdue, then not in, then waiting; else as given."""

    def urgency(status: ReturnStatus[S]) -> tuple[bool, int, bool]:
        return not status.overdue, _URGENCY.index(status.stage), status.settled

    return tuple(sorted(statuses, key=urgency))


def years_of_returns(plan: Plan, submissions: Iterable[Returned]) -> tuple[int, ...]:
    """The years that returns are asked for, and any other that has a return.

    They are asked for in the plan's period, or else in the years that it has figures of.
    """
    years = {submission.fiscal_year for submission in submissions}
    first, last = plan.about.first_fiscal_year, plan.about.last_fiscal_year
    if plan.fiscal_years:
        first = first or plan.fiscal_years[0]
        last = last or plan.fiscal_years[-1]
    if first is not None and last is not None:
        years.update(range(first, last + 1))
    return tuple(sorted(years))


def _return_status(
    asked: "_Asked", submissions: Sequence[S], *, due: bool, late: bool
) -> ReturnStatus[S]:
    """How one department stands; `submissions` are all of the year, newest first."""
    figures = asked.figures
    counts = count_figures(figures)
    is_settled = counts.open == 0

    concerning = tuple(s for s in submissions if asked.is_concerned_by(s))
    returns = tuple(s for s in concerning if _is_return(s, asked, settled=is_settled))
    stage, decisive = _stage(returns, due=due)
    # where only entries are asked for, nobody is late before anything has come in
    has_only_entries_open = not figures and bool(submissions)
    is_anything_open = not is_settled or has_only_entries_open
    reports = [subject.standing(asked.fiscal_year) for subject in asked.subjects]
    return ReturnStatus(
        asked.department,
        asked.fiscal_year,
        stage,
        overdue=late and stage in _LACKING and is_anything_open,
        counts=counts,
        entries_asked=len(asked.entries),
        submissions=concerning,
        decisive=decisive,
        reports_asked=len(reports),
        reports_made=sum(report is not None for report in reports),
        returns=returns,
    )


def is_of_whole_city(submission: Returned) -> bool:
    """Whether it was handed in for all departments at once."""
    return submission.department is None


class _Asked:
    """What a department (None: the whole city) is asked, and whose returns count for it."""

    def __init__(
        self,
        plan: Plan,
        department: str | None,
        fiscal_year: int,
        day: date,
        register: DepartmentRegister,
    ) -> None:
        self._plan = plan
        self._department = department
        self._register = register
        self.fiscal_year = fiscal_year
        self._day = day
        self.indicators = [
            indicator
            for indicator in plan.collected_in(fiscal_year)
            if self._is_asked(plan.departments_of(indicator))
        ]
        self.entries = [
            entry
            for entry in reportable_entries_in(plan, fiscal_year)
            if self._is_asked(entry.measure.departments)
        ]
        self.subjects = [
            subject
            for subject in report_subjects_in(plan, fiscal_year)
            if self._is_asked(subject.measure.departments)
        ]
        former: tuple[str, ...] = ()
        if department is not None:
            former = register.former_names(department)
        self._former_names = former

    @property
    def department(self) -> str | None:
        """Whose return it is; None: that of the whole city."""
        return self._department

    def deadline(self, deadlines: ReportDeadlines) -> date | None:
        """By when it is to be in: the day for figures where there are any."""
        if self.indicators:
            return deadlines.of_figures(self._department)
        return deadlines.of_schedule(self._department)

    @property
    def figures(self) -> list[Actual | None]:
        """What is on record of each figure that can be there: one that is not out yet, or
        that no survey is made for, is not asked for.
        """
        return figures_on_record(
            self._plan, self.indicators, self.fiscal_year, self._day
        )

    def _is_asked(self, named: tuple[str, ...]) -> bool:
        return self._department is None or self._department in self._register.answering(
            named
        )

    def is_concerned_by(self, submission: Returned) -> bool:
        """Whether a return is of the department, of what it was before, or of all."""
        if self._department is None:
            return True
        names = (self._department, *self._former_names)
        return any(concerns(submission.department, name) for name in names)

    def is_typed_for(self, submission: Returned) -> bool:
        """Whether what was typed is of the department, not of the city as a whole."""
        return is_of_whole_city(submission) == (self._department is None)

    def is_whole_in(self, submission: Returned) -> bool:
        """Whether a return was for everything that is asked: that of a department which
        was joined with others is for its own part alone.
        """
        department = self._department
        if department is None or concerns(submission.department, department):
            return True
        handing_in = [
            name for name in self._former_names if concerns(submission.department, name)
        ]
        of_others = [
            names for names in self._named if not any(n in names for n in handing_in)
        ]
        is_all_under_new_name = len(of_others) == len(self._named)
        is_only_their_successor = len(handing_in) == len(self._former_names)
        was_there_before = department in self._register.older
        return not of_others or (
            is_all_under_new_name and is_only_their_successor and not was_there_before
        )

    @property
    def _named(self) -> list[tuple[str, ...]]:
        """Whom the plan names for each thing that is asked, and who answers for 全課."""
        named = [self._plan.departments_of(indicator) for indicator in self.indicators]
        named += [entry.measure.departments for entry in self.entries]
        named += [subject.measure.departments for subject in self.subjects]
        answers_for = self._register.answers_for
        return [
            (*names, *(one for name in names for one in answers_for.get(name, ())))
            for names in named
        ]


def _stage(newest_first: Sequence[S], *, due: bool) -> tuple[ReturnStage, S | None]:
    """What returns come to: the newest one that was not withdrawn, if any."""
    withdrawn = None
    for submission in newest_first:
        stage = ReturnStage(submission.state.value)
        if stage is not ReturnStage.WITHDRAWN:
            return stage, submission
        withdrawn = withdrawn or submission
    if withdrawn is not None:
        return ReturnStage.WITHDRAWN, withdrawn
    return ReturnStage.NOT_SUBMITTED if due else ReturnStage.NOT_DUE, None


def _is_return(submission: S, asked: _Asked, *, settled: bool) -> bool:
    """Whether it is a return of the department, not a mere correction of one.

    What was typed on the screen is one only if it leaves nothing of the department open;
    so is that of a department which is only a part of this one now.
    """
    if submission.file is not None:
        return settled or asked.is_whole_in(submission)
    if submission.source == SURVEYED:
        return False
    return settled and asked.is_typed_for(submission)
