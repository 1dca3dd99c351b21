"""The other plans of the city that a plan is of."""

from dxkpi.plan import Plan, PlanKey
from dxkpi.store import Store


def other_plans_of_city(store: Store, key: PlanKey) -> tuple[Plan, ...]:
    """The plans of a city without this one."""
    keys = [listed.key for listed in store.listed_plans()]
    others = [other for other in keys if other.city == key.city and other != key]
    return tuple(store.plans(others).values())
