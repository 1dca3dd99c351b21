"""Doubts about a plan that is loaded: what is odd is found with its place, what is likely is not."""

from datetime import date

import pytest

from dxkpi.plan import Plan, document
from dxkpi.plan.document_problem import Location
from dxkpi.returns.plan_doubts import doubts_about_plan
from dxkpi.returns.quoted_figures import figures_in_quote
from tests.conftest import PLANS

TODAY = date(2026, 11, 30)

HEAD = """\
municipality: {code: "472123", prefecture: 沖縄県, name: 豊見城市}
plan: {title: 総合戦略, first_fiscal_year: 2022, last_fiscal_year: 2026, established: "2022-03"}
"""

INDICATOR = HEAD + "indicators:\n  - code: K01\n    name: 創業件数\n"


def found(text: str, today: date = TODAY) -> list[tuple[Location, str]]:
    plan = document.parse_plan(text)
    return [(d.location, d.finding.code) for d in doubts_about_plan(plan, today)]


def of_indicator(fields: str, today: date = TODAY) -> list[tuple[str, str]]:
    """Place within the indicator, and code."""
    text = INDICATOR + "".join(f"    {line}\n" for line in fields.split("\n"))
    return [(".".join(map(str, at[2:])), code) for at, code in found(text, today)]


def years(**figures: str) -> str:
    actuals = [
        f"{{fiscal_year: {y.removeprefix('y')}, value: {v}}}"
        for y, v in figures.items()
    ]
    return f"actuals: [{', '.join(actuals)}]"


@pytest.mark.parametrize(
    ("fields", "at", "code"),
    [
        (years(y2090="5"), "actuals.0.fiscal_year", "figure_to_come"),
        (
            'actuals: [{fiscal_year: 2026, as_of: "2027-03", value: 5}]',
            "actuals.0.as_of",
            "figure_to_come",
        ),
        (
            "baseline: {fiscal_year: 2031, value: 5}",
            "baseline.fiscal_year",
            "figure_to_come",
        ),
        (
            "references: [{series: 全国, fiscal_year: 2027, value: 5}]",
            "references.0.fiscal_year",
            "figure_to_come",
        ),
        (years(y2026="5"), "actuals.0.fiscal_year", "year_not_over"),
        (years(y1995="5"), "actuals.0.fiscal_year", "figure_long_before_plan"),
        (
            "target: {rule: reach, value: 50, fiscal_year: 2062}",
            "target.fiscal_year",
            "target_after_plan",
        ),
        (
            "target: {rule: keep, value: 50, yearly: {2027: 60}}",
            "target.yearly.2027",
            "target_after_plan",
        ),
        (
            "target: {rule: reach, value: 50, fiscal_year: 2025, yearly: {2026: 60}}",
            "target.yearly.2026",
            "yearly_after_target",
        ),
        (
            (
                "baseline: {fiscal_year: 2021, value: 50}\n"
                "target: {rule: reach, value: 50, fiscal_year: 2026}"
            ),
            "target.value",
            "target_equals_baseline",
        ),
        (
            (
                "target: {rule: reach, value: 50, fiscal_year: 2026, "
                "yearly: {2024: 40, 2025: 35}}"
            ),
            "target.yearly.2025",
            "points_turn_back",
        ),
        (
            (
                "direction: lower\n"
                "target: {rule: reach, value: 30, fiscal_year: 2026, yearly: {2025: 25}}"
            ),
            "target.value",
            "points_turn_back",
        ),
        (
            "target: {rule: reach, value: 50, fiscal_year: 2020}",
            "target.fiscal_year",
            "target_before_plan",
        ),
        (
            "aggregation: cumulative\n" + years(y2022="50", y2023="49"),
            "actuals.1.value",
            "cumulative_falls",
        ),
        (years(y2022="50", y2023="1"), "actuals.1.value", "jump"),
        (years(y2022="3", y2023="900000"), "actuals.1.value", "jump"),
        (
            "baseline: {fiscal_year: 2021, value: 3}\n" + years(y2022="900000"),
            "actuals.0.value",
            "jump",
        ),
        (
            "unit: 枚\n" + years(y2022="752", y2023="7010000"),
            "actuals.1.value",
            "other_scale",
        ),
        (years(y2022="5", y2023="-3"), "actuals.1.value", "negative"),
        (
            'unit: "%"\ndecimals: 1\n' + years(y2022="64.4", y2023="0.664"),
            "actuals.1.value",
            "share_as_ratio",
        ),
        (
            'unit: "%"\n' + years(y2022="64", y2023="120"),
            "actuals.1.value",
            "over_hundred",
        ),
        (
            'unit: "%"\ntarget: {rule: reach, value: 150, fiscal_year: 2026}\n'
            + years(y2022="90"),
            "target.value",
            "over_hundred",
        ),
        (
            'unit: "%"\nbaseline: {fiscal_year: 2021, value: 64}\n'
            "target: {rule: reach, value: 75, fiscal_year: 2026}\n" + years(y2022="170"),
            "actuals.0.value",
            "over_hundred",
        ),
        (
            ("baseline: {fiscal_year: 2021, value: 3}\n"
            "target: {rule: reach, value: 900000, fiscal_year: 2026}"),
            "target.value",
            "target_far",
        ),
        (
            "baseline: {fiscal_year: 2022, value: 3}\n" + years(y2022="4"),
            "baseline.value",
            "baseline_differs",
        ),
        ("baseline: {fiscal_year: 2021, value: 64.4}", "baseline.value", "decimals_too_few"),
        (
            ("unit: 件\nquote: 令和8年度に1,500件とする。\n"
            "target: {rule: reach, value: 5100, fiscal_year: 2026}"),
            "target.value",
            "quote_differs",
        ),
    ],
)  # fmt: skip
def test_what_is_odd_about_an_indicator_is_found_where_it_stands(
    fields: str, at: str, code: str
) -> None:
    assert of_indicator(fields) == [(at, code)]


@pytest.mark.parametrize(
    "fields",
    [
        years(y2022="50", y2023="45", y2024="61"),
        "aggregation: cumulative\n" + years(y2022="50", y2023="50", y2024="75"),
        "baseline: {fiscal_year: 2014, value: 40}\n" + years(y2022="50"),
        'unit: "%"\n' + years(y2022="102", y2023="104"),
        "target: {rule: reach, value: 50, fiscal_year: 2026, yearly: {2025: 40}}",
        "target: {rule: keep, value: 1}\n" + years(y2022="1", y2023="4"),
        'actuals: [{fiscal_year: 2025, as_of: "2026-03", value: 5}]',
        'actuals: [{fiscal_year: 2026, as_of: "2026-09", value: 5}]',
        "actuals: [{fiscal_year: 2026, missing: not_submitted}]",
        (
            "aggregation: annual\nbaseline: {fiscal_year: 2021, value: 3}\n"
            "target: {rule: total, value: 375}"
        ),
        (
            "aggregation: annual\nbaseline: {fiscal_year: 2021, value: 75}\n"
            "target: {rule: 合計, value: 75, since: 2022, fiscal_year: 2026}"
        ),
        "value_type: yes_no\ntarget: {rule: do}\n" + years(y2022="0", y2023="1"),
        (
            "unit: 件\nquote: 5年間で5,100件とする。（現状1,020件）\n"
            "target: {rule: reach, value: 5100, fiscal_year: 2026}"
        ),
        "quote: 令和8年度に10校で実施\ntarget: {rule: reach, value: 5, fiscal_year: 2026}",
        "actuals: [{fiscal_year: 2022, missing: not_published}]",
    ],
)
def test_what_is_likely_is_no_doubt(fields: str) -> None:
    assert of_indicator(fields) == []


def test_a_figure_that_comes_out_late_is_no_doubt_but_one_years_later_is() -> None:
    later = date(2035, 5, 1)
    assert of_indicator(years(y2028="5"), later) == []
    doubts = of_indicator(years(y2031="5"), later)
    assert doubts == [("actuals.0.fiscal_year", "figure_after_plan")]


def test_the_same_name_twice_is_a_doubt_however_it_is_spaced() -> None:
    text = (
        INDICATOR
        + "  - {code: K02, name: 創業　件数}\n  - {code: K03, name: 廃業件数}\n"
    )
    assert found(text) == [(("indicators", 1, "name"), "name_twice")]


def test_measures_of_one_name_are_a_doubt_within_one_policy_only() -> None:
    text = HEAD + (
        "policies:\n"
        '  - {number: "1", name: A, measures: [{number: "1", name: 広報}, {number: "2", name: 広報}]}\n'
        '  - {number: "2", name: B, measures: [{number: "3", name: 広報}]}\n'
    )
    assert found(text) == [(("policies", 0, "measures", 1, "name"), "name_twice")]


def test_one_department_in_two_spellings_is_a_doubt() -> None:
    text = HEAD + (
        "policies:\n"
        '  - {number: "1", name: A, measures: [{number: "1", name: B, departments: '
        "[DX推進課, 総務課, ＤＸ推進課]}]}\n"
        "indicators:\n  - {code: K01, name: C, department: 総務 課}\n"
    )
    assert found(text) == [
        (("policies", 0, "measures", 0, "departments", 2), "department_spelled"),
        (("indicators", 0, "department"), "department_spelled"),
    ]


def test_a_schedule_far_outside_the_plan_is_a_doubt() -> None:
    text = HEAD + (
        "policies:\n"
        '  - {number: "1", name: A, measures: [{number: "1", name: B, schedule: ['
        "{kind: bar, label: 導入, start: 2022, end: 2062}, "
        "{kind: bar, label: 準備, start: 2020, end: 2028}]}]}\n"
    )
    at = ("policies", 0, "measures", 0, "schedule", 0, "end")
    assert found(text) == [(at, "entry_outside_plan")]


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("last_fiscal_year: 2026", "last_fiscal_year: 2066", "plan_long"),
        ('established: "2022-03"', 'established: "2032-03"', "established_late"),
    ],
)
def test_a_period_that_can_hardly_be_is_a_doubt(old: str, new: str, code: str) -> None:
    assert [code for _, code in found(INDICATOR.replace(old, new))] == [code]


@pytest.mark.parametrize(
    ("municipality", "codes"),
    [
        ('code: "472123", prefecture: 沖縄県, name: 新豊見城市', ["place_name"]),
        ('code: "472999", prefecture: 沖縄県, name: 那覇市', ["place_code"]),
        ('code: "472999", prefecture: 沖縄県, name: 新那覇市', ["place_unknown"]),
        ('code: "040002", prefecture: 宮城県, name: 宮城県', []),
        ('code: "341011", prefecture: 広島県, name: 中区', []),
        ('code: "479012", prefecture: 沖縄県, name: 沖縄県介護保険広域連合', []),
        ('code: "472999", prefecture: 沖縄県, name: 架空市, fictional: true', []),
    ],
)
def test_what_the_official_list_does_not_explain_is_a_doubt(
    municipality: str, codes: list[str]
) -> None:
    whole = 'code: "472123", prefecture: 沖縄県, name: 豊見城市'
    text = INDICATOR.replace(whole, municipality)
    assert found(text) == [(("municipality", "code"), code) for code in codes]


def test_a_plan_without_anything_in_it_is_a_doubt() -> None:
    assert found(HEAD) == [(("plan",), "plan_empty")]


def test_the_shipped_plans_of_real_cities_raise_no_doubt(
    shipped_plans: dict[str, Plan],
) -> None:
    for plan in shipped_plans.values():
        codes = [doubt.finding.code for doubt in doubts_about_plan(plan, TODAY)]
        # 見本市 shows every difficulty: two figures that really jumped
        assert codes == (["jump", "jump"] if plan.municipality.fictional else [])


def test_a_doubt_knows_its_line() -> None:
    [path] = [path for path in PLANS if "mihon" in path.name]
    read = document.read_document(path)
    lines = path.read_text("utf-8").split("\n")
    for doubt in doubts_about_plan(read.plan, TODAY):
        position = read.source.position_of(doubt.location)
        assert isinstance(position, int)
        line = lines[position - 1]
        assert "fiscal_year: 2025" in line or "value: 17" in line


@pytest.mark.parametrize(
    ("quote", "unit", "figures"),
    [
        ("1,500件（R6は1,200 件）", "件", ["1500", "1200"]),
        ("満足度を８０．５％以上", "%", ["80.5"]),
        ("2.4%から−5.0%とする", "%", ["2.4", "-5.0"]),
        ("1.2万人", "人", ["12000"]),
        ("10校で50人", "人", ["50"]),
        ("令和8年度に50", "", []),
        ("令和8年3月31日までに5日", "日", ["5"]),
        ("R8年度末に3年", "年", ["3"]),
        ("10月末時点で12か月", "か月", ["12"]),
        ("2026年4月1日から30日以内", "日", ["30"]),
    ],
)
def test_a_quoted_sentence_names_figures_in_the_unit(
    quote: str, unit: str, figures: list[str]
) -> None:
    assert [str(figure) for figure in figures_in_quote(quote, unit)] == figures
