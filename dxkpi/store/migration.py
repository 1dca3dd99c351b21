"""Bringing a store to the level of this code, with Alembic, in one transaction.

Every process that starts may try: the first takes the writer's lock, the others then find the work done. A SQLite file
that holds an older level is copied aside first. A store written by newer code is refused, never touched.
"""

import sqlite3
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine

from dxkpi.store.engine import StoreError, reading, sqlite_file, writing
from dxkpi.wording.language import _

_SCRIPTS = Path(__file__).parent / "migrations"


@dataclass(frozen=True)
class Level:
    """A store's migration level beside the code's."""

    store: str | None
    code: str
    known: bool

    @property
    def current(self) -> bool:
        return self.store == self.code


def level(engine: Engine) -> Level:
    """How far the store is migrated. Raises `StoreError` when it cannot be reached."""
    with reading(engine) as connection:
        return _level(connection, _script())


def migrate(engine: Engine) -> Path | None:
    """Upgrade the store to this code's level; returns the copy of a SQLite file that was upgraded, if one was made.

    Raises `StoreError` when the store is newer than the code.
    """
    if level(engine).current:
        return None
    with writing(engine) as connection:
        found = _level(connection, _script())
        _refuse_newer(found)
        if found.current:
            return None
        copy = copy_aside(engine, found)
        config = _config()
        config.attributes["connection"] = connection
        command.upgrade(config, "head")
    return copy


def _config() -> Config:
    config = Config()
    config.set_main_option("script_location", str(_SCRIPTS))
    return config


def _script() -> ScriptDirectory:
    return ScriptDirectory.from_config(_config())


def _level(connection: Connection, script: ScriptDirectory) -> Level:
    head = script.get_current_head()
    assert head is not None
    stored = MigrationContext.configure(connection).get_current_revision()
    known = stored is None or any(
        revision.revision == stored for revision in script.walk_revisions()
    )
    return Level(stored, head, known)


def _refuse_newer(found: Level) -> None:
    if not found.known:
        raise StoreError(
            _(
                "The store is newer ({store}) than this program ({code}). Install the newer version.",
                store=found.store,
                code=found.code,
            )
        )


def copy_aside(engine: Engine, found: Level) -> Path | None:
    """Copy a SQLite store that holds an older level to a file beside it; None where there is nothing to copy."""
    path = sqlite_file(engine)
    if path is None or found.store is None:
        return None
    copy = path.with_name(
        f"{path.name}.{found.store}-{datetime.now().astimezone():%Y%m%d-%H%M%S}.bak"
    )
    with (
        closing(sqlite3.connect(path)) as source,
        closing(sqlite3.connect(copy)) as target,
    ):
        source.backup(target)
    return copy
