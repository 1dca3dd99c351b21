"""Bringing the chain of changes to what this program records, for migrations."""

from collections.abc import Iterable
from typing import Any

from sqlalchemy import Connection, Row, inspect, select

from dxkpi.store.chain import seal
from dxkpi.store.chain_hashes import HASHED_OF_WRITE
from dxkpi.store.change_entries import (
    Entry,
    StoreColumns,
    add_entries,
    entries_since,
    entry_of,
    removed_original,
)
from dxkpi.store.raw_rows import RowSource, raw_rows
from dxkpi.store.revisions import new_revision
from dxkpi.store.tables import CHANGE_ENTRY, ORIGINAL, PLAN, REVISION, SUBMISSION

MIGRATION = "dxkpi migrate"
"""By whom a migration records what it finds."""


def seal_all_changes(connection: Connection) -> None:
    """Chain every write of a store that has no chain yet, from what is there."""
    entries = [*entries_since(connection, 0, _existing_columns(connection))]
    revisions = _revisions(connection)
    if not revisions:
        return
    known = {row.id for row in revisions}
    last = revisions[-1].id
    entries = [
        entry if entry.revision in known else entry._replace(revision=last)
        for entry in entries
    ]
    entries += _removed_before(connection, last)
    add_entries(connection, entries)
    previous = ""
    for revision in revisions:
        previous = seal(connection, revision, previous)


def record_what_has_no_entry(
    connection: Connection, sources: Iterable[RowSource], source: str
) -> None:
    """Record in a write of its own the rows of tables of which the chain has no entry yet,
    as they are. Nothing is written where there are none.
    """
    existing = _existing_columns(connection)
    unknown = []
    for table in sources:
        recorded = _items_recorded(connection, table.kind)
        rows = raw_rows(connection, table, names=existing[table.kind])
        unknown += [row for row in rows if row.item not in recorded]
    if not unknown:
        return
    previous = _revisions(connection)[-1].sha256
    number = new_revision(connection, MIGRATION, source).number
    add_entries(connection, [entry_of(number, row) for row in unknown])
    seal(connection, _revisions(connection)[-1], previous)


def _items_recorded(connection: Connection, kind: str) -> set[str]:
    query = select(CHANGE_ENTRY.c.item).where(CHANGE_ENTRY.c.kind == kind)
    return set(connection.execute(query).scalars())


def _revisions(connection: Connection) -> list[Row[Any]]:
    columns = [REVISION.c[name] for name in (*HASHED_OF_WRITE, "sha256")]
    return list(connection.execute(select(*columns).order_by(REVISION.c.id)))


def _existing_columns(connection: Connection) -> StoreColumns:
    """The columns that each table has at this level: a later one may add more."""
    inspector = inspect(connection)
    return {
        table: {column["name"] for column in inspector.get_columns(table)}
        for table in inspector.get_table_names()
    }


def _removed_before(connection: Connection, last: int) -> list[Entry]:
    """The originals that were taken away before there was a chain."""
    s = SUBMISSION.c
    query = (
        select(s.number, PLAN.c.municipality_code)
        .join(PLAN, PLAN.c.id == s.plan_id)
        .outerjoin(ORIGINAL, ORIGINAL.c.submission == s.number)
        .where(s.sha256.is_not(None), ORIGINAL.c.submission.is_(None))
    )
    return [
        removed_original(last, row.number, row.municipality_code)
        for row in connection.execute(query)
    ]
