"""The answer in a sentence: what an indicator's figure of the year means, before any chart."""

from decimal import Decimal

from dxkpi.plan import Actual, Indicator, ReachTarget, TotalTarget
from dxkpi.rules.judgement import Judgement, Reason
from dxkpi.rules.known_figures import is_baseline, last_known
from dxkpi.rules.profiles import Status
from dxkpi.wording.baselines import special_time_text
from dxkpi.wording.compared_figure import compared_text, compared_with_range
from dxkpi.wording.differences import change_text, difference_text
from dxkpi.wording.figure_times import figure_year_text
from dxkpi.wording.figures import figure_text
from dxkpi.wording.language import Language
from dxkpi.wording.parts import of_deciding_part, parts_sentence
from dxkpi.wording.stages import way_through_stages
from dxkpi.wording.year_figure import counted_figure_text, no_figure_text

_ONLY_WHETHER_DONE = (
    Reason.DONE,
    Reason.NOT_DONE,
    Reason.DEADLINE_AHEAD,
    Reason.NO_DEADLINE,
)


def headline(judgement: Judgement, language: Language) -> str:
    """One to three short sentences: the figure, how far it is from what was to be
    expected, how others stand.
    """
    if judgement.parts:
        sentence = parts_sentence(judgement, language)
        of_part = of_deciding_part(judgement, lambda j: headline(j, language), language)
        return language.sentences((sentence, of_part))
    sentences = [
        _own_figure(judgement, language),
        _gap_beside_margin(judgement, language),
        _references(judgement, language),
    ]
    if judgement.status is Status.MONITORED:
        sentences.append(language.gettext("A figure for reference, without a target."))
    return language.sentences(sentences)


def _gap_beside_margin(judgement: Judgement, language: Language) -> str:
    """That the margin of error explains how far the figure lies from the line; empty where
    it does not, and where no margin is known.
    """
    verdict_range, line = judgement.verdict_range, judgement.line
    if verdict_range is None or line is None or line == judgement.value:
        return ""
    if verdict_range.interval.side_of(line) != 0:
        return ""
    return language.gettext("The difference is within the margin of error.")


def way_to_target(indicator: Indicator, language: Language) -> str:
    """The whole way from the baseline to the target, as it lies ahead on the first day;
    empty where there is none.
    """
    baseline, target = indicator.baseline, indicator.target
    if indicator.has_stages:
        return way_through_stages(indicator, language)
    if baseline is None or not isinstance(target, ReachTarget):
        return ""
    years = target.fiscal_year - baseline.fiscal_year
    a_year = (target.value - baseline.value) / years
    return language.ngettext(
        "From {start} to {end}: {n} year, {step} a year.",
        "From {start} to {end}: {n} years, {step} a year.",
        years,
        start=figure_text(indicator, baseline.value, language),
        end=figure_text(indicator, target.value, language),
        step=change_text(indicator, a_year, language),
    )


def _own_figure(judgement: Judgement, language: Language) -> str:
    """The figure and what it was compared with; the way ahead or what is missing where
    there is none.
    """
    _ = language.gettext
    indicator, actual = judgement.indicator, judgement.actual
    is_start = judgement.reason is Reason.STARTING_POINT
    if is_start and isinstance(indicator.target, ReachTarget):
        return way_to_target(indicator, language)
    if judgement.reason in _ONLY_WHETHER_DONE:
        return _whether_done(judgement, language)
    if actual is None or actual.value is None:
        way = _way_from_start(judgement, language)
        if way:
            return way
        no_figure = no_figure_text(judgement, language)
        return language.sentences((no_figure, _last_before(judgement, language)))
    figure = _own_value(judgement, actual, language)
    if judgement.reason in (Reason.IN_RANGE, Reason.OUT_OF_RANGE):
        compared = compared_with_range(indicator, actual.value, language)
        return language.sentences((figure, compared))
    return language.sentences(
        (figure, compared_text(judgement, actual.value, language))
    )


def _whether_done(judgement: Judgement, language: Language) -> str:
    _ = language.gettext
    if judgement.reason is Reason.DONE:
        return _("Carried out.")
    if judgement.reason is Reason.NOT_DONE:
        return _("Not carried out by the deadline.")
    target = judgement.indicator.target
    if target is None or target.fiscal_year is None:
        return _("Not carried out; no deadline is stated.")
    year = language.fiscal_year(target.fiscal_year)
    return _("To be carried out by the end of {year}.", year=year)


def _way_from_start(judgement: Judgement, language: Language) -> str:
    """The whole way to the target while nothing was measured on it; else empty."""
    indicator = judgement.indicator
    last = last_known(indicator, judgement.fiscal_year - 1)
    if judgement.status is not Status.UNMEASURED or last is None:
        return ""
    is_at_start = is_baseline(indicator, last) and not _is_start_of_total(
        indicator, last
    )
    return way_to_target(indicator, language) if is_at_start else ""


def _last_before(judgement: Judgement, language: Language) -> str:
    """The last figure before the year, where the year has none."""
    indicator = judgement.indicator
    last = last_known(indicator, judgement.fiscal_year - 1)
    if last is None or _is_start_of_total(indicator, last):
        return ""
    value = counted_figure_text(indicator, last, language)
    baseline = indicator.baseline
    if baseline is not None and is_baseline(indicator, last):
        special = special_time_text(baseline, language)
        if special:
            return language.gettext(
                "The baseline ({date}) is {value}.", date=special, value=value
            )
    year = language.fiscal_year(last.fiscal_year)
    return language.gettext("In {year} it was {value}.", year=year, value=value)


def _is_start_of_total(indicator: Indicator, figure: Actual) -> bool:
    """Whether a figure is the nothing from which a total counts, which nobody reported."""
    target = indicator.target
    return isinstance(target, TotalTarget) and figure.fiscal_year < target.since


def _own_value(judgement: Judgement, actual: Actual, language: Language) -> str:
    """The figure; with its year where it is that of an earlier one."""
    _ = language.gettext
    value = counted_figure_text(judgement.indicator, actual, language)
    if not judgement.is_late_figure:
        return _("{value}.", value=value)
    year = figure_year_text(judgement.indicator, judgement.figure_year, language)
    return _("{value} (figure of {year}).", value=value, year=year)


def _references(judgement: Judgement, language: Language) -> str:
    """How the figure stands beside those of others in its year."""
    indicator, actual = judgement.indicator, judgement.actual
    if actual is None or actual.value is None:
        return ""
    same_year = [
        reference
        for reference in indicator.references
        if reference.fiscal_year == actual.fiscal_year
    ]
    texts = []
    for position, reference in enumerate(same_year, start=1):
        gap = actual.value - reference.value
        is_last = position == len(same_year)
        texts.append(
            _beside_reference(indicator, reference.series, gap, language, last=is_last)
        )
    return "".join(texts)


def _beside_reference(
    indicator: Indicator, series: str, gap: Decimal, language: Language, *, last: bool
) -> str:
    """A clause that goes on with a comma, or ends the sentence where it is the last."""
    _ = language.gettext
    facts = {"gap": difference_text(indicator, gap, language), "series": series}
    if gap > 0:
        if last:
            return _("{gap} above {series}.", **facts)
        return _("{gap} above {series}, ", **facts)
    if gap < 0:
        if last:
            return _("{gap} below {series}.", **facts)
        return _("{gap} below {series}, ", **facts)
    if last:
        return _("As {series}.", **facts)
    return _("as {series}, ", **facts)
