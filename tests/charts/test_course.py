"""The course of figures as charts draw it."""

from dxkpi.charts.course import FigureCourse
from dxkpi.rules import judge
from tests.support.surveys import OTHER_QUESTION, survey, surveyed_indicator


def test_the_path_to_the_target_ends_where_the_question_changes() -> None:
    indicator = surveyed_indicator(
        {
            2025: survey(300, 180),
            2026: survey(300, 190),
            2027: survey(300, 150, **OTHER_QUESTION),
        }
    )
    course = FigureCourse(indicator, [judge(indicator, 2027)], range(2025, 2031))
    assert list(course.path) == [2025, 2026]
