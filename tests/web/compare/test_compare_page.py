"""The comparison of cities: the national items as data, what matches them, like with like, and the screen."""

import csv
import io
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import event

from dxkpi.charts.matrix import Fill, MatrixCell, MatrixRow, matrix
from dxkpi.comparison import national_items, topics
from dxkpi.comparison.national_items import (
    ITEMS,
    PAST_ITEMS,
    UNREAD,
    ItemSource,
    NationalPlanItem,
)
from dxkpi.comparison.topics import ComparedAspect
from dxkpi.plan import (
    About,
    Indicator,
    Initiative,
    Measure,
    Municipality,
    NationalItem,
    Plan,
    Policy,
    ScheduleItem,
    ScheduleKind,
)
from dxkpi.store import City, Revision, Store, writing
from dxkpi.web.common import cached, markdown
from dxkpi.web.common.view import View
from dxkpi.web.compare import items
from dxkpi.web.compare.alike import Found, differences, sentence
from tests.bench import cities
from tests.support.apptest import CITIES, HOSTILE, Open, charts_of, save, words
from tests.support.clock import ManualClock
from tests.support.speaking import speak

TOMIGUSUKU, HYUGA, TSUSHIMA, KATAGAMI, URESHINO, MIHON = (
    "472123",
    "452068",
    "422096",
    "052116",
    "412091",
    "999997",
)

# ★ ◆ marked by the plan, ○ read from a name, ・ only mentioned in a description
MATRIX = {
    "front-office": {
        TOMIGUSUKU: "★1-1",
        HYUGA: "★1-1",
        TSUSHIMA: "○1-2",
        KATAGAMI: "○2-1",
        URESHINO: "○1-2(1)",
    },
    "standards": {
        TOMIGUSUKU: "★2-1",
        HYUGA: "★1-2",
        TSUSHIMA: "○3-3",
        KATAGAMI: "○1-2(3)",
        URESHINO: "○3-3",
    },
    "shared": {TOMIGUSUKU: "★2-2", HYUGA: "", TSUSHIMA: "", KATAGAMI: "", URESHINO: ""},
    "el-qr": {
        TOMIGUSUKU: "★2-3",
        HYUGA: "",
        TSUSHIMA: "",
        KATAGAMI: "・2-1(4)",
        URESHINO: "",
    },
    "card": {
        TOMIGUSUKU: "★1-2",
        HYUGA: "★1-3",
        TSUSHIMA: "○1-4",
        KATAGAMI: "○2-2(1)",
        URESHINO: "○1-1",
    },
    "security": {
        TOMIGUSUKU: "★1-4",
        HYUGA: "★1-7",
        TSUSHIMA: "○3-5",
        KATAGAMI: "○1-2(2)",
        URESHINO: "○4-1",
    },
    "ai": {
        TOMIGUSUKU: "★2-4",
        HYUGA: "★1-5 ○3-3",
        TSUSHIMA: "○3-1",
        KATAGAMI: "○1-1(3)",
        URESHINO: "・3-1(1)",
    },
    "telework": {
        TOMIGUSUKU: "★2-6",
        HYUGA: "★1-6",
        TSUSHIMA: "○3-2",
        KATAGAMI: "○1-2(1)",
        URESHINO: "",
    },
    "communities": {
        TOMIGUSUKU: "◆3-2",
        HYUGA: "◆1-8",
        TSUSHIMA: "",
        KATAGAMI: "",
        URESHINO: "",
    },
    "divide": {
        TOMIGUSUKU: "◆1-7",
        HYUGA: "◆1-9",
        TSUSHIMA: "○1-5",
        KATAGAMI: "○2-2(2)",
        URESHINO: "○2-1",
    },
    "rules": {
        TOMIGUSUKU: "◆2-9",
        HYUGA: "◆1-10",
        TSUSHIMA: "",
        KATAGAMI: "",
        URESHINO: "",
    },
    "procedures": {
        TOMIGUSUKU: "○1-1(2) ○1-2(2)",
        HYUGA: "★1-4",
        TSUSHIMA: "○1-1",
        KATAGAMI: "・2-1(1)",
        URESHINO: "○1-2(2)",
    },
    "unread": {TOMIGUSUKU: "", HYUGA: "", TSUSHIMA: "", KATAGAMI: "", URESHINO: ""},
}


def shown(plan: Plan, item: NationalPlanItem) -> str:
    marks = {ItemSource.INFERRED: "○", ItemSource.MENTIONED: "・"}
    stars = {NationalItem.PRIORITY: "★", NationalItem.COMPANION: "◆"}

    def mark(match: national_items.ItemMatch) -> str:
        kind = match.measure.national_item
        return (
            stars[kind]
            if match.reading is ItemSource.STATED and kind
            else marks[match.reading]
        )

    return " ".join(
        mark(match) + match.place for match in national_items.matches(plan, item)
    )


def plan_of(
    *measures: Measure, code: str = TOMIGUSUKU, indicators: tuple[Indicator, ...] = ()
) -> Plan:
    return Plan(
        municipality=Municipality(code=code, prefecture="試験県", name="試験市"),
        about=About(title="試験市DX推進計画"),
        policies=(Policy(number="1", name="基本方針", measures=measures),),
        indicators=indicators,
    )


def item(code: str) -> NationalPlanItem:
    return next(one for one in (*ITEMS, *PAST_ITEMS, UNREAD) if one.code == code)


# --- The items --------------------------------------------------------------------------------------------------------


def test_the_national_plan_has_eight_priority_items_and_three_companions() -> None:
    kinds = [one.kind for one in ITEMS]
    assert kinds == [NationalItem.PRIORITY] * 8 + [NationalItem.COMPANION] * 3
    assert len({one.code for one in (*ITEMS, *PAST_ITEMS, UNREAD)}) == 13


def test_every_item_is_found_under_its_own_name_and_under_no_other() -> None:
    for one in (*ITEMS, *PAST_ITEMS):
        assert [
            other.code for other in (*ITEMS, *PAST_ITEMS) if other.named_in(one.name)
        ] == [one.code]


@pytest.mark.parametrize("code", [*MATRIX])
def test_the_five_real_plans_have_exactly_these_measures_on_each_item(
    shipped_plans: dict[str, Plan], code: str
) -> None:
    assert {
        city: shown(shipped_plans[city], item(code)) for city in MATRIX[code]
    } == MATRIX[code]


def test_every_measure_that_a_shipped_plan_marks_stands_at_an_item_of_its_kind(
    shipped_plans: dict[str, Plan],
) -> None:
    for plan in shipped_plans.values():
        marked = {m.number: m.national_item for m in plan.measures if m.national_item}
        stated = {
            match.measure.number: one.kind
            for one in (*ITEMS, *PAST_ITEMS)
            for match in national_items.matches(plan, one)
            if match.reading is ItemSource.STATED
        }
        assert stated == marked


def test_an_item_of_an_earlier_edition_has_a_row_only_where_a_plan_marks_it(
    shipped_plans: dict[str, Plan],
) -> None:
    assert (
        national_items.rows([shipped_plans[TOMIGUSUKU], shipped_plans[TSUSHIMA]])
        == ITEMS
    )
    assert national_items.rows([shipped_plans[TOMIGUSUKU], shipped_plans[HYUGA]]) == (
        *ITEMS,
        *PAST_ITEMS,
    )


def test_a_marked_measure_of_unknown_name_is_not_dropped() -> None:
    odd = Measure(
        number="1-1", name="まちの未来をひらく", national_item=NationalItem.PRIORITY
    )
    plan = plan_of(odd)
    assert national_items.rows([plan]) == (*ITEMS, UNREAD)
    assert shown(plan, UNREAD) == "★1-1"


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("公金収納におけるｅＬ－ＱＲの活用", "el-qr"),
        ("eＬ‑QR（地方税統一ＱＲコード）の活用", "el-qr"),
        ("eLTAXの活用", "el-qr"),
        ("自治体の ＡＩ の利用推進", "ai"),
        ("生成ＡＩの活用", "ai"),
        ("テレ ワークの推進", "telework"),
        ("ﾃﾞｼﾞﾀﾙﾃﾞﾊﾞｲﾄﾞ対策", "divide"),
        ("書かない窓口の導入", "front-office"),
        ("ﾏｲﾅﾝﾊﾞｰｶｰﾄﾞの普及", "card"),
    ],
)
def test_width_case_spaces_and_hyphens_make_no_difference(name: str, code: str) -> None:
    assert [one.code for one in ITEMS if one.named_in(name)] == [code]


@pytest.mark.parametrize(
    "name",
    [
        "メール配信の充実",
        "MAILの活用",
        "データの標準化",
        "オンライン会議の活用",
        "情報発信の強化",
        "セキュリティポリシー策定",
        "オンライン化を前提とした手続の見直し",
        "シティプロモーションの推進",
        "観光DXの推進",
        "デジタル人材の確保・育成",
        "",
    ],
)
def test_names_that_only_look_alike_match_nothing(name: str) -> None:
    assert [one.code for one in (*ITEMS, *PAST_ITEMS) if one.named_in(name)] == []


def test_the_standards_of_an_older_edition_are_not_the_shared_platforms() -> None:
    assert not item("shared").named_in("自治体の情報システムの標準化・共通化")
    assert item("standards").named_in("自治体の情報システムの標準化・共通化")


@given(st.text(max_size=60))
def test_matching_survives_any_name_and_folding_is_stable(name: str) -> None:
    assert national_items.folded(national_items.folded(name)) == national_items.folded(
        name
    )
    for one in (*ITEMS, *PAST_ITEMS):
        assert one.named_in(name) == one.named_in(f" {name}　")
        assert not UNREAD.named_in(name)


def test_an_empty_plan_matches_nothing() -> None:
    bare = Plan(
        municipality=Municipality(code=HYUGA, prefecture="試験県", name="試験市"),
        about=About(title="計画"),
    )
    assert [
        national_items.matches(bare, one) for one in (*ITEMS, *PAST_ITEMS, UNREAD)
    ] == [()] * 13
    assert national_items.rows([bare]) == ITEMS
    assert national_items.rows([]) == ITEMS


def test_a_measure_goes_before_initiatives_and_a_name_before_a_description() -> None:
    told = Measure(
        number="1-1", name="窓口の改善", description="テレワークも進めます。"
    )
    inner = Measure(
        number="1-2",
        name="働き方",
        initiatives=(Initiative(number="1", name="テレワークの推進"),),
    )
    named = Measure(number="1-3", name="テレワークの試行")
    telework = item("telework")
    assert shown(plan_of(told, inner, named), telework) == "○1-3"
    assert shown(plan_of(told, inner), telework) == "○1-2(1)"
    assert shown(plan_of(told), telework) == "・1-1"


def test_the_period_reaches_from_the_earliest_start_to_the_latest_end(
    shipped_plans: dict[str, Plan],
) -> None:
    (hyuga,) = national_items.matches(shipped_plans[HYUGA], item("standards"))
    assert national_items.period(hyuga.schedule) == national_items.ItemPeriod(
        2021, None, inferred=True, deadlines=(2025,)
    )
    (mihon,) = national_items.matches(shipped_plans[MIHON], item("standards"))
    assert national_items.period(mihon.schedule) == national_items.ItemPeriod(
        2023, 2027, inferred=False, deadlines=(2025,)
    )
    (ureshino,) = national_items.matches(shipped_plans[URESHINO], item("standards"))
    assert national_items.period(ureshino.schedule) == national_items.ItemPeriod(
        None, None, inferred=False, deadlines=(2025,)
    )
    assert national_items.period(()) == national_items.ItemPeriod(
        None, None, inferred=False, deadlines=()
    )


def test_an_initiative_has_its_own_years_and_those_of_its_measure_only_without() -> (
    None
):
    def bar(number: str | None, start: int) -> ScheduleItem:
        return ScheduleItem(
            kind=ScheduleKind.BAR,
            label="工程",
            initiative=number,
            start=start,
            end=start + 1,
        )

    parts = (
        Initiative(number="1", name="テレワークの推進"),
        Initiative(number="2", name="AIの利用"),
    )
    measure = Measure(
        number="1-1",
        name="働き方",
        initiatives=parts,
        schedule=(bar("1", 2026), bar(None, 2028)),
    )
    plan = plan_of(measure)
    years = {
        code: national_items.period(
            national_items.matches(plan, item(code))[0].schedule
        )
        for code in ("telework", "ai")
    }
    assert (years["telework"].first, years["ai"].first) == (2026, 2028)


def test_an_initiative_takes_of_its_measures_indicators_only_those_that_name_the_item(
    shipped_plans: dict[str, Plan],
) -> None:
    plan = shipped_plans[KATAGAMI]
    kpis = {
        code: [
            i.code
            for match in national_items.matches(plan, item(code))
            for i in match.indicators(plan, item(code))
        ]
        for code in ("card", "divide", "el-qr", "front-office")
    }
    assert kpis == {
        "card": ["R04"],
        "divide": [],
        "el-qr": ["R02"],
        "front-office": ["R01", "R02", "R03"],
    }


# --- Like with like -----------------------------------------------------------------------------------------------------


def of(
    plans: dict[str, Plan], topic: national_items.Subject, *codes: str
) -> list[Found]:
    found = []
    for code in codes:
        plan = plans[code]
        town = plan.municipality
        city = City(
            code,
            town.prefecture,
            town.name,
            town.fictional,
            plan.about.title,
            Revision(1, None),
        )
        named = topics.on(plan, topic)
        found += [
            Found(city, town.name, i, beside=not named)
            for i in named or topics.beside(plan, topic)
        ]
    return found


CARD = topics.TOPICS[0]


def test_the_first_topic_is_the_card_and_each_city_counts_something_of_its_own(
    shipped_plans: dict[str, Plan],
) -> None:
    names = {
        code: [one.indicator.name for one in of(shipped_plans, CARD, code)]
        for code in CITIES
    }
    assert names == {
        KATAGAMI: ["マイナンバーカードの市民取得率"],
        URESHINO: ["マイナンバーカード保有率"],
        TSUSHIMA: ["コンビニ交付利用件数", "キオスク端末による証明書交付利用率"],
        HYUGA: ["マイナンバーカードを利活用したサービス"],
        TOMIGUSUKU: ["マイナンバーカード保有枚数率"],
        MIHON: ["マイナンバーカード保有枚数率"],
    }
    assert {one.beside for one in of(shipped_plans, CARD, TSUSHIMA)} == {True}


def test_three_cities_name_and_date_the_card_differently_and_the_sentence_says_so(
    shipped_plans: dict[str, Plan],
) -> None:
    speak("ja")
    found = of(shipped_plans, CARD, TOMIGUSUKU, KATAGAMI, URESHINO)
    assert sentence(found, "マイナンバーカード") == (
        "「マイナンバーカード」の指標は、3団体の計画に3あります。名称、値の月が異なるため、1本の線にはしません。"
    )
    lines = [line.replace("\\", "") for line in differences(found)]
    assert lines == [
        "**名称** 「マイナンバーカード保有枚数率」（豊見城市）、「マイナンバーカードの市民取得率」（潟上市）、「マイナンバーカード保有率」（嬉野市）",
        "**定義** 計画に記載なし（豊見城市、潟上市、嬉野市）",
        "**値の月** 最新は令和8年1月（豊見城市）、最新は令和7年7月（潟上市）、最新は令和7年3月（嬉野市）",
    ]


def test_a_share_is_not_set_against_a_number_of_services(
    shipped_plans: dict[str, Plan],
) -> None:
    found = of(shipped_plans, CARD, HYUGA, TSUSHIMA, MIHON)
    assert sentence(found, "My Number Card") == (
        "4 indicators on “My Number Card” in 3 plans. They differ in name, definition, share or count, unit, way of "
        "counting, so they are not drawn as one line."
    )
    lines = [line.replace("\\", "") for line in differences(found)]
    assert "**share or count** count (日向市, 対馬市), share (対馬市, 見本市)" in lines
    assert "**unit** 事業 (日向市), 件 (対馬市), % (対馬市, 見本市)" in lines
    assert (
        "**month of the figures** no figure with a month (日向市, 対馬市), latest of 令和8年1月 (見本市)"
        in lines
    )


def test_the_same_name_without_a_definition_is_not_called_comparable(
    shipped_plans: dict[str, Plan],
) -> None:
    found = of(shipped_plans, CARD, TOMIGUSUKU, MIHON)
    assert topics.compared(one.indicator for one in found) == topics.Comparison(
        (), (ComparedAspect.DEFINITION,)
    )
    assert "not every plan prints a definition" in sentence(found, "My Number Card")
    assert "can be compared" not in sentence(found, "My Number Card")


def made(**changes: Any) -> Indicator:
    facts = {
        "code": "K01",
        "name": "保有率",
        "definition": "人口に対する枚数",
        "unit": "%",
        "actuals": (),
    }
    return Indicator.model_validate(facts | changes)


def actual(month: str) -> dict[str, Any]:
    return {"fiscal_year": 2025, "as_of": month, "value": Decimal("70")}


def test_only_what_agrees_in_name_definition_unit_and_counting_is_called_comparable() -> (
    None
):
    here = City(HYUGA, "宮崎県", "日向市", False, "計画", Revision(1, None))
    there = City(TSUSHIMA, "長崎県", "対馬市", False, "計画", Revision(1, None))

    def told(other: Indicator) -> str:
        one = made(actuals=[actual("2026-01")])
        return sentence(
            [Found(here, "日向市", one, False), Found(there, "対馬市", other, False)],
            "card",
        )

    assert told(made(name="保有　率", unit="％", actuals=[actual("2026-01")])).endswith(
        "can be compared."
    )
    assert told(made(actuals=[actual("2025-07")])).endswith("but mind the months.")
    for change in (
        {"name": "取得率"},
        {"definition": "別の定義"},
        {"unit": "枚"},
        {"aggregation": "annual"},
        {"value_type": "yes_no"},
    ):
        assert told(made(**change)).endswith("they are not drawn as one line."), change


def test_what_a_definition_leaves_out_is_not_its_topic(
    shipped_plans: dict[str, Plan],
) -> None:
    shops = next(
        topic for topic in topics.TOPICS if topic.label.startswith("Certificates")
    )
    assert topics.on(shipped_plans[HYUGA], shops) == ()
    assert [i.code for i in topics.on(shipped_plans[TSUSHIMA], shops)] == ["K06"]


def test_topics_are_offered_when_two_plans_have_an_indicator_on_them(
    shipped_plans: dict[str, Plan],
) -> None:
    def offered(*codes: str) -> list[str]:
        return [
            topic.label
            for topic in topics.shared_topics([shipped_plans[code] for code in codes])
        ]

    assert offered(TOMIGUSUKU, KATAGAMI) == ["My Number Card"]
    assert offered(TOMIGUSUKU, TSUSHIMA) == []
    assert offered(TOMIGUSUKU) == []
    assert offered(TSUSHIMA, HYUGA)[:2] == ["Online procedures", "System standards"]


@pytest.mark.parametrize(
    ("typed", "codes"),
    [
        ("ｵﾝﾗｲﾝ", ["K01", "K02"]),
        ("申請 利用率", ["K01"]),
        ("利用率 申請", ["K01"]),
        ("(", ["K05", "K06"]),
        ("存在しない", []),
    ],
)
def test_a_word_of_ones_own_is_looked_for_as_it_is(
    sample_plan: Plan, typed: str, codes: list[str]
) -> None:
    found = [i.code for i in topics.on(sample_plan, topics.topic_of(typed))]
    assert found[: len(codes)] == codes
    assert bool(found) == bool(codes)


# --- The picture --------------------------------------------------------------------------------------------------------


def texts(spec: dict[str, Any]) -> Iterator[dict[str, Any]]:
    for layer in spec["layer"]:
        if layer["mark"]["type"] == "text":
            yield from layer["data"]["values"]


def boxes(
    spec: dict[str, Any], role: str, *, filled: bool = True
) -> list[tuple[int, int]]:
    return [
        (row["y"], row["column"])
        for layer in spec["layer"]
        if layer["mark"]["type"] == "rect"
        and layer["mark"].get("filled", True) is filled
        for row in layer["data"]["values"]
        if row["role"] == role
    ]


def test_the_matrix_draws_stated_filled_read_dashed_and_nothing_as_a_dash() -> None:
    cells = (
        MatrixCell(Fill.STATED, ("★ 1-1", "1-1"), ("KPI 2 R8～12", "KPI 2")),
        MatrixCell(Fill.READ, ("○ 2-1", "2-1")),
    )
    spec = matrix(
        [("豊見城市", "豊見城市"), ("見本市(架空)", "見本市")],
        [
            MatrixRow("テレワーク", cells),
            MatrixRow("AIの利用", (MatrixCell(Fill.NONE, ("－", "－")),) * 2),
        ],
        "what it shows",
    )
    assert spec["description"] == "what it shows"
    assert spec["height"] == 28 + 2 * 50
    assert boxes(spec, "bar") == [(28, 0)]
    assert boxes(spec, "actual", filled=False) == [(28, 0), (28, 1)]
    (dashed,) = [layer for layer in spec["layer"] if layer["mark"].get("strokeDash")]
    assert [row["column"] for row in dashed["data"]["values"]] == [1]
    assert [(row["long"], row["short"]) for row in texts(spec) if "long" in row] == [
        ("豊見城市", "豊見城市"),
        ("見本市(架空)", "見本市"),
        ("★ 1-1", "1-1"),
        ("KPI 2 R8～12", "KPI 2"),
        ("○ 2-1", "2-1"),
        ("－", "－"),
        ("－", "－"),
    ]
    assert {layer["encoding"]["color"]["field"] for layer in spec["layer"]} == {"role"}


# --- The screen ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("locale", ["ja-JP", "en-US"])
@pytest.mark.parametrize("code", CITIES)
def test_the_screen_shows_every_city_beside_the_others(
    visit: Open, code: str, locale: str
) -> None:
    at = visit("compare", city=code, locale=locale)
    assert not at.exception
    assert not at.error
    assert not at.warning
    others = [other for other in CITIES if other not in (code, MIHON)]
    assert at.multiselect(key="compare_with").value == others
    assert len(charts_of(at)) > 5
    heads = [row["short"] for row in texts(charts_of(at)[0]) if row.get("y") == 0]
    assert len(heads) == 1 + len(others)
    assert "with" not in at.query_params


def test_the_sentence_tells_what_all_have_and_what_one_alone(visit: Open) -> None:
    at = visit("compare", city=TOMIGUSUKU)
    assert at.header[0].value == markdown.plain(
        "国の11項目のうち、5項目は5団体すべての計画にあります。1団体だけの項目は、共通化の推進、eL-QRの活用（豊見城市）です。"
    )
    said = words(at)
    assert markdown.plain("第5.0版（令和7年12月）") in said
    assert "未実施という意味ではありません" in said
    assert "国の計画の以前の版の項目" in said


def test_an_opened_item_shows_the_measures_in_their_own_words_with_links_into_the_plans(
    visit: Open,
) -> None:
    at = visit("compare", city=TOMIGUSUKU, item="el-qr")
    assert at.selectbox(key="compare_item").value == "el-qr"
    assert markdown.plain(
        "「公金収納におけるeL-QRの活用」は、5団体のうち1団体の計画に施策や取組があります。KPIを定めた計画はありません。"
    ) in [heading.value for heading in at.subheader]
    said = words(at)
    assert markdown.plain("令和8～12年度（推定）") in said
    assert markdown.plain("納税課、会計課、関係各課") in said
    assert markdown.plain("名称になく、説明に語あり") in said
    assert (
        markdown.plain(
            "この項目の語を名称に含む施策は見当たりません: 嬉野市、対馬市、日向市"
        )
        in said
    )
    links = [
        dict(p.split("=") for p in str(link.proto.query_string).split("&"))
        for link in at.get("page_link")
        if "measure" in str(link.proto.query_string)
    ]
    assert links == [
        {"city": TOMIGUSUKU, "measure": "2-3"},
        {"city": KATAGAMI, "measure": "2-1"},
    ]


def test_choosing_cities_moves_the_address_and_stays_on_the_way_back(
    visit: Open,
) -> None:
    at = visit("compare", city=TOMIGUSUKU)
    at.multiselect(key="compare_with").set_value([HYUGA, MIHON]).run()
    assert at.query_params["with"] == f"{HYUGA},{MIHON}"
    assert "見本市" in words(at)
    at.switch_page("../../pages/kpi.py").run().switch_page(
        "../../pages/compare.py"
    ).run()
    assert at.multiselect(key="compare_with").value == [HYUGA, MIHON]
    at.selectbox(key="select_city").set_value(HYUGA).run()
    assert at.multiselect(key="compare_with").value == [MIHON]


def test_nobody_to_compare_with_still_shows_the_own_items(visit: Open) -> None:
    at = visit("compare", city=TOMIGUSUKU, **{"with": ""})
    assert not at.exception
    assert at.header[0].value == markdown.plain(
        "豊見城市の計画には、国の11項目のうち11項目に施策や取組があります。"
    )
    assert at.multiselect(key="compare_with").value == []
    assert "比べる団体を選ぶと" in at.info[-1].value


@pytest.mark.parametrize(
    ("asked", "others", "told"),
    [
        ("000000", [KATAGAMI, URESHINO, TSUSHIMA, HYUGA], 1),
        ("<b>,']", [KATAGAMI, URESHINO, TSUSHIMA, HYUGA], 1),
        (f"{HYUGA},xyz", [HYUGA], 1),
        (f"{HYUGA},{HYUGA}, {TOMIGUSUKU}", [HYUGA], 0),
        (",,,", [], 0),
    ],
)
def test_an_address_that_asks_for_nonsense_gets_a_sentence_and_the_rest(
    visit: Open, asked: str, others: list[str], told: int
) -> None:
    at = visit(
        "compare", city=TOMIGUSUKU, **{"with": asked}, item="nothing", topic="nothing"
    )
    assert not at.exception
    assert len(at.warning) == told
    assert at.multiselect(key="compare_with").value == others
    assert at.selectbox(key="compare_item").value == "front-office"


def test_a_table_holds_what_the_pictures_hold(visit: Open) -> None:
    at = visit("compare", city=TOMIGUSUKU)
    at.toggle(key="as_table").set_value(True).run()
    assert not at.exception
    assert charts_of(at) == []
    items, figures = (frame.value for frame in at.dataframe)
    assert list(items.columns) == [
        "項目",
        "豊見城市",
        "潟上市",
        "嬉野市",
        "対馬市",
        "日向市",
    ]
    row = items.set_index("項目").loc["eL-QRの活用"]
    assert list(row) == ["★ 2-3 KPIなし (R8～12)", "－ 説明に語あり", "－", "－", "－"]
    assert len(figures) == 10
    assert set(figures["自治体"]) == {
        "豊見城市",
        "潟上市",
        "嬉野市",
        "対馬市",
        "日向市",
    }


def test_the_file_has_a_line_for_each_item_city_and_indicator(own_store: Path) -> None:
    speak("ja")
    known = cached.cities()
    chosen = tuple(known[code] for code in (TOMIGUSUKU, HYUGA, TSUSHIMA))
    view = View(chosen[0], cached.plan(chosen[0]), 2025, (2025,), date(2026, 5, 1))
    rows = list(
        csv.DictReader(io.StringIO(items._csv(view, chosen).decode("utf-8-sig")))
    )
    card = [row for row in rows if row["国の項目"].startswith("マイナンバーカード")]
    assert [
        (row["自治体"], row["読み取りの別"], row["施策"], row["指標の別"], row["指標"])
        for row in card
    ] == [
        (
            "豊見城市",
            "計画に印",
            "1-2 マイナンバーカードの取得支援・利用の推進",
            "参考",
            "マイナンバーカード保有枚数率",
        ),
        (
            "日向市",
            "計画に印",
            "1-3 マイナンバーカードの普及促進・利用の推進",
            "KPI",
            "マイナンバーカードを利活用したサービス",
        ),
        (
            "対馬市",
            "名称から読み取り",
            "1-4 マイナンバーカード利活用拡大",
            "KPI",
            "コンビニ交付利用件数",
        ),
        (
            "対馬市",
            "名称から読み取り",
            "1-4 マイナンバーカード利活用拡大",
            "KPI",
            "キオスク端末による証明書交付利用率",
        ),
    ]
    assert (card[1]["期間"], card[1]["期限"], card[1]["目標値"]) == (
        "令和6年度～（終わりの記載なし、推定）",
        "令和5年度末",
        "目標 3事業（令和7年度末）",
    )
    missing = [
        row["自治体"]
        for row in rows
        if row["読み取りの別"] == "この項目の語を名称に含む施策は見当たりません"
    ]
    assert (missing.count("豊見城市"), missing.count("日向市")) == (0, 2)


def test_a_topic_of_ones_own_is_found_or_said_to_be_missing(visit: Open) -> None:
    at = visit("compare", city=HYUGA)
    at.text_input(key="compare_topic_search").set_value("RPA").run()
    assert (
        markdown.plain("「RPA」の指標は、2団体の計画に2あります。")
        in at.subheader[-1].value
    )
    at.text_input(key="compare_topic_search").set_value("<img src=x>").run()
    assert not at.exception
    assert (
        markdown.plain("「<img src=x>」の語がある指標は、どの計画にも見当たりません")
        in at.info[-1].value
    )


def test_an_item_that_nobody_has_says_so(visit: Open) -> None:
    at = visit("compare", city=TSUSHIMA, item="shared", **{"with": URESHINO})
    assert "の語を名称に含む施策は、どの団体の計画にも見当たりません" in " ".join(
        h.value for h in at.subheader
    )


@pytest.mark.parametrize("locale", ["ja-JP", "en-US"])
@pytest.mark.parametrize("code", CITIES)
def test_a_plan_without_measures_and_indicators_is_shown_as_such(
    visit: Open, own_store: Path, shipped_plans: dict[str, Plan], code: str, locale: str
) -> None:
    save(
        own_store,
        shipped_plans[code].model_copy(update={"policies": (), "indicators": ()}),
    )
    at = visit("compare", city=code, locale=locale)
    assert not at.exception
    assert not at.error
    without = "施策の記載がない計画" if locale == "ja-JP" else "Plans without measures"
    assert without in words(at)
    alone = visit("compare", city=code, locale=locale, **{"with": ""})
    assert not alone.exception


def only(path: Path, plan: Plan) -> None:
    path.unlink()
    store = Store(f"sqlite:///{path}")
    store.migrate()
    writing.save_plans(store, [plan], "tester", "alone")
    store.close()


@pytest.mark.parametrize("locale", ["ja-JP", "en-US"])
@pytest.mark.parametrize("code", CITIES)
def test_a_single_city_in_the_store_is_told_how_to_get_others(
    visit: Open, own_store: Path, shipped_plans: dict[str, Plan], code: str, locale: str
) -> None:
    only(own_store, shipped_plans[code])
    at = visit("compare", locale=locale)
    assert not at.exception
    assert not at.error
    assert len(at.multiselect) == 0
    assert "dxkpi load" in at.info[0].value
    assert len(charts_of(at)) >= 2


def test_hostile_names_are_shown_letter_by_letter(
    visit: Open, own_store: Path, sample_plan: Plan
) -> None:
    parts = (Initiative(number="<1>", name=HOSTILE, description=HOSTILE),)
    measures = (
        Measure(
            number="[1](x)",
            name=HOSTILE,
            description=HOSTILE,
            departments=(HOSTILE,),
            initiatives=parts,
        ),
        Measure(number="*2*", name=HOSTILE, national_item=NationalItem.COMPANION),
        Measure(
            number="3", name="<b>知らない項目", national_item=NationalItem.PRIORITY
        ),
    )
    indicator = made(
        name=HOSTILE,
        definition=HOSTILE,
        unit="<b>件*",
        measure="*2*",
        department=HOSTILE,
    )
    plan = plan_of(*measures, code=MIHON, indicators=(indicator,))
    town = sample_plan.municipality.model_copy(update={"name": HOSTILE})
    save(own_store, plan.model_copy(update={"municipality": town}))
    for item_code in ("telework", "unread"):
        at = visit(
            "compare", city=MIHON, item=item_code, **{"with": f"{TSUSHIMA},{HYUGA}"}
        )
        at.text_input(key="compare_topic_search").set_value("テレワーク").run()
        assert not at.exception
        for element in (*at.markdown, *at.caption, *at.header, *at.subheader, *at.info):
            assert "<img" not in element.value.replace("\\<", "")
            assert "[x](" not in element.value
            assert "<b>" not in element.value.replace("\\<", "")
        for link in at.get("page_link"):
            assert "<img" not in link.proto.label.replace("\\<", "")
        at.toggle(key="as_table").set_value(True).run()
        assert not at.exception


def test_two_cities_of_one_name_are_told_apart(
    visit: Open, own_store: Path, shipped_plans: dict[str, Plan]
) -> None:
    town = shipped_plans[TSUSHIMA].municipality.model_copy(update={"name": "日向市"})
    save(own_store, shipped_plans[TSUSHIMA].model_copy(update={"municipality": town}))
    at = visit("compare", city=HYUGA, **{"with": TSUSHIMA})
    assert not at.exception
    heads = [row["long"] for row in texts(charts_of(at)[0]) if row.get("y") == 0]
    assert heads == ["宮崎県日向市", "長崎県日向市"]


def test_among_many_cities_no_more_than_sixty_are_offered_and_no_other_plan_is_read(
    visit: Open, own_store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    spread = list(cities.plans(200, indicators=2, years=2))
    made_up = [
        plan.model_copy(
            update={
                "municipality": plan.municipality.model_copy(
                    update={"prefecture": "試験県"}
                )
            }
        )
        for plan in spread
    ]
    save(own_store, *made_up)
    read: list[str] = []
    real = Store.plan

    def counted(store: Store, code: str) -> Plan | None:
        read.append(code)
        return real(store, code)

    monkeypatch.setattr(Store, "plan", counted)
    first = made_up[0].municipality.code
    at = visit("compare", city=first)
    assert not at.exception
    assert len(at.multiselect(key="compare_with").options) == 60
    assert len(at.multiselect(key="compare_with").value) == 5
    assert len(set(read)) == 6
    at.text_input(key="compare_city_search").set_value("宮崎県　日向").run()
    assert at.multiselect(key="compare_with").options[5:] == ["日向市"]
    at.text_input(key="compare_city_search").set_value("ない町").run()
    assert at.multiselect(key="compare_with").value
    alone = visit("compare", city=TOMIGUSUKU)
    assert "別の団体名か都道府県名" in alone.info[0].value


def test_a_warm_page_asks_the_database_nothing(visit: Open) -> None:
    at = visit("compare", city=TOMIGUSUKU)
    statements: list[str] = []
    event.listen(
        cached.store().engine,
        "before_cursor_execute",
        lambda *a: statements.append(a[2]),
    )
    cached.store().clock = ManualClock()
    cached.store().revision()
    statements.clear()
    at.run()
    assert statements == []


def test_a_change_of_a_compared_plan_shows_on_the_next_run(
    visit: Open,
    own_store: Path,
    shipped_plans: dict[str, Plan],
) -> None:
    at = visit("compare", city=TOMIGUSUKU, item="shared")
    cached.store().clock = clock = ManualClock()
    plan = shipped_plans[TSUSHIMA]
    policy = plan.policies[0]
    new = Measure(number="1-9", name="デジタル共通基盤の共同利用")
    changed = policy.model_copy(update={"measures": (*policy.measures, new)})
    save(own_store, plan.model_copy(update={"policies": (changed, *plan.policies[1:])}))
    clock.pass_seconds(2)
    at.run()
    assert "5団体のうち2団体" in at.subheader[0].value
