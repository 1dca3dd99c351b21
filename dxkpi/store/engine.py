"""The connection to SQLite or PostgreSQL, how they differ, and what can go wrong there.

SQLite runs in WAL mode with foreign keys on; transactions begin explicitly, a writer's
at once as the only one (BEGIN IMMEDIATE). After each write the log is folded into the
file, so that a copy of the file alone holds it. On PostgreSQL a writer takes an advisory
lock, and every transaction begins by saying which cities it reaches. Database errors
leave here as `StoreError` with a code for a reason that a person can act on.
"""

import sqlite3
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple

from sqlalchemy import Connection, Engine, create_engine, event, make_url, text
from sqlalchemy.engine import URL
from sqlalchemy.exc import (
    ArgumentError,
    DBAPIError,
    DisconnectionError,
    NoSuchModuleError,
    SQLAlchemyError,
)

from dxkpi.store.errors import StoreError, StoreFault
from dxkpi.store.reach import EVERY_CITY, NO_CITY, SETTING, CityReach

BUSY_SECONDS = 30
CONNECT_SECONDS = 10
_PAUSES = (0.01, 0.02, 0.05, 0.1, 0.2)
_LATER_SECONDS = 2.0
_LATER_TRIES = 300
_WRITER_LOCK = 0x6478_6B70
_UNDEFINED_TABLE = "42P01"
_VIOLATIONS = ("23502", "23503", "23505", "23514")
_REACH = "dxkpi_reach"


class _FaultSign(NamedTuple):
    """How a database's error is recognised: by words of its message or its SQLSTATE."""

    fault: StoreFault
    words: tuple[str, ...]
    sqlstates: tuple[str, ...] = ()

    def matches(self, message: str, sqlstate: str | None) -> bool:
        if sqlstate in self.sqlstates:
            return True
        return any(word in message for word in self.words)


_FAULT_SIGNS = (
    _FaultSign(StoreFault.NOT_SET_UP, ("no such table",), (_UNDEFINED_TABLE,)),
    _FaultSign(StoreFault.DAMAGED, ("not a database", "malformed")),
    _FaultSign(StoreFault.OUT_OF_REACH, ("row-level security",)),
    _FaultSign(StoreFault.LOCKED, ("locked",)),
    _FaultSign(StoreFault.NOT_WRITABLE, ("readonly", "read-only", "unable to open")),
    _FaultSign(StoreFault.SENSELESS, ("constraint",), _VIOLATIONS),
    _FaultSign(StoreFault.DISK_FULL, ("full", "no space")),
)
"""The first that matches is meant."""


def connect(url: str) -> Engine:
    """An engine for `sqlite:///path` or `postgresql://…` (psycopg).

    Raises `StoreError` for any other address.
    """
    try:
        return _engine(make_url(url))
    except (ArgumentError, NoSuchModuleError, ModuleNotFoundError, ValueError):
        raise StoreError(StoreFault.WRONG_ADDRESS) from None


def _engine(url: URL) -> Engine:
    if url.drivername in ("postgresql", "postgres"):
        url = url.set(drivername="postgresql+psycopg")
    match url.get_backend_name():
        case "sqlite":
            return _sqlite_engine(url)
        case "postgresql":
            return _postgresql_engine(url)
        case _:
            raise ValueError(url.drivername)


def engine_within(engine: Engine, reach: CityReach) -> Engine:
    """The same engine and connections for whoever reaches no more than some cities.

    One of which nothing was said so far reaches none.
    """
    return engine.execution_options(**{_REACH: reach})


def reach_of(connection: Connection) -> CityReach:
    """The cities that whoever opened a connection reaches."""
    reach: CityReach = connection.get_execution_options().get(_REACH, NO_CITY)
    return reach


def _postgresql_engine(url: URL) -> Engine:
    engine = create_engine(url, connect_args={"connect_timeout": CONNECT_SECONDS})

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        dbapi: Any = connection.connection.driver_connection
        # Single statements are in a transaction as well: what is set ends with it.
        begin = "begin read only; " if dbapi.autocommit else ""
        reach = connection.get_execution_options().get(_REACH)
        connection.exec_driver_sql(begin + _setting_of(reach))

    return engine


def _setting_of(reach: CityReach | None) -> str:
    """The statement that says which cities a transaction reaches; None: not even a visitor's."""
    cities = "" if reach is None else reach.setting
    return f"set local {SETTING} = '{cities}'"


@contextmanager
def reaching_every_city(connection: Connection) -> Iterator[None]:
    """For what must know of the rows of all cities whoever asks; then as before."""
    if connection.dialect.name != "postgresql":
        yield
        return
    reach = connection.get_execution_options().get(_REACH)
    connection.exec_driver_sql(_setting_of(EVERY_CITY))
    yield
    connection.exec_driver_sql(_setting_of(reach))


def passes_over_policies(engine: Engine) -> bool:
    """Whether the database lets the program see every city whatever it is told: its role
    is a superuser, or has BYPASSRLS. SQLite has no policies.
    """
    if engine.dialect.name != "postgresql":
        return False
    query = text(
        "select rolsuper or rolbypassrls from pg_roles where rolname = current_user"
    )
    with read_connection(engine) as connection:
        return bool(connection.execute(query).scalar())


def sqlite_file(engine: Engine) -> Path | None:
    """The file of a SQLite store; None for PostgreSQL and for a store in memory."""
    if engine.dialect.name != "sqlite":
        return None
    return _file_of(engine.url)


def _file_of(url: URL) -> Path | None:
    if not url.database or url.database == ":memory:":
        return None
    return Path(url.database)


def _sqlite_engine(url: URL) -> Engine:
    _make_folder(url)
    engine = create_engine(url, connect_args={"timeout": BUSY_SECONDS})

    @event.listens_for(engine, "connect")
    def _prepare(connection: sqlite3.Connection, record: Any) -> None:
        record.info["file"] = _file_identity(url)
        connection.isolation_level = None
        connection.execute(f"PRAGMA busy_timeout={BUSY_SECONDS * 1000}")
        connection.execute("PRAGMA foreign_keys=on")
        connection.execute("PRAGMA synchronous=full")
        # What is removed to guard people is overwritten, not only unlinked.
        connection.execute("PRAGMA secure_delete=on")
        if connection.execute("PRAGMA journal_mode").fetchone()[0] != "wal":
            connection.execute("PRAGMA journal_mode=wal")

    @event.listens_for(engine, "checkout")
    def _check(_connection: sqlite3.Connection, record: Any, _proxy: Any) -> None:
        """Open a file anew that was deleted or replaced, by a restored backup for instance."""
        if record.info["file"] != _file_identity(url):
            raise DisconnectionError

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        is_writer = connection.get_execution_options().get("dxkpi_writer", False)
        dbapi: Any = connection.connection.driver_connection
        dbapi.execute("BEGIN IMMEDIATE" if is_writer else "BEGIN")

    return engine


def _make_folder(url: URL) -> None:
    file = _file_of(url)
    if file is None:
        return
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise StoreError(StoreFault.NO_FOLDER, str(error)) from None


def _file_identity(url: URL) -> tuple[int, int] | None:
    try:
        status = Path(url.database or "").stat()
    except OSError:
        return None
    return status.st_dev, status.st_ino


@contextmanager
def read_connection(engine: Engine) -> Iterator[Connection]:
    """A connection for single statements, which can write nothing on PostgreSQL."""
    with errors_explained(), engine.connect() as connection:
        if engine.dialect.name == "postgresql":
            connection.execution_options(isolation_level="AUTOCOMMIT")
        yield connection


@contextmanager
def snapshot(engine: Engine) -> Iterator[Connection]:
    """A connection that sees the store as it is at its first question."""
    with errors_explained(), engine.connect() as connection:
        if engine.dialect.name == "postgresql":
            connection.execution_options(isolation_level="REPEATABLE READ")
        yield connection


@contextmanager
def write_transaction(
    engine: Engine, *, checks_references: bool = True
) -> Iterator[Connection]:
    """A connection in a transaction of the store's only writer; others wait.

    Commits at the end, or nothing.
    """
    with (
        errors_explained(),
        engine.connect().execution_options(dxkpi_writer=True) as connection,
        _reference_checks(connection, wanted=checks_references),
        connection.begin(),
    ):
        if engine.dialect.name == "postgresql":
            lock = text("select pg_advisory_xact_lock(:lock)")
            connection.execute(lock, {"lock": _WRITER_LOCK})
        yield connection
    _fold_in_after_write(engine)


@contextmanager
def _reference_checks(connection: Connection, *, wanted: bool) -> Iterator[None]:
    """SQLite checks references or not; it can be told so only between transactions."""
    if wanted or connection.dialect.name != "sqlite":
        yield
        return
    dbapi: Any = connection.connection.driver_connection
    dbapi.execute("PRAGMA foreign_keys=off")
    try:
        yield
    finally:
        dbapi.execute("PRAGMA foreign_keys=on")


@contextmanager
def schema_transaction(engine: Engine) -> Iterator[Connection]:
    """A writer's transaction in which tables may be built anew that others refer to.

    SQLite would take a table that is dropped for rows that are deleted. So it is asked
    at the end whether every reference leads somewhere, and nothing is kept if not.
    """
    with write_transaction(engine, checks_references=False) as connection:
        yield connection
        if engine.dialect.name == "sqlite":
            dangling = connection.execute(text("PRAGMA foreign_key_check")).first()
            if dangling is not None:
                raise StoreError(StoreFault.SENSELESS, str(tuple(dangling)))


def fold_in_log(engine: Engine) -> bool:
    """Fold the log of a SQLite store into its file; whether all of it is there now.

    Nobody is waited for: what somebody still reads or writes is left for another time.
    True for a store that has no such log.
    """
    file = sqlite_file(engine)
    if file is None or not file.exists():
        return True
    with engine.connect() as connection:
        dbapi: Any = connection.connection.driver_connection
        dbapi.execute("PRAGMA busy_timeout=0")
        try:
            answer = dbapi.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
        finally:
            dbapi.execute(f"PRAGMA busy_timeout={BUSY_SECONDS * 1000}")
    is_busy, pages_in_log, pages_folded = answer
    return not is_busy or pages_in_log == pages_folded


def fold_in_what_is_left(engine: Engine) -> None:
    """Fold in what a process left in the log that ended before it could."""
    file = sqlite_file(engine)
    if file is None:
        return
    log = file.with_name(f"{file.name}-wal")
    if log.exists() and log.stat().st_size > 0:
        _is_folded_in(engine)


def _fold_in_after_write(engine: Engine) -> None:
    """Fold the log in; where somebody reads at this moment, again and again, later on.

    What cannot be done is no fault: the write is safe, in the file and its log.
    """
    for pause in _PAUSES:
        if _is_folded_in(engine):
            return
        time.sleep(pause)
    _fold_in_later(engine, _LATER_TRIES)


def _fold_in_later(engine: Engine, tries: int) -> None:
    if tries == 0 or _is_folded_in(engine):
        return
    again = threading.Timer(_LATER_SECONDS, _fold_in_later, (engine, tries - 1))
    again.daemon = True
    again.start()


def _is_folded_in(engine: Engine) -> bool:
    try:
        return fold_in_log(engine)
    except (SQLAlchemyError, sqlite3.Error, OSError):
        return False


@contextmanager
def errors_explained() -> Iterator[None]:
    """Database errors become `StoreError`s."""
    try:
        yield
    except (SQLAlchemyError, sqlite3.Error) as error:
        cause: BaseException | None = error
        connection_lost = False
        if isinstance(error, DBAPIError):
            cause = error.orig
            connection_lost = error.connection_invalidated
        lines = str(cause).strip().splitlines() or [type(cause).__name__]
        fault = _fault_of(cause, lines[0].lower())
        raise StoreError(fault, lines[0], connection_lost=connection_lost) from error


def _fault_of(cause: BaseException | None, message: str) -> StoreFault:
    sqlstate = getattr(cause, "sqlstate", None)
    for sign in _FAULT_SIGNS:
        if sign.matches(message, sqlstate):
            return sign.fault
    return StoreFault.UNREACHABLE
