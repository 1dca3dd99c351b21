"""Who is asked: the departments that a plan names, as they are called at the time.

A plan also names 全課, 関係各課 or 対象業務担当課. Nobody is called that: they get no form
of their own, and the city's register says who answers for them. It says as well what a
課 became (組織改編): the report of a year is asked of the 課 that are there when it is
made, under whatever name the plan knows them.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import lru_cache

from dxkpi.plan import CityDepartment
from dxkpi.plan.round import Assignment, Round
from dxkpi.text.folding import without_spaces

_WHICH = "全て|すべて|全|各|関係する|関係|関連する|関連|該当|対象|担当|所管|主管|庁内"
_COLLECTIVE = re.compile(
    rf"(?:{_WHICH})(?:{_WHICH}|の|業務|事業|実施)*"
    r"(?:課室|課|室|部署|部局|部|局|所属|機関|庁)等?"
)


def is_collective(name: str) -> bool:
    """Whether a plan means several departments by a name: 全課, 関係各課, 対象業務担当課."""
    return bool(_COLLECTIVE.fullmatch(without_spaces(name)))


def report_day(fiscal_year: int, today: date) -> date:
    """The day whose departments are asked for the report of a year: it is made after the
    year's end, on 1 April; today, while that day is still to come.
    """
    return min(date(fiscal_year + 1, 4, 1), today)


@dataclass(frozen=True, eq=False)
class DepartmentRegister:
    """What is said about a city's departments, as of a day; read once, the same while it
    is the same object.

    `became`: a name that is not one of the day, and the departments of the day in its
    place; none where it was given up. `answers_for`: a collective name (全課), and those
    who answer for it. `later` are names that come only after the day, `older` are those
    that are there without a beginning.
    """

    became: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    answers_for: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    later: frozenset[str] = frozenset()
    older: frozenset[str] = frozenset()

    def answering(self, departments: Iterable[str]) -> tuple[str, ...]:
        """Who is asked where the plan names these departments, each once."""
        names: dict[str, None] = {}
        for department in departments:
            answering = self.answers_for.get(department)
            if answering is not None:
                names |= dict.fromkeys(self.present_names(answering))
            elif not is_collective(department):
                names |= dict.fromkeys(self.present_names([department]))
        return tuple(names)

    def is_asked(self, department: str, departments: tuple[str, ...]) -> bool:
        """Whether a department is asked where the plan names these; 全課 is where the
        plan names 全課.
        """
        return department in departments or department in self.answering(departments)

    def present_names(self, departments: Iterable[str]) -> tuple[str, ...]:
        """What these departments are called on the day, each once."""
        names: dict[str, None] = {}
        for department in departments:
            successors = self.successors(department)
            was_given_up = self.became.get(department) == ()
            if successors or was_given_up:
                names |= dict.fromkeys(successors)
            else:
                names[department] = None
        return tuple(names)

    def successors(self, department: str) -> tuple[str, ...]:
        """What a department of another time is on the day, through all changes; () if
        unknown.
        """
        names: dict[str, None] = {}
        seen = {department}
        waiting = list(self.became.get(department, ()))
        while waiting:
            name = waiting.pop(0)
            if name in seen:
                continue
            seen.add(name)
            if name in self.became:
                waiting += self.became[name]
            else:
                names[name] = None
        return tuple(names)

    def former_names(self, department: str) -> tuple[str, ...]:
        """The names of other times that are this department on the day."""
        return tuple(
            name for name in self.became if department in self.successors(name)
        )


NO_REGISTER = DepartmentRegister()
"""Where nothing was said: nobody answers for 全課."""


@lru_cache(maxsize=64)
def register_at(
    departments: tuple[CityDepartment, ...], day: date, addition: DepartmentRegister
) -> DepartmentRegister:
    """A city's register as of a day, with what the installation adds to it.

    Of a name that the city's register knows, its word counts alone.
    """
    if not departments:
        return addition
    changes = _Reorganisations(departments, day)
    became = {
        name: names
        for name, names in addition.became.items()
        if name not in changes.by_name
    }
    became |= changes.became()
    answers_for = dict(addition.answers_for) | _answers_for(departments)
    older = frozenset(one.name for one in departments if one.since is None)
    return DepartmentRegister(became, answers_for, changes.later(), older)


def register_in_round(
    register: DepartmentRegister, opened: Round | None
) -> DepartmentRegister:
    """The city's register with what the round assigned: its word on 全課 is the last."""
    if opened is None or not opened.assignments:
        return register
    return _with_assignments(register, opened.assignments)


@lru_cache(maxsize=64)
def _with_assignments(
    register: DepartmentRegister, assignments: tuple[Assignment, ...]
) -> DepartmentRegister:
    """Kept, because a register is the same only while it is the same object."""
    assigned = {one.named: one.departments for one in assignments}
    return DepartmentRegister(
        register.became,
        {**register.answers_for, **assigned},
        register.later,
        register.older,
    )


def _answers_for(departments: Iterable[CityDepartment]) -> dict[str, tuple[str, ...]]:
    """The departments that answer for each collective name, whenever they are there."""
    answering: dict[str, list[str]] = {}
    for department in departments:
        for name in department.answers_for:
            answering.setdefault(name, []).append(department.name)
    return {name: tuple(names) for name, names in answering.items()}


class _Reorganisations:
    """The departments of a city on a day, followed forward and back through its changes."""

    def __init__(self, departments: Iterable[CityDepartment], day: date) -> None:
        self.by_name = {department.name: department for department in departments}
        self._day = day

    def became(self) -> dict[str, tuple[str, ...]]:
        """Each name that is not one of the day, and the names of the day in its place."""
        became: dict[str, tuple[str, ...]] = {}
        for name in self.by_name:
            if self._is_over(name):
                became[name] = self._followed(name)
            elif self._is_to_come(name):
                formers = self._traced_back(name)
                if formers:
                    became[name] = formers
        return became

    def later(self) -> frozenset[str]:
        return frozenset(name for name in self.by_name if self._is_to_come(name))

    def _followed(self, name: str) -> tuple[str, ...]:
        """What a department that is over has become by the day."""
        names: dict[str, None] = {}
        seen = {name}
        waiting = list(self.by_name[name].became)
        while waiting:
            successor = waiting.pop(0)
            if successor in seen:
                continue
            seen.add(successor)
            if self._is_over(successor):
                waiting += self.by_name[successor].became
            else:
                names[successor] = None
        return tuple(names)

    def _traced_back(self, name: str) -> tuple[str, ...]:
        """What a department that is still to come is on the day; () if nothing says it."""
        names: dict[str, None] = {}
        seen = {name}
        waiting = self._predecessors(name)
        while waiting:
            former = waiting.pop(0)
            if former in seen:
                continue
            seen.add(former)
            if self._is_to_come(former):
                waiting += self._predecessors(former)
            else:
                names[former] = None
        return tuple(names)

    def _predecessors(self, name: str) -> list[str]:
        return [one.name for one in self.by_name.values() if name in one.became]

    def _is_to_come(self, name: str) -> bool:
        department = self.by_name.get(name)
        if department is None or department.first_day is None:
            return False
        return self._day < department.first_day

    def _is_over(self, name: str) -> bool:
        """Whether the department is no more; an end that is not stated is that of the
        change in which it became another.
        """
        department = self.by_name.get(name)
        if department is None:
            return False
        last_day = self._last_day(department)
        if last_day is not None:
            return last_day < self._day
        return bool(department.became)

    def _last_day(self, department: CityDepartment) -> date | None:
        """The last day of a department, which ends when those in its place begin: some
        write the month of the change as its end.
        """
        begins = []
        for name in department.became:
            successor = self.by_name.get(name)
            if successor is not None and successor.first_day is not None:
                begins.append(successor.first_day)
        stated = department.last_day
        if stated is None:
            return max(begins) - timedelta(days=1) if begins else None
        for first_day in begins:
            is_month_of_change = (first_day.year, first_day.month) == (
                stated.year,
                stated.month,
            )
            if is_month_of_change and first_day <= stated:
                return first_day - timedelta(days=1)
        return stated
