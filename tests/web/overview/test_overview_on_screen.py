"""概要 as a reader meets it in a browser: how long it is, and how far by the keyboard."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from dxkpi.plan import Decision, Plan
from tests.support import databases, running
from tests.support.running import opened

pytestmark = pytest.mark.browser

_HEIGHT = """Math.max(...[...document.querySelectorAll('[data-testid="stMain"]')]
    .map(part => part.scrollHeight))"""
_FOCUSED_LINK = "document.activeElement.getAttribute('href') ?? ''"
_MOST_STOPS = 12


@pytest.mark.parametrize(
    ("query", "width", "most"),
    [
        ("city=999997&year=2025", 1440, 1400),
        ("city=999997&year=2025", 1024, 1800),
        ("city=472123&year=2026", 1024, 768),
    ],
)
def test_the_page_is_no_longer_than_a_reader_scrolls(
    browser: Browser, address: str, query: str, width: int, most: int
) -> None:
    page = opened(browser, f"{address}/overview?{query}", width)
    page.set_viewport_size({"width": width, "height": 768})
    page.wait_for_function(f"{_HEIGHT} <= {most}")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    page.context.close()


@pytest.fixture(scope="module")
def decided_address(
    sqlite_stores: databases.Prepared, sample_plan: Plan
) -> Iterator[str]:
    """A server with 見本市, whose headquarters decided about 令和6年度 and 令和7年度."""
    decisions = [
        *decisions_about(sample_plan, 2024, "1"),
        *decisions_about(sample_plan, 2025, "2"),
    ]
    plan = sample_plan.model_copy(update={"decisions": tuple(decisions)})
    with running.server(sqlite_stores.store([plan])) as address:
        yield address


def decisions_about(plan: Plan, year: int, mark: str) -> list[Decision]:
    """The plan's decisions as if they were about that year; `mark` makes numbers of
    their own.
    """
    return [
        decision.model_copy(
            update={"number": f"{mark}-{decision.number}", "fiscal_year": year}
        )
        for decision in plan.decisions
    ]


def test_with_what_was_decided_last_time_and_now_it_is_no_longer_either(
    browser: Browser, decided_address: str
) -> None:
    page = opened(browser, f"{decided_address}/overview?city=999997&year=2025", 1440)
    page.set_viewport_size({"width": 1440, "height": 768})
    expect(page.get_by_text("前回の本部で決めたこと")).to_be_visible()
    expect(page.get_by_text("令和7年度について決めたこと")).to_be_visible()
    page.wait_for_function(f"{_HEIGHT} <= 1400")
    page.context.close()


@pytest.mark.parametrize("width", [360, 1024, 1280, 1440, 1920, 2560])
def test_each_large_chart_shows_the_one_drawing_that_fits(
    browser: Browser, address: str, width: int
) -> None:
    page = opened(browser, f"{address}/overview?city=999997&year=2025", width)
    large = page.locator(".fitting")
    expect(large).to_have_count(2)
    for chart in large.all():
        [drawing] = [svg for svg in chart.locator("svg").all() if svg.is_visible()]
        box = drawing.bounding_box()
        assert box is not None
        laid_out = float((drawing.get_attribute("viewBox") or "").split()[2])
        assert 0.8 < box["width"] / laid_out < 1.3
    page.context.close()


def test_what_needs_attention_is_few_stops_from_the_top(
    browser: Browser, address: str
) -> None:
    page = opened(browser, f"{address}/overview?city=999997&year=2025")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert 1 + stops_until_an_indicator(page) <= _MOST_STOPS
    page.context.close()


def stops_until_an_indicator(page: Page) -> int:
    """How often one presses Tab until the first link to an indicator has the focus."""
    for stop in range(1, 40):
        page.keyboard.press("Tab")
        if page.evaluate(_FOCUSED_LINK).startswith("indicator?"):
            return stop
    raise AssertionError("no indicator has come")
