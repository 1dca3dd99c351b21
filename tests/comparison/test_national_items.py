"""The items of the national plan as data, and which measures of real plans answer to them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dxkpi.comparison.national_items import (
    ITEMS,
    PAST_ITEMS,
    UNREAD,
    ItemMatch,
    ItemPeriod,
    ItemSource,
    NationalPlanItem,
    compared_items,
    item_matches,
    schedule_period,
)
from dxkpi.plan import (
    About,
    Initiative,
    Measure,
    Municipality,
    NationalItem,
    Plan,
    ScheduleItem,
    ScheduleKind,
)
from dxkpi.text.folding import folded_text
from tests.support.shipped_cities import (
    HYUGA,
    KATAGAMI,
    MIHON,
    TOMIGUSUKU,
    TSUSHIMA,
    URESHINO,
    plan_with_measures,
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

    def mark(match: ItemMatch) -> str:
        kind = match.measure.national_item
        return (
            stars[kind]
            if match.source is ItemSource.STATED and kind
            else marks[match.source]
        )

    return " ".join(mark(match) + match.place for match in item_matches(plan, item))


def item(code: str) -> NationalPlanItem:
    return next(one for one in (*ITEMS, *PAST_ITEMS, UNREAD) if one.code == code)


def test_the_national_plan_has_eight_priority_items_and_three_companions() -> None:
    kinds = [one.kind for one in ITEMS]
    assert kinds == [NationalItem.PRIORITY] * 8 + [NationalItem.COMPANION] * 3
    assert len({one.code for one in (*ITEMS, *PAST_ITEMS, UNREAD)}) == 13


def test_every_item_is_found_under_its_own_name_and_under_no_other() -> None:
    for one in (*ITEMS, *PAST_ITEMS):
        assert [
            other.code for other in (*ITEMS, *PAST_ITEMS) if other.is_named_in(one.name)
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
            for match in item_matches(plan, one)
            if match.source is ItemSource.STATED
        }
        assert stated == marked


def test_an_item_of_an_earlier_edition_has_a_row_only_where_a_plan_marks_it(
    shipped_plans: dict[str, Plan],
) -> None:
    assert compared_items([shipped_plans[TOMIGUSUKU], shipped_plans[TSUSHIMA]]) == ITEMS
    assert compared_items([shipped_plans[TOMIGUSUKU], shipped_plans[HYUGA]]) == (
        *ITEMS,
        *PAST_ITEMS,
    )


def test_a_marked_measure_of_unknown_name_is_not_dropped() -> None:
    odd = Measure(
        number="1-1", name="まちの未来をひらく", national_item=NationalItem.PRIORITY
    )
    plan = plan_with_measures(odd)
    assert compared_items([plan]) == (*ITEMS, UNREAD)
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
    assert [one.code for one in ITEMS if one.is_named_in(name)] == [code]


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
    assert [one.code for one in (*ITEMS, *PAST_ITEMS) if one.is_named_in(name)] == []


def test_the_standards_of_an_older_edition_are_not_the_shared_platforms() -> None:
    assert not item("shared").is_named_in("自治体の情報システムの標準化・共通化")
    assert item("standards").is_named_in("自治体の情報システムの標準化・共通化")


@given(st.text(max_size=60))
def test_matching_survives_any_name_and_folding_is_stable(name: str) -> None:
    assert folded_text(folded_text(name)) == folded_text(name)
    for one in (*ITEMS, *PAST_ITEMS):
        assert one.is_named_in(name) == one.is_named_in(f" {name}　")
        assert not UNREAD.is_named_in(name)


def test_an_empty_plan_matches_nothing() -> None:
    bare = Plan(
        municipality=Municipality(code=HYUGA, prefecture="試験県", name="試験市"),
        about=About(title="計画"),
    )
    assert [item_matches(bare, one) for one in (*ITEMS, *PAST_ITEMS, UNREAD)] == [
        ()
    ] * 13
    assert compared_items([bare]) == ITEMS
    assert compared_items([]) == ITEMS


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
    assert shown(plan_with_measures(told, inner, named), telework) == "○1-3"
    assert shown(plan_with_measures(told, inner), telework) == "○1-2(1)"
    assert shown(plan_with_measures(told), telework) == "・1-1"


def test_the_period_reaches_from_the_earliest_start_to_the_latest_end(
    shipped_plans: dict[str, Plan],
) -> None:
    (hyuga,) = item_matches(shipped_plans[HYUGA], item("standards"))
    assert schedule_period(hyuga.schedule) == ItemPeriod(
        2021, None, inferred=True, deadlines=(2025,)
    )
    (mihon,) = item_matches(shipped_plans[MIHON], item("standards"))
    assert schedule_period(mihon.schedule) == ItemPeriod(
        2023, 2027, inferred=False, deadlines=(2025,)
    )
    (ureshino,) = item_matches(shipped_plans[URESHINO], item("standards"))
    assert schedule_period(ureshino.schedule) == ItemPeriod(
        None, None, inferred=False, deadlines=(2025,)
    )
    assert schedule_period(()) == ItemPeriod(None, None, inferred=False, deadlines=())


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
    plan = plan_with_measures(measure)
    years = {
        code: schedule_period(item_matches(plan, item(code))[0].schedule)
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
            for match in item_matches(plan, item(code))
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
