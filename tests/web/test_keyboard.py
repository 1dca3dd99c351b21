"""The dashboard by the keyboard alone: every stop on every page, and where Enter leads."""

import re

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.support.keyboard_stops import MOST_STOPS, stops_of
from tests.support.running import opened

pytestmark = pytest.mark.browser

QUERY = "city=999997&year=2025"
PAGES = (
    "overview",
    "brief",
    "kpi",
    "realisation",
    "schedule",
    "plan",
    "department",
    "compare",
    "indicator",
    "upload",
    "survey",
    "returns",
    "round",
    "review",
    "start",
    "reading",
    "edit",
    "accounts",
    "changes",
    "help",
)
OTHERWISE = {"indicator": "kpi=K04", "plan": "plan_opened=1-1"}
"""What else the address of a page holds."""


def open_page(browser: Browser, address: str, name: str) -> Page:
    query = "&".join(filter(None, (QUERY, OTHERWISE.get(name))))
    return opened(browser, f"{address}/{name}?{query}")


@pytest.mark.parametrize("name", PAGES)
def test_every_stop_has_a_japanese_name_and_a_focus_that_is_seen(
    browser: Browser, address: str, name: str
) -> None:
    page = open_page(browser, address, name)
    stops = stops_of(page)
    assert 18 < len(stops) < MOST_STOPS  # the menu alone has 18
    assert [stop for stop in stops if not stop.is_whole] == []
    page.context.close()


def test_enter_on_each_link_of_the_menu_opens_the_page_of_its_name(
    browser: Browser, address: str
) -> None:
    page = open_page(browser, address, "overview")
    menu = page.get_by_test_id("stSidebar").get_by_role("link")
    names = [text.splitlines()[-1] for text in menu.all_inner_texts()]
    assert len(names) == len(PAGES) - 2  # an indicator and a paper are opened elsewhere
    for name in reversed(names):
        menu.get_by_text(name, exact=True).locator("xpath=ancestor::a").focus()
        page.keyboard.press("Enter")
        expect(page.get_by_role("heading", level=1)).to_have_text(title_of(name))
        assert QUERY in page.url
    page.context.close()


def title_of(link: str) -> str:
    """The heading of the page that a link of the menu names; of 私の課 its first 課."""
    return {"私の課": "市民課"}.get(link, link)


@pytest.mark.parametrize(
    ("name", "link", "title"),
    [
        ("overview", "本部会議用", "本部会議用"),
        ("overview", "工程表を見る", "工程表"),
        ("overview", "オンライン申請の利用率", "オンライン申請の利用率"),
        ("realisation", "この指標の定義", "職員のDX推進実感率"),
        ("kpi", "電子決裁率", "電子決裁率"),
        ("plan", "工程表で見る", "1-1"),
        ("department", "提出状況", "提出状況"),
        ("department", "様式を受け取り", "実績の登録"),
        ("indicator", "指標の一覧へ", "指標 (KPI)"),
        ("indicator", "計画の施策1-2", "1-2"),
        ("upload", "提出状況", "提出状況"),
    ],
)
def test_enter_on_a_link_leads_where_it_says_and_back_returns(
    browser: Browser, address: str, name: str, link: str, title: str
) -> None:
    page = open_page(browser, address, name)
    heading = page.get_by_role("heading", level=1)
    here = heading.inner_text()
    page.get_by_role("main").get_by_role("link", name=link).first.focus()
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(f"^{address}/(?!{name}\\b)"))
    expect(heading).to_contain_text(title)
    page.go_back()
    page.wait_for_url(re.compile(f"^{address}/{name}\\b"))
    expect(heading).to_have_text(here)
    page.context.close()
