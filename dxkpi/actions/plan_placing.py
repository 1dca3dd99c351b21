"""Where a plan that is loaded belongs among those that its city has.

It is one of them corrected, the successor of one, or a further plan. Where the document
does not say which, somebody must: nothing is replaced without that word.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import count

from dxkpi.plan import Plan, PlanChange, PlanKey, plans_with_facts_of_cities
from dxkpi.plan.difference import changes_of_city
from dxkpi.plan.likeness import looks_like_another, most_alike
from dxkpi.plan.linked_plans import BrokenLink, CutLink, broken_links, cut_links
from dxkpi.store import Store

_LONGEST_STEM = 36
"""Letters of an id that leave room for a number behind them."""


class PlanRelation(StrEnum):
    """What a loaded plan is to one that the city has."""

    SAME = "same"
    SUCCESSOR = "successor"
    FURTHER = "further"


@dataclass(frozen=True)
class PlacedPlan:
    """A plan as it would be stored, and the one whose place it takes; None: a new one.

    While `doubted` is given, somebody must say what the plan is to that stored one.
    `lacks_predecessor`: the plan that it follows is neither stored nor loaded with it.
    `broken_links` are those of its indicators that lead to no indicator there, `cut_links`
    those of other stored plans that led to it until now.
    `changes_of_city` are those that it makes to its municipality for other stored plans.
    """

    plan: Plan
    replaced: Plan | None = None
    doubted: Plan | None = None
    lacks_predecessor: bool = False
    broken_links: tuple[BrokenLink, ...] = ()
    cut_links: tuple[CutLink, ...] = ()
    changes_of_city: tuple[PlanChange, ...] = ()

    @property
    def is_new(self) -> bool:
        """Whether it certainly takes no stored plan's place."""
        return self.replaced is None and self.doubted is None


def place_plans(
    store: Store,
    plans: Sequence[Plan],
    relation: PlanRelation | None = None,
    already_read: Mapping[PlanKey, Plan] | None = None,
) -> tuple[PlacedPlan, ...]:
    """Where each plan belongs; `relation` answers for those whose document does not say.
    `already_read` are stored plans that need not be read again.
    """
    of_cities: dict[str, list[Plan]] = {plan.key.city: [] for plan in plans}
    keys = [one.key for one in store.listed_plans() if one.city.code in of_cities]
    stored_plans = dict(already_read or {})
    stored_plans |= store.plans([key for key in keys if key not in stored_plans])
    for key in keys:
        if key in stored_plans:
            of_cities[key.city].append(stored_plans[key])
    stored_cities = {
        city: of_city[0].municipality for city, of_city in of_cities.items() if of_city
    }
    plans = plans_with_facts_of_cities(plans, stored_cities)
    placed = [_placed(plan, of_cities[plan.key.city], relation) for plan in plans]
    placed = [
        _with_changes_of_city(one, of_cities[one.plan.key.city]) for one in placed
    ]
    known = {plan.key: plan for of_city in of_cities.values() for plan in of_city}
    known |= {one.plan.key: one.plan for one in placed}
    return tuple(_with_what_it_lacks(one, known) for one in placed)


def _with_changes_of_city(placed: PlacedPlan, of_city: Sequence[Plan]) -> PlacedPlan:
    """A placed plan with what it changes for the other plans of its city."""
    others = [one for one in of_city if one is not placed.replaced]
    if not others:
        return placed
    changes = changes_of_city(others[0].municipality, placed.plan.municipality)
    return replace(placed, changes_of_city=changes)


def _with_what_it_lacks(
    placed: PlacedPlan, known: Mapping[PlanKey, Plan]
) -> PlacedPlan:
    """A placed plan with what it says of other plans in vain; `known` are all there will be."""
    plan = placed.plan
    of_city = {
        key.id: other for key, other in known.items() if key.city == plan.key.city
    }
    former = plan.about.follows
    others = [other for other in of_city.values() if other.key != plan.key]
    before = placed.replaced
    return replace(
        placed,
        lacks_predecessor=former is not None and former not in of_city,
        broken_links=broken_links(plan, of_city.get),
        cut_links=() if before is None else cut_links(others, before, plan),
    )


def _placed(
    plan: Plan, of_city: Sequence[Plan], relation: PlanRelation | None
) -> PlacedPlan:
    same_id = next((one for one in of_city if one.key == plan.key), None)
    if same_id is not None:
        if not looks_like_another(same_id, plan):
            return PlacedPlan(plan, replaced=same_id)
        return _as_told(plan, same_id, of_city, relation)
    namesake = next((one for one in of_city if _is_namesake(one, plan)), None)
    if namesake is not None:
        return _as_told(plan, namesake, of_city, relation)
    is_told = plan.about.states_id or plan.about.follows is not None
    if is_told or not of_city:
        return PlacedPlan(plan)
    return _as_told(plan, most_alike(of_city, plan), of_city, relation)


def _is_namesake(stored: Plan, plan: Plan) -> bool:
    """Whether a plan has a stored one's title and first year, under another id."""
    is_same_title = stored.about.title == plan.about.title
    first_year = plan.about.first_fiscal_year
    return is_same_title and stored.about.first_fiscal_year == first_year


def _as_told(
    plan: Plan, meant: Plan, of_city: Sequence[Plan], relation: PlanRelation | None
) -> PlacedPlan:
    taken = {one.about.id for one in of_city}
    match relation:
        case None:
            return PlacedPlan(plan, doubted=meant)
        case PlanRelation.SAME:
            return PlacedPlan(_with_id(plan, meant.about.id), replaced=meant)
        case PlanRelation.SUCCESSOR:
            new_id = free_plan_id(plan.about.id, taken)
            return PlacedPlan(_with_id(plan, new_id, follows=meant.about.id))
        case PlanRelation.FURTHER:
            return PlacedPlan(_with_id(plan, free_plan_id(plan.about.id, taken)))


def _with_id(plan: Plan, plan_id: str, **facts: str) -> Plan:
    about = plan.about.model_copy(update={"id": plan_id, **facts})
    return plan.model_copy(update={"about": about})


def free_plan_id(wanted: str, taken: set[str]) -> str:
    """The id, or with the first number behind it that makes it another: dx-2026-2."""
    if wanted not in taken:
        return wanted
    numbered = (f"{wanted[:_LONGEST_STEM]}-{n}" for n in count(2))
    return next(new_id for new_id in numbered if new_id not in taken)
