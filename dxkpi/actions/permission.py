"""Who may do what: one table.

Every action asks here, at the moment it writes, with the account as the store has it
then; nobody else decides. Pages ask the same table for what they show and offer.
"""

from collections.abc import Sequence
from dataclasses import replace
from enum import StrEnum
from typing import NamedTuple

from dxkpi import fiscal
from dxkpi.actions.actor import Actor, Identification
from dxkpi.actions.command import EVERYWHERE, CityScope, Command
from dxkpi.actions.rights import RIGHTS, SEEING, Reach, Right
from dxkpi.returns import DepartmentRegister
from dxkpi.returns.return_form import departments_named
from dxkpi.settings import settings
from dxkpi.store import Account, Membership, Role, Store


class Refusal(StrEnum):
    """Why somebody may not do something.

    The sentences are in `dxkpi.wording.permission`.
    """

    SWITCHED_OFF = "switched_off"
    NAMELESS = "nameless"
    SIGN_IN_FIRST = "sign_in_first"
    NO_ACCOUNT = "no_account"
    DISABLED = "disabled"
    NO_ROLE = "no_role"
    NO_RIGHT = "no_right"
    OTHER_DEPARTMENT = "other_department"
    MORE_THAN_OWN = "more_than_own"
    TWO_PEOPLE = "two_people"
    IN_USE = "in_use"


class NotPermitted(Exception):
    """The actor may not do this; nothing was done.

    `right` is what it takes; `whom` are the names of those who can give it.
    """

    def __init__(
        self, refusal: Refusal, right: Right | None = None, whom: Sequence[str] = ()
    ) -> None:
        super().__init__(refusal)
        self.refusal = refusal
        self.right = right
        self.whom = tuple(whom)


class _Refused(NamedTuple):
    refusal: Refusal
    city: str | None


def permit(store: Store, actor: Actor, command: Command) -> None:
    """Let the actor go on with the command. Raises `NotPermitted`.

    A command that says nothing of what it reaches is taken to reach every city.
    """
    actor = actor.unread  # everything is read as the store has it now
    if _is_own_affair(store, actor, command):
        return
    require_right(store, actor, command.right, command.scopes(store) or (EVERYWHERE,))
    if command.needs_name and not actor.name:
        raise NotPermitted(Refusal.NAMELESS)


def require_right(
    store: Store, actor: Actor, right: Right, scopes: Sequence[CityScope]
) -> None:
    """Let the actor go on where he has a right for all that is named.

    Raises `NotPermitted`.
    """
    actor = actor.unread  # everything is read as the store has it now
    refused = _refused(store, actor, right, scopes)
    if refused is not None:
        whom = _whom_to_ask(store, actor, refused)
        raise NotPermitted(refused.refusal, right, whom)


def may(
    store: Store,
    actor: Actor,
    right: Right,
    city: str | None,
    department: str | None = None,
) -> bool:
    """Whether the actor has a right in a city, for one of its departments if one is named
    (or for each of several, as a return names them), else for all of it; city None: in
    every city.
    """
    scope = CityScope(city, departments_named(department))
    return _refused(store, actor, right, [scope]) is None


def may_anywhere(actor: Actor, right: Right) -> bool:
    """Whether the actor, who brings his account, has a right for something in some city."""
    if _is_closed(actor, right):
        return False
    match actor.known_by:
        case Identification.COMMAND_LINE | Identification.TYPED:
            return True
        case Identification.VISITOR:
            return right in RIGHTS[Role.VISITOR]
        case Identification.SIGNED_IN:
            return right in RIGHTS[Role.VISITOR] or _has_role_with(actor, right)


def _has_role_with(actor: Actor, right: Right) -> bool:
    if actor.account is None or actor.account.is_disabled:
        return False
    today = fiscal.today()
    return any(
        right in RIGHTS[membership.role] and membership.counts_on(today)
        for membership in actor.account.memberships
    )


def departments_within_reach(
    store: Store, actor: Actor, right: Right, city: str
) -> tuple[str, ...] | None:
    """The departments of a city for which the actor has a right, as they are called
    today; None: all of them, () none.
    """
    if may(store, actor, right, city):
        return None
    if actor.known_by is not Identification.SIGNED_IN or _is_closed(actor, right):
        return ()
    account = account_of_actor(store, actor)
    if account is None:
        return ()
    memberships = account.memberships_on(fiscal.today(), city)
    return _own_departments(_register(store, actor, city), memberships, right)


def departments_reached(
    store: Store, actor: Actor, right: Right, city: str, departments: Sequence[str]
) -> tuple[str, ...]:
    """Those of these departments of a city for which the actor has a right, whatever they
    were called when.
    """
    within = departments_within_reach(store, actor, right, city)
    if within is None:
        return tuple(departments)
    if not within:
        return ()
    register = _register(store, actor, city)
    return tuple(
        department
        for department in departments
        if set(within).intersection(register.answering([department]))
    )


def administrators(store: Store, city: str | None) -> tuple[str, ...]:
    """The names of those who manage the accounts of a city; None: of every city."""
    return tuple(account.name for account in administrator_accounts(store, city))


def administrator_accounts(store: Store, city: str | None) -> tuple[Account, ...]:
    """The accounts of those who manage the accounts of a city; None: of every city."""
    return tuple(
        account
        for account in store.accounts(city)
        if any(
            Right.MANAGE_ACCOUNTS in RIGHTS[membership.role]
            for membership in account.memberships_on(fiscal.today(), city)
        )
    )


def screens_only_show() -> bool:
    """Whether nothing can be written on the screens (DXKPI_REGISTRATION=false)."""
    return not settings().registration


def _is_own_affair(store: Store, actor: Actor, command: Command) -> bool:
    """Whether somebody with an account sees to what concerns himself alone."""
    if actor.known_by is not Identification.SIGNED_IN:
        return False
    account = account_of_actor(store, actor)
    return account is not None and command.is_own_affair(actor)


def _refused(
    store: Store, actor: Actor, right: Right, scopes: Sequence[CityScope]
) -> _Refused | None:
    """Why the actor does not have a right, and in which city; None where he has it.

    Whoever can use the command line may do everything: he could change settings and
    store as well. So may everybody in a house without sign-in.
    """
    if _is_closed(actor, right):
        return _Refused(Refusal.SWITCHED_OFF, None)
    match actor.known_by:
        case Identification.COMMAND_LINE | Identification.TYPED:
            return None
        case Identification.VISITOR:
            if right in RIGHTS[Role.VISITOR]:
                return None
            return _Refused(Refusal.SIGN_IN_FIRST, None)
        case Identification.SIGNED_IN:
            return _refused_to_account(store, actor, right, scopes)


def _is_closed(actor: Actor, right: Right) -> bool:
    """Whether the right writes on a screen that only shows."""
    on_screen = actor.known_by is not Identification.COMMAND_LINE
    return on_screen and right not in SEEING and screens_only_show()


def _refused_to_account(
    store: Store, actor: Actor, right: Right, scopes: Sequence[CityScope]
) -> _Refused | None:
    if right in RIGHTS[Role.VISITOR]:
        return None
    account = account_of_actor(store, actor)
    for scope in scopes:
        refusal = _refusal_in(store, actor, account, right, scope)
        if refusal is not None:
            return _Refused(refusal, scope.city)
    return None


def actor_at_this_moment(store: Store, actor: Actor) -> Actor:
    """The same person with his account as the store has it now, for several questions of
    one write.
    """
    account = account_of_actor(store, actor.unread)
    return replace(actor, account=account, registers={})


def account_of_actor(store: Store, actor: Actor) -> Account | None:
    """The account of whoever signed in: as it was read in this run of a page where the
    actor brings it, else as the store has it at this moment.
    """
    if actor.account is not None:
        return actor.account
    return None if actor.subject is None else store.account(actor.subject)


def _refusal_in(
    store: Store,
    actor: Actor,
    account: Account | None,
    right: Right,
    scope: CityScope,
) -> Refusal | None:
    """Why an account does not have a right for what the scope names; None: it has."""
    if account is None:
        return Refusal.NO_ACCOUNT
    if account.is_disabled:
        return Refusal.DISABLED
    memberships = account.memberships_on(fiscal.today(), scope.city)
    if not memberships:
        return Refusal.NO_ROLE
    reaches = {RIGHTS[membership.role].get(right) for membership in memberships}
    if Reach.WHOLE_CITY in reaches:
        return None
    if Reach.OWN_DEPARTMENT not in reaches:
        return Refusal.NO_RIGHT
    if _are_own_departments(store, actor, memberships, right, scope):
        return None
    return Refusal.OTHER_DEPARTMENT


def _are_own_departments(
    store: Store,
    actor: Actor,
    memberships: Sequence[Membership],
    right: Right,
    scope: CityScope,
) -> bool:
    """Whether each department of a scope is the account's own, whatever it is called.

    A 課 that became another is that one; one that became several is each of them.
    """
    if scope.city is None or not scope.departments:
        return False
    register = _register(store, actor, scope.city)
    own = set(_own_departments(register, memberships, right))
    return all(
        own.intersection(register.answering([department]))
        for department in scope.departments
    )


def _own_departments(
    register: DepartmentRegister, memberships: Sequence[Membership], right: Right
) -> tuple[str, ...]:
    """The departments of those roles that have the right for their own department."""
    return register.present_names(
        membership.department
        for membership in memberships
        if membership.department is not None
        if RIGHTS[membership.role].get(right) is Reach.OWN_DEPARTMENT
    )


def _register(store: Store, actor: Actor, city: str) -> DepartmentRegister:
    """What is said about a city's departments, as of today: as it was read in this run of
    a page where the actor brings that, else as the store has it at this moment.
    """
    if actor.registers is None:
        return _read_register(store, city)
    if city not in actor.registers:
        actor.registers[city] = _read_register(store, city)
    return actor.registers[city]


def _read_register(store: Store, city: str) -> DepartmentRegister:
    municipality = store.municipality(city)
    if municipality is None:
        return settings().register_of(city)
    return settings().register_on(municipality, fiscal.today())


def _whom_to_ask(store: Store, actor: Actor, refused: _Refused) -> tuple[str, ...]:
    """Who can give the right; nobody is named to visitors."""
    if actor.known_by is not Identification.SIGNED_IN:
        return ()
    return administrators(store, refused.city)
