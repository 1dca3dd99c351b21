"""SQLite stores as files: how one is copied, and what a copy beside it is called."""

import sqlite3
from contextlib import closing
from pathlib import Path

from dxkpi import fiscal


def copy_sqlite_file(file: Path, target: Path) -> None:
    """Copy a SQLite file by SQLite's own means, with what lies in its log."""
    with (
        closing(sqlite3.connect(file)) as source,
        closing(sqlite3.connect(target)) as copy,
    ):
        source.backup(copy)


def name_aside(beside: Path, what: str) -> Path:
    """A name beside a file, with the moment, for what is kept of it."""
    moment = f"{fiscal.time_in_japan(fiscal.now()):%Y%m%d-%H%M%S}"
    return beside.with_name(f"{beside.name}.{what}-{moment}.bak")
