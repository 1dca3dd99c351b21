"""From an empty store to a judged chart in a real Chromium, as somebody of the secretariat
goes: with the plan's own paper, with a pasted table, with the plan book.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import openpyxl
import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from dxkpi.returns import FormColumn
from tests.drafting import scores
from tests.support import databases, forms, paper_files, running
from tests.support.plan_books import column_number
from tests.support.running import CHART
from tests.support.signed_in_house import bring, download

pytestmark = pytest.mark.browser

TABLE = (
    "指標名\t単位\t現状値（R6）\t目標値（R11）\t担当課\n"
    "電子申請の件数\t件\t1,200\t3,000\tデジタル推進課\n"
    "書かない窓口の利用率\t%\t12.5\t60.0\t市民課\n"
)

BOOK: Mapping[str, Sequence[Mapping[str, str | float]]] = {
    "基本方針・施策": (
        {"区分": "基本方針", "番号": "1", "名称": "市民サービスの向上"},
        {"区分": "施策", "番号": "1-1", "名称": "手続の電子化", "属する基本方針": "1"},
    ),
    "指標": (
        {
            "指標コード": "K01",
            "指標名": "電子申請の利用率",
            "施策の番号": "1-1",
            "担当課": "デジタル推進課",
            "単位": "%",
            "現状値": 21.4,
            "現状値の年度": "R6",
        },
    ),
    "目標": (
        {
            "指標コード": "K01",
            "区分": "現在",
            "目標の種類": "達成",
            "目標値": "60.0%",
            "目標年度": "R11",
        },
    ),
}
"""What is written into an empty plan book, by sheet and heading."""

_FIRST_ROW = 5


class Desk:
    """The window of whoever brings the city's first plan in."""

    def __init__(self, address: str, page: Page) -> None:
        self.address = address
        self.page = page

    def go(self, path: str) -> None:
        self.page.goto(f"{self.address}/{path}")
        running.settled(self.page)

    def fill(self, label: str, text: str) -> None:
        self.page.get_by_label(label).fill(text)
        self.page.keyboard.press("Tab")
        running.settled(self.page)

    def choose(self, label: str, typed: str, option: str) -> None:
        """Find something in a list by typing."""
        box = self.page.get_by_role("combobox", name=re.compile(label))
        running.choose(box, re.compile(option), typed)

    def mark(self, choice: str) -> None:
        """Choose one of several that stand beside one another."""
        button = self.page.get_by_role("radio", name=re.compile(f"^{choice}"))
        button.click()
        expect(button).to_be_checked()
        running.settled(self.page)

    def press(self, button: str) -> None:
        self.button(button).click()
        running.settled(self.page)

    def button(self, name: str) -> Locator:
        return self.page.get_by_role("button", name=re.compile(name)).last

    def follow(self, link: str, title: str) -> None:
        self.page.get_by_role("link", name=link, exact=True).last.click()
        self.is_at(title)

    def is_at(self, title: str) -> None:
        expect(self.page.get_by_role("heading", level=1)).to_have_text(title)
        running.settled(self.page)

    def begin_plan(self, kana: str, city: str, title: str) -> None:
        """① of 計画をはじめる."""
        self.choose("団体", kana, city)
        self.fill("計画の名前", title)
        self.fill("お名前", "企画課 山田")

    def reads(self, *counts: str) -> None:
        """What the page of proposals says that it found."""
        for count in counts:
            lead = self.page.get_by_role("heading", level=2).first
            expect(lead).to_contain_text(count)
        running.settled(self.page)

    def take_shown(self) -> None:
        """Take all proposals that the page shows, which are a dozen at most."""
        together = self.page.get_by_role("button", name=re.compile("採るにする$"))
        if together.count():
            together.click()
            running.settled(self.page)
        else:
            self.mark("採る$")
        self.press("^採った[1-9][0-9]*件を下書きに入れる$")

    def take_doubtful(self) -> None:
        """Take what is to be checked, page for page, until none is left."""
        choice = self.page.get_by_role("radio", name=re.compile("^確かめる"))
        while choice.count():
            self.mark("確かめる")
            self.take_shown()

    def register_draft(self) -> None:
        """From 計画の編集 through 確かめて登録 to the list of indicators."""
        self.mark("確かめて登録")
        expect(self.page.get_by_text("直すところはありません")).to_be_visible()
        self.press("の変更を登録する$")
        expect(self.page.get_by_text("下書きを登録しました")).to_be_visible()
        self.follow("指標の一覧を見る", "指標 (KPI)")

    def report(self, figures: Mapping[str, float], year: str, folder: Path) -> None:
        """Fill the form of a year, bring it, register it."""
        self.page.get_by_role("link", name="実績の登録", exact=True).click()
        self.is_at("実績の登録")
        self.choose("^年度", year, year)
        form = download(self.page, "^全体の様式を受け取る", folder)
        rows = {code: {FormColumn.VALUE: value} for code, value in figures.items()}
        form.write_bytes(forms.fill(form.read_bytes(), rows))
        bring(self.page, form)
        self.press("^登録する$")
        expect(self.page.get_by_text("受付票").first).to_be_visible()

    def is_judged(self, code: str, year: int, name: str, row: str) -> None:
        """The page of an indicator shows its chart, and the judgement of a year."""
        query = re.search(r"city=\d+", self.page.url)
        assert query is not None
        self.go(f"indicator?{query[0]}&year={year}&kpi={code}")
        self.is_at(name)
        expect(self.page.locator(CHART).first).to_be_visible()
        expect(self.page.get_by_role("row", name=re.compile(row)).first).to_be_visible()


def fill_book(book: Path) -> None:
    """Write BOOK into an empty plan book."""
    opened = openpyxl.load_workbook(book)
    for name, rows in BOOK.items():
        sheet = opened[name]
        for number, row in enumerate(rows, _FIRST_ROW):
            for heading, value in row.items():
                sheet.cell(number, column_number(sheet, heading)).value = value
    opened.save(book)


@pytest.fixture
def empty_store(sqlite_stores: databases.Prepared) -> str:
    return sqlite_stores.store()


@pytest.fixture
def desk(browser: Browser, empty_store: str) -> Iterator[Desk]:
    """The bare address of a server whose store has no plan."""
    with running.server(empty_store) as address:
        page = running.opened(browser, address)
        desk = Desk(address, page)
        desk.is_at("計画をはじめる")
        yield desk
        page.context.close()


def test_from_the_plan_as_a_word_file_to_a_judged_chart(
    desk: Desk, tmp_path: Path
) -> None:
    paper = tmp_path / "豊見城市DX推進計画.docx"
    paper.write_bytes(paper_files.word_of(scores.text_of("472123-tomigusuku")))
    desk.begin_plan("とみぐすく", "^豊見城市", "豊見城市DX推進計画")
    desk.press("^ファイルを選ぶ$")
    desk.is_at("計画書を読み取る")
    desk.page.locator('input[type="file"]').set_input_files(paper)
    desk.reads("基本方針3", "施策19", "取組75", "指標1")

    desk.mark("基本方針")
    desk.take_shown()
    desk.press("^確かな案")
    desk.take_doubtful()
    desk.press("^確かな案")
    desk.reads("確かめるところは残っていません")
    desk.follow("この下書きを続ける", "計画の編集")
    desk.register_draft()

    desk.report({"K01": 66.8, "K02": 75.2, "K03": 16}, "令和8年度", tmp_path)
    desk.is_judged("K01", 2026, "職員のDX推進実感率", "令和8年度 66.8 66.5 .*順調")


def test_from_a_pasted_table_to_a_judged_chart(desk: Desk, tmp_path: Path) -> None:
    desk.begin_plan("うるま", "^うるま市", "うるま市DX推進計画")
    desk.choose("^始まり", "令和7年度", "^令和7年度")
    desk.choose("^終わり", "令和11年度", "^令和11年度")
    desk.press("^貼り付ける$")
    desk.is_at("計画書を読み取る")
    desk.fill("ここに貼り付け", TABLE)
    desk.press("^この表の内容を案にする$")
    desk.reads("指標2")
    desk.press("^確かな案 2 ")
    desk.follow("この下書きを続ける", "計画の編集")
    desk.register_draft()

    desk.report({"K01": 1700, "K02": 30.0}, "令和7年度", tmp_path)
    desk.is_judged("K01", 2025, "電子申請の件数", "令和7年度 1,700 1,560 .*順調")


def test_from_an_empty_plan_book_to_a_judged_chart(desk: Desk, tmp_path: Path) -> None:
    desk.begin_plan("うるま", "^うるま市", "うるま市DX推進計画")
    desk.choose("^始まり", "令和7年度", "^令和7年度")
    desk.choose("^終わり", "令和11年度", "^令和11年度")
    book = download(desk.page, "^空のブックを受け取る$", tmp_path)
    fill_book(book)
    desk.press("^書き込んだブックを入れる$")
    desk.is_at("計画の編集")
    desk.page.locator('input[type="file"]').set_input_files(book)
    take = desk.button("件の変更を下書きに入れる$")
    expect(take).to_be_enabled()
    take.click()
    expect(desk.page.get_by_text("件の変更を下書きに入れました")).to_be_visible()
    desk.register_draft()

    desk.report({"K01": 30.0}, "令和7年度", tmp_path)
    desk.is_judged("K01", 2025, "電子申請の利用率", "令和7年度 30.0 29.1 .*順調")
