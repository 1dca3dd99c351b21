"""Walking along the chain of changes: whether each link holds."""

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Any

import simplejson
from sqlalchemy import Connection, Row, select

from dxkpi.store.chain_hashes import ChainEnd, change_sha256, entry_sha256
from dxkpi.store.defects import DefectKind, PlaceNames, StoreDefect
from dxkpi.store.tables import CHAIN_END, CHANGE_ENTRY, REVISION

_ROWS_AT_ONCE = 1000


def walk_chain(
    connection: Connection, places: PlaceNames, noted: str | None
) -> Iterator[StoreDefect]:
    """Every link that does not hold, from the first change on.

    After a broken link it goes on with the hash as it is stored, so that each is named
    once. `noted` is a hash that somebody kept elsewhere: it must be one of the chain.
    """
    entries = _entries_by_revision(connection)
    next_number, next_entries = next(entries, (None, []))
    former: Row[Any] | None = None
    is_noted_there = noted is None
    for revision in connection.execute(select(REVISION).order_by(REVISION.c.id)):
        own_entries: Sequence[Row[Any]] = ()
        while next_number is not None and next_number <= revision.id:
            if next_number == revision.id:
                own_entries = next_entries
            next_number, next_entries = next(entries, (None, []))
        yield from _altered_entries(own_entries, places)
        yield from _broken_link(former, revision, own_entries)
        is_noted_there = is_noted_there or revision.sha256 == noted
        former = revision
    yield from _missing_end(connection, former)
    if not is_noted_there:
        yield StoreDefect(DefectKind.HASH_UNKNOWN, detail=noted)


def read_chain_end(connection: Connection) -> ChainEnd:
    """The last change as the chain names it."""
    row = connection.execute(select(CHAIN_END)).first()
    return ChainEnd(0, "") if row is None else ChainEnd(row.revision, row.sha256)


def _entries_by_revision(
    connection: Connection,
) -> Iterator[tuple[int, list[Row[Any]]]]:
    query = select(CHANGE_ENTRY).order_by(CHANGE_ENTRY.c.recorded_in)
    rows = connection.execute(query.execution_options(yield_per=_ROWS_AT_ONCE))
    for number, group in groupby(rows, key=lambda row: int(row.recorded_in)):
        yield number, list(group)


def _altered_entries(
    entries: Sequence[Row[Any]], places: PlaceNames
) -> Iterator[StoreDefect]:
    for entry in entries:
        if entry.content is None:
            continue
        if entry_sha256(entry.salt, entry.content) != entry.sha256:
            place = places.place(entry.kind, _content_of(entry.content))
            yield StoreDefect(
                DefectKind.ENTRY_ALTERED, place, revision=entry.recorded_in
            )


def _content_of(text: str) -> dict[str, Any]:
    """What an entry says; nothing where somebody made it unreadable."""
    try:
        content = simplejson.loads(text)
    except ValueError:
        return {}
    return content if isinstance(content, dict) else {}


def _broken_link(
    former: Row[Any] | None, revision: Row[Any], entries: Sequence[Row[Any]]
) -> Iterator[StoreDefect]:
    number = revision.id
    if revision.sha256 is None:
        yield StoreDefect(DefectKind.UNSEALED, revision=number)
        return
    previous = former.sha256 or "" if former is not None else ""
    left = [(entry.kind, entry.item, entry.sha256) for entry in entries]
    if change_sha256(previous, revision, left) == revision.sha256:
        return
    first_missing = former.id + 1 if former is not None else 1
    if first_missing < number:
        yield StoreDefect(
            DefectKind.CHANGES_MISSING, revision=first_missing, last=number - 1
        )
    else:
        yield StoreDefect(DefectKind.CHANGE_ALTERED, revision=number)


def _missing_end(
    connection: Connection, last: Row[Any] | None
) -> Iterator[StoreDefect]:
    """Whether the last change is the one that the chain ends with."""
    end = read_chain_end(connection)
    number = last.id if last is not None else 0
    if end.revision > number:
        yield StoreDefect(
            DefectKind.LAST_MISSING, revision=number + 1, last=end.revision
        )
    elif last is not None and last.sha256 is not None and end.sha256 != last.sha256:
        yield StoreDefect(DefectKind.CHANGE_ALTERED, revision=number)
