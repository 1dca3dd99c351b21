"""When a trend arrives at a target."""

from decimal import Decimal

import pytest

from dxkpi.plan import Indicator
from dxkpi.rules.arrival import MOST_YEARS_LATE, arrival_year
from dxkpi.rules.forecast import Forecast, forecast
from tests.support.specs import actual


def trend(*figures: str, until: int = 2027) -> Forecast:
    """The trend of figures from 2022 on."""
    actuals = [actual(2022 + n, figure) for n, figure in enumerate(figures)]
    indicator = Indicator.model_validate(
        {"code": "K01", "name": "件数", "unit": "件", "actuals": actuals}
    )
    followed = forecast(indicator, 2030, until)
    assert followed is not None
    return followed


@pytest.mark.parametrize(
    ("goal", "year"), [("19", 2026), ("20", 2026), ("21", 2027), ("30", 2031)]
)
def test_a_rising_line_arrives_in_the_first_year_that_reaches_the_target(
    goal: str, year: int
) -> None:
    rising = trend("12", "14", "16", "18")
    assert arrival_year(rising, Decimal(goal), higher=True) == year


def test_a_falling_line_arrives_from_above() -> None:
    falling = trend("18", "16", "14", "12")
    assert arrival_year(falling, Decimal(5), higher=False) == 2029
    assert arrival_year(falling, Decimal(20), higher=True) is None


def test_a_line_that_is_level_or_leads_away_never_arrives() -> None:
    assert arrival_year(trend("10", "10", "10"), Decimal(11), higher=True) is None
    assert arrival_year(trend("12", "11", "10"), Decimal(11), higher=True) is None


def test_a_line_is_not_followed_for_ever() -> None:
    slow = trend("10.0", "10.1", "10.2")
    furthest = 2027 + MOST_YEARS_LATE
    within = arrival_year(slow, Decimal("11.5"), higher=True)
    assert within == furthest
    assert arrival_year(slow, Decimal("11.6"), higher=True) is None


def test_the_line_that_arrives_is_the_fitted_one_brute_force() -> None:
    uneven = trend("10", "15", "13", "19")
    goal = Decimal(31)
    year = arrival_year(uneven, goal, higher=True)
    years = [2022, 2023, 2024, 2025]
    figures = [10, 15, 13, 19]
    mean = sum(years) / 4
    spread = sum((y - mean) ** 2 for y in years)
    pairs = zip(years, figures, strict=True)
    slope = sum((y - mean) * f for y, f in pairs) / spread
    level = sum(figures) / 4
    reached = [y for y in range(2026, 2040) if level + slope * (y - mean) >= 31]
    assert year == reached[0]
