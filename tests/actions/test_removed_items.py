"""What was taken out of a plan is listed, and brought back with its figures."""

from collections.abc import Iterator

import pytest

from dxkpi import actions
from dxkpi.actions import ChangeDraft, RegisterDraft, StartDraft, removed_items
from dxkpi.plan import Plan
from dxkpi.plan.document_changes import ABSENT
from dxkpi.plan.document_problem import Location
from dxkpi.store import Store
from tests.support.databases import Prepared
from tests.support.returned import person
from tests.support.statements import statements_noted

SATO, SUZUKI = person("企画課 佐藤"), person("企画課 鈴木")
K03: Location = ("indicators", "K03")


@pytest.fixture
def store(stores: Prepared, sample_plan: Plan) -> Iterator[Store]:
    opened = Store(stores.store([sample_plan]))
    yield opened
    opened.close()


def edit(store: Store, plan: Plan, *edits: tuple[Location, object]) -> None:
    """Register a draft with these edits."""
    number = actions.start_draft(store, StartDraft(*plan.key), SUZUKI).number
    changed = actions.change_draft(store, ChangeDraft(number, 0, dict(edits)), SUZUKI)
    command = RegisterDraft(number, changed.listed.step, removes_actuals=True)
    actions.register_draft(store, command, SUZUKI)


def test_a_plan_from_which_nothing_was_taken_has_nothing_to_bring_back(
    store: Store, sample_plan: Plan
) -> None:
    assert removed_items(store, sample_plan.key) == ()


def test_an_indicator_comes_back_with_its_figures(
    store: Store, sample_plan: Plan
) -> None:
    edit(store, sample_plan, (K03, ABSENT))
    [item] = removed_items(store, sample_plan.key)
    was = sample_plan.indicator("K03")
    assert was is not None
    assert (item.location, item.name, item.who) == (K03, was.name, "企画課 鈴木")
    edit(store, sample_plan, (item.location, item.data))
    plan = store.plan(sample_plan.key)
    assert plan is not None
    assert plan.indicator("K03") == was
    assert removed_items(store, sample_plan.key) == ()


def test_measures_and_initiatives_are_listed_the_last_one_first(
    store: Store, sample_plan: Plan
) -> None:
    first = sample_plan.policies[0].measures[1]
    measure: Location = ("policies", "1", "measures", first.number)
    initiative = first.initiatives[-1]
    edit(store, sample_plan, ((*measure, "initiatives", initiative.number), ABSENT))
    moved = (("policies", "2", "measures", "9-9"), {"number": "9-9", "name": "新"})
    edit(store, sample_plan, moved)
    edit(store, sample_plan, (moved[0], ABSENT))
    names = [item.name for item in removed_items(store, sample_plan.key)]
    assert names == ["新", initiative.name]


def test_what_one_write_took_out_is_read_at_once(
    store: Store, sample_plan: Plan
) -> None:
    measure = sample_plan.policies[0].measures[1]
    place: Location = ("policies", "1", "measures", measure.number)
    gone = [each.number for each in measure.initiatives[-2:]]
    edits = [((*place, "initiatives", number), ABSENT) for number in gone]

    def read() -> int:
        with statements_noted(store) as statements:
            removed_items(store, sample_plan.key)
        return len(statements)

    before = read()
    edit(store, sample_plan, (K03, ABSENT))
    of_one = read() - before
    edit(store, sample_plan, *edits)
    assert len(removed_items(store, sample_plan.key)) == 1 + len(gone) == 3
    assert read() - before <= 2 * of_one


def test_a_measure_that_moved_is_not_gone(store: Store, sample_plan: Plan) -> None:
    place: Location = ("policies", "1", "measures", "1-3")
    number = actions.start_draft(store, StartDraft(*sample_plan.key), SATO).number
    measure = store.draft(number).data["policies"][0]["measures"][2]
    assert measure["number"] == "1-3"
    edit(store, sample_plan, (place, ABSENT), (("policies", "2", *place[2:]), measure))
    assert removed_items(store, sample_plan.key) == ()


def test_counts_of_a_survey_do_not_come_back(store: Store, sample_plan: Plan) -> None:
    felt = sample_plan.realisation
    assert felt is not None
    about_it = [
        (("decisions", decision.number), ABSENT)
        for decision in sample_plan.decisions
        if decision.indicator == felt.code
    ]
    edit(store, sample_plan, (("indicators", felt.code), ABSENT), *about_it)
    [item] = removed_items(store, sample_plan.key)
    assert all("survey" not in actual for actual in item.data["actuals"])
    years = {one.fiscal_year for one in felt.actuals if one.survey is None}
    assert {actual["fiscal_year"] for actual in item.data["actuals"]} == years
