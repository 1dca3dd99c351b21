"""A survey's rate in two short sentences."""

from datetime import date

import pytest

from dxkpi.plan import Plan
from dxkpi.rules import STANDARD, judge_plan, judge_years
from dxkpi.survey import IndicatorTrend, indicator_trend
from dxkpi.wording.language import Language
from dxkpi.wording.survey_glance import SurveyGlance, survey_glance

TODAY = date(2026, 11, 21)


def trend_of(plan: Plan, year: int) -> IndicatorTrend:
    indicator = plan.realisation
    assert indicator is not None
    judgement = next(
        judgement
        for judgement in judge_plan(plan, year, 2025, STANDARD, TODAY)
        if judgement.indicator.code == indicator.code
    )
    course = judge_years(plan, indicator, 2025, STANDARD, TODAY)
    return indicator_trend(plan, judgement, course)


@pytest.mark.parametrize(
    ("language", "glance"),
    [
        (
            Language.JAPANESE,
            SurveyGlance(
                "3年間で5.9ポイントの確かな上昇。", "70.0%に届く可能性は3割ほど。"
            ),
        ),
        (
            Language.ENGLISH,
            SurveyGlance(
                "Surely up 5.9 points in 3 years.",
                "Chance of 70.0%: about one in three.",
            ),
        ),
    ],
)
def test_it_says_how_the_rate_changed_and_how_likely_the_target_is(
    sample_plan: Plan, language: Language, glance: SurveyGlance
) -> None:
    assert survey_glance(trend_of(sample_plan, 2025), language) == glance


def test_nothing_is_said_where_no_survey_was_counted(
    shipped_plans: dict[str, Plan],
) -> None:
    trend = trend_of(shipped_plans["472123"], 2026)
    assert survey_glance(trend, Language.JAPANESE) is None
