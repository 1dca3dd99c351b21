"""Writing accounts: roles, invitations, what is disabled; each change one transaction and
one revision.

Only `dxkpi.actions` may use this (an import rule says so): there it is asked who may
write.
"""

from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from datetime import date, datetime

from dxkpi.store.account_changes import (
    AccountWrite,
    administered_cities,
    changing_grants,
    check_administrators_left,
    write_disabling,
    write_enabling,
    write_revocation,
    write_signing_out,
)
from dxkpi.store.account_grants import write_grants
from dxkpi.store.accounts import Grant, Membership
from dxkpi.store.chain import recorded_write
from dxkpi.store.revisions import Revision, new_revision
from dxkpi.store.sign_ins import write_invitation
from dxkpi.store.store import Store
from dxkpi.store.tables import Role


def grant_roles(
    store: Store,
    grants: Sequence[Grant],
    who: str,
    source: str,
    day: date,
    *,
    managing: Collection[Role],
) -> Revision | None:
    """Give roles, all or none; None where they are there already.

    `day` is the present one, `managing` are the roles that may manage accounts. Raises
    `StoreError` where nobody would be left who manages accounts.
    """
    with recorded_write(store.engine) as connection:
        grants = changing_grants(connection, grants)
        if not grants:
            return None
        before = administered_cities(connection, day, managing)
        write = AccountWrite(connection, new_revision(connection, who, source))
        write_grants(write, grants)
        check_administrators_left(connection, before, day, managing)
    store.remember_write(write.revision)
    return write.revision


def revoke_role(
    store: Store,
    subject: str,
    membership: Membership,
    who: str,
    source: str,
    day: date,
    *,
    managing: Collection[Role],
) -> Revision:
    """Take a role away. Raises `StoreError` as `grant_roles` does, and for a role that the
    account does not have.
    """
    with _account_write(store, who, source) as write:
        before = administered_cities(write.connection, day, managing)
        write_revocation(write, subject, membership)
        check_administrators_left(write.connection, before, day, managing)
    return write.revision


def disable_account(
    store: Store,
    subject: str,
    who: str,
    source: str,
    day: date,
    *,
    managing: Collection[Role],
) -> Revision:
    """Disable an account. Raises `StoreError` as `grant_roles` does, and for an unknown
    subject.
    """
    with _account_write(store, who, source) as write:
        before = administered_cities(write.connection, day, managing)
        write_disabling(write, subject)
        check_administrators_left(write.connection, before, day, managing)
    return write.revision


def enable_account(store: Store, subject: str, who: str, source: str) -> Revision:
    """Let a disabled account sign in again. Raises `StoreError` for an unknown subject."""
    with _account_write(store, who, source) as write:
        write_enabling(write, subject)
    return write.revision


def sign_out_everywhere(store: Store, subject: str, who: str, source: str) -> Revision:
    """Let nothing count that an account signed in with so far. Raises `StoreError`."""
    with _account_write(store, who, source) as write:
        write_signing_out(write, subject)
    return write.revision


def invite_account(
    store: Store,
    subject: str,
    code_sha256: str,
    expires_at: datetime,
    who: str,
    source: str,
) -> Revision:
    """Invite an account to choose a password, by a one-time code of which only the hash
    is kept. Raises `StoreError` for an unknown subject.
    """
    with _account_write(store, who, source) as write:
        write_invitation(write, subject, code_sha256, expires_at)
    return write.revision


@contextmanager
def _account_write(store: Store, who: str, source: str) -> Iterator[AccountWrite]:
    """One transaction and one revision that changes an account."""
    with recorded_write(store.engine) as connection:
        write = AccountWrite(connection, new_revision(connection, who, source))
        yield write
    store.remember_write(write.revision)
