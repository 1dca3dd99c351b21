"""How long a reader waits for a page's first chart, in a real browser."""

import time
from statistics import median

from playwright.sync_api import Browser

from tests.support.running import CHART


def first_chart(
    browser: Browser, ours: str, twin: str, turns: int
) -> tuple[float, float]:
    """The median milliseconds from navigation to the first chart drawn, by turns, after one turn to warm up."""
    pairs = [(_wait(browser, ours), _wait(browser, twin)) for _turn in range(turns + 1)]
    ours_waited, twin_waited = zip(*pairs[1:], strict=True)
    return median(ours_waited), median(twin_waited)


def _wait(browser: Browser, url: str) -> float:
    """One visit with an empty browser cache."""
    context = browser.new_context(locale="ja-JP")
    page = context.new_page()
    start = time.perf_counter()
    page.goto(url)
    page.wait_for_selector(CHART, timeout=60_000)
    waited = time.perf_counter() - start
    context.close()
    return waited * 1000
