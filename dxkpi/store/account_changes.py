"""Accounts as they are written: roles given and taken away, accounts disabled.

What was done stays in `account_change`, and roles that were taken away in `membership`.
"""

from collections.abc import Collection, Sequence
from datetime import date
from typing import NamedTuple

from sqlalchemy import Connection, delete, or_, select

from dxkpi.store.accounts import (
    Account,
    Grant,
    Membership,
    membership_of,
    read_accounts_of,
)
from dxkpi.store.errors import StoreError, StoreFault
from dxkpi.store.revisions import Revision
from dxkpi.store.rows import free_numbers, insert_rows, update_rows
from dxkpi.store.tables import (
    ACCOUNT,
    ACCOUNT_CHANGE,
    INVITATION,
    MEMBERSHIP,
    SIGN_IN,
    AccountEvent,
    Role,
)


class AccountWrite(NamedTuple):
    """A write under way: its connection and its revision."""

    connection: Connection
    revision: Revision


def changing_grants(
    connection: Connection, grants: Sequence[Grant]
) -> tuple[Grant, ...]:
    """The grants that would change anything."""
    changing = []
    accounts = read_accounts_of(connection, (grant.subject for grant in grants))
    for grant in grants:
        account = accounts.get(grant.subject)
        if account is None or _changes(account, grant):
            changing.append(grant)
    return tuple(changing)


def _changes(account: Account, grant: Grant) -> bool:
    is_renamed = grant.name not in ("", account.name)
    return is_renamed or grant.membership not in account.memberships


def write_revocation(write: AccountWrite, subject: str, membership: Membership) -> None:
    """Take a role away, whatever its days. Raises `StoreError` where it is not there."""
    superseded = _supersede(write, subject, membership)
    if not superseded:
        raise StoreError(StoreFault.UNKNOWN_ROLE, subject=subject)
    for number in superseded:
        record_change(write, subject, AccountEvent.REVOKED, membership_id=number)


def write_disabling(write: AccountWrite, subject: str) -> None:
    """Disable an account; what it signed in with no longer counts, also once enabled."""
    moments = {"disabled_at": write.revision.at, "signed_out_at": write.revision.at}
    _update_account(write, subject, **moments)
    end_sign_ins(write, subject)
    record_change(write, subject, AccountEvent.DISABLED)


def write_enabling(write: AccountWrite, subject: str) -> None:
    """Let a disabled account sign in again."""
    _update_account(write, subject, disabled_at=None)
    record_change(write, subject, AccountEvent.ENABLED)


def write_signing_out(write: AccountWrite, subject: str) -> None:
    """Let nothing count that the account signed in with so far."""
    _update_account(write, subject, signed_out_at=write.revision.at)
    end_sign_ins(write, subject)
    record_change(write, subject, AccountEvent.SIGNED_OUT)


def end_sign_ins(write: AccountWrite, subject: str, but_token: str = "") -> None:
    """End each sign-in of an account by itself, but that of one token: the clock may have
    been set back since, and then the moment of signing out is before theirs.
    """
    s = SIGN_IN.c
    number = account_number(write.connection, subject)
    is_open = (s.account_id == number) & s.ended_at.is_(None)
    is_open &= s.token_sha256 != but_token
    ended = SIGN_IN.update().where(is_open).values(ended_at=write.revision.at)
    write.connection.execute(ended)


def administered_cities(
    connection: Connection, day: date, managing: Collection[Role]
) -> frozenset[str | None]:
    """The cities whose accounts somebody can manage on a day, by one of the roles that
    may; None: every city.
    """
    m = MEMBERSHIP.c
    has_begun = or_(m.since.is_(None), m.since <= day)
    has_not_ended = or_(m.until.is_(None), m.until >= day)
    query = (
        select(m.city)
        .join(ACCOUNT, ACCOUNT.c.id == m.account_id)
        .where(ACCOUNT.c.disabled_at.is_(None), m.superseded_in.is_(None))
        .where(m.role.in_(managing), has_begun, has_not_ended)
        .distinct()
    )
    return frozenset(connection.scalars(query))


def check_administrators_left(
    connection: Connection,
    before: frozenset[str | None],
    day: date,
    managing: Collection[Role],
) -> None:
    """Refuse a write after which nobody could manage what somebody could before."""
    after = administered_cities(connection, day, managing)
    lost = before - after
    is_covered = None in after
    if lost and not is_covered:
        raise StoreError(StoreFault.LAST_ADMINISTRATOR)


def close_invitations(connection: Connection, subject: str) -> None:
    """Let no open invitation of an account count any longer."""
    i = INVITATION.c
    number = account_number(connection, subject)
    is_open = (i.account_id == number) & i.used_at.is_(None)
    connection.execute(delete(INVITATION).where(is_open))


def account_number(connection: Connection, subject: str) -> int:
    """The number of an account. Raises `StoreError` where there is none."""
    query = select(ACCOUNT.c.id).where(ACCOUNT.c.subject == subject)
    number = connection.execute(query).scalar()
    if number is None:
        raise StoreError(StoreFault.UNKNOWN_ACCOUNT, subject=subject)
    return int(number)


def record_change(
    write: AccountWrite,
    subject: str,
    what: AccountEvent,
    name: str | None = None,
    membership_id: int | None = None,
) -> None:
    """Keep what was done to an account."""
    connection = write.connection
    row = {
        "id": next(iter(free_numbers(connection, ACCOUNT_CHANGE))),
        "account_id": account_number(connection, subject),
        "what": what,
        "name": name,
        "membership_id": membership_id,
        "recorded_in": write.revision.number,
    }
    insert_rows(connection, ACCOUNT_CHANGE, [row])


def _supersede(
    write: AccountWrite, subject: str, membership: Membership
) -> tuple[int, ...]:
    """End the memberships of the same role, city and department; their numbers."""
    m = MEMBERSHIP.c
    account_id = account_number(write.connection, subject)
    query = select(MEMBERSHIP).where(
        m.account_id == account_id, m.superseded_in.is_(None)
    )
    rows = write.connection.execute(query)
    numbers = tuple(
        row.id for row in rows if membership_of(row).place == membership.place
    )
    update_rows(
        write.connection,
        MEMBERSHIP,
        "id",
        [{"id": number, "superseded_in": write.revision.number} for number in numbers],
    )
    return numbers


def _update_account(write: AccountWrite, subject: str, **values: object) -> None:
    number = account_number(write.connection, subject)
    update_rows(write.connection, ACCOUNT, "id", [{"id": number, **values}])
