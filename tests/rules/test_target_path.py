"""The one path: through every point that leads on, and never back."""

from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dxkpi.plan import Indicator, ReachTarget
from dxkpi.rules import expected_value
from dxkpi.rules.figure_course import FigureCourse
from dxkpi.rules.target_path import path_points, years_beside_path
from tests.support.indicators import baseline, indicator, target

FIRST, LAST = 2020, 2032
FIGURES = st.decimals(-1000, 1000, places=2)
WAYS = st.sampled_from(["higher", "lower"])


def expected_course(kpi: Indicator) -> list[Decimal]:
    values = [expected_value(kpi, year) for year in range(FIRST, LAST + 1)]
    return [value for value in values if value is not None]


def leads_on(values: list[Decimal], direction: str) -> bool:
    return values == sorted(values, reverse=direction == "lower")


@st.composite
def stated_points(draw: st.DrawFn, least: int = 0) -> dict[int, Decimal]:
    years = st.integers(FIRST + 1, LAST - 1)
    return draw(st.dictionaries(years, FIGURES, min_size=least, max_size=5))


def test_the_path_goes_from_point_to_point() -> None:
    kpi = indicator(
        baseline=baseline(50, 2024),
        target=target("reach", 85, 2035, yearly={2026: 60, 2030: 80}),
    )
    course = [expected_value(kpi, year) for year in range(2024, 2036)]
    assert course == [50, 55, 60, 65, 70, 75, 80, 81, 82, 83, 84, 85]


@pytest.mark.parametrize(
    ("yearly", "through"),
    [
        ({2023: 40, 2026: 60}, {2026: 60}),  # below the baseline
        ({2022: 70, 2026: 60}, {2022: 70}),  # below an earlier point
        ({2023: 90, 2026: 60}, {2026: 60}),  # beyond the target
        ({2019: 10, 2020: 45, 2030: 79, 2031: 90}, {}),  # not between start and end
        ({2023: 50, 2026: 80}, {2023: 50, 2026: 80}),  # standing still is not back
    ],
)
def test_a_point_that_would_turn_the_path_back_holds_for_its_own_year(
    yearly: dict[int, int], through: dict[int, int]
) -> None:
    kpi = indicator(
        baseline=baseline(50, 2020), target=target("reach", 80, 2030, yearly=yearly)
    )
    assert isinstance(kpi.target, ReachTarget)
    inner = path_points(kpi, kpi.target)[1:-1]
    assert {point.fiscal_year: point.value for point in inner} == through
    for year, value in yearly.items():
        assert expected_value(kpi, year) == value


@given(FIGURES, FIGURES, stated_points(), st.booleans())
def test_the_path_never_turns_back(
    one: Decimal, other: Decimal, yearly: dict[int, Decimal], falling: bool
) -> None:
    start, end = sorted((one, other), reverse=falling)
    direction = "lower" if falling else "higher"
    kpi = indicator(
        direction=direction,
        baseline=baseline(start, FIRST),
        target=target("reach", end, LAST, yearly=yearly),
    )
    course = FigureCourse(kpi, (), range(FIRST, LAST + 1))
    assert leads_on(list(course.line.values()), direction)
    for year, value in yearly.items():
        assert expected_value(kpi, year) == value


@given(st.lists(FIGURES, min_size=2, max_size=7), st.booleans(), st.data())
def test_the_path_goes_through_every_point_that_leads_on(
    figures: list[Decimal], falling: bool, data: st.DataObject
) -> None:
    start, *points, end = sorted(figures, reverse=falling)
    inner_years = st.integers(FIRST + 1, LAST - 1)
    years = data.draw(
        st.lists(
            inner_years, min_size=len(points), max_size=len(points), unique=True
        ).map(sorted)
    )
    yearly = dict(zip(years, points, strict=True))
    kpi = indicator(
        direction="lower" if falling else "higher",
        baseline=baseline(start, FIRST),
        target=target("reach", end, LAST, yearly=yearly),
    )
    course = expected_course(kpi)
    assert leads_on(course, "lower" if falling else "higher")
    through = {FIRST: start, **yearly, LAST: end}
    assert {year: course[year - FIRST] for year in through} == through
    for earlier, later in pairwise(through):
        step = course[earlier - FIRST + 1] - course[earlier - FIRST]
        whole = (through[later] - through[earlier]) / (later - earlier)
        assert abs(step - whole) < Decimal("1e-20")


@given(FIGURES, stated_points(least=1), WAYS)
def test_without_a_baseline_the_path_runs_from_the_first_point_that_leads_on(
    end: Decimal, yearly: dict[int, Decimal], direction: str
) -> None:
    kpi = indicator(
        direction=direction, target=target("reach", end, LAST, yearly=yearly)
    )
    assert isinstance(kpi.target, ReachTarget)
    beside = years_beside_path(kpi, kpi.target)
    inside = sorted(yearly.keys() - beside)
    first = inside[0] if inside else LAST
    before = [expected_value(kpi, year) for year in range(FIRST, first)]
    assert all(value is None or value in yearly.values() for value in before)
    line = {
        year: expected_value(kpi, year)
        for year in range(first, LAST + 1)
        if year not in beside
    }
    assert None not in line.values()
    assert leads_on([value for value in line.values() if value is not None], direction)
