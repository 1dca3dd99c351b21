"""The staff survey: from answers to counts, the rate and how sure it is, groups too small to tell, the course of years."""

from dxkpi.survey.comparability import changes
from dxkpi.survey.counting import (
    AnswerSheet,
    CountedSurvey,
    CountingMethod,
    RepeatedAnswers,
    choices,
    count_survey,
    surveyed_actual,
)
from dxkpi.survey.course import (
    SurveyChange,
    SurveyCourse,
    breaks,
    likely,
    survey_course,
    surveys,
    told,
    with_margin,
    with_range,
)
from dxkpi.survey.rate import (
    Interval,
    RateCounts,
    apart,
    difference,
    interval,
    rate_of,
    response_rate,
)
from dxkpi.survey.small_groups import (
    plan_with_pooled_groups,
    pool_again,
    pool_small_groups,
)
from dxkpi.survey.trend import IndicatorTrend, indicator_trend

__all__ = [
    "AnswerSheet",
    "CountedSurvey",
    "CountingMethod",
    "IndicatorTrend",
    "Interval",
    "RateCounts",
    "RepeatedAnswers",
    "SurveyChange",
    "SurveyCourse",
    "apart",
    "breaks",
    "changes",
    "choices",
    "count_survey",
    "difference",
    "indicator_trend",
    "interval",
    "likely",
    "plan_with_pooled_groups",
    "pool_again",
    "pool_small_groups",
    "rate_of",
    "response_rate",
    "survey_course",
    "surveyed_actual",
    "surveys",
    "told",
    "with_margin",
    "with_range",
]
