"""A survey's rate at a glance: how it changed, and whether the target comes into reach.

The page of the rate says the same in full (`survey_verdict`).
"""

from dataclasses import dataclass

from dxkpi.rules import trajectory
from dxkpi.survey.course import SurveyChange, SurveyCourse
from dxkpi.survey.trend import IndicatorTrend
from dxkpi.wording import figures
from dxkpi.wording.differences import change_text, difference_text
from dxkpi.wording.language import Language
from dxkpi.wording.survey import chance_of_goal, chance_words
from dxkpi.wording.survey_course import years_of_change


@dataclass(frozen=True)
class SurveyGlance:
    """How the rate changed, and how likely the target is (empty where nobody can tell)."""

    change: str
    chance: str


def survey_glance(trend: IndicatorTrend, language: Language) -> SurveyGlance | None:
    """Two short sentences; None of what no survey was counted for, and where nothing can
    be compared yet.
    """
    course = trend.surveys
    if course is None or not trend.is_surveyed:
        return None
    change = course.change_since_start or course.change
    if change is None:
        return None
    return SurveyGlance(_change(course, change, language), _chance(trend, language))


def _change(course: SurveyCourse, change: SurveyChange, language: Language) -> str:
    """How the rate changed, and whether chance alone explains it."""
    _ = language.gettext
    facts = {
        "years": years_of_change(course, change, language),
        "gap": difference_text(course.indicator, change.points, language),
        "change": change_text(course.indicator, change.points, language),
    }
    if change.is_within_margin:
        return _("Nearly the same for {years}.", **facts)
    if not change.is_certain:
        return _("{change} in {years}.", **facts)
    if change.interval.sign > 0:
        return _("Surely up {gap} in {years}.", **facts)
    return _("Surely down {gap} in {years}.", **facts)


def _chance(trend: IndicatorTrend, language: Language) -> str:
    """How likely the target is reached; empty where that is settled or nobody can tell."""
    so_far = trajectory(trend.judgement)
    if trend.outlook is None or so_far is None or so_far.goal is None:
        return ""
    if so_far.reached or so_far.over:
        return ""
    share = chance_of_goal(trend.outlook, so_far.goal, trend.indicator)
    if share is None:
        return ""
    chance = chance_words(share, language)
    goal = figures.figure_text(trend.indicator, so_far.goal, language)
    return language.gettext("Chance of {goal}: {chance}.", goal=goal, chance=chance)
