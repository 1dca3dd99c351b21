"""What is to be settled before the first survey, so that its figures can be compared."""

from collections.abc import Iterator
from decimal import Decimal

from dxkpi.rules import Trajectory
from dxkpi.survey import IndicatorTrend
from dxkpi.survey.assumed_survey import USUAL_SURVEY, AssumedSurvey
from dxkpi.text.rounding import percent_text, rounded_text
from dxkpi.web.common.language import _, current_language
from dxkpi.web.common.markdown import plain, strong
from dxkpi.web.common.view import View
from dxkpi.wording.figures import number_text


def things_to_settle(view: View) -> str:
    """The list as Markdown; empty once there is a survey."""
    trend = view.followed_trend()
    if trend.trajectory is None or trend.assumed is None:
        return ""
    items = [f"- {plain(item)}" for item in _items(trend, trend.trajectory)]
    title = strong(_("To settle before the survey"))
    return "\n".join([title, "", *items])


def _items(trend: IndicatorTrend, so_far: Trajectory) -> Iterator[str]:
    yield _(
        "Leave question and choices as they are for all years. "
        "A year in which they change breaks the line."
    )
    yield _("Keep the number of answers of each section. The margin comes from it.")
    yield _margins_sentence(so_far.value)
    if so_far.goal:
        yield _achievement_sentence(trend, so_far, so_far.goal)


def _margins_sentence(rate: Decimal) -> str:
    """What more answers are worth, told of the usual staff."""
    answers, staff = USUAL_SURVEY.answers, USUAL_SURVEY.invited
    half = AssumedSurvey(answers // 2, staff)
    return _(
        "Of {staff} staff {n} answers give a margin of about ±{margin}, "
        "{fewer} one of about ±{wider}.",
        staff=staff,
        n=answers,
        margin=rounded_text(USUAL_SURVEY.margin(rate), 0),
        fewer=half.answers,
        wider=rounded_text(half.margin(rate), 0),
    )


def _achievement_sentence(
    trend: IndicatorTrend, so_far: Trajectory, goal: Decimal
) -> str:
    language = current_language()
    return _(
        "{start}÷{goal} = {share} is not how far it has come. That is 0% today.",
        start=number_text(trend.indicator, so_far.value, language),
        goal=number_text(trend.indicator, goal, language),
        share=percent_text(so_far.value / goal),
    )
