"""The yearly cycle of a department in a real Chromium: form, mistakes, the marked form, registration, withdrawal."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from dxkpi.returns import FormColumn
from tests.support import forms, running
from tests.support.signed_in_house import bring, download

pytestmark = pytest.mark.browser

FIRST: forms.Rows = {
    "K13": {FormColumn.VALUE: 99.4},
    "K16": {FormColumn.VALUE: 21, FormColumn.NOTE: None},
    "K17": {FormColumn.VALUE: 0.098},
    "K18": {FormColumn.VALUE: "集計中", FormColumn.MISSING: None},
    "3-1/1": {FormColumn.STATE: "実施中", FormColumn.PERCENT: 60},
}
MENDED: forms.Rows = {
    "K16": {FormColumn.NOTE: "研修の回数を増やす。"},
    "K18": {FormColumn.VALUE: "５人", FormColumn.MISSING: None},
}


@pytest.fixture
def page(browser: Browser, address: str) -> Page:
    return running.opened(browser, f"{address}/upload?city=999997&year=2025")


def test_a_department_takes_the_form_mends_it_registers_and_withdraws(
    page: Page, tmp_path: Path
) -> None:
    box = page.get_by_role("combobox", name=re.compile("担当課"))
    running.choose(box, re.compile("^人事課"))
    form = download(page, "^人事課の様式を受け取る|人事課の様式を受け取る", tmp_path)
    assert form.name == "実績様式-令和7年度-人事課.xlsx"
    form.write_bytes(forms.fill(form.read_bytes(), FIRST))

    bring(page, form)
    expect(page.get_by_role("heading", level=2).first).to_have_text(
        "2か所を直すと登録できます。ほかに1か所、確かめてください。"
    )
    expect(page.get_by_role("cell", name="集計中", exact=True)).to_be_visible()
    expect(page.get_by_role("button", name="登録する").last).to_be_disabled()
    marked = download(page, "印を付けた様式を受け取る", tmp_path)
    marked.write_bytes(forms.fill(marked.read_bytes(), MENDED))

    page.get_by_role("button", name=re.compile("取り除く")).click()
    running.settled(page)
    bring(page, marked)
    expect(page.get_by_role("heading", level=2).first).to_have_text(
        "1か所を確かめると登録できます。"
    )
    page.get_by_text(re.compile(r"^9\.8%\s*として登録$")).click()
    running.settled(page)
    expect(page.get_by_role("heading", level=2).first).to_contain_text("登録できます")
    page.get_by_label(re.compile("お名前")).fill("人事課 佐藤")
    page.get_by_role("button", name="登録する").last.click()
    running.settled(page)
    expect(page.get_by_text("受付票").first).to_be_visible()
    expect(page.get_by_text("人事課 佐藤").first).to_be_visible()

    page.get_by_test_id("stSidebar").get_by_role("link", name="指標 (KPI)").click()
    running.settled(page)
    page.get_by_role("link", name="デジタル人材の外部登用").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("デジタル人材の外部登用")
    expect(page.get_by_text("5人").first).to_be_visible()

    page.get_by_test_id("stSidebar").get_by_role("link", name="変更履歴").click()
    running.settled(page)
    expect(page.get_by_text(marked.name).first).to_be_visible()
    page.get_by_test_id("stSidebar").get_by_role("link", name="提出状況").click()
    running.settled(page)
    expect(page.get_by_text("提出済").first).to_be_visible()

    box = page.get_by_role("combobox", name=re.compile("課を開く"))
    running.choose(box, re.compile("人事課"))
    page.get_by_role("button", name="取り下げる…").click()
    expect(page.get_by_text("元に戻ります").first).to_be_visible()
    page.get_by_label("取り下げる理由（必須）").fill("別の課の値だったため")
    page.get_by_role("button", name="取り下げる", exact=True).click()
    expect(page.get_by_text("を取り下げました").first).to_be_visible()
    page.context.close()


def test_a_file_that_is_no_workbook_gets_a_sentence(page: Page, tmp_path: Path) -> None:
    file = tmp_path / "実績.xlsx"
    file.write_bytes(b"%PDF-1.7 not a workbook")
    bring(page, file)
    expect(page.get_by_text("Excelのブック").first).to_be_visible()
    page.context.close()


@pytest.mark.parametrize(("width", "rows"), [(1440, 1), (1024, 1), (390, 2)])
def test_the_four_steps_stand_in_rows_of_equal_length(
    browser: Browser, address: str, width: int, rows: int
) -> None:
    page = running.opened(browser, f"{address}/upload?city=999997&year=2025", width)
    tops = []
    for step in ("① 様式を受け取る", "② ファイルを選ぶ", "③ 確かめる", "④ 登録する"):
        seen = (
            page.get_by_test_id("stMarkdown").filter(has_text=step).first.bounding_box()
        )
        assert seen is not None
        tops.append(round(seen["y"]))
    for row in set(tops):
        assert tops.count(row) == 4 // rows
    page.context.close()
