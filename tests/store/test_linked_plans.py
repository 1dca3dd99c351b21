"""Plans that show figures of other plans of their city."""

from dxkpi.plan import FormerIndicator, Plan, SharedIndicator
from dxkpi.store import Revision, Store, writing
from tests.support.decided import GUIDE, record
from tests.support.several_plans import beside, linked, strategy, successor
from tests.support.stored import plan_with_actual, register_figures

SHARED = SharedIndicator(plan="dx-2023", code="K01")


def revision_of(store: Store, plan: Plan) -> Revision:
    return next(one.revision for one in store.listed_plans() if one.key == plan.key)


def test_links_come_back_as_they_were_stored(store: Store, sample_plan: Plan) -> None:
    former = FormerIndicator(code="K01", break_because="設問を変えた")
    plans = [
        linked(successor(sample_plan), "K01", continues=former),
        linked(strategy(sample_plan), "K01", shares=SHARED),
    ]
    writing.save_plans(store, plans, "tester", "plans")
    assert [store.plan(plan.key) for plan in plans] == plans


def test_a_shared_figure_is_shown_and_not_stored_twice(
    store: Store, sample_plan: Plan
) -> None:
    plan = linked(strategy(sample_plan), "K01", shares=SHARED)
    writing.save_plans(store, [plan], "tester", "strategy.yaml")
    register_figures(store, sample_plan.key.city, {"K01": 5})
    owner = store.plan(sample_plan.key)
    shown = store.plan_with_shared_figures(plan.key)
    assert owner is not None
    assert shown is not None
    [indicator], shared = shown.indicators, owner.indicator("K01")
    assert shared is not None
    assert indicator.actuals
    assert set(indicator.actuals) <= set(shared.actuals)
    assert store.plan(plan.key) == plan


def test_a_figure_of_one_plan_is_a_change_of_the_plans_that_show_it(
    store: Store, sample_plan: Plan
) -> None:
    sharing = linked(strategy(sample_plan), "K01", shares=SHARED)
    apart = successor(sample_plan)
    writing.save_plans(store, [sharing, apart], "tester", "plans")
    before = revision_of(store, apart)
    register_figures(store, sample_plan.key.city, {"K01": 5})
    assert revision_of(store, sharing) == revision_of(store, sample_plan)
    assert revision_of(store, apart) == before


def test_a_corrected_former_plan_is_a_change_of_the_one_that_goes_on_from_it(
    store: Store, sample_plan: Plan
) -> None:
    former = FormerIndicator(code="K01")
    following = linked(successor(sample_plan), "K01", continues=former)
    writing.save_plans(store, [following], "tester", "plans")
    about = sample_plan.about.model_copy(update={"title": "見本市の計画"})
    corrected = sample_plan.model_copy(update={"about": about})
    revision = writing.save_plans(store, [corrected], "tester", "plan.yaml")
    assert revision_of(store, following) == revision


def test_a_plan_that_shows_others_is_not_changed_with_a_third_one(
    store: Store, sample_plan: Plan
) -> None:
    sharing = linked(strategy(sample_plan), "K01", shares=SHARED)
    third = beside(sample_plan, "third-2025")
    writing.save_plans(store, [sharing, third], "tester", "plans")
    before = revision_of(store, sharing)
    changed = plan_with_actual(third, "K01", 2025, "7")
    writing.save_plans(store, [changed], "tester", "third.yaml")
    assert revision_of(store, sharing) == before


def test_a_figure_is_a_change_of_the_plans_that_show_it_by_way_of_a_third(
    store: Store, sample_plan: Plan
) -> None:
    sharing = linked(strategy(sample_plan), "K01", shares=SHARED)
    by_way_of = SharedIndicator(plan="strategy-2025", code="K01")
    third = linked(beside(sample_plan, "third-2025"), "K01", shares=by_way_of)
    writing.save_plans(store, [sharing, third], "tester", "plans")
    register_figures(store, sample_plan.key.city, {"K01": 5})
    assert revision_of(store, third) == revision_of(store, sample_plan)


def test_a_decision_moves_its_own_plan_alone(store: Store, sample_plan: Plan) -> None:
    former = FormerIndicator(code="K01")
    plans = [
        linked(successor(sample_plan), "K01", continues=former),
        linked(strategy(sample_plan), "K01", shares=SHARED),
    ]
    writing.save_plans(store, plans, "tester", "plans")
    before = [revision_of(store, plan) for plan in plans]
    record(store, sample_plan.key)
    assert [revision_of(store, plan) for plan in plans] == before
    assert revision_of(store, sample_plan) == store.revision()


def test_a_plan_that_only_follows_another_is_not_changed_with_it(
    store: Store, sample_plan: Plan
) -> None:
    following = successor(sample_plan)
    writing.save_plans(store, [following], "tester", "plans")
    before = revision_of(store, following)
    decided = sample_plan.model_copy(update={"decisions": (GUIDE,)})
    changed = plan_with_actual(decided, "K01", 2025, "7")
    writing.save_plans(store, [changed], "tester", "plan.yaml")
    assert revision_of(store, following) == before
