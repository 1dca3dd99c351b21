"""A department that a draft renames is named by its former name in the city's other plans."""

from collections.abc import Iterator

import pytest

from dxkpi import actions
from dxkpi.actions import (
    ChangeDraft,
    StartDraft,
    UndoStep,
    named_elsewhere,
    renamed_departments,
)
from dxkpi.plan import CityDepartment, Plan
from dxkpi.plan.document_problem import Location
from dxkpi.store import Store
from tests.support.databases import Prepared
from tests.support.returned import person
from tests.support.several_plans import strategy

SATO = person("企画課 佐藤")


FORMER = "市民課"


@pytest.fixture
def plan(sample_plan: Plan) -> Plan:
    """見本市's plan, whose city keeps a register of one department."""
    departments = (CityDepartment(name=FORMER),)
    city = sample_plan.municipality.model_copy(update={"departments": departments})
    return sample_plan.model_copy(update={"municipality": city})


@pytest.fixture
def store(stores: Prepared, plan: Plan) -> Iterator[Store]:
    opened = Store(stores.store([plan, strategy(plan)]))
    yield opened
    opened.close()


@pytest.fixture
def number(store: Store, plan: Plan) -> int:
    """A draft in which the department was given another name."""
    draft = actions.start_draft(store, StartDraft(*plan.key), SATO).number
    rename(store, draft, 0, FORMER, "新しい課")
    return draft


def rename(store: Store, number: int, step: int, former: str, name: str) -> None:
    place: Location = ("municipality", "departments", former, "name")
    actions.change_draft(store, ChangeDraft(number, step, {place: name}), SATO)


def renamed(store: Store, number: int) -> dict[str, str]:
    return renamed_departments(store.draft_steps(number), store.draft(number).data)


def test_the_other_plan_is_told_with_its_places(
    store: Store, number: int, plan: Plan
) -> None:
    rename(store, number, 1, "新しい課", "改称課")
    names = renamed(store, number)
    assert names == {FORMER: "改称課"}
    [told] = named_elsewhere(store, plan.key, names)
    assert (told.plan.key, told.former, told.name) == (
        strategy(plan).key,
        FORMER,
        "改称課",
    )
    assert "K01" in told.places
    assert set(told.places) <= {
        *(measure.number for measure in plan.measures),
        *(indicator.code for indicator in plan.indicators[:3]),
    }
    assert named_elsewhere(store, plan.key, {"どこにもない課": "課"}) == ()


def test_a_renaming_that_was_undone_is_none(store: Store, number: int) -> None:
    actions.undo_step(store, UndoStep(number, 1), SATO)
    assert renamed(store, number) == {}
