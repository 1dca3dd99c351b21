"""Accounts for tests."""

from datetime import date

from dxkpi.actions import Actor, Identification
from dxkpi.store import Grant, Membership, Role, Store, account_writing

ANY_DAY = date(2026, 11, 21)
MANAGING = (Role.ADMIN,)
"""The roles that may manage accounts."""


def granted(
    store: Store,
    subject: str,
    role: Role,
    city: str | None,
    department: str | None = None,
    *,
    since: date | None = None,
    until: date | None = None,
) -> Actor:
    """Somebody signed in who has a role from now on."""
    membership = Membership(role, city, department, since, until)
    grant = Grant(subject, name_of(subject), membership)
    account_writing.grant_roles(
        store, [grant], "operator", "test", ANY_DAY, managing=MANAGING
    )
    return signed_in(subject)


def signed_in(subject: str) -> Actor:
    """Somebody who signed in, with or without an account."""
    return Actor(name_of(subject), Identification.SIGNED_IN, subject)


def name_of(subject: str) -> str:
    return f"{subject} さん"
