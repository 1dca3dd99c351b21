"""The plan's page: everything that the plan document holds, to search, with ways on and back."""

import csv
import io
from collections.abc import Callable, Iterator
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs

import pytest
from streamlit.testing.v1 import AppTest

from dxkpi import fiscal
from dxkpi.plan import Initiative, Measure, NationalItem, Plan, Policy
from dxkpi.store import City, Revision
from dxkpi.text.search import holds_words, search_text
from dxkpi.web.common.language import current_language
from dxkpi.web.common.markdown import plain, plain_lines
from dxkpi.web.common.view import View
from dxkpi.web.plan.plan_csv import plan_csv
from dxkpi.wording import glossary
from tests.support.apptest import CITIES, HOSTILE, Open, save, words
from tests.support.speaking import speak

Keep = Callable[[Plan], None]


@pytest.fixture
def keep(own_store: Path) -> Keep:
    """Puts a plan into the store that the pages use."""
    return partial(save, own_store)


def with_measures(plan: Plan, *measures: Measure) -> Plan:
    """A plan of one policy with just these measures, and nothing that refers to others."""
    policy = plan.policies[0].model_copy(update={"measures": measures})
    return plan.model_copy(update={"policies": (policy,), "indicators": ()})


def everything(visit: Open, code: str, locale: str = "ja-JP") -> str:
    """What stands on the page once all of it is opened."""
    at = visit("plan", city=code, locale=locale)
    return words(at.toggle(key="plan_open").set_value(True).run())


def elements(block: Any) -> int:
    """How many elements and containers a page has sent."""
    return sum(1 + elements(child) for child in getattr(block, "children", {}).values())


def shown(at: AppTest) -> list[str]:
    """The measures in the list, closed or open."""
    closed = [
        expander.label for expander in at.expander if expander.label.startswith("**")
    ]
    opened = [
        element.value.split("\n")[0]
        for element in at.markdown
        if element.value.startswith("**")
    ]
    return closed or opened


def links(at: AppTest, page: str) -> Iterator[dict[str, list[str]]]:
    """The queries of the page's links to another page, without those of the menu."""
    for link in at.main.get("page_link"):
        if link.proto.page == page:
            yield parse_qs(link.proto.query_string)


@pytest.mark.parametrize("locale", ["ja-JP", "en-US"])
@pytest.mark.parametrize("code", CITIES)
def test_every_plan_is_listed_in_both_languages(
    visit: Open, code: str, locale: str, shipped_plans: dict[str, Plan]
) -> None:
    at = visit("plan", city=code, locale=locale)
    assert not at.exception
    assert not at.error
    listed = shown(at)
    assert len(listed) == len(shipped_plans[code].measures)
    for measure, label in zip(shipped_plans[code].measures, listed, strict=True):
        assert label.startswith(f"**{plain(f'{measure.number} {measure.name}')}**")


@pytest.mark.parametrize("locale", ["ja-JP", "en-US"])
@pytest.mark.parametrize("code", CITIES)
def test_everything_that_the_document_holds_can_be_read(
    visit: Open, code: str, locale: str, shipped_plans: dict[str, Plan]
) -> None:
    plan, page = shipped_plans[code], everything(visit, code, locale)
    about = plan.about
    texts = [about.title, about.edition, about.source, *about.notes]
    texts += [fiscal.month_label(about.established) if about.established else None]
    texts += [fiscal.year_span(about.first_fiscal_year, about.last_fiscal_year)]
    texts += [text for policy in plan.policies for text in (policy.number, policy.name)]
    for measure in plan.measures:
        texts += [
            measure.number,
            measure.name,
            *measure.departments,
            *measure.expected_effects,
        ]
        texts += [item.label for item in measure.schedule]
        texts += [
            f"{initiative.number} {initiative.name}"
            for initiative in measure.initiatives
        ]
    for text in filter(None, texts):
        assert plain(text) in page
    descriptions = [policy.description for policy in plan.policies]
    for measure in plan.measures:
        descriptions += [
            measure.description,
            *(initiative.description for initiative in measure.initiatives),
        ]
    for description in filter(None, descriptions):
        assert plain_lines(description) in page


def test_the_sentence_says_how_large_the_plan_is(visit: Open) -> None:
    at = visit("plan", city="472123")
    assert at.header[0].value == "3基本方針、19施策、75取組の計画です。"
    assert (
        visit("plan", city="452068").header[0].value == "4基本方針、24施策の計画です。"
    )


def test_star_and_diamond_stand_with_their_meaning(visit: Open) -> None:
    legend = visit("plan", city="472123").caption[0].value
    assert "★ 自治体DXの重点取組事項 （8施策）" in legend
    assert "◆ 自治体DXの取組とあわせて取り組む事項 （3施策）" in legend
    assert "★" not in words(visit("plan", city="422096"))


def test_a_mark_stands_beside_the_measure_that_bears_it(
    visit: Open, shipped_plans: dict[str, Plan]
) -> None:
    labels = shown(visit("plan", city="472123"))
    for measure, label in zip(shipped_plans["472123"].measures, labels, strict=True):
        for item in NationalItem:
            assert (glossary.term_glyph(item) in label) == (
                measure.national_item is item
            )


@pytest.mark.parametrize("typed", ["RPA", "ＲＰＡ", "rpa", "Ｒｐａ"])
def test_width_and_case_make_no_difference_to_a_search(visit: Open, typed: str) -> None:
    at = visit("plan", city="999997")
    at.text_input(key="plan_search").set_value(typed).run()
    assert "**12施策のうち1施策が条件に合います。**" in [
        element.value for element in at.markdown
    ]
    assert "RPAの対象業務の拡大" in words(at)


@pytest.mark.parametrize(
    ("typed", "numbers"),
    [
        ("2-6", {"2-6"}),  # a number
        ("テレワーク", {"2-6"}),  # a name
        ("フロントヤード　窓口", {"1-1"}),  # two words with a wide space between
        ("コンビニ交付サービスの周知", {"1-2"}),  # an initiative
        ("証明書のコンビニ交付", {"1-2"}),  # its description
        ("学習の質の向上", {"1-5"}),  # an effect
        ("秘書広報課", {"1-3", "3-1"}),  # a department
    ],
)
def test_a_search_looks_into_every_text_of_a_measure(
    visit: Open, typed: str, numbers: set[str]
) -> None:
    at = visit("plan", city="472123")
    at.text_input(key="plan_search").set_value(typed).run()
    opened = {
        label.split()[0].strip("*").replace("\\", "")
        for label in shown(at)
        if not label.startswith("**19")
    }
    assert numbers <= opened


def test_what_a_search_finds_is_open_and_the_rest_is_away(visit: Open) -> None:
    at = visit("plan", city="472123")
    at.text_input(key="plan_search").set_value("秘書広報課").run()
    assert not [expander for expander in at.expander if expander.label.startswith("**")]
    assert "プッシュ型情報配信の充実" in words(at)
    assert "GIGA" not in words(at)


def test_a_search_that_finds_nothing_says_so(visit: Open) -> None:
    at = visit("plan", city="472123")
    at.text_input(key="plan_search").set_value("存在しない").run()
    assert "この条件に合う施策はありません" in at.info[0].value
    assert not at.get("download_button")


def test_filters_narrow_by_policy_department_and_mark(
    visit: Open, shipped_plans: dict[str, Plan]
) -> None:
    plan = shipped_plans["472123"]
    at = visit("plan", city="472123")
    at.selectbox(key="plan_policy").set_value("3").run()
    assert len(shown(at)) == 3
    at.selectbox(key="plan_policy").set_value(None).run()
    at.selectbox(key="plan_item").set_value(NationalItem.COMPANION).run()
    assert len(shown(at)) == 3
    at.selectbox(key="plan_item").set_value(None).run()
    at.selectbox(key="plan_department").set_value("全課").run()
    assert len(shown(at)) == sum(
        "全課" in measure.departments for measure in plan.measures
    )


def test_filters_that_a_plan_has_no_use_for_are_not_offered(visit: Open) -> None:
    keys = {box.key for box in visit("plan", city="412091").selectbox}
    assert "plan_policy" in keys
    assert not {"plan_department", "plan_item"} & keys


def test_one_measure_is_shown_alone_with_a_way_back(visit: Open) -> None:
    at = visit("plan", city="472123", measure="1-2")
    assert at.title[0].value == plain("1-2 マイナンバーカードの取得支援・利用の推進")
    assert "デジタル推進課、市民課、関係各課" in at.markdown[0].value
    assert "★ 自治体DXの重点取組事項" in words(at)
    assert "帯の両端が読み取れないため" in at.caption[0].value
    assert "自治体フロントヤード改革の推進" not in words(at)
    at.button[0].click().run()
    assert at.title[0].value == "計画"
    assert "measure" not in at.query_params
    assert len(shown(at)) == 19


def test_a_measure_that_is_opened_can_be_shown_alone(visit: Open) -> None:
    at = visit("plan", city="472123")
    at.session_state["plan_measure_472123_1-2"] = True
    at.run()
    assert "マイナンバーカード普及率の向上" in words(at)
    at.button(key="plan_alone_1-2").click().run()
    assert at.query_params["measure"] == "1-2"
    assert at.title[0].value == plain("1-2 マイナンバーカードの取得支援・利用の推進")


@pytest.mark.parametrize("number", ["9-9", "<b>", "1"])
def test_a_measure_that_is_not_there_gets_a_sentence_and_the_whole_plan(
    visit: Open, number: str
) -> None:
    at = visit("plan", city="472123", measure=number)
    assert not at.exception
    assert at.warning[0].value == plain(f"この計画に施策{number}はありません。")
    assert len(shown(at)) == 19


def test_links_lead_to_schedule_and_indicators_and_carry_city_and_year(
    visit: Open,
) -> None:
    at = visit("plan", city="472123", year="2027", measure="1-2")
    here = {"city": ["472123"], "year": ["2027"]}
    assert list(links(at, "schedule")) == [here | {"measure": ["1-2"]}]
    assert list(links(at, "indicator")) == [here | {"kpi": ["R01"]}]


def test_the_indicator_leads_back_to_its_measure(visit: Open) -> None:
    at = visit("indicator", city="472123", year="2025", kpi="R01")
    assert {"city": ["472123"], "year": ["2025"], "measure": ["1-2"]} in list(
        links(at, "plan")
    )


def test_every_indicator_of_a_plan_is_linked(
    visit: Open, shipped_plans: dict[str, Plan]
) -> None:
    for code in CITIES:
        at = visit("plan", city=code)
        at.toggle(key="plan_open").set_value(True).run()
        linked = {query["kpi"][0] for query in links(at, "indicator")}
        assert linked == {
            indicator.code for indicator in shipped_plans[code].indicators
        }


def test_what_a_plan_does_not_say_is_said_to_be_missing(visit: Open) -> None:
    bare = everything(visit, "412091")
    assert "期間の記載なし" in bare
    assert "**版**　記載なし" in bare
    assert "**策定**　記載なし" in bare
    assert "どの施策にも記載がないもの：担当課、期待される効果" in bare
    partly = everything(visit, "999997")
    assert "**工程**　:gray[記載なし]" in partly
    assert "どの施策にも記載がないもの" not in partly


def test_a_measure_without_departments_says_so_where_others_have_them(
    visit: Open, shipped_plans: dict[str, Plan]
) -> None:
    nobody = next(
        measure
        for measure in shipped_plans["999997"].measures
        if not measure.departments
    )
    assert (
        "担当課の記載なし"
        in visit("plan", city="999997", measure=nobody.number).markdown[0].value
    )
    assert "担当課の記載なし" not in "".join(shown(visit("plan", city="452068")))


def test_inferred_years_are_marked(visit: Open) -> None:
    assert "検討・導入・拡充　令和8～12年度　:gray[推定]" in everything(visit, "472123")


@pytest.mark.parametrize("locale", ["ja-JP", "en-US"])
def test_a_plan_without_measures_says_so(
    visit: Open, keep: Keep, sample_plan: Plan, locale: str
) -> None:
    policy = Policy(number="1", name="柱だけの方針")
    keep(sample_plan.model_copy(update={"policies": (policy,), "indicators": ()}))
    at = visit("plan", city="999997", locale=locale)
    assert not at.exception
    assert not at.error
    assert "柱だけの方針" in words(at)
    said = {
        "ja-JP": "この基本方針には、施策の記載がありません。",
        "en-US": "The plan names no measures of this policy.",
    }
    assert said[locale] in words(at)
    assert not at.text_input


@pytest.mark.parametrize("locale", ["ja-JP", "en-US"])
def test_a_plan_without_policies_says_so(
    visit: Open, keep: Keep, sample_plan: Plan, locale: str
) -> None:
    whole = sample_plan.realisation
    assert whole is not None
    keep(sample_plan.model_copy(update={"policies": (), "indicators": (whole,)}))
    at = visit("plan", city="999997", locale=locale)
    assert not at.exception
    assert not at.error
    assert len(at.info) == 1
    assert [query["kpi"] for query in links(at, "indicator")] == [[whole.code]]
    assert not at.text_input
    assert plain(sample_plan.about.title) in words(at)


def test_a_measure_with_nothing_but_a_name_says_so(
    visit: Open, keep: Keep, sample_plan: Plan
) -> None:
    keep(with_measures(sample_plan, Measure(number="1-1", name="名だけの施策")))
    assert "計画には名称だけが記されています。" in everything(visit, "999997")
    alone = visit("plan", city="999997", measure="1-1")
    assert not alone.exception
    assert "計画には名称だけが記されています。" in words(alone)
    assert not list(links(alone, "schedule"))


@pytest.mark.parametrize("locale", ["ja-JP", "en-US"])
def test_hostile_text_is_shown_letter_by_letter(
    visit: Open, keep: Keep, sample_plan: Plan, locale: str
) -> None:
    text = HOSTILE + "\n| a | b |\n|---|---|\n- x\n# y\n\n    z"
    measure = Measure(
        number="*1*",
        name=HOSTILE,
        description=text,
        departments=(HOSTILE,),
        expected_effects=(text,),
        initiatives=(Initiative(number="<b>", name=HOSTILE, description=text),),
    )
    plan = with_measures(sample_plan, measure)
    policy = plan.policies[0].model_copy(update={"name": HOSTILE, "description": text})
    about = plan.about.model_copy(
        update={"source": text, "edition": HOSTILE, "notes": (text,)}
    )
    keep(plan.model_copy(update={"policies": (policy,), "about": about}))
    for at in (
        visit("plan", city="999997", locale=locale)
        .toggle(key="plan_open")
        .set_value(True)
        .run(),
        visit("plan", city="999997", locale=locale, measure="*1*"),
    ):
        assert not at.exception
        assert not at.error
        for element in (*at.title, *at.header, *at.markdown, *at.caption):
            assert element.value.count("<img") == element.value.count("\\<img")
            for markup in ("[x](", "\n# y", "\n- x", "\n| a", "\n    z"):
                assert markup not in element.value
    assert "長い名前" in shown(visit("plan", city="999997", locale=locale))[0]


@pytest.mark.parametrize("locale", ["ja-JP", "en-US"])
def test_a_plan_of_fifty_measures_with_twenty_initiatives_each_stays_small(
    visit: Open, keep: Keep, sample_plan: Plan, locale: str
) -> None:
    initiatives = tuple(
        Initiative(number=str(n), name=f"取組{n}", description="内容" * 40)
        for n in range(1, 21)
    )
    measures = [
        Measure(number=f"1-{n}", name=f"施策{n}", initiatives=initiatives)
        for n in range(1, 51)
    ]
    keep(with_measures(sample_plan, *measures))
    at = visit("plan", city="999997", locale=locale)
    assert not at.exception
    assert len(shown(at)) == 50
    assert elements(at.main) < 120
    at.toggle(key="plan_open").set_value(True).run()
    assert elements(at.main) < 200
    assert words(at).count("取組20") == 50


def test_tomigusuku_sends_few_elements_closed_and_open(visit: Open) -> None:
    at = visit("plan", city="472123")
    assert elements(at.main) < 70
    at.toggle(key="plan_open").set_value(True).run()
    assert elements(at.main) < 120


def view_of(plan: Plan) -> View:
    city = City(
        code=plan.municipality.code,
        prefecture=plan.municipality.prefecture,
        name=plan.municipality.name,
        fictional=plan.municipality.fictional,
        title=plan.about.title,
        revision=Revision(1, None),
    )
    return View(city, plan, 2026, (2026,), date(2026, 11, 21))


def test_the_file_has_a_row_for_each_initiative_and_no_cell_that_excel_takes_for_a_date(
    shipped_plans: dict[str, Plan],
) -> None:
    speak("ja")
    plan = shipped_plans["472123"]
    content = plan_csv(view_of(plan), [measure.number for measure in plan.measures])
    assert content.startswith(b"\xef\xbb\xbf")
    rows = list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"))))
    assert len(rows) == 75
    assert rows[4]["施策"] == "1-2 マイナンバーカードの取得支援・利用の推進"
    assert rows[4]["取組"] == "1 マイナンバーカードの取得推進・支援"
    assert rows[4]["指標"] == "マイナンバーカード保有枚数率"
    assert rows[4]["担当課"] == "デジタル推進課、市民課、関係各課"
    assert (
        rows[4][glossary.field_label("national_item", current_language())]
        == "自治体DXの重点取組事項"
    )


def test_the_file_holds_what_is_shown_and_a_row_for_measures_without_initiatives(
    shipped_plans: dict[str, Plan],
) -> None:
    speak("ja")
    content = plan_csv(view_of(shipped_plans["452068"]), ["1-1", "1-10"]).decode(
        "utf-8-sig"
    )
    rows = list(csv.DictReader(io.StringIO(content)))
    assert [row["施策"].split()[0] for row in rows] == ["1-1", "1-10"]
    assert rows[0]["取組"] == ""


def test_a_cell_that_a_spreadsheet_would_run_is_written_as_text(
    sample_plan: Plan,
) -> None:
    measure = Measure(number="1", name="x", description="=HYPERLINK(1)")
    assert b"'=HYPERLINK(1)" in plan_csv(
        view_of(with_measures(sample_plan, measure)), ["1"]
    )


@pytest.mark.parametrize(
    ("typed", "fits"),
    [("", True), ("ｅＬ‐ＱＲ", True), ("el-qr 公金", True), ("eL-QR 税", False)],
)
def test_words_are_found_in_any_order_and_any_width(typed: str, fits: bool) -> None:
    assert (
        holds_words(search_text("公金収納におけるeL-QRの活用", None, "納 付"), typed)
        is fits
    )
