"""What readers take away: the files behind the buttons, and the page on paper."""

import io
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from zipfile import ZipFile

import pytest
from PIL import Image
from playwright.sync_api import Browser, Page, expect
from pypdf import PdfReader

from dxkpi.settings import PROJECT
from tests.support import running
from tests.support.running import CHART, choose, opened

A4_LANDSCAPE, MARGIN = (297, 210), 12
MILLIMETRE, POINT = 96 / 25.4, 72 / 25.4
OF_A_YEAR = ("overview", "kpi", "indicator?kpi=K04", "realisation", "schedule")
WITH_CHARTS = (*OF_A_YEAR, "compare")
SCREENS = (*WITH_CHARTS, "plan", "department", "help")
THEME = tomllib.loads((PROJECT / ".streamlit" / "config.toml").read_text("utf-8"))[
    "theme"
]


def taken(page: Page, kind: str) -> tuple[str, bytes]:
    """The name and the content of the file that a click on the first such button gives."""
    with page.expect_download() as download:
        page.get_by_role("button", name=f"({kind})").first.click()
    return download.value.suggested_filename, Path(download.value.path()).read_bytes()


def shown(
    browser: Browser,
    address: str,
    screen: str,
    width: int = 1440,
    scheme: str = "light",
) -> Page:
    joined = "&" if "?" in screen else "?"
    return opened(
        browser, f"{address}/{screen}{joined}city=999997&year=2025", width, scheme
    )


def on_screen(page: Page) -> Page:
    """The page as it stands in a window on a desk, and not as if it was printed."""
    page.emulate_media(media="null")
    page.set_viewport_size({"width": 1440, "height": 900})
    return page


def on_paper(page: Page) -> Page:
    """The page laid out as wide as a sheet, in its print style."""
    page.emulate_media(media="print")
    page.set_viewport_size(
        {"width": round((A4_LANDSCAPE[0] - 2 * MARGIN) * MILLIMETRE), "height": 703}
    )
    return page


# --- Files -------------------------------------------------------------------------------------------------------------


@pytest.mark.browser
def test_the_files_of_an_indicator_are_a_table_and_two_pictures(
    browser: Browser, address: str
) -> None:
    page = opened(browser, f"{address}/indicator?city=999997&kpi=K04&year=2025")
    name, csv = taken(page, "CSV")
    assert name == "999997-K04-2025.csv"
    assert csv.startswith(b"\xef\xbb\xbf")
    name, png = taken(page, "PNG")
    assert name == "999997-K04-2025.png"
    assert Image.open(io.BytesIO(png)).width == 1920
    name, svg = taken(page, "SVG")
    assert name == "999997-K04-2025.svg"
    for words in (
        "マイナンバーカード保有枚数率",
        "見本県見本市（架空）",
        "令和7年度",
        "縦軸は30%から",
        "出典：",
    ):
        assert words in svg.decode()
    page.context.close()


@pytest.mark.browser
def test_the_pictures_of_the_gallery_come_as_a_zip_named_after_the_indicators(
    browser: Browser, address: str
) -> None:
    page = opened(browser, f"{address}/kpi?city=472123&year=2025")
    name, packed = taken(page, "PNG")
    assert name == "472123-kpi-2025-png.zip"
    with ZipFile(io.BytesIO(packed)) as archive:
        names = archive.namelist()
    assert names[0] == "01 職員のDX推進実感率.png"
    page.context.close()


@pytest.mark.browser
@pytest.mark.parametrize(
    ("screen", "file"),
    [("plan", "999997-plan.csv"), ("compare", "999997-national-items.csv")],
)
def test_a_page_of_no_year_gives_files_of_no_year(
    browser: Browser, address: str, screen: str, file: str
) -> None:
    page = shown(browser, address, screen)
    name, _csv = taken(page, "CSV")
    assert name == file
    page.context.close()


@pytest.mark.browser
def test_files_speak_the_language_of_the_page(browser: Browser, address: str) -> None:
    page = opened(browser, f"{address}/indicator?city=999997&kpi=K07", locale="en-US")
    svg = taken(page, "SVG")[1].decode()
    assert "Source: " in svg
    assert "target every year" in svg
    page.context.close()


@pytest.mark.browser
def test_a_server_that_drew_pictures_leaves_nothing_behind(
    browser: Browser, filled: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    with running.server(running.copied(filled, tmp_path)) as address:
        page = opened(browser, f"{address}/indicator?city=999997&kpi=K04")
        taken(page, "PNG")
        assert list(tmp_path.glob("dxkpi-fonts-*"))
        page.context.close()
    assert not list(tmp_path.glob("dxkpi-fonts-*"))


# --- Paper -------------------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def page(
    request: pytest.FixtureRequest, browser: Browser, address: str
) -> Iterator[Page]:
    """A screen, opened once for all that only looks at it."""
    page = shown(browser, address, request.param)
    yield page
    page.context.close()


@pytest.mark.browser
@pytest.mark.parametrize("page", SCREENS, indirect=True)
def test_a_page_prints_on_a4_landscape(page: Page) -> None:
    on_screen(page)
    sheets = re.findall(
        rb"/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]", page.pdf(prefer_css_page_size=True)
    )
    assert 1 < len(sheets) <= 8
    for sheet in sheets:
        assert [float(side) for side in sheet] == pytest.approx(
            [side * POINT for side in A4_LANDSCAPE], abs=1
        )


@pytest.mark.browser
@pytest.mark.parametrize("page", OF_A_YEAR, indirect=True)
def test_paper_shows_the_title_the_city_and_the_year(page: Page) -> None:
    on_paper(page)
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    boxes = page.get_by_role("main").get_by_role("combobox").all()
    assert [box.input_value() for box in boxes if box.is_visible()] == [
        "見本市（架空）",
        "令和7年度",
    ]


@pytest.mark.browser
@pytest.mark.parametrize("page", SCREENS, indirect=True)
def test_paper_shows_nothing_to_click(page: Page) -> None:
    on_paper(page)
    for part in (
        "stSidebar",
        "stHeader",
        "stCheckbox",
        "stDownloadButton",
        "stElementToolbar",
    ):
        assert not any(
            found.is_visible() for found in page.get_by_test_id(part).all()
        ), part
    assert not any(button.is_visible() for button in page.get_by_role("button").all())


@pytest.mark.browser
@pytest.mark.parametrize("screen", WITH_CHARTS)
@pytest.mark.parametrize("window", [1920, 390])
def test_every_chart_fits_on_the_sheet_whatever_the_window(
    browser: Browser, address: str, screen: str, window: int
) -> None:
    page = on_paper(shown(browser, address, screen, window))
    width, height = ((side - 2 * MARGIN) * MILLIMETRE for side in A4_LANDSCAPE)
    boxes = [chart.bounding_box() for chart in page.locator(CHART).all()]
    assert boxes
    for box in boxes:
        assert box is not None
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= width + 1
        assert box["height"] <= height
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    page.context.close()


@pytest.mark.browser
@pytest.mark.parametrize("window", [1920, 390])
def test_a_long_chart_is_whole_on_screen_and_goes_on_from_sheet_to_sheet_on_paper(
    browser: Browser, address: str, window: int
) -> None:
    page = opened(browser, f"{address}/schedule?city=452068&year=2025", window)
    chart = page.locator(CHART).first
    names = [
        text for text in chart.locator("text").all_text_contents() if text[:2] == "1-"
    ]
    assert len(names) == 12
    assert page.locator(".chart_sheets").count() == 0
    page.emulate_media(media="print")
    sheets = page.locator(".chart_sheets > div")
    expect(sheets.nth(1)).to_be_visible()
    height = (A4_LANDSCAPE[1] - 2 * MARGIN) * MILLIMETRE
    found = []
    for sheet in sheets.all():
        box = sheet.bounding_box()
        assert box is not None
        assert box["height"] <= height
        years, rows = sheet.locator("svg").all()
        assert years.evaluate(SHOWN_WORDS)[0] == "令和3年度"
        found += [text for text in rows.evaluate(SHOWN_WORDS) if text[:2] == "1-"]
    assert found == names, "no row is cut, doubled or lost"
    page.emulate_media(media="screen")
    expect(page.locator(".chart_sheets")).to_have_count(0)
    expect(chart).to_be_visible()
    page.context.close()


SHOWN_WORDS = """chart => {
    const { top, bottom } = chart.getBoundingClientRect()
    const isWhole = text => {
        const box = text.getBoundingClientRect()
        return top - 1 <= box.top && box.bottom <= bottom + 1
    }
    return [...chart.querySelectorAll("text")].filter(isWhole).map(text => text.textContent)
}"""
"""The words of a chart that lie in the part of it that is shown, none of them cut."""


@pytest.mark.browser
def test_only_the_filters_that_are_set_are_printed(
    browser: Browser, address: str
) -> None:
    page = opened(browser, f"{address}/kpi?city=999997")
    search = page.get_by_placeholder("指標、担当課、状況（かなでも）")
    expect(search).to_be_visible()
    choose(page.get_by_role("combobox", name="担当課"), "市民課")
    expect(page.get_by_role("combobox", name="担当課")).to_have_value("市民課")
    on_paper(page)
    expect(page.get_by_role("combobox", name="担当課")).to_be_visible()
    expect(page.get_by_role("combobox", name="基本方針")).to_be_hidden()
    expect(search).to_be_hidden()
    page.context.close()


@pytest.mark.browser
@pytest.mark.parametrize("screen", WITH_CHARTS)
def test_a_dark_screen_prints_dark_ink_on_white(
    browser: Browser, address: str, screen: str
) -> None:
    page = on_paper(shown(browser, address, screen, scheme="dark"))
    colours = page.evaluate(
        """() => {
            const style = one => getComputedStyle(document.querySelector(one))
            const charts = ':is(svg.marks, svg[role="img"], .fitting svg)'
            const marks = [...document.querySelectorAll(`${charts} [fill], ${charts} [stroke]`)].map(m => getComputedStyle(m))
            return {
                pages: ['body', '[data-testid="stApp"]'].map(one => style(one).backgroundColor),
                title: style('h1').color,
                texts: [...document.querySelectorAll('main p, main td, main th')].map(one => getComputedStyle(one).color),
                marks: marks.flatMap(mark => [mark.fill, mark.stroke]),
            }
        }"""
    )
    assert colours["pages"] == ["rgb(255, 255, 255)"] * 2
    assert {colours["title"], *colours["texts"]} == {"rgb(26, 26, 26)"}
    light, dark = (
        {rgb(colour) for colour in THEME[mode]["chartCategoricalColors"]}
        for mode in ("light", "dark")
    )
    assert set(colours["marks"]) & light
    assert not set(colours["marks"]) & dark
    page.context.close()


def rgb(colour: str) -> str:
    return f"rgb({', '.join(str(part) for part in bytes.fromhex(colour[1:]))})"


def test_every_dark_colour_of_a_chart_has_one_light_colour_to_print() -> None:
    dark, light = (THEME[mode]["chartCategoricalColors"] for mode in ("dark", "light"))
    assert len(set(zip(dark, light, strict=True))) == len(set(dark))
    assert not set(dark) & set(light)


@pytest.mark.browser
def test_the_years_of_the_realisation_rate_keep_their_title_on_paper(
    browser: Browser, address: str
) -> None:
    page = shown(browser, address, "realisation")
    printed = PdfReader(io.BytesIO(page.pdf(prefer_css_page_size=True)))
    sheets = ["".join(sheet.extract_text().split()) for sheet in printed.pages]
    title, head = "年ごと単位%", "判定と、何があったか"
    assert [title in sheet for sheet in sheets] == [head in sheet for sheet in sheets]
    assert any(head in sheet for sheet in sheets)
    page.context.close()


@pytest.mark.browser
def test_what_is_kept_on_one_line_is_not_slanted_on_paper(
    browser: Browser, address: str
) -> None:
    page = on_paper(shown(browser, address, "returns"))
    kept = page.get_by_test_id("stTable").locator("em").first
    assert kept.evaluate("em => getComputedStyle(em).fontStyle") == "normal"
    page.context.close()
