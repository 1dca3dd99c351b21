"""An indicator followed over the years, with its surveys."""

from collections.abc import Mapping
from decimal import Decimal

from dxkpi.plan import Plan, Survey
from dxkpi.rules import YearlyPace, judge
from dxkpi.survey import IndicatorTrend, indicator_trend
from tests.support.surveys import (
    OTHER_QUESTION,
    THREE_YEARS,
    survey,
    surveyed_indicator,
)


def test_no_outlook_is_given_for_a_year_that_is_over(sample_plan: Plan) -> None:
    indicator = surveyed_indicator({**THREE_YEARS, 2028: survey(300, 205)})
    ahead, over = (
        indicator_trend(sample_plan, judge(indicator, year), []).outlook
        for year in (2028, 2030)
    )
    assert ahead is not None
    assert over is None


def test_no_pace_is_told_across_a_change_of_the_survey(sample_plan: Plan) -> None:
    def followed_in(known: Mapping[int, Survey]) -> IndicatorTrend:
        judgement = judge(surveyed_indicator(known), max(known), due=True)
        return indicator_trend(sample_plan, judgement, [judgement])

    assert followed_in(THREE_YEARS).pace == YearlyPace(Decimal("3.15"), 2025, 2027)
    broken = {
        2025: survey(300, 180),
        2026: survey(300, 190, **OTHER_QUESTION),
        2027: survey(300, 199, **OTHER_QUESTION),
    }
    assert followed_in(broken).pace == YearlyPace(Decimal("3.0"), 2026, 2027)
    assert followed_in(broken).outlook is None
