"""The store on real SQLite and real PostgreSQL: what goes in comes out, nothing is lost, nothing is stored half."""

import signal
import subprocess
import sys
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import event, text
from sqlalchemy.exc import IntegrityError

from dxkpi.plan import Actual, Indicator, IndicatorRole, Plan
from dxkpi.store import Store, StoreError, StoreFault, writing
from dxkpi.store.engine import connect, write_transaction
from dxkpi.store.migration import Level, copy_aside
from dxkpi.store.tables import METADATA, FigureKind
from tests.support import databases, forking
from tests.support.clock import ManualClock

TOMIGUSUKU = "472123"


@pytest.fixture
def store(stores: databases.Prepared) -> Iterator[Store]:
    """A store without any plan."""
    opened = Store(stores.store())
    yield opened
    opened.close()


def with_actual(plan: Plan, code: str, year: int, value: str) -> Plan:
    """The plan with one figure more, or another in its place."""

    def changed(indicator: Indicator) -> Indicator:
        if indicator.code != code:
            return indicator
        others = tuple(a for a in indicator.actuals if a.fiscal_year != year)
        return indicator.model_copy(
            update={
                "actuals": (*others, Actual(fiscal_year=year, value=Decimal(value)))
            }
        )

    return plan.model_copy(update={"indicators": tuple(map(changed, plan.indicators))})


def test_every_plan_comes_back_as_it_was_saved(
    store: Store, shipped_plans: dict[str, Plan]
) -> None:
    writing.save_plans(store, list(shipped_plans.values()), "tester", "test")
    assert store.plans(list(shipped_plans)) == shipped_plans


def test_figures_keep_their_digits(store: Store, sample_plan: Plan) -> None:
    exact = with_actual(sample_plan, "K01", 2026, "75.00000000000000000000000001")
    writing.save_plans(store, [exact], "tester", "test")
    stored = store.plan(exact.municipality.code)
    assert stored is not None
    actual = stored.indicators[0].actual(2026)
    assert actual is not None
    assert str(actual.value) == "75.00000000000000000000000001"


def test_names_with_markup_emoji_rare_kanji_and_three_hundred_letters_come_back(
    store: Store, sample_plan: Plan
) -> None:
    name = "<b>𠮷</b> **=1+1** 🏯 葛󠄀 '\"; drop table plan; --" + "長" * 300
    plan = sample_plan.model_copy(
        update={
            "indicators": (
                sample_plan.indicators[0].model_copy(update={"name": name}),
                *sample_plan.indicators[1:],
            )
        }
    )
    writing.save_plans(store, [plan], "tester", "test")
    assert store.plan(plan.municipality.code) == plan


def test_saving_the_same_again_changes_nothing(
    store: Store, shipped_plans: dict[str, Plan]
) -> None:
    plans = list(shipped_plans.values())
    first = writing.save_plans(store, plans, "tester", "test")
    assert writing.save_plans(store, plans, "tester", "test") is None
    assert store.revision() == first
    assert first is not None
    assert first.number == 1


def test_every_write_moves_the_revision(store: Store, sample_plan: Plan) -> None:
    writing.save_plans(store, [sample_plan], "tester", "test")
    assert writing.save_plans(
        store, [with_actual(sample_plan, "K01", 2026, "31.5")], "tester", "test"
    )
    assert store.revision().number == 2


def test_a_write_moves_the_revision_of_its_own_city_alone(
    store: Store, shipped_plans: dict[str, Plan]
) -> None:
    writing.save_plans(store, list(shipped_plans.values()), "tester", "test")
    before = {city.code: city.revision for city in store.cities()}
    second = writing.save_plans(
        store,
        [with_actual(shipped_plans[TOMIGUSUKU], "K01", 2026, "66.0")],
        "tester",
        "test",
    )
    assert {city.code: city.revision for city in store.cities()} == before | {
        TOMIGUSUKU: second
    }


def test_a_new_value_supersedes_the_old_one_and_says_who_when_and_from_where(
    store: Store, sample_plan: Plan
) -> None:
    code = sample_plan.municipality.code
    writing.save_plans(store, [sample_plan], "first", "plan.yaml")
    writing.save_plans(
        store, [with_actual(sample_plan, "K01", 2025, "29.9")], "second", "fix.yaml"
    )
    steps = [
        step
        for step in store.history(code, "K01")
        if step.kind is FigureKind.ACTUAL and step.fiscal_year == 2025
    ]
    assert [(s.revision, s.who, s.source, s.old, s.new) for s in steps] == [
        (1, "first", "plan.yaml", None, Decimal("29.0")),
        (2, "second", "fix.yaml", Decimal("29.0"), Decimal("29.9")),
    ]
    assert all(step.at.tzinfo is not None for step in steps)


def test_a_target_that_moves_is_one_step_from_the_old_to_the_new(
    store: Store, sample_plan: Plan
) -> None:
    one = sample_plan.indicators[0]
    assert one.target is not None
    earlier = one.target.model_copy(
        update={"fiscal_year": 2026, "as_of": None, "value": Decimal("65.0")}
    )
    moved = one.model_copy(update={"target": earlier})
    writing.save_plans(store, [sample_plan], "tester", "test")
    writing.save_plans(
        store,
        [
            sample_plan.model_copy(
                update={"indicators": (moved, *sample_plan.indicators[1:])}
            )
        ],
        "tester",
        "test",
    )
    [_first, second] = [
        s
        for s in store.history(sample_plan.municipality.code, "K01")
        if s.kind is FigureKind.TARGET
    ]
    assert (second.fiscal_year, second.old, second.new) == (
        2026,
        Decimal("60.0"),
        Decimal("65.0"),
    )


def test_one_more_digit_is_a_new_figure(store: Store, sample_plan: Plan) -> None:
    writing.save_plans(
        store, [with_actual(sample_plan, "K01", 2025, "75.0")], "tester", "test"
    )
    writing.save_plans(
        store, [with_actual(sample_plan, "K01", 2025, "75.00")], "tester", "test"
    )
    stored = store.plan(sample_plan.municipality.code)
    assert stored is not None
    actual = stored.indicators[0].actual(2025)
    assert actual is not None
    assert str(actual.value) == "75.00"


def test_a_write_after_what_was_seen_is_refused(
    store: Store, sample_plan: Plan
) -> None:
    seen = store.revision()
    writing.save_plans(store, [sample_plan], "somebody else", "test")
    with pytest.raises(StoreError, match=StoreFault.CHANGED_SINCE_SEEN):
        writing.save_plans(
            store,
            [with_actual(sample_plan, "K01", 2025, "1.0")],
            "tester",
            "test",
            seen,
        )
    assert store.plan(sample_plan.municipality.code) == sample_plan


def test_an_indicator_that_leaves_and_returns_keeps_its_history(
    store: Store, sample_plan: Plan
) -> None:
    without = sample_plan.model_copy(update={"indicators": sample_plan.indicators[1:]})
    for plan in (sample_plan, without, sample_plan):
        writing.save_plans(store, [plan], "tester", "test")
        assert store.plan(plan.municipality.code) == plan
    target = [
        s
        for s in store.history(sample_plan.municipality.code, "K01")
        if s.kind is FigureKind.TARGET
    ]
    assert [(s.old, s.new) for s in target] == [
        (None, Decimal("60.0")),
        (Decimal("60.0"), None),
        (None, Decimal("60.0")),
    ]


def test_text_can_be_renumbered_and_reordered(store: Store, sample_plan: Plan) -> None:
    first, second, *rest = sample_plan.policies
    turned = sample_plan.model_copy(update={"policies": (second, first, *rest)})
    writing.save_plans(store, [sample_plan], "tester", "test")
    writing.save_plans(store, [turned], "tester", "test")
    assert store.plan(turned.municipality.code) == turned


def test_two_plans_of_one_municipality_are_refused(
    store: Store, sample_plan: Plan
) -> None:
    with pytest.raises(StoreError, match=StoreFault.CITY_TWICE):
        writing.save_plans(store, [sample_plan, sample_plan], "tester", "test")


def test_unknown_municipalities_have_no_plan(store: Store) -> None:
    assert store.plan("000000") is None
    assert store.cities() == ()
    assert store.revision().number == 0


def test_a_cold_page_needs_three_statements_and_their_number_does_not_grow(
    store: Store, shipped_plans: dict[str, Plan]
) -> None:
    writing.save_plans(store, list(shipped_plans.values()), "tester", "test")
    cold = Store(store.url, ManualClock())
    statements: list[str] = []
    event.listen(
        cold.engine, "before_cursor_execute", lambda *a: statements.append(a[2])
    )
    cold.revision()
    cold.cities()
    cold.plans(list(shipped_plans))
    cold.revision()
    assert len(statements) == 3
    cold.close()


@pytest.mark.parametrize(
    "statement",
    [
        "insert into policy (plan_id, number, name, position) values (999, '1', 'x', 0)",
        "update figure set fiscal_year = 1800",
        "update figure set kind = 'guess'",
        "update figure set value = null where kind = 'baseline'",
        "update figure set missing = 'not_submitted' where value is not null",
        "update indicator set direction = 'sideways'",
        "update indicator set code = 'K01'",
        "update plan set first_fiscal_year = 2030, last_fiscal_year = 2020",
        """insert into figure select id + 100000, indicator_id, position, kind, series, fiscal_year, as_of, value,
        approximate, missing, note, recorded_in, superseded_in from figure""",
    ],
)
def test_the_database_itself_refuses_what_makes_no_sense(
    store: Store, sample_plan: Plan, statement: str
) -> None:
    writing.save_plans(store, [sample_plan], "tester", "test")
    with (
        pytest.raises((StoreError, IntegrityError)),
        write_transaction(store.engine) as connection,
    ):
        connection.execute(text(statement))
    assert store.plan(sample_plan.municipality.code) == sample_plan


@pytest.mark.filterwarnings("ignore:.*expression-based index:Warning")
def test_the_migrations_build_exactly_the_tables(store: Store) -> None:
    with store.engine.connect() as connection:
        options = {
            "compare_type": True,
            "include_object": lambda _o, name, kind, *_a: (
                (name, kind) != _EXPRESSION_INDEX
            ),
        }
        assert (
            compare_metadata(
                MigrationContext.configure(connection, opts=options), METADATA
            )
            == []
        )


_EXPRESSION_INDEX = ("uq_figure_current", "index")


def test_a_store_without_tables_says_what_to_do(stores: databases.Prepared) -> None:
    empty = Store(stores.system.create())
    with pytest.raises(StoreError, match=StoreFault.NOT_SET_UP):
        empty.cities()
    assert not empty.level().current
    empty.close()


def test_a_store_of_newer_code_is_refused_and_left_alone(store: Store) -> None:
    with write_transaction(store.engine) as connection:
        connection.execute(text("update alembic_version set version_num = '9999'"))
    with pytest.raises(StoreError, match=f"{StoreFault.NEWER_LEVEL} 9999"):
        store.migrate()
    assert store.level().store == "9999"


def test_an_older_sqlite_file_is_copied_aside_with_what_it_holds(
    tmp_path: Path, sample_plan: Plan
) -> None:
    store = Store(f"sqlite:///{tmp_path / 'old.sqlite3'}")
    store.migrate()
    writing.save_plans(store, [sample_plan], "tester", "test")
    copy = copy_aside(store.engine, Level(store="0001", code="9999", known=True))
    assert copy is not None
    assert Store(f"sqlite:///{copy}").plan(sample_plan.municipality.code) == sample_plan
    store.close()


def test_a_store_of_the_first_level_is_upgraded_with_what_it_holds(
    store: Store, sample_plan: Plan
) -> None:
    plan = databases.of_the_first_level(sample_plan)
    writing.save_plans(store, [plan], "tester", "test")
    databases.lower(store, "0001")
    store.migrate()
    assert store.plan(plan.municipality.code) == plan
    assert [city.revision for city in store.cities()] == [store.revision()]


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
            filled, [with_actual(sample_plan, "K01", 2025, value)], "tester", "test"
        )
        filled.close()
    clock = ManualClock()
    store = Store(f"sqlite:///{path}", clock)
    before = store.revision()
    backup.replace(path)
    clock.pass_seconds(2)
    assert store.revision() != before
    assert store.plan(sample_plan.municipality.code) == with_actual(
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
    assert [process.wait(60) for process in started] == [0, 0, 0, 0]


@pytest.fixture(scope="module")
def loader() -> Iterator[subprocess.Popen[str]]:
    with forking.parent_of("tests.support.plan_loader") as parent:
        yield parent


@pytest.mark.parametrize("statement", [1, 3, 6, 9, 12, 15, 18])
def test_a_load_that_is_killed_at_any_statement_leaves_the_old_state(
    store: Store,
    sample_plan: Plan,
    shipped_plans: dict[str, Plan],
    loader: subprocess.Popen[str],
    statement: int,
) -> None:
    old = with_actual(sample_plan, "K01", 2025, "1.5")
    writing.save_plans(store, [old], "tester", "test")
    url = store.url
    forking.give_job(loader, f"{url} {statement}")
    assert forking.next_line(loader)[0] == forking.STARTED
    assert forking.next_line(loader) == (forking.ENDED, -signal.SIGKILL)
    after = Store(url)
    assert after.plans(list(shipped_plans)) == {sample_plan.municipality.code: old}
    after.close()


def test_the_role_of_an_indicator_comes_back(store: Store, sample_plan: Plan) -> None:
    first, *others = sample_plan.indicators
    lead = first.model_copy(update={"role": IndicatorRole.REALISATION})
    plan = sample_plan.model_copy(update={"indicators": (lead, *others)})
    writing.save_plans(store, [plan], "tester", "test")
    assert store.plan(plan.municipality.code) == plan
