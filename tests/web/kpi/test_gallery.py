"""The cards of 指標, and the list of what has no figure yet."""

import pytest

from tests.support.apptest import Open, drawings_of, words

SAMPLE, START = "999997", "422096"


def test_a_card_tells_the_change_since_the_year_before(visit: Open) -> None:
    at = visit(city=SAMPLE, year="2025", kpi_search="オンライン申請の利用率")
    assert r"前年度から\+2\.8ポイント" in words(at)
    earlier = visit(city=SAMPLE, year="2024", kpi_search="オンライン申請の利用率")
    assert r"前年度から\+3\.6ポイント" in words(earlier)


def test_figure_status_and_change_of_a_card_are_one_element(visit: Open) -> None:
    at = visit(city=SAMPLE, year="2025", kpi_search="オンライン申請の利用率")
    [card] = [text.value for text in at.markdown if "前年度から" in text.value]
    assert card.split("\n\n") == [
        r"**29\.0\%**",
        ":orange-badge[▲ 遅れ]",
        r":small[:gray[前年度から\+2\.8ポイント]]",
    ]


def test_a_year_without_a_figure_tells_no_change(visit: Open) -> None:
    at = visit(city=SAMPLE, year="2025", kpi_search="デジタル人材の外部登用")
    assert "前年度から" not in words(at)


def test_what_has_no_figure_yet_is_a_list_and_no_empty_chart(visit: Open) -> None:
    at = visit(city=START, year="2025")
    assert drawings_of(at) == []
    rows = [row for table in at.table for row in table.value.to_dict("records")]
    assert len(rows) == 27
    assert rows[0]["状況"] == ":gray-badge[□ 測定前]"
    assert "indicator?city=422096" in rows[0]["指標"]
    assert "横軸は共通" not in words(at)


@pytest.mark.parametrize("order", ["severity", "plan", "department"])
def test_cards_stand_in_every_order(visit: Open, order: str) -> None:
    at = visit(city=SAMPLE, year="2025", kpi_order=order)
    assert not at.exception
    assert len(drawings_of(at)) == 21
    assert len(at.table) == 1
