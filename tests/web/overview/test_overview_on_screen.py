"""概要 as a reader meets it in a browser: how long it is, and how far by the keyboard."""

import pytest
from playwright.sync_api import Browser, Page

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
