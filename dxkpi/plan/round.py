"""取りまとめ: the round in which a year's report is collected, as the secretariat opened it.

Its deadlines, extensions and assignments count wherever the year is spoken of. Of a year
for which no round was opened the installation's usual deadline counts.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Annotated

from sqlmodel import SQLModel

from dxkpi.plan.fields import VALUE, Text, text_up_to

LONGEST_REASON = 200
LONGEST_DEPARTMENT = 60

_TIME_TO_REPORT = timedelta(weeks=2)
_SATURDAY = 5

DepartmentName = Annotated[Text, text_up_to(LONGEST_DEPARTMENT)]


class Assignment(SQLModel):
    """Who answers in the round for a name that means several departments (全課)."""

    model_config = VALUE
    named: DepartmentName
    departments: tuple[DepartmentName, ...]


class Extension(SQLModel):
    """A later day for everything that one department hands in, and why."""

    model_config = VALUE
    department: DepartmentName
    until: date
    reason: Annotated[Text, text_up_to(LONGEST_REASON)]


@dataclass(frozen=True)
class Opening:
    """When and by whom a round was opened."""

    at: datetime
    who: str


@dataclass(frozen=True)
class TakenForm:
    """Somebody took the form of a department (None: those of all) for a year."""

    department: str | None
    at: datetime
    who: str


@dataclass(frozen=True)
class ReportDeadlines:
    """By when a year's report is to be in; None where no day is set.

    `figures` is for indicators, `schedule` for the state of the schedule and the reports
    of initiatives.
    """

    figures: date | None = None
    schedule: date | None = None
    extensions: tuple[Extension, ...] = ()

    def of_figures(self, department: str | None = None) -> date | None:
        """The day for a department's figures; None: for all departments."""
        return self._extended(self.figures, department)

    def of_schedule(self, department: str | None = None) -> date | None:
        """The day for a department's schedule and reports; None: for all departments."""
        return self._extended(self.schedule, department)

    def extension_of(self, department: str | None) -> Extension | None:
        """The extension that a department was given."""
        for extension in self.extensions:
            if extension.department == department:
                return extension
        return None

    def _extended(self, day: date | None, department: str | None) -> date | None:
        extension = self.extension_of(department)
        if extension is None or day is None:
            return day
        return max(day, extension.until)


NO_DEADLINES = ReportDeadlines()
"""Where no day is set."""


@dataclass(frozen=True)
class Round:
    """The round of a plan's year.

    `deadline` is the last day for figures, `schedule_deadline` that for the schedule and
    the reports of initiatives; without it they come with the figures. `is_reviewed`:
    what is handed in counts only once it is confirmed.
    """

    fiscal_year: int
    deadline: date
    schedule_deadline: date | None = None
    is_reviewed: bool = False
    assignments: tuple[Assignment, ...] = ()
    extensions: tuple[Extension, ...] = ()
    opening: Opening | None = field(default=None, compare=False)

    @property
    def deadlines(self) -> ReportDeadlines:
        """By when the year's report is to be in."""
        schedule = self.schedule_deadline or self.deadline
        return ReportDeadlines(self.deadline, schedule, self.extensions)


def proposed_deadline(usual: date, today: date) -> date:
    """The usual day; where that is past, two weeks from today, or the Monday after them
    where they end on a weekend.
    """
    if usual >= today:
        return usual
    proposed = today + _TIME_TO_REPORT
    while proposed.weekday() >= _SATURDAY:
        proposed += timedelta(days=1)
    return proposed


def report_deadlines(
    opened: Round | None, usual_deadline: date | None
) -> ReportDeadlines:
    """By when a year's report is to be in: as its round says, else the usual day."""
    if opened is not None:
        return opened.deadlines
    return ReportDeadlines(usual_deadline, usual_deadline)


def with_assignment(
    assignments: Iterable[Assignment], named: str, departments: tuple[str, ...]
) -> tuple[Assignment, ...]:
    """The assignments with that of one name in its place; none of it for no departments."""
    others = [one for one in assignments if one.named != named]
    if departments:
        others.append(Assignment(named=named, departments=departments))
    return tuple(sorted(others, key=lambda one: one.named))


def with_extension(
    extensions: Iterable[Extension], department: str, extension: Extension | None
) -> tuple[Extension, ...]:
    """The extensions with that of one department in its place, or without it."""
    others = [one for one in extensions if one.department != department]
    if extension is not None:
        others.append(extension)
    return tuple(sorted(others, key=lambda one: one.department))
