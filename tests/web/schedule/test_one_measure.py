"""One measure's schedule."""

import pytest

from dxkpi.plan import Plan
from dxkpi.web.common.markdown import plain
from dxkpi.wording.timetable import marked_measure
from tests.support.apptest import CITIES, Open, charts_of
from tests.support.gantt import entry_tips
from tests.support.table_cells import table_cells


@pytest.mark.parametrize("code", CITIES)
def test_a_measure_in_the_address_stands_alone_with_its_reasons_and_ways_on(
    visit: Open, code: str, shipped_plans: dict[str, Plan]
) -> None:
    for each in shipped_plans[code].measures[:4] + shipped_plans[code].measures[-2:]:
        at = visit("schedule", city=code, measure=each.number)
        assert not at.exception
        assert at.title[0].value == plain(f"{each.number} {each.name}")
        assert at.button[0].label == "すべての施策へ"
        links = [link.proto for link in at.main.get("page_link")]
        assert [
            (link.page, f"measure={each.number}" in link.query_string) for link in links
        ] == [("plan", True)]
        if each.schedule:
            assert {tip["measure"] for tip in entry_tips(charts_of(at))} == {
                marked_measure(each)
            }
            assert len(at.table[0].value) == len(each.schedule)
            assert {entry.note or "計画に明記" for entry in each.schedule} <= set(
                table_cells(at)
            )
        else:
            assert at.info[0].value == "この施策の工程は、計画に記されていません。"


def test_the_way_back_leads_to_all_measures(visit: Open) -> None:
    at = visit("schedule", city="999997", measure="1-2")
    at.button[0].click().run()
    assert "measure" not in at.query_params
    assert at.title[0].value == "工程表"
    at.selectbox(key="schedule_open").set_value("2-1").run()
    assert at.query_params["measure"] == "2-1"
    assert at.title[0].value == plain("2-1 情報システムの標準化・共通化")


def test_a_measure_that_the_plan_does_not_have_is_told_and_all_are_shown(
    visit: Open,
) -> None:
    at = visit("schedule", city="999997", measure="9-9")
    assert "9\\-9" in at.warning[0].value
    assert at.title[0].value == "工程表"
    assert len(charts_of(at)) == 3
