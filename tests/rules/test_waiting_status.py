"""What a year is that is not due: before the plan, the start, unmeasured, awaited, ahead."""

from datetime import date

import pytest

from dxkpi.rules import Status, judge
from tests.support.indicators import Fields, baseline, indicator, target

WAY: Fields = {"baseline": baseline(60, 2024), "target": target("reach", 90, 2030)}
IN_2027 = date(2027, 6, 1)


def status(
    actuals: dict[int, object], year: int, *, due: bool = False, day: date = IN_2027
) -> Status:
    """How the indicator of a plan of 2026 to 2030 stands."""
    kpi = indicator(actuals, **WAY)
    return judge(kpi, year, due=due, plan_start=2026, day=day).status


def test_the_year_of_the_baseline_is_the_starting_point() -> None:
    assert status({}, 2024) is Status.STARTING_POINT


@pytest.mark.parametrize("year", [2020, 2023, 2025])
def test_another_year_before_the_first_one_lies_before_the_plan(year: int) -> None:
    assert status({}, year) is Status.PLAN_AHEAD


def test_a_figure_from_before_the_plan_changes_nothing_of_that() -> None:
    assert status({2025: 10}, 2025) is Status.PLAN_AHEAD


def test_the_year_that_runs_is_unmeasured_until_there_is_a_first_figure() -> None:
    assert status({}, 2027) is Status.UNMEASURED
    assert status({2026: 66}, 2027) is Status.AHEAD


def test_a_year_that_has_not_begun_lies_ahead() -> None:
    assert status({}, 2028) is Status.AHEAD
    assert status({2026: 66}, 2028) is Status.AHEAD


def test_a_year_of_the_plan_is_unmeasured_where_the_plan_was_established_after_it() -> (
    None
):
    assert status({}, 2026, due=False) is Status.UNMEASURED


def test_an_early_figure_that_is_bad_news_waits_for_the_end_of_its_year() -> None:
    assert status({2026: 66, 2027: 1}, 2027) is Status.AHEAD


def test_a_year_that_is_over_is_not_reported_and_waits_for_nothing() -> None:
    assert status({}, 2026, due=True) is Status.NOT_REPORTED
