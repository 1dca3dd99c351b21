"""The pages, run by Streamlit's own test runner on every plan, in both languages, full, empty and broken."""

from decimal import Decimal
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from sqlalchemy import event

from dxkpi.plan import About, Actual, Indicator, Measure, Municipality, Plan
from dxkpi.store import Role, Store, writing
from dxkpi.web.common import cached, markdown, view
from dxkpi.web.common.process_store import store_of_process
from dxkpi.web.sign_in.person import USER_KEY, Person, header_text
from tests.support.accounts import granted
from tests.support.apptest import (
    CITIES,
    HOSTILE,
    KeepOnly,
    Open,
    charts_of,
    drawings_of,
    printed_table,
    save,
    words,
)
from tests.support.clock import ManualClock
from tests.support.returned import opened

SCREENS = (
    "overview",
    "brief",
    "kpi",
    "realisation",
    "schedule",
    "plan",
    "department",
    "compare",
    "help",
)
PARTS_OF_A_DRAWING = {"div", "svg", "g", "path", "rect", "text", "title"}
LOCALES = pytest.mark.parametrize("locale", ["ja-JP", "en-US"])


@LOCALES
@pytest.mark.parametrize("code", CITIES)
@pytest.mark.parametrize("page", SCREENS)
def test_every_screen_of_every_plan_is_shown(
    visit: Open, page: str, code: str, locale: str
) -> None:
    at = visit(page, city=code, locale=locale)
    assert not at.exception
    assert not at.error
    assert not at.warning
    assert len(at.title) == 1
    assert len(words(at)) > 200
    for spec in charts_of(at):
        assert len(spec["layer"]) > 1


@LOCALES
@pytest.mark.parametrize("page", [*SCREENS, "indicator"])
def test_a_plan_without_anything_in_it_is_shown_as_sentences(
    visit: Open, own_store: Path, sample_plan: Plan, page: str, locale: str
) -> None:
    bare = {
        "first_fiscal_year": None,
        "last_fiscal_year": None,
        "established": None,
        "notes": (),
    }
    about = sample_plan.about.model_copy(update=bare)
    save(
        own_store,
        sample_plan.model_copy(
            update={"about": about, "policies": (), "indicators": ()}
        ),
    )
    at = visit(page, city="999997", kpi="K01", locale=locale)
    assert not at.exception
    assert not at.error
    assert charts_of(at) == [] or page == "compare"  # which shows the others' charts
    assert at.info or at.header


@LOCALES
@pytest.mark.parametrize("state", ["empty", "never set up", "damaged"])
@pytest.mark.parametrize("page", [*SCREENS, "indicator"])
def test_every_screen_answers_in_a_sentence_when_there_is_no_store_to_read(
    visit: Open,
    own_store: Path,
    keep_only: KeepOnly,
    page: str,
    state: str,
    locale: str,
) -> None:
    own_store.unlink()
    if state == "empty":
        keep_only()
    elif state == "damaged":
        own_store.write_text("no database", encoding="utf-8")
    at = visit(page, locale=locale)
    assert not at.exception
    if page != "help":
        assert bool(at.code) is (state == "empty")
        assert len(at.error) == (state != "empty")


@pytest.mark.parametrize("locale", ["ja-JP", "en-US"])
@pytest.mark.parametrize("code", CITIES)
def test_the_gallery_shows_every_indicator_of_every_plan(
    visit: Open, code: str, locale: str, shipped_plans: dict[str, Plan]
) -> None:
    at = visit(city=code, locale=locale)
    assert not at.exception
    assert not at.error
    in_list = [cell for table in at.table for cell in table.value.to_numpy().flat]
    labels = " ".join(
        str(label).replace("]  \n:blue[", "")
        for label in (*(link.proto.label for link in at.get("page_link")), *in_list)
    )
    for indicator in shipped_plans[code].indicators:
        assert markdown.plain(indicator.name[:30]) in labels
    assert ("指標 (KPI)" if locale == "ja-JP" else "Indicators (KPI)") in labels


@pytest.mark.parametrize("locale", ["ja-JP", "en-US"])
@pytest.mark.parametrize("code", CITIES)
def test_every_indicator_opens(
    visit: Open, code: str, locale: str, shipped_plans: dict[str, Plan]
) -> None:
    plan = shipped_plans[code]
    missing = {
        "ja-JP": "計画の原文は記録されていません。",
        "en-US": "The plan's words are not recorded.",
    }
    years = plan.fiscal_years
    for n, indicator in enumerate(plan.indicators):
        year = years[n % len(years)]
        at = visit(
            "indicator", city=code, kpi=indicator.code, year=str(year), locale=locale
        )
        assert not at.exception
        assert not at.error
        assert at.title[0].value == markdown.plain(indicator.name)
        assert at.text[-1].value == (indicator.quote or missing[locale])


def test_the_headline_of_tomigusuku_tells_the_way_to_75_percent(visit: Open) -> None:
    at = visit("indicator", city="472123", kpi="K01", year="2025")
    assert at.header[0].value == markdown.plain(
        "64.4%から75.0%へ。5年間、毎年+2.1ポイントの道のりです。"
    )
    assert markdown.plain(
        "達成率85.9%は出発点の値を含むため、進み具合を表しません。進捗率は0.0%です。"
    ) in words(at)
    assert len(charts_of(at)) == 1


def test_the_invented_city_is_marked_on_both_pages(visit: Open) -> None:
    assert "架空のデータ" in words(visit(city="999997"))
    assert "架空のデータ" in words(visit("indicator", city="999997", kpi="K04"))
    assert "架空のデータ" not in words(visit(city="472123"))


def test_a_plan_without_a_period_says_so(visit: Open) -> None:
    assert "期間の記載なし" in words(visit(city="412091"))


@pytest.mark.parametrize(
    "query", [{"city": "000000"}, {"city": "<b>"}, {"year": "1066"}, {"kpi": "nothing"}]
)
def test_an_address_that_asks_for_what_is_not_there_gets_a_sentence_and_the_rest(
    visit: Open, query: dict[str, str]
) -> None:
    at = visit("home", **query)
    assert not at.exception
    assert not at.error
    assert len(at.warning) == 1
    assert at.title[0].value == (
        markdown.plain("指標 (KPI)") if "kpi" in query else "概要"
    )


def test_a_plan_without_indicators_says_so_and_offers_nothing_to_filter(
    visit: Open, own_store: Path, sample_plan: Plan
) -> None:
    save(own_store, sample_plan.model_copy(update={"indicators": ()}))
    at = visit(city="999997")
    assert not at.exception
    assert "この計画は指標を定めていません" in at.info[0].value
    assert len(at.text_input) == 0


@pytest.mark.parametrize("page", ["", "kpi", "upload", "edit"])
def test_an_empty_store_leads_to_where_a_plan_begins(
    visit: Open, keep_only: KeepOnly, page: str
) -> None:
    keep_only()
    at = visit(page) if page else visit()
    assert not at.exception
    assert at.title[0].value == "計画をはじめる"
    assert at.code[0].value == "dxkpi demo"
    assert [link.proto.label for link in at.sidebar.get("page_link")] == [
        "計画をはじめる",
        "使い方",
    ]


def test_an_empty_store_tells_whoever_may_begin_no_plan_how_it_is_filled(
    visit: Open, own_store: Path, keep_only: KeepOnly
) -> None:
    keep_only()
    with opened(own_store) as store:
        granted(store, "suzuki", Role.REVIEWER, "999997")
    at = visit("kpi")
    at.user = {USER_KEY: header_text(Person("suzuki", "鈴木"))}
    at.run()
    assert not at.exception
    assert at.title[0].value == "計画がまだありません"
    assert len(at.header) == len(at.code) == 3


def test_a_store_that_was_never_set_up_says_what_to_do(
    visit: Open, own_store: Path
) -> None:
    own_store.unlink()
    assert "migrate" in visit().error[0].value


def test_hostile_names_are_shown_letter_by_letter(
    visit: Open, own_store: Path, sample_plan: Plan
) -> None:
    one = sample_plan.indicators[0]
    named = one.model_copy(
        update={
            "name": HOSTILE,
            "unit": "<b>件*",
            "definition": HOSTILE,
            "quote": HOSTILE,
            "department": HOSTILE,
            "actuals": (
                Actual(
                    fiscal_year=2025,
                    value=Decimal("31.5"),
                    note=HOSTILE,
                    countermeasure=HOSTILE,
                ),
            ),
        }
    )
    plan = sample_plan.model_copy(
        update={"indicators": (named, *sample_plan.indicators[1:])}
    )
    save(own_store, plan)
    opened = visit("indicator", city="999997", kpi="K01")
    assert not opened.exception
    assert opened.title[0].value == markdown.plain(HOSTILE)
    for element in (
        *opened.markdown,
        *opened.caption,
        *opened.header,
        *visit(city="999997").markdown,
    ):
        assert "<img" not in element.value.replace("\\<", "")
        assert "[x](" not in element.value
        if getattr(element.proto, "allow_html", False):
            drawing = ElementTree.fromstring(element.value)
            assert {part.tag for part in drawing.iter()} <= PARTS_OF_A_DRAWING


@pytest.mark.parametrize("page", ["indicator", "schedule"])
def test_the_link_to_a_measure_shows_its_number_letter_by_letter(
    visit: Open, own_store: Path, sample_plan: Plan, page: str
) -> None:
    number = "*1*[x](y)"
    measure = Measure(number=number, name="施策")
    policy = sample_plan.policies[0].model_copy(update={"measures": (measure,)})
    one = sample_plan.indicators[0].model_copy(
        update={"policy": policy.number, "measure": number}
    )
    save(
        own_store,
        sample_plan.model_copy(update={"policies": (policy,), "indicators": (one,)}),
    )
    at = visit(page, city="999997", kpi=one.code, measure=number)
    assert not at.exception
    labels = [
        link.proto.label
        for link in at.main.get("page_link")
        if link.proto.page == "plan"
    ]
    assert [markdown.plain(number) in label for label in labels] == [True]


def test_a_share_of_a_whole_thing_is_expected_with_its_digit(
    visit: Open, own_store: Path, sample_plan: Plan
) -> None:
    one = Indicator.model_validate(
        {
            "code": "K01",
            "name": "研修を終えた職員",
            "unit": "人",
            "decimals": 0,
            "baseline": {"value": "0", "fiscal_year": 2023},
            "target": {"rule": "reach", "value": "7", "fiscal_year": 2025},
            "actuals": [{"fiscal_year": 2024, "value": "3"}],
        }
    )
    save(own_store, sample_plan.model_copy(update={"indicators": (one,)}))
    opened = visit("indicator", city="999997", kpi="K01", year="2024")
    assert any(
        "3\\.5人" in str(cell)
        for table in opened.table
        for cell in table.value.to_numpy().flat
    )
    at = visit(city="999997", year="2024", table="1")
    assert list(at.table[0].value["期待値"]) == [3.5]
    assert list(printed_table(at.table[0])["期待値"]) == ["3.5"]


def test_the_table_of_the_gallery_follows_the_filters(visit: Open) -> None:
    at = visit(city="999997").toggle(key="as_table").set_value(True).run()
    every = at.table[0].value
    at.text_input(key="kpi_search").set_value("電子決裁").run()
    assert len(at.table[0].value) == 1 < len(every)
    at.text_input(key="kpi_search").set_value("").run()
    assert at.table[0].value.equals(every)


@pytest.mark.parametrize(
    ("page", "key"), [("kpi", "kpi_search"), ("schedule", "schedule_search")]
)
def test_what_readers_type_is_not_kept_for_all(
    visit: Open, page: str, key: str
) -> None:
    at = visit(page, city="999997")
    for table in (False, True):
        at.toggle(key="as_table").set_value(table).run()
        kept = view.make_once.cache_info().currsize
        for typed in ("シス", "情報", "システム"):
            at.text_input(key=key).set_value(typed).run()
            assert not at.exception
        assert view.make_once.cache_info().currsize == kept
        at.text_input(key=key).set_value("").run()


def test_filters_narrow_the_gallery_and_say_when_nothing_fits(visit: Open) -> None:
    at = visit(city="999997")
    at.text_input(key="kpi_search").set_value("電子決裁").run()
    assert len(drawings_of(at)) == 1
    at.text_input(key="kpi_search").set_value("存在しない指標").run()
    assert "この条件に合う指標はありません" in at.info[0].value


def test_filters_stay_while_an_indicator_is_opened(visit: Open) -> None:
    at = visit(city="999997")
    at.text_input(key="kpi_search").set_value("電子決裁").run()
    at.switch_page("../../pages/indicator.py").run()
    at.switch_page("../../pages/kpi.py").run()
    assert at.text_input(key="kpi_search").value == "電子決裁"


def test_choosing_a_city_moves_the_address_and_forgets_the_old_year(
    visit: Open,
) -> None:
    at = visit(city="999997", year="2024")
    at.selectbox(key="select_city").set_value("452068").run()
    assert at.query_params == {"city": "452068"}
    assert at.selectbox(key="select_year").value == 2025


def test_a_link_into_another_city_forgets_the_year_and_the_filters_of_the_one_before(
    visit: Open,
) -> None:
    at = visit(city="999997", year="2027")
    at.selectbox(key="kpi_policy").set_value("2").run()
    at.query_params.clear()
    at.query_params["city"] = "422096"
    at.run()
    assert at.selectbox(key="select_year").value == 2026
    assert at.selectbox(key="kpi_policy").value is None


def test_a_prefecture_s_own_plan_comes_first_of_its_prefecture(
    keep_only: KeepOnly, shipped_plans: dict[str, Plan]
) -> None:
    prefecture = Municipality(code="470007", prefecture="沖縄県", name="沖縄県")
    own_plan = Plan(municipality=prefecture, about=About(title="沖縄県DX推進計画"))
    keep_only(shipped_plans["472123"], own_plan)
    first = cached.first_by_prefecture()
    assert first["沖縄県"] == "470007"
    shown = cached.cities()["472123"]
    near = cached.neighbours(shown, few=1)
    assert [each.code for each in near] == ["470007", "472123"]


def test_prefectures_are_offered_in_the_order_of_the_codes(own_store: Path) -> None:
    prefectures = ["秋田県", "佐賀県", "長崎県", "宮崎県", "沖縄県", "見本県"]
    assert list(cached.first_by_prefecture()) == prefectures


def test_nothing_is_written_into_the_address_that_the_reader_did_not_choose(
    visit: Open,
) -> None:
    assert visit("home").query_params == {}


@pytest.mark.parametrize(
    "target",
    [
        {"rule": "keep", "value": 80},
        {"rule": "improve"},
        {"rule": "rise"},
        {"rule": "reach", "value": 9, "fiscal_year": 2030},
        None,
    ],
)
def test_an_indicator_of_a_plan_without_years_and_figures_opens(
    visit: Open,
    own_store: Path,
    shipped_plans: dict[str, Plan],
    target: dict[str, Any] | None,
) -> None:
    bare = Indicator.model_validate(
        {"code": "K01", "name": "まだ値のない指標", "target": target}
    )
    plan = shipped_plans["412091"].model_copy(update={"indicators": (bare,)})
    save(own_store, plan)
    for page in ("kpi", "indicator"):
        at = visit(page, city="412091", kpi="K01")
        assert not at.exception
        assert not at.error


@pytest.mark.usefixtures("patient_store")
def test_a_warm_page_asks_the_database_nothing(visit: Open) -> None:
    at = visit(city="472123")
    statements: list[str] = []
    event.listen(
        store_of_process().engine,
        "before_cursor_execute",
        lambda *a: statements.append(a[2]),
    )
    store_of_process().clock = ManualClock()
    cached.store().revision()
    statements.clear()
    at.run()
    assert statements == []


@pytest.mark.usefixtures("patient_store")
def test_a_write_by_another_process_shows_on_the_next_run(
    visit: Open, own_store: Path, sample_plan: Plan
) -> None:
    at = visit("indicator", city="999997", kpi="K01")
    store_of_process().clock = clock = ManualClock()
    one = sample_plan.indicators[0]
    changed = one.model_copy(
        update={"actuals": (Actual(fiscal_year=2025, value=Decimal("59.5")),)}
    )
    other = Store(f"sqlite:///{own_store}")
    writing.save_plans(
        other,
        [
            sample_plan.model_copy(
                update={"indicators": (changed, *sample_plan.indicators[1:])}
            )
        ],
        "other",
        "file",
    )
    other.close()
    clock.pass_seconds(2)
    at.run()
    assert "59\\.5" in at.header[0].value
