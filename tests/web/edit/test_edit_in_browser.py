"""計画の編集 in a real Chromium: Japanese typed by conversion, two people at once."""

import re
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import NamedTuple

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from dxkpi import actions
from dxkpi.actions import StartDraft
from dxkpi.plan import PlanKey
from dxkpi.plan.document_changes import value_at
from dxkpi.plan.document_problem import Location
from dxkpi.store import Store
from tests.support import running
from tests.support.opened_rounds import SECRETARIAT

pytestmark = pytest.mark.browser

KEY = PlanKey("999997", "dx-2023")
NAME = ("indicators", "K01", "name")
TARGET = ("indicators", "K01", "target", "value")
SCHEDULE = ("policies", "1", "measures", "1-1", "schedule")
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
