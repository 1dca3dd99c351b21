"""計画の編集 in a real Chromium: Japanese typed by conversion, two people at once."""

import io
import re
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Locator, Page, expect
from pypdf import PdfReader

from dxkpi import actions
from dxkpi.actions import ChangeDraft, StartDraft
from dxkpi.plan import PlanKey
from dxkpi.plan.document_changes import ABSENT, value_at
from dxkpi.plan.document_problem import Location
from dxkpi.store import Store
from tests.support import keyboard_stops, running
from tests.support.opened_rounds import SECRETARIAT

pytestmark = pytest.mark.browser

KEY = PlanKey("999997", "dx-2023")
NAME = ("indicators", "K01", "name")
TARGET = ("indicators", "K01", "target", "value")
SCHEDULE = ("policies", "1", "measures", "1-1", "schedule")
BROKEN: dict[Location, Any] = {
    TARGET: "だいたい半分",
    ("policies", "1", "name"): ABSENT,
}
PARTS = (
    "about",
    "structure",
    "indicators",
    "schedule",
    "departments",
    "grading",
    "book",
    "register",
)
_OF_A_GRID = ("Canvas", "group")
"""Stops within a table to type into, which draws its own focus."""

_IME = 229
"""What a browser says of a key that the conversion of Japanese has taken."""


class Draft(NamedTuple):
    """A running dashboard with a draft that somebody has begun."""

    address: str
    store: Store
    number: int

    @property
    def url(self) -> str:
        return f"{self.address}/edit?draft={self.number}"

    @property
    def steps(self) -> int:
        return len(self.store.draft_steps(self.number))

    def value(self, location: Location) -> object:
        return value_at(self.store.draft(self.number).data, location)


@pytest.fixture
def draft(filled: Path, tmp_path: Path) -> Iterator[Draft]:
    url = running.copied(filled, tmp_path)
    with closing(Store(url)) as store:
        start = StartDraft(KEY.city, KEY.id)
        number = actions.start_draft(store, start, SECRETARIAT).number
        with running.server(url) as address:
            yield Draft(address, store, number)


def opened(browser: Browser, draft: Draft, who: str) -> Page:
    """The draft's page for somebody who has said who he is."""
    page = running.opened(browser, draft.url)
    write(page, "お名前", who)
    return page


def write(page: Page, label: str, text: str) -> None:
    field = page.get_by_role("textbox", name=re.compile(label)).first
    field.fill(text)
    field.press("Tab")
    running.settled(page)


def convert(draft: Draft, page: Page, field: Locator, typed: str, word: str) -> None:
    """Type kana and confirm a conversion with Enter: which saves nothing."""
    steps = draft.steps
    field.fill("")
    keys = page.context.new_cdp_session(page)
    end = len(typed)
    keys.send(
        "Input.imeSetComposition",
        {"text": typed, "selectionStart": end, "selectionEnd": end},
    )
    for kind in ("rawKeyDown", "keyUp"):
        keys.send(
            "Input.dispatchKeyEvent",
            {
                "type": kind,
                "key": "Enter",
                "code": "Enter",
                "windowsVirtualKeyCode": _IME,
            },
        )
    assert draft.steps == steps
    keys.send("Input.insertText", {"text": word})
    expect(field).to_have_value(word)
    assert draft.steps == steps


def test_enter_that_confirms_a_conversion_saves_nothing_yet(
    browser: Browser, draft: Draft
) -> None:
    page = opened(browser, draft, "企画課 佐藤")
    field = page.get_by_role("textbox", name=re.compile("指標名")).first
    convert(draft, page, field, "りようりつ", "利用率")
    field.press("Enter")
    running.settled(page)
    assert draft.value(NAME) == "利用率"
    assert draft.steps == 1
    page.context.close()


def test_a_bar_of_the_schedule_is_written_and_dated_by_keyboard_alone(
    browser: Browser, draft: Draft
) -> None:
    page = running.opened(browser, f"{draft.url}&edit_part=schedule")
    write(page, "お名前", "企画課 佐藤")
    field = page.get_by_role("textbox", name="工程1の工程", exact=True)
    convert(draft, page, field, "じゅんび", "窓口予約の準備")
    field.press("Tab")
    running.settled(page)
    assert draft.value((*SCHEDULE, 0, "label")) == "窓口予約の準備"
    start = page.get_by_role("combobox", name="工程1の始まり", exact=True)
    start.focus()
    page.keyboard.type("R6")
    page.keyboard.press("Enter")
    running.settled(page)
    assert draft.value((*SCHEDULE, 0, "start")) == 2024
    expect(start).to_be_focused()
    page.context.close()


def test_two_people_at_once_lose_nothing_and_the_second_sees_what_the_first_did(
    browser: Browser, draft: Draft
) -> None:
    sato, suzuki = opened(browser, draft, "佐藤"), opened(browser, draft, "鈴木")
    write(sato, "目標値", "55")
    write(suzuki, "指標名", "オンライン申請の割合")
    assert draft.value(TARGET) == 55
    assert draft.value(NAME) == "オンライン申請の割合"
    expect(
        suzuki.get_by_role("textbox", name=re.compile("目標値")).first
    ).to_have_value("55")
    write(sato, "指標名", "申請の割合")
    told = sato.get_by_text("オンライン申請の割合", exact=False).first
    expect(told).to_be_visible()
    assert draft.value(NAME) == "オンライン申請の割合"
    for page in (sato, suzuki):
        page.context.close()


def test_a_draft_that_its_page_links_to_stays_open_with_the_next_clicks(
    browser: Browser, draft: Draft
) -> None:
    """The browser leaves its address where a link leads to the page that is open."""
    page = running.opened(browser, f"{draft.address}/edit?city={KEY.city}")
    page.get_by_role("link", name="この下書きを続ける").click()
    choice = page.get_by_role("radio", name=re.compile("^確かめて登録"))
    expect(choice).to_be_visible()
    page.wait_for_url(re.compile(f"draft={draft.number}"))
    running.settled(page)
    choice.click()
    expect(page.get_by_text("直すところはありません")).to_be_visible()
    page.reload()
    expect(page.get_by_text("直すところはありません")).to_be_visible()
    page.context.close()


def test_every_stop_of_an_open_draft_has_a_japanese_name_and_is_seen(
    browser: Browser, draft: Draft
) -> None:
    for part in PARTS:
        page = running.opened(browser, f"{draft.url}&edit_part={part}")
        stops = keyboard_stops.stops_of(page)
        others = [stop for stop in stops if stop.role not in _OF_A_GRID]
        assert [stop for stop in others if not stop.is_whole] == [], part
        assert stops[-1].name == "下書きを捨てる", "nothing changed: no next step yet"
        page.context.close()


def test_the_fields_of_an_indicator_are_reached_in_the_order_in_which_they_are_read(
    browser: Browser, draft: Draft
) -> None:
    page = running.opened(browser, draft.url)
    names = [stop.name.rstrip(" *") for stop in keyboard_stops.stops_of(page)]
    wanted = ("指標名", "現状値", "目標値", "目標年度", "単位", "施策", "計画書の文")
    places = [names.index(name) for name in wanted]
    assert places == sorted(places)
    page.context.close()


@pytest.mark.parametrize("width", [1440, 390])
def test_axe_finds_nothing_serious_in_an_open_draft(
    browser: Browser, draft: Draft, width: int
) -> None:
    actions.change_draft(draft.store, ChangeDraft(draft.number, 0, BROKEN), SECRETARIAT)
    for part in PARTS:
        page = running.opened(browser, f"{draft.url}&edit_part={part}", width)
        found = Axe().run(page).response["violations"]
        serious = [each for each in found if each["impact"] in ("serious", "critical")]
        assert [(each["id"], part) for each in serious] == []
        page.context.close()


def test_an_indicator_is_edited_on_a_telephone_without_scrolling_sideways(
    browser: Browser, draft: Draft
) -> None:
    page = running.opened(browser, draft.url, 390)
    write(page, "お名前", "企画課 佐藤")
    write(page, "目標値", "50")
    assert draft.value(TARGET) == 50
    assert page.get_by_test_id("stMain").evaluate("e => e.scrollWidth") <= 390
    outside = page.get_by_test_id("stMainBlockContainer").evaluate(
        "e => [...e.querySelectorAll('input, textarea, table, p, button')]"
        ".filter(e => e.checkVisibility() && e.getBoundingClientRect().right > 390)"
        ".map(e => e.outerHTML.slice(0, 100))"
    )
    assert outside == []
    page.context.close()


def test_a_draft_prints_as_sheets_to_read_without_widgets(
    browser: Browser, draft: Draft
) -> None:
    actions.change_draft(
        draft.store, ChangeDraft(draft.number, 0, {NAME: "申請の割合"}), SECRETARIAT
    )
    for part, sheets, words in (
        ("indicators", 2, "申請の割合"),
        ("about", 1, "見本市DX推進計画"),
        ("register", 1, "申請の割合"),
    ):
        page = running.opened(browser, f"{draft.url}&edit_part={part}")
        page.emulate_media(media="print")
        buttons = page.get_by_test_id("stMain").locator("button:visible")
        expect(buttons).to_have_count(0)
        expect(page.locator("details:visible")).to_have_count(0)
        paper = PdfReader(io.BytesIO(page.pdf(prefer_css_page_size=True)))
        assert len(paper.pages) <= sheets, part
        text = "".join("".join(sheet.extract_text() for sheet in paper.pages).split())
        assert words in text
        page.context.close()
