"""The indicators of a city's other plans that have to do with one of a plan."""

from collections.abc import Collection
from typing import NamedTuple

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
    listed = [one.key for one in store.listed_plans() if one.city.code == key.city]
    others = store.plans([other for other in listed if other != key])
    return tuple(
        LinkingIndicator(other.about.title, indicator)
        for other in others.values()
        for indicator in indicators_linked_to(other, key.id, codes)
    )
