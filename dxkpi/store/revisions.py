"""Revisions: each write to the store has a number, a moment, a writer and a source.

Who wrote what is for whoever reaches its city. The numbers and moments of writes are
everybody's, because caches are kept and forms are known by them: here they are read as by
who reaches every city, and nothing else is.
"""

import logging
from datetime import UTC, datetime
from typing import Any, NamedTuple

from sqlalchemy import Connection, Select, insert, select

from dxkpi import fiscal
from dxkpi.event_log import log_event
from dxkpi.plan import PlanKey
from dxkpi.store.engine import reaching_every_city
from dxkpi.store.load import is_plan
from dxkpi.store.tables import ACCOUNT_CHANGE, PLAN, REVISION


class Revision(NamedTuple):
    """A write to the store.

    With its moment it is unique even where a backup was restored: caches are keyed by
    it.
    """

    number: int
    at: datetime | None


def last_revision(connection: Connection) -> Revision:
    """The last write; number 0 where nothing was ever written."""
    last = _first_of(connection, _newest_first())
    return Revision(0, None) if last is None else last


def last_revision_before(connection: Connection, end: datetime) -> Revision | None:
    """The last write before a moment; None where there was none yet."""
    return _first_of(connection, _newest_first().where(REVISION.c.at < end))


def moment_of_revision(connection: Connection, number: int) -> datetime | None:
    """When a write was made; None where there is none of this number."""
    revision = _first_of(connection, _newest_first().where(REVISION.c.id == number))
    return None if revision is None else revision.at


def new_revision(
    connection: Connection, who: str, source: str, correction: str | None = None
) -> Revision:
    """Begin the next write, on a connection that holds the writer's lock.

    `correction` is the reason of a write into a plan that is over. Writes stand in the
    order of their numbers; that the clock was set back since the last one goes to the log.
    """
    last = last_revision(connection)
    revision = record_revision(connection, last.number + 1, who, source, correction)
    if last.at is not None and revision.at is not None and revision.at < last.at:
        log_event("clock_set_back", logging.WARNING, revision=revision.number)
    return revision


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
    with reaching_every_city(connection):
        connection.execute(insert(REVISION), row)
    return revision


def last_change_of_plan(connection: Connection, key: PlanKey) -> Revision | None:
    """The write in which a plan was last changed; None where there is no such plan."""
    of_plan = _newest_first().join(PLAN, PLAN.c.changed_in == REVISION.c.id)
    is_there = PLAN.c.withdrawn_in.is_(None)
    return _first_of(connection, of_plan.where(is_plan(key), is_there))


def last_change_of_accounts(connection: Connection) -> Revision | None:
    """The write in which an account was last changed, of whichever city."""
    of_account = REVISION.c.id == ACCOUNT_CHANGE.c.recorded_in
    return _first_of(connection, _newest_first().join(ACCOUNT_CHANGE, of_account))


def _newest_first() -> Select[Any]:
    return select(REVISION.c.id, REVISION.c.at).order_by(REVISION.c.id.desc())


def _first_of(connection: Connection, query: Select[Any]) -> Revision | None:
    with reaching_every_city(connection):
        row = connection.execute(query.limit(1)).first()
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
