"""Bringing a store to the level of this code, with Alembic, in one transaction.

Every process that starts may try: the first takes the writer's lock, the others then
find the work done. A SQLite file that holds an older level is copied aside first. A
store written by newer code is refused, never touched.

Whether there is anything to do is asked at each start and each health check. It is read
from the store and from the scripts' names, and Alembic is loaded only to do it.
"""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from sqlalchemy import Connection, Engine, inspect, text

from dxkpi.plan.staff_survey import USUAL_GROUP
from dxkpi.store.engine import (
    fold_in_what_is_left,
    read_connection,
    schema_transaction,
    sqlite_file,
)
from dxkpi.store.errors import StoreError, StoreFault
from dxkpi.store.sqlite_files import copy_sqlite_file, name_aside

_SCRIPTS = Path(__file__).parent / "migrations"
_STORED_LEVEL = text("select version_num from alembic_version")


@dataclass(frozen=True)
class Level:
    """A store's migration level (None: it has no tables) beside the code's.

    `known`: the code has such a level.
    """

    store: str | None
    code: str
    known: bool

    @property
    def current(self) -> bool:
        return self.store == self.code


def read_level(engine: Engine) -> Level:
    """How far the store is migrated. Raises `StoreError` when it cannot be reached."""
    with read_connection(engine) as connection:
        return _level_on(connection)


def migrate(engine: Engine, smallest_group: int = USUAL_GROUP) -> Path | None:
    """Upgrade the store to this code's level.

    Returns the copy of a SQLite file that was upgraded, if one was made.

    `smallest_group` is the number of answers of which fewer would tell single people's.

    Raises `StoreError` when the store is newer than the code.
    """
    if read_level(engine).current:
        fold_in_what_is_left(engine)
        return None
    with schema_transaction(engine) as connection:
        level = _level_on(connection)
        if not level.known:
            raise StoreError(StoreFault.NEWER_LEVEL, store=level.store, code=level.code)
        if level.current:  # another process was faster
            return None
        copy = copy_aside(engine, level)
        _upgrade(connection, smallest_group)
    return copy


def _upgrade(connection: Connection, smallest_group: int) -> None:
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(_SCRIPTS))
    config.attributes["connection"] = connection
    config.attributes["smallest_group"] = smallest_group
    command.upgrade(config, "head")


def copy_aside(engine: Engine, level: Level) -> Path | None:
    """Copy a SQLite store that holds an older level to a file beside it.

    Returns the copy, None where there is nothing to copy.
    """
    path = sqlite_file(engine)
    if path is None or level.store is None:
        return None
    copy = name_aside(path, level.store)
    copy_sqlite_file(path, copy)
    return copy


def _level_on(connection: Connection) -> Level:
    levels = levels_of_code()
    stored = _stored_level(connection)
    return Level(stored, levels[-1], known=stored is None or stored in levels)


def _stored_level(connection: Connection) -> str | None:
    """The level that Alembic wrote into the store; None where it wrote none."""
    if not inspect(connection).has_table("alembic_version"):
        return None
    stored: str | None = connection.execute(_STORED_LEVEL).scalar()
    return stored


@cache
def levels_of_code() -> tuple[str, ...]:
    """Every level that this code knows, the oldest first: its scripts begin with them."""
    scripts = (_SCRIPTS / "versions").glob("[0-9]*_*.py")
    levels = tuple(sorted(script.name.partition("_")[0] for script in scripts))
    if not levels:
        raise RuntimeError(f"no migrations in {_SCRIPTS}")
    return levels
