"""Staff surveys of an invented 実感率, and how it stands with them."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from dxkpi.plan import (
    Aggregation,
    Baseline,
    Direction,
    Indicator,
    ReachTarget,
    Survey,
    SurveyGroup,
    ValueType,
)
from dxkpi.rules import Judgement, judge
from dxkpi.survey import SurveyCourse, survey_course, surveyed_actual

POSITIVE, NEGATIVE = "思う", "思わない"
QUESTION = "デジタル化が進んだと感じるか"
OTHER_QUESTION: dict[str, Any] = {"question": "市役所のデジタル化は進んだか"}


def survey(
    answers: int, positive: int, invited: int | None = 620, **fields: Any
) -> Survey:
    """A survey with so many answers, so many of them positive."""
    tally = {POSITIVE: positive, NEGATIVE: answers - positive}
    facts = {"question": QUESTION, "tally": tally, "counted": (POSITIVE,)}
    return Survey(**facts | {"invited": invited} | fields)


def survey_group(name: str, answers: int, positive: int, *others: str) -> SurveyGroup:
    """A group, or a pool with the names of others."""
    return SurveyGroup(names=(name, *others), answers=answers, positive=positive)


def survey_of_departments(*groups: SurveyGroup) -> Survey:
    """A survey with these 課 and no more; how many were invited is not known."""
    answers = sum(group.answers for group in groups)
    positive = sum(group.positive for group in groups)
    return survey(answers, positive, None, departments=groups)


THREE_YEARS = {
    2025: survey(300, 180),
    2026: survey(310, 192),
    2027: survey(320, 212),
}


def surveyed_indicator(surveys: Mapping[int, Survey], **fields: Any) -> Indicator:
    """An indicator with these surveys; from 60.0 in 2025 to 75.0 in 2030."""
    facts: dict[str, Any] = {
        "code": "K01",
        "name": "実感率",
        "unit": "%",
        "value_type": ValueType.NUMBER,
        "direction": Direction.HIGHER,
        "aggregation": Aggregation.POINT,
        "decimals": 1,
        "baseline": Baseline(fiscal_year=2025, as_of="2026-03", value=Decimal("60.0")),
        "target": ReachTarget(value=Decimal("75.0"), fiscal_year=2030),
    }
    bare = Indicator(**facts | fields)
    actuals = [
        surveyed_actual(bare, year, survey, None) for year, survey in surveys.items()
    ]
    return bare.model_copy(update={"actuals": tuple(actuals)})


def course_of(
    surveys: Mapping[int, Survey], year: int | None = None, **fields: Any
) -> SurveyCourse:
    """The course of an indicator with these surveys, seen from a year or the last one."""
    indicator = surveyed_indicator(surveys, **fields)
    course = survey_course(judge(indicator, year or max(surveys), due=True))
    assert course is not None
    return course


def noisy_judgement(positive: int, year: int = 2026) -> Judgement:
    """The judgement of a rate of 400 answers, of 620 invited, that is to go from 64.4 in
    2025 to 75.0 in 2030.
    """
    indicator = surveyed_indicator(
        {year: survey(400, positive)},
        baseline=Baseline(fiscal_year=2025, value=Decimal("64.4")),
        target=ReachTarget(value=Decimal("75.0"), fiscal_year=2030),
    )
    return judge(indicator, year)
