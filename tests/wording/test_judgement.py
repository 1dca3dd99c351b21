"""What a judgement says: formulas with the figures put in, goals and notes, in both languages."""

import re
from decimal import Decimal
from string import Formatter
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dxkpi import fiscal
from dxkpi.plan import Actual, Indicator, Plan
from dxkpi.rules import PROFILES, Judgement, Reason, Status, judge, judge_plan
from dxkpi.rules.readable_rates import readable_pace
from dxkpi.wording import judgement as wording
from dxkpi.wording.figure_times import publication_note
from dxkpi.wording.formula import formula_steps, formula_text
from dxkpi.wording.headline import headline
from dxkpi.wording.language import Language
from dxkpi.wording.rates import rate_text
from dxkpi.wording.reasons import reason_text
from dxkpi.wording.targets import goal_text
from dxkpi.wording.trajectory import trajectory_text
from tests.support.indicator_strategies import indicators
from tests.support.indicators import (
    EXACTLY,
    FALLING,
    IMPROVE,
    KEEP,
    KEEP_SOME,
    KEEP_YEARLY,
    KEEP_YES,
    NEGATIVE,
    NO_BASELINE,
    RISE,
    SHRINKING,
    TO_ZERO,
    TOMIGUSUKU,
    UPHELD,
    YEARLY,
    Fields,
    baseline,
    indicator,
    target,
)
from tests.support.surveys import noisy_judgement


def in_percent(actuals: dict[int, object] | None = None, **fields: Any) -> Indicator:
    return indicator(actuals, unit="%", **fields)


def test_the_pace_is_printed_with_its_formula_and_figures() -> None:
    found = judge(in_percent({2027: "67.0"}, **TOMIGUSUKU), 2027)
    assert formula_text(found, Language.ENGLISH).splitlines() == [
        "Pace 61.3% (actual − baseline) ÷ (expected − baseline) (67.0−64.4)÷(68.64−64.4)",
        "Progress rate 24.5% (actual − baseline) ÷ (target − baseline) (67.0−64.4)÷(75.0−64.4)",
        "Achievement rate 89.3% actual ÷ target 67.0÷75.0",
    ]


def test_negative_figures_stand_in_brackets() -> None:
    found = judge(in_percent({2028: "-2.0"}, **NEGATIVE), 2028)
    assert formula_text(found, Language.ENGLISH).splitlines() == [
        "Pace 99.1% (actual − baseline) ÷ (expected − baseline) (−2.0−2.4)÷(−2.04−2.4)",
        "Progress rate 59.5% (actual − baseline) ÷ (target − baseline) (−2.0−2.4)÷(−5.0−2.4)",
        "Achievement rate 40.0% actual ÷ target −2.0÷(−5.0)",
    ]
    below = judge(
        in_percent({2027: "-3"}, baseline=baseline(-4), target=target("reach", 1)), 2027
    )
    assert (
        formula_steps(below, Language.ENGLISH)[0].numbers
        == "(−3.0−(−4.0))÷(−2.0−(−4.0))"
    )


@pytest.mark.parametrize(
    ("fields", "actuals", "year", "line"),
    [
        (
            TOMIGUSUKU,
            {},
            2025,
            "starting point judged from the year after the baseline actual 64.4%, target 75.0%",
        ),
        (
            TOMIGUSUKU,
            {2030: 76},
            2030,
            "achieved the target is reached actual 76.0%, target 75.0%",
        ),
        (
            TOMIGUSUKU,
            {2030: 74},
            2030,
            "missed the deadline is reached, the target is not actual 74.0%, target 75.0%",
        ),
        (TOMIGUSUKU, {}, 2027, "not reported no figure for this year"),
        (
            FALLING,
            {2030: 13},
            2030,
            "missed the deadline is reached, the target is not actual 13.0%, target 12.0% or less",
        ),
        (
            NO_BASELINE,
            {2027: 18},
            2027,
            "not assessable no baseline actual 18.0%, target 70.0%",
        ),
        (
            YEARLY,
            {2027: 60},
            2027,
            "on track the year's target is reached actual 60.0%, expected 60.0%",
        ),
        (
            YEARLY,
            {2027: 59},
            2027,
            "Pace 98.3% actual ÷ the year's target 59.0÷60.0",
        ),
        (
            UPHELD,
            {2027: 79},
            2027,
            "behind below the expected value, without a pace actual 79.0%, baseline 80.0%",
        ),
        (
            KEEP,
            {2026: 79},
            2026,
            "missed the year's duty is not fulfilled actual 79.0%, target every year 80.0% or more",
        ),
        (
            KEEP_SOME,
            {2026: 1},
            2026,
            "achieved the year's duty is fulfilled actual 1.0%, target every year, some",
        ),
        (
            KEEP_YES,
            {2026: 1},
            2026,
            "achieved the year's duty is fulfilled actual yes, target every year",
        ),
        (
            KEEP_YEARLY,
            {2027: 84},
            2027,
            "missed the year's duty is not fulfilled actual 84.0%, target 85.0%",
        ),
        (
            IMPROVE,
            {2025: 12, 2026: 11},
            2026,
            "missed not better than the year before actual 11.0%, year before 12.0%",
        ),
        (
            IMPROVE,
            {2026: 11},
            2026,
            "not assessable no figure of the year before actual 11.0%",
        ),
        (
            RISE,
            {2027: 7},
            2027,
            "on track compared with the baseline actual 7.0%, baseline 6.1%",
        ),
        ({}, {2027: 7}, 2027, "for reference no target: not judged"),
    ],
)
def test_the_first_line_says_what_was_compared_with_what(
    fields: Fields, actuals: dict[int, object], year: int, line: str
) -> None:
    assert (
        formula_text(
            judge(in_percent(actuals, **fields), year), Language.ENGLISH
        ).splitlines()[0]
        == line
    )


def test_a_formula_shows_the_digits_that_decided() -> None:
    """79.96 prints as 80.0, and "80.0, target 80.0 or more: missed" would look like a mistake of ours."""
    assert formula_steps(
        judge(in_percent({2026: "79.96"}, **KEEP), 2026), Language.ENGLISH
    )[0].numbers == ("actual 79.96%, target every year 80.0% or more")
    assert formula_steps(
        judge(in_percent({2027: "68.639"}, **TOMIGUSUKU), 2027),
        Language.ENGLISH,
    )[0].numbers == ("(68.639−64.4)÷(68.64−64.4)")
    assert formula_steps(
        judge(in_percent({2025: "12.00", 2026: "12.004"}, **IMPROVE), 2026),
        Language.ENGLISH,
    )[0].numbers == ("actual 12.004%, year before 12.0%")


def test_an_expected_value_without_end_is_printed_with_one_digit_more() -> None:
    thirds: Fields = {"baseline": baseline(0, 2027), "target": target("reach", 100)}
    found = judge(in_percent({2028: 20}, **thirds), 2028)
    assert formula_steps(found, Language.ENGLISH)[0].numbers == "(20.0−0.0)÷(33.33−0.0)"


@pytest.mark.parametrize(
    ("fields", "goal"),
    [
        (TOMIGUSUKU, "75.0%"),
        (FALLING, "12.0% or less"),
        ({"target": target("reach", 4200, comparator=">=")}, "4,200.0% or more"),
        (EXACTLY, "5.0%"),
        (KEEP, "every year 80.0% or more"),
        (KEEP_SOME, "every year, some"),
        (KEEP_YES, "every year"),
        (IMPROVE, "above the year before"),
        ({**IMPROVE, "direction": "lower"}, "below the year before"),
        (RISE, "raise"),
        ({**RISE, "direction": "lower"}, "lower"),
        ({"value_type": "yes_no", "target": target("do")}, "carry out"),
        ({}, None),
    ],
)
def test_a_goal_is_told_in_a_few_words(fields: Fields, goal: str | None) -> None:
    assert goal_text(in_percent(**fields), Language.ENGLISH) == goal


def test_a_flattering_rate_is_said_to_flatter() -> None:
    assert wording.judgement_note(
        judge(in_percent(**TOMIGUSUKU), 2025), Language.ENGLISH
    ) == (
        "The achievement rate of 85.9% includes the starting point; the progress rate is 0.0%."
    )
    assert wording.judgement_note(
        judge(in_percent({2027: 18}, **FALLING), 2027), Language.ENGLISH
    ) == (
        "For a figure that should fall, look at the progress rate of 50.0%, not at 150.0%."
    )


@pytest.mark.parametrize(
    ("fields", "actuals", "year", "due", "note"),
    [
        (KEEP, {2026: 81}, 2026, True, ""),
        (KEEP, {2026: "not_submitted"}, 2026, True, "No figure: not submitted."),
        (KEEP, {2026: "discontinued"}, 2026, True, "No figure: discontinued."),
        (
            NO_BASELINE,
            {2027: 1},
            2027,
            True,
            "Without a baseline there is no progress rate and no expected path.",
        ),
        (
            IMPROVE,
            {2027: 1},
            2027,
            True,
            "There is no figure of the year before to compare with.",
        ),
        (
            KEEP,
            {2027: 1},
            2027,
            False,
            "The year is not over or lies before the plan: its figure is shown, but not judged.",
        ),
        (
            UPHELD,
            {2027: 79},
            2027,
            True,
            "The expected value lies no further than the baseline, so no pace can be given.",
        ),
        (
            {"value_type": "yes_no", "target": target("do")},
            {},
            2027,
            True,
            "The deadline is the end of FY2030.",
        ),
        (
            {"value_type": "yes_no", "target": target("do")},
            {2026: 1},
            2027,
            True,
            "Judged by the figure of FY2026.",
        ),
        (TO_ZERO, {2030: 1}, 2032, True, "Judged by the figure of FY2030."),
    ],
)
def test_a_note_says_what_the_figures_do_not(
    fields: Fields, actuals: dict[int, object], year: int, due: bool, note: str
) -> None:
    assert (
        wording.judgement_note(
            judge(in_percent(actuals, **fields), year, due=due),
            Language.ENGLISH,
        )
        == note
    )


def test_a_rough_figure_is_said_to_be_rough() -> None:
    rough = indicator().model_copy(
        update={
            "actuals": (Actual(fiscal_year=2025, value=Decimal(30), approximate=True),)
        }
    )
    assert (
        wording.judgement_note(judge(rough, 2025), Language.ENGLISH)
        == "The source gives the actual as approximate."
    )


def in_things(actuals: dict[int, object] | None = None, **fields: Any) -> Indicator:
    return indicator(actuals, unit="件", decimals=0, **fields)


def test_a_duty_with_a_figure_for_the_year_names_that_figure() -> None:
    kept: Fields = {
        "target": target("keep", 10, None, comparator=">=", yearly={2025: 12})
    }
    assert headline(judge(in_things({2025: 11}, **kept), 2025), Language.ENGLISH) == (
        "11件. The year's target (12件 or more) is not fulfilled."
    )
    assert headline(judge(in_things({2026: 11}, **kept), 2026), Language.ENGLISH) == (
        "11件. The year's target (every year 10件 or more) is fulfilled."
    )


def test_more_than_exactly_asked_for_is_not_said_to_fall_short() -> None:
    exactly: Fields = {
        "baseline": baseline(0),
        "target": target("reach", 10, comparator="="),
    }
    over, under = (
        judge(in_things({2030: value}, **exactly), 2030) for value in (12, 9)
    )
    assert headline(over, Language.JAPANESE) == "12件。目標10件との差は2件です。"
    assert trajectory_text(over, Language.JAPANESE).endswith(
        "目標10件との差は2件です。"
    )
    assert (
        headline(under, Language.JAPANESE)
        == "9件。期限を迎え、目標10件に1件届きませんでした。"
    )


def test_a_share_of_a_whole_thing_is_not_rounded_to_another_number() -> None:
    halfway: Fields = {
        "baseline": baseline(2, 2024),
        "target": target("reach", 5, 2026),
    }
    found = judge(in_things({2025: 4}, **halfway), 2025)
    assert headline(found, Language.ENGLISH) == "4件. 0.5件 beyond the expected 3.5件."
    assert "0.5件 ahead of the target line." in trajectory_text(found, Language.ENGLISH)


def test_the_last_figure_known_keeps_its_digits_and_its_roughness() -> None:
    rough = Actual(fiscal_year=2026, value=Decimal("66.25"), approximate=True)
    kpi = in_percent(**TOMIGUSUKU).model_copy(update={"actuals": (rough,)})
    assert headline(judge(kpi, 2027), Language.ENGLISH).endswith(
        "In FY2026 it was about 66.25%."
    )
    assert headline(judge(in_percent(**TOMIGUSUKU), 2026), Language.ENGLISH).endswith(
        "In FY2025 it was 64.4%."
    )


@pytest.mark.parametrize(
    ("fields", "value", "formula"),
    [
        (
            {"target": target("reach", 9700, yearly={2027: 9600})},
            9595,
            "Pace 99.9% actual ÷ the year's target 9,595÷9,600",
        ),
        (
            {"target": target("reach", 9000, yearly={2026: 8800, 2028: 8900})},
            8000,
            "Pace 90.4% actual ÷ expected 8,000÷8,850",
        ),
        (
            {
                "direction": "lower",
                "target": target("reach", 30, yearly={2027: 45}),
            },
            50,
            "Pace 90.0% the year's target ÷ actual 45÷50",
        ),
    ],
)
def test_a_year_s_target_without_a_way_to_it_has_its_own_formula(
    fields: Fields, value: int, formula: str
) -> None:
    judgement = judge(in_things({2027: value}, **fields), 2027)
    assert formula_text(judgement, Language.ENGLISH).splitlines()[0] == formula
    assert judgement.reason is Reason.YEAR_RATE
    assert "No way leads" in wording.judgement_note(judgement, Language.ENGLISH)


def test_a_year_s_target_reached_without_a_way_to_it_is_told_with_its_rate() -> None:
    fields: Fields = {"target": target("reach", 9700, yearly={2027: 9600})}
    judgement = judge(in_things({2027: 9650}, **fields), 2027)
    first, second, *_others = formula_text(judgement, Language.ENGLISH).splitlines()
    assert "the year's target is reached actual 9,650件, expected 9,600件" in first
    assert second == "Pace 100.5% actual ÷ the year's target 9,650÷9,600"


def test_a_target_below_the_present_is_told_with_its_reason_and_no_progress() -> None:
    judgement = judge(in_things({2027: 2901}, **SHRINKING), 2027)
    assert judgement.progress_rate is None
    assert formula_text(judgement, Language.JAPANESE).splitlines() == [
        "ペース 100.0% 実績÷期待値 2,901÷2,901.4",
        "達成率 103.6% 実績÷目標 2,901÷2,800",
    ]
    note = wording.judgement_note(judgement, Language.JAPANESE)
    assert note.endswith("目標が現状より低い理由：減り方を抑える")


@pytest.mark.parametrize(
    ("value", "told"),
    [("40", "0%未満"), ("60", "100%超"), ("50.02", "100.0%"), ("50.01", "50.0%")],
)
def test_a_rate_on_a_tiny_way_is_no_monstrous_number(value: str, told: str) -> None:
    tiny: Fields = {"baseline": baseline(50), "target": target("reach", "50.1")}
    judgement = judge(in_percent({2026: value}, **tiny), 2026)
    assert rate_text(readable_pace(judgement) or Decimal(0), Language.JAPANESE) == told
    text = formula_text(judgement, Language.JAPANESE)
    note = wording.judgement_note(judgement, Language.JAPANESE)
    for number in re.findall(r"[\d,.]+(?=%)", text + note):
        assert Decimal(number.replace(",", "")) <= 1000


def test_one_year_is_one_year() -> None:
    near: Fields = {"baseline": baseline(2), "target": target("reach", 5, 2026)}
    assert (
        headline(judge(in_things(**near), 2025), Language.ENGLISH)
        == "From 2件 to 5件: 1 year, +3件 a year."
    )


def test_every_judgement_of_every_shipped_plan_has_a_formula(
    shipped_plans: dict[str, Plan],
) -> None:
    for plan in shipped_plans.values():
        for year in range(2021, 2031):
            for judgement in judge_plan(plan, year, last_closed=2026):
                assert formula_text(judgement, Language.ENGLISH)


def test_every_reason_has_its_words() -> None:
    for reason in Reason:
        assert reason_text(reason, Language.ENGLISH)


@given(
    indicators(),
    st.integers(2018, 2036) | st.integers(fiscal.FIRST_YEAR, fiscal.LAST_YEAR),
    st.booleans(),
    st.sampled_from(list(PROFILES.values())),
    st.sampled_from(Language),
)
@settings(max_examples=200, deadline=None)
def test_any_judgement_can_be_told_in_both_languages(
    value: Indicator, year: int, due: bool, profile: Any, language: Language
) -> None:
    judgement = judge(value, year, due=due, profile=profile)
    steps = formula_steps(judgement, language)
    assert formula_text(judgement, language)
    assert all(step.name and step.rule for step in steps)
    assert (goal_text(value, language) is None) is (
        judgement.status is Status.MONITORED
    )
    told = [
        formula_text(judgement, language),
        wording.judgement_note(judgement, language),
        goal_text(value, language) or "",
    ]
    assert not any(
        field for text in told for _, field, _, _ in Formatter().parse(text)
    )  # no {placeholder} is left
    assert "None" not in "".join(told)


@pytest.mark.parametrize("value", ["9" * 30, "-" + "9" * 30, "0." + "0" * 29 + "1"])
def test_the_largest_and_smallest_figures_can_be_told(value: str) -> None:
    tiny: Fields = {
        "baseline": baseline(0),
        "target": target("reach", "0." + "0" * 29 + "3"),
    }
    for fields in (TOMIGUSUKU, tiny, KEEP):
        assert formula_text(
            judge(in_percent({2027: value}, **fields), 2027),
            Language.ENGLISH,
        )


def test_the_numbers_are_the_same_in_japanese() -> None:
    steps = formula_steps(
        judge(in_percent({2027: "67.0"}, **TOMIGUSUKU), 2027),
        Language.JAPANESE,
    )
    assert [(step.result, step.numbers) for step in steps] == [
        ("61.3%", "(67.0−64.4)÷(68.64−64.4)"),
        ("24.5%", "(67.0−64.4)÷(75.0−64.4)"),
        ("89.3%", "67.0÷75.0"),
    ]


def test_a_city_that_grades_the_year_s_figure_needs_no_excuse_for_it() -> None:
    found = indicator({2026: "66.0"}, **TOMIGUSUKU)
    graded = judge(found, 2026, profile=PROFILES["hamamatsu"])
    assert graded.reason is Reason.YEAR_RATE
    assert "No way leads" not in wording.judgement_note(graded, Language.ENGLISH)


# Figures of an earlier year, and the city's own grades

LATE: Fields = {
    "baseline": baseline(0, 2020),
    "target": target("reach", 40, 2024),
    "unit": "件",
    "decimals": 0,
}


def miyagi(actuals: dict[int, object], **fields: Any) -> Judgement:
    return judge(
        indicator(actuals, **(LATE | fields)),
        2024,
        profile=PROFILES["miyagi"],
        plan_start=2021,
    )


def test_a_figure_of_an_earlier_year_is_shown_with_its_year() -> None:
    judged = miyagi({2023: 28})
    assert wording.actual_text(judged, Language.JAPANESE) == "28件（R5）"
    assert headline(judged, Language.JAPANESE) == (
        "28件（令和5年度の値）。期待値30件に2件届いていません。"
    )
    assert wording.actual_text(miyagi({2024: 28}), Language.JAPANESE) == "28件"


def test_an_awaited_figure_says_so_and_shows_the_latest_one() -> None:
    kpi = indicator({2023: 28}, **LATE, published={"month": 11})
    judged = judge(kpi, 2024)
    assert wording.actual_text(judged, Language.JAPANESE) == "公表待ち（R5 28件）"
    assert headline(judged, Language.JAPANESE).startswith(
        "令和6年度の数値は令和7年11月ごろ公表されます。"
    )


def test_the_citys_own_grade_stands_beside_the_status_only_where_it_says_more() -> None:
    assert wording.own_grade_text(miyagi({2024: 28}), Language.JAPANESE) == "C"
    standard = judge(indicator({2023: 28}, **LATE), 2023)
    assert standard.grade == "B+"
    assert wording.own_grade_text(standard, Language.JAPANESE) == ""
    nagano = judge(indicator({2023: 30}, **LATE), 2023, profile=PROFILES["nagano"])
    assert nagano.own_grade == "順調"
    assert wording.own_grade_text(nagano, Language.JAPANESE) == ""


def test_the_formula_of_a_share_has_its_numbers() -> None:
    sano = judge(indicator({2023: 27}, **LATE), 2023, profile=PROFILES["sano"])
    first, *_rest = formula_steps(sano, Language.JAPANESE)
    assert str(first) == "その年の達成率 90.0% 実績÷その年の目標 27÷30"
    tama = judge(
        indicator({2022: 12}, **LATE), 2022, profile=PROFILES["tama"], plan_start=2021
    )
    first, *_rest = formula_steps(tama, Language.JAPANESE)
    assert str(first) == (
        "その年までの分に対する達成率 60.0% 実績÷目標のその年までの分 12÷20"
    )


def test_the_bounds_of_a_profile_are_told_as_they_are_meant() -> None:
    assert wording.grade_bands_text(PROFILES["hamamatsu"], Language.JAPANESE) == (
        "その年の達成率による区分（浜松市）：110%超 計画よりも進んでいる、"
        "95%以上 計画通り進んでいる、それ未満 計画よりも遅れている。"
    )
    assert "進捗率0%超 地方創生に効果があった" in wording.grade_bands_text(
        PROFILES["cabinet_office"], Language.JAPANESE
    )


@pytest.mark.parametrize(
    ("published", "note"),
    [
        (None, ""),
        ({"month": 11}, "翌年度の11月ごろ公表されます。"),
        ({"month": 9, "years_after": 0}, "同じ年度の9月ごろ公表されます。"),
        ({"month": 2, "years_after": 2}, "2年度後の2月ごろ公表されます。"),
        ({"every": 2, "since": 2023}, "2年ごとの数値です（令和5年度から）。"),
    ],
)
def test_when_a_figure_comes_out_is_told_in_a_sentence(
    published: dict[str, int] | None, note: str
) -> None:
    kpi = indicator({}, **LATE, published=published)
    assert publication_note(kpi, Language.JAPANESE) == note


def test_a_range_says_that_its_pace_is_graded_where_the_city_grades_something_else() -> (
    None
):
    found = indicator(
        {2026: "61.0"},
        direction="lower",
        baseline=baseline("62.0"),
        target={"rule": "range", "low": 45, "high": 55, "fiscal_year": 2030},
    )
    told = "A range is graded by the pace towards its nearer end."
    usual, graded = (
        wording.judgement_note(
            judge(found, 2026, profile=PROFILES[name]), Language.ENGLISH
        )
        for name in ("standard", "sano")
    )
    assert told not in usual
    assert told in graded


def test_a_verdict_says_what_it_can_be_within_its_margin() -> None:
    japanese = Language.JAPANESE
    noisy, short = noisy_judgement(260), noisy_judgement(264, 2028)
    sure = noisy_judgement(220)
    assert wording.verdict_text(noisy, japanese) == (
        "▲ 遅れ（誤差を考えると 遅れ～順調）"
    )
    assert wording.verdict_word(short, japanese) == (
        "遅れ（誤差を考えると 遅れ～やや遅れ）"
    )
    assert wording.verdict_text(sure, japanese) == "▲ 遅れ"
    assert "遅れには数えません" in wording.judgement_note(noisy, japanese)
    assert "全体が目標の線に届かず" in wording.judgement_note(short, japanese)
    assert "誤差" not in wording.judgement_note(sure, japanese)


def test_until_the_first_figure_the_way_to_the_target_is_told(
    shipped_plans: dict[str, Plan],
) -> None:
    judgements = judge_plan(shipped_plans["472123"], 2026, 2025)
    assert headline(judgements[0], Language.JAPANESE) == (
        "64.4%から75.0%へ。5年間、毎年+2.1ポイントの道のりです。"
    )
