"""Plans on real SQLite and real PostgreSQL: what goes in comes out, nothing is stored half."""

import signal
import subprocess
from collections.abc import Iterator
from decimal import Decimal

import pytest

from dxkpi.plan import IndicatorRole, Plan
from dxkpi.store import Store, StoreError, StoreFault, writing
from tests.support import forking
from tests.support.listed import revisions_by_city
from tests.support.stored import plan_with_actual

TOMIGUSUKU = "472123"


def test_every_plan_comes_back_as_it_was_saved(
    empty_store: Store, shipped_plans: dict[str, Plan]
) -> None:
    writing.save_plans(empty_store, list(shipped_plans.values()), "tester", "test")
    keys = [plan.key for plan in shipped_plans.values()]
    assert list(empty_store.plans(keys).values()) == list(shipped_plans.values())


def test_figures_keep_their_digits(empty_store: Store, sample_plan: Plan) -> None:
    exact = plan_with_actual(sample_plan, "K01", 2026, "75.00000000000000000000000001")
    writing.save_plans(empty_store, [exact], "tester", "test")
    stored = empty_store.plan(exact.key)
    assert stored is not None
    actual = stored.indicators[0].actual(2026)
    assert actual is not None
    assert str(actual.value) == "75.00000000000000000000000001"


def test_the_reason_of_a_target_below_the_present_comes_back(
    empty_store: Store, sample_plan: Plan
) -> None:
    first, *others = sample_plan.indicators
    assert first.target is not None
    why = {"value": Decimal(15), "worse_because": "対象を広げるため"}
    lower = first.model_copy(update={"target": first.target.model_copy(update=why)})
    plan = sample_plan.model_copy(update={"indicators": (lower, *others)})
    writing.save_plans(empty_store, [plan], "tester", "test")
    assert empty_store.plan(plan.key) == plan
    writing.save_plans(empty_store, [sample_plan], "tester", "test")
    assert empty_store.plan(plan.key) == sample_plan


def test_names_with_markup_emoji_rare_kanji_and_three_hundred_letters_come_back(
    empty_store: Store, sample_plan: Plan
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
    writing.save_plans(empty_store, [plan], "tester", "test")
    assert empty_store.plan(plan.key) == plan


def test_saving_the_same_again_changes_nothing(
    empty_store: Store, shipped_plans: dict[str, Plan]
) -> None:
    plans = list(shipped_plans.values())
    first = writing.save_plans(empty_store, plans, "tester", "test")
    assert writing.save_plans(empty_store, plans, "tester", "test") is None
    assert empty_store.revision() == first
    assert first is not None
    assert first.number == 1


def test_every_write_moves_the_revision(empty_store: Store, sample_plan: Plan) -> None:
    writing.save_plans(empty_store, [sample_plan], "tester", "test")
    assert writing.save_plans(
        empty_store,
        [plan_with_actual(sample_plan, "K01", 2026, "31.5")],
        "tester",
        "test",
    )
    assert empty_store.revision().number == 2


def test_a_write_moves_the_revision_of_its_own_city_alone(
    empty_store: Store, shipped_plans: dict[str, Plan]
) -> None:
    writing.save_plans(empty_store, list(shipped_plans.values()), "tester", "test")
    before = revisions_by_city(empty_store)
    second = writing.save_plans(
        empty_store,
        [plan_with_actual(shipped_plans[TOMIGUSUKU], "K01", 2026, "66.0")],
        "tester",
        "test",
    )
    assert revisions_by_city(empty_store) == before | {TOMIGUSUKU: second}


def test_one_more_digit_is_a_new_figure(empty_store: Store, sample_plan: Plan) -> None:
    writing.save_plans(
        empty_store,
        [plan_with_actual(sample_plan, "K01", 2025, "75.0")],
        "tester",
        "test",
    )
    writing.save_plans(
        empty_store,
        [plan_with_actual(sample_plan, "K01", 2025, "75.00")],
        "tester",
        "test",
    )
    stored = empty_store.plan(sample_plan.key)
    assert stored is not None
    actual = stored.indicators[0].actual(2025)
    assert actual is not None
    assert str(actual.value) == "75.00"


def test_a_write_after_what_was_seen_is_refused(
    empty_store: Store, sample_plan: Plan
) -> None:
    seen = empty_store.revision()
    writing.save_plans(empty_store, [sample_plan], "somebody else", "test")
    with pytest.raises(StoreError, match=StoreFault.CHANGED_SINCE_SEEN):
        writing.save_plans(
            empty_store,
            [plan_with_actual(sample_plan, "K01", 2025, "1.0")],
            "tester",
            "test",
            seen,
        )
    assert empty_store.plan(sample_plan.key) == sample_plan


def test_text_can_be_renumbered_and_reordered(
    empty_store: Store, sample_plan: Plan
) -> None:
    first, second, *rest = sample_plan.policies
    turned = sample_plan.model_copy(update={"policies": (second, first, *rest)})
    writing.save_plans(empty_store, [sample_plan], "tester", "test")
    writing.save_plans(empty_store, [turned], "tester", "test")
    assert empty_store.plan(turned.key) == turned


def test_one_plan_twice_is_refused(empty_store: Store, sample_plan: Plan) -> None:
    with pytest.raises(StoreError, match=StoreFault.PLAN_TWICE):
        writing.save_plans(empty_store, [sample_plan, sample_plan], "tester", "test")


@pytest.fixture(scope="module")
def loader() -> Iterator[subprocess.Popen[str]]:
    with forking.parent_of("tests.support.plan_loader") as parent:
        yield parent


@pytest.mark.parametrize("statement", [1, 3, 6, 9, 12, 15, 18])
def test_a_load_that_is_killed_at_any_statement_leaves_the_old_state(
    empty_store: Store,
    sample_plan: Plan,
    shipped_plans: dict[str, Plan],
    loader: subprocess.Popen[str],
    statement: int,
) -> None:
    old = plan_with_actual(sample_plan, "K01", 2025, "1.5")
    writing.save_plans(empty_store, [old], "tester", "test")
    url = empty_store.url
    forking.give_job(loader, f"{url} {statement}")
    assert forking.next_line(loader)[0] == forking.STARTED
    assert forking.next_line(loader) == (forking.ENDED, -signal.SIGKILL)
    after = Store(url)
    keys = [plan.key for plan in shipped_plans.values()]
    assert after.plans(keys) == {sample_plan.key: old}
    after.close()


def test_the_role_of_an_indicator_comes_back(
    empty_store: Store, sample_plan: Plan
) -> None:
    first, *others = sample_plan.indicators
    lead = first.model_copy(update={"role": IndicatorRole.REALISATION})
    plan = sample_plan.model_copy(update={"indicators": (lead, *others)})
    writing.save_plans(empty_store, [plan], "tester", "test")
    assert empty_store.plan(plan.key) == plan
