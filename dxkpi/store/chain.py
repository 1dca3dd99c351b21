"""The chain of changes: each write carries the hash of what it recorded and of the write
before it, so that a change made past the program is found (`dxkpi.store.verification`).

Every write goes through `recorded_write`, whose last step is the seal; the writer's lock
lets no two of them have the same write before them.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import Connection, Engine, Row, delete, insert, select
from sqlalchemy import update as change_rows

from dxkpi.event_log import log_event
from dxkpi.store.chain_hashes import HASHED_OF_WRITE, ChainEnd, change_sha256
from dxkpi.store.change_entries import (
    add_entries,
    entries_since,
    entry_of,
    forget_contents,
    noted_places,
    removed_original,
)
from dxkpi.store.engine import reaching_every_city, write_transaction
from dxkpi.store.raw_rows import raw_rows
from dxkpi.store.recorded_tables import FIGURES, RETURNS
from dxkpi.store.superseded_surveys import TakenAway
from dxkpi.store.tables import (
    CHAIN_END,
    CHANGE_ENTRY,
    FIGURE,
    PLAN,
    REVISION,
    SUBMISSION,
)


@contextmanager
def recorded_write(engine: Engine) -> Iterator[Connection]:
    """A transaction of the store's only writer whose write is sealed at the end.

    It may begin one revision (`new_revision`), or none: then nothing is recorded.
    """
    with write_transaction(engine) as connection:
        yield connection
        with reaching_every_city(connection):
            sealed = seal_last_change(connection)
    if sealed is not None:
        log_event("change", revision=sealed.revision, sha256=sealed.sha256)


def note_return(connection: Connection, revision: int, number: int) -> None:
    """Record a return as a write left it that no column of it names: one that waits to be
    confirmed, or did so until it was withdrawn.
    """
    rows = raw_rows(connection, RETURNS, SUBMISSION.c.number == number)
    add_entries(connection, [entry_of(revision, row) for row in rows])


def note_withheld(connection: Connection, revision: int, withheld: TakenAway) -> None:
    """Record what a write took away to guard people, and take it out of the chain: the
    hashes stay, what they were made of goes.
    """
    figures = withheld.figures
    if figures:
        forget_contents(connection, revision, FIGURES.kind, figures)
        rows = raw_rows(connection, FIGURES, FIGURE.c.id.in_(figures))
        add_entries(connection, [entry_of(revision, row) for row in rows])
    if withheld.originals:
        query = (
            select(SUBMISSION.c.number, PLAN.c.municipality_code)
            .join(PLAN, PLAN.c.id == SUBMISSION.c.plan_id)
            .where(SUBMISSION.c.number.in_(withheld.originals))
        )
        removed = [
            removed_original(revision, row.number, row.municipality_code)
            for row in connection.execute(query)
        ]
        add_entries(connection, removed)


def seal_last_change(connection: Connection) -> ChainEnd | None:
    """Chain the last write with the one before it; None where that was done already."""
    revision = _last_revisions(connection, 1)
    if not revision or revision[0].sha256 is not None:
        return None
    number = revision[0].id
    noted = noted_places(connection, number)
    touched = [
        entry
        for entry in entries_since(connection, number)
        if (entry.kind, entry.item) not in noted
    ]
    add_entries(connection, touched)
    previous = _last_revisions(connection, 2)[1:]
    sha256 = seal(connection, revision[0], previous[0].sha256 if previous else "")
    return ChainEnd(number, sha256)


def seal(connection: Connection, revision: Row[Any], previous: str) -> str:
    """Write the hash of a write, and that it is the last one; the hash."""
    e = CHANGE_ENTRY.c
    query = select(e.kind, e.item, e.sha256).where(e.recorded_in == revision.id)
    entries = [(row.kind, row.item, row.sha256) for row in connection.execute(query)]
    sha256 = change_sha256(previous, revision, entries)
    sealed = change_rows(REVISION).where(REVISION.c.id == revision.id)
    connection.execute(sealed.values(sha256=sha256))
    connection.execute(delete(CHAIN_END))
    end = {"id": 1, "revision": revision.id, "sha256": sha256}
    connection.execute(insert(CHAIN_END), end)
    return sha256


def _last_revisions(connection: Connection, count: int) -> list[Row[Any]]:
    columns = [REVISION.c[name] for name in (*HASHED_OF_WRITE, "sha256")]
    query = select(*columns).order_by(REVISION.c.id.desc()).limit(count)
    return list(connection.execute(query))
