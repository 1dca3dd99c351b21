"""A survey's rate at a glance: how it changed, and whether the target comes into reach.

The page of the rate says the same in full (`survey_verdict`).
"""

from dataclasses import dataclass

from dxkpi.survey.course import ChangeKind
from dxkpi.survey.trend import IndicatorTrend
from dxkpi.wording import figures
from dxkpi.wording.language import Language, mark
from dxkpi.wording.survey import chance_words
from dxkpi.wording.survey_course import change_facts

_CHANGES = {
    ChangeKind.NEARLY_NONE: mark("Nearly the same for {years}."),
    ChangeKind.UNCERTAIN: mark("{change} in {years}."),
    ChangeKind.SURE_RISE: mark("Surely up {gap} in {years}."),
    ChangeKind.SURE_FALL: mark("Surely down {gap} in {years}."),
}


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
    change = course.longest_change
    if change is None:
        return None
    facts = change_facts(course, change, language)
    how_it_changed = language.gettext(_CHANGES[change.kind], **facts)
    return SurveyGlance(how_it_changed, _chance(trend, language))


def _chance(trend: IndicatorTrend, language: Language) -> str:
    """How likely the target is reached; empty where that is settled or nobody can tell."""
    share, so_far = trend.chance, trend.trajectory
    if share is None or so_far is None or so_far.goal is None:
        return ""
    chance = chance_words(share, language)
    goal = figures.figure_text(trend.indicator, so_far.goal, language)
    return language.gettext("Chance of {goal}: {chance}.", goal=goal, chance=chance)
