"""One measure of the plan on its own."""

import pytest

from dxkpi.web.common.markdown import plain
from tests.support.apptest import Open, words
from tests.support.plan_page import listed_measures


def test_one_measure_is_shown_alone_with_a_way_back(visit: Open) -> None:
    at = visit("plan", city="472123", measure="1-2")
    assert at.title[0].value == plain("1-2 マイナンバーカードの取得支援・利用の推進")
    assert "デジタル推進課、市民課、関係各課" in at.markdown[0].value
    assert "★ 自治体DXの重点取組事項" in words(at)
    assert "帯の両端が読み取れないため" in at.caption[0].value
    assert "自治体フロントヤード改革の推進" not in words(at)
    at.button[0].click().run()
    assert at.title[0].value == "計画"
    assert "measure" not in at.query_params
    assert len(listed_measures(at)) == 19


def test_a_measure_that_is_opened_can_be_shown_alone(visit: Open) -> None:
    at = visit("plan", city="472123")
    at.query_params["plan_opened"] = "1-2"
    at.run()
    assert "マイナンバーカード普及率の向上" in words(at)
    at.button(key="plan_alone_1-2").click().run()
    assert at.query_params["measure"] == "1-2"
    assert at.title[0].value == plain("1-2 マイナンバーカードの取得支援・利用の推進")


@pytest.mark.parametrize("number", ["9-9", "<b>", "1"])
def test_a_measure_that_is_not_there_gets_a_sentence_and_the_whole_plan(
    visit: Open, number: str
) -> None:
    at = visit("plan", city="472123", measure=number)
    assert not at.exception
    assert at.warning[0].value == plain(f"この計画に施策{number}はありません。")
    assert len(listed_measures(at)) == 19
