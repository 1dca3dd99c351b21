"""Cities are kept apart: by PostgreSQL itself, and alike by the store."""

import inspect
import re
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Table, insert, make_url, select, text, update

from dxkpi.plan import Plan, PlanKey
from dxkpi.plan.review import figure_key
from dxkpi.store import (
    NO_CITY,
    CityReach,
    NewRemark,
    ReleaseDraft,
    Revision,
    Role,
    Store,
    StoreError,
    StoreFault,
    writing,
)
from dxkpi.store.engine import connect, read_connection, write_transaction
from dxkpi.store.reach import READ_BY_ALL, SHARED
from dxkpi.store.tables import METADATA
from tests.support import databases
from tests.support.accounts import granted
from tests.support.decided import GUIDE
from tests.support.shipped_cities import MIHON, key_of
from tests.support.stored import plan_with_actual, register_figures, stored_value
from tests.support.used_cities import plan_of_city, use_city

OTHER = "472123"
DOCS = Path(__file__).parents[2] / "docs"
KEPT_APART = [table for table in METADATA.sorted_tables if table.name not in SHARED]

Rows = dict[str, list[tuple[Any, ...]]]


def reaching(*codes: str) -> CityReach:
    return CityReach(frozenset(codes))


def rows_within(store: Store) -> Rows:
    """Every row that a SELECT without WHERE gives of the tables that cities have."""
    rows = {}
    with read_connection(store.engine) as connection:
        for table in KEPT_APART:
            query = select(table).order_by(*table.primary_key)
            rows[table.name] = [tuple(row) for row in connection.execute(query)]
    return rows


@pytest.fixture(scope="module")
def other_plan(sample_plan: Plan, shipped_plans: dict[str, Plan]) -> Plan:
    return plan_of_city(sample_plan, shipped_plans[OTHER])


@pytest.fixture(scope="module")
def first_rows() -> Rows:
    """Filled by `two_cities` with what the store held of 見本市 alone."""
    return {}


@pytest.fixture(scope="module")
def two_cities(
    postgresql_stores: databases.Prepared,
    sample_plan: Plan,
    other_plan: Plan,
    first_rows: Rows,
) -> Iterator[Store]:
    """A PostgreSQL store in which both cities have something in every table."""
    store = Store(postgresql_stores.store())
    use_city(store, sample_plan)
    first_rows.update(rows_within(store))
    use_city(store, other_plan)
    yield store
    store.close()


# What PostgreSQL gives


@pytest.mark.postgresql
def test_every_table_is_under_a_policy_or_named_with_the_reason(
    two_cities: Store,
) -> None:
    kept_apart = text(
        "select relname from pg_class join pg_policy on polrelid = pg_class.oid"
        " where relrowsecurity and relforcerowsecurity and polname = 'within_reach'"
    )
    with read_connection(two_cities.engine) as connection:
        names = set(connection.execute(kept_apart).scalars())
    assert names == {table.name for table in KEPT_APART}
    assert set(METADATA.tables) == names | set(SHARED)
    assert set(READ_BY_ALL) <= names


@pytest.mark.postgresql
def test_without_a_condition_only_rows_of_the_own_city_come(
    two_cities: Store, first_rows: Rows
) -> None:
    own = rows_within(two_cities.within(reaching(MIHON)))
    every = rows_within(two_cities)
    for name, rows in own.items():
        assert first_rows[name], name
        assert len(every[name]) > len(first_rows[name])
        assert rows == (every if name in READ_BY_ALL else first_rows)[name], name
    others = rows_within(two_cities.within(reaching(OTHER)))
    for name, rows in others.items():
        if name not in READ_BY_ALL:
            assert sorted([*rows, *own[name]], key=repr) == sorted(
                every[name], key=repr
            )
    assert rows_within(two_cities.within(reaching(OTHER, MIHON))) == every


@pytest.mark.postgresql
def test_whoever_belongs_to_no_city_reads_what_is_public_alone(
    two_cities: Store,
) -> None:
    visitor = rows_within(two_cities.within(NO_CITY))
    assert {name for name, rows in visitor.items() if rows} == set(READ_BY_ALL)


@pytest.mark.postgresql
def test_nothing_comes_where_nothing_was_said_of_the_reach(two_cities: Store) -> None:
    engine = connect(two_cities.url)
    with read_connection(engine) as connection:
        for table in KEPT_APART:
            assert connection.execute(select(table)).all() == [], table.name
    engine.dispose()


@pytest.mark.postgresql
def test_the_reach_ends_with_its_transaction(two_cities: Store) -> None:
    narrowed = two_cities.within(reaching(MIHON))
    with narrowed.engine.connect() as connection:
        returns = connection.execute(select(METADATA.tables["submission"])).all()
        assert len(returns) == 1
        connection.rollback()
        dbapi: Any = connection.connection.driver_connection
        assert dbapi.execute("select * from submission").fetchall() == []


def copied_row(table: Table, city_rows: Rows) -> dict[str, Any]:
    """A row of a city with another key, as it would be added anew."""
    row = dict(zip(table.c.keys(), city_rows[table.name][0], strict=True))
    for column in table.primary_key:
        if column.name in ("number", "code", "position"):
            row[column.name] = "000000" if column.name == "code" else 999
        if column.name == "id":
            row[column.name] = 999999
    return row


@pytest.mark.postgresql
@pytest.mark.parametrize("table", KEPT_APART, ids=lambda table: table.name)
def test_a_row_of_another_city_can_be_neither_added_nor_changed_nor_removed(
    two_cities: Store, first_rows: Rows, table: Table
) -> None:
    other = two_cities.within(reaching(OTHER))
    row = copied_row(table, first_rows)
    with (
        pytest.raises(StoreError, match=StoreFault.OUT_OF_REACH),
        write_transaction(other.engine) as connection,
    ):
        connection.execute(insert(table), row)
    [key, *_others] = table.primary_key
    value = first_rows[table.name][0][list(table.c.keys()).index(key.name)]
    of_mihon = rows_within(two_cities.within(reaching(MIHON)))
    with write_transaction(other.engine) as connection:
        changed = connection.execute(
            update(table).where(key == value).values({key: key}).returning(key)
        )
        assert changed.all() == []
        removed = connection.execute(table.delete().where(key == value).returning(key))
        assert removed.all() == []
    assert rows_within(two_cities.within(reaching(MIHON))) == of_mihon


@pytest.mark.postgresql
def test_who_did_what_to_an_account_comes_to_its_cities_alone(
    two_cities: Store,
) -> None:
    granted(two_cities, "of-mihon", Role.VIEWER, MIHON)
    granted(two_cities, "of-all", Role.ADMIN, None)
    last = two_cities.revision().number

    def revisions(reach: CityReach) -> set[int]:
        rows = rows_within(two_cities.within(reach))["revision"]
        return {row[0] for row in rows if row[0] > last - 2}

    assert revisions(reaching(MIHON)) == {last - 1, last}
    assert revisions(reaching(OTHER)) == {last}
    assert revisions(NO_CITY) == set()
    steps = two_cities.within(reaching(OTHER)).account_steps(OTHER)
    assert [step.revision for step in steps][-1:] == [last]
    changes = two_cities.within(reaching(OTHER)).account_changes("of-mihon")
    assert changes == two_cities.account_changes("of-mihon") != ()


# Whoever reaches one city goes on as before, with numbers that no city has


def numbers_of(store: Store) -> set[int]:
    keys = [key_of(MIHON), key_of(OTHER)]
    return {one.number for key in keys for one in store.submissions(key)}


@pytest.fixture
def both(
    stores: databases.Prepared, sample_plan: Plan, other_plan: Plan
) -> Iterator[Store]:
    """Two cities, on either database."""
    store = Store(stores.store([sample_plan, other_plan]))
    yield store
    store.close()


def test_each_city_writes_beside_the_other_within_its_own_reach(both: Store) -> None:
    for value, city in ((5, MIHON), (6, OTHER), (7, MIHON)):
        register_figures(both.within(reaching(city)), city, {"K01": value})
    assert numbers_of(both) == {1, 2, 3}
    assert stored_value(both, MIHON, "K01") == 7
    assert stored_value(both, OTHER, "K01") == 6
    withdrawn = writing.withdraw_return(both.within(reaching(MIHON)), 3, "田中", "誤り")
    assert withdrawn.submission.number == 3
    assert stored_value(both, MIHON, "K01") == 5


def test_a_write_within_a_narrowed_reach_is_seen_at_once_by_all(both: Store) -> None:
    narrowed = both.within(reaching(MIHON))
    before = both.revision()
    register_figures(narrowed, MIHON, {"K01": 5})
    assert both.revision() == narrowed.revision() != before


def questions(store: Store, key: PlanKey) -> dict[str, Callable[[], object]]:
    """What the store is asked about a plan, each as something to be called, by name."""
    return {
        "plan": lambda: store.plan(key),
        "plans": lambda: store.plans([key]),
        "plan_with_shared_figures": lambda: store.plan_with_shared_figures(key),
        "plan_known_at": lambda: store.plan_known_at(key, 1),
        "last_change": lambda: store.last_change(key),
        "plan_at": lambda: store.plan_at(key, 1),
        "plan_on": lambda: store.plan_on(key, date(2026, 11, 30)),
        "submissions": lambda: store.submissions(key),
        "standing_submission": lambda: store.standing_submission(key, 2025, "0" * 64),
        "progress": lambda: store.progress(key),
        "changed_since": lambda: store.changed_since(key, 2025, 1),
        "progress_changed_since": lambda: store.progress_changed_since(key, 2025, 1),
        "reports_changed_since": lambda: store.reports_changed_since(key, 2025, 1),
        "marks_changed_since": lambda: store.marks_changed_since(key, 2025, 1),
        "round": lambda: store.round(key, 2025),
        "taken_forms": lambda: store.taken_forms(key, 2025),
        "review": lambda: store.review(key, 2025),
        "reviews": lambda: store.reviews(key),
        "is_any_final": lambda: store.is_any_final(key, 2025, []),
        "history": lambda: store.history(key),
        "registered_drafts": lambda: store.registered_drafts(key),
    }


PUBLIC = {"releases", "releases_by_plan", "release_content"}


def test_what_is_asked_of_a_plan_out_of_reach_is_refused(both: Store) -> None:
    register_figures(both, MIHON, {"K01": 5})
    for ask in questions(both.within(reaching(OTHER)), key_of(MIHON)).values():
        with pytest.raises(StoreError, match=StoreFault.OUT_OF_REACH):
            ask()
    for ask in questions(both.within(reaching(MIHON)), key_of(MIHON)).values():
        ask()


def test_every_question_about_a_plan_is_tried(both: Store) -> None:
    about_plans = set()
    for name, method in inspect.getmembers(Store, inspect.isfunction):
        annotations = {str(each) for each in method.__annotations__.values()}
        is_about_plans = any("PlanKey" in annotation for annotation in annotations)
        if is_about_plans and not name.startswith("_"):
            about_plans.add(name)
    assert about_plans == set(questions(both, key_of(MIHON))) | PUBLIC


def test_a_return_out_of_reach_is_unknown(both: Store) -> None:
    made = register_figures(both, MIHON, {"K01": 5})
    other = both.within(reaching(OTHER))
    assert other.submission(made.number) is None
    assert other.original(made.number) is None
    assert not other.is_original_kept(made.number)
    with pytest.raises(StoreError, match=StoreFault.UNKNOWN_RETURN):
        other.preview_withdrawal(made.number)
    with pytest.raises(StoreError, match=StoreFault.UNKNOWN_RETURN):
        writing.withdraw_return(other, made.number, "田中", "誤り")
    assert both.submission(made.number) == made


def test_a_write_out_of_reach_is_refused(both: Store, sample_plan: Plan) -> None:
    other, key = both.within(reaching(OTHER)), key_of(MIHON)
    changed = plan_with_actual(sample_plan, "K01", 2025, "9")
    writes: list[Callable[[], object]] = [
        lambda: writing.save_plans(other, [changed], "田中", "plan.yaml"),
        lambda: writing.change_decision(other, key, None, GUIDE, "田中", "typed"),
        lambda: writing.record_review(
            other, key, 2025, [], [NewRemark(figure_key("K01"), "？")], "田中", "typed"
        ),
        lambda: writing.release_year(
            other, ReleaseDraft(key, 2025, "{}"), listed(both, key), "田中", "typed"
        ),
    ]
    before = both.revision()
    for write in writes:
        with pytest.raises(StoreError, match=StoreFault.OUT_OF_REACH):
            write()
    assert both.revision() == before


def test_the_lists_of_cities_and_what_was_released_are_everybodys(both: Store) -> None:
    key = key_of(MIHON)
    draft = ReleaseDraft(key, 2025, "{}")
    writing.release_year(both, draft, listed(both, key), "鈴木", "typed")
    visitor = both.within(NO_CITY)
    assert visitor.listed_plans() == both.listed_plans()
    assert visitor.municipality(MIHON) == both.municipality(MIHON)
    assert len(visitor.releases(key)) == 1
    assert visitor.releases_by_plan() == {key: visitor.releases(key)}
    assert visitor.release_content(key, 1) == "{}"


def test_what_is_done_to_all_cities_is_refused_to_whoever_reaches_some(
    both: Store, tmp_path: Path
) -> None:
    narrowed = both.within(reaching(MIHON))
    backup = tmp_path / "backup.sqlite3"
    for write in (
        narrowed.migrate,
        lambda: narrowed.back_up(backup),
        lambda: writing.restore_store(narrowed, backup, "root"),
    ):
        with pytest.raises(StoreError, match=StoreFault.OUT_OF_REACH):
            write()
    assert not backup.exists()


# Who is under the policies


@pytest.mark.postgresql
def test_a_superuser_passes_over_the_policies_and_an_ordinary_role_does_not(
    two_cities: Store, postgresql_stores: databases.Prepared
) -> None:
    assert not two_cities.passes_over_policies()
    server = postgresql_stores.system
    assert isinstance(server, databases.PostgreSQLServer)
    superuser = Store(server.as_superuser(two_cities.url))
    assert superuser.passes_over_policies()
    superuser.close()


def documented_statements(file: str) -> list[str]:
    """The blocks of SQL of a document."""
    return re.findall(r"```sql\n(.*?)```", (DOCS / file).read_text("utf-8"), re.DOTALL)


@pytest.mark.postgresql
def test_what_a_superuser_made_goes_over_to_a_role_as_the_document_says(
    postgresql_stores: databases.Prepared, sample_plan: Plan
) -> None:
    server = postgresql_stores.system
    assert isinstance(server, databases.PostgreSQLServer)
    url = server.create()
    made = Store(server.as_superuser(url))
    made.migrate()
    writing.save_plans(made, [sample_plan], "tester", "plan.yaml")
    _create, hand_over = documented_statements("postgresql.md")
    assert documented_statements("postgresql.ja.md")[1] == hand_over
    address = make_url(url)
    for documented, meant in (
        ("database dxkpi", f"database {address.database}"),
        ("to dxkpi", f"to {address.username}"),
    ):
        hand_over = hand_over.replace(documented, meant)
    with write_transaction(made.engine) as connection:
        connection.exec_driver_sql(hand_over.replace("%", "%%"))
    made.close()
    store = Store(url)
    assert store.plan(sample_plan.key) == sample_plan
    narrowed = rows_within(store.within(reaching(OTHER)))
    assert narrowed["indicator"] == []
    store.close()


def test_sqlite_has_no_policies_to_pass_over(sqlite_stores: databases.Prepared) -> None:
    store = Store(sqlite_stores.store())
    assert not store.passes_over_policies()
    store.close()


def test_a_store_of_the_level_before_is_kept_apart_with_what_it_holds(
    stores: databases.Prepared, sample_plan: Plan, other_plan: Plan
) -> None:
    store = Store(stores.store([sample_plan, other_plan]))
    databases.lower(store, "0028")
    store.migrate()
    assert store.level().current
    narrowed = store.within(reaching(MIHON))
    assert narrowed.plan(key_of(MIHON)) == sample_plan
    assert store.plan(key_of(OTHER)) == other_plan
    with read_connection(narrowed.engine) as connection:
        plans = connection.execute(text("select distinct plan_id from indicator"))
        seen = len(plans.all())
    assert seen == (1 if store.engine_name == "postgresql" else 2)
    store.close()


def listed(store: Store, key: PlanKey) -> Revision:
    """The last change of a plan."""
    return next(one.revision for one in store.listed_plans() if one.key == key)
