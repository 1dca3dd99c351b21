"""The plans of a city whose indicators belong together: one goes on from another's, or is
the same.

An indicator that is shared has its figures in the other plan only. They are filled in
where the plan is shown, and never stored or exported with it.
"""

from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from dxkpi.plan.indicator import Indicator
from dxkpi.plan.indicator_figures import Actual
from dxkpi.plan.tree import Plan

PlanById = Callable[[str], Plan | None]
"""The plan of the same city with this id; None where it is not there."""


def no_other_plan(_plan_id: str) -> Plan | None:
    """Where there is no other plan of the city."""
    return None


@dataclass(frozen=True)
class FormerCourse:
    """What an indicator was in a plan before: its figures there are in `indicator`.

    `break_because` is why they cannot be compared with those after it; None: they can.
    """

    plan_title: str
    indicator: Indicator
    break_because: str | None

    @property
    def is_comparable(self) -> bool:
        return self.break_because is None


@dataclass(frozen=True)
class FigureOwner:
    """The indicator that has the figures of a shared one, and its plan."""

    plan: Plan
    indicator: Indicator


class LinkFault(StrEnum):
    """Why an indicator has nothing to do with the one that it names."""

    NO_PLAN = "no_plan"
    NO_INDICATOR = "no_indicator"
    NOT_ALIKE = "not_alike"


@dataclass(frozen=True)
class BrokenLink:
    """An indicator that names one of another plan in vain."""

    indicator: Indicator
    plan_id: str
    code: str
    fault: LinkFault


class CutLink(NamedTuple):
    """A link of another plan that a change of a plan breaks."""

    plan: Plan
    link: BrokenLink


def broken_links(plan: Plan, plan_by_id: PlanById) -> tuple[BrokenLink, ...]:
    """The links of a plan's indicators that lead nowhere, in the plan's order."""
    broken: list[BrokenLink] = []
    for indicator in plan.measured_indicators:
        for plan_id, code in _links(plan, indicator):
            fault = _link_fault(indicator, plan_by_id(plan_id), code)
            if fault is not None:
                broken.append(BrokenLink(indicator, plan_id, code, fault))
    return tuple(broken)


def indicators_linked_to(
    other: Plan, plan_id: str, codes: Collection[str]
) -> tuple[Indicator, ...]:
    """The indicators of a plan that name one of these codes of another plan of its city."""
    return tuple(
        indicator
        for indicator in other.measured_indicators
        if any(
            named_plan == plan_id and code in codes
            for named_plan, code in _links(other, indicator)
        )
    )


def cut_links(others: Iterable[Plan], before: Plan, after: Plan) -> tuple[CutLink, ...]:
    """The links of a city's other plans that lead to a plan as it was, and not any more."""
    cut: list[CutLink] = []
    for other in others:
        broken_before = _addresses(broken_links(other, {before.about.id: before}.get))
        for link in broken_links(other, {after.about.id: after}.get):
            leads_here = link.plan_id == before.about.id
            if leads_here and not _addresses([link]) <= broken_before:
                cut.append(CutLink(other, link))
    return tuple(cut)


def _addresses(links: Iterable[BrokenLink]) -> set[tuple[str, str, str]]:
    """From which indicator each link leads to which."""
    return {(link.indicator.code, link.plan_id, link.code) for link in links}


def with_shared_figures(plan: Plan, plan_by_id: PlanById) -> Plan:
    """The plan with the actuals of its shared indicators, as far as the other plans are
    there.
    """
    if all(indicator.shares is None for indicator in plan.indicators):
        return plan
    filled = tuple(
        _with_figures_of_owner(plan, indicator, plan_by_id)
        for indicator in plan.indicators
    )
    return plan.model_copy(update={"indicators": filled})


def without_shared_figures(plan: Plan) -> Plan:
    """The plan as its own document holds it."""
    emptied = tuple(
        one if one.shares is None else one.model_copy(update={"actuals": ()})
        for one in plan.indicators
    )
    return plan.model_copy(update={"indicators": emptied})


def figure_owner(
    plan: Plan, indicator: Indicator, plan_by_id: PlanById
) -> FigureOwner | None:
    """Where the figures of a shared indicator are kept; None of one that has its own, and
    where the way to them leads nowhere.
    """
    seen = {plan.about.id}
    owning_plan, owner = plan, indicator
    while owner.shares is not None:
        other_plan = _unseen_plan(owner.shares.plan, seen, plan_by_id)
        if other_plan is None:
            return None
        other = other_plan.indicator(owner.shares.code)
        if other is None:
            return None
        owning_plan, owner = other_plan, other
    if owner is indicator or not is_alike(owner, indicator):
        return None
    return FigureOwner(owning_plan, owner)


def former_courses(
    plan: Plan, indicator: Indicator, plan_by_id: PlanById
) -> tuple[FormerCourse, ...]:
    """What an indicator was in the plans before, the last one first."""
    return tuple(_former_courses(plan, indicator, plan_by_id))


def former_plan_id(plan: Plan, indicator: Indicator) -> str | None:
    """The plan that an indicator goes on from; None where it goes on from none."""
    if indicator.continues is None:
        return None
    return indicator.continues.plan or plan.about.follows


def is_alike(indicator: Indicator, other: Indicator) -> bool:
    """Whether figures of both are of one kind: the same unit or stages, counted alike."""
    return (
        indicator.unit == other.unit
        and indicator.value_type is other.value_type
        and indicator.stages == other.stages
        and indicator.aggregation is other.aggregation
    )


def _links(plan: Plan, indicator: Indicator) -> Iterator[tuple[str, str]]:
    """Plan and code of each indicator that one has to do with."""
    former_id = former_plan_id(plan, indicator)
    if indicator.continues is not None and former_id is not None:
        yield former_id, indicator.continues.code
    if indicator.shares is not None:
        yield indicator.shares.plan, indicator.shares.code


def _link_fault(
    indicator: Indicator, other_plan: Plan | None, code: str
) -> LinkFault | None:
    if other_plan is None:
        return LinkFault.NO_PLAN
    other = other_plan.indicator(code)
    if other is None:
        return LinkFault.NO_INDICATOR
    if not is_alike(indicator, other):
        return LinkFault.NOT_ALIKE
    return None


def _former_courses(
    plan: Plan, indicator: Indicator, plan_by_id: PlanById
) -> Iterator[FormerCourse]:
    seen = {plan.about.id}
    while indicator.continues is not None:
        former_id = former_plan_id(plan, indicator)
        former_plan = _unseen_plan(former_id, seen, plan_by_id)
        if former_plan is None:
            return
        former = former_plan.indicator(indicator.continues.code)
        if former is None or not is_alike(former, indicator):
            return
        because = indicator.continues.break_because
        yield FormerCourse(former_plan.about.title, former, because)
        plan, indicator = former_plan, former


def _with_figures_of_owner(
    plan: Plan, indicator: Indicator, plan_by_id: PlanById
) -> Indicator:
    if indicator.shares is None:
        return indicator
    owner = figure_owner(plan, indicator, plan_by_id)
    if owner is None:
        return indicator
    first = _first_year_shown(plan, indicator)
    actuals: list[Actual] = []
    for actual in owner.indicator.actuals:
        if first is None or actual.fiscal_year >= first:
            actuals.append(actual)
    return indicator.model_copy(update={"actuals": tuple(actuals)})


def _unseen_plan(
    plan_id: str | None, seen: set[str], plan_by_id: PlanById
) -> Plan | None:
    """The plan of an id, once: a way that leads back to a plan ends there."""
    if plan_id is None or plan_id in seen:
        return None
    seen.add(plan_id)
    return plan_by_id(plan_id)


def _first_year_shown(plan: Plan, indicator: Indicator) -> int | None:
    """From which year on a plan shows figures of another one: its baseline's or its own
    first.
    """
    if indicator.baseline is not None:
        return indicator.baseline.fiscal_year
    return plan.about.first_fiscal_year
