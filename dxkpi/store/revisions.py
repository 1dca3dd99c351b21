"""Revisions: each write to the store is one, with a number, its moment, and who wrote from where."""

from datetime import UTC, datetime
from typing import NamedTuple

from sqlalchemy import Connection, insert, select

from dxkpi.store.tables import REVISION


class Revision(NamedTuple):
    """A write to the store. With its moment it is unique even where a backup was restored: caches are keyed by it."""

    number: int
    at: datetime | None


def last_revision(connection: Connection) -> Revision:
    """The last write; number 0 where nothing was ever written."""
    newest = (
        select(REVISION.c.id, REVISION.c.at).order_by(REVISION.c.id.desc()).limit(1)
    )
    row = connection.execute(newest).first()
    return Revision(row.id, utc(row.at)) if row else Revision(0, None)


def new_revision(connection: Connection, who: str, source: str) -> Revision:
    """Begin the next write, on a connection that holds the writer's lock."""
    revision = Revision(last_revision(connection).number + 1, datetime.now(UTC))
    row = {
        "id": revision.number,
        "at": revision.at,
        "who": storable(who),
        "source": storable(source),
    }
    connection.execute(insert(REVISION), row)
    return revision


def utc(at: datetime) -> datetime:
    """SQLite gives back what was stored in UTC without saying so."""
    return at if at.tzinfo else at.replace(tzinfo=UTC)


def storable(text: str) -> str:
    """Names of people and files as a database takes them: NUL and broken letters, which none can keep, become “?”."""
    return text.encode("utf-8", "replace").decode("utf-8").replace("\0", "?")
