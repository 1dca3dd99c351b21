"""Where a survey's rate stands and what will come of it, in two sentences."""

from decimal import Decimal

from dxkpi.rules import Forecast, Trajectory, trajectory
from dxkpi.rules.chance import Prospect, prospect_of_share
from dxkpi.survey.course import ChangeKind, SurveyCourse
from dxkpi.survey.trend import IndicatorTrend
from dxkpi.wording import figures
from dxkpi.wording.forecast import forecast_text
from dxkpi.wording.language import Language, mark
from dxkpi.wording.survey import chance_in_words, chance_of_goal
from dxkpi.wording.survey_course import (
    change_facts,
    last_rate_text,
    missing_figure_sentence,
    outlook_sentence,
    rate_sentence,
    target_sentence,
)
from dxkpi.wording.trajectory import trajectory_text

_OUTLOOKS = {
    Prospect.REACHED: mark(
        "If it goes on so, {goal} will be reached in {year} (chance {chance}, outlook {value})."
    ),
    Prospect.OPEN: mark(
        "If it goes on so, the chance of {goal} in {year} is {chance} (outlook {value})."
    ),
    Prospect.NOT_REACHED: mark(
        "If it goes on so, {goal} will not be reached in {year} (chance {chance}, outlook "
        "{value})."
    ),
}
_STANDINGS = {
    ChangeKind.NEARLY_NONE: mark("{year}: {value}, nearly the same for {years}."),
    ChangeKind.UNCERTAIN: mark("{year}: {value}, {change} in {years}."),
    ChangeKind.SURE_RISE: mark("{year}: {value}, surely up {gap} in {years}."),
    ChangeKind.SURE_FALL: mark("{year}: {value}, surely down {gap} in {years}."),
}


def trend_verdict(trend: IndicatorTrend, language: Language) -> str:
    """The verdict where the last figure is a survey's; else the way in a few sentences."""
    if trend.surveys is not None and trend.is_surveyed:
        return survey_verdict(trend.surveys, trend.outlook, language)
    return trajectory_text(trend.judgement, language)


def survey_verdict(
    course: SurveyCourse, outlook: Forecast | None, language: Language
) -> str:
    """Where the rate stands and how it changed, then what will come of it."""
    return language.sentences(
        (
            missing_figure_sentence(course, language),
            _standing(course, language),
            _what_will_come(course, outlook, language),
        )
    )


def _standing(course: SurveyCourse, language: Language) -> str:
    """The last rate with its margin, and how it changed since the start, or since the
    survey before.
    """
    change = course.longest_change
    if change is None:
        return rate_sentence(course, language)
    return language.gettext(
        _STANDINGS[change.kind],
        year=language.fiscal_year(course.last_year),
        value=last_rate_text(course, language),
        **change_facts(course, change, language),
    )


def _what_will_come(
    course: SurveyCourse, outlook: Forecast | None, language: Language
) -> str:
    """Whether the target comes into reach; how it stands where the outlook cannot say."""
    so_far = trajectory(course.judgement)
    is_open = so_far is not None and not so_far.reached and not so_far.over
    if outlook is None or so_far is None or so_far.goal is None or not is_open:
        return language.sentences(
            (
                target_sentence(course, language),
                outlook_sentence(course, outlook, language),
            )
        )
    return _chance_sentence(course, so_far, so_far.goal, outlook, language)


def _chance_sentence(
    course: SurveyCourse,
    so_far: Trajectory,
    goal: Decimal,
    outlook: Forecast,
    language: Language,
) -> str:
    indicator = course.indicator
    share = chance_of_goal(outlook, goal, indicator)
    if share is None:
        return outlook_sentence(course, outlook, language)
    sentence = _OUTLOOKS[prospect_of_share(share)]
    deadline = so_far.deadline or outlook.end.fiscal_year
    return language.gettext(
        sentence,
        goal=figures.figure_text(indicator, goal, language),
        year=language.fiscal_year(deadline),
        chance=chance_in_words(share, language),
        value=forecast_text(indicator, outlook.end, language),
    )
