"""Where figures lead and how likely a goal is, against scipy and statsmodels."""

import math
from decimal import Decimal
from math import isclose

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from dxkpi.plan import Actual, Aggregation, Direction, Indicator, ValueType
from dxkpi.rules import Chance, chance_of_share, chance_of_target, forecast, yearly_pace
from dxkpi.rules.student_t import student_probability
from tests.support.realisation import MIHON, outlook_of, realisation_rate

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


def test_the_outlook_of_mihon_agrees_with_the_sum_done_by_hand() -> None:
    found = outlook_of(realisation_rate())
    # x̄ 2023.5, ȳ 61.4, Σ(x−x̄)² 5, Σ(x−x̄)(y−ȳ) 10, residuals −0.2 0.1 0.4 −0.3, s² 0.30 ÷ 2
    assert (found.years, found.level, found.slope) == (
        (2022, 2023, 2024, 2025),
        Decimal("61.4"),
        Decimal(2),
    )
    assert found.deviation == Decimal("0.15").sqrt()
    assert found.quantile == Decimal("1.886")
    assert [(e.fiscal_year, e.centre) for e in found.estimates] == [
        (2026, Decimal("66.4")),
        (2027, Decimal("68.4")),
    ]
    reach = 1.886 * math.sqrt(0.15 * (1 + 1 / 4 + 3.5**2 / 5))
    assert float(found.end.low) == pytest.approx(68.4 - reach)
    assert float(found.end.high) == pytest.approx(68.4 + reach)


def test_a_missing_year_is_left_out_and_not_filled_in() -> None:
    found = outlook_of(
        realisation_rate({2023: "not_submitted", 2024: "60.2", 2025: "64.2"})
    )
    # x −5/3 1/3 4/3, y −8/3 −2/3 10/3: slope (40 − 2 + 40) ÷ (25 + 1 + 16) = 13/7
    assert found.years == (2022, 2024, 2025)
    assert float(found.slope) == pytest.approx(13 / 7)
    assert float(found.end.centre) == pytest.approx(182.6 / 3 + 13 / 7 * 10 / 3)


def test_what_came_later_has_no_part_in_the_outlook() -> None:
    early = outlook_of(
        realisation_rate({2023: "60.5", 2024: "62.0", 2025: "20"}), year=2024
    )
    assert early == outlook_of(
        realisation_rate({2023: "60.5", 2024: "62.0"}), year=2024
    )
    assert early.years == (2022, 2023, 2024)


@pytest.mark.parametrize(
    ("found", "year", "until"),
    [
        (realisation_rate({2023: "60.5"}), 2025, 2027),
        (realisation_rate(), 2023, 2027),
        (realisation_rate({}), 2025, 2027),
        (realisation_rate(), 2025, 2025),
        (
            realisation_rate({2023: 1, 2024: 0, 2025: 1}, value_type="yes_no"),
            2025,
            2027,
        ),
    ],
    ids=[
        "two figures",
        "two figures by then",
        "baseline only",
        "no year ahead",
        "yes or no",
    ],
)
def test_without_three_figures_or_a_year_ahead_there_is_no_outlook(
    found: Indicator, year: int, until: int
) -> None:
    assert forecast(found, year, until) is None


def test_a_share_stays_between_nothing_and_all() -> None:
    steep = outlook_of(realisation_rate({2023: "74", 2024: "89", 2025: "96"}))
    assert steep.end.centre == steep.end.high == 100
    fall = outlook_of(realisation_rate({2023: "40", 2024: "22", 2025: "3"}))
    assert fall.end.low == fall.end.centre == 0


def test_what_is_no_share_is_not_kept_between_nothing_and_all() -> None:
    assert (
        outlook_of(
            realisation_rate(
                {2023: "74", 2024: "89", 2025: "96"}, **{**MIHON, "unit": "件"}
            )
        ).end.centre
        > 100
    )
    assert (
        outlook_of(realisation_rate({2023: "-40", 2024: "-22", 2025: "3"})).end.low < 0
    )
    assert (
        outlook_of(realisation_rate({2023: "90", 2024: "110", 2025: "130"})).end.centre
        > 100
    )


def test_figures_on_a_line_have_no_width() -> None:
    found = outlook_of(realisation_rate({2023: "60.5", 2024: "62.8"}), year=2024)
    assert not found.has_width
    assert found.end.low == found.end.high == found.end.centre == Decimal("69.7")


SMALL = st.decimals(-1000, 1000, places=2)


@given(start=SMALL, step=SMALL, years=st.sets(st.integers(2000, 2025), min_size=3))
def test_figures_on_any_line_are_continued_by_it(
    start: Decimal, step: Decimal, years: set[int]
) -> None:
    found = outlook_of(
        realisation_rate(
            {year: start + step * (year - 2000) for year in years}, unit="件"
        ),
        until=2030,
    )
    assert not found.has_width
    for estimate in found.estimates:
        assert float(estimate.centre) == pytest.approx(
            float(start + step * (estimate.fiscal_year - 2000))
        )
        assert estimate.low == estimate.centre == estimate.high


@given(values=st.lists(SMALL, min_size=3, max_size=12), more=SMALL)
def test_adding_the_same_to_every_figure_moves_the_whole_outlook(
    values: list[Decimal], more: Decimal
) -> None:
    here = outlook_of(
        realisation_rate(
            {2010 + n: value for n, value in enumerate(values)}, unit="件"
        ),
        until=2030,
    )
    there = outlook_of(
        realisation_rate(
            {2010 + n: value + more for n, value in enumerate(values)}, unit="件"
        ),
        until=2030,
    )
    for a, b in zip(here.estimates, there.estimates, strict=True):
        moved = [float(end + more) for end in (a.centre, a.low, a.high)]
        assert [float(b.centre), float(b.low), float(b.high)] == pytest.approx(
            moved, abs=1e-9
        )


@given(values=st.lists(SMALL, min_size=3, max_size=12))
def test_the_range_holds_its_middle_and_widens_with_the_years(
    values: list[Decimal],
) -> None:
    found = outlook_of(
        realisation_rate(
            {2010 + n: value for n, value in enumerate(values)}, unit="件"
        ),
        until=2030,
    )
    widths = [e.high - e.low for e in found.estimates]
    assert all(e.low <= e.centre <= e.high for e in found.estimates)
    assert widths == sorted(widths)


@settings(deadline=None)
@given(st.lists(st.decimals(0, 100, places=1), min_size=2, max_size=8))
def test_the_pace_is_the_slope_that_scipy_fits_to_all_figures(
    values: list[Decimal],
) -> None:
    years = range(2021, 2021 + len(values))
    pace = yearly_pace(realised(*map(str, values)), 2040)
    assert pace is not None
    assert (pace.since, pace.until) == (years[0], years[-1])
    line = stats.linregress(list(years), [float(value) for value in values])
    assert isclose(float(pace.gain), line.slope, rel_tol=1e-9, abs_tol=1e-9)


def test_the_pace_is_that_of_the_line_and_not_of_its_ends() -> None:
    noisy = realised("64.4", "65.0", "67.9", "66.0")
    pace, found = yearly_pace(noisy, 2024), forecast(noisy, 2024, 2026)
    assert pace is not None
    assert found is not None
    assert pace.gain == found.slope == Decimal("0.77")
    assert pace.years == 3
    steps = [found.line[year + 1] - found.line[year] for year in range(2021, 2026)]
    assert steps == [Decimal("0.77")] * 5
    assert found.line[2026] == found.end.centre


def test_one_figure_has_no_pace() -> None:
    assert yearly_pace(realised("64.4"), 2024) is None


@pytest.mark.parametrize(
    ("share", "chance"),
    [
        ("1", Chance.ALMOST_CERTAIN),
        ("0.95", Chance.ALMOST_CERTAIN),
        ("0.9449", Chance.LIKELY),
        ("0.60", Chance.LIKELY),
        ("0.594", Chance.EVEN),
        ("0.40", Chance.EVEN),
        ("0.394", Chance.ONE_IN_THREE),
        ("0.25", Chance.ONE_IN_THREE),
        ("0.244", Chance.LITTLE),
        ("0.095", Chance.LITTLE),
        ("0.0949", Chance.HARDLY),
        ("0", Chance.HARDLY),
    ],
)
def test_the_step_of_a_chance_agrees_with_the_figure_printed_beside_it(
    share: str, chance: Chance
) -> None:
    assert chance_of_share(Decimal(share)) is chance
