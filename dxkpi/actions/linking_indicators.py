"""The indicators of a city's other plans that have to do with one of a plan."""

from collections.abc import Collection
from typing import NamedTuple

from dxkpi.actions.other_plans import other_plans_of_city
from dxkpi.plan import Indicator, PlanKey
from dxkpi.plan.linked_plans import indicators_linked_to
from dxkpi.store import Store


class LinkingIndicator(NamedTuple):
    """An indicator that goes on from another plan's, or shares its figures."""

    plan_title: str
    indicator: Indicator


def linking_indicators(
    store: Store, key: PlanKey, codes: Collection[str]
) -> tuple[LinkingIndicator, ...]:
    """Those that lead to indicators of these codes of a plan."""
    return tuple(
        LinkingIndicator(other.about.title, indicator)
        for other in other_plans_of_city(store, key)
        for indicator in indicators_linked_to(other, key.id, codes)
    )
