"""The heading over a trend: where it stands, and what will come of it, in two sentences."""

from dxkpi.rules.chance import Prospect, prospect_of_share
from dxkpi.survey.course import ChangeKind, SurveyCourse
from dxkpi.survey.next_survey import NextSurvey
from dxkpi.survey.trend import IndicatorTrend
from dxkpi.wording import figures
from dxkpi.wording.language import Language, mark
from dxkpi.wording.survey import chance_words
from dxkpi.wording.survey_course import (
    change_facts,
    last_rate_text,
    missing_figure_sentence,
    outlook_sentence,
    rate_sentence,
    target_sentence,
)
from dxkpi.wording.trajectory import last_figure_text, trajectory_text

_ENDS = {
    Prospect.REACHED: mark("{change}; as it goes, {goal} of {year} will be reached."),
    Prospect.OPEN: mark(
        "{change}; as it goes, the chance of {goal} in {year} is {chance}."
    ),
    Prospect.NOT_REACHED: mark(
        "{change}; as it goes, {goal} of {year} will not be reached."
    ),
}
_CHANGES = {
    ChangeKind.NEARLY_NONE: mark("Nearly the same for {years}"),
    ChangeKind.UNCERTAIN: mark("{change} in {years}"),
    ChangeKind.SURE_RISE: mark("Surely up {gap} in {years}"),
    ChangeKind.SURE_FALL: mark("Surely down {gap} in {years}"),
}


def trend_heading(trend: IndicatorTrend, language: Language) -> str:
    """The way ahead before the first survey; the rate with its margin and what will come
    of it where a survey is the last figure; else the way in a few sentences.
    """
    if trend.lies_ahead and trend.coming is not None:
        return _way_ahead(trend, trend.coming, language)
    if trend.surveys is not None and trend.is_surveyed:
        return _surveyed(trend, trend.surveys, language)
    return trajectory_text(trend.judgement, language)


def _way_ahead(trend: IndicatorTrend, coming: NextSurvey, language: Language) -> str:
    """From where to where, and when the first survey is."""
    _ = language.gettext
    so_far = trend.trajectory
    if so_far is None or so_far.goal is None:
        return trajectory_text(trend.judgement, language)
    when = language.fiscal_year(coming.fiscal_year)
    if coming.month is not None:
        when = language.month(coming.month)
    return _(
        "From {start} to {goal}. The first survey is in {when}.",
        start=last_figure_text(so_far, language),
        goal=figures.figure_text(trend.indicator, so_far.goal, language),
        when=when,
    )


def _surveyed(trend: IndicatorTrend, course: SurveyCourse, language: Language) -> str:
    if course.last_year != trend.judgement.fiscal_year:
        missing = missing_figure_sentence(course, language)
        return language.sentences((missing, rate_sentence(course, language)))
    rate = language.gettext("{value}.", value=last_rate_text(course, language))
    end = _what_will_come(trend, course, language)
    end = end or target_sentence(course, language)
    end = end or outlook_sentence(course, trend.outlook, language)
    return language.sentences((rate, end))


def _what_will_come(
    trend: IndicatorTrend, course: SurveyCourse, language: Language
) -> str:
    """How the rate changed, and whether the target comes into reach; empty where one of
    both cannot be told.
    """
    so_far, outlook, share = trend.trajectory, trend.outlook, trend.chance
    change = course.longest_change
    if so_far is None or so_far.goal is None or outlook is None:
        return ""
    if share is None or change is None:
        return ""
    how_it_changed = _CHANGES[change.kind]
    return language.gettext(
        _ENDS[prospect_of_share(share)],
        change=language.gettext(
            how_it_changed, **change_facts(course, change, language)
        ),
        goal=figures.figure_text(course.indicator, so_far.goal, language),
        year=language.fiscal_year(so_far.deadline or outlook.end.fiscal_year),
        chance=chance_words(share, language),
    )
