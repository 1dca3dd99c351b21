"""A plan as the store knew it at the end of a day."""

from collections.abc import Sequence
from datetime import UTC, date, datetime

import pytest
from sqlalchemy import text, update

from dxkpi.plan import BarState, Plan, document_writing
from dxkpi.plan.document import parse_plan
from dxkpi.store import KnownPlan, Store, writing
from dxkpi.store.engine import write_transaction
from dxkpi.store.tables import REVISION
from tests.support import databases
from tests.support.decided import GUIDE, TRAIN
from tests.support.plan_documents import PLAN
from tests.support.shipped_cities import key_of
from tests.support.stored import entry_progress, register_figures

FIRST, SECOND, THIRD = date(2025, 4, 1), date(2025, 5, 20), date(2025, 7, 1)


def plan_saying(*changes: tuple[str, str]) -> Plan:
    written = PLAN
    for old, new in changes:
        assert old in written
        written = written.replace(old, new)
    return parse_plan(written)


NOW = plan_saying()
RENAMED = plan_saying(("name: 利用率", "name: 電子申請の利用率"), ("手続", "申請"))
LOWERED = plan_saying(("value: 75.0", "value: 70.0"), ("value: 66.0", "value: 67.0"))


def save(store: Store, plan: Plan, day: date) -> None:
    """Store a plan, as if that had been at noon of a day in Japan."""
    writing.save_plans(store, [plan], "tester", "plan.yaml")
    set_day(store, day)


def set_day(store: Store, day: date) -> None:
    noon = datetime(day.year, day.month, day.day, 3, tzinfo=UTC)
    set_moment(store, noon)


def set_moment(store: Store, at: datetime) -> None:
    """Date the last write."""
    number = store.revision().number
    of_write = update(REVISION).where(REVISION.c.id == number)
    with write_transaction(store.engine) as connection:
        connection.execute(of_write.values(at=at))


def known(store: Store, day: date) -> KnownPlan:
    plan = store.plan_on(NOW.key, day)
    assert plan is not None
    return plan


def document_of(plan: Plan) -> str:
    return document_writing.plan_as_yaml(plan)


@pytest.fixture
def grown(empty_store: Store) -> Store:
    save(empty_store, NOW, FIRST)
    save(empty_store, RENAMED, SECOND)
    save(empty_store, LOWERED, THIRD)
    return empty_store


@pytest.mark.parametrize(
    ("day", "plan"),
    [
        (FIRST, NOW),
        (date(2025, 5, 19), NOW),
        (SECOND, RENAMED),
        (date(2025, 6, 30), RENAMED),
        (THIRD, LOWERED),
        (date(2026, 1, 1), LOWERED),
    ],
)
def test_each_day_has_the_document_that_was_stored_then(
    grown: Store, day: date, plan: Plan
) -> None:
    found = known(grown, day)
    assert document_of(found.plan) == document_of(plan)
    assert found.wording_of is None


STAGES = plan_saying(
    ("decimals: 1", "stages: [検討, 試行, 導入, 展開]"),
    ("value: 64.4", "value: 検討"),
    ("value: 75.0", "value: 展開"),
    ("2027: 66.5", "2027: 導入"),
    ("value: 66.0", "value: 試行"),
    ("value: 70.1", "value: 導入"),
)
UNKNOWN_YEAR = plan_saying(
    (
        'fiscal_year: 2025, as_of: "2026-03", value: 64.4',
        "fiscal_year: null, value: 64.4",
    )
)


@pytest.mark.parametrize("plan", [STAGES, UNKNOWN_YEAR])
def test_stages_and_unknown_years_are_known_as_they_were(
    empty_store: Store, plan: Plan
) -> None:
    about = plan.about.model_copy(update={"title": "改題した計画"})
    save(empty_store, plan, FIRST)
    save(empty_store, plan.model_copy(update={"about": about}), SECOND)
    assert known(empty_store, FIRST).plan == plan
    assert empty_store.plan(plan.key) == known(empty_store, SECOND).plan


def test_before_the_plan_was_loaded_nothing_was_known(grown: Store) -> None:
    assert grown.plan_on(NOW.key, date(2025, 3, 31)) is None
    assert grown.plan_on(key_of("999997"), THIRD) is None


def test_a_day_ends_at_midnight_in_japan(empty_store: Store) -> None:
    save(empty_store, NOW, FIRST)
    writing.save_plans(empty_store, [LOWERED], "tester", "plan.yaml")
    set_moment(empty_store, datetime(2025, 5, 20, 14, 59, tzinfo=UTC))
    assert known(empty_store, SECOND).plan == LOWERED
    set_moment(empty_store, datetime(2025, 5, 20, 15, 0, tzinfo=UTC))
    assert known(empty_store, SECOND).plan == NOW


def test_an_indicator_that_left_the_plan_is_there_again(empty_store: Store) -> None:
    without = NOW.model_copy(update={"indicators": ()})
    save(empty_store, NOW, FIRST)
    save(empty_store, without, SECOND)
    save(empty_store, LOWERED, THIRD)
    days = (FIRST, SECOND, THIRD)
    assert [known(empty_store, day).plan for day in days] == [NOW, without, LOWERED]


def test_figures_of_returns_and_their_withdrawal_are_known_from_their_day_on(
    store: Store, city: str
) -> None:
    key = key_of(city)
    before = store.plan(key)
    set_day(store, FIRST)
    made = register_figures(store, city, {"K01": 5}, {0: entry_progress(BarState.DONE)})
    set_day(store, SECOND)
    after = store.plan(key)
    writing.withdraw_return(store, made.number, "田中", "誤り")
    set_day(store, THIRD)
    found = [store.plan_on(key, day) for day in (FIRST, SECOND, THIRD)]
    assert [one and one.plan for one in found] == [before, after, before]
    revisions = [one.revision.number for one in found if one]
    assert [len(store.progress(key, None, number)) for number in revisions] == [0, 1, 0]


def test_a_loaded_text_is_kept_without_figures_of_people(grown: Store) -> None:
    with write_transaction(grown.engine) as connection:
        rows: Sequence[str] = (
            connection.execute(text("select document from plan_text")).scalars().all()
        )
    assert len(rows) == 2
    assert not any("actuals" in row or "66.0" in row for row in rows)


def test_of_the_time_before_wordings_were_kept_the_figures_are_told(
    empty_store: Store,
) -> None:
    save(empty_store, NOW, FIRST)
    save(empty_store, LOWERED, SECOND)
    databases.lower(empty_store, "0015")
    empty_store.migrate()
    found = known(empty_store, FIRST)
    assert found.wording_of == SECOND
    assert found.plan == NOW
    save(empty_store, RENAMED, THIRD)
    found = known(empty_store, FIRST)
    assert (found.wording_of, found.plan) == (SECOND, NOW)
    assert known(empty_store, SECOND).plan == LOWERED


def test_what_another_plan_says_of_the_city_is_shown_from_that_day_on(
    empty_store: Store,
) -> None:
    save(empty_store, NOW, FIRST)
    other = plan_saying(
        ("name: 豊見城市}", "name: 豊見城市, grading: {profile: 佐野市}}"),
        (
            "  title: 豊見城市DX推進計画",
            "  id: other\n  title: 豊見城市DX推進計画 別冊",
        ),
    )
    save(empty_store, other, SECOND)
    before, after = known(empty_store, FIRST), known(empty_store, SECOND)
    assert (before.plan, before.wording_of) == (NOW, None)
    assert after.plan.municipality == other.municipality


def test_decisions_are_those_of_the_day_whatever_the_wording(
    empty_store: Store,
) -> None:
    decided = NOW.model_copy(update={"decisions": (GUIDE, TRAIN)})
    save(empty_store, decided, FIRST)
    done = GUIDE.changed(state="carried_out")
    writing.change_decision(empty_store, NOW.key, GUIDE, done, "鈴木", "typed")
    set_day(empty_store, SECOND)
    save(empty_store, RENAMED.model_copy(update={"decisions": (done,)}), THIRD)
    assert known(empty_store, FIRST).plan.decisions == (GUIDE, TRAIN)
    assert known(empty_store, SECOND).plan.decisions == (done, TRAIN)
    assert known(empty_store, THIRD).plan.decisions == (done,)
