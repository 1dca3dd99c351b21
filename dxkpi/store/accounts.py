"""Accounts as they are read: who somebody is, and in which role for which city."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from math import inf
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, Select, or_, select, true

from dxkpi.plan.fields import unstorable
from dxkpi.store.engine import reaching_every_city
from dxkpi.store.revisions import as_utc
from dxkpi.store.tables import (
    ACCOUNT,
    ACCOUNT_CHANGE,
    MEMBERSHIP,
    REVISION,
    AccountEvent,
    Role,
)

_MOST_NAMED = 5000
"""So many accounts are asked for by name at once."""


@dataclass(frozen=True)
class Membership:
    """A role in a city; `city` None: in every city.

    It counts from the day `since` to the day `until`; None: always. `department` is the
    person's 課, as it was called when the role was granted.
    """

    role: Role
    city: str | None
    department: str | None = None
    since: date | None = None
    until: date | None = None

    def is_of(self, city: str | None) -> bool:
        """Whether it counts for a city; None: for every city."""
        return self.city is None or self.city == city

    def counts_on(self, day: date) -> bool:
        """Whether it counts on a day."""
        has_begun = self.since is None or self.since <= day
        has_ended = self.until is not None and self.until < day
        return has_begun and not has_ended

    @property
    def place(self) -> tuple[Role, str | None, str | None]:
        """What an account can have once only: the same with other days replaces it."""
        return self.role, self.city, self.department


@dataclass(frozen=True)
class Account:
    """Somebody who may sign in, known by his subject.

    `cities` are those for which he has or ever had a role; None among them: every city.
    Nothing that he signed in with up to `signed_out_at` counts any longer.
    """

    subject: str
    name: str
    memberships: tuple[Membership, ...] = ()
    cities: frozenset[str | None] = frozenset()
    disabled_at: datetime | None = None
    signed_out_at: datetime | None = None

    @property
    def is_disabled(self) -> bool:
        return self.disabled_at is not None

    def memberships_on(self, day: date, city: str | None) -> tuple[Membership, ...]:
        """The roles that count on a day for a city; none of a disabled account."""
        if self.is_disabled:
            return ()
        return tuple(
            membership
            for membership in self.memberships
            if membership.is_of(city) and membership.counts_on(day)
        )


@dataclass(frozen=True)
class Grant:
    """A role to be given to a subject, whose account is made where there is none.

    The name of an account that is there stays where none is given.
    """

    subject: str
    name: str
    membership: Membership


@dataclass(frozen=True)
class AccountChange:
    """What one write did to the account of a subject, by whom, when, and from where.

    `person` is the name that the account had from then on.
    """

    subject: str
    person: str
    revision: int
    at: datetime
    who: str
    source: str
    what: AccountEvent
    name: str | None
    membership: Membership | None


def read_account(connection: Connection, subject: str) -> Account | None:
    """The account of a subject, which is meant letter for letter."""
    if unstorable(subject):
        return None
    accounts = _read_accounts(connection, ACCOUNT.c.subject == subject)
    return accounts[0] if accounts else None


def read_accounts_of(
    connection: Connection, subjects: Iterable[str]
) -> dict[str, Account]:
    """The accounts of several subjects, each by its own; those without one are left out."""
    asked = {subject for subject in subjects if not unstorable(subject)}
    accounts: dict[str, Account] = {}
    for is_meant in named_in_turn(asked):
        for account in _read_accounts(connection, is_meant):
            accounts[account.subject] = account
    return accounts


def named_in_turn(subjects: Iterable[str]) -> Iterator[ColumnElement[bool]]:
    """Whether an account is one of these subjects', so many at once as may be asked for."""
    ordered = sorted(subjects)
    for start in range(0, len(ordered), _MOST_NAMED):
        yield ACCOUNT.c.subject.in_(ordered[start : start + _MOST_NAMED])


def read_accounts(connection: Connection, city: str | None) -> tuple[Account, ...]:
    """Every account that has or had a role in a city, those of every city among them;
    city None: every account. By subject.
    """
    return _read_accounts(connection, true() if city is None else _is_known_in(city))


def read_account_changes(
    connection: Connection, subject: str
) -> tuple[AccountChange, ...]:
    """Everything that was done to an account, the oldest first, in whichever city: what
    two people must do together goes by it.
    """
    query = _changes().where(ACCOUNT.c.subject == subject)
    with reaching_every_city(connection):
        rows = connection.execute(query).all()
    return tuple(_changes_of(rows).values())


def read_changes_in_city(
    connection: Connection, city: str, subject: str | None = None
) -> tuple[AccountChange, ...]:
    """Everything that was done to accounts while they belonged to a city, the oldest
    first, without their roles in other cities. `subject` is that of a single account.

    What another city did before or after it is that city's alone.
    """
    is_meant = _is_known_in(city)
    if subject is not None:
        is_meant &= ACCOUNT.c.subject == subject
    memberships = _membership_rows(connection, is_meant)
    changes = _changes_of(connection.execute(_changes().where(is_meant)))
    return tuple(
        change
        for row, change in changes.items()
        if _concerns(city, change, memberships[row.account_id])
    )


def _concerns(
    city: str, change: AccountChange, memberships: Iterable[Row[Any]]
) -> bool:
    """Whether a change of an account with these memberships is a city's to know."""
    if change.membership is not None:
        return change.membership.is_of(city)
    belonged_to = _cities_at(change.revision, memberships)
    return city in belonged_to or None in belonged_to


def _cities_at(revision: int, memberships: Iterable[Row[Any]]) -> set[str | None]:
    """The cities to which an account belonged after a write: those of its roles, or, once
    all were taken away, of the roles that were taken away last.
    """
    ends = [
        (_end_by(revision, membership), membership.city)
        for membership in memberships
        if membership.recorded_in <= revision
    ]
    last = max((end for end, _city in ends), default=None)
    return {city for end, city in ends if end == last}


def _end_by(revision: int, membership: Row[Any]) -> float:
    """The write that took a role away; infinite where it stood still after `revision`."""
    ended_in: int | None = membership.superseded_in
    return inf if ended_in is None or ended_in > revision else ended_in


def _is_known_in(city: str) -> ColumnElement[bool]:
    """Whether an account has or had a role in a city, or in every city."""
    m = MEMBERSHIP.c
    of_city = select(m.account_id).where(or_(m.city == city, m.city.is_(None)))
    return ACCOUNT.c.id.in_(of_city)


def _changes() -> Select[Any]:
    c, m, r = ACCOUNT_CHANGE.c, MEMBERSHIP.c, REVISION.c
    return (
        select(ACCOUNT.c.subject, ACCOUNT.c.name.label("present_name"))
        .add_columns(
            c.id, c.account_id, c.recorded_in, c.what, c.name, r.at, r.who, r.source
        )
        .add_columns(m.id.label("membership_id"))
        .add_columns(m.role, m.city, m.department, m.since, m.until)
        .join(ACCOUNT, ACCOUNT.c.id == c.account_id)
        .join(REVISION, r.id == c.recorded_in)
        .outerjoin(MEMBERSHIP, m.id == c.membership_id)
        .order_by(c.id)
    )


def _changes_of(rows: Iterable[Row[Any]]) -> dict[Row[Any], AccountChange]:
    """Rows with the changes that they are, from the first of each of their accounts on."""
    names: dict[int, str] = {}
    changes = {}
    for row in rows:
        former_name = names.get(row.account_id, row.present_name)
        names[row.account_id] = row.name or former_name
        changes[row] = _change_of(row, names[row.account_id])
    return changes


def _change_of(row: Row[Any], person: str) -> AccountChange:
    membership = None if row.membership_id is None else membership_of(row)
    return AccountChange(
        subject=row.subject,
        person=person,
        revision=row.recorded_in,
        at=as_utc(row.at),
        who=row.who,
        source=row.source,
        what=row.what,
        name=row.name,
        membership=membership,
    )


def _read_accounts(
    connection: Connection, is_meant: ColumnElement[bool]
) -> tuple[Account, ...]:
    """The accounts that a condition means, by subject."""
    query = select(ACCOUNT).where(is_meant).order_by(ACCOUNT.c.subject)
    rows = list(connection.execute(query))
    memberships = _membership_rows(connection, is_meant)
    return tuple(_account_of(row, memberships[row.id]) for row in rows)


def _membership_rows(
    connection: Connection, is_meant: ColumnElement[bool]
) -> dict[int, list[Row[Any]]]:
    """The memberships of the accounts that a condition means, former ones among them, in
    the order granted.
    """
    m = MEMBERSHIP.c
    query = (
        select(MEMBERSHIP)
        .join(ACCOUNT, ACCOUNT.c.id == m.account_id)
        .where(is_meant)
        .order_by(m.id)
    )
    by_account = defaultdict(list)
    for row in connection.execute(query):
        by_account[row.account_id].append(row)
    return by_account


def _account_of(row: Row[Any], memberships: Iterable[Row[Any]]) -> Account:
    current = [one for one in memberships if one.superseded_in is None]
    return Account(
        subject=row.subject,
        name=row.name,
        memberships=tuple(membership_of(one) for one in current),
        cities=frozenset(one.city for one in memberships),
        disabled_at=_moment(row.disabled_at),
        signed_out_at=_moment(row.signed_out_at),
    )


def membership_of(row: Row[Any]) -> Membership:
    """A row as the membership it is."""
    return Membership(row.role, row.city, row.department, row.since, row.until)


def _moment(at: datetime | None) -> datetime | None:
    return None if at is None else as_utc(at)
