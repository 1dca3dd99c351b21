"""When a trend arrives at a target, if it goes on as it has gone so far."""

from decimal import Decimal
from math import ceil

from dxkpi.rules.forecast import Forecast, mean_year
from dxkpi.text.rounding import decimal_of

MOST_YEARS_LATE = 10
"""A line is not followed further beyond the deadline than this."""


def arrival_year(forecast: Forecast, goal: Decimal, *, higher: bool) -> int | None:
    """The first fiscal year after the last figure in which the fitted line has reached a
    figure; None where it does not lead there, or only long after the deadline.

    `higher`: whether the figure is reached from below.
    """
    next_year = forecast.estimates[0].fiscal_year
    start = decimal_of(mean_year(forecast.years))
    level = forecast.level + forecast.slope * (next_year - start)
    is_there = level >= goal if higher else level <= goal
    if is_there:
        return next_year
    leads_there = forecast.slope > 0 if higher else forecast.slope < 0
    if not leads_there:
        return None
    year = next_year + ceil((goal - level) / forecast.slope)
    last = forecast.end.fiscal_year + MOST_YEARS_LATE
    return year if year <= last else None
