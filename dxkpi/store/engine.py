"""The connection to SQLite or PostgreSQL: one place for dialect differences, and for what can go wrong there.

SQLite runs in WAL mode with foreign keys on; transactions begin explicitly, a writer's at once as the only one
(BEGIN IMMEDIATE). On PostgreSQL a writer takes an advisory lock. Database errors leave here as `StoreError` with a
reason a person can act on.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event, make_url, text
from sqlalchemy.engine import URL
from sqlalchemy.exc import (
    ArgumentError,
    DBAPIError,
    DisconnectionError,
    NoSuchModuleError,
    SQLAlchemyError,
)

from dxkpi.wording.language import _

BUSY_SECONDS = 30
CONNECT_SECONDS = 10
_WRITER_LOCK = 0x6478_6B70
_UNDEFINED_TABLE = "42P01"
_VIOLATIONS = ("23502", "23503", "23505", "23514")


class StoreError(Exception):
    """The store cannot be used; the text says why and what to do, `detail` is what the database itself said."""

    def __init__(
        self, message: str, detail: str = "", *, connection_lost: bool = False
    ) -> None:
        super().__init__(message)
        self.detail = detail
        self.connection_lost = connection_lost


def connect(url: str) -> Engine:
    """An engine for `sqlite:///path` or `postgresql://…` (psycopg). Raises `StoreError` for any other address."""
    try:
        parsed = make_url(url)
        if parsed.drivername in ("postgresql", "postgres"):
            parsed = parsed.set(drivername="postgresql+psycopg")
        match parsed.get_backend_name():
            case "sqlite":
                return _sqlite(parsed)
            case "postgresql":
                return create_engine(
                    parsed, connect_args={"connect_timeout": CONNECT_SECONDS}
                )
    except (ArgumentError, NoSuchModuleError, ModuleNotFoundError, ValueError):
        pass
    raise StoreError(
        _("The database address must begin with sqlite:/// or postgresql://.")
    )


def sqlite_file(engine: Engine) -> Path | None:
    """The file of a SQLite store; None for PostgreSQL and for a store in memory."""
    name = engine.url.database
    return (
        Path(name)
        if engine.dialect.name == "sqlite" and name and name != ":memory:"
        else None
    )


def _sqlite(url: URL) -> Engine:
    if url.database and url.database != ":memory:":
        try:
            Path(url.database).parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise StoreError(
                _("The folder of the database cannot be made."), str(error)
            ) from None
    engine = create_engine(url, connect_args={"timeout": BUSY_SECONDS})

    @event.listens_for(engine, "connect")
    def _prepare(connection: sqlite3.Connection, record: Any) -> None:
        record.info["file"] = _identity(url)
        connection.isolation_level = None
        for pragma in (
            f"busy_timeout={BUSY_SECONDS * 1000}",
            "foreign_keys=on",
            "synchronous=full",
        ):
            connection.execute(f"PRAGMA {pragma}")
        if connection.execute("PRAGMA journal_mode").fetchone()[0] != "wal":
            connection.execute("PRAGMA journal_mode=wal")

    @event.listens_for(engine, "checkout")
    def _check(_connection: sqlite3.Connection, record: Any, _proxy: Any) -> None:
        """A file that was deleted or replaced, by a restored backup for instance, is opened anew."""
        if record.info["file"] != _identity(url):
            raise DisconnectionError

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        writer = connection.get_execution_options().get("dxkpi_writer", False)
        dbapi: Any = connection.connection.driver_connection
        dbapi.execute("BEGIN IMMEDIATE" if writer else "BEGIN")

    return engine


def _identity(url: URL) -> tuple[int, int] | None:
    try:
        found = Path(url.database or "").stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino


@contextmanager
def reading(engine: Engine) -> Iterator[Connection]:
    """A connection for single statements: no round trip is spent on beginning or ending a transaction."""
    with _reasons(), engine.connect() as connection:
        if engine.dialect.name == "postgresql":
            connection.execution_options(isolation_level="AUTOCOMMIT")
        yield connection


@contextmanager
def writing(engine: Engine) -> Iterator[Connection]:
    """A connection in a transaction of the store's only writer; others wait. Commits at the end, or nothing."""
    with (
        _reasons(),
        engine.connect().execution_options(dxkpi_writer=True) as connection,
        connection.begin(),
    ):
        if engine.dialect.name == "postgresql":
            connection.execute(
                text("select pg_advisory_xact_lock(:lock)"), {"lock": _WRITER_LOCK}
            )
        yield connection


@contextmanager
def _reasons() -> Iterator[None]:
    try:
        yield
    except (SQLAlchemyError, sqlite3.Error) as error:
        cause = error.orig if isinstance(error, DBAPIError) else error
        said = str(cause).strip().splitlines() or [type(cause).__name__]
        lost = isinstance(error, DBAPIError) and error.connection_invalidated
        raise StoreError(
            _reason(cause, said[0].lower()), said[0], connection_lost=lost
        ) from error


def _reason(cause: BaseException | None, lowered: str) -> str:
    if (
        "no such table" in lowered
        or getattr(cause, "sqlstate", None) == _UNDEFINED_TABLE
    ):
        return _("The store is not set up yet. Run: dxkpi migrate")
    if "not a database" in lowered or "malformed" in lowered:
        return _("The database file is damaged or is not a database.")
    if "locked" in lowered:
        return _("Another program keeps the store locked. Try again in a moment.")
    if any(said in lowered for said in ("readonly", "read-only", "unable to open")):
        return _("The database file cannot be opened or written.")
    if "constraint" in lowered or getattr(cause, "sqlstate", None) in _VIOLATIONS:
        return _("The database refused figures that make no sense; nothing was stored.")
    if "full" in lowered or "no space" in lowered:
        return _("The disk is full; nothing was stored.")
    return _("The database cannot be reached.")
