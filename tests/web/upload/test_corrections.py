"""A plan that is over: its banner, and the reason that a correction asks for."""

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from dxkpi import actions
from dxkpi.actions import ConfirmItems
from dxkpi.plan import Plan
from dxkpi.store import SeenItem, Store
from tests.support.apptest import Open, save
from tests.support.opened_rounds import SECRETARIAT, open_round
from tests.support.several_plans import successor
from tests.support.upload_page import (
    CITY,
    DEPARTMENT,
    page_text,
    press_button,
    type_in,
    with_name,
)

ENDED = 2024
BANNER = "この計画は令和6年度で終わりました。"


@pytest.fixture
def ended(own_store: Path, sample_plan: Plan) -> Plan:
    about = sample_plan.about.model_copy(update={"last_fiscal_year": ENDED})
    plan = sample_plan.model_copy(update={"about": about})
    save(own_store, plan)
    return plan


@pytest.fixture
def typing_ended(ended: Plan, visit: Open) -> AppTest:
    at = visit("upload", city=CITY, year=str(ENDED))
    at.session_state["who"] = ""
    at.selectbox(key="upload_department").set_value(DEPARTMENT)
    return press_button(at.run(), "type")


def test_a_correction_is_registered_with_its_reason_alone(
    typing_ended: AppTest, store: Store, ended: Plan
) -> None:
    at = type_in(typing_ended, {1: {"value": "20", "note": "訂正"}})
    assert BANNER in page_text(at)
    at = press_button(with_name(at), "register")
    assert "この計画は令和6年度で終わっています。" in page_text(at)
    assert store.submissions(ended.key) == ()
    at.text_input(key="correction").set_value("転記の誤り").run()
    at = press_button(at, "register")
    [submission] = store.submissions(ended.key)
    assert submission.correction == "転記の誤り"
    assert "転記の誤り" in page_text(at)


def test_the_history_shows_the_reason(
    typing_ended: AppTest, store: Store, visit: Open
) -> None:
    at = with_name(type_in(typing_ended, {1: {"value": "20", "note": "訂正"}}))
    at.text_input(key="correction").set_value("転記の誤り").run()
    press_button(at, "register")
    changes = visit("changes", city=CITY)
    assert "訂正：転記の誤り" in page_text(changes)


def test_what_is_final_is_changed_with_its_reason_alone(
    visit: Open, store: Store, sample_plan: Plan
) -> None:
    open_round(store, sample_plan.key, is_reviewed=True)
    changes = store.review(sample_plan.key, 2025).changed_in
    items = tuple(SeenItem(*at, number) for at, number in changes.items())
    of_year = tuple(seen for seen in items if seen.fiscal_year == 2025)
    command = ConfirmItems(sample_plan.key, 2025, of_year)
    actions.confirm_items(store, command, SECRETARIAT)
    at = visit("upload", city=CITY, year="2025")
    at.session_state["who"] = ""
    at.selectbox(key="upload_department").set_value(DEPARTMENT)
    at = type_in(press_button(at.run(), "type"), {0: {"value": "98", "note": "訂正"}})
    at = press_button(with_name(at), "register")
    assert "確定済みがあります。" in page_text(at)
    assert store.submissions(sample_plan.key) == ()
    at.text_input(key="correction").set_value("転記の誤り").run()
    press_button(at, "register")
    [submission] = store.submissions(sample_plan.key)
    assert submission.correction == "転記の誤り"


@pytest.mark.parametrize("page", ["overview", "kpi", "plan", "returns", "brief"])
def test_each_page_of_a_plan_that_is_over_says_so(
    visit: Open, own_store: Path, ended: Plan, page: str
) -> None:
    following = successor(ended)
    about = following.about.model_copy(
        update={"first_fiscal_year": ENDED + 1, "last_fiscal_year": ENDED + 5}
    )
    save(own_store, following.model_copy(update={"about": about}))
    at = visit(page, city=CITY, plan=ended.about.id, year=str(ENDED))
    assert BANNER in page_text(at)
    labels = [link.proto.label for link in at.get("page_link")]
    assert any("後継の計画：第2次見本市DX推進計画" in label for label in labels)
    running = visit(page, city=CITY, plan="dx-2028")
    assert BANNER not in page_text(running)


def test_a_plan_that_runs_asks_for_no_reason(typing: AppTest) -> None:
    at = type_in(typing, {1: {"value": "24", "note": "訂正"}})
    assert not [box for box in at.text_input if box.key == "correction"]
