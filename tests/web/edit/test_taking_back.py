"""計画の編集: registered edits taken back, what was taken out brought back, things moved."""

from collections.abc import Callable
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from dxkpi import actions
from dxkpi.actions import ChangeDraft, RegisterDraft, StartDraft
from dxkpi.plan import Plan, PlanKey
from dxkpi.plan.document_changes import ABSENT, value_at
from dxkpi.plan.document_problem import Location
from dxkpi.store import PlanDraftState
from tests.support.apptest import Open, words
from tests.support.opened_rounds import SECRETARIAT
from tests.support.returned import opened

KEY = PlanKey("999997", "dx-2023")
NAME: Location = ("indicators", "K01", "name")
K02: Location = ("indicators", "K02")
Part = Callable[[str], AppTest]


def registered(path: Path, edits: dict[Location, object]) -> int:
    """A draft with these edits that was registered."""
    with opened(path) as store:
        number = actions.start_draft(store, StartDraft(*KEY), SECRETARIAT).number
        changed = actions.change_draft(
            store, ChangeDraft(number, 0, edits), SECRETARIAT
        )
        register = RegisterDraft(number, changed.listed.step, removes_actuals=True)
        actions.register_draft(store, register, SECRETARIAT)
    return number


def plan_of(path: Path) -> Plan:
    with opened(path) as store:
        plan = store.plan(KEY)
    assert plan is not None
    return plan


def name_of(path: Path) -> str:
    indicator = plan_of(path).indicator("K01")
    assert indicator is not None
    return indicator.name


def press(at: AppTest, key: str) -> AppTest:
    at.button(key=key).click().run()
    assert not at.exception
    return at


@pytest.fixture
def part(own_store: Path, visit: Open) -> Part:
    """A part of a fresh draft of the plan."""

    def open_part(name: str) -> AppTest:
        with opened(own_store) as store:
            number = actions.start_draft(store, StartDraft(*KEY), SECRETARIAT).number
        return visit("edit", draft=str(number), edit_part=name)

    return open_part


def data_at(path: Path, location: Location) -> object:
    with opened(path) as store:
        [listed] = store.drafts(KEY.city)
        return value_at(store.draft(listed.number).data, location)


def test_a_registered_edit_is_shown_old_to_new_and_taken_back_with_a_reason(
    own_store: Path, visit: Open
) -> None:
    was = name_of(own_store)
    number = registered(own_store, {NAME: "別の名前"})
    at = visit("edit", city=KEY.city, plan=KEY.id)
    press(at, f"edit_take_back_{number}")
    [table] = at.table
    assert was in table.value.to_string()
    at.text_input(key="edit_taking_back_reason").input("まちがい")
    next(button for button in at.button if button.label == "取り消す").click().run()
    assert "取り消しました" in at.success[0].value
    assert name_of(own_store) == was
    with opened(own_store) as store:
        listed = store.listed_draft(number)
        assert store.registered_drafts(KEY) == ()
    assert listed is not None
    assert listed.state is PlanDraftState.TAKEN_BACK
    assert listed.taken_back_because == "まちがい"


def test_without_a_reason_nothing_is_taken_back(own_store: Path, visit: Open) -> None:
    number = registered(own_store, {NAME: "別の名前"})
    at = visit("edit", city=KEY.city, plan=KEY.id)
    press(at, f"edit_take_back_{number}")
    next(button for button in at.button if button.label == "取り消す").click().run()
    assert at.error
    assert name_of(own_store) == "別の名前"


def test_what_others_changed_since_is_told_to_stay(
    own_store: Path, visit: Open
) -> None:
    number = registered(own_store, {NAME: "別の名前", ("plan", "edition"): "改定"})
    registered(own_store, {NAME: "また別の名前"})
    at = visit("edit", city=KEY.city, plan=KEY.id)
    press(at, f"edit_take_back_{number}")
    assert any("また別の名前" in info.value for info in at.info)


def test_an_indicator_that_was_taken_out_before_comes_back_with_its_figures(
    own_store: Path, part: Part
) -> None:
    was = plan_of(own_store).indicator("K02")
    registered(own_store, {K02: ABSENT})
    at = part("indicators")
    press(at, "edit_bring_back_indicators_K02")
    assert data_at(own_store, (*K02, "name")) == was.name if was else None
    assert "edit_bring_back_indicators_K02" not in [str(b.key) for b in at.button]


def test_what_the_draft_itself_takes_out_comes_back(
    own_store: Path, part: Part
) -> None:
    at = part("indicators")
    press(at, "edit_indicator_remove")
    assert data_at(own_store, ("indicators", "K01")) is ABSENT
    press(at, "edit_bring_back_indicators_K01")
    assert data_at(own_store, NAME) == name_of(own_store)


def test_a_measure_moves_to_another_policy_with_its_indicators(
    own_store: Path, part: Part
) -> None:
    at = part("structure")
    box = next(box for box in at.selectbox if "policy_of" in str(box.key))
    moved = str(box.key).rsplit("_", 1)[1]
    box.set_value("2").run()
    assert not at.exception
    assert data_at(own_store, ("policies", "1", "measures", moved)) is ABSENT
    name = data_at(own_store, ("policies", "2", "measures", moved, "name"))
    assert name == plan_of(own_store).policies[0].measures[0].name
    assert at.query_params["edit_policy"] == "2"
    indicators = data_at(own_store, ("indicators",))
    assert isinstance(indicators, list)
    of_measure = [each for each in indicators if each.get("measure") == moved]
    assert {each.get("policy", "2") for each in of_measure} == {"2"}
    press(at, "edit_undo")
    assert data_at(own_store, ("policies", "1", "measures", moved)) is not ABSENT


def test_an_initiative_moves_to_another_measure(own_store: Path, part: Part) -> None:
    at = part("structure")
    measure = plan_of(own_store).policies[0].measures[0]
    other = plan_of(own_store).policies[0].measures[1]
    press(at, "edit_move_initiative")
    where: Location = ("policies", "1", "measures", other.number, "initiatives")
    items = data_at(own_store, where)
    assert isinstance(items, list)
    assert items[-1]["name"] == measure.initiatives[0].name
    assert "移" in words(at) or at.button
