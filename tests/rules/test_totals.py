"""Totals over several years: annual figures are summed, running totals are taken."""

from decimal import Decimal
from itertools import accumulate

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dxkpi.plan import Indicator
from dxkpi.rules import expected_value, forecast, judge, trajectory
from dxkpi.rules.totals import least_sum, running_total, years_without_figure
from tests.support.indicator_strategies import YEARS, indicators
from tests.support.indicators import baseline, indicator, target


def total(
    actuals: dict[int, object],
    value: object = 375,
    aggregation: str = "annual",
    **fields: object,
) -> Indicator:
    return indicator(
        actuals,
        target=target("total", value, 2030, since=2026),
        aggregation=aggregation,
        decimals=0,
        **fields,
    )


@pytest.mark.parametrize(
    ("actuals", "year", "value", "status", "reason"),
    [
        ({2026: 80}, 2026, 80, "on_track", "pace"),
        ({2026: 80, 2027: 70}, 2027, 150, "on_track", "pace"),
        ({2026: 80, 2027: 69}, 2027, 149, "mostly_on_track", "pace"),
        ({2026: 40, 2027: 40}, 2027, 80, "behind", "pace"),
        ({2026: 10, 2027: 0}, 2027, 10, "far_behind", "pace"),
        ({2026: 375}, 2026, 375, "achieved", "target_met"),
        (dict.fromkeys(range(2026, 2031), 75), 2030, 375, "achieved", "target_met"),
        (dict.fromkeys(range(2026, 2031), 74), 2030, 370, "missed", "target_not_met"),
        # what was before the period and comes after it is no part of the sum
        ({2025: 900, 2026: 80}, 2026, 80, "on_track", "pace"),
        (dict.fromkeys(range(2026, 2033), 74), 2032, 370, "missed", "target_not_met"),
        ({2025: 900}, 2025, 0, "starting_point", "starting_point"),
        # a year without a figure is no zero
        (
            {2026: "not_submitted", 2027: 70},
            2027,
            None,
            "not_assessable",
            "sum_unknown",
        ),
        ({2027: 70}, 2027, None, "not_assessable", "sum_unknown"),
        ({2026: 80, 2028: 70}, 2028, None, "not_assessable", "sum_unknown"),
        ({2026: 80, 2028: 70}, 2027, None, "not_reported", "no_figure"),
        ({2027: "not_submitted"}, 2027, None, "not_reported", "no_figure"),
        ({2027: "discontinued"}, 2027, None, "not_assessable", "no_figure"),
        ({2026: 80, 2030: 70}, 2031, None, "not_assessable", "sum_unknown"),
        ({2026: 300, 2028: 75}, 2028, None, "achieved", "least_sum_met"),
        ({2026: 300, 2028: 74}, 2028, None, "not_assessable", "sum_unknown"),
        ({2027: 400}, 2027, None, "achieved", "least_sum_met"),
        ({2026: 300, 2030: 80}, 2031, None, "achieved", "least_sum_met"),
    ],
)
def test_annual_figures_are_summed_from_the_first_year(
    actuals: dict[int, object],
    year: int,
    value: int | None,
    status: str,
    reason: str,
) -> None:
    judgement = judge(total(actuals), year)
    assert judgement.value == value
    assert (judgement.status.value, judgement.reason.value) == (status, reason)


@pytest.mark.parametrize(
    ("actuals", "start", "value", "status"),
    [
        ({2027: 150}, None, 150, "on_track"),  # a gap before it does no harm
        ({2025: 1200, 2027: 1349}, None, 149, "mostly_on_track"),
        ({2027: 1350}, baseline(1200, 2025), 150, "on_track"),
        # a running total of another year is no start
        ({2027: 150}, baseline(20, 2024), 150, "on_track"),
    ],
)
def test_a_running_total_is_taken_from_where_the_period_began(
    actuals: dict[int, object], start: object, value: int, status: str
) -> None:
    judgement = judge(total(actuals, aggregation="cumulative", baseline=start), 2027)
    assert judgement.value == value
    assert judgement.status.value == status


def test_a_baseline_of_a_single_year_plays_no_part() -> None:
    with_baseline = total({2026: 80, 2027: 70}, baseline=baseline(60, 2025))
    without = total({2026: 80, 2027: 70})
    assert judge(with_baseline, 2027).pace == judge(without, 2027).pace == 1


@pytest.mark.parametrize(
    ("actuals", "year", "status"),
    [
        ({2026: 80, 2027: 70}, 2027, "on_track"),
        ({2026: 80, 2027: 71}, 2027, "mostly_on_track"),
        ({2026: 300, 2027: 100}, 2027, "far_behind"),
        (dict.fromkeys(range(2026, 2031), 75), 2030, "achieved"),
        (dict.fromkeys(range(2026, 2031), 76), 2030, "missed"),
        ({2026: 0}, 2026, "on_track"),
    ],
)
def test_a_total_that_is_not_to_be_exceeded_is_not_reached_before_its_end(
    actuals: dict[int, object], year: int, status: str
) -> None:
    assert judge(total(actuals, direction="lower"), year).status.value == status


def test_what_is_expected_grows_by_the_same_each_year() -> None:
    kpi = total({})
    course = [expected_value(kpi, year) for year in range(2024, 2033)]
    assert course == [None, 0, 75, 150, 225, 300, 375, 375, 375]


def test_the_way_and_the_outlook_are_those_of_the_sum() -> None:
    kpi = total({2026: 60, 2027: 80, 2028: 70})
    way = trajectory(judge(kpi, 2028))
    assert way is not None
    assert way.start == 2025
    assert [way.gained, way.left, way.needed] == [210, 165, Decimal("82.5")]
    ahead = forecast(kpi, 2028, 2030)
    assert ahead is not None
    assert 340 < ahead.end_on_line < 370


def test_a_reported_year_counts_as_reported_though_its_sum_is_unknown() -> None:
    judgement = judge(total({2027: 70}), 2027)
    assert judgement.reported_actual is not None
    assert judgement.reported_actual.value == 70


def test_the_years_that_are_missing_and_the_least_that_the_sum_is_are_known() -> None:
    kpi = total({2025: 99, 2026: 80, 2028: 70, 2029: "not_published"})
    assert years_without_figure(kpi, 2029) == [2027, 2029]
    assert years_without_figure(kpi, 2040) == [2027, 2029, 2030]
    assert least_sum(kpi, 2029) == 150


@given(indicators(), YEARS)
def test_summing_twice_changes_nothing_and_leaves_others_alone(
    kpi: Indicator, year: int
) -> None:
    once = running_total(kpi)
    assert running_total(once) == once
    if kpi.target is None or kpi.target.rule != "total":
        assert once is kpi
        return
    judgement = judge(kpi, year)
    assert (judgement.status, judgement.pace) == (
        judge(once, year).status,
        judge(once, year).pace,
    ) or judgement.reason in ("sum_unknown", "least_sum_met")


@given(st.lists(st.integers(0, 10**6), min_size=5, max_size=5))
def test_annual_figures_and_their_running_total_are_judged_alike(
    figures: list[int],
) -> None:
    years = range(2026, 2031)
    annual = total(dict(zip(years, figures, strict=True)))
    running = dict(zip(years, accumulate(figures), strict=True))
    summed = total(dict(running), aggregation="cumulative")
    for year in years:
        one, other = judge(annual, year), judge(summed, year)
        assert one.value == other.value == running[year]
        assert (one.status, one.grade, one.pace) == (
            other.status,
            other.grade,
            other.pace,
        )
