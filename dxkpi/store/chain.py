"""The chain of changes: each write carries the hash of what it recorded and of the write
before it, so that a change made past the program is found (`dxkpi.store.verification`).

What a write recorded is an entry for each row that it added or superseded, and for the
wording of each plan that it replaced. An entry is the row in one canonical text; of figures
it holds a salt as well, so that what was withheld to guard people cannot be found again by
trying figures. Every write goes through `recorded_write`, whose last step is the seal; the
writer's lock lets no two of them have the same write before them.
"""

import hashlib
import secrets
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any, NamedTuple

from sqlalchemy import Connection, Engine, Row, delete, insert, inspect, or_, select
from sqlalchemy import update as change_rows

from dxkpi.event_log import log_event
from dxkpi.store.engine import reaching_every_city, write_transaction
from dxkpi.store.raw_rows import (
    Content,
    RawRow,
    RowSource,
    canonical_text,
    raw_rows,
    sha256_of_text,
    without_empty,
)
from dxkpi.store.rows import Fields, insert_rows
from dxkpi.store.superseded_surveys import TakenAway
from dxkpi.store.tables import (
    ACCOUNT,
    ACCOUNT_CHANGE,
    CHAIN_END,
    CHANGE_ENTRY,
    DECISION,
    FIGURE,
    FORMER_TARGET,
    INDICATOR,
    INITIATIVE,
    ITEM_CONFIRMATION,
    MEASURE,
    MEMBERSHIP,
    MUNICIPALITY,
    ORIGINAL,
    OWN_MARK,
    PLAN,
    PLAN_TEXT,
    POLICY,
    PROGRESS,
    RELEASE,
    REMARK,
    REVISION,
    ROUND,
    SCHEDULE_ITEM,
    SUBMISSION,
    YEARLY_REPORT,
)

WORDING = "wording"
"""The kind of an entry for the wording of a plan, whose item is the plan's number."""

REMOVED_ORIGINAL = "removed_original"
"""The kind of an entry for a file that was taken away to guard people, by its receipt."""

_MOVED = frozenset({"position"})
"""Where something stands in its plan, which changes with the plan around it."""


class RecordedTable(NamedTuple):
    """A table with the columns that name the writes which brought and changed a row."""

    source: RowSource
    writes: tuple[str, ...] = ("recorded_in", "superseded_in")


RECORDED_TABLES = (
    RecordedTable(RowSource(FIGURE, left_out=_MOVED)),
    RecordedTable(RowSource(FORMER_TARGET)),
    RecordedTable(RowSource(PROGRESS)),
    RecordedTable(RowSource(YEARLY_REPORT, left_out=_MOVED)),
    RecordedTable(RowSource(OWN_MARK, left_out=_MOVED)),
    RecordedTable(RowSource(DECISION, left_out=_MOVED)),
    RecordedTable(RowSource(ROUND)),
    RecordedTable(RowSource(REMARK), ("recorded_in", "answered_in")),
    RecordedTable(RowSource(ITEM_CONFIRMATION)),
    RecordedTable(
        RowSource(RELEASE, left_out=frozenset({"content"})), ("recorded_in",)
    ),
    RecordedTable(RowSource(PLAN_TEXT, long="document"), ("superseded_in",)),
    RecordedTable(RowSource(SUBMISSION, "number"), ("recorded_in", "withdrawn_in")),
    RecordedTable(RowSource(MEMBERSHIP)),
    RecordedTable(RowSource(ACCOUNT_CHANGE), ("recorded_in",)),
)
"""What has rows of its own for each write. A release is known by its hash."""

ACCOUNTS = RowSource(ACCOUNT, left_out=frozenset({"signed_out_at"}))
"""Accounts, without the moment up to which nothing counts that they signed in with:
restoring a backup sets it.
"""

MUNICIPALITIES = RowSource(MUNICIPALITY, "code")

_STAMPS = frozenset({"changed_in", "added_in", "worded_in"})
_WORDED_TABLES = (
    RowSource(PLAN, left_out=_STAMPS),
    RowSource(POLICY, "number"),
    RowSource(MEASURE, "number"),
    RowSource(INITIATIVE, "number"),
    RowSource(SCHEDULE_ITEM, "position"),
    RowSource(INDICATOR, "code"),
)


_SEALED = tuple(
    REVISION.c[name] for name in ("id", "at", "who", "source", "correction", "sha256")
)


class ChainEnd(NamedTuple):
    """The last change, by its number, and its hash; number 0 where nothing was written."""

    revision: int
    sha256: str


class Entry(NamedTuple):
    """What a write left at a place."""

    revision: int
    kind: str
    item: str
    city: str | None
    content: Content


# The one door


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


def seal_last_change(connection: Connection) -> ChainEnd | None:
    """Chain the last write with the one before it; None where that was done already."""
    revision = _last_revisions(connection, 1)
    if not revision or revision[0].sha256 is not None:
        return None
    number = revision[0].id
    noted = _noted_places(connection, number)
    touched = [
        entry
        for entry in _entries_since(connection, number)
        if (entry.kind, entry.item) not in noted
    ]
    _add_entries(connection, touched)
    previous = _last_revisions(connection, 2)[1:]
    sha256 = _seal(connection, revision[0], previous[0].sha256 if previous else "")
    return ChainEnd(number, sha256)


def seal_all_changes(connection: Connection) -> None:
    """Chain every write of a store that has no chain yet, from what is there."""
    entries = [*_entries_since(connection, 0)]
    query = select(*_SEALED).order_by(REVISION.c.id)
    revisions = list(connection.execute(query))
    if not revisions:
        return
    known = {row.id for row in revisions}
    last = revisions[-1].id
    entries = [
        entry if entry.revision in known else entry._replace(revision=last)
        for entry in entries
    ]
    entries += _removed_before(connection, last)
    _add_entries(connection, entries)
    previous = ""
    for revision in revisions:
        previous = _seal(connection, revision, previous)


def note_withheld(connection: Connection, revision: int, withheld: TakenAway) -> None:
    """Record what a write took away to guard people, and take it out of the chain: the
    hashes stay, what they were made of goes.
    """
    figures = withheld.figures
    if figures:
        _forget_contents(connection, revision, FIGURE.name, figures)
        source = RECORDED_TABLES[0].source
        rows = raw_rows(connection, source, FIGURE.c.id.in_(figures))
        _add_entries(connection, [_entry(revision, row) for row in rows])
    if withheld.originals:
        query = (
            select(SUBMISSION.c.number, PLAN.c.municipality_code)
            .join(PLAN, PLAN.c.id == SUBMISSION.c.plan_id)
            .where(SUBMISSION.c.number.in_(withheld.originals))
        )
        _add_entries(
            connection,
            [
                _removed_original(revision, row.number, row.municipality_code)
                for row in connection.execute(query)
            ],
        )


# What is hashed


def entry_sha256(salt: str, content: str) -> str:
    """The hash of one entry."""
    return hashlib.sha256(f"{salt}\n{content}".encode()).hexdigest()


def change_sha256(
    previous: str, revision: Row[Any], entries: Iterable[tuple[str, str, str]]
) -> str:
    """The hash of one write: of the one before, of who wrote what when, and of what it
    left, as kind, item and hash.
    """
    fields = ("id", "at", "who", "source", "correction")
    written = without_empty({name: getattr(revision, name) for name in fields})
    content = canonical_text({**written, "entries": sorted(entries)})
    return hashlib.sha256(f"{previous}\n{content}".encode()).hexdigest()


def wordings(
    connection: Connection,
    plans: Mapping[int, str],
    existing: Mapping[str, Collection[str]] | None = None,
) -> dict[int, Content]:
    """The wording of plans, by their numbers with their cities: a hash for each row of it,
    by table and by what the row is known by there.

    `existing` are the columns that each table has at an older level.
    """
    by_plan: dict[int, dict[str, dict[str, str]]] = {
        number: defaultdict(dict) for number in plans
    }
    for source in _WORDED_TABLES:
        number_of = source.table.c["id" if source.table is PLAN else "plan_id"]
        names = None if existing is None else existing[source.kind]
        column = "id" if source.table is PLAN else "plan_id"
        for row in raw_rows(connection, source, number_of.in_(plans), names):
            below = row.content.get("measure_number", "")
            place = f"{below} {row.item}".strip()
            digest = sha256_of_text(canonical_text(row.content))
            by_plan[row.content[column]][source.kind][place] = digest
    return {number: dict(tables) for number, tables in by_plan.items()}


# Steps


def _last_revisions(connection: Connection, count: int) -> list[Row[Any]]:
    query = select(*_SEALED).order_by(REVISION.c.id.desc()).limit(count)
    return list(connection.execute(query))


def _noted_places(connection: Connection, revision: int) -> set[tuple[str, str]]:
    e = CHANGE_ENTRY.c
    query = select(e.kind, e.item).where(e.recorded_in == revision)
    return {(row.kind, row.item) for row in connection.execute(query)}


def _entries_since(connection: Connection, first: int) -> Iterator[Entry]:
    """What the writes from a revision on left, each as it stands now."""
    existing = _existing_columns(connection) if first == 0 else None
    for table in RECORDED_TABLES:
        columns = [table.source.table.c[name] for name in table.writes]
        condition = or_(*(column >= first for column in columns))
        names = existing[table.source.kind] if existing else None
        for row in raw_rows(connection, table.source, condition, names):
            for name in table.writes:
                revision = row.content.get(name)
                if revision is not None and revision >= first:
                    yield _entry(revision, row)
    yield from _account_entries(connection, first, existing)
    yield from _wording_entries(connection, first, existing)


def _account_entries(
    connection: Connection,
    first: int,
    existing: Mapping[str, Collection[str]] | None,
) -> Iterator[Entry]:
    """The accounts that writes changed, each in the last write that did."""
    c = ACCOUNT_CHANGE.c
    query = select(c.account_id, c.recorded_in).where(c.recorded_in >= first)
    last = {}
    for row in connection.execute(query.order_by(c.recorded_in)):
        last[str(row.account_id)] = row.recorded_in
    if not last:
        return
    names = existing[ACCOUNTS.kind] if existing else None
    changed = ACCOUNT.c.id.in_([int(item) for item in last])
    for account in raw_rows(connection, ACCOUNTS, changed, names):
        yield _entry(last[account.item], account)


def _wording_entries(
    connection: Connection,
    first: int,
    existing: Mapping[str, Collection[str]] | None,
) -> Iterator[Entry]:
    """The wording of the plans, and the cities, that writes replaced."""
    p = PLAN.c
    query = select(p.id, p.municipality_code, p.worded_in).where(p.worded_in >= first)
    plans = {row.id: row for row in connection.execute(query)}
    if not plans:
        return
    cities = {number: row.municipality_code for number, row in plans.items()}
    for number, content in wordings(connection, cities, existing).items():
        revision = plans[number].worded_in
        yield Entry(revision, WORDING, str(number), cities[number], content)
    written_in: dict[str, int] = {}
    for row in plans.values():
        city = row.municipality_code
        written_in[city] = max(row.worded_in, written_in.get(city, 0))
    names = existing[MUNICIPALITIES.kind] if existing else None
    condition = MUNICIPALITY.c.code.in_(written_in)
    for city_row in raw_rows(connection, MUNICIPALITIES, condition, names):
        yield _entry(written_in[city_row.item], city_row)


def _existing_columns(connection: Connection) -> Mapping[str, Collection[str]]:
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
        _removed_original(last, row.number, row.municipality_code)
        for row in connection.execute(query)
    ]


def _removed_original(revision: int, number: int, city: str) -> Entry:
    return Entry(revision, REMOVED_ORIGINAL, str(number), city, {"removed": True})


def _entry(revision: int, row: RawRow) -> Entry:
    return Entry(revision, row.kind, row.item, row.city, row.content)


def _add_entries(connection: Connection, entries: Iterable[Entry]) -> None:
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


def _forget_contents(
    connection: Connection, revision: int, kind: str, items: Iterable[int]
) -> None:
    e = CHANGE_ENTRY.c
    earlier = change_rows(CHANGE_ENTRY).where(
        e.kind == kind, e.item.in_(map(str, items)), e.recorded_in < revision
    )
    connection.execute(earlier.values(salt=None, content=None))


def _seal(connection: Connection, revision: Row[Any], previous: str) -> str:
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
