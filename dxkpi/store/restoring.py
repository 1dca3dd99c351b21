"""Taking back a copy of a whole store, in the place of what the store holds.

It is one transaction under the writer's lock: whoever uses the store meanwhile sees the
former one or the restored one, and nothing that is registered at that moment is lost
unseen. The former store is kept aside first.
"""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, delete

from dxkpi import fiscal
from dxkpi.store.backup import copy_tables, defect_of, opened_backup, write_backup
from dxkpi.store.chain import recorded_write
from dxkpi.store.engine import read_connection, sqlite_file
from dxkpi.store.errors import StoreError, StoreFault
from dxkpi.store.migration import migrate
from dxkpi.store.revisions import Revision, last_revision, record_revision
from dxkpi.store.sign_ins import forget_sign_ins
from dxkpi.store.sqlite_files import name_aside
from dxkpi.store.tables import METADATA


@dataclass(frozen=True)
class RestoredStore:
    """What came of it: where the former store lies, and the restoring as a write.

    `former` is None where there was nothing to keep.
    """

    former: Path | None
    revision: Revision


def restore_backup(
    engine: Engine, file: Path, who: str, smallest_group: int
) -> RestoredStore:
    """Put what a copy holds in the place of what the store holds.

    Whoever is signed in must sign in anew: the copy does not know who was signed out
    since. A SQLite store that is damaged is moved aside as it is. Raises `StoreError`, and then
    the store is what it was.
    """
    if _is_own_file(engine, file):
        raise StoreError(StoreFault.OWN_FILE, file=file)
    with opened_backup(file, smallest_group) as backup:
        moved = _prepare_store(engine, smallest_group)
        with recorded_write(engine) as connection:
            former = moved or _keep_aside(engine, connection, file)
            last_number = last_revision(connection).number
            _replace_rows(backup, connection)
            revision = _record_restoring(connection, who, file, last_number)
            forget_sign_ins(connection, fiscal.now())
    return RestoredStore(former, revision)


def _is_own_file(engine: Engine, file: Path) -> bool:
    own_file = sqlite_file(engine)
    if own_file is None or not own_file.exists() or not file.exists():
        return False
    return own_file.samefile(file)


def _prepare_store(engine: Engine, smallest_group: int) -> Path | None:
    """Bring the store to this code's level; where it is moved to if it is damaged."""
    moved = None
    path = sqlite_file(engine)
    if path is not None and path.exists() and _is_damaged(engine):
        moved = _move_aside(engine, path)
    migrate(engine, smallest_group)
    return moved


def _is_damaged(engine: Engine) -> bool:
    """Whether any page of a SQLite store is damaged, not only its first one."""
    try:
        with read_connection(engine) as connection:
            dbapi: Any = connection.connection.driver_connection
            return defect_of(dbapi) is not None
    except StoreError as error:
        if error.fault is StoreFault.DAMAGED:
            return True
        raise


def _move_aside(engine: Engine, path: Path) -> Path:
    engine.dispose()
    aside = name_aside(path, "before")
    try:
        for ending in ("", "-wal", "-shm"):
            part = path.with_name(path.name + ending)
            if part.exists():
                part.rename(aside.with_name(aside.name + ending))
    except OSError as error:
        raise StoreError(StoreFault.FILE_UNWRITABLE, str(error), file=aside) from error
    return aside


def _keep_aside(engine: Engine, connection: Connection, file: Path) -> Path | None:
    """Copy what the store holds beside it (a server's store: beside the backup)."""
    if last_revision(connection).number == 0:
        return None
    aside = name_aside(sqlite_file(engine) or file, "before")
    write_backup(engine, aside)
    return aside


def _replace_rows(backup: Engine, connection: Connection) -> None:
    for table in reversed(METADATA.sorted_tables):
        connection.execute(delete(table))
    with read_connection(backup) as source:
        copy_tables(source, connection)


def _record_restoring(
    connection: Connection, who: str, file: Path, last_number: int
) -> Revision:
    """A revision of its own, later than any that was given out: caches must notice."""
    number = max(last_number, last_revision(connection).number) + 1
    return record_revision(connection, number, who, file.name)
