"""What was changed past the program is found and named, on SQLite and PostgreSQL."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import DataError

from dxkpi.plan import Plan
from dxkpi.store import (
    DefectKind,
    Role,
    Store,
    StoreDefect,
    StoreError,
    StoreFault,
    account_writing,
    writing,
)
from dxkpi.store.engine import read_connection
from dxkpi.store.recorded_tables import (
    ACCOUNTS,
    MUNICIPALITIES,
    PASSWORDS,
    RECORDED_TABLES,
    UNRECORDED,
    WORDED_TABLES,
)
from dxkpi.store.tables import CHANGE_ENTRY, METADATA, REVISION
from tests.support import answered, databases
from tests.support.accounts import granted
from tests.support.registered_surveys import code_of, registered
from tests.support.shipped_cities import key_of
from tests.support.stored import register_figures
from tests.support.written import hold, tamper, write_everything


@pytest.fixture
def written(store: Store, city: str) -> Store:
    write_everything(store, city)
    return store


def defects(store: Store, kind: DefectKind) -> list[StoreDefect]:
    return [one for one in store.verify().defects if one.kind is kind]


def only_defect(store: Store) -> StoreDefect:
    found = store.verify().defects
    assert len(found) == 1, found
    return found[0]


def hashes(store: Store) -> list[Any]:
    with read_connection(store.engine) as connection:
        query = select(REVISION.c.sha256).order_by(REVISION.c.id)
        return list(connection.execute(query).scalars())


def test_everything_that_is_written_is_sealed_and_sound(written: Store) -> None:
    verified = written.verify()
    assert verified.defects == ()
    assert verified.changes == written.revision().number
    assert None not in hashes(written)
    assert verified.end == (written.revision().number, hashes(written)[-1])
    assert written.verify(hashes(written)[3]).is_sound


def test_an_empty_store_is_sound(empty_store: Store) -> None:
    verified = empty_store.verify()
    assert (verified.is_sound, verified.end) == (True, (0, ""))


def test_an_older_store_gets_its_chain_from_what_is_there(written: Store) -> None:
    databases.lower(written, "0029")
    written.migrate()
    assert written.verify().defects == ()
    assert len(set(hashes(written))) == written.revision().number


def test_a_figure_that_was_changed_is_named_with_both_values(
    written: Store, sample_plan: Plan
) -> None:
    tamper(
        written,
        "update figure set value = '64.5' where id = (select min(f.id) from figure f join"
        " indicator i on i.id = f.indicator_id where i.code = 'K02' and f.kind = 'actual')",
    )
    defect = only_defect(written)
    assert defect.kind is DefectKind.ALTERED
    assert (defect.column, defect.now) == ("value", "64.5")
    actual = sample_plan.indicators[1].actuals[0]
    assert defect.recorded == str(actual.value)
    place = defect.place
    assert place is not None
    assert place.city_name == sample_plan.municipality.name
    assert place.plan == sample_plan.about.title
    assert place.name == f"K02 {sample_plan.indicators[1].name}"
    assert (place.fiscal_year, place.figure) == (actual.fiscal_year, "actual")


@pytest.mark.parametrize(
    ("statement", "table"),
    [
        ("update remark set text = 'よい'", "remark"),
        ("update round set deadline = '2030-01-01'", "round"),
        (
            "update membership set role = 'reviewer' where role = 'reporter'",
            "membership",
        ),
        ("update account set disabled_at = null", "account"),
        ("update decision set text = 'やめる'", "decision"),
        ("update submission set who = '市長' where number = 1", "submission"),
        ("update progress set comment = '順調'", "progress"),
        ("update plan_text set document = '{}'", "plan_text"),
        ("update release set note = '訂正なし'", "release"),
        ("update measure set name = '何もしない' where number = '1-1'", "measure"),
        ("update indicator set unit = '人' where code = 'K01'", "indicator"),
        ("update plan set title = '別の計画'", "plan"),
        ("update municipality set name = '別の市'", "municipality"),
        ("update submission set file = 'x.xlsx' where state = 'waiting'", "submission"),
        (
            "update submission set withdrawn_by = '市長' where file = 'second.xlsx'",
            "submission",
        ),
        ("update password set hash = '$argon2id$another'", "password"),
    ],
)
def test_whatever_else_was_changed_is_named(
    written: Store, statement: str, table: str
) -> None:
    tamper(written, statement)
    found = written.verify().defects
    assert {one.kind for one in found} == {DefectKind.ALTERED}
    assert {one.place.table for one in found if one.place} == {table}


def test_a_figure_added_and_one_deleted_past_the_program_are_named(
    written: Store,
) -> None:
    tamper(
        written,
        "insert into figure (id, indicator_id, position, kind, series, fiscal_year, value,"
        " approximate, recorded_in) select 9001, indicator_id, 0, 'actual', '', 2035, '1',"
        " approximate, recorded_in from figure where id = 1",
        "delete from figure where id = 2",
    )
    assert {one.kind for one in written.verify().defects} == {
        DefectKind.ADDED,
        DefectKind.DELETED,
    }


def test_a_waiting_return_added_or_deleted_past_the_program_is_named(
    written: Store,
) -> None:
    tamper(
        written,
        "update original set submission = 99 where submission ="
        " (select number from submission where file = 'first.xlsx')",
        "update submission set number = 99 where file = 'first.xlsx'",
    )
    found = written.verify().defects
    assert {one.kind for one in found} == {DefectKind.ADDED, DefectKind.DELETED}
    assert {one.place.table for one in found if one.place} == {"submission"}


def test_an_account_without_any_role_made_past_the_program_is_named(
    written: Store,
) -> None:
    tamper(written, "insert into account (id, subject, name) values (99, 'x', 'x')")
    defect = only_defect(written)
    assert defect.kind is DefectKind.ADDED
    assert defect.place is not None
    assert (defect.place.table, defect.place.name) == ("account", "x")


def test_every_table_is_in_the_chain_or_named_with_the_reason() -> None:
    recorded = {table.source.kind for table in RECORDED_TABLES}
    recorded |= {one.kind for one in (ACCOUNTS, PASSWORDS, MUNICIPALITIES)}
    recorded |= {source.kind for source in WORDED_TABLES}
    assert not recorded & set(UNRECORDED)
    assert recorded | set(UNRECORDED) == set(METADATA.tables)


def test_a_password_is_nowhere_in_the_chain(written: Store) -> None:
    with read_connection(written.engine) as connection:
        query = select(CHANGE_ENTRY.c.content).where(CHANGE_ENTRY.c.kind == "password")
        [content] = connection.execute(query).scalars()
    assert "argon2" not in content


def test_what_an_older_chain_did_not_hold_is_recorded_by_the_migration(
    store: Store, city: str
) -> None:
    hold(store, city, "first.xlsx")
    databases.lower(store, "0029")
    before = store.revision().number
    store.migrate()
    verified = store.verify()
    assert (verified.is_sound, verified.changes) == (True, before + 1)
    tamper(store, "update submission set who = '市長'")
    assert only_defect(store).kind is DefectKind.ALTERED


def test_an_account_made_past_the_program_is_named(written: Store) -> None:
    tamper(
        written,
        "insert into membership (id, account_id, city, role, recorded_in)"
        " values (99, 1, null, 'admin', 1)",
    )
    defect = only_defect(written)
    assert defect.kind is DefectKind.ADDED
    assert defect.place is not None
    assert (defect.place.table, defect.place.name) == ("membership", "sato")


@pytest.mark.parametrize(
    "change", ["who = '市長'", "source = 'other.xlsx'", "at = '2020-01-01 00:00:00'"]
)
def test_who_wrote_what_and_when_cannot_be_changed_unseen(
    written: Store, change: str
) -> None:
    tamper(written, f"update revision set {change} where id = 4")
    defect = only_defect(written)
    assert (defect.kind, defect.revision) == (DefectKind.CHANGE_ALTERED, 4)


def test_what_a_change_says_cannot_be_changed_with_the_figure(written: Store) -> None:
    tamper(
        written,
        "update figure set value = '7' where value = '5'",
        'update change_entry set content = replace(content, \'"value":"5"\','
        " '\"value\":\"7\"') where kind = 'figure'",
    )
    found = defects(written, DefectKind.ENTRY_ALTERED)
    assert found
    assert {one.place.name[:3] for one in found if one.place and one.place.name} == {
        "K01"
    }


def test_an_entry_taken_out_of_a_change_breaks_its_link(written: Store) -> None:
    tamper(
        written, "delete from change_entry where recorded_in = 5 and kind = 'figure'"
    )
    assert [one.revision for one in defects(written, DefectKind.CHANGE_ALTERED)] == [5]


def test_a_change_deleted_in_the_middle_is_named(written: Store) -> None:
    tamper(
        written,
        "delete from change_entry where recorded_in = 4",
        "delete from revision where id = 4",
    )
    [missing] = defects(written, DefectKind.CHANGES_MISSING)
    assert (missing.revision, missing.last) == (4, 4)
    assert defects(written, DefectKind.REFERENCE)


def test_the_last_change_deleted_is_named(store: Store, city: str) -> None:
    register_figures(store, city, {"K01": 5})
    tamper(
        store,
        "delete from original",
        "delete from submission",
        "delete from figure where recorded_in = 2",
        "update figure set superseded_in = null",
        "update plan set changed_in = 1",
        "delete from change_entry where recorded_in = 2",
        "delete from revision where id = 2",
    )
    defect = only_defect(store)
    assert defect.kind is DefectKind.LAST_MISSING
    assert (defect.revision, defect.last) == (2, 2)


def test_a_hash_noted_elsewhere_tells_of_a_chain_made_anew(
    store: Store, city: str
) -> None:
    """Whoever may write the database could make the whole chain anew; not what was noted."""
    register_figures(store, city, {"K01": 5})
    noted = store.verify().end.sha256
    databases.lower(store, "0029")
    tamper(store, "update figure set value = '7' where value = '5'")
    store.migrate()
    assert store.verify().is_sound
    [defect] = store.verify(noted).defects
    assert (defect.kind, defect.detail) == (DefectKind.HASH_UNKNOWN, noted)


def test_an_original_that_was_changed_is_named_and_not_handed_out(
    written: Store,
) -> None:
    hex_literal = "x'00'" if written.engine_name == "sqlite" else "'\\x00'::bytea"
    tamper(written, f"update original set content = {hex_literal} where submission = 1")
    defect = only_defect(written)
    assert defect.kind is DefectKind.ORIGINAL_ALTERED
    assert defect.place is not None
    assert defect.place.name == "1"
    with pytest.raises(StoreError) as error:
        written.original(1)
    assert error.value.fault is StoreFault.ORIGINAL_ALTERED
    assert error.value.facts == {"number": 1}
    tamper(written, "delete from original where submission = 1")
    assert only_defect(written).kind is DefectKind.ORIGINAL_MISSING


def test_a_release_that_was_changed_is_named(written: Store) -> None:
    tamper(written, "update release set content = '{}'")
    defect = only_defect(written)
    assert defect.kind is DefectKind.RELEASE_ALTERED
    assert defect.place is not None
    assert (defect.place.name, defect.place.fiscal_year) == ("1", 2025)


def test_a_survey_that_cannot_be_read_is_named_with_its_indicator(
    written: Store, city: str
) -> None:
    code = code_of(written, city)
    tamper(
        written,
        "update figure set survey = '{\"answers\": 3}' where survey is not null",
    )
    found = defects(written, DefectKind.UNREADABLE)
    names = {one.place.name for one in found if one.place and one.place.name}
    assert {name.split()[0] for name in names} == {code}
    assert {one.column for one in found} == {"survey"}


@pytest.mark.parametrize(
    ("statement", "ask"),
    [
        (
            "update municipality set departments = '[{}]'",
            lambda store, city: store.municipality(city),
        ),
        (
            "update round set deadline = 'spring'",
            lambda store, city: store.round(key_of(city), 2026),
        ),
    ],
)
def test_what_cannot_be_read_is_no_crash_wherever_it_is_asked_for(
    written: Store, city: str, statement: str, ask: Callable[[Store, str], object]
) -> None:
    if written.engine_name == "postgresql" and "spring" in statement:
        with pytest.raises(DataError):  # the database itself takes no such day
            tamper(written, statement)
        return
    tamper(written, statement)
    with closing(Store(written.url)) as other, pytest.raises(StoreError) as error:
        ask(other, city)
    assert error.value.fault in (StoreFault.UNREADABLE, StoreFault.ROW_UNREADABLE)


def test_text_that_is_no_json_is_named_where_the_database_takes_it(
    written: Store,
) -> None:
    broken = "update figure set survey = '{broken' where survey is not null"
    if written.engine_name == "postgresql":
        with pytest.raises(DataError):
            tamper(written, broken)
        return
    tamper(written, broken)
    assert {one.kind for one in written.verify().defects} == {
        DefectKind.UNREADABLE,
        DefectKind.ALTERED,
    }


def test_what_was_withheld_is_nowhere_in_the_chain(store: Store, city: str) -> None:
    """A superseded survey that would tell what single people answered goes there as well."""
    rows = answered.answers()
    registered(store, city, rows)
    registered(store, city, rows[:-1])
    assert store.verify().is_sound
    with read_connection(store.engine) as connection:
        query = select(CHANGE_ENTRY.c.content).where(CHANGE_ENTRY.c.kind == "figure")
        entries = list(connection.execute(query).scalars())
        withheld = text("select count(*) from figure where withheld")
        count = connection.execute(withheld).scalar_one()
    assert count == 1
    assert entries.count(None) == 1


def test_two_writers_at_once_do_not_fork_the_chain(store: Store, city: str) -> None:
    def write(number: int) -> None:
        own = Store(store.url)
        for turn in range(5):
            account_writing.sign_out_everywhere(
                own, f"person{number}", "田中", f"{turn}"
            )
        own.close()

    for number in range(4):
        granted(store, f"person{number}", Role.VIEWER, city)
    with ThreadPoolExecutor(4) as pool:
        list(pool.map(write, range(4)))
    verified = store.verify()
    assert (verified.is_sound, verified.changes) == (True, 1 + 4 + 20)


def test_a_copy_to_the_other_database_keeps_the_hashes(
    written: Store, tmp_path: Path
) -> None:
    file = tmp_path / "copy.sqlite3"
    written.back_up(file)
    copy = Store(f"sqlite:///{file}")
    assert hashes(copy) == hashes(written)
    assert copy.verify().is_sound
    copy.close()


@pytest.mark.postgresql
def test_a_backup_of_sqlite_is_sound_on_postgresql(
    sqlite_stores: databases.Prepared,
    postgresql_stores: databases.Prepared,
    sample_plan: Plan,
    city: str,
    tmp_path: Path,
) -> None:
    here, there = (
        Store(sqlite_stores.store([sample_plan])),
        Store(postgresql_stores.store()),
    )
    write_everything(here, city)
    here.back_up(tmp_path / "copy.sqlite3")
    writing.restore_store(there, tmp_path / "copy.sqlite3", "管理者")
    assert hashes(there)[:-1] == hashes(here)
    assert there.verify().is_sound
    register_figures(there, city, {"K03": 4})
    assert there.verify().is_sound
    assert there.plan(key_of(city)) is not None
    here.close()
    there.close()
