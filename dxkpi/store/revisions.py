"""Revisions: each write to the store has a number, a moment, a writer and a source."""

from datetime import UTC, datetime
from typing import NamedTuple

from sqlalchemy import Connection, insert, select

from dxkpi import fiscal
from dxkpi.plan import PlanKey
from dxkpi.store.load import is_plan
from dxkpi.store.tables import PLAN, REVISION


class Revision(NamedTuple):
    """A write to the store.

    With its moment it is unique even where a backup was restored: caches are keyed by
    it.
    """

    number: int
    at: datetime | None


def last_revision(connection: Connection) -> Revision:
    """The last write; number 0 where nothing was ever written."""
    newest = (
        select(REVISION.c.id, REVISION.c.at).order_by(REVISION.c.id.desc()).limit(1)
    )
    row = connection.execute(newest).first()
    if row is None:
        return Revision(0, None)
    return Revision(row.id, as_utc(row.at))


def new_revision(
    connection: Connection, who: str, source: str, correction: str | None = None
) -> Revision:
    """Begin the next write, on a connection that holds the writer's lock.

    `correction` is the reason of a write into a plan that is over.
    """
    number = last_revision(connection).number + 1
    return record_revision(connection, number, who, source, correction)


def record_revision(
    connection: Connection,
    number: int,
    who: str,
    source: str,
    correction: str | None = None,
) -> Revision:
    """Record a write of this moment under a number that no other has."""
    revision = Revision(number, fiscal.now())
    row = {
        "id": revision.number,
        "at": revision.at,
        "who": storable_text(who),
        "source": storable_text(source),
        "correction": storable_text(correction) if correction else None,
    }
    connection.execute(insert(REVISION), row)
    return revision


def last_change_of_plan(connection: Connection, key: PlanKey) -> Revision | None:
    """The write in which a plan was last changed; None where there is no such plan."""
    query = (
        select(REVISION.c.id, REVISION.c.at)
        .join(PLAN, PLAN.c.changed_in == REVISION.c.id)
        .where(is_plan(key))
    )
    row = connection.execute(query).first()
    return None if row is None else Revision(row.id, as_utc(row.at))


def as_utc(at: datetime) -> datetime:
    """SQLite gives back what was stored in UTC without saying so."""
    if at.tzinfo is None:
        return at.replace(tzinfo=UTC)
    return at


def storable_text(text: str) -> str:
    """Names of people and files as a database takes them.

    NUL and broken letters, which none can keep, become “?”.
    """
    return text.encode("utf-8", "replace").decode("utf-8").replace("\0", "?")
