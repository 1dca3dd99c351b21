"""Where a plan that is loaded belongs among those of its city."""

import pytest

from dxkpi.actions import PlanRelation, place_plans
from dxkpi.plan import About, FormerIndicator, Plan
from dxkpi.plan.linked_plans import LinkFault
from dxkpi.store import Store, writing
from tests.support.several_plans import beside, linked, strategy, successor


def without_id(plan: Plan, **about: object) -> Plan:
    """The plan as a document that states no id."""
    fields = plan.about.model_dump(exclude={"id", "kind"}) | about
    return plan.model_copy(update={"about": About(**fields)})


def other_content(plan: Plan) -> Plan:
    return plan.model_copy(update={"policies": (), "indicators": plan.indicators[:1]})


def test_a_corrected_document_takes_the_place_of_its_plan(
    store: Store, sample_plan: Plan
) -> None:
    corrected = without_id(sample_plan, edition="改訂")
    [placed] = place_plans(store, [corrected])
    assert (placed.replaced, placed.doubted) == (sample_plan, None)


def test_a_first_plan_of_a_city_is_new(
    store: Store, shipped_plans: dict[str, Plan]
) -> None:
    [placed] = place_plans(store, [shipped_plans["472123"]])
    assert (placed.replaced, placed.doubted) == (None, None)


def test_other_content_under_the_same_id_is_doubted(
    store: Store, sample_plan: Plan
) -> None:
    for plan in (other_content(sample_plan), other_content(without_id(sample_plan))):
        [placed] = place_plans(store, [plan])
        assert (placed.replaced, placed.doubted) == (None, sample_plan)


def test_another_first_year_without_an_id_is_doubted(
    store: Store, sample_plan: Plan
) -> None:
    [placed] = place_plans(store, [without_id(sample_plan, first_fiscal_year=2022)])
    assert (placed.replaced, placed.doubted) == (None, sample_plan)


@pytest.mark.parametrize(
    "said",
    [
        {"id": "dx-2028", "first_fiscal_year": 2028},
        {"id": "dx-two", "title": "見本市のもう一つの計画"},
        {"follows": "dx-2023", "first_fiscal_year": 2028},
    ],
)
def test_a_document_that_says_what_it_is_is_not_asked(
    store: Store, sample_plan: Plan, said: dict[str, object]
) -> None:
    plan = without_id(sample_plan, last_fiscal_year=2032, **said)
    [placed] = place_plans(store, [plan])
    assert (placed.plan, placed.replaced, placed.doubted) == (plan, None, None)


def test_a_plan_that_follows_nothing_known_is_told_of(
    store: Store, sample_plan: Plan
) -> None:
    following, later = (
        successor(sample_plan),
        beside(sample_plan, "dx-2033", title="第3次計画", follows="dx-2028"),
    )
    [alone] = place_plans(store, [later])
    both = place_plans(store, [later, following])
    assert alone.lacks_predecessor
    assert [one.lacks_predecessor for one in both] == [False, False]


def test_an_indicator_that_names_one_of_no_known_plan_is_told_of(
    store: Store, sample_plan: Plan
) -> None:
    former = FormerIndicator(plan="dx-2018", code="K01")
    following = linked(successor(sample_plan), "K01", continues=former)
    [placed] = place_plans(store, [following])
    assert [link.fault for link in placed.broken_links] == [LinkFault.NO_PLAN]

    before = beside(sample_plan, "dx-2018", title="第0次計画")
    both = place_plans(store, [following, before])
    assert [one.broken_links for one in both] == [(), ()]


def test_the_same_plan_under_another_id_is_doubted(
    store: Store, sample_plan: Plan
) -> None:
    [placed] = place_plans(store, [beside(sample_plan, "my-dx-plan")])
    assert (placed.replaced, placed.doubted) == (None, sample_plan)
    [same] = place_plans(store, [beside(sample_plan, "my-dx-plan")], PlanRelation.SAME)
    assert (same.plan, same.replaced) == (sample_plan, sample_plan)


def test_a_new_id_is_never_longer_than_an_id_may_be(
    store: Store, sample_plan: Plan
) -> None:
    longest = beside(sample_plan, "x" * 40)
    writing.save_plans(store, [longest], "tester", "plan.yaml")
    [placed] = place_plans(store, [other_content(longest)], PlanRelation.FURTHER)
    assert placed.plan.about.id == "x" * 36 + "-2"


def test_the_word_says_what_becomes_of_a_doubted_plan(
    store: Store, sample_plan: Plan
) -> None:
    plan = other_content(without_id(sample_plan))
    placed = {
        relation: place_plans(store, [plan], relation)[0] for relation in PlanRelation
    }
    assert placed[PlanRelation.SAME].replaced == sample_plan
    assert placed[PlanRelation.SAME].plan.about.id == "dx-2023"
    following = placed[PlanRelation.SUCCESSOR]
    assert (following.plan.about.id, following.plan.about.follows) == (
        "dx-2023-2",
        "dx-2023",
    )
    further = placed[PlanRelation.FURTHER]
    assert (further.plan.about.id, further.plan.about.follows) == ("dx-2023-2", None)
    assert (following.replaced, further.replaced) == (None, None)


def test_the_same_plan_under_another_first_year_keeps_its_id(
    store: Store, sample_plan: Plan
) -> None:
    writing.save_plans(store, [strategy(sample_plan)], "tester", "strategy.yaml")
    plan = without_id(sample_plan, first_fiscal_year=2022)
    [placed] = place_plans(store, [plan], PlanRelation.SAME)
    assert (placed.plan.key, placed.replaced) == (sample_plan.key, sample_plan)


def test_the_word_is_of_no_weight_where_nothing_is_doubted(
    store: Store, sample_plan: Plan
) -> None:
    plans = [beside(sample_plan, "dx-2023", edition="改訂"), successor(sample_plan)]
    for relation in PlanRelation:
        assert place_plans(store, plans, relation) == place_plans(store, plans)
