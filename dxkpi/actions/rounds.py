"""取りまとめ: opening the round of a year, changing it, and noting who took a form."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import ClassVar

from dxkpi import fiscal
from dxkpi.actions.actor import Actor
from dxkpi.actions.command import CityScope, NotDone, PlanCommand
from dxkpi.actions.logged import logged
from dxkpi.actions.permission import permit
from dxkpi.actions.rights import Right
from dxkpi.plan import Plan, PlanKey
from dxkpi.plan.fields import unstorable
from dxkpi.plan.round import (
    LONGEST_DEPARTMENT,
    LONGEST_REASON,
    Extension,
    ReportDeadlines,
    Round,
    report_deadlines,
    with_assignment,
    with_extension,
)
from dxkpi.returns import (
    DepartmentRegister,
    collective_names,
    departments_asked,
    is_collective,
    report_deadline,
)
from dxkpi.returns.departments import register_in_round
from dxkpi.settings import settings
from dxkpi.store import TYPED, Store, StoreError, StoreFault, writing

_LATEST_YEARS = 2


class RoundFault(StrEnum):
    """What is wrong with a round. The sentences are in `dxkpi.wording.rounds`."""

    YEAR_NOT_OF_PLAN = "year_not_of_plan"
    DEADLINE_OUT_OF_PLACE = "deadline_out_of_place"
    NOT_COLLECTIVE = "not_collective"
    WRONG_DEPARTMENT = "wrong_department"
    NO_SUCH_DEPARTMENT = "no_such_department"
    NO_REASON = "no_reason_of_extension"
    REASON_TOO_LONG = "reason_too_long"
    EXTENSION_NOT_LATER = "extension_not_later"


class WrongRound(NotDone):
    """The round cannot be as it was said; nothing was stored."""

    def __init__(self, *faults: RoundFault) -> None:
        super().__init__(*faults)
        self.faults: tuple[RoundFault, ...] = faults


@dataclass(frozen=True)
class OpenRound(PlanCommand):
    """Open the round of a plan's year."""

    right: ClassVar[Right] = Right.RUN_ROUND
    fiscal_year: int
    deadline: date
    schedule_deadline: date | None = None
    is_reviewed: bool = False
    source: str = TYPED


@dataclass(frozen=True)
class ChangeRound(PlanCommand):
    """Give an open round other deadlines, or begin or end its review."""

    right: ClassVar[Right] = Right.RUN_ROUND
    fiscal_year: int
    deadline: date
    schedule_deadline: date | None
    is_reviewed: bool
    source: str = TYPED


@dataclass(frozen=True)
class AssignDepartments(PlanCommand):
    """Say who answers in a round for a name that means several departments (全課); no
    departments: as the city's register says.
    """

    right: ClassVar[Right] = Right.RUN_ROUND
    fiscal_year: int
    named: str
    departments: tuple[str, ...]
    source: str = TYPED


@dataclass(frozen=True)
class ExtendDeadline(PlanCommand):
    """Give a department until a later day, with the reason; `until` None: no more."""

    right: ClassVar[Right] = Right.RUN_ROUND
    fiscal_year: int
    department: str
    until: date | None
    reason: str = ""
    source: str = TYPED


@dataclass(frozen=True)
class NoteTakenForm(PlanCommand):
    """Note that the form of a department (None: those of all) was taken; also by somebody
    whose name is not known.
    """

    right: ClassVar[Right] = Right.REPORT
    needs_name: ClassVar[bool] = False
    fiscal_year: int
    department: str | None

    def scopes(self, store: Store) -> tuple[CityScope, ...]:
        departments = () if self.department is None else (self.department,)
        return (CityScope(self.plan.city, departments),)


@logged
def open_round(store: Store, command: OpenRound, actor: Actor) -> Round:
    """The round, opened; one that is open already as it is said is given back.

    Raises `WrongRound`, and `StoreError` (ROUND_IS_OPEN) where another one is open.
    """
    permit(store, actor, command)
    plan = _plan(store, command.plan)
    if command.fiscal_year not in plan.fiscal_years:
        raise WrongRound(RoundFault.YEAR_NOT_OF_PLAN)
    opened = Round(
        command.fiscal_year,
        command.deadline,
        _own_deadline(command.schedule_deadline, command.deadline),
        command.is_reviewed,
    )
    _check_deadlines(opened)

    def make(before: Round | None) -> Round:
        if before is not None and before != opened:
            year = fiscal.wareki(command.fiscal_year)
            raise StoreError(StoreFault.ROUND_IS_OPEN, year=year)
        return opened

    return writing.change_round(
        store, plan.key, command.fiscal_year, make, actor.name, command.source
    )


@logged
def change_round(store: Store, command: ChangeRound, actor: Actor) -> Round:
    """The round with other deadlines. Raises `WrongRound`, and `StoreError` (NO_ROUND)."""
    permit(store, actor, command)

    def make(before: Round | None) -> Round:
        changed = replace(
            _opened(before, command.fiscal_year),
            deadline=command.deadline,
            schedule_deadline=_own_deadline(
                command.schedule_deadline, command.deadline
            ),
            is_reviewed=command.is_reviewed,
        )
        _check_deadlines(changed)
        return changed

    return writing.change_round(
        store, command.plan, command.fiscal_year, make, actor.name, command.source
    )


@logged
def assign_departments(store: Store, command: AssignDepartments, actor: Actor) -> Round:
    """The round with who answers for a name. Raises `WrongRound`, and `StoreError`."""
    permit(store, actor, command)
    plan = _plan(store, command.plan)
    names = tuple(dict.fromkeys(" ".join(n.split()) for n in command.departments))
    faults = tuple(_faults_of_assignment(plan, command.named, names))
    if faults:
        raise WrongRound(*faults)

    def make(before: Round | None) -> Round:
        opened = _opened(before, command.fiscal_year)
        assignments = with_assignment(opened.assignments, command.named, names)
        return replace(opened, assignments=assignments)

    return writing.change_round(
        store, plan.key, command.fiscal_year, make, actor.name, command.source
    )


@logged
def extend_deadline(store: Store, command: ExtendDeadline, actor: Actor) -> Round:
    """The round with a department's extension. Raises `WrongRound`, and `StoreError`."""
    permit(store, actor, command)
    plan = _plan(store, command.plan)
    reason = " ".join(command.reason.split())

    def make(before: Round | None) -> Round:
        opened = _opened(before, command.fiscal_year)
        faults = tuple(_faults_of_extension(plan, opened, command, reason))
        if faults:
            raise WrongRound(*faults)
        extension = None
        if command.until is not None:
            extension = Extension(
                department=command.department, until=command.until, reason=reason
            )
        extensions = with_extension(opened.extensions, command.department, extension)
        return replace(opened, extensions=extensions)

    return writing.change_round(
        store, plan.key, command.fiscal_year, make, actor.name, command.source
    )


@logged
def note_taken_form(store: Store, command: NoteTakenForm, actor: Actor) -> None:
    """Note that a form was taken, where a round is open for its year."""
    permit(store, actor, command)
    writing.note_taken_form(
        store, command.plan, command.fiscal_year, command.department, actor.name
    )


# What a round says of a year


def deadlines_of_year(store: Store, plan: PlanKey, fiscal_year: int) -> ReportDeadlines:
    """By when the report of a year is to be in: as its round says, else the usual day."""
    opened = store.round(plan, fiscal_year)
    return report_deadlines(opened, settings().deadline(fiscal_year))


def register_of_year(
    store: Store, plan: Plan, fiscal_year: int, today: date
) -> DepartmentRegister:
    """The departments that are asked for the report of a year: as the city's register
    says, with what the year's round assigned.
    """
    register = settings().register_for_report(plan.municipality, fiscal_year, today)
    return register_in_round(register, store.round(plan.key, fiscal_year))


# Faults


def _plan(store: Store, key: PlanKey) -> Plan:
    plan = store.plan(key)
    if plan is None:
        raise StoreError(StoreFault.PLAN_GONE)
    return plan


def _opened(before: Round | None, fiscal_year: int) -> Round:
    if before is None:
        raise StoreError(StoreFault.NO_ROUND, year=fiscal.wareki(fiscal_year))
    return before


def _own_deadline(schedule: date | None, figures: date) -> date | None:
    """The deadline of the schedule where it is another one than that of the figures."""
    return None if schedule == figures else schedule


def _check_deadlines(opened: Round) -> None:
    """Refuse days that cannot be meant: before the year is over, or years after it."""
    last_month = date(opened.fiscal_year + 1, 3, 1)
    latest = date(opened.fiscal_year + 1 + _LATEST_YEARS, 3, 31)
    for day in (opened.deadline, opened.schedule_deadline):
        if day is not None and not last_month <= day <= latest:
            raise WrongRound(RoundFault.DEADLINE_OUT_OF_PLACE)


def _faults_of_assignment(
    plan: Plan, named: str, departments: tuple[str, ...]
) -> Iterator[RoundFault]:
    if named not in collective_names(plan):
        yield RoundFault.NOT_COLLECTIVE
    if any(map(_is_no_department, departments)):
        yield RoundFault.WRONG_DEPARTMENT


def _is_no_department(name: str) -> bool:
    is_too_long = len(name) > LONGEST_DEPARTMENT
    return (
        not name or is_too_long or is_collective(name) or unstorable(name) is not None
    )


def _faults_of_extension(
    plan: Plan, opened: Round, command: ExtendDeadline, reason: str
) -> Iterator[RoundFault]:
    if command.until is None:
        return
    register = register_in_round(
        settings().register_for_report(
            plan.municipality, opened.fiscal_year, fiscal.today()
        ),
        opened,
    )
    if command.department not in departments_asked(plan, register, opened.fiscal_year):
        yield RoundFault.NO_SUCH_DEPARTMENT
    elif command.until <= _usual_day(plan, opened, command.department, register):
        yield RoundFault.EXTENSION_NOT_LATER
    if not reason or unstorable(reason):
        yield RoundFault.NO_REASON
    if len(reason) > LONGEST_REASON:
        yield RoundFault.REASON_TOO_LONG


def _usual_day(
    plan: Plan, opened: Round, department: str, register: DepartmentRegister
) -> date:
    """By when a department reports that is given no more time."""
    of_all = replace(opened.deadlines, extensions=())
    return report_deadline(plan, department, register, of_all) or opened.deadline
