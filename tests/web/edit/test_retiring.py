"""An indicator or initiative is retired and let count again on the screen."""

from collections.abc import Callable
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from dxkpi import actions
from dxkpi.actions import ChangeDraft, RegisterDraft, StartDraft
from dxkpi.plan import PlanKey, RetirementReason
from dxkpi.plan.document_changes import ABSENT, value_at
from dxkpi.web.edit.widget_keys import KEYS
from tests.support.apptest import Open, words
from tests.support.opened_rounds import SECRETARIAT
from tests.support.returned import opened

KEY = PlanKey("999997", "dx-2023")
K03 = ("indicators", "K03", "retired")
MERGED = {"fiscal_year": 2025, "because": "merged", "note": "K05に統合"}
Opened = Callable[..., AppTest]


@pytest.fixture
def draft(own_store: Path) -> int:
    with opened(own_store) as store:
        return actions.start_draft(store, StartDraft(*KEY), SECRETARIAT).number


@pytest.fixture
def page(draft: int, visit: Open) -> Opened:
    def open_part(part: str, **query: str) -> AppTest:
        return visit("edit", draft=str(draft), edit_part=part, **query)

    return open_part


def stands(path: Path, draft: int, location: tuple[str, ...]) -> object:
    with opened(path) as store:
        return value_at(store.draft(draft).data, location)


def test_an_indicator_is_retired_as_of_a_year_with_its_reason(
    own_store: Path, draft: int, page: Opened
) -> None:
    at = page("indicators", **{KEYS.key("indicator"): "K03"})
    name = KEYS.key("retire", draft, "K03")
    at.selectbox(f"{name}_fiscal_year").set_value(2025)
    at.selectbox(f"{name}_because").set_value(RetirementReason.MERGED)
    at.text_input(f"{name}_note").set_value("K05に統合")
    [button] = [one for one in at.button if one.label == "終了にする"]
    button.click().run()
    assert not at.exception
    assert stands(own_store, draft, K03) == MERGED
    assert "令和7年度から終了（統合、K05に統合）" in words(at)
    at.button(KEYS.key("count_again", draft, *K03[:2])).click().run()
    assert stands(own_store, draft, K03) is ABSENT


def test_an_initiative_is_retired_too(
    own_store: Path, draft: int, page: Opened
) -> None:
    at = page("structure")
    name = KEYS.key("retire", draft, "policies_1_measures_1-1")
    number = str(at.selectbox(f"{name}_item").value)
    [button] = [one for one in at.button if one.label == "終了にする"]
    button.click().run()
    place = ("policies", "1", "measures", "1-1", "initiatives", number, "retired")
    assert stands(own_store, draft, (*place, "because")) == "ended"
    at.button(KEYS.key("count_again", draft, *place[:-1])).click().run()
    assert stands(own_store, draft, place) is ABSENT


def test_what_is_taken_out_says_first_what_goes_with_it(
    own_store: Path, draft: int, page: Opened
) -> None:
    at = page("indicators", **{KEYS.key("indicator"): "K03"})
    assert "一緒になくなるもの：実績 " in words(at)
    at.button(KEYS.key("indicator", "remove")).click().run()
    assert stands(own_store, draft, ("indicators", "K03")) is ABSENT


def test_the_screens_show_it_as_retired(own_store: Path, visit: Open) -> None:
    with opened(own_store) as store:
        number = actions.start_draft(store, StartDraft(*KEY), SECRETARIAT).number
        command = ChangeDraft(number, 0, {K03: MERGED})
        step = actions.change_draft(store, command, SECRETARIAT).listed.step
        actions.register_draft(store, RegisterDraft(number, step), SECRETARIAT)
    own = visit("indicator", city=KEY.city, plan=KEY.id, kpi="K03", year="2025")
    assert not own.exception
    assert "令和7年度から終了（統合、K05に統合）" in words(own)
    gallery = visit("kpi", city=KEY.city, plan=KEY.id, year="2025")
    assert "終了した指標 1件" in [fold.label for fold in gallery.expander]
    before = visit("kpi", city=KEY.city, plan=KEY.id, year="2024")
    assert "終了した指標 1件" not in [fold.label for fold in before.expander]
    for name in ("overview", "plan", "schedule", "department", "round", "returns"):
        assert not visit(name, city=KEY.city, plan=KEY.id, year="2025").exception, name
