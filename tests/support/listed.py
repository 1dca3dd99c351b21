"""Plans as the store lists them."""

from dxkpi.plan import Plan
from dxkpi.store import City, ListedPlan, Revision, Store
from tests.support.shipped_cities import key_of

NEVER_WRITTEN = Revision(1, None)


def listed(plan: Plan, revision: Revision = NEVER_WRITTEN) -> ListedPlan:
    """A plan as a store would list it."""
    place, about = plan.municipality, plan.about
    return ListedPlan(
        City(place.code, place.prefecture, place.name, place.fictional),
        about.id,
        about.title,
        about.kind,
        about.follows,
        about.first_fiscal_year,
        about.last_fiscal_year,
        revision,
    )


def revisions_by_city(store: Store) -> dict[str, Revision]:
    """The last change of the plan of each municipality, which has one only."""
    return {one.city.code: one.revision for one in store.listed_plans()}


def last_change(store: Store, city: str) -> int:
    """The number of the last change of the plan of a shipped municipality."""
    [number] = [
        one.revision.number for one in store.listed_plans() if one.key == key_of(city)
    ]
    return number
