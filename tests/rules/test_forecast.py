"""Where figures lead and how likely a goal is, against scipy and statsmodels."""

from decimal import Decimal
from math import isclose

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from dxkpi.plan import Actual, Aggregation, Direction, Indicator, ValueType
from dxkpi.rules import chance_of_target, forecast
from dxkpi.rules.student_t import student_probability

# The outlook


def realised(*values: str, unit: str = "%") -> Indicator:
    return Indicator(
        code="K01",
        name="実感率",
        unit=unit,
        value_type=ValueType.NUMBER,
        direction=Direction.HIGHER,
        aggregation=Aggregation.POINT,
        decimals=1,
        actuals=tuple(
            Actual(fiscal_year=2021 + n, value=Decimal(value))
            for n, value in enumerate(values)
        ),
    )


@pytest.mark.parametrize("freedom", [*range(1, 13), 29, 30, 97])
@pytest.mark.parametrize("t", [-40.0, -2.5, -0.3, 0.0, 0.7, 1.96, 12.0])
def test_students_distribution_is_that_of_scipy(t: float, freedom: int) -> None:
    assert isclose(
        student_probability(t, freedom), stats.t.cdf(t, freedom), abs_tol=1e-12
    )


def test_the_chance_of_a_goal_is_what_scipy_makes_of_the_same_line() -> None:
    values, years = [60.1, 63.0, 62.2, 66.5, 67.9], [2021, 2022, 2023, 2024, 2025]
    line = stats.linregress(years, values)
    rest = sum(
        (y - line.intercept - line.slope * x) ** 2
        for x, y in zip(years, values, strict=True)
    )
    scatter = (rest / 3 * (1 + 1 / 5 + (2030 - 2023) ** 2 / 10)) ** 0.5
    found = forecast(realised(*map(str, values)), 2025, 2030)
    assert found is not None
    for goal in (70, 75, 80):
        beyond = (line.intercept + line.slope * 2030 - goal) / scatter
        share = chance_of_target(found, Decimal(goal), higher=True)
        assert share is not None
        assert isclose(float(share), stats.t.cdf(beyond, 3), abs_tol=1e-9)


@settings(deadline=None)
@given(
    st.lists(st.decimals(0, 100, places=1), min_size=3, max_size=8),
    st.decimals(0, 2, places=2),
)
def test_a_higher_goal_is_never_likelier(values: list[Decimal], least: Decimal) -> None:
    found = forecast(realised(*map(str, values)), 2040, 2035, least)
    assert found is not None
    shares = [
        chance_of_target(found, Decimal(goal), higher=True)
        for goal in range(0, 101, 20)
    ]
    below = [
        chance_of_target(found, Decimal(goal), higher=False)
        for goal in range(0, 101, 20)
    ]
    if found.end.spread == 0:
        assert {*shares, *below} == {None}
        return
    known = [share for share in shares if share is not None]
    assert all(0 <= share <= 1 for share in known)
    assert known == sorted(known, reverse=True)
    assert all(
        abs(one + other - 1) < Decimal("1e-9")
        for one, other in zip(known, below, strict=True)
        if other is not None
    )


def test_figures_on_a_line_scatter_at_least_as_much_as_their_surveys_may() -> None:
    straight = realised("60.0", "62.0", "64.0", "66.0")
    bare, sure = (
        forecast(straight, 2024, 2028),
        forecast(straight, 2024, 2028, Decimal(2)),
    )
    assert bare is not None
    assert sure is not None
    assert bare.deviation == 0
    assert chance_of_target(bare, Decimal(75), higher=True) is None
    assert sure.deviation == 2
    assert sure.end.low < bare.end.centre == sure.end.centre < sure.end.high
    share = chance_of_target(sure, Decimal(75), higher=True)
    assert share is not None
    assert 0 < share < Decimal("0.5")


def test_figures_that_scatter_more_than_their_surveys_keep_their_scatter() -> None:
    wild = realised("60.0", "70.0", "58.0", "72.0")
    assert forecast(wild, 2024, 2028) == forecast(wild, 2024, 2028, Decimal(1))


def test_the_chance_is_taken_of_the_line_and_not_of_what_a_share_is_clipped_to() -> (
    None
):
    steep = realised("80.0", "88.0", "95.0")
    found = forecast(steep, 2023, 2028, Decimal(2))
    assert found is not None
    assert found.end.centre == 100
    share = chance_of_target(found, Decimal(100), higher=True)
    assert share is not None
    assert share > Decimal("0.5")
