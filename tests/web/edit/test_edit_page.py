"""計画の編集 on the screen: begun, edited step by step, undone, registered."""

from collections.abc import Callable
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from dxkpi import actions
from dxkpi.actions import ChangeDraft, StartDraft
from dxkpi.plan import Indicator, PlanKey
from dxkpi.plan.document_changes import ABSENT, value_at
from dxkpi.plan.document_problem import Location
from dxkpi.store import Role
from dxkpi.web.edit.widget_keys import KEYS
from dxkpi.web.sign_in.person import USER_KEY, Person, header_text
from tests.support.accounts import granted
from tests.support.apptest import Open, words
from tests.support.opened_rounds import SECRETARIAT
from tests.support.returned import opened

MIHON = "999997"
KEY = PlanKey(MIHON, "dx-2023")
TARGET = ("indicators", "K01", "target", "value")
Opened = Callable[..., AppTest]


@pytest.fixture
def draft(own_store: Path) -> int:
    """A draft of 見本市's plan that somebody has begun."""
    with opened(own_store) as store:
        listed = actions.start_draft(store, StartDraft(MIHON, KEY.id), SECRETARIAT)
    return listed.number


@pytest.fixture
def page(draft: int, visit: Open) -> Opened:
    """The page of the draft, at one of its parts."""

    def open_part(part: str = "indicators") -> AppTest:
        return visit("edit", draft=str(draft), edit_part=part)

    return open_part


def stands(path: Path, draft: int, location: tuple[str, ...]) -> object:
    with opened(path) as store:
        return value_at(store.draft(draft).data, location)


def codes(path: Path, draft: int) -> list[str]:
    """The indicators of the draft in their order."""
    with opened(path) as store:
        data = store.draft(draft).data
    return [item["code"] for item in data["indicators"]]


def goal(path: Path) -> object:
    """The target of K01 in the plan."""
    target = indicator(path).target
    assert target is not None
    return target.value


def indicator(path: Path, code: str = "K01") -> Indicator:
    with opened(path) as store:
        plan = store.plan(KEY)
    assert plan is not None
    found = plan.indicator(code)
    assert found is not None
    return found


def said(at: AppTest) -> str:
    """Everything on the page, without the marks by which Markdown leaves it alone."""
    return words(at).replace("\\", "")


def press(at: AppTest, label: str) -> AppTest:
    next(button for button in at.button if button.label == label).click().run()
    assert not at.exception
    return at


def type_into(at: AppTest, label: str, text: str) -> AppTest:
    next(box for box in at.text_input if box.label == label).input(text).run()
    assert not at.exception
    return at


def test_one_button_begins_a_draft_and_the_plan_stays_as_it_is(
    own_store: Path, visit: Open
) -> None:
    at = visit("edit", city=MIHON, plan=KEY.id)
    press(at, "編集をはじめる")
    with opened(own_store) as store:
        [listed] = store.drafts(MIHON)
    assert (listed.key, listed.step) == (KEY, 0)
    assert at.query_params["draft"] == str(listed.number)


def test_whoever_comes_second_goes_on_with_the_same_draft(
    own_store: Path, draft: int, visit: Open
) -> None:
    at = visit("edit", city=MIHON, plan=KEY.id)
    assert "編集をはじめる" not in [button.label for button in at.button]
    assert len(codes(own_store, draft)) > 20


def test_what_is_typed_is_saved_at_once_in_its_standard_form(
    own_store: Path, draft: int, page: Opened
) -> None:
    at = type_into(page(), "目標値", "５０％")
    assert stands(own_store, draft, TARGET) == 50
    assert "目標は60.0%から50.0%に変わります。" in said(at)
    assert goal(own_store) == 60


def test_of_an_indicator_that_nobody_edited_no_judgement_is_said_to_stay(
    page: Opened,
) -> None:
    at = page()
    assert not at.header
    assert list(at.table[0].value.columns) == ["実績", "線", "判定"]
    at = type_into(at, "指標名 *", "別の名前")
    assert "令和7年度の判定は ▲ 遅れ のままです。" in at.header[0].value


def test_departments_are_shown_and_stand_as_one_or_as_a_list(
    own_store: Path, draft: int, page: Opened
) -> None:
    place = ("indicators", "K01")
    at = page()
    [box] = [box for box in at.multiselect if box.label == "担当課"]
    assert box.value == ["市民課"]
    box.set_value(["市民課", "税務課"]).run()
    assert stands(own_store, draft, (*place, "departments")) == ["市民課", "税務課"]
    assert stands(own_store, draft, (*place, "department")) is ABSENT
    [box] = [box for box in at.multiselect if box.label == "担当課"]
    box.set_value(["税務課"]).run()
    assert stands(own_store, draft, (*place, "department")) == "税務課"
    assert stands(own_store, draft, (*place, "departments")) is ABSENT
    assert not at.exception


def test_a_year_that_was_reported_stays_judged_by_the_target_of_then(
    page: Opened,
) -> None:
    at = type_into(page(), "目標値", "50")
    assert "令和7年度の判定は ▲ 遅れ のままです。" in said(at)
    assert "毎年+6.4ポイントの線" in said(at)


def test_a_figure_that_cannot_be_read_is_kept_and_told_beneath_its_field(
    own_store: Path, draft: int, page: Opened
) -> None:
    at = type_into(page(), "目標値", "だいたい半分")
    assert stands(own_store, draft, TARGET) == "だいたい半分"
    assert "だいたい半分" in words(at)
    at = page("register")
    assert "登録する前に直すところが1件あります" in words(at)


def test_what_a_colleague_changed_meanwhile_is_told_and_stays(
    own_store: Path, draft: int, page: Opened
) -> None:
    at = page()
    with opened(own_store) as store:
        change = ChangeDraft(draft, 0, {TARGET: 55})
        actions.change_draft(store, change, SECRETARIAT)
    type_into(at, "目標値", "50")
    assert stands(own_store, draft, TARGET) == 55
    told = at.warning[0].value.replace("\\", "")
    assert (
        "「K01 オンライン申請の利用率 / 目標値 / 値」を変更しています：60.0 → 55"
        in told
    )
    assert "「50」は入れていません" in told
    type_into(at, "目標値", "50")
    assert stands(own_store, draft, TARGET) == 50


def test_an_indicator_is_added_with_a_code_moved_and_taken_out(
    own_store: Path, draft: int, page: Opened
) -> None:
    at = press(page(), "指標を加える")
    new = at.query_params["edit_indicator"]
    assert codes(own_store, draft)[-1] == new
    assert new not in ("K01", "K21")
    press(at, "上へ")
    assert codes(own_store, draft)[-2] == new
    press(at, "除く")
    assert new not in codes(own_store, draft)


def test_a_number_that_is_typed_is_that_of_its_item(
    own_store: Path, draft: int, page: Opened
) -> None:
    at = page("structure")
    name = stands(own_store, draft, ("policies", "1", "name"))
    next(box for box in at.text_input if box.value == "1").input("9").run()
    assert not at.exception
    assert stands(own_store, draft, ("policies", "9", "number")) == "9"
    assert stands(own_store, draft, ("policies", "9", "name")) == name


def test_rows_of_a_table_get_other_numbers_and_names_at_once(
    own_store: Path, draft: int, page: Opened
) -> None:
    at = page("structure")
    measure = ("policies", "1", "measures", "1-1", "initiatives")
    key = KEYS.key("rows", draft, 0, *measure)
    edited = {0: {"number": "2", "name": "新しい名前"}, 1: {"number": "1"}}
    names = [str(stands(own_store, draft, (*measure, n, "name"))) for n in "12"]
    at.session_state[key] = {
        "edited_rows": edited,
        "added_rows": [],
        "deleted_rows": [],
    }
    press(at, "表の変更を下書きに入れる")
    assert stands(own_store, draft, (*measure, "2", "name")) == "新しい名前"
    assert stands(own_store, draft, (*measure, "1", "name")) == names[1]


def test_the_last_step_is_undone(own_store: Path, draft: int, page: Opened) -> None:
    at = type_into(page(), "目標値", "50")
    press(at, "ひとつ戻す")
    assert stands(own_store, draft, TARGET) == 60


@pytest.mark.parametrize(
    "part",
    ["about", "structure", "indicators", "schedule", "departments", "grading", "book"],
)
def test_undo_and_the_next_step_stand_on_every_part(page: Opened, part: str) -> None:
    at = page(part)
    for name in ("undo", "next"):
        assert at.button(key=KEYS.key(name)).disabled, "nothing was changed yet"
    type_into(page(), "指標名 *", "別の名前")
    at = page(part)
    assert not at.button(key=KEYS.key("undo")).disabled
    press(at, "1件の変更を確かめて登録する")
    assert at.query_params["edit_part"] == "register"
    assert KEYS.key("next") not in [button.key for button in at.button]


def test_what_a_colleague_changed_meanwhile_is_told_until_the_next_step(
    own_store: Path, draft: int, page: Opened
) -> None:
    def told(at: AppTest) -> list[str]:
        texts = [info.value.replace("\\", "") for info in at.info]
        return [text for text in texts if SECRETARIAT.name in text]

    at = type_into(page(), "指標名 *", "別の名前")
    assert not told(at)
    with opened(own_store) as store:
        actions.change_draft(store, ChangeDraft(draft, 1, {TARGET: 55}), SECRETARIAT)
    type_into(at, "単位", "％")
    [text] = told(at)
    assert "60.0 → 55" in text
    at.run()
    assert told(at) == [text]
    type_into(at, "指標名 *", "また別の名前")
    assert not told(at)


def test_a_changed_target_asks_why_and_is_registered_with_its_reason(
    own_store: Path, draft: int, page: Opened
) -> None:
    at = type_into(page(), "目標値", "50")
    for label, text in (
        ("いつ決めた *", "令和8年6月2日"),
        ("だれが", "DX推進本部"),
    ):
        next(box for box in at.text_input if box.label == label).input(text)
    next(box for box in at.text_area if box.label == "なぜ *").input("見直した。")
    press(at, "わけを下書きに入れる")
    press(page("register"), "2件の変更を登録する")
    stored = indicator(own_store)
    assert goal(own_store) == 50
    [former] = stored.former_targets
    assert (former.decided, former.by, former.reason) == (
        "2026-06-02",
        "DX推進本部",
        "見直した。",
    )


def test_without_the_reason_nothing_can_be_registered(
    own_store: Path, draft: int, page: Opened
) -> None:
    type_into(page(), "目標値", "50")
    at = page("register")
    [button] = [one for one in at.button if one.label.endswith("件の変更を登録する")]
    assert button.disabled
    assert "目標が変わります" in words(at)


def test_every_part_with_something_to_mend_is_led_to(
    own_store: Path, draft: int, page: Opened
) -> None:
    edits: dict[Location, object] = {
        ("plan", "title"): ABSENT,
        ("plan", "established"): "いつか",
        ("policies", "1", "name"): ABSENT,
        TARGET: "だいたい半分",
    }
    with opened(own_store) as store:
        actions.change_draft(store, ChangeDraft(draft, 0, edits), SECRETARIAT)
    at = page("register")
    links = [link.proto.query_string for link in at.get("page_link")]
    ways = [link for link in links if f"draft={draft}" in link and "edit_part" in link]
    assert [link.partition("edit_part=")[2] for link in ways] == [
        "about",
        "structure",
        "indicators&edit_indicator=K01",
    ]
    [button] = [one for one in at.button if one.label.endswith("件の変更を登録する")]
    assert button.disabled
    assert button.label == "4件の変更を登録する"


def test_a_draft_that_is_given_up_leaves_the_plan(
    own_store: Path, draft: int, page: Opened
) -> None:
    at = type_into(page(), "目標値", "50")
    at = press(at, "捨てる")
    with opened(own_store) as store:
        assert store.drafts(MIHON) == ()
    assert goal(own_store) == 60


def test_who_may_not_edit_the_plan_sees_no_draft(
    own_store: Path, draft: int, visit: Open
) -> None:
    with opened(own_store) as store:
        granted(store, "suzuki", Role.REVIEWER, MIHON)
    at = visit("edit", draft=str(draft))
    at.user = {USER_KEY: header_text(Person("suzuki", "鈴木"))}
    at.run()
    assert not at.text_input
    assert "60.0" not in words(at)
