"""計画をはじめる on the screen: from the name of a city to its draft."""

from pathlib import Path

from streamlit.testing.v1 import AppTest

from dxkpi.plan import PlanKey
from dxkpi.store import Role
from dxkpi.web.sign_in.person import NOBODY, USER_KEY, Person, header_text
from tests.support.accounts import granted
from tests.support.apptest import KeepOnly, Open, words
from tests.support.returned import opened

URUMA = "472131"
MIHON = "999997"


def chosen(at: AppTest, city: str, title: str) -> AppTest:
    """The page with a city and a title."""
    at.selectbox(key="start_city").set_value(city)
    at.text_input(key="start_title").input(title).run()
    assert not at.exception
    return at


def press(at: AppTest, way: str) -> AppTest:
    at.button(key=f"start_way_{way}").click().run()
    assert not at.exception
    return at


def test_a_city_is_found_by_name_kana_and_code(visit: Open) -> None:
    labels = visit("start").selectbox(key="start_city").options
    assert "うるま市（沖縄県 472131 うるまし）" in labels
    assert len(labels) > 1900


def test_without_city_and_title_nothing_can_be_begun(visit: Open) -> None:
    at = visit("start")
    assert at.button(key="start_way_paper").disabled
    assert "先に、団体を選び" in words(at)


def test_by_hand_a_draft_of_the_new_plan_is_begun(own_store: Path, visit: Open) -> None:
    at = chosen(visit("start"), URUMA, "うるま市DX推進計画")
    at.selectbox(key="start_first").set_value(2027).run()
    at.selectbox(key="start_last").set_value(2031).run()
    press(at, "hand")
    with opened(own_store) as store:
        [listed] = store.drafts(URUMA)
        data = store.draft(listed.number).data
    assert listed.key is None
    assert data["municipality"]["name"] == "うるま市"
    assert data["plan"] == {
        "id": "dx-2027",
        "kind": "dx",
        "title": "うるま市DX推進計画",
        "first_fiscal_year": 2027,
        "last_fiscal_year": 2031,
    }


def test_a_plan_that_follows_another_takes_over_what_goes_on(
    own_store: Path, visit: Open
) -> None:
    at = chosen(visit("start"), MIHON, "見本市DX推進計画（第2期）")
    at.selectbox(key="start_follows").set_value("dx-2023").run()
    at.multiselect(key="start_continuing_dx-2023").set_value(["K01", "K21"]).run()
    press(at, "hand")
    with opened(own_store) as store:
        [listed] = store.drafts(MIHON)
        data = store.draft(listed.number).data
        before = store.plan(PlanKey(MIHON, "dx-2023"))
    assert before is not None
    assert data["plan"]["follows"] == "dx-2023"
    assert len(data["policies"]) == len(before.policies)
    continued = [item["continues"]["code"] for item in data["indicators"]]
    assert continued == ["K01", "K21"]


def test_an_empty_store_says_what_the_page_is_for(
    keep_only: KeepOnly, visit: Open
) -> None:
    keep_only()
    at = visit("start")
    assert "1時間ほどで最初の画面" in at.header[0].value
    assert ":gray-badge[まだ計画がありません]" in words(at)


def test_who_may_edit_no_plan_begins_none(own_store: Path, visit: Open) -> None:
    with opened(own_store) as store:
        granted(store, "suzuki", Role.REVIEWER, MIHON)
    at = visit("start")
    for person in (Person("suzuki", "鈴木"), NOBODY):
        at.user = {USER_KEY: header_text(person)}
        at.run()
        assert not at.exception
        assert [box.key for box in at.selectbox] == ["select_language"]
        assert "1時間ほどで" not in words(at)


def test_an_author_of_one_city_begins_none_of_another(
    own_store: Path, visit: Open
) -> None:
    with opened(own_store) as store:
        granted(store, "sato", Role.AUTHOR, MIHON)
    at = visit("start")
    at.user = {USER_KEY: header_text(Person("sato", "佐藤"))}
    at.run()
    at.selectbox(key="start_city").set_value(URUMA).run()
    assert not at.exception
    assert [button.label for button in at.button] == []
