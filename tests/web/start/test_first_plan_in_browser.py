"""From an empty store to a chart that is judged, in a real Chromium: with the plan book,
and with the city's own paper.
"""

import re
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from dxkpi.plan import Plan
from dxkpi.store import Store
from dxkpi.workbook.plan_book.book_writing import plan_book
from tests.support import databases, running

pytestmark = pytest.mark.browser

CITY = "472123"
PAPER = Path(__file__).parents[2] / "fixtures" / "plan_texts" / "472123-tomigusuku.txt"
TABLE = "指標名\t単位\t現状値（R7）\t目標値（R12）\n電子申請の割合\t%\t58.2\t70.0"


@pytest.fixture
def address(tmp_path: Path) -> Iterator[str]:
    """A dashboard whose store has no plan."""
    url = databases.sqlite(tmp_path)
    with closing(Store(url)) as store:
        store.migrate()
    with running.server(url) as served:
        yield served


def write(page: Page, label: str, text: str) -> None:
    field = page.get_by_role("textbox", name=re.compile(label)).first
    field.fill(text)
    field.press("Tab")
    running.settled(page)


def choose(page: Page, label: str, typed: str) -> None:
    field = page.get_by_role("combobox", name=re.compile(label)).first
    field.click()
    field.fill(typed)
    page.get_by_role("option").first.click()
    running.settled(page)


def press(page: Page, label: str | re.Pattern[str]) -> None:
    page.get_by_role("button", name=label).first.click()
    running.settled(page)


def test_an_empty_store_becomes_a_judged_chart_with_the_plan_book(
    browser: Browser, address: str, tmp_path: Path, shipped_plans: dict[str, Plan]
) -> None:
    plan = shipped_plans[CITY]
    book = tmp_path / "計画ブック.xlsx"
    book.write_bytes(plan_book(plan))
    page = begun(browser, address, plan, "書き込んだブックを入れる")
    page.locator('input[type="file"]').first.set_input_files(str(book))
    running.settled(page)
    press(page, re.compile("件の変更を下書きに入れる"))
    expect(page.get_by_text("件の変更を下書きに入れました。").first).to_be_visible()
    register_and_look(page, address, plan.indicators[0].name)


def test_an_empty_store_becomes_a_judged_chart_with_the_citys_own_paper(
    browser: Browser, address: str, shipped_plans: dict[str, Plan]
) -> None:
    plan = shipped_plans[CITY]
    page = begun(browser, address, plan, "ファイルを選ぶ")
    page.locator('input[type="file"]').first.set_input_files(str(PAPER))
    expect(page.get_by_text("基本方針3、施策19、取組75、指標1").first).to_be_visible(
        timeout=30_000
    )
    running.settled(page)
    page.get_by_text(re.compile("属する.*件もいっしょに採る")).first.click()
    running.settled(page)
    press(page, re.compile("確かな案 .* をまとめて採る"))
    expect(page.get_by_text("件を下書きに入れました。").first).to_be_visible()
    page.get_by_role("link", name="この下書きを続ける").first.click()
    running.settled(page)
    register_and_look(page, address, plan.indicators[0].name)


def test_an_empty_store_becomes_a_judged_chart_with_a_pasted_table(
    browser: Browser, address: str, shipped_plans: dict[str, Plan]
) -> None:
    page = begun(browser, address, shipped_plans[CITY], "貼り付ける")
    write(page, "ウェブページの表", TABLE)
    press(page, "この表の内容を案にする")
    take = page.get_by_role("radio", name="採る").or_(
        page.get_by_role("button", name="採る", exact=True)
    )
    take.first.click()
    running.settled(page)
    press(page, re.compile("採った1件を下書きに入れる"))
    expect(page.get_by_text("1件を下書きに入れました。").first).to_be_visible()
    page.get_by_role("link", name="この下書きを続ける").first.click()
    running.settled(page)
    register_and_look(page, address, "電子申請の割合")


def begun(browser: Browser, address: str, plan: Plan, way: str) -> Page:
    """A draft of the city's plan begun in an empty store, by one of the ways in."""
    page = running.opened(browser, address)
    expect(page.get_by_role("heading", name="計画をはじめる")).to_be_visible()
    choose(page, "団体", "とみぐすくし")
    write(page, "計画の名前", plan.about.title)
    choose(page, "始まり", "令和8年度")
    choose(page, "終わり", "令和12年度")
    write(page, "お名前", "企画課 佐藤")
    press(page, way)
    return page


def register_and_look(page: Page, address: str, name: str) -> None:
    """Register the opened draft, and see the chart of its first indicator."""
    page.get_by_text("確かめて登録").first.click()
    running.settled(page)
    press(page, re.compile("件の変更を登録する"))
    expect(page.get_by_text("登録しました").first).to_be_visible()
    page.goto(f"{address}/indicator?city={CITY}&kpi=K01")
    running.settled(page)
    expect(page.get_by_role("heading", name=name).first).to_be_visible()
    expect(page.locator(".vega-embed").first).to_be_visible()
    page.context.close()
