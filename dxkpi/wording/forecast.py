"""Where a trend leads, in words: the range of a year, and the formula with its numbers."""

from decimal import Decimal
from fractions import Fraction

from dxkpi import fiscal
from dxkpi.plan import Indicator
from dxkpi.rules.forecast import Forecast, YearForecast, mean_year, squared_distances
from dxkpi.text.rounding import decimal_of, rounded_text
from dxkpi.wording import figures
from dxkpi.wording.formula import FormulaStep
from dxkpi.wording.language import Language

_ROUNDING = Decimal("1e-9")


def forecast_text(
    indicator: Indicator,
    estimate: YearForecast,
    language: Language,
    *,
    unit: bool = True,
) -> str:
    """67～70%; 約70% where both ends print alike.

    A range of a few figures is not known to a tenth of a per cent.
    """
    _ = language.gettext
    low = _end_text(indicator, estimate.low, language)
    high = _end_text(indicator, estimate.high, language)
    if low == high:
        text = _("about {value}", value=low)
    else:
        text = _("{low}–{high}", low=low, high=high)
    return text + indicator.unit if unit else text


def _end_text(indicator: Indicator, value: Decimal, language: Language) -> str:
    """An end of a range: percentages in whole ones, other figures as the plan prints them."""
    if indicator.is_percentage:
        return rounded_text(value, 0)
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
        _("Outlook for {year}", year=fiscal.wareki(end.fiscal_year)),
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
