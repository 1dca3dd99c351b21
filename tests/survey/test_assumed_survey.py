"""What a survey that has not been held will be able to show."""

from decimal import Decimal

import pytest

from dxkpi.plan import Indicator
from dxkpi.rules import judge
from dxkpi.rules.survey_margin import positive_rate, rate_interval
from dxkpi.survey import survey_course
from dxkpi.survey.assumed_survey import (
    USUAL_SURVEY,
    AssumedSurvey,
    YearsToSee,
    assumed_survey,
    years_to_see,
)


def test_400_of_620_answers_have_a_margin_of_about_three_points() -> None:
    assert USUAL_SURVEY.margin(Decimal("66.5")) == pytest.approx(
        Decimal("2.75"), abs=Decimal("0.01")
    )


def test_without_a_known_staff_the_margin_is_wider() -> None:
    unknown = AssumedSurvey(answers=400, invited=None)
    assert unknown.margin(Decimal(66)) > Decimal("1.5") * USUAL_SURVEY.margin(
        Decimal(66)
    )


def test_the_answers_of_the_last_survey_are_supposed_where_one_is_on_record(
    felt: Indicator,
) -> None:
    course = survey_course(judge(felt, 2025))
    assert course is not None
    assumed = assumed_survey(course)
    last = course.latest_survey
    assert (assumed.answers, assumed.invited) == (last.answers, last.invited)
    assert assumed.is_known
    assert assumed.margin(positive_rate(last)) == rate_interval(last).margin
    assert assumed_survey(None) is USUAL_SURVEY


@pytest.mark.parametrize(
    ("step", "margin", "years"),
    [
        ("2.12", "2.75", YearsToSee(2, 3)),
        ("-2.12", "2.75", YearsToSee(2, 3)),
        ("10", "2.75", YearsToSee(1, 1)),
        ("0.5", "2.75", YearsToSee(8, 12)),
    ],
)
def test_a_growth_shows_once_it_is_more_than_the_margin_of_a_change(
    step: str, margin: str, years: YearsToSee
) -> None:
    assert years_to_see(Decimal(step), Decimal(margin)) == years


def test_what_does_not_change_never_shows() -> None:
    assert years_to_see(Decimal(0), Decimal(3)) is None


def test_a_way_beyond_what_a_survey_can_find_has_the_margin_of_its_end() -> None:
    assert USUAL_SURVEY.margin(Decimal(120)) == USUAL_SURVEY.margin(Decimal(100))
    assert USUAL_SURVEY.margin(Decimal(-3)) == USUAL_SURVEY.margin(Decimal(0))
