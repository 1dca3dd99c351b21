"""Where a trend leads, in words: the range of a year, and the formula with its numbers."""

from decimal import Decimal
from fractions import Fraction

from dxkpi import fiscal
from dxkpi.plan import Indicator
from dxkpi.rules.forecast import Forecast, YearForecast, mean_year, squared_distances
from dxkpi.rules.known_figures import known_figures
from dxkpi.text.rounding import decimal_of, round_half_up, rounded_text
from dxkpi.wording import figures
from dxkpi.wording.formula import FormulaStep
from dxkpi.wording.language import Language

_ROUNDING = Decimal("1e-9")
_WIDE = 2


def forecast_text(
    indicator: Indicator,
    estimate: YearForecast,
    language: Language,
    *,
    unit: bool = True,
) -> str:
    """67～70%; 約70% where both ends print alike.

    A range of a few figures is not known to a tenth of a per cent, and one that is
    thousands wide not to a single one: its ends have two digits of its width.
    """
    _ = language.gettext
    lowest = _lowest(indicator, estimate)
    step = _step(estimate.high - lowest)
    low = _end_text(indicator, lowest, step, language)
    high = _end_text(indicator, estimate.high, step, language)
    if low == high:
        text = _("about {value}", value=low)
    else:
        text = _("{low}–{high}", low=low, high=high)
    return text + indicator.unit if unit else text


def _lowest(indicator: Indicator, estimate: YearForecast) -> Decimal:
    """The lower end; what was never below zero is not expected there."""
    figures = known_figures(indicator, fiscal.LAST_YEAR).values()
    if estimate.centre < 0 or any(figure < 0 for figure in figures):
        return estimate.low
    return max(estimate.low, Decimal(0))


def _step(width: Decimal) -> Decimal:
    """To what the ends of a range of this width are rounded: to whole ones from a width
    of 2 on, and to its second digit; 0 where it is narrower.
    """
    if width < _WIDE:
        return Decimal(0)
    return max(Decimal(1), Decimal(1).scaleb(width.adjusted() - 1))


def _end_text(
    indicator: Indicator, value: Decimal, step: Decimal, language: Language
) -> str:
    """An end of a range: percentages in whole ones, other figures in steps; as the plan
    prints them, where the range is narrow.
    """
    if indicator.is_percentage:
        return rounded_text(value, 0)
    if step:
        return rounded_text(round_half_up(value / step, 0) * step, 0)
    return figures.number_text(indicator, value, language)


def forecast_formula(
    indicator: Indicator, forecast: Forecast, language: Language
) -> FormulaStep:
    """The last estimate with the name of its method, and the formula with its numbers."""
    _ = language.gettext
    end, on_line = forecast.end, forecast.end_on_line
    digits = min(1, indicator.finer_digits(on_line))
    line = figures.number_text(indicator, on_line, language, digits)
    scatter = figures.number_text(indicator, forecast.deviation, language, 2)
    formula = f"{line}±{forecast.quantile}×{scatter}×{_root_text(forecast)}"
    middle_of_range = (end.low + end.high) / 2
    is_clipped = abs(middle_of_range - on_line) > _ROUNDING
    if is_clipped:
        whole = indicator.share_whole
        formula = _(
            "{formula}, kept between 0 and {whole}", formula=formula, whole=whole
        )
    return FormulaStep(
        _("Outlook for {year}", year=language.fiscal_year(end.fiscal_year)),
        forecast_text(indicator, end, language),
        _(
            "the least-squares line, and the range that four figures "
            "out of five should keep (80% prediction interval)"
        ),
        formula,
    )


def _root_text(forecast: Forecast) -> str:
    """√(1＋1÷n＋distance²÷sum of squares) with its numbers."""
    away = forecast.end.fiscal_year - mean_year(forecast.years)
    squares = squared_distances(forecast.years)
    count = len(forecast.years)
    return f"√(1＋1÷{count}＋{_short(away)}²÷{_short(squares)})"


def _short(value: Fraction) -> str:
    """A figure of the formula with at most two digits after the point."""
    return rounded_text(decimal_of(value), 2).rstrip("0").rstrip(".")
