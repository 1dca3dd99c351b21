"""Copies of a whole store: made while it is in use, looked through, taken back.

A copy is one SQLite file with everything in it, whichever database the store is in. So it
needs no program of the database's own (pg_dump of the server's very version), can be
opened by setting DXKPI_DATABASE_URL to it, and moves a store from one database to another.
"""

import contextlib
import shutil
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, Table, func, insert, select
from sqlalchemy.engine import URL

from dxkpi.plan import PlanKey
from dxkpi.plan.staff_survey import USUAL_GROUP
from dxkpi.store.engine import (
    connect,
    errors_explained,
    read_connection,
    snapshot,
    sqlite_file,
    write_transaction,
)
from dxkpi.store.errors import StoreError, StoreFault
from dxkpi.store.load import read_plans
from dxkpi.store.migration import migrate, read_level
from dxkpi.store.raw_rows import raw_table
from dxkpi.store.revisions import Revision, last_revision
from dxkpi.store.sqlite_files import copy_sqlite_file
from dxkpi.store.tables import (
    FIGURE,
    METADATA,
    MUNICIPALITY,
    ORIGINAL,
    PLAN,
    SUBMISSION,
)

_HEAD_OF_SQLITE = b"SQLite format 3\0"
_ROWS_AT_ONCE = 500
_ORIGINALS_AT_ONCE = 10
"""Each may be as large as a file that is handed in."""


@dataclass(frozen=True)
class StoreContents:
    """What a store or a copy of one holds.

    `plans` name those that it holds, by municipality; `revision` is the last write.
    """

    level: str
    revision: Revision
    plans: tuple[str, ...]
    figures: int
    submissions: int
    originals: int


# Making a copy


def write_backup(engine: Engine, file: Path) -> None:
    """Copy the whole store to a new file, as it is at one moment, also while it is used.

    Raises `StoreError` where the file is there already, where the copy cannot be made,
    and where the store itself is damaged; then there is no file.
    """
    if file.exists():
        raise StoreError(StoreFault.FILE_EXISTS, file=file)
    if not file.parent.is_dir():
        raise StoreError(StoreFault.FILE_UNWRITABLE, file=file)
    _check_has_tables(engine)
    partial = file.with_name(f".{file.name}.partial")
    partial.unlink(missing_ok=True)
    try:
        with errors_explained():
            _copy_store(engine, partial)
            defect = _defect_of_file(partial)
            if defect is not None:
                raise StoreError(StoreFault.DAMAGED, defect)
            partial.rename(file)
    except OSError as error:
        fault = StoreFault.FILE_UNWRITABLE
        raise StoreError(fault, str(error), file=file) from error
    finally:
        with contextlib.suppress(OSError):
            partial.unlink(missing_ok=True)


def _check_has_tables(engine: Engine) -> None:
    path = sqlite_file(engine)
    is_missing = path is not None and not path.exists()
    if is_missing or read_level(engine).store is None:
        raise StoreError(StoreFault.NOT_SET_UP)


def _copy_store(engine: Engine, file: Path) -> None:
    path = sqlite_file(engine)
    if path is None:
        _copy_from_server(engine, file)
    else:
        copy_sqlite_file(path, file)
    with closing(sqlite3.connect(file)) as copy:
        copy.execute("PRAGMA journal_mode=delete")  # everything is in the one file


def _copy_from_server(engine: Engine, file: Path) -> None:
    """Copy the tables of a server, all as they were at one moment."""
    level = read_level(engine)
    if not level.known:
        raise StoreError(StoreFault.NEWER_LEVEL, store=level.store, code=level.code)
    if not level.current:
        raise StoreError(StoreFault.OLDER_LEVEL)
    copy = connect(_url_of(file))
    try:
        migrate(copy)
        with (
            snapshot(engine) as source,
            write_transaction(copy) as target,
        ):
            copy_tables(source, target)
    finally:
        copy.dispose()


def copy_tables(source: Connection, target: Connection) -> None:
    """Copy every row of every table into empty ones, as it is: its hash stays the same."""
    for table in METADATA.sorted_tables:
        _copy_rows(source, target, table)


def _copy_rows(source: Connection, target: Connection, table: Table) -> None:
    at_once = _ORIGINALS_AT_ONCE if table is ORIGINAL else _ROWS_AT_ONCE
    raw = raw_table(table)
    query = select(raw).execution_options(yield_per=at_once)
    for rows in source.execute(query).mappings().partitions():
        target.execute(insert(raw), [_row_to_copy(row) for row in rows])


def _row_to_copy(row: Any) -> dict[str, Any]:
    """The fields of a row; moments in UTC, which SQLite keeps without saying so."""
    fields = dict(row)
    for name, value in fields.items():
        if isinstance(value, datetime):
            is_bare = value.tzinfo is None
            at = value.replace(tzinfo=UTC) if is_bare else value.astimezone(UTC)
            fields[name] = at
    return fields


def _url_of(file: Path) -> str:
    return URL.create("sqlite", database=str(file)).render_as_string()


# Looking through a copy


def contents_of(engine: Engine) -> StoreContents:
    """What a store of this code's level holds. Raises `StoreError`."""
    with read_connection(engine) as connection:
        m = MUNICIPALITY.c
        plans = connection.execute(
            select(m.code, m.name, PLAN.c.title)
            .join(PLAN, PLAN.c.municipality_code == m.code)
            .where(PLAN.c.withdrawn_in.is_(None))
            .order_by(m.code, PLAN.c.id)
        )
        return StoreContents(
            level=read_level(engine).store or "",
            revision=last_revision(connection),
            plans=tuple(f"{row.code} {row.name} {row.title}" for row in plans),
            figures=_count(connection, FIGURE),
            submissions=_count(connection, SUBMISSION),
            originals=_count(connection, ORIGINAL),
        )


def _count(connection: Connection, table: Table) -> int:
    return int(connection.execute(select(func.count()).select_from(table)).scalar_one())


@contextmanager
def opened_backup(file: Path, smallest_group: int = USUAL_GROUP) -> Iterator[Engine]:
    """A copy that was found to be whole, brought to this code's level.

    The file itself stays as it is. Raises `StoreError` for a file that is no copy of a
    store, is damaged, or was written by newer code.
    """
    with tempfile.TemporaryDirectory(prefix="dxkpi-restore-") as folder:
        copied = Path(folder) / "backup.sqlite3"
        try:
            _copy_with_log(file, copied)
        except OSError as error:
            raise StoreError(
                StoreFault.FILE_UNREADABLE, str(error), file=file
            ) from error
        _check_whole(copied, file)
        engine = connect(_url_of(copied))
        try:
            _bring_to_level(engine, file, smallest_group)
            yield engine
        finally:
            engine.dispose()


def _copy_with_log(file: Path, copied: Path) -> None:
    """Copy a file, and its log where it is a SQLite file that was copied with its log."""
    shutil.copyfile(file, copied)
    log = file.with_name(f"{file.name}-wal")
    if log.exists():
        shutil.copyfile(log, copied.with_name(f"{copied.name}-wal"))


def _check_whole(copied: Path, file: Path) -> None:
    """Refuse what is no database, or one that does not hold together."""
    with copied.open("rb") as opened:
        if opened.read(len(_HEAD_OF_SQLITE)) != _HEAD_OF_SQLITE:
            raise StoreError(StoreFault.NOT_A_BACKUP, file=file)
    defect = _defect_of_file(copied)
    if defect is not None:
        raise StoreError(StoreFault.BACKUP_DAMAGED, defect, file=file)


def _defect_of_file(file: Path) -> str | None:
    try:
        with closing(sqlite3.connect(file)) as connection:
            return defect_of(connection)
    except sqlite3.Error as error:
        return str(error)


def defect_of(connection: sqlite3.Connection) -> str | None:
    """The first page of a database that is damaged, or a table with rows that lack
    their parents; None where it holds together.
    """
    [verdict] = connection.execute("PRAGMA integrity_check(1)").fetchone()
    if verdict != "ok":
        return str(verdict)
    orphan = connection.execute("PRAGMA foreign_key_check").fetchone()
    return None if orphan is None else str(orphan[0])


def _bring_to_level(engine: Engine, file: Path, smallest_group: int) -> None:
    if read_level(engine).store is None:
        raise StoreError(StoreFault.NOT_A_BACKUP, file=file)
    migrate(engine, smallest_group)
    try:
        with read_connection(engine) as connection:
            rows = connection.execute(select(PLAN.c.municipality_code, PLAN.c.code))
            read_plans(connection, [PlanKey(*row) for row in rows])
    except ValueError as error:  # what is stored is no plan
        raise StoreError(StoreFault.BACKUP_DAMAGED, file=file) from error
