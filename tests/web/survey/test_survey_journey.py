"""From the survey tool's csv to the one-pager for the 本部会議, in a real Chromium."""

import io
import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect
from pypdf import PdfReader

from tests import samples
from tests.support import running

pytestmark = pytest.mark.browser


@pytest.fixture
def page(browser: Browser, address: str) -> Page:
    return running.opened(browser, f"{address}/survey?city=999997&year=2025")


def answered(page: Page, written: str, means: str) -> None:
    """Say which 課 a name means that is written otherwise."""
    box = page.get_by_role("combobox", name=re.compile(f"「{written}」"))
    running.choose(box, re.compile(f"^{means}$"))


def go(page: Page, name: str) -> None:
    page.get_by_test_id("stSidebar").get_by_role("link", name=name).click()
    expect(page.get_by_role("heading", level=1)).to_have_text(name)
    running.settled(page)


def test_answers_in_cp932_become_the_rate_and_stand_on_the_one_pager(
    page: Page, tmp_path: Path
) -> None:
    file = tmp_path / "職員アンケート.csv"
    file.write_bytes(samples.answers())
    assert "実感" not in file.read_bytes().decode("utf-8", "replace")
    page.locator('input[type="file"]').set_input_files(str(file))
    expect(
        page.get_by_text("408件").or_(page.get_by_text("408行")).first
    ).to_be_visible()
    running.settled(page)

    page.get_by_label(re.compile("対象者数（全体）|全体の対象者数")).first.fill("622")
    page.keyboard.press("Tab")
    running.settled(page)
    expect(page.get_by_text(re.compile("2回以上回答")).first).to_be_visible()
    expect(page.get_by_role("button", name="登録する").last).to_be_disabled()
    answered(page, "デジタル推進", "デジタル推進課")
    answered(page, "会計", "会計課")
    expect(
        page.get_by_text(re.compile(r"令和7年度は64\.1%（±2\.8）")).first
    ).to_be_visible()
    page.get_by_label(re.compile("お名前")).fill("デジタル推進課 鈴木")
    page.get_by_role("button", name="登録する").last.click()
    running.settled(page)
    expect(page.get_by_text("受付票").first).to_be_visible()

    go(page, "職員のDX推進実感率")
    sentence = page.get_by_role("heading", level=2).first.inner_text()
    assert "64.1%（±2.8）。3年間で5.9ポイント確かに上がり、" in sentence
    go(page, "変更履歴")
    expect(page.get_by_text("職員アンケートの集計").first).to_be_visible()

    go(page, "本部会議用")
    expect(page.get_by_text(re.compile(r"64\.1%（±2\.8）")).first).to_be_visible()
    with page.expect_download() as download:
        page.get_by_role("button", name="PDFを受け取る").click()
    sheet = tmp_path / download.value.suggested_filename
    download.value.save_as(sheet)
    pdf = PdfReader(io.BytesIO(sheet.read_bytes()))
    assert len(pdf.pages) == 1
    text = re.sub(r"\s+", "", pdf.pages[0].extract_text())
    assert (
        "令和7年度は64.1%（±2.8）で、3年間で5.9ポイント、確かに上がりました。" in text
    )
    page.context.close()
