"""Where a trend leads, in words: the range of a year, and the formula with its numbers."""

from decimal import Decimal
from fractions import Fraction

from dxkpi import fiscal
from dxkpi.plan import Indicator
from dxkpi.rules.forecast import Forecast, YearForecast, centred, decimal_of
from dxkpi.text.rounding import rounded_text
from dxkpi.wording import figures
from dxkpi.wording.judgement import FormulaStep
from dxkpi.wording.language import Language

_ROUNDING = Decimal("1e-9")


def forecast_text(
    indicator: Indicator,
    estimate: YearForecast,
    language: Language,
    *,
    unit: bool = True,
) -> str:
    """67.0～69.8%; 約69.7% where both ends print alike."""
    _ = language.gettext
    low, high = (
        figures.number_text(indicator, end, language)
        for end in (estimate.low, estimate.high)
    )
    text = (
        _("about {value}", value=low)
        if low == high
        else _("{low}–{high}", low=low, high=high)
    )
    return text + indicator.unit if unit else text


def forecast_formula(
    indicator: Indicator, found: Forecast, language: Language
) -> FormulaStep:
    """The last estimate with the name of its method, and the formula with its numbers."""
    _ = language.gettext
    middle, spread = centred(found.years)
    away = found.end.fiscal_year - middle
    centre = found.level + found.slope * decimal_of(away)
    line = figures.number_text(
        indicator, centre, language, min(1, figures.finer_digits(indicator, centre))
    )
    scatter = figures.number_text(indicator, found.deviation, language, 2)
    root = f"√(1＋1÷{len(found.years)}＋{_short(away)}²÷{_short(spread)})"
    formula = f"{line}±{found.quantile}×{scatter}×{root}"
    clipped = abs((found.end.low + found.end.high) / 2 - centre) > _ROUNDING
    return FormulaStep(
        _("Outlook for {year}", year=fiscal.wareki(found.end.fiscal_year)),
        forecast_text(indicator, found.end, language),
        _(
            "the least-squares line, and the range that four figures out of five should keep (80% prediction interval)"
        ),
        _(
            "{formula}, kept between 0 and {whole}",
            formula=formula,
            whole=indicator.share_whole,
        )
        if clipped
        else formula,
    )


def _short(value: Fraction) -> str:
    """A figure of the formula with at most two digits after the point."""
    return rounded_text(decimal_of(value), 2).rstrip("0").rstrip(".")
