"""私の課: one 課 under an address of its own."""

import pytest

from dxkpi.plan import Plan
from tests.support.apptest import Open, words
from tests.support.page_links import page_links
from tests.support.table_cells import read_cell, table_cells

MIHON, HYUGA = "999997", "452068"


@pytest.fixture
def deadline(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DXKPI_SUBMISSION_DEADLINE", "05-15")


def test_what_to_hand_in_stands_first_with_the_next_act(visit: Open) -> None:
    at = visit("department", city=MIHON, year=2025, department="人事課")
    assert at.title[0].value == "人事課"
    assert at.header[0].value == (
        "これから出すもの：実績1件、要因・対応2件、工程2件、取組の報告6件。"
    )
    what, act = table_cells(at)[:2]
    assert what == "デジタル人材の外部登用 :gray-badge[未提出]", "and not twice"
    assert act == "令和7年度の値（人）を1つ書く。まだなら理由を選ぶ。"
    asked = [read_cell(cell) for cell in at.table[0].value["何を"]]
    assert [cell for cell in asked if "◎ 登録済み" in cell] == asked[-1:]
    assert asked[-1] == "実績4件 :blue-badge[◎ 登録済み]"


@pytest.mark.usefixtures("deadline")
def test_a_deadline_that_has_passed_stands_before_everything(visit: Open) -> None:
    at = visit("department", city=MIHON, year=2025, department="人事課")
    assert at.header[0].value.startswith(":red-badge[! 期限超過] これから出すもの")
    assert "提出期限（令和8年5月15日）" in at.header[0].value
    assert any("日超過" in cell for cell in table_cells(at))


def test_its_own_indicators_alone_are_shown_worst_first_with_their_change(
    visit: Open,
) -> None:
    at = visit("department", city=MIHON, year=2025, department="人事課")
    labels = [label for page, label in page_links(at) if page == "indicator"]
    assert [label.strip(":blue[]") for label in labels] == [
        "職員からの改善提案の件数",
        "情報セキュリティ研修の受講率",
        "DX推進リーダーの数",
        "テレワーク実施率",
        "デジタル人材の外部登用",
    ]
    assert ":red-badge[× 未達成] :gray[R6から−2件]" in words(at)
    assert "窓口の改修が終わり、窓口に関する提案が減った。" in words(at)


def test_the_same_figures_are_a_table(visit: Open) -> None:
    at = visit("department", city=MIHON, year=2025, department="人事課", table="1")
    assert not at.exception
    tables = [list(table.value.columns) for table in at.table]
    assert tables == [
        ["何を", "次にすること"],
        ["指標", "実績", "期待値"],
        ["決めたこと", "担当課", "期限・状況"],
        ["工程", "時期", "状況"],
    ]
    assert len(at.table[1].value) == 5
    assert not at.get("vega_lite_chart")


def test_another_department_has_its_own_address(visit: Open) -> None:
    at = visit("department", city=MIHON, year=2025)
    first = at.title[0].value
    box = next(box for box in at.selectbox if box.label == "担当課")
    assert box.value == first
    assert not {"全課", "関係各課"} & set(box.options)
    box.set_value("防災課").run()
    assert at.title[0].value == "防災課"
    assert at.query_params["department"] == "防災課"


def test_the_department_opened_last_is_written_into_the_address_again(
    visit: Open,
) -> None:
    at = visit("department", city=MIHON, year=2025, department="防災課")
    del at.query_params["department"]
    at.run()
    assert at.title[0].value == "防災課"
    assert at.query_params["department"] == "防災課"


def test_a_name_that_is_asked_for_nothing_is_said_and_another_shown(
    visit: Open,
) -> None:
    at = visit("department", city=MIHON, year=2025, department="全課")
    assert not at.exception
    assert "「全課」には、この計画で尋ねているものがありません" in at.warning[0].value


def test_a_plan_without_departments_shows_the_whole_city(visit: Open) -> None:
    at = visit("department", city=HYUGA, year=2025)
    assert not at.exception
    assert "実績9件" in at.header[0].value
    assert not [box for box in at.selectbox if box.label == "担当課"]


def test_nothing_is_called_open_before_a_year_is_due(visit: Open) -> None:
    at = visit("department", city=MIHON, year=2026, department="人事課")
    assert "出すものはまだありません。" in at.header[0].value
    assert not any("超過" in cell for cell in at.table[0].value["何を"])


def test_what_was_decided_about_its_own_things_stands_there(
    visit: Open, sample_plan: Plan
) -> None:
    own = [
        decision
        for decision in sample_plan.decisions
        if decision.department == "人事課"
    ]
    assert own
    shown = table_cells(visit("department", city=MIHON, year=2025, department="人事課"))
    for decision in own:
        assert any(decision.text in cell for cell in shown)
    elsewhere = table_cells(
        visit("department", city=MIHON, year=2025, department="生涯学習課")
    )
    for decision in own:
        assert not any(decision.text in cell for cell in elsewhere)


def test_while_the_year_runs_its_figures_stand_in_one_row(visit: Open) -> None:
    at = visit("department", city="422096", year=2026)
    assert not at.exception
    to_hand_in = at.table[0].value
    assert len(to_hand_in) == 3
    assert to_hand_in["何を"][0].startswith("実績27件 :gray-badge[これから]")
