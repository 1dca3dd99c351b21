"""A plan's year in words, the same on screen and on the sheet: what the leading figure
means, and how complete the figures are.
"""

from datetime import datetime

from dxkpi.plan import Indicator
from dxkpi.returns.figure_counts import FigureCounts
from dxkpi.rules.judgement import Judgement
from dxkpi.rules.survey_margin import rate_interval
from dxkpi.rules.year_review import LeadingFigure
from dxkpi.survey import IndicatorTrend, response_rate
from dxkpi.text.rounding import percent_text
from dxkpi.wording.chart_captions import date_label
from dxkpi.wording.headline import headline
from dxkpi.wording.language import Language
from dxkpi.wording.parts import listed_parts, texts_of_part_indicators, texts_of_parts
from dxkpi.wording.survey import rate_with_margin
from dxkpi.wording.survey_verdict import trend_verdict
from dxkpi.wording.targets import expected_text, goal_text
from dxkpi.wording.why_unjudged import why_unjudged
from dxkpi.wording.year_figure import counted_figure_text

NOTHING = "－"


def leading_sentence(
    leading: LeadingFigure, trend: IndicatorTrend | None, language: Language
) -> str:
    """What the leading figure means; `trend` is its trend where one is shown.

    At the start the plan's own sentence tells the way, and only a survey has more to say.
    """
    is_surveyed = trend is not None and trend.is_surveyed
    if leading.starts_with_plan and not is_surveyed:
        return why_unjudged(leading.judgement, language)
    if trend is None:
        return headline(leading.judgement, language)
    return trend_verdict(trend, language)


def gauges_note(language: Language) -> str:
    """How the bars beside figures are read."""
    return language.gettext(
        "bars: how much of the way to what is expected, which is the line at the right end"
    )


def leading_figure_text(
    leading: LeadingFigure, trend: IndicatorTrend, language: Language
) -> str:
    """The leading figure, with its margin where a survey is behind it."""
    if trend.surveys is None or not trend.is_surveyed:
        indicator = leading.judgement.indicator
        return counted_figure_text(indicator, leading.figure, language)
    rate = trend.surveys.published_rate(trend.surveys.last_year)
    interval = rate_interval(trend.surveys.latest_survey)
    return rate_with_margin(trend.indicator, rate, interval, language)


def response_sentence(trend: IndicatorTrend, language: Language) -> str:
    """How many answered, of how many invited as far as that is known; empty without a survey."""
    _ = language.gettext
    if trend.surveys is None or not trend.is_surveyed:
        return ""
    survey = trend.surveys.latest_survey
    share = response_rate(survey)
    if share is None or survey.invited is None:
        return _("{n} answers", n=survey.answers)
    answered = _(
        "{n} of {asked} answered ({share})",
        n=survey.answered,
        asked=survey.invited,
        share=percent_text(share),
    )
    if survey.answered == survey.answers:
        return answered
    return answered + _(", {n} of them count", n=survey.answers)


def goal_with_deadline(indicator: Indicator, language: Language) -> str:
    """60.0%（R9末）: the target of a judged indicator."""
    _ = language.gettext
    if indicator.parts:
        goals = texts_of_part_indicators(
            indicator, lambda part: goal_with_deadline(part, language)
        )
        return listed_parts(goals, language)
    goal = goal_text(indicator, language) or ""
    if indicator.target is None:
        return goal
    deadline = date_label(indicator.target, language)
    return _("{value} ({end})", value=goal, end=deadline) if deadline else goal


def expected_or_nothing(judgement: Judgement, language: Language) -> str:
    """What was expected of the year with its unit; － where nothing was."""
    if judgement.parts:
        texts = texts_of_parts(
            judgement, lambda part: expected_or_nothing(part, language)
        )
        return listed_parts(texts, language)
    if judgement.expected is None:
        return NOTHING
    return expected_text(judgement.indicator, judgement.expected, language, unit=True)


def completeness_sentence(
    counts: FigureCounts, fiscal_year: int, language: Language
) -> str:
    """How many of the figures asked for a year are registered, and how many have a
    reason instead, or neither; empty where none is asked for.
    """
    _ = language.gettext
    if not counts.asked:
        return ""
    facts = {
        "due": counts.asked,
        "n": counts.reported,
        "year": language.fiscal_year(fiscal_year),
    }
    gaps = []
    if counts.explained:
        gaps.append(_("{n} with a reason instead", n=counts.explained))
    if counts.unconfirmed:
        gaps.append(_("{n} being confirmed", n=counts.unconfirmed))
    if counts.open:
        gaps.append(_("{n} not registered", n=counts.open))
    if not gaps:
        return _("Of {due} figures due for {year}, {n} are recorded.", **facts)
    return _(
        "Of {due} figures due for {year}, {n} are recorded ({gaps}).",
        gaps=language.listed(gaps),
        **facts,
    )


def review_foot(
    counts: FigureCounts,
    fiscal_year: int,
    moment: datetime | None,
    language: Language,
) -> str:
    """As of when, and how complete; `moment` is the plan's last change, None where
    nobody knows it.
    """
    _ = language.gettext
    as_of = ""
    if moment is not None:
        as_of = _("As of {moment}.", moment=language.moment(moment))
    complete = completeness_sentence(counts, fiscal_year, language)
    return language.sentences((as_of, complete))
