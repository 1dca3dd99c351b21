"""The tabs under the chart in a browser: their address, the way back, and paper."""

import re

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.support.running import opened

PAGE = "realisation?city=999997&year=2025"


def shown_tab(page: Page, name: str) -> None:
    expect(page.get_by_role("tab", name=name, exact=True)).to_have_attribute(
        "aria-selected", "true"
    )


@pytest.mark.browser
def test_the_open_tab_is_there_again_after_a_reload_and_on_the_way_back(
    browser: Browser, address: str
) -> None:
    page = opened(browser, f"{address}/{PAGE}")
    shown_tab(page, "年ごと")
    page.get_by_role("tab", name="職位", exact=True).click()
    expect(page).to_have_url(re.compile("realisation_tab=position"))
    expect(page.get_by_text("職位ごとの実感率")).to_be_visible()
    page.reload()
    shown_tab(page, "職位")
    page.get_by_role("link", name="工程表").first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("工程表")
    page.go_back()
    shown_tab(page, "職位")
    page.get_by_role("tab", name="年ごと", exact=True).click()
    expect(page).not_to_have_url(re.compile("realisation_tab"))
    page.context.close()


@pytest.mark.browser
def test_the_chart_stands_above_the_fold_of_a_small_desk_screen(
    browser: Browser, address: str
) -> None:
    page = opened(browser, f"{address}/{PAGE}", 1024)
    chart = page.locator('[data-testid="stVegaLiteChart"] svg').first
    expect(chart).to_be_visible()
    box = chart.bounding_box()
    assert box is not None
    assert box["y"] + box["height"] <= 768
    metrics = page.get_by_test_id("stMetric").all()
    boxes = [metric.bounding_box() for metric in metrics]
    tops = {round(box["y"]) for box in boxes if box is not None}
    assert len(metrics) == 3
    assert len(tops) == 1
    page.context.close()


@pytest.mark.browser
def test_on_paper_a_tab_is_its_title(browser: Browser, address: str) -> None:
    page = opened(browser, f"{address}/{PAGE}&realisation_tab=age")
    expect(page.get_by_text("年代ごとの実感率")).to_be_visible()
    page.emulate_media(media="print")
    expect(page.get_by_role("tablist")).to_be_hidden()
    expect(page.get_by_text("年代ごとの実感率")).to_be_visible()
    page.context.close()


@pytest.mark.browser
@pytest.mark.parametrize("tab", ["", "department"])
def test_a_telephone_scrolls_only_up_and_down(
    browser: Browser, address: str, tab: str
) -> None:
    page = opened(browser, f"{address}/{PAGE}&realisation_tab={tab}", 390)
    expect(page.locator('[data-testid="stVegaLiteChart"] svg').first).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    page.context.close()


@pytest.mark.browser
def test_the_numbers_of_the_years_copy_as_numbers(
    browser: Browser, address: str
) -> None:
    page = opened(browser, f"{address}/{PAGE}")
    row = page.get_by_role("row").filter(has_text="R7")
    cells = [cell.inner_text().strip() for cell in row.get_by_role("cell").all()]
    assert [float(cell) for cell in cells[1:4]] == [64.1, 65.3, -1.2]
    page.context.close()
