"""The two sentences over a trend."""

import pytest

from dxkpi.plan import Indicator, Plan
from dxkpi.wording.language import Language
from dxkpi.wording.trend_heading import trend_heading
from tests.wording.test_year_rows import trend_of


def heading(plan: Plan, year: int, closed: int) -> str:
    return trend_heading(trend_of(plan, year, closed), Language.JAPANESE)


def with_rate(plan: Plan, felt: Indicator) -> Plan:
    others = [one for one in plan.indicators if one.code != felt.code]
    return plan.model_copy(update={"indicators": (*others, felt)})


def with_target(plan: Plan, value: str) -> Plan:
    lead = plan.realisation
    assert lead is not None
    raw = lead.model_dump()
    raw["target"]["value"] = value
    return with_rate(plan, Indicator.model_validate(raw))


@pytest.mark.parametrize(
    ("target", "end"),
    [
        ("66.0", "このままなら令和9年度の66.0%に届く見込みです。"),
        ("68.5", "このままなら令和9年度の68.5%に届く可能性は五分五分です。"),
        ("80.0", "このままでは令和9年度の80.0%に届かない見込みです。"),
    ],
)
def test_the_second_sentence_says_what_will_come_of_it(
    sample_plan: Plan, target: str, end: str
) -> None:
    text = heading(with_target(sample_plan, target), 2025, 2025)
    assert text == f"64.1%（±2.8）。3年間で5.9ポイント確かに上がり、{end}"


def test_where_no_outlook_is_known_it_says_how_the_line_lies(sample_plan: Plan) -> None:
    assert heading(sample_plan, 2023, 2025) == (
        "60.5%（±3.4）。目標の線より0.1ポイント下ですが、その差は誤差の範囲です。"
    )


def test_before_the_first_survey_it_says_from_where_to_where_and_when(
    shipped_plans: dict[str, Plan],
) -> None:
    assert heading(shipped_plans["472123"], 2026, 2025) == (
        "64.4%から75.0%へ。最初の調査は令和9年3月です。"
    )


def test_a_missing_year_is_said_before_the_last_rate(sample_plan: Plan) -> None:
    lead = sample_plan.realisation
    assert lead is not None
    without_last = lead.model_copy(update={"actuals": lead.actuals[:-1]})
    text = heading(with_rate(sample_plan, without_last), 2025, 2025)
    assert text == "令和7年度の実績はまだ報告されていません。令和6年度は62.8%（±3.1）。"
