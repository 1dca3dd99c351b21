"""The figure of a year in words, or why there is none."""

from dxkpi.plan import Actual, Indicator
from dxkpi.rules.judgement import UNKNOWN_SUMS, Judgement, Reason
from dxkpi.rules.profiles import WAITING, Status
from dxkpi.wording.figures import recorded_value_text, with_counts
from dxkpi.wording.glossary import term_label
from dxkpi.wording.language import Language
from dxkpi.wording.totals import sum_text, unknown_sum_text


def known_figure_text(indicator: Indicator, actual: Actual, language: Language) -> str:
    """A known figure with its unit and every digit it has; about so much where the
    source says so.
    """
    assert actual.value is not None
    figure = recorded_value_text(
        indicator, actual.value, language, approximate=actual.approximate
    )
    return sum_text(indicator, figure, language)


def counted_figure_text(
    indicator: Indicator, actual: Actual, language: Language
) -> str:
    """A known figure that stands alone: of a share with its two counts, where they are known."""
    text = known_figure_text(indicator, actual, language)
    return with_counts(text, indicator, actual, language)


def no_figure_text(judgement: Judgement, language: Language) -> str:
    """That the year has no figure, and why."""
    _ = language.gettext
    actual, year = judgement.actual, language.fiscal_year(judgement.fiscal_year)
    if actual is not None and actual.is_unconfirmed:
        return _("The figure for {year} waits to be confirmed.", year=year)
    if judgement.reason in UNKNOWN_SUMS:
        return unknown_sum_text(judgement, language)
    if judgement.reason is Reason.NO_FIGURE_THIS_YEAR:
        return _("No figure is made for {year}.", year=year)
    if judgement.reason is Reason.AWAITING_PUBLICATION:
        return _awaiting_text(judgement, language)
    if actual is not None and actual.missing is not None:
        reason = term_label(actual.missing, language)
        return _("There is no figure for {year} ({reason}).", year=year, reason=reason)
    return _nothing_reported_text(judgement, year, language)


def _nothing_reported_text(judgement: Judgement, year: str, language: Language) -> str:
    """That nobody reported a figure, nor why there is none."""
    _ = language.gettext
    if judgement.status in WAITING:
        return _("The figure for {year} is yet to come.", year=year)
    if judgement.status is Status.NOT_REPORTED:
        return _("There is no figure for {year} yet.", year=year)
    return _("There is no figure for {year}.", year=year)


def _awaiting_text(judgement: Judgement, language: Language) -> str:
    """That the year's figure is not out yet, and when it will be."""
    _ = language.gettext
    year = language.fiscal_year(judgement.fiscal_year)
    published = (judgement.reported or judgement.indicator).published
    month = None if published is None else published.month_of(judgement.fiscal_year)
    if month is None:
        return _("The figure for {year} is not published yet.", year=year)
    return _(
        "The figure for {year} is published about {month}.",
        year=year,
        month=language.month(month),
    )
