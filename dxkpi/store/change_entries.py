"""The entries of the chain of changes: what a write left at each place that it touched.

There is one for each row that a write added or superseded, and for the wording of each
plan that it replaced. An entry is the row in one canonical text, with a salt: so what was
withheld to guard people cannot be found again by trying figures.
"""

import secrets
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import NamedTuple

from sqlalchemy import ColumnElement, Connection, or_, select
from sqlalchemy import update as change_rows

from dxkpi.store.chain_hashes import entry_sha256
from dxkpi.store.raw_rows import (
    Content,
    RawRow,
    RowSource,
    canonical_text,
    raw_rows,
    sha256_of_text,
)
from dxkpi.store.recorded_tables import (
    ACCOUNTS,
    MUNICIPALITIES,
    PASSWORDS,
    RECORDED_TABLES,
    WORDED_TABLES,
)
from dxkpi.store.rows import Fields, insert_rows
from dxkpi.store.tables import (
    ACCOUNT_CHANGE,
    CHANGE_ENTRY,
    MUNICIPALITY,
    PLAN,
    AccountEvent,
)

WORDING = "wording"
"""The kind of an entry for the wording of a plan, whose item is the plan's number."""

REMOVED_ORIGINAL = "removed_original"
"""The kind of an entry for a file that was taken away to guard people, by its receipt."""

StoreColumns = Mapping[str, Collection[str]]
"""The columns that each table of a store of an older level has."""


class Entry(NamedTuple):
    """What a write left at a place."""

    revision: int
    kind: str
    item: str
    city: str | None
    content: Content


def entry_of(revision: int, row: RawRow) -> Entry:
    """A row as a write left it."""
    return Entry(revision, row.kind, row.item, row.city, row.content)


def removed_original(revision: int, number: int, city: str) -> Entry:
    """That a write took away the file of a return."""
    return Entry(revision, REMOVED_ORIGINAL, str(number), city, {"removed": True})


def add_entries(connection: Connection, entries: Iterable[Entry]) -> None:
    rows: list[Fields] = []
    for entry in entries:
        salt, content = secrets.token_hex(16), canonical_text(entry.content)
        row: Fields = {
            "recorded_in": entry.revision,
            "kind": entry.kind,
            "item": entry.item,
            "city": entry.city,
            "salt": salt,
            "content": content,
            "sha256": entry_sha256(salt, content),
        }
        rows.append(row)
    insert_rows(connection, CHANGE_ENTRY, rows)


def forget_contents(
    connection: Connection, revision: int, kind: str, items: Iterable[int]
) -> None:
    """Take out of the chain what writes before a revision left at some places; the hashes
    stay.
    """
    e = CHANGE_ENTRY.c
    earlier = change_rows(CHANGE_ENTRY).where(
        e.kind == kind, e.item.in_(map(str, items)), e.recorded_in < revision
    )
    connection.execute(earlier.values(salt=None, content=None))


def noted_places(connection: Connection, revision: int) -> set[tuple[str, str]]:
    """The places, by kind and item, of which a write has an entry."""
    e = CHANGE_ENTRY.c
    query = select(e.kind, e.item).where(e.recorded_in == revision)
    return {(row.kind, row.item) for row in connection.execute(query)}


def entries_since(
    connection: Connection, first: int, existing: StoreColumns | None = None
) -> Iterator[Entry]:
    """What the writes from a revision on left, each place as it stands now.

    With `existing`, in a store of an older level.
    """
    yield from _row_entries(connection, first, existing)
    yield from _account_entries(connection, first, existing)
    yield from _password_entries(connection, first, existing)
    yield from _wording_entries(connection, first, existing)
    yield from _city_entries(connection, first, existing)


def wordings(
    connection: Connection,
    plans: Mapping[int, str],
    existing: StoreColumns | None = None,
) -> dict[int, Content]:
    """The wording of plans, by their numbers with their cities: a hash for each row of it,
    by table and by what the row is known by there.
    """
    by_plan: dict[int, dict[str, dict[str, str]]] = {
        number: defaultdict(dict) for number in plans
    }
    for source in WORDED_TABLES:
        column = "id" if source.table is PLAN else "plan_id"
        is_of_plans = source.table.c[column].in_(plans)
        for row in _rows_at_level(connection, source, is_of_plans, existing):
            below = row.content.get("measure_number", "")
            place = f"{below} {row.item}".strip()
            digest = sha256_of_text(canonical_text(row.content))
            by_plan[row.content[column]][source.kind][place] = digest
    return {number: dict(tables) for number, tables in by_plan.items()}


def _rows_at_level(
    connection: Connection,
    source: RowSource,
    condition: ColumnElement[bool],
    existing: StoreColumns | None,
) -> Iterator[RawRow]:
    """Rows of a table; none where an older level had no such table."""
    if existing is None:
        return raw_rows(connection, source, condition)
    if source.kind not in existing:
        return iter(())
    return raw_rows(connection, source, condition, existing[source.kind])


def _row_entries(
    connection: Connection, first: int, existing: StoreColumns | None
) -> Iterator[Entry]:
    for table in RECORDED_TABLES:
        columns = [table.source.table.c[name] for name in table.writes]
        condition = or_(*(column >= first for column in columns))
        for row in _rows_at_level(connection, table.source, condition, existing):
            for name in table.writes:
                revision = row.content.get(name)
                if revision is not None and revision >= first:
                    yield entry_of(revision, row)


def _account_entries(
    connection: Connection, first: int, existing: StoreColumns | None
) -> Iterator[Entry]:
    """The accounts that writes changed, each in the last write that did."""
    last = _last_changes_of_accounts(connection, first)
    changed = ACCOUNTS.table.c.id.in_(last)
    for account in _rows_at_level(connection, ACCOUNTS, changed, existing):
        yield entry_of(last[int(account.item)], account)


def _password_entries(
    connection: Connection, first: int, existing: StoreColumns | None
) -> Iterator[Entry]:
    """The passwords that writes set, each in the last write that did."""
    last = _last_changes_of_accounts(connection, first, AccountEvent.PASSWORD_SET)
    was_set = PASSWORDS.table.c.account_id.in_(last)
    for password in _rows_at_level(connection, PASSWORDS, was_set, existing):
        yield entry_of(last[int(password.item)], password)


def _last_changes_of_accounts(
    connection: Connection, first: int, what: AccountEvent | None = None
) -> dict[int, int]:
    """The accounts to which something was done since a revision, by their numbers, with
    the last write that did; `what`: only that.
    """
    c = ACCOUNT_CHANGE.c
    query = select(c.account_id, c.recorded_in).where(c.recorded_in >= first)
    if what is not None:
        query = query.where(c.what == what)
    rows = connection.execute(query.order_by(c.recorded_in))
    return {row.account_id: row.recorded_in for row in rows}


def _wording_entries(
    connection: Connection, first: int, existing: StoreColumns | None
) -> Iterator[Entry]:
    """The wording of the plans that writes replaced."""
    p = PLAN.c
    query = select(p.id, p.municipality_code, p.worded_in).where(p.worded_in >= first)
    plans = {row.id: row for row in connection.execute(query)}
    if not plans:
        return
    cities = {number: row.municipality_code for number, row in plans.items()}
    for number, content in wordings(connection, cities, existing).items():
        revision = plans[number].worded_in
        yield Entry(revision, WORDING, str(number), cities[number], content)


def _city_entries(
    connection: Connection, first: int, existing: StoreColumns | None
) -> Iterator[Entry]:
    """The cities that writes replaced, which they do with the wording of their plans."""
    p = PLAN.c
    query = select(p.municipality_code, p.worded_in).where(p.worded_in >= first)
    rows = connection.execute(query.order_by(p.worded_in))
    last = {row.municipality_code: row.worded_in for row in rows}
    replaced = MUNICIPALITY.c.code.in_(last)
    for city in _rows_at_level(connection, MUNICIPALITIES, replaced, existing):
        yield entry_of(last[city.item], city)
