"""Which figures of a city somebody sees, by the table of rights."""

from collections.abc import Iterable

from dxkpi import fiscal
from dxkpi.actions.actor import Actor, Identification
from dxkpi.actions.permission import account_of_actor
from dxkpi.actions.rights import RIGHTS, Right
from dxkpi.plan.sight import ALL_REPORTED, ONLY_RELEASED, CitySight, SeenState
from dxkpi.store import Membership, Store

_MOST_FIRST = {
    Right.SEE_REPORTED: SeenState.REPORTED,
    Right.SEE_CONFIRMED: SeenState.CONFIRMED,
}


def sight_of(store: Store, actor: Actor) -> CitySight:
    """What an actor sees of each city at this moment."""
    match actor.known_by:
        case Identification.COMMAND_LINE | Identification.TYPED:
            return ALL_REPORTED
        case Identification.VISITOR:
            return ONLY_RELEASED
    account = account_of_actor(store, actor)
    if account is None:
        return ONLY_RELEASED
    today = fiscal.today()
    in_cities = set()
    for city in account.cities:
        if city is not None:
            state = _most_seen(account.memberships_on(today, city))
            in_cities.add((city, state))
    everywhere = _most_seen(account.memberships_on(today, None))
    return CitySight(everywhere, frozenset(in_cities))


def _most_seen(memberships: Iterable[Membership]) -> SeenState:
    """The most that roles in a city let somebody see."""
    memberships = tuple(memberships)
    for right, state in _MOST_FIRST.items():
        if any(right in RIGHTS[membership.role] for membership in memberships):
            return state
    return SeenState.RELEASED
