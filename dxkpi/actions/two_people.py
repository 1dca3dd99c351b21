"""What no administrator does alone: to come by a role that may more than his own.

He gives himself none. Nor does he come by one through a second account: of who gives such
a role and who hands out the way in, the invitation, one must be another administrator of
the city. Where there is none (a small town), he may do both, and both stay on record.
An administrator whom he made himself is another one: nobody can tell them apart but by
the record.

Nor does he take over an account of somebody who has such a role and uses it: to invite it
anew, another administrator must have signed it out everywhere, or disabled or enabled it,
within the days for which an invitation counts.

What is on record bears names, and an administrator may give accounts other names, his own
too: so whatever bears a name that he ever had counts as done by himself.
"""

from collections.abc import Sequence
from datetime import timedelta

from dxkpi import fiscal
from dxkpi.actions.actor import Actor, Identification
from dxkpi.actions.permission import NotPermitted, Refusal, administrator_accounts, may
from dxkpi.actions.rights import RIGHTS, Reach, Right
from dxkpi.settings import settings
from dxkpi.store import AccountChange, AccountEvent, Grant, Membership, Store

_OPENING = (AccountEvent.SIGNED_OUT, AccountEvent.DISABLED, AccountEvent.ENABLED)
"""What another administrator does to an account that is to be invited anew."""


def check_not_more_than_own(
    store: Store, grants: Sequence[Grant], actor: Actor
) -> None:
    """Refuse a role for oneself that may more than one may already."""
    if actor.known_by is not Identification.SIGNED_IN:
        return
    for grant in grants:
        is_for_himself = grant.subject == actor.subject
        if is_for_himself and not _has_all_rights(store, grant.membership, actor):
            raise NotPermitted(Refusal.MORE_THAN_OWN)


def check_was_invited_by_another(
    store: Store, grants: Sequence[Grant], actor: Actor
) -> None:
    """Refuse a role that may more for an account that the actor himself let in."""
    for grant in grants:
        others = _who_must_take_part(store, grant.membership, actor)
        if others and _did_last(store, grant.subject, actor, AccountEvent.INVITED):
            raise NotPermitted(Refusal.TWO_PEOPLE, whom=others)


def check_roles_of_another(store: Store, subject: str, actor: Actor) -> None:
    """Refuse an invitation of an account with a role that may more, where the actor himself
    gave that, or where somebody uses it and no other administrator opened it.
    """
    account = store.account(subject)
    for membership in () if account is None else account.memberships:
        others = _who_must_take_part(store, membership, actor)
        if not others:
            continue
        if _did_last(store, subject, actor, AccountEvent.GRANTED, membership):
            raise NotPermitted(Refusal.TWO_PEOPLE, whom=others)
        if _is_in_use(store, subject) and not _was_opened(
            store, subject, actor, others
        ):
            raise NotPermitted(Refusal.IN_USE, whom=others)


def _is_in_use(store: Store, subject: str) -> bool:
    """Whether somebody chose a password for an account."""
    events = [change.what for change in store.account_changes(subject)]
    return AccountEvent.PASSWORD_SET in events


def _was_opened(
    store: Store, subject: str, actor: Actor, others: Sequence[str]
) -> bool:
    """Whether one of the others opened an account for a new invitation of late, since it
    got its password.
    """
    oldest = fiscal.now() - timedelta(days=settings().invitation_days)
    by_another = set(others) - _names_of(store, actor)
    opened = False
    for change in store.account_changes(subject):
        is_by_another = change.who in by_another and change.at >= oldest
        if change.what is AccountEvent.PASSWORD_SET:
            opened = False
        elif change.what in _OPENING and is_by_another:
            opened = True
    return opened


def _who_must_take_part(
    store: Store, membership: Membership, actor: Actor
) -> tuple[str, ...]:
    """The other administrators of the role's city, where it may more in the whole city
    than the actor; () where one person is enough.
    """
    if actor.known_by is not Identification.SIGNED_IN:
        return ()
    if not _lacks_rights_in_city(store, membership, actor):
        return ()
    return tuple(
        account.name
        for account in administrator_accounts(store, membership.city)
        if account.subject != actor.subject
    )


def _lacks_rights_in_city(store: Store, membership: Membership, actor: Actor) -> bool:
    """Whether a role may something in the whole city that the actor may not."""
    rights = RIGHTS[membership.role]
    return any(
        reach is Reach.WHOLE_CITY and not may(store, actor, right, membership.city)
        for right, reach in rights.items()
    )


def _has_all_rights(store: Store, membership: Membership, actor: Actor) -> bool:
    return all(
        _has_right(store, membership, actor, right, reach)
        for right, reach in RIGHTS[membership.role].items()
    )


def _has_right(
    store: Store, membership: Membership, actor: Actor, right: Right, reach: Reach
) -> bool:
    of_whole_city = reach is Reach.WHOLE_CITY
    department = None if of_whole_city else membership.department
    return may(store, actor, right, membership.city, department)


def _did_last(
    store: Store,
    subject: str,
    actor: Actor,
    event: AccountEvent,
    membership: Membership | None = None,
) -> bool:
    """Whether the actor was the last who did this to an account (of this role)."""
    changes: list[AccountChange] = [
        change
        for change in store.account_changes(subject)
        if change.what is event
        if membership is None or change.membership == membership
    ]
    return bool(changes) and changes[-1].who in _names_of(store, actor)


def _names_of(store: Store, actor: Actor) -> set[str]:
    """Every name that the account of somebody signed in has or ever had."""
    changes = store.account_changes(actor.subject or "")
    return {actor.name, *(change.person for change in changes)}
