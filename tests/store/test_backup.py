"""Whole stores copied while they are used, and taken back, on real SQLite and real PostgreSQL."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select, text

from dxkpi.plan import Actual, BarState, Plan
from dxkpi.store import (
    DefectKind,
    FigureKind,
    Role,
    Store,
    StoreError,
    StoreFault,
    writing,
)
from dxkpi.store.backup import contents_of
from dxkpi.store.engine import read_connection, write_transaction
from dxkpi.store.tables import FIGURE, INDICATOR, METADATA
from tests.support import databases
from tests.support.accounts import granted
from tests.support.decided import GUIDE
from tests.support.registered_surveys import plan_of, registered
from tests.support.shipped_cities import key_of
from tests.support.stored import (
    entry_progress,
    plan_with_actual,
    plan_with_indicator,
    register_figures,
)
from tests.support.written import tamper


@pytest.fixture
def used_store(store: Store, city: str) -> Store:
    """A store with a plan, figures, progress, a survey, a withdrawn return and accounts."""
    granted(store, "sato", Role.ADMIN, city)
    granted(store, "tanaka", Role.REPORTER, city, "人事課", until=date(2027, 3, 31))
    register_figures(store, city, {"K01": 5}, {0: entry_progress(BarState.DONE)})
    writing.change_decision(store, key_of(city), None, GUIDE, "鈴木", "typed")
    registered(store, city)
    made = register_figures(store, city, {"K01": 6}, {})
    writing.withdraw_return(store, made.number, "田中", "誤り")
    return store


def rows_of(store: Store) -> dict[str, list[dict[str, Any]]]:
    """Every row of every table; moments as they are told, whatever their zone."""
    found = {}
    with read_connection(store.engine) as connection:
        for table in METADATA.sorted_tables:
            keys = list(table.primary_key)
            rows = connection.execute(select(table).order_by(*keys)).mappings()
            found[table.name] = [
                {name: _comparable(value) for name, value in row.items()}
                for row in rows
            ]
    return found


ACTUALS_OF_K13 = (
    "kind = 'actual' and value is not null"
    " and indicator_id = (select id from indicator where code = 'K13')"
)


def values_of(store: Store, code: str) -> list[str]:
    """The actual figures of an indicator that count, digit for digit."""
    query = (
        select(FIGURE.c.value)
        .join(INDICATOR, INDICATOR.c.id == FIGURE.c.indicator_id)
        .where(INDICATOR.c.code == code, FIGURE.c.kind == FigureKind.ACTUAL)
        .where(FIGURE.c.superseded_in.is_(None))
    )
    with read_connection(store.engine) as connection:
        return [str(value) for value in connection.execute(query).scalars()]


def _comparable(value: Any) -> Any:
    if hasattr(value, "tzinfo"):
        return f"{value:%Y-%m-%d %H:%M:%S.%f}"
    return repr(value)


def assert_signed_out(
    restored: dict[str, list[dict[str, Any]]], before: dict[str, list[dict[str, Any]]]
) -> None:
    """Restoring signed every account out; the rest of it is compared by the caller."""
    moments = [account.pop("signed_out_at") for account in restored["account"]]
    assert len(moments) == 2
    assert "None" not in moments
    for account in before["account"]:
        assert account.pop("signed_out_at") == "None"


def opened(file: Path) -> Store:
    return Store(f"sqlite:///{file}")


@pytest.fixture
def other_city(shipped_plans: dict[str, Plan]) -> Plan:
    return shipped_plans["472123"]


def test_a_backup_holds_every_row_in_one_file(
    used_store: Store, tmp_path: Path
) -> None:
    file = tmp_path / "backup.sqlite3"
    contents = used_store.back_up(file)
    assert list(tmp_path.glob("*backup*")) == [file]
    copy = opened(file)
    assert rows_of(copy) == rows_of(used_store)
    assert copy.level() == used_store.level()
    assert contents == contents_of(used_store.engine)
    assert contents.submissions == 3
    copy.close()


def test_a_backup_is_of_one_moment_while_others_write(
    used_store: Store, city: str, tmp_path: Path
) -> None:
    other = Store(used_store.url)
    with write_transaction(other.engine) as connection:
        connection.execute(text("update plan set title = 'x'"))
        used_store.back_up(tmp_path / "backup.sqlite3")
    copy = opened(tmp_path / "backup.sqlite3")
    assert plan_of(copy, city).about.title != "x"
    copy.close()
    other.close()


def test_no_backup_writes_over_a_file(used_store: Store, tmp_path: Path) -> None:
    file = tmp_path / "list.xlsx"
    file.write_bytes(b"PK")
    with pytest.raises(StoreError, match=StoreFault.FILE_EXISTS):
        used_store.back_up(file)
    assert file.read_bytes() == b"PK"


def test_where_no_backup_can_be_made_there_is_none(
    used_store: Store, tmp_path: Path
) -> None:
    with pytest.raises(StoreError, match=StoreFault.FILE_UNWRITABLE):
        used_store.back_up(tmp_path / "nowhere" / "backup.sqlite3")
    assert list(tmp_path.glob("**/*backup*")) == []


def test_a_store_without_tables_is_not_backed_up(
    stores: databases.Prepared, tmp_path: Path
) -> None:
    empty = Store(stores.system.create())
    with pytest.raises(StoreError, match=StoreFault.NOT_SET_UP):
        empty.back_up(tmp_path / "backup.sqlite3")
    empty.close()


def test_a_backup_comes_back_with_every_row_and_the_former_store_is_kept(
    used_store: Store, city: str, other_city: Plan, tmp_path: Path
) -> None:
    file = tmp_path / "backup.sqlite3"
    used_store.back_up(file)
    backed_up = rows_of(used_store)
    register_figures(used_store, city, {"K01": 9}, {})
    writing.save_plans(used_store, [other_city], "田中", "plan.yaml")
    former = rows_of(used_store)
    watching = Store(used_store.url)
    assert len(watching.listed_plans()) == 2

    restored = writing.restore_store(used_store, file, "管理者")
    now = rows_of(used_store)
    restoring = now["revision"].pop()
    [end], _former_end = now.pop("chain_end"), backed_up.pop("chain_end")
    assert (end["revision"], end["sha256"]) == (restoring["id"], restoring["sha256"])
    assert used_store.verify().is_sound
    assert_signed_out(now, backed_up)
    assert now == backed_up
    assert (restoring["who"], restoring["source"]) == ("'管理者'", "'backup.sqlite3'")
    assert restored.revision.number > len(former["revision"])
    assert used_store.revision() == restored.revision
    assert len(watching.listed_plans()) == 1

    assert restored.former is not None
    kept = opened(restored.former)
    assert rows_of(kept) == former
    kept.close()
    watching.close()


def test_a_backup_of_one_database_comes_back_on_another(
    used_store: Store, stores: databases.Prepared, tmp_path: Path
) -> None:
    file = tmp_path / "backup.sqlite3"
    used_store.back_up(file)
    empty = Store(stores.system.create())
    restored = writing.restore_store(empty, file, "管理者")
    assert restored.former is None
    now = rows_of(empty)
    now["revision"].pop()
    backed_up = rows_of(used_store)
    del now["chain_end"], backed_up["chain_end"]
    assert_signed_out(now, backed_up)
    assert now == backed_up
    assert empty.verify().is_sound
    empty.close()


def test_a_zero_is_kept_without_a_sign(
    store: Store, sample_plan: Plan, stores: databases.Prepared, tmp_path: Path
) -> None:
    signed = Actual(fiscal_year=2024).model_copy(update={"value": Decimal("-0.0")})
    changed = plan_with_indicator(sample_plan, "K13", actuals=(signed,))
    writing.save_plans(store, [changed], "tester", "plan.yaml")
    assert values_of(store, "K13") == ["0.0"]
    file = tmp_path / "backup.sqlite3"
    store.back_up(file)
    copy = Store(stores.system.create())
    writing.restore_store(copy, file, "管理者")
    assert values_of(copy, "K13") == ["0.0"]
    assert copy.verify().defects == ()
    copy.close()


def test_a_copy_of_a_store_with_signed_zeros_is_sound(
    file_store: Store, stores: databases.Prepared, tmp_path: Path
) -> None:
    databases.lower(file_store, "0029")
    tamper(file_store, f"update figure set value = '-0.0' where {ACTUALS_OF_K13}")
    file_store.migrate()
    assert file_store.verify().defects == ()
    file = tmp_path / "backup.sqlite3"
    file_store.back_up(file)
    copy = Store(stores.system.create())
    writing.restore_store(copy, file, "管理者")
    assert copy.verify().defects == ()
    tamper(copy, f"update figure set value = '0.1' where {ACTUALS_OF_K13}")
    assert {one.kind for one in copy.verify().defects} == {DefectKind.ALTERED}
    copy.close()


def test_a_restored_store_takes_returns_again(
    used_store: Store, city: str, tmp_path: Path
) -> None:
    file = tmp_path / "backup.sqlite3"
    used_store.back_up(file)
    writing.restore_store(used_store, file, "管理者")
    made = register_figures(used_store, city, {"K01": 7}, {})
    assert made.number == 4
    assert used_store.submission(4) == made


def test_an_older_copy_is_brought_to_the_level_of_the_program(
    used_store: Store, stores: databases.Prepared, city: str, tmp_path: Path
) -> None:
    file = tmp_path / "backup.sqlite3"
    used_store.back_up(file)
    copy = opened(file)
    databases.lower(copy, "0004")
    copy.close()
    as_it_was = file.read_bytes()
    empty = Store(stores.system.create())
    writing.restore_store(empty, file, "管理者")
    assert empty.level().current
    assert plan_of(empty, city).about == plan_of(used_store, city).about
    assert file.read_bytes() == as_it_was
    empty.close()


def damaged(file: Path) -> None:
    """Spoil a page in the middle of the file."""
    content = bytearray(file.read_bytes())
    half = len(content) // 2 // 4096 * 4096
    content[half : half + 4096] = b"\xff" * 4096
    file.write_bytes(bytes(content))


def newer(file: Path) -> None:
    databases.set_level(f"sqlite:///{file}", "9999")


def no_database(file: Path) -> None:
    file.write_bytes(b"PK\x03\x04")


def another_database(file: Path) -> None:
    file.unlink()
    with closing(sqlite3.connect(file)) as connection:
        connection.execute("create table notes (text)")
        connection.commit()


@pytest.mark.parametrize(
    ("spoil", "fault"),
    [
        (damaged, StoreFault.BACKUP_DAMAGED),
        (newer, StoreFault.NEWER_LEVEL),
        (no_database, StoreFault.NOT_A_BACKUP),
        (another_database, StoreFault.NOT_A_BACKUP),
        (Path.unlink, StoreFault.FILE_UNREADABLE),
    ],
)
def test_what_cannot_be_restored_leaves_the_store_as_it_is(
    used_store: Store, tmp_path: Path, spoil: Any, fault: StoreFault
) -> None:
    file = tmp_path / "backup.sqlite3"
    used_store.back_up(file)
    spoil(file)
    before = rows_of(used_store)
    with pytest.raises(StoreError, match=fault):
        writing.restore_store(used_store, file, "管理者")
    assert rows_of(used_store) == before


# A SQLite file of its own


@pytest.fixture
def file_store(tmp_path: Path, sample_plan: Plan) -> Iterator[Store]:
    made = Store(databases.sqlite(tmp_path))
    made.migrate()
    writing.save_plans(made, [sample_plan], "tester", "test")
    yield made
    made.close()


def test_a_plain_copy_of_the_file_is_a_backup_too(
    file_store: Store, city: str, tmp_path: Path, sample_plan: Plan
) -> None:
    copied = tmp_path / "copied.sqlite3"
    copied.write_bytes(databases.sqlite_path(file_store.url).read_bytes())
    changed = plan_with_actual(sample_plan, "K01", 2025, "9.0")
    writing.save_plans(file_store, [changed], "tester", "test")
    writing.restore_store(file_store, copied, "管理者")
    assert plan_of(file_store, city) == sample_plan


def test_a_plan_is_not_taken_for_one_with_the_same_number_in_another_copy(
    file_store: Store, city: str, tmp_path: Path
) -> None:
    path = databases.sqlite_path(file_store.url)
    copied = tmp_path / "copied.sqlite3"
    copied.write_bytes(path.read_bytes())
    other = opened(copied)
    register_figures(other, city, {"K01": 7}, {})
    other.close()
    register_figures(file_store, city, {"K01": 5}, {})
    copied.replace(path)
    [listed] = file_store.listed_plans()
    assert listed.revision.number == 2
    indicator = plan_of(file_store, city).indicator("K01")
    assert indicator is not None
    actual = indicator.actual(2026)
    assert actual is not None
    assert actual.value == 7


def test_a_damaged_store_is_moved_aside_as_it_is(
    file_store: Store, city: str, tmp_path: Path, sample_plan: Plan
) -> None:
    file = tmp_path / "backup.sqlite3"
    file_store.back_up(file)
    file_store.close()
    path = databases.sqlite_path(file_store.url)
    path.write_bytes(b"no database any more")
    again = Store(file_store.url)
    restored = writing.restore_store(again, file, "管理者")
    assert plan_of(again, city) == sample_plan
    assert restored.former is not None
    assert restored.former.read_bytes() == b"no database any more"
    again.close()


def test_a_store_with_a_damaged_page_in_its_middle_can_be_restored(
    file_store: Store, city: str, tmp_path: Path, sample_plan: Plan
) -> None:
    file = tmp_path / "backup.sqlite3"
    file_store.back_up(file)
    file_store.close()
    path = databases.sqlite_path(file_store.url)
    damaged(path)
    as_it_was = path.read_bytes()
    again = Store(file_store.url)
    with pytest.raises(StoreError, match=StoreFault.DAMAGED):
        again.back_up(tmp_path / "of-the-damaged.sqlite3")
    restored = writing.restore_store(again, file, "管理者")
    assert plan_of(again, city) == sample_plan
    assert restored.former is not None
    assert restored.former.read_bytes() == as_it_was
    again.close()


def test_the_store_is_no_backup_of_itself(file_store: Store) -> None:
    path = databases.sqlite_path(file_store.url)
    with pytest.raises(StoreError, match=StoreFault.OWN_FILE):
        writing.restore_store(file_store, path, "管理者")


def test_a_store_that_somebody_keeps_locked_is_not_replaced(
    file_store: Store, city: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "backup.sqlite3"
    file_store.back_up(file)
    monkeypatch.setattr("dxkpi.store.engine.BUSY_SECONDS", 0)
    waiting = Store(file_store.url)
    with (
        write_transaction(file_store.engine),
        pytest.raises(StoreError, match=StoreFault.LOCKED),
    ):
        writing.restore_store(waiting, file, "管理者")
    assert len(list(tmp_path.glob("*.bak"))) == 0
    waiting.close()
