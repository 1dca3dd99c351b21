"""計画書を読み取る on the screen: what a paper or a table proposes, taken into the draft."""

from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from dxkpi import actions
from dxkpi.actions import NewPlan, StartDraft
from dxkpi.drafting.column_meaning import ColumnMeaning
from dxkpi.drafting.proposal import Passage
from dxkpi.web.reading.cards import with_text
from dxkpi.web.reading.passage_text import passage_text
from tests.support.apptest import Open, words
from tests.support.opened_rounds import SECRETARIAT
from tests.support.returned import opened

URUMA = "472131"
PAPER = Path(__file__).parents[2] / "fixtures" / "plan_texts" / "472123-tomigusuku.txt"
TABLE = "指標名\t単位\t現状値（R8）\t目標値（R13）\n電子申請の件数\t件\t1,200\t3,000\n"


@pytest.fixture
def draft(own_store: Path) -> int:
    with opened(own_store) as store:
        start = StartDraft(URUMA, new=NewPlan("うるま市DX推進計画"))
        return actions.start_draft(store, start, SECRETARIAT).number


@pytest.fixture
def page(draft: int, visit: Open) -> AppTest:
    return visit("reading", draft=str(draft))


def data_of(path: Path, draft: int) -> Any:
    with opened(path) as store:
        return store.draft(draft).data


def read(at: AppTest) -> AppTest:
    paper = ("計画.txt", PAPER.read_bytes(), "text/plain")
    at.file_uploader[0].set_value([paper]).run()
    assert not at.exception
    return at


def press(at: AppTest, name: str) -> AppTest:
    at.button(key=f"reading_{name}").click().run()
    assert not at.exception
    return at


def test_a_paper_is_read_and_what_is_sure_enters_the_draft_when_it_is_taken(
    own_store: Path, draft: int, page: AppTest
) -> None:
    at = read(page)
    assert "施策19、取組75、指標1" in at.header[0].value
    assert "indicators" not in data_of(own_store, draft)
    press(at, "sure")
    data = data_of(own_store, draft)
    [indicator] = [each for each in data["indicators"] if each.get("target")]
    assert indicator["name"] == "職員のDX推進実感率"
    assert str(indicator["target"]["value"]) == "75.0"
    assert len(data["policies"]) == 2  # the name of the third is written in two ways


def test_what_has_no_place_yet_is_told_and_its_parents_can_be_taken_along(
    own_store: Path, draft: int, page: AppTest
) -> None:
    at = read(page)
    [along] = [box for box in at.checkbox if "parents" in str(box.key)]
    assert "属する" in along.label
    before = at.button(key="reading_sure").label
    press(at, "sure")
    assert "件を下書きに入れました。" in at.success[0].value
    assert at.button(key="reading_sure").label != before
    [along] = [box for box in at.checkbox if "parents" in str(box.key)]
    along.check().run()
    press(at, "sure")
    data = data_of(own_store, draft)
    assert len(data["policies"]) == 3
    assert sum(len(policy["measures"]) for policy in data["policies"]) == 19
    assert not [box for box in at.checkbox if "parents" in str(box.key)]


def test_a_paper_of_another_municipality_is_told(page: AppTest) -> None:
    at = read(page)
    told = [warning.value for warning in at.warning]
    assert any("豊見城市" in text and "うるま市" in text for text in told)


def test_a_word_for_several_departments_is_asked_about(
    own_store: Path, draft: int, page: AppTest
) -> None:
    text = (
        "うるま市DX推進計画\n\n基本方針1 便利な市役所\n\n施策1-1 手続の電子化\n\n"
        "担当課：関係各課\n\n施策1-2 窓口の改善\n\n担当課：市民課\n"
    )
    at = page
    at.file_uploader[0].set_value([("計画.txt", text.encode(), "text/plain")]).run()
    [asked] = [box for box in at.multiselect if "departments" in str(box.key)]
    assert asked.value == ["関係各課"]
    assert "市民課" in asked.options
    asked.set_value(["市民課", "税務課"]).run()
    [along] = [box for box in at.checkbox if "parents" in str(box.key)]
    along.check().run()
    press(at, "decided")
    [policy] = data_of(own_store, draft)["policies"]
    assert policy["measures"][0]["departments"] == ["市民課", "税務課"]


def test_the_way_on_stands_there_whatever_is_left(
    own_store: Path, draft: int, page: AppTest
) -> None:
    def ways() -> list[str]:
        return [str(button.key) for button in at.button]

    at = page
    at.text_area[0].input(TABLE).run()
    press(at, "propose")
    before = ways()
    for name in ("take_shown", "sure", "decided", "another"):
        assert f"reading_{name}" in before
    assert not at.button(key="reading_take_shown").disabled
    press(at, "take_shown")
    assert at.button(key="reading_take_shown").disabled
    assert ways() == before
    press(at, "decided")
    assert len(data_of(own_store, draft)["indicators"]) == 1
    assert [key for key in ways() if key != "reading_take_shown"] == [
        key for key in before if key != "reading_take_shown"
    ]
    assert "すべての案が下書きに入りました。" in words(at).replace("\\", "")
    press(at, "another")
    assert at.text_area[0].value == ""
    assert at.file_uploader


def test_each_proposal_stands_beside_its_passage(page: AppTest) -> None:
    at = read(page)
    text = words(at)
    assert ":blue-background[" in text or ":orange-background[" in text


def test_a_file_that_is_no_paper_is_told_and_nothing_is_read(page: AppTest) -> None:
    at = page
    at.file_uploader[0].set_value([("計画.pdf", b"%PDF-1.7 broken", "")]).run()
    assert not at.exception
    assert at.error
    assert at.file_uploader


def test_a_pasted_table_shows_what_its_columns_were_taken_for_and_enters(
    own_store: Path, draft: int, page: AppTest
) -> None:
    at = page
    at.text_area[0].input(TABLE).run()
    assert not at.exception
    chosen = [box.value for box in at.selectbox if "meaning" in str(box.key)]
    assert chosen == [
        ColumnMeaning.NAME,
        ColumnMeaning.UNIT,
        ColumnMeaning.BASELINE,
        ColumnMeaning.TARGET,
    ]
    press(at, "propose")
    assert "指標1" in at.header[0].value


def test_columns_of_years_ask_for_the_years_of_the_plan_and_are_read_by_them(
    own_store: Path, draft: int, page: AppTest
) -> None:
    by_years = "指標名\t単位\tR7\tR8\tR9\n申請\t件\t10\t20\t30\n"
    at = page
    at.text_area[0].input(by_years).run()
    assert at.button(key="reading_propose").disabled
    assert "計画がいつ始まるか" in at.info[0].value
    [first] = [box for box in at.selectbox if "first_fiscal_year" in str(box.key)]
    first.set_value(2026).run()
    assert not at.exception
    assert data_of(own_store, draft)["plan"]["first_fiscal_year"] == 2026
    meanings = [box.value for box in at.selectbox if "meaning" in str(box.key)]
    assert meanings[2:] == [
        ColumnMeaning.BASELINE,
        ColumnMeaning.YEARLY_TARGET,
        ColumnMeaning.TARGET,
    ]
    press(at, "propose")
    assert "指標1" in at.header[0].value


def test_what_was_said_of_a_column_holds_for_its_table_alone(page: AppTest) -> None:
    def meanings() -> list[object]:
        return [box.value for box in at.selectbox if "meaning" in str(box.key)]

    at = page
    at.text_area[0].input("指標名\t備考\n申請\t30\n").run()
    [_name, box] = [box for box in at.selectbox if "meaning" in str(box.key)]
    box.set_value(ColumnMeaning.TARGET).run()
    assert meanings() == [ColumnMeaning.NAME, ColumnMeaning.TARGET]
    assert not at.button(key="reading_propose").disabled
    at.text_area[0].input("指標名\t備考\n別の表\tなし\n").run()
    assert meanings() == [ColumnMeaning.NAME, ColumnMeaning.NOTE]


def test_marks_of_a_passage_stand_on_their_colours_and_its_letters_are_not_markup() -> (
    None
):
    passage = Passage("目標は*75.0%*です", taken=((4, 9),), doubtful=((10, 12),))
    assert passage_text(passage) == (
        "目標は\\*:blue-background[75\\.0\\%]\\*:orange-background[です]"
    )


def test_a_mended_field_is_changed_and_an_empty_one_goes() -> None:
    data = {"name": "旧", "target": {"value": 75, "fiscal_year": 2030}}
    assert with_text(data, ("target", "value"), "80%") == {
        "name": "旧",
        "target": {"value": "80%", "fiscal_year": 2030},
    }
    assert with_text(data, ("name",), "") == {"target": data["target"]}
