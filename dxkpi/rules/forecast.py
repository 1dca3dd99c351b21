"""「この傾向が続けば」: where a figure leads if it goes on as it has gone so far, as a
range and never as one number.

The method is the textbook's, so that anybody can check it: ordinary least squares over
the fiscal years, and around the line the 80% prediction interval of a new observation
(Montgomery, Peck & Vining, Introduction to Linear Regression Analysis, section 2.5
"Prediction of New Observations", equation 2.45). With n figures y in the fiscal years
x:

    b = Σ(x−x̄)(y−ȳ) ÷ Σ(x−x̄)²          s² = Σ(y−ŷ)² ÷ (n−2)
    ŷ₀ = ȳ + b(x₀−x̄)                   ŷ₀ ± t(0.90; n−2) · s · √(1 + 1/n + (x₀−x̄)² ÷ Σ(x−x̄)²)

Four new figures out of five should fall into that range, if the line goes on and the
figures scatter around it as before. Where the figures come from surveys whose margins
are known, s is at least what those make it. Figures given as approximate count like
others; a year without a figure is left out, not filled in. The sums are exact; only the
root is rounded, at 28 digits, and t at three digits after the point, as tables print
it.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction
from functools import cache

from dxkpi.plan import Indicator
from dxkpi.rules.known_figures import known_figures
from dxkpi.rules.student_t import student_probability, student_quantile
from dxkpi.rules.totals import running_total
from dxkpi.text.rounding import decimal_of, round_half_up

LEAST_FIGURES = 3


@dataclass(frozen=True)
class YearForecast:
    """What is to be expected of one fiscal year if the trend goes on: the line, and the
    ends of the range around it.

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

    The line runs through `level` in the middle of the fiscal years `years` and gains
    `slope` a year; `deviation` is the standard deviation s of the figures around it,
    `quantile` the t that widens it. `estimates` holds every year after the last figure;
    `line` is where it runs in every year from the first figure on, kept where the
    estimates are kept.
    """

    years: tuple[int, ...]
    level: Decimal
    slope: Decimal
    deviation: Decimal
    quantile: Decimal
    estimates: tuple[YearForecast, ...]
    line: Mapping[int, Decimal] = field(default_factory=dict, compare=False)

    @property
    def end(self) -> YearForecast:
        """The last year looked ahead to."""
        return self.estimates[-1]

    @property
    def has_width(self) -> bool:
        """False where the figures lie exactly on a line, so that nothing is known about
        their scatter.
        """
        return self.deviation > 0

    @property
    def end_on_line(self) -> Decimal:
        """Where the line itself runs in the last year looked ahead to; `end.centre` may
        be clipped.
        """
        away = self.end.fiscal_year - mean_year(self.years)
        return self.level + self.slope * decimal_of(away)


def forecast(
    indicator: Indicator, fiscal_year: int, until: int, least: Decimal = Decimal(0)
) -> Forecast | None:
    """Where the figures known in a fiscal year lead by `until`; None with fewer than
    three of them or no year ahead.

    `least` is the standard deviation that the figures have at the least, in their unit.
    A share whose figures all lie between 0 and the whole (100%, 10割) is kept there.
    """
    indicator = running_total(indicator)
    if not indicator.is_number:
        return None
    figures = _figures_in_time(indicator, fiscal_year)
    if len(figures) < LEAST_FIGURES or until <= max(figures):
        return None

    line = _fitted_line(figures, least)
    whole = _whole_of_share(indicator, figures.values())
    years_ahead = range(max(figures) + 1, until + 1)
    all_years = range(min(figures), until + 1)
    return Forecast(
        years=tuple(figures),
        level=decimal_of(line.level),
        slope=decimal_of(line.slope),
        deviation=decimal_of(line.variance).sqrt(),
        quantile=line.quantile,
        estimates=tuple(line.estimate(year, whole) for year in years_ahead),
        line={year: line.centre(year, whole) for year in all_years},
    )


@dataclass(frozen=True)
class YearlyPace:
    """What the figures gained a year so far: the slope of the line through all of them,
    not the way between the first and the last, which chance moves the most.
    """

    gain: Decimal
    since: int
    until: int

    @property
    def years(self) -> int:
        """How many years lie between the first and the last figure."""
        return self.until - self.since


def yearly_pace(indicator: Indicator, fiscal_year: int) -> YearlyPace | None:
    """The pace of the figures known in a fiscal year; None with fewer than two of them."""
    indicator = running_total(indicator)
    if not indicator.is_number:
        return None
    figures = _figures_in_time(indicator, fiscal_year)
    if len(figures) < 2:
        return None
    gain = decimal_of(_slope(figures))
    return YearlyPace(gain, since=min(figures), until=max(figures))


def _figures_in_time(indicator: Indicator, fiscal_year: int) -> dict[int, Decimal]:
    """The known figures without a baseline whose year nobody knows."""
    baseline = indicator.baseline
    if baseline is None or not baseline.year_unknown:
        return known_figures(indicator, fiscal_year)
    without_start = indicator.model_copy(update={"baseline": None})
    return known_figures(without_start, fiscal_year)


def chance_of_target(
    forecast: Forecast, goal: Decimal, *, higher: bool
) -> Decimal | None:
    """How likely the last year looked ahead to reaches a figure, 0 to 1; None where the
    figures lie exactly on a line.

    `higher`: whether the figure is reached from below.
    """
    spread = forecast.end.spread
    if spread == 0:
        return None
    beyond = forecast.end_on_line - goal
    if not higher:
        beyond = -beyond
    freedom = len(forecast.years) - 2
    return Decimal(repr(student_probability(float(beyond / spread), freedom)))


def mean_year(years: tuple[int, ...]) -> Fraction:
    return Fraction(sum(years), len(years))


def squared_distances(years: tuple[int, ...]) -> Fraction:
    """The sum of the years' squared distances from their mean."""
    mean = mean_year(years)
    return sum(((year - mean) ** 2 for year in years), Fraction())


@dataclass(frozen=True)
class _FittedLine:
    """The least-squares line through figures, exact, with what scatters around it."""

    years: tuple[int, ...]
    level: Fraction
    slope: Fraction
    variance: Fraction

    @property
    def quantile(self) -> Decimal:
        return _quantile_90(len(self.years) - 2)

    def estimate(self, year: int, whole: Decimal | None) -> YearForecast:
        """The line and its range in a year, kept between 0 and a whole where there is one."""
        away = year - mean_year(self.years)
        centre = self._unbounded_centre(year)
        nearness = Fraction(1, len(self.years))
        distance = away**2 / squared_distances(self.years)
        spread = decimal_of(self.variance * (1 + nearness + distance)).sqrt()
        reach = self.quantile * spread
        low, high = centre - reach, centre + reach
        if whole is not None:
            low, high = _clipped(low, whole), _clipped(high, whole)
        return YearForecast(year, self.centre(year, whole), low, high, spread)

    def centre(self, year: int, whole: Decimal | None) -> Decimal:
        """The line itself in a year, kept between 0 and a whole where there is one."""
        centre = self._unbounded_centre(year)
        return centre if whole is None else _clipped(centre, whole)

    def _unbounded_centre(self, year: int) -> Decimal:
        away = year - mean_year(self.years)
        return decimal_of(self.level + self.slope * away)


def _fitted_line(figures: Mapping[int, Decimal], least: Decimal) -> _FittedLine:
    years = tuple(figures)
    values = [Fraction(value) for value in figures.values()]
    mean = mean_year(years)
    level = sum(values, Fraction()) / len(values)
    slope = _slope(figures)
    residuals = [
        value - level - slope * (year - mean)
        for year, value in zip(years, values, strict=True)
    ]
    squares = sum((residual**2 for residual in residuals), Fraction())
    variance = max(squares / (len(values) - 2), Fraction(least) ** 2)
    return _FittedLine(years, level, slope, variance)


def _slope(figures: Mapping[int, Decimal]) -> Fraction:
    """Σ(x−x̄)(y−ȳ) ÷ Σ(x−x̄)²; the mean of y falls out of it."""
    years = tuple(figures)
    mean = mean_year(years)
    products = [(year - mean) * Fraction(figures[year]) for year in years]
    return sum(products, Fraction()) / squared_distances(years)


def _clipped(value: Decimal, whole: Decimal) -> Decimal:
    return min(max(value, Decimal(0)), whole)


def _whole_of_share(indicator: Indicator, figures: Iterable[Decimal]) -> Decimal | None:
    """The most that a share can be; None where a figure says that there is no such bound."""
    whole = indicator.share_whole
    if whole is None:
        return None
    if all(0 <= figure <= whole for figure in figures):
        return whole
    return None


@cache
def _quantile_90(freedom: int) -> Decimal:
    """The quantile 0.90 of Student's t, with three digits after the point as tables print it."""
    return round_half_up(Decimal(student_quantile(0.9, freedom)), 3)
