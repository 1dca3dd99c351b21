"""The figures of an indicator over the years: known, expected, missing."""

from dxkpi.plan import Actual, Missing, Plan
from dxkpi.rules import Status, judge
from dxkpi.rules.figure_course import FigureCourse, missing_reasons, reference_figures
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


def test_what_is_known_is_the_plan_s_with_the_baseline_in_its_own_year(
    shipped_plans: dict[str, Plan],
) -> None:
    for plan in shipped_plans.values():
        for indicator in plan.indicators:
            reported = {
                a.fiscal_year: a.value for a in indicator.actuals if a.value is not None
            }
            course = FigureCourse(indicator, [], range(1990, 2100))
            assert {y: course.known[y] for y in reported} == reported
            beside = course.known.keys() - reported.keys()
            assert beside <= course.start.keys()


def test_every_series_for_comparison_is_kept_whole_and_in_order(
    shipped_plans: dict[str, Plan],
) -> None:
    for plan in shipped_plans.values():
        for indicator in plan.indicators:
            series = reference_figures(indicator)
            names = [reference.series for reference in indicator.references]
            assert list(series) == list(dict.fromkeys(names))
            figures = sum(len(line) for line in series.values())
            assert figures == len(indicator.references)
            assert all(list(line) == sorted(line) for line in series.values())


def test_figures_outside_of_the_years_are_left_out(sample_plan: Plan) -> None:
    indicator = sample_plan.indicator("K04")
    assert indicator is not None
    course = FigureCourse(indicator, [], range(2024, 2027))
    assert list(course.known) == [2024, 2025]
    assert course.start == {}
    assert course.goal == {}
    assert list(course.path) == [2024, 2025, 2026]
    assert all(min(line) >= 2024 for line in course.references.values())


def test_a_gap_has_its_reason_and_a_known_figure_is_none(sample_plan: Plan) -> None:
    indicator = sample_plan.indicator("K14")
    assert indicator is not None
    judgements = [judge(indicator, year) for year in range(2023, 2026)]
    assert missing_reasons(indicator, judgements) == {2024: Missing.CANNOT_BE_EVALUATED}
    without = indicator.model_copy(update={"actuals": ()})
    reported = [judge(without, year, due=True) for year in range(2023, 2025)]
    assert missing_reasons(without, reported) == {
        2023: Status.NOT_REPORTED,
        2024: Status.NOT_REPORTED,
    }


def test_steps_lie_ahead_until_something_is_reported_after_the_baseline(
    shipped_plans: dict[str, Plan],
) -> None:
    indicator = shipped_plans["472123"].indicator("K01")
    assert indicator is not None
    course = FigureCourse(indicator, [], range(2024, 2031))
    assert list(course.ahead) == [2026, 2027, 2028, 2029]
    value = course.path[2026]
    reported = indicator.model_copy(
        update={"actuals": (Actual(fiscal_year=2026, value=value),)}
    )
    assert FigureCourse(reported, [], range(2024, 2031)).ahead == {}
