"""Tables as they are copied from the browser: into a spreadsheet, or as plain text."""

from typing import cast

import pytest
from playwright.sync_api import Browser, Page

from tests.support.running import opened

pytestmark = pytest.mark.browser

TABLES = {
    "indicators": "kpi?city=999997&year=2025&table=1",
    "years": "realisation?city=999997&year=2025",
    "schedule": "schedule?city=999997&year=2025&table=1",
}
_SELECT_TABLE = """table => {
    const range = document.createRange();
    range.selectNode(table);
    getSelection().removeAllRanges();
    getSelection().addRange(range);
}"""
_READ_CLIPBOARD = """async kind => {
    const [item] = await navigator.clipboard.read();
    return await (await item.getType(kind)).text();
}"""
_JOINING_LETTERS = "\u2060\u200b\u202f\ufeff"


def copied_table(page: Page, kind: str = "text/plain") -> str:
    """The first table of the page as the clipboard has it."""
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.locator('[data-testid="stTable"] table').first.evaluate(_SELECT_TABLE)
    page.keyboard.press("Control+c")
    return cast("str", page.evaluate(_READ_CLIPBOARD, kind))


def rows_of(text: str) -> list[list[str]]:
    """The cells of each row; the lines of a cell that has several are left out."""
    rows = [line.split("\t") for line in text.splitlines() if line.strip()]
    return [row for row in rows if len(row) == len(rows[0])]


def number(cell: str) -> float:
    return float(cell.replace(",", ""))


def test_copied_figures_of_the_indicators_are_numbers(
    browser: Browser, address: str
) -> None:
    page = opened(browser, f"{address}/{TABLES['indicators']}")
    text = copied_table(page)
    page.context.close()
    head, *rows = [line.split("\t") for line in text.splitlines() if line.strip()]
    assert {len(row) for row in rows} == {len(head)}
    assert len(rows) >= 18
    row = next(row for row in rows if "オンライン申請の利用率" in row)
    figures = dict(zip(head, row, strict=True))
    names = ("前年度", "実績", "差", "期待値", "ペース（%）")
    assert [number(figures[name]) for name in names] == [26.2, 29.0, 2.8, 43.2, 43.7]


def test_copied_years_of_the_realisation_rate_have_a_number_a_cell(
    browser: Browser, address: str
) -> None:
    page = opened(browser, f"{address}/{TABLES['years']}")
    head, *rows = rows_of(copied_table(page))
    page.context.close()
    assert head[:4] == ["年度", "実績", "線", "差"]
    assert [row[0] for row in rows] == ["R3", "R4", "R5", "R6", "R7", "R8", "R9"]
    assert [number(row[1]) for row in rows[:5]] == [65.9, 58.2, 60.5, 62.8, 64.1]
    assert [number(row[2]) for row in rows[1:]] == [58.2, 60.6, 62.9, 65.3, 67.6, 70.0]
    assert [number(row[3]) for row in rows[2:5]] == [-0.1, -0.1, -1.2]


def test_a_copied_schedule_has_a_cell_for_each_year(
    browser: Browser, address: str
) -> None:
    page = opened(browser, f"{address}/{TABLES['schedule']}")
    head, *rows = rows_of(copied_table(page))
    page.context.close()
    assert head[1:6] == [f"令和{year}年度" for year in range(5, 10)]
    assert rows


@pytest.mark.parametrize("table", TABLES)
def test_nothing_unseen_is_copied_along(
    table: str, browser: Browser, address: str
) -> None:
    page = opened(browser, f"{address}/{TABLES[table]}")
    for kind in ("text/plain", "text/html"):
        text = copied_table(page, kind)
        assert not set(text) & set(_JOINING_LETTERS)
    page.context.close()
