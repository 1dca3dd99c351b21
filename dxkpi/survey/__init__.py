"""The staff survey: counts, the rate and how sure it is, small groups, the years."""

from dxkpi.survey.answer_sheet import (
    AnswerKind,
    AnswerSheet,
    CountingMethod,
    RepeatedAnswers,
    answers_by_choice,
)
from dxkpi.survey.assumed_survey import AssumedSurvey
from dxkpi.survey.counting import CountedSurvey, count_survey, surveyed_actual
from dxkpi.survey.course import (
    SurveyChange,
    SurveyCourse,
    survey_breaks,
    survey_course,
    surveys_by_year,
)
from dxkpi.survey.next_survey import NextSurvey
from dxkpi.survey.rate import differing_pairs, response_rate
from dxkpi.survey.small_groups import (
    plan_with_pooled_groups,
    pool_again,
    pool_small_groups,
)
from dxkpi.survey.trend import IndicatorTrend, indicator_trend

__all__ = [
    "AnswerKind",
    "AnswerSheet",
    "AssumedSurvey",
    "CountedSurvey",
    "CountingMethod",
    "IndicatorTrend",
    "NextSurvey",
    "RepeatedAnswers",
    "SurveyChange",
    "SurveyCourse",
    "answers_by_choice",
    "count_survey",
    "differing_pairs",
    "indicator_trend",
    "plan_with_pooled_groups",
    "pool_again",
    "pool_small_groups",
    "response_rate",
    "survey_breaks",
    "survey_course",
    "surveyed_actual",
    "surveys_by_year",
]
