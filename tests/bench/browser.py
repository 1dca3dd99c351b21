"""How long a reader waits for a page's charts, in a real browser, and how much comes over the line."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from statistics import median

from playwright.sync_api import Browser, BrowserContext, WebSocket

from tests.support.running import CHART

_ALL_DRAWN = "([charts, count]) => document.querySelectorAll(charts).length >= count"


@dataclass(frozen=True)
class Place:
    """A page and how many charts it has."""

    url: str
    charts: int


@dataclass(frozen=True)
class Visit:
    """How long it took until all charts were drawn, and how many bytes the server sent over the websocket."""

    milliseconds: float
    received: int


def first_chart(
    browser: Browser, ours: str, twin: str, turns: int
) -> tuple[float, float]:
    """The median milliseconds from navigation to the first chart drawn, by turns, after one turn to warm up."""
    places = (Place(ours, 1), Place(twin, 1))
    pairs = [
        tuple(_first_visit(browser, place).milliseconds for place in places)
        for _turn in range(turns + 1)
    ]
    ours_waited, twin_waited = zip(*pairs[1:], strict=True)
    return median(ours_waited), median(twin_waited)


def all_charts(
    browser: Browser, ours: Place, simple: Place, turns: int
) -> tuple[Visit, Visit]:
    """The median visits of a reader who has seen both pages before, by turns."""
    with _known(browser, ours) as known, _known(browser, simple) as simple_known:
        pairs = [
            (_visit(known, ours), _visit(simple_known, simple))
            for _turn in range(turns)
        ]
    ours_visits, simple_visits = zip(*pairs, strict=True)
    return _median(ours_visits), _median(simple_visits)


def _median(visits: tuple[Visit, ...]) -> Visit:
    return Visit(
        median(visit.milliseconds for visit in visits),
        round(median(visit.received for visit in visits)),
    )


@contextmanager
def _known(browser: Browser, place: Place) -> Iterator[BrowserContext]:
    """A browser that has seen the page before."""
    context = browser.new_context(locale="ja-JP")
    _visit(context, place)
    yield context
    context.close()


def _first_visit(browser: Browser, place: Place) -> Visit:
    """A visit with an empty browser cache."""
    context = browser.new_context(locale="ja-JP")
    visit = _visit(context, place)
    context.close()
    return visit


def _visit(context: BrowserContext, place: Place) -> Visit:
    page = context.new_page()
    frames: list[int] = []

    def listen(socket: WebSocket) -> None:
        socket.on("framereceived", lambda payload: frames.append(len(payload)))

    page.on("websocket", listen)
    start = time.perf_counter()
    page.goto(place.url)
    page.wait_for_function(_ALL_DRAWN, arg=[CHART, place.charts], timeout=60_000)
    waited = time.perf_counter() - start
    page.close()
    return Visit(waited * 1000, sum(frames))
