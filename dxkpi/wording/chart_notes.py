"""What one must know to read a chart."""

from decimal import Decimal

from dxkpi import fiscal
from dxkpi.plan import Indicator
from dxkpi.survey import IndicatorTrend
from dxkpi.text.rounding import digits_after_point, rounded_text
from dxkpi.wording.language import Language


def trend_note(
    trend: IndicatorTrend,
    axis_start: Decimal | None,
    language: Language,
    *,
    has_former: bool = False,
) -> str:
    """How the chart of a trend is read: where its axis starts, what lines and band are,
    which figures are pale.

    `axis_start` is where the value axis starts; None where it includes zero.
    `has_former`: figures of a former plan are drawn.
    """
    _ = language.gettext
    facts: list[str] = []
    if trend.surveys is not None:
        facts.append(_("upright lines: 95% margin of error"))
    if axis_start is not None:
        facts.append(axis_start_text(trend.indicator, axis_start, language))
    if trend.outlook is not None and trend.outlook.has_width:
        facts.append(
            _("dots: the least-squares line through all figures, band: its 80% range")
        )
    if has_former:
        facts.append(_("grey: figures of the former plan"))
    first_later_year = _first_later_year(trend)
    if first_later_year is not None:
        year = fiscal.wareki(first_later_year)
        facts.append(
            _("pale: actuals from {year} on, after the chosen year", year=year)
        )
    return language.listed(facts)


def _first_later_year(trend: IndicatorTrend) -> int | None:
    """The first year with a figure that came after the year looked at."""
    until = trend.judgement.fiscal_year
    if trend.trajectory is not None:
        until = max(until, trend.trajectory.last)
    for actual in sorted(trend.indicator.actuals, key=lambda a: a.fiscal_year):
        if actual.value is not None and actual.fiscal_year > until:
            return actual.fiscal_year
    return None


def axis_start_text(indicator: Indicator, start: Decimal, language: Language) -> str:
    """Where the value axis of a chart starts, without digits that say nothing: 縦軸は50%から."""
    value = rounded_text(start, digits_after_point(start)) + indicator.unit
    return language.gettext("vertical axis from {value}", value=value)
