"""The page for the 本部会議 shows and prints what its PDF holds."""

import io
import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser
from pypdf import PdfReader

from dxkpi import fiscal
from dxkpi.plan import Plan
from dxkpi.rules import default_year
from tests.support.apptest import CITIES, Open, charts_of
from tests.support.briefs import A4, TODAY, brief_of, comparable_text, pdf_text
from tests.support.running import opened


@pytest.mark.parametrize("code", CITIES)
def test_the_screen_shows_every_word_and_chart_of_the_sheet(
    code: str, visit: Open, shipped_plans: dict[str, Plan]
) -> None:
    plan = shipped_plans[code]
    year = default_year(plan, fiscal.last_closed_year(TODAY))
    at = visit("brief", city=code)
    assert not at.exception
    brief = brief_of(plan, year)
    kinds = (at.title, at.header, at.markdown, at.caption)
    shown = [str(element.value) for kind in kinds for element in kind]
    shown += [
        text for card in at.metric for text in (card.label, card.value, card.delta)
    ]
    shown += [
        text
        for table in at.table
        for text in (*table.value.columns, *table.value.to_numpy().ravel())
    ]
    whole = comparable_text(
        "\n".join(re.sub(r"\\(?=[!-/:-@\[-`{-~])", "", text) for text in shown)
    )
    told = [
        text for text in brief.texts if "現在" not in text
    ]  # the moment of the store is not the test's
    assert [text for text in told if comparable_text(text) not in whole] == []
    charts = [brief.lead.chart] if brief.lead else []
    charts += [brief.strip] if brief.strip else []
    drawn = [chart["layer"] for chart in charts_of(at)]
    assert [len(layers) for layers in drawn] == [
        len(chart["layer"]) for chart in charts
    ]


@pytest.mark.browser
@pytest.mark.parametrize("width", [390, 1024, 1440])
@pytest.mark.parametrize("city", ["999997", "452068"])
def test_the_page_prints_on_one_sheet_from_any_window(
    browser: Browser, address: str, city: str, width: int
) -> None:
    page = opened(browser, f"{address}/brief?city={city}&year=2025", width)
    printed = PdfReader(io.BytesIO(page.pdf(prefer_css_page_size=True)))
    assert len(printed.pages) == 1
    page.context.close()


@pytest.mark.browser
def test_the_page_prints_on_one_upright_sheet_and_gives_the_pdf(
    browser: Browser, address: str
) -> None:
    page = opened(browser, f"{address}/brief?city=999997&year=2025")
    printed = PdfReader(io.BytesIO(page.pdf(prefer_css_page_size=True)))
    assert len(printed.pages) == 1
    assert [float(side) for side in printed.pages[0].mediabox[2:]] == pytest.approx(
        A4, abs=1
    )
    with page.expect_download() as download:
        page.get_by_role("button", name="PDFを受け取る").click()
    assert download.value.suggested_filename == "999997-brief-2025.pdf"
    assert "64.1%(±2.8)" in pdf_text(Path(download.value.path()).read_bytes())
    page.context.close()
