"""Connections to SQLite and PostgreSQL, and what can go wrong there."""

from pathlib import Path

import pytest
from sqlalchemy import text

from dxkpi.plan import Plan
from dxkpi.store import Store, StoreError, StoreFault, writing
from dxkpi.store.engine import connect, write_transaction
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
    assert store.plan(sample_plan.municipality.code) == plan_with_actual(
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
