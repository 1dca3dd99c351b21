"""Which of a city's plans is meant where none is named."""

from collections.abc import Sequence
from typing import Protocol, TypeVar

from dxkpi import fiscal
from dxkpi.plan import PlanKind


class PlanInTime(Protocol):
    """A plan as far as its kind and its period are concerned."""

    @property
    def kind(self) -> PlanKind: ...

    @property
    def first_fiscal_year(self) -> int | None: ...

    @property
    def last_fiscal_year(self) -> int | None: ...


P = TypeVar("P", bound=PlanInTime)


def plan_in_force(plans: Sequence[P], fiscal_year: int) -> P:
    """The plan to open in a fiscal year where a reader names none.

    A DX plan before others, then the one begun last. Where none is in force: the one
    that was the last to end, else the first that will begin. Raises `ValueError` for
    no plans.
    """
    current = [plan for plan in plans if is_in_force(plan, fiscal_year)]
    if current:
        return max(current, key=lambda plan: (_is_dx(plan), _first_year(plan)))
    over = [plan for plan in plans if is_over(plan, fiscal_year)]
    if over:
        return max(over, key=lambda plan: (_last_year(plan), _is_dx(plan)))
    return min(plans, key=lambda plan: (_first_year(plan), not _is_dx(plan)))


def is_in_force(plan: PlanInTime, fiscal_year: int) -> bool:
    """Whether a fiscal year lies in a plan's period; an end that is not stated is open."""
    return _first_year(plan) <= fiscal_year <= _last_year(plan)


def is_over(plan: PlanInTime, fiscal_year: int) -> bool:
    """Whether a plan ended before a fiscal year."""
    return _last_year(plan) < fiscal_year


def is_concluded(plan: PlanInTime, last_closed: int) -> bool:
    """Whether a plan is over and reported on: what is written into it is a correction.

    The figures of its last year are collected, and its final report is made, in the year
    after it. So it is concluded once that year is over, too: `last_closed`, the last
    fiscal year that is over, is then later than the plan's last.
    """
    return _last_year(plan) < last_closed


def _is_dx(plan: PlanInTime) -> bool:
    return plan.kind is PlanKind.DX


def _first_year(plan: PlanInTime) -> int:
    return plan.first_fiscal_year or fiscal.FIRST_YEAR


def _last_year(plan: PlanInTime) -> int:
    return plan.last_fiscal_year or fiscal.LAST_YEAR
