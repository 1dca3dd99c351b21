"""An indicator that consists of parts on every screen: judged as one, asked in parts."""

import pytest

from dxkpi.plan import Plan
from tests.support.apptest import KeepOnly, Open, charts_of, words
from tests.support.page_links import page_links
from tests.support.parts import CODE, MEN, WOMEN, plan_of_parts

CITY = "472123"
TEXTS = ("男 80.0", "女 84.1")


@pytest.fixture
def plan(keep_only: KeepOnly) -> Plan:
    kept = plan_of_parts(
        {
            "first_fiscal_year: R8": "first_fiscal_year: R6",
            "last_fiscal_year: R12": "last_fiscal_year: R10",
            "{fiscal_year: R7, value: 79.5年}": "{fiscal_year: R5, value: 79.5}",
            "{fiscal_year: R7, value: 84.0}": "{fiscal_year: R5, value: 84.0}",
            "{fiscal_year: R8, value: 80.0}": "{fiscal_year: R6, value: 80.0}",
            "{fiscal_year: R8, value: 84.1}": "{fiscal_year: R6, value: 84.1}",
            "value: 81.5, fiscal_year: R12": "value: 81.5, fiscal_year: R10",
            "value: 86.0, fiscal_year: R12": "value: 86.0, fiscal_year: R10",
        }
    )
    keep_only(kept)
    return kept


@pytest.mark.parametrize("code", [CODE, MEN, WOMEN])
def test_its_page_is_one_whichever_part_the_address_names(
    plan: Plan, visit: Open, code: str
) -> None:
    at = visit("indicator", city=CITY, year="2024", kpi=code)
    assert not at.exception
    assert "女が遅れ（男は順調）。" in words(at)
    [spec] = charts_of(at)
    assert all(text in str(spec) for text in TEXTS)
    assert "数値（男）" in words(at)


def test_the_list_has_one_card_with_a_line_for_each_part(
    plan: Plan, visit: Open
) -> None:
    at = visit("kpi", city=CITY, year="2024")
    assert not at.exception
    names = [label for _page, label in page_links(at)]
    assert names.count("健康寿命") == 1
    assert not any("健康寿命（" in name for name in names)
    assert r"男 80\.0年、女 84\.1年" in words(at)


def test_the_table_has_one_row_with_a_link_and_its_parts_beneath(
    plan: Plan, visit: Open
) -> None:
    at = visit("kpi", city=CITY, year="2024")
    at.toggle[0].set_value(True).run()
    assert not at.exception
    [table] = [frame.value for frame in at.table]
    names = [name.split("](")[0].strip("[\u3000") for name in table["指標"]]
    assert names == ["健康寿命", "男", "女", "検診の受診者数"]
    assert ["](" in name for name in table["指標"]] == [True, False, False, True]


@pytest.mark.parametrize(
    "page",
    [
        "overview",
        "brief",
        "plan",
        "returns",
        "upload",
        "schedule",
        "department",
        "compare",
    ],
)
def test_no_page_fails_on_it(plan: Plan, visit: Open, page: str) -> None:
    at = visit(page, city=CITY, year="2024")
    assert not at.exception


def test_the_overview_counts_it_once_and_shows_the_part_that_decides(
    plan: Plan, visit: Open
) -> None:
    at = visit("overview", city=CITY, year="2024")
    assert any("健康寿命（女）" in label for _page, label in page_links(at))
    assert not any("健康寿命（男）" in label for _page, label in page_links(at))
    assert "判定していない1指標" in words(at)


def test_the_plan_names_its_parts_beside_it(plan: Plan, visit: Open) -> None:
    at = visit("plan", city=CITY, year="2024", measure="1-1")
    labels = [label for _page, label in page_links(at)]
    assert any("男・女" in label for label in labels)
