"""Journeys in a real Chromium against the real server, as the people who open the dashboard."""

import re
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, Request, expect

from dxkpi.store import Store, writing
from tests.support import running
from tests.support.running import CHART, opened
from tests.support.shipped_cities import key_of

pytestmark = pytest.mark.browser


@pytest.fixture(params=[1440, 390])
def width(request: pytest.FixtureRequest) -> int:
    return int(request.param)


def test_a_deep_link_is_the_first_request_after_a_start(
    filled: Path, tmp_path: Path, browser: Browser
) -> None:
    with running.server(running.copied(filled, tmp_path)) as fresh:
        page = opened(browser, f"{fresh}/kpi?city=472123&kpi=K01")
        expect(page.get_by_role("heading", level=1)).to_have_text("職員のDX推進実感率")
        expect(page.get_by_role("heading", level=2).first).to_contain_text(
            "64.4%から75.0%へ"
        )
        page.context.close()


def test_from_the_gallery_to_an_indicator_and_back_keeping_city_and_year(
    browser: Browser, address: str
) -> None:
    page = opened(browser, f"{address}/kpi?city=999997&year=2024")
    page.get_by_role("link", name="電子決裁率").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("電子決裁率")
    assert "city=999997" in page.url
    assert "year=2024" in page.url
    page.get_by_role("link", name="指標の一覧へ").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("指標 (KPI)")
    assert "city=999997" in page.url
    assert "year=2024" in page.url
    page.context.close()


def test_city_and_year_are_chosen_once_and_follow_through_the_screens(
    browser: Browser, address: str
) -> None:
    page = opened(browser, address)
    expect(page.get_by_role("heading", level=1)).to_have_text("概要")
    for box, option in (("自治体", "見本市（架空）"), ("年度", "令和6年度")):
        running.choose(page.get_by_role("combobox", name=re.compile(box)), option)
    page.wait_for_url(re.compile("year=2024"))
    for name in ("工程表", "職員のDX推進実感率", "指標 (KPI)", "概要"):
        page.get_by_test_id("stSidebar").get_by_role("link", name=name).click()
        expect(page.get_by_role("heading", level=1)).to_have_text(name)
        running.settled(page)
        assert "city=999997" in page.url
        assert "year=2024" in page.url
        expect(page.get_by_text("見本市DX推進計画").first).to_be_visible()
    page.go_back()
    expect(page.get_by_role("heading", level=1)).to_have_text("指標 (KPI)")
    page.reload()
    expect(page.get_by_text("見本市DX推進計画").first).to_be_visible()
    page.context.close()


def test_back_returns_to_the_filters_that_one_left(
    browser: Browser, address: str
) -> None:
    page = opened(browser, f"{address}/kpi?city=999997&year=2025")
    page.get_by_role("textbox").first.fill("率")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("kpi_search="))
    running.settled(page)
    page.get_by_role("link", name="電子決裁率").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("電子決裁率")
    page.go_back()
    expect(page.get_by_role("heading", level=1)).to_have_text("指標 (KPI)")
    expect(page.get_by_role("textbox").first).to_have_value("率")
    page.reload()
    expect(page.get_by_role("textbox").first).to_have_value("率")
    page.go_back()
    expect(page.get_by_role("textbox").first).to_have_value("")
    page.context.close()


def test_back_and_a_reload_return_to_what_was_opened(
    browser: Browser, address: str
) -> None:
    page = opened(browser, f"{address}/plan?city=999997&year=2025")
    measure = page.locator("details").filter(has_text="1-2")
    measure.locator("summary").click()
    page.wait_for_url(re.compile("plan_opened=1-2"))
    expect(measure).to_have_attribute("open", "")
    running.settled(page)
    page.get_by_text("すべて開く").click()
    page.wait_for_url(re.compile("plan_open=1"))
    expect(measure).to_have_count(0)
    running.settled(page)
    page.get_by_test_id("stSidebar").get_by_role("link", name="概要").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("概要")
    running.settled(page)
    page.go_back()
    expect(page.get_by_role("heading", level=1)).to_have_text("計画")
    expect(page.get_by_role("switch", name="すべて開く")).to_be_checked()
    page.reload()
    expect(page.get_by_role("switch", name="すべて開く")).to_be_checked()
    page.go_back()
    expect(measure).to_have_attribute("open", "")
    page.context.close()


def test_a_name_in_the_table_opens_its_indicator_in_the_same_window(
    browser: Browser, address: str
) -> None:
    page = opened(browser, f"{address}/kpi?city=999997&year=2025&table=1")
    page.get_by_test_id("stTable").get_by_role("link", name="電子決裁率").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("電子決裁率")
    assert len(page.context.pages) == 1
    page.go_back()
    expect(page.get_by_role("heading", level=1)).to_have_text("指標 (KPI)")
    expect(page.get_by_test_id("stTable")).to_be_visible()
    page.context.close()


def test_the_first_click_in_the_sidebar_keeps_city_and_year(
    browser: Browser, address: str
) -> None:
    page = opened(browser, f"{address}/overview?city=452068&year=2024")
    page.get_by_test_id("stSidebar").get_by_role("link", name="指標 (KPI)").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("指標 (KPI)")
    page.wait_for_url(re.compile("city=452068&year=2024"))
    page.context.close()


def test_from_a_measure_to_its_schedule_and_its_indicator_and_back_to_the_plan(
    browser: Browser, address: str
) -> None:
    page = opened(browser, f"{address}/plan?city=999997&measure=1-3")
    expect(page.get_by_role("heading", level=1)).to_contain_text("1-3")
    main = page.get_by_test_id("stMain")
    main.get_by_role("link", name=re.compile("工程表")).click()
    page.wait_for_url(re.compile("/schedule.*measure=1-3"))
    expect(main.locator("svg").first).to_be_visible()
    page.go_back()
    main.get_by_role("link", name="オンライン申請の利用率").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("オンライン申請の利用率")
    main.get_by_role("link", name=re.compile("計画")).click()
    page.wait_for_url(re.compile("/plan.*measure=1-3"))
    page.context.close()


def test_the_numbers_of_the_charts_are_one_click_away(
    browser: Browser, address: str
) -> None:
    page = opened(browser, f"{address}/overview?city=999997")
    assert page.locator(CHART).count() > 5
    page.get_by_text("表で見る").click()
    expect(page.locator(CHART)).to_have_count(0)
    expect(page.get_by_test_id("stTable").first).to_be_visible()
    page.context.close()


def test_choosing_a_city_moves_the_address(browser: Browser, address: str) -> None:
    page = opened(browser, f"{address}/kpi?city=472123")
    city = page.get_by_role("combobox", name=re.compile("自治体"))
    running.choose(city, "日向市")
    expect(page.get_by_text("日向市DX推進計画")).to_be_visible()
    page.wait_for_url(re.compile("city=452068"))
    page.context.close()


def test_the_language_can_be_switched(browser: Browser, address: str) -> None:
    page = opened(browser, f"{address}/kpi?city=999997")
    language = page.get_by_role("combobox", name=re.compile("Language"))
    running.choose(language, "English")
    expect(page.get_by_role("heading", level=1)).to_have_text("Indicators (KPI)")
    page.context.close()


def test_text_that_looks_like_a_link_is_no_link(
    filled: Path, tmp_path: Path, browser: Browser
) -> None:
    url = running.copied(filled, tmp_path)
    store = Store(url)
    plan = store.plan(key_of("412091"))
    assert plan is not None
    name = "https://evil.example/x www.evil.example a@evil.example [x](http://evil.example) <b>b</b> -> 1~2~3 $x$ `=1`"
    named = plan.indicators[0].model_copy(update={"name": name})
    writing.save_plans(
        store, [plan.model_copy(update={"indicators": (named,)})], "tester", "hostile"
    )
    store.close()
    with running.server(url) as address:
        for path in ("kpi?city=412091", f"kpi?city=412091&kpi={named.code}"):
            page = opened(browser, f"{address}/{path}")
            links = page.locator("main a, section a").evaluate_all(
                "all => all.map(a => a.href)"
            )
            assert [link for link in links if "evil" in link] == []
            assert page.locator("b").count() == 0
            page.context.close()


def test_an_english_browser_is_spoken_to_in_english(
    browser: Browser, address: str
) -> None:
    page = opened(browser, f"{address}/kpi?city=999997", locale="en-US")
    expect(page.get_by_role("heading", level=1)).to_have_text("Indicators (KPI)")
    assert page.locator("html").get_attribute("lang") == "en"
    page.context.close()


@pytest.mark.parametrize(
    "kpi", ["K01", "K03", "K07", "K14", "K17", "K19", "K20", "R01"]
)
def test_every_form_of_chart_is_drawn_inside_the_page_with_a_name(
    browser: Browser, address: str, width: int, kpi: str
) -> None:
    page = opened(browser, f"{address}/kpi?city=999997&kpi={kpi}", width)
    chart = page.locator('[data-testid="stVegaLiteChart"] svg').first
    expect(chart).to_be_visible()
    assert chart.locator("path, text").count() > 10
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    expect(page.locator('[data-testid="stVegaLiteChart"]')).to_have_attribute(
        "aria-label", re.compile(".{20,}")
    )
    page.context.close()


def test_charts_add_no_stops_for_the_keyboard(browser: Browser, address: str) -> None:
    page = opened(browser, f"{address}/realisation?city=999997&year=2025")
    expect(page.locator(".vega-embed svg").first).to_be_visible()
    toolbars = page.get_by_test_id("stElementToolbar")
    assert toolbars.count() > 0
    for toolbar in toolbars.all():
        expect(toolbar).to_be_hidden()
    page.context.close()


def test_a_narrow_desk_screen_gives_its_width_to_the_page(
    browser: Browser, address: str
) -> None:
    page = opened(browser, f"{address}/overview?city=999997&year=2025", width=1024)
    main = page.get_by_test_id("stMainBlockContainer")
    expect(main).to_have_css("padding-left", "24px")
    page.context.close()


def test_nothing_is_fetched_from_outside_and_nothing_fails(
    browser: Browser, address: str
) -> None:
    context = browser.new_context(locale="ja-JP")
    page = context.new_page()
    foreign: list[str] = []
    errors: list[str] = []

    def seen(request: Request) -> None:
        if not request.url.startswith((address, "data:", "blob:")):
            foreign.append(request.url)

    page.on("request", seen)
    page.on(
        "console",
        lambda message: (
            errors.append(message.text)
            if "Content Security Policy" in message.text
            else None
        ),
    )
    page.on("pageerror", lambda error: errors.append(str(error)))
    for path in ("/", "/kpi?city=999997", "/kpi?city=999997&kpi=K07"):
        page.goto(address + path)
        running.settled(page)
    assert foreign == []
    assert errors == []
    context.close()


@pytest.mark.parametrize(
    "path",
    [
        "overview?city=999997",
        "overview?city=422096",
        "brief?city=999997&year=2025",
        "kpi?city=999997",
        "kpi?city=412091",
        "kpi?city=472123&kpi=K01",
        "kpi?city=999997&kpi=K07",
        "realisation?city=999997",
        "realisation?city=452068",
        "schedule?city=452068",
        "schedule?city=999997&measure=1-1",
        "plan?city=472123",
        "department?city=999997&year=2025",
        "compare?city=472123",
        "help",
        "upload?city=999997&year=2025",
        "upload?city=422096",
        "returns?city=999997&year=2025",
        "changes?city=999997",
    ],
)
def test_axe_finds_nothing_serious_by_day_nor_by_night(
    browser: Browser, address: str, path: str, width: int
) -> None:
    page = opened(browser, f"{address}/{path}", width, "light")
    assert serious_violations(page) == []
    by_day = colour_of_page(page)
    page.emulate_media(color_scheme="dark")
    running.settled(page)
    assert colour_of_page(page) != by_day
    assert serious_violations(page) == []
    page.context.close()


def serious_violations(page: Page) -> list[tuple[str, list[str]]]:
    """What axe takes for serious, with the beginning of each element."""
    found = (
        Axe().run(page, options={"resultTypes": ["violations"]}).response["violations"]
    )
    return [
        (violation["id"], [node["html"][:200] for node in violation["nodes"]])
        for violation in found
        if violation["impact"] in ("serious", "critical")
    ]


def colour_of_page(page: Page) -> str:
    """The colour on which the page stands."""
    return str(
        page.get_by_test_id("stApp").evaluate(
            "e => getComputedStyle(e).backgroundColor"
        )
    )


def test_the_csv_opens_in_japanese_excel(browser: Browser, address: str) -> None:
    page = opened(browser, f"{address}/kpi?city=999997&kpi=K04")
    with page.expect_download() as download:
        page.get_by_role("button", name="CSV").click()
    content = Path(str(download.value.path())).read_bytes()
    assert content.startswith(b"\xef\xbb\xbf")
    assert "見本市（架空）" in content.decode("utf-8-sig")
    assert "73.4" in content.decode("utf-8-sig")
    page.context.close()


def test_the_keyboard_alone_opens_an_indicator(browser: Browser, address: str) -> None:
    page = opened(browser, f"{address}/kpi?city=472123")
    link = page.get_by_role("main").get_by_role("link", name="職員のDX推進実感率")
    for _press in range(40):
        page.keyboard.press("Tab")
        if link.evaluate("e => e === document.activeElement"):
            break
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("職員のDX推進実感率")
    page.context.close()
