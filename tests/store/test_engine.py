"""Connections to SQLite and PostgreSQL, and what can go wrong there."""

import shutil
import subprocess
import sys
import threading
from pathlib import Path

import pytest
from sqlalchemy import Connection, text

from dxkpi.plan import Plan
from dxkpi.store import Store, StoreError, StoreFault, writing
from dxkpi.store.engine import (
    connect,
    fold_in_log,
    schema_transaction,
    write_transaction,
)
from tests.support import databases
from tests.support.clock import ManualClock
from tests.support.stored import plan_with_actual


@pytest.mark.parametrize(
    "address", ["mysql://somewhere/x", "nonsense", "sqlite+unknown:///x", ""]
)
def test_other_addresses_are_one_clear_line(address: str) -> None:
    with pytest.raises(StoreError, match=StoreFault.WRONG_ADDRESS):
        connect(address)


def test_a_file_that_is_no_database_is_one_clear_line(tmp_path: Path) -> None:
    path = tmp_path / "junk.sqlite3"
    path.write_text("no database", encoding="utf-8")
    store = Store(f"sqlite:///{path}")
    with pytest.raises(StoreError, match=StoreFault.DAMAGED):
        store.revision()
    assert path.read_text(encoding="utf-8") == "no database"


def test_a_locked_store_is_one_clear_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("dxkpi.store.engine.BUSY_SECONDS", 0)
    store = Store(databases.sqlite(tmp_path))
    store.migrate()
    with (
        write_transaction(store.engine),
        pytest.raises(StoreError, match=StoreFault.LOCKED),
        write_transaction(store.engine),
    ):
        pass
    store.close()


def test_a_restored_backup_is_seen_without_a_restart(
    tmp_path: Path, sample_plan: Plan
) -> None:
    path, backup = tmp_path / "live.sqlite3", tmp_path / "backup.sqlite3"
    for file, value in ((path, "1.0"), (backup, "2.0")):
        filled = Store(f"sqlite:///{file}")
        filled.migrate()
        writing.save_plans(
            filled,
            [plan_with_actual(sample_plan, "K01", 2025, value)],
            "tester",
            "test",
        )
        filled.close()
    clock = ManualClock()
    store = Store(f"sqlite:///{path}", clock)
    before = store.revision()
    backup.replace(path)
    clock.pass_seconds(2)
    assert store.revision() != before
    assert store.plan(sample_plan.key) == plan_with_actual(
        sample_plan, "K01", 2025, "2.0"
    )
    store.close()


def test_sqlite_runs_in_wal_mode_with_foreign_keys(tmp_path: Path) -> None:
    engine = connect(f"sqlite:///{tmp_path / 'x.sqlite3'}")
    with engine.connect() as connection:
        assert connection.execute(text("pragma journal_mode")).scalar() == "wal"
        assert connection.execute(text("pragma foreign_keys")).scalar() == 1
        assert (
            connection.execute(text("pragma synchronous")).scalar() == 2
        )  # a receipt survives a power cut
    engine.dispose()


# A copy of the file alone, as an operator makes it


def copied_alone(store: Store, folder: Path) -> Store:
    """A store opened from a plain copy of the main file, without its log."""
    copy = folder / "copied.sqlite3"
    shutil.copyfile(databases.sqlite_path(store.url), copy)
    return Store(f"sqlite:///{copy}")


def value_in(store: Store, plan: Plan) -> str:
    stored = store.plan(plan.key)
    assert stored is not None
    indicator = stored.indicator("K01")
    assert indicator is not None
    actual = indicator.actual(2025)
    assert actual is not None
    return str(actual.value)


def test_a_plain_copy_holds_every_write_while_the_store_is_open(
    tmp_path: Path, sample_plan: Plan
) -> None:
    store = Store(databases.sqlite(tmp_path))
    store.migrate()
    watching = Store(store.url)  # as a server that serves visitors meanwhile
    for value in ("1.0", "2.0", "3.0"):
        plan = plan_with_actual(sample_plan, "K01", 2025, value)
        writing.save_plans(store, [plan], "tester", "test")
        assert value_in(watching, sample_plan) == value
        copy = copied_alone(store, tmp_path)
        assert value_in(copy, sample_plan) == value
        copy.close()
    watching.close()
    store.close()


def wait_for_timers() -> None:
    """Wait until what was put off is done, and what that put off in its turn."""
    while timers := [
        t for t in threading.enumerate() if isinstance(t, threading.Timer)
    ]:
        for timer in timers:
            timer.join()


def test_what_somebody_reads_meanwhile_is_folded_in_when_they_have_read_it(
    tmp_path: Path, sample_plan: Plan, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("dxkpi.store.engine._LATER_SECONDS", 0.05)
    store = Store(databases.sqlite(tmp_path))
    store.migrate()
    with store.engine.connect() as reader:
        reader.execute(text("select count(*) from revision"))
        plan = plan_with_actual(sample_plan, "K01", 2025, "4.0")
        writing.save_plans(store, [plan], "tester", "test")
        assert not fold_in_log(store.engine)
    log = databases.sqlite_path(store.url).with_suffix(".sqlite3-wal")
    wait_for_timers()
    assert log.stat().st_size == 0
    copy = copied_alone(store, tmp_path)
    assert value_in(copy, sample_plan) == "4.0"
    copy.close()
    store.close()


_DIES_AFTER_A_WRITE = """
import os, sys
from dxkpi.store import Store, engine
engine._fold_in_after_write = lambda _engine: os._exit(9)
with engine.write_transaction(Store(sys.argv[1]).engine) as connection:
    connection.exec_driver_sql("update plan set title = 'x'")
"""


def test_what_a_killed_process_left_in_the_log_is_folded_in_at_the_next_start(
    tmp_path: Path, sample_plan: Plan
) -> None:
    store = Store(databases.sqlite(tmp_path))
    store.migrate()
    writing.save_plans(store, [sample_plan], "tester", "test")
    watching = Store(store.url)
    watching.listed_plans()
    died = subprocess.run(
        [sys.executable, "-c", _DIES_AFTER_A_WRITE, store.url], check=False
    )
    assert died.returncode == 9
    Store(store.url).migrate()
    copy = copied_alone(store, tmp_path)
    assert [one.title for one in copy.listed_plans()] == ["x"]
    for opened in (copy, watching, store):
        opened.close()


def _rebuild_plans(connection: Connection, kept: str) -> None:
    """Build the table of the plans anew with the rows that are kept, as migrations do."""
    for statement in (
        "create table rebuilt as select * from plan",
        "drop table plan",
        "alter table rebuilt rename to plan",
        "create unique index plan_id on plan (id)",
        f"delete from plan where not ({kept})",
    ):
        connection.execute(text(statement))


def test_a_table_that_others_refer_to_can_be_built_anew(
    tmp_path: Path, sample_plan: Plan
) -> None:
    store = Store(databases.sqlite(tmp_path))
    store.migrate()
    writing.save_plans(store, [sample_plan], "tester", "test")
    with schema_transaction(store.engine) as connection:
        _rebuild_plans(connection, kept="true")
    assert store.plan(sample_plan.key)
    store.close()


def test_a_rebuilt_table_without_what_others_refer_to_is_refused(
    tmp_path: Path, sample_plan: Plan
) -> None:
    store = Store(databases.sqlite(tmp_path))
    store.migrate()
    writing.save_plans(store, [sample_plan], "tester", "test")
    with (
        pytest.raises(StoreError, match=StoreFault.SENSELESS),
        schema_transaction(store.engine) as connection,
    ):
        _rebuild_plans(connection, kept="false")
    assert store.plan(sample_plan.key)
    with (
        pytest.raises(StoreError, match=StoreFault.SENSELESS),
        write_transaction(store.engine) as connection,
    ):
        connection.execute(text("delete from plan"))
    store.close()
