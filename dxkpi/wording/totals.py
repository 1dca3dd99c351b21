"""A total in words: its sum so far, and what is unknown of it."""

from dxkpi.plan import Aggregation, Indicator, TotalTarget
from dxkpi.rules.judgement import UNKNOWN_SUMS, Judgement
from dxkpi.rules.totals import least_sum, years_without_figure
from dxkpi.wording.figures import about_text, figure_text
from dxkpi.wording.language import Language


def is_running_total(indicator: Indicator) -> bool:
    """Whether the figures of an indicator are sums on the way to a total."""
    is_summed = indicator.aggregation is Aggregation.CUMULATIVE
    return is_summed and isinstance(indicator.target, TotalTarget)


def sum_text(indicator: Indicator, figure: str, language: Language) -> str:
    """A figure, called a sum where it is one: 計155件."""
    if not is_running_total(indicator):
        return figure
    return language.gettext("{value} in all", value=figure)


def least_sum_text(judgement: Judgement, language: Language) -> str:
    """What is known of a sum that is unknown: 少なくとも155件."""
    indicator = judgement.reported or judgement.indicator
    least = figure_text(
        indicator, least_sum(indicator, judgement.fiscal_year), language
    )
    return language.gettext("at least {value}", value=least)


def unknown_sum_text(judgement: Judgement, language: Language) -> str:
    """Why the sum of a total is unknown, and what it is at the least."""
    indicator = judgement.reported or judgement.indicator
    missing = years_without_figure(indicator, judgement.fiscal_year)
    return language.gettext(
        "The sum is unknown, because {years} has no figure: {least} so far.",
        years=language.listed(language.fiscal_year(year) for year in missing),
        least=least_sum_text(judgement, language),
    )


def total_note(judgement: Judgement, language: Language) -> str:
    """What the figure of a total is made of; empty for any other."""
    _ = language.gettext
    target, entry = judgement.indicator.target, judgement.reported_actual
    if judgement.reason in UNKNOWN_SUMS:
        return unknown_sum_text(judgement, language)
    has_figure = entry is not None and entry.value is not None
    if not isinstance(target, TotalTarget) or entry is None or not has_figure:
        return ""
    reported = judgement.reported or judgement.indicator
    assert entry.value is not None
    figure = figure_text(reported, entry.value, language)
    figure = about_text(figure, language, is_about=entry.approximate)
    since = language.fiscal_year(target.since)
    year = language.fiscal_year(judgement.fiscal_year)
    if reported.aggregation is Aggregation.CUMULATIVE:
        return _("The sum counts from {since} on.", since=since)
    return _(
        "The sum of the years since {since}; {year} alone: {value}.",
        since=since,
        year=year,
        value=figure,
    )
