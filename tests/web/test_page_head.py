"""What the head of the page does in a real Chromium: the library's own words, no translation by the browser."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser, FilePayload, Page, expect

from tests import samples
from tests.support import running
from tests.support.running import choose, opened, settled

pytestmark = pytest.mark.browser

UPLOAD = "upload?city=999997&year=2025"
MINUTE = re.compile(r"\d+時\d+分")
LATIN_WORD = re.compile(r"[A-Za-z]{3,}")
OUR_LATIN_WORDS = {"Excel", "xlsx", "upload"}  # upload is the name of an icon
AS_A_BROWSER_TRANSLATES = """() => {
    const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
    const nodes = []
    while (texts.nextNode()) nodes.push(texts.currentNode)
    let replaced = 0
    for (const node of nodes) {
        if (!node.nodeValue.trim() || node.parentElement.closest('[translate="no"], .notranslate')) continue
        const font = document.createElement("font")
        font.textContent = node.nodeValue
        node.replaceWith(font)
        replaced += 1
    }
    return replaced
}"""


def words_of(page: Page) -> str:
    """The words of the page but the minute at which it was drawn."""
    return MINUTE.sub("", page.get_by_test_id("stMain").inner_text())


@pytest.fixture
def page(browser: Browser, address: str) -> Page:
    return opened(browser, f"{address}/{UPLOAD}")


def test_the_uploader_speaks_japanese_and_english_after_the_switch(page: Page) -> None:
    uploader = page.get_by_test_id("stFileUploader")
    expect(uploader.get_by_test_id("stBaseButton-secondary")).to_contain_text(
        "ファイルを選ぶ"
    )
    expect(uploader).to_contain_text("1つ10MBまで")
    words = set(LATIN_WORD.findall(uploader.inner_text()))
    assert words <= OUR_LATIN_WORDS
    language = page.get_by_role("combobox", name=re.compile("Language"))
    choose(language, "English")
    expect(uploader.get_by_test_id("stBaseButton-secondary")).to_contain_text("Upload")
    expect(uploader).to_contain_text("10MB per file")
    expect(page.locator("html")).to_have_attribute("lang", "en")
    page.context.close()


def test_why_a_file_is_too_large_can_be_read(page: Page) -> None:
    large = FilePayload(name="大.xlsx", mimeType="", buffer=bytes(11 * 1024 * 1024))
    page.locator('input[type="file"]').set_input_files(large)
    why = page.get_by_test_id("stFileChip").get_by_role("alert")
    expect(why).to_contain_text("10.0MBまでのファイルを選んでください")
    seen = why.bounding_box()
    assert seen is not None
    assert seen["width"] > 150
    assert seen["height"] > 15
    page.context.close()


def test_the_fields_and_tables_of_a_survey_speak_japanese(
    browser: Browser, address: str
) -> None:
    page = opened(browser, f"{address}/survey?city=999997&year=2025")
    answers = FilePayload(
        name="回答.csv", mimeType="text/csv", buffer=samples.answers()
    )
    page.locator('input[type="file"]').set_input_files(answers)
    expect(page.get_by_test_id("stDateInput")).to_contain_text("年/月/日")
    settled(page)
    for place in ("stDateInputField", "stNumberInput", "stElementToolbar"):
        words = set(LATIN_WORD.findall(" ".join(labels_in(page, place))))
        assert words <= {"CSV"}, place
    table = page.get_by_test_id("stDataFrame")
    table.hover()
    expect(
        table.get_by_role("button", name="行を加える：課ごとの対象者数")
    ).to_be_visible()
    page.context.close()


def labels_in(page: Page, place: str) -> list[str]:
    """What a screen reader says of the buttons and fields in a place."""
    labelled = page.get_by_test_id(place).locator("[aria-label]")
    labels = labelled.evaluate_all("all => all.map(one => one.ariaLabel)")
    assert labels, place
    return [str(label) for label in labels]


def test_headings_and_steps_are_broken_between_phrases(page: Page) -> None:
    main = page.get_by_test_id("stMain")
    for text in (
        main.get_by_role("heading", level=2),
        main.get_by_text("様式を受け取る"),
    ):
        expect(text.first).to_have_css("word-break", "auto-phrase")
    page.context.close()


def test_words_of_other_people_stay_as_they_are(page: Page) -> None:
    page.evaluate(
        """() => {
            const words = document.createElement("p")
            words.id = "theirs"
            words.textContent = "Upload"
            document.querySelector('[data-testid="stMain"]').append(words)
        }"""
    )
    settled(page)
    expect(page.locator("#theirs")).to_have_text("Upload")
    page.context.close()


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost"])
def test_a_server_that_is_gone_is_told_in_japanese(
    browser: Browser, filled: Path, tmp_path: Path, host: str
) -> None:
    with running.server(running.copied(filled, tmp_path)) as url:
        page = opened(browser, f"{url.replace('127.0.0.1', host)}/{UPLOAD}")
    dialog = page.get_by_role("dialog")
    expect(dialog).to_contain_text("サーバーにつながりません")
    expect(dialog).to_contain_text("登録済みの値は失われません")
    expect(dialog).not_to_contain_text("Streamlit")
    page.context.close()


def test_a_browser_that_translates_leaves_no_old_figure_beside_a_new_one(
    browser: Browser, address: str
) -> None:
    there = f"{address}/overview?city=999997"
    fresh = opened(browser, f"{there}&year=2024")
    wanted = words_of(fresh)
    fresh.context.close()
    page = opened(browser, f"{there}&year=2025")
    assert page.evaluate(AS_A_BROWSER_TRANSLATES) == 0
    year = page.get_by_role("combobox", name=re.compile("年度"))
    choose(year, re.compile("令和6年度"))
    expect(page.get_by_test_id("stMain")).to_contain_text("令和6年度の実績22件のうち")
    assert words_of(settled(page)) == wanted
    page.evaluate(
        """() => {
            document.documentElement.removeAttribute("translate")
            document.documentElement.classList.remove("notranslate")
        }"""
    )
    assert page.evaluate(AS_A_BROWSER_TRANSLATES) > 0
    page.context.close()


def test_a_browser_that_was_here_before_connects_without_asking_first(
    browser: Browser, address: str
) -> None:
    page = opened(browser, f"{address}/overview?city=999997")
    host = "window.__streamlit.HOST_CONFIG"
    assert page.evaluate(f"{host}.useExternalAuthToken") is None
    again = page.context.new_page()
    again.goto(f"{address}/overview?city=999997")
    expect(again.get_by_role("heading", level=1)).to_have_text("概要")
    assert again.evaluate(f"{host}.useExternalAuthToken") is False
    assert again.evaluate(f"{host}.allowedOrigins") == ["https://nobody.invalid"]
    page.context.close()


def test_the_scripts_that_the_head_names_are_all_there(
    browser: Browser, address: str
) -> None:
    context = browser.new_context(locale="ja-JP")
    page = context.new_page()
    missing: list[str] = []
    page.on(
        "response",
        lambda answer: missing.append(answer.url) if answer.status >= 400 else None,
    )
    page.goto(f"{address}/kpi?city=999997")
    settled(page)
    assert missing == []
    context.close()
