"""Stores of other levels are upgraded, copied aside or refused."""

import subprocess
import sys
from pathlib import Path

import pytest
from alembic.script import ScriptDirectory
from sqlalchemy import text

from dxkpi.plan import BarState, Plan
from dxkpi.store import Store, StoreError, StoreFault, migration, writing
from dxkpi.store.engine import write_transaction
from dxkpi.store.migration import Level, copy_aside, levels_of_code
from tests.support import databases
from tests.support.shipped_cities import key_of
from tests.support.stored import entry_progress, register_figures


def test_a_store_without_tables_says_what_to_do(stores: databases.Prepared) -> None:
    empty = Store(stores.system.create())
    with pytest.raises(StoreError, match=StoreFault.NOT_SET_UP):
        empty.listed_plans()
    assert not empty.level().current
    empty.close()


def test_a_store_of_newer_code_is_refused_and_left_alone(empty_store: Store) -> None:
    with write_transaction(empty_store.engine) as connection:
        connection.execute(text("update alembic_version set version_num = '9999'"))
    with pytest.raises(StoreError, match=f"{StoreFault.NEWER_LEVEL} 9999"):
        empty_store.migrate()
    assert empty_store.level().store == "9999"


def test_an_older_sqlite_file_is_copied_aside_with_what_it_holds(
    tmp_path: Path, sample_plan: Plan
) -> None:
    store = Store(f"sqlite:///{tmp_path / 'old.sqlite3'}")
    store.migrate()
    writing.save_plans(store, [sample_plan], "tester", "test")
    copy = copy_aside(store.engine, Level(store="0001", code="9999", known=True))
    assert copy is not None
    assert Store(f"sqlite:///{copy}").plan(sample_plan.key) == sample_plan
    store.close()


def test_a_store_of_the_first_level_is_upgraded_with_what_it_holds(
    empty_store: Store, sample_plan: Plan
) -> None:
    plan = databases.of_the_first_level(sample_plan)
    writing.save_plans(empty_store, [plan], "tester", "test")
    databases.lower(empty_store, "0001")
    empty_store.migrate()
    assert empty_store.plan(plan.key) == plan
    assert [one.revision for one in empty_store.listed_plans()] == [
        empty_store.revision()
    ]


def test_a_store_of_the_second_level_is_upgraded_with_what_it_holds(
    stores: databases.Prepared, sample_plan: Plan
) -> None:
    store, code, plan = (
        Store(stores.store()),
        sample_plan.municipality.code,
        databases.of_the_first_level(sample_plan),
    )
    writing.save_plans(store, [plan], "secretariat", "plan.yaml")
    databases.lower(store, "0002")
    with pytest.raises(StoreError, match=StoreFault.NOT_SET_UP):
        store.submissions(key_of(code))
    store.migrate()
    assert store.level().current
    assert store.plan(key_of(code)) == plan
    assert (store.submissions(key_of(code)), store.progress(key_of(code))) == ((), {})
    made = register_figures(store, code, {"K01": 5}, {0: entry_progress(BarState.DONE)})
    assert store.submissions(key_of(code)) == (made,)
    writing.withdraw_return(store, made.number, "田中", "誤り")
    assert store.plan(key_of(code)) == plan
    store.close()


_START = """
import sys
from dxkpi.store import Store
store = Store(sys.argv[1])
store.migrate()
assert store.level().current
"""


def test_processes_that_start_at_once_on_a_new_store_all_come_up(
    stores: databases.Prepared,
) -> None:
    url = stores.system.create()
    started = [subprocess.Popen([sys.executable, "-c", _START, url]) for _ in range(4)]
    assert [process.wait() for process in started] == [0, 0, 0, 0]


def test_the_levels_are_those_that_the_scripts_lead_through() -> None:
    """They are read from the scripts' names, without loading Alembic."""
    folder = Path(migration.__file__).parent / "migrations"
    scripts = ScriptDirectory(str(folder)).walk_revisions()
    assert [script.revision for script in scripts] == [*reversed(levels_of_code())]
