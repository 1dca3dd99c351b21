"""Roles as they are given: many accounts are read at once, and written at once."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field

from sqlalchemy import ColumnElement, Connection, bindparam, delete, select

from dxkpi.store.account_changes import AccountWrite
from dxkpi.store.accounts import Grant, Membership, membership_of, named_in_turn
from dxkpi.store.revisions import storable_text
from dxkpi.store.rows import Fields, free_numbers, insert_rows, update_rows
from dxkpi.store.tables import (
    ACCOUNT,
    ACCOUNT_CHANGE,
    INVITATION,
    MEMBERSHIP,
    AccountEvent,
)


@dataclass
class _AccountUnderWay:
    """An account as the grants so far made it, its present roles with their numbers."""

    number: int
    name: str
    roles: dict[int, Membership] = field(default_factory=dict)
    cities: set[str | None] = field(default_factory=set)


def write_grants(write: AccountWrite, grants: Sequence[Grant]) -> None:
    """Give roles. One of the same city and department gets other days by it.

    In a city that is new to the account an open invitation counts no longer: whoever
    invited there may know its code, and would have the new city's rights by it.
    """
    granting = _Granting(write, {grant.subject for grant in grants})
    for grant in grants:
        granting.grant(grant)
    granting.write_rows()


class _Granting:
    """The rows that grants make, one after the other, until all are written together."""

    def __init__(self, write: AccountWrite, subjects: Collection[str]) -> None:
        connection = write.connection
        self._write = write
        self._accounts = _read_accounts_under_way(connection, subjects)
        self._account_numbers = iter(free_numbers(connection, ACCOUNT))
        self._membership_numbers = iter(free_numbers(connection, MEMBERSHIP))
        self._change_numbers = iter(free_numbers(connection, ACCOUNT_CHANGE))
        self._new_accounts: dict[int, Fields] = {}
        self._new_names: dict[int, str] = {}
        self._new_memberships: dict[int, Fields] = {}
        self._ended: list[int] = []
        self._without_invitation: set[int] = set()
        self._changes: list[Fields] = []

    def grant(self, grant: Grant) -> None:
        account = self._accounts.get(grant.subject)
        if account is None:
            account = self._add_account(grant.subject, grant.name)
            self._add_membership(account, grant.membership)
            return
        if grant.name not in ("", account.name):
            self._rename(account, grant.name)
        if grant.membership not in account.roles.values():
            self._end_same_place(account, grant.membership)
            if grant.membership.city not in account.cities:
                self._without_invitation.add(account.number)
            self._add_membership(account, grant.membership)

    def write_rows(self) -> None:
        """Write everything, what others refer to first."""
        connection, revision = self._write
        insert_rows(connection, ACCOUNT, list(self._new_accounts.values()))
        renamed = [{"id": key, "name": name} for key, name in self._new_names.items()]
        update_rows(connection, ACCOUNT, "id", renamed)
        insert_rows(connection, MEMBERSHIP, list(self._new_memberships.values()))
        ended = [{"id": key, "superseded_in": revision.number} for key in self._ended]
        update_rows(connection, MEMBERSHIP, "id", ended)
        _close_invitations(connection, self._without_invitation)
        insert_rows(connection, ACCOUNT_CHANGE, self._changes)

    def _add_account(self, subject: str, name: str) -> _AccountUnderWay:
        account = _AccountUnderWay(next(self._account_numbers), storable_text(name))
        self._accounts[subject] = account
        self._new_accounts[account.number] = {
            "id": account.number,
            "subject": subject,
            "name": account.name,
            "disabled_at": None,
            "signed_out_at": None,
        }
        self._record(account, AccountEvent.CREATED, name=account.name)
        return account

    def _rename(self, account: _AccountUnderWay, name: str) -> None:
        account.name = storable_text(name)
        self._new_names[account.number] = account.name
        self._record(account, AccountEvent.RENAMED, name=account.name)

    def _end_same_place(
        self, account: _AccountUnderWay, membership: Membership
    ) -> None:
        """End the roles of the same kind, city and department."""
        for number, role in list(account.roles.items()):
            if role.place == membership.place:
                del account.roles[number]
                self._ended.append(number)

    def _add_membership(
        self, account: _AccountUnderWay, membership: Membership
    ) -> None:
        number = next(self._membership_numbers)
        account.roles[number] = membership
        account.cities.add(membership.city)
        self._new_memberships[number] = {
            "id": number,
            "account_id": account.number,
            "city": membership.city,
            "role": membership.role,
            "department": membership.department,
            "since": membership.since,
            "until": membership.until,
            "recorded_in": self._write.revision.number,
            "superseded_in": None,
        }
        self._record(account, AccountEvent.GRANTED, membership_id=number)

    def _record(
        self,
        account: _AccountUnderWay,
        what: AccountEvent,
        name: str | None = None,
        membership_id: int | None = None,
    ) -> None:
        """Keep what was done to an account."""
        row = {
            "id": next(self._change_numbers),
            "account_id": account.number,
            "what": what,
            "name": name,
            "membership_id": membership_id,
            "recorded_in": self._write.revision.number,
        }
        self._changes.append(row)


def _read_accounts_under_way(
    connection: Connection, subjects: Collection[str]
) -> dict[str, _AccountUnderWay]:
    """The accounts that are there, by subject, with every city they ever had a role in."""
    under_way: dict[str, _AccountUnderWay] = {}
    for is_meant in named_in_turn(subjects):
        under_way |= _read_meant_accounts(connection, is_meant)
    return under_way


def _read_meant_accounts(
    connection: Connection, is_meant: ColumnElement[bool]
) -> dict[str, _AccountUnderWay]:
    accounts = {
        row.id: (row.subject, _AccountUnderWay(row.id, row.name))
        for row in connection.execute(select(ACCOUNT).where(is_meant))
    }
    memberships = (
        select(MEMBERSHIP)
        .join(ACCOUNT, ACCOUNT.c.id == MEMBERSHIP.c.account_id)
        .where(is_meant)
    )
    for row in connection.execute(memberships):
        _subject, account = accounts[row.account_id]
        account.cities.add(row.city)
        if row.superseded_in is None:
            account.roles[row.id] = membership_of(row)
    return dict(accounts.values())


def _close_invitations(connection: Connection, accounts: Collection[int]) -> None:
    """Let no open invitation of these accounts count any longer."""
    if not accounts:
        return
    i = INVITATION.c
    is_open = (i.account_id == bindparam("the_account")) & i.used_at.is_(None)
    numbers = [{"the_account": number} for number in accounts]
    connection.execute(delete(INVITATION).where(is_open), numbers)
