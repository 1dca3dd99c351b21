"""「この傾向が続けば」: where a figure leads if it goes on as it has gone so far, as a range and never as one number.

The method is the textbook's, so that anybody can check it: ordinary least squares over the fiscal years, and around the
line the 80% prediction interval of a new observation (Montgomery, Peck & Vining, Introduction to Linear Regression
Analysis, section 2.5 "Prediction of New Observations", equation 2.45). With n figures y in the fiscal years x:

    b = Σ(x−x̄)(y−ȳ) ÷ Σ(x−x̄)²          s² = Σ(y−ŷ)² ÷ (n−2)
    ŷ₀ = ȳ + b(x₀−x̄)                   ŷ₀ ± t(0.90; n−2) · s · √(1 + 1/n + (x₀−x̄)² ÷ Σ(x−x̄)²)

Four new figures out of five should fall into that range, if the line goes on and the figures scatter around it as
before. Where the figures come from surveys whose margins are known, s is at least what those make it. Figures given as approximate count like others;
a year without a figure is left out, not filled in. The sums are exact; only the root is rounded, at 28 digits.
"""

import math
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from dxkpi.plan import Actual, Indicator, ValueType

LEAST_FIGURES = 3

# Student's t: the quantile 0.90 for 1 to 30 degrees of freedom; beyond, the last one, which errs on the wide side.
T_90 = tuple(
    Decimal(thousandths).scaleb(-3)
    for thousandths in (
        3078,
        1886,
        1638,
        1533,
        1476,
        1440,
        1415,
        1397,
        1383,
        1372,
        1363,
        1356,
        1350,
        1345,
        1341,
        1337,
        1333,
        1330,
        1328,
        1325,
        1323,
        1321,
        1319,
        1318,
        1316,
        1315,
        1314,
        1313,
        1311,
        1310,
    )
)


@dataclass(frozen=True)
class YearForecast:
    """What is to be expected of one fiscal year if the trend goes on: the line, and the ends of the range around it.

    `spread` is the standard deviation of a new figure around the line there.
    """

    fiscal_year: int
    centre: Decimal
    low: Decimal
    high: Decimal
    spread: Decimal = Decimal(0)


@dataclass(frozen=True)
class Forecast:
    """The trend of the figures so far and where it leads, year by year.

    The line runs through `level` in the middle of the fiscal years `years` and gains `slope` a year; `deviation` is the
    standard deviation s of the figures around it, `quantile` the t that widens it. `estimates` holds every year after
    the last figure.
    """

    years: tuple[int, ...]
    level: Decimal
    slope: Decimal
    deviation: Decimal
    quantile: Decimal
    estimates: tuple[YearForecast, ...]

    @property
    def end(self) -> YearForecast:
        """The last year looked ahead to."""
        return self.estimates[-1]

    @property
    def has_width(self) -> bool:
        """False where the figures lie exactly on a line, so that nothing is known about their scatter."""
        return self.deviation > 0


def known_figures(indicator: Indicator, until: int) -> dict[int, Decimal]:
    """The figures up to a fiscal year, in order; the baseline stands in for its own year."""
    start = indicator.baseline
    known = {start.fiscal_year: start.value} if start is not None else {}
    known |= {
        actual.fiscal_year: actual.value
        for actual in indicator.actuals
        if actual.value is not None
    }
    return {year: value for year, value in sorted(known.items()) if year <= until}


def last_known(indicator: Indicator, until: int) -> Actual | None:
    """The latest figure up to a fiscal year, as the plan gives it; the baseline stands in for its own year."""
    year, start = max(known_figures(indicator, until), default=None), indicator.baseline
    if year is None:
        return None
    entry = indicator.actual(year)
    if entry is not None and entry.value is not None:
        return entry
    assert start is not None
    return Actual(fiscal_year=year, as_of=start.as_of, value=start.value)


def forecast(
    indicator: Indicator, fiscal_year: int, until: int, least: Decimal = Decimal(0)
) -> Forecast | None:
    """Where the figures known in a fiscal year lead by `until`; None with fewer than three of them or no year ahead.

    `least` is the standard deviation that the figures have at the least, in their unit. A share (whose figures all lie between 0 and the whole) is clipped to that span.
    """
    known = known_figures(indicator, fiscal_year)
    if (
        indicator.value_type is not ValueType.NUMBER
        or len(known) < LEAST_FIGURES
        or until <= max(known)
    ):
        return None
    n, exact = len(known), {year: Fraction(value) for year, value in known.items()}
    (mean, spread), level = centred(tuple(known)), sum(exact.values(), Fraction()) / n
    slope = (
        sum(((x - mean) * (y - level) for x, y in exact.items()), Fraction()) / spread
    )
    variance = sum(
        ((y - level - slope * (x - mean)) ** 2 for x, y in exact.items()), Fraction()
    ) / (n - 2)
    variance = max(variance, Fraction(least) ** 2)
    quantile = T_90[min(n - 2, len(T_90)) - 1]
    bound = _upper_bound(indicator, known.values())

    def estimate(year: int) -> YearForecast:
        away = year - mean
        centre = decimal_of(level + slope * away)
        scatter = decimal_of(variance * (1 + Fraction(1, n) + away**2 / spread)).sqrt()
        ends = (centre, centre - quantile * scatter, centre + quantile * scatter)
        middle, low, high = (
            end if bound is None else min(max(end, Decimal(0)), bound) for end in ends
        )
        return YearForecast(year, middle, low, high, scatter)

    ahead = tuple(estimate(year) for year in range(max(known) + 1, until + 1))
    return Forecast(
        tuple(known),
        decimal_of(level),
        decimal_of(slope),
        decimal_of(variance).sqrt(),
        quantile,
        ahead,
    )


def _upper_bound(indicator: Indicator, known: Iterable[Decimal]) -> Decimal | None:
    """The most that a share can be, 100% or 10割; None where a figure says that there is no such bound."""
    whole = indicator.share_whole
    if whole is None or not all(0 <= value <= whole for value in known):
        return None
    return whole


def chance_of_target(found: Forecast, goal: Decimal, *, higher: bool) -> Decimal | None:
    """How likely the last year looked ahead to reaches a figure, 0 to 1; None where the figures lie exactly on a line."""
    end = found.end
    if end.spread == 0:
        return None
    centre = found.level + found.slope * decimal_of(
        end.fiscal_year - centred(found.years)[0]
    )
    beyond = float((centre - goal if higher else goal - centre) / end.spread)
    return Decimal(repr(_student(beyond, len(found.years) - 2)))


def _student(t: float, freedom: int) -> float:
    """The distribution function of Student's t for whole degrees of freedom."""
    angle = math.atan(t / math.sqrt(freedom))
    sine, cosine = math.sin(angle), math.cos(angle)
    odd = freedom % 2
    term = total = (cosine if freedom > 1 else 0.0) if odd else 1.0
    for n in range(2 + odd, freedom - 1, 2):
        term *= (n - 1) / n * cosine * cosine
        total += term
    inside = 2 / math.pi * (angle + sine * total) if odd else sine * total
    return (1 + inside) / 2


def centred(years: tuple[int, ...]) -> tuple[Fraction, Fraction]:
    """The mean of the years, and the sum of their squared distances from it."""
    middle = Fraction(sum(years), len(years))
    return middle, sum(((year - middle) ** 2 for year in years), Fraction())


def decimal_of(value: Fraction) -> Decimal:
    return Decimal(value.numerator) / Decimal(value.denominator)
