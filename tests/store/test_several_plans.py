"""Several plans of a city: each with its own figures, returns and history."""

from dxkpi.plan import BarState, CityDepartment, Plan
from dxkpi.plan.grading import Grading, NamedProfile
from dxkpi.store import Store, writing
from tests.support import databases
from tests.support.several_plans import strategy, successor
from tests.support.stored import entry_progress, plan_with_actual, register_figures


def test_a_second_plan_leaves_the_first_as_it_was(
    store: Store, sample_plan: Plan
) -> None:
    made = register_figures(
        store, sample_plan.key.city, {"K01": 5}, {0: entry_progress(BarState.DONE)}
    )
    before = (store.plan(sample_plan.key), store.history(sample_plan.key))
    further = strategy(sample_plan)
    writing.save_plans(store, [further], "tester", "strategy.yaml")
    assert (store.plan(sample_plan.key), store.history(sample_plan.key)) == before
    assert store.submissions(sample_plan.key) == (made,)
    assert store.plan(further.key) == further
    assert store.submissions(further.key) == ()
    assert store.progress(further.key) == {}


def test_a_write_to_one_plan_moves_that_plan_alone(
    store: Store, sample_plan: Plan
) -> None:
    further = strategy(sample_plan)
    writing.save_plans(store, [further], "tester", "strategy.yaml")
    before = {listed.key: listed.revision for listed in store.listed_plans()}
    changed = plan_with_actual(further, "K01", 2025, "7")
    second = writing.save_plans(store, [changed], "tester", "strategy.yaml")
    after = {listed.key: listed.revision for listed in store.listed_plans()}
    assert after == before | {further.key: second}
    assert store.plan(sample_plan.key) == sample_plan


def test_a_city_of_another_name_is_a_change_of_all_its_plans(
    store: Store, sample_plan: Plan
) -> None:
    writing.save_plans(store, [strategy(sample_plan)], "tester", "strategy.yaml")
    renamed = sample_plan.municipality.model_copy(update={"name": "新見本市"})
    plan = sample_plan.model_copy(update={"municipality": renamed})
    revision = writing.save_plans(store, [plan], "tester", "plan.yaml")
    listed = store.listed_plans()
    assert {one.city.name for one in listed} == {"新見本市"}
    assert {one.revision for one in listed} == {revision}


def test_plans_are_listed_by_city_and_first_year(
    empty_store: Store, shipped_plans: dict[str, Plan], sample_plan: Plan
) -> None:
    plans = [successor(sample_plan), *shipped_plans.values(), strategy(sample_plan)]
    writing.save_plans(empty_store, plans, "tester", "plans")
    listed = [str(one.key) for one in empty_store.listed_plans()]
    assert listed == [
        "052116/dx-2026",
        "412091/dx",
        "422096/dx-2022",
        "452068/dx-2021",
        "472123/dx-2026",
        "999997/dx-2023",
        "999997/strategy-2025",
        "999997/dx-2028",
    ]
    [last] = [one for one in empty_store.listed_plans() if one.id == "dx-2028"]
    assert (last.follows, last.first_fiscal_year, last.title) == (
        "dx-2023",
        2028,
        "第2次見本市DX推進計画",
    )


def test_plans_of_one_plan_a_city_are_given_the_id_of_their_documents(
    empty_store: Store, shipped_plans: dict[str, Plan]
) -> None:
    plans = [databases.of_the_first_level(plan) for plan in shipped_plans.values()]
    writing.save_plans(empty_store, plans, "tester", "plans")
    databases.lower(empty_store, "0006")
    empty_store.migrate()
    keys = [plan.key for plan in plans]
    assert list(empty_store.plans(keys).values()) == plans


def test_the_register_of_departments_is_that_of_all_plans_of_the_city(
    store: Store, sample_plan: Plan
) -> None:
    departments = (
        CityDepartment(name="情報政策課", until="2026-03", became=("デジタル推進課",)),
        CityDepartment(name="人事課", answers_for=("全課",)),
    )
    municipality = sample_plan.municipality.model_copy(
        update={"departments": departments}
    )
    saying = strategy(sample_plan).model_copy(update={"municipality": municipality})
    revision = writing.save_plans(store, [saying], "tester", "strategy.yaml")
    stored = store.plan(sample_plan.key)
    assert stored is not None
    assert stored.municipality == municipality
    assert {one.revision for one in store.listed_plans()} == {revision}

    assert writing.save_plans(store, [sample_plan], "tester", "plan.yaml") is None
    emptied = sample_plan.municipality.model_copy(update={"departments": ()})
    plan = sample_plan.model_copy(update={"municipality": emptied})
    writing.save_plans(store, [plan], "tester", "plan.yaml")
    stored = store.plan(saying.key)
    assert stored is not None
    assert stored.municipality.departments == ()


def test_the_grading_of_a_city_is_that_of_all_its_plans(
    store: Store, sample_plan: Plan
) -> None:
    grading = Grading(profile=NamedProfile.SANO)
    graded = sample_plan.municipality.model_copy(update={"grading": grading})
    saying = strategy(sample_plan).model_copy(update={"municipality": graded})
    revision = writing.save_plans(store, [saying], "tester", "strategy.yaml")
    stored = store.plan(sample_plan.key)
    assert stored is not None
    assert stored.municipality == graded
    assert {one.revision for one in store.listed_plans()} == {revision}
    assert writing.save_plans(store, [sample_plan], "tester", "plan.yaml") is None

    none_any_more = graded.model_copy(update={"grading": None})
    plan = sample_plan.model_copy(update={"municipality": none_any_more})
    writing.save_plans(store, [plan], "tester", "plan.yaml")
    assert store.plan(saying.key) == saying.model_copy(
        update={"municipality": none_any_more}
    )
