"""What one must know to read a chart."""

from collections.abc import Iterator
from decimal import Decimal

from dxkpi.plan import Indicator
from dxkpi.survey import AssumedSurvey, IndicatorTrend
from dxkpi.survey.assumed_survey import years_to_see
from dxkpi.text.rounding import digits_after_point, rounded_text
from dxkpi.wording.figures import points_number_text
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
        facts.append(_("deep band: the survey's margin"))
    if trend.outlook is not None and trend.outlook.has_width:
        facts.append(_("pale band: the range of the outlook"))
    if has_former:
        facts.append(_("grey: figures of the former plan"))
    first_later_year = _first_later_year(trend)
    if first_later_year is not None:
        year = language.fiscal_year(first_later_year)
        facts.append(
            _("pale: actuals from {year} on, after the chosen year", year=year)
        )
    sentences = [language.listed(facts)]
    if axis_start is not None:
        sentences.append(axis_start_text(trend.indicator, axis_start, language))
    return language.gettext(". ").join(filter(None, sentences))


def way_note(
    trend: IndicatorTrend,
    axis_start: Decimal | None,
    language: Language,
    *,
    has_former: bool = False,
) -> str:
    """What a year's growth is beside the margin, when it shows, and on which assumption,
    while the first survey is still to come.
    """
    notes = [*_growth_notes(trend, language)]
    if has_former:
        notes.append(language.gettext("grey: figures of the former plan"))
    if axis_start is not None:
        notes.append(axis_start_text(trend.indicator, axis_start, language))
    return language.gettext(". ").join(notes)


def _growth_notes(trend: IndicatorTrend, language: Language) -> Iterator[str]:
    _ = language.gettext
    so_far, assumed = trend.trajectory, trend.assumed
    if so_far is None or assumed is None or so_far.needed is None:
        return
    margin = assumed.margin(so_far.value + so_far.needed)
    yield _growth_beside_margin(trend, so_far.needed, margin, language)
    yield _(
        "Band ±{margin}: if {counts}",
        margin=rounded_text(margin, 0),
        counts=_assumed_answers(assumed, language),
    )


def _growth_beside_margin(
    trend: IndicatorTrend, step: Decimal, margin: Decimal, language: Language
) -> str:
    _ = language.gettext
    gain = points_number_text(trend.indicator, step)
    if abs(step) >= margin:
        return _("A year's growth of {gain} is more than the margin", gain=gain)
    seen = years_to_see(step, margin)
    if seen is None:
        return ""
    years = year_count_text(seen.least, seen.sure, language)
    return _(
        "A year's growth of {gain} is less than the margin. Look at {years}",
        gain=gain,
        years=years,
    )


def year_count_text(least: int, most: int, language: Language) -> str:
    """2～3年; 2年 where both are alike."""
    if least == most:
        return language.ngettext("{n} year", "{n} years", least)
    return language.gettext("{low} to {high} years", low=least, high=most)


def _assumed_answers(assumed: AssumedSurvey, language: Language) -> str:
    """How many are supposed to answer, and whether that many did the last time."""
    _ = language.gettext
    if assumed.is_known:
        return _("{n} answer as last time", n=assumed.answers)
    return _("{n} of {staff} staff answer", n=assumed.answers, staff=assumed.invited)


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
