"""The survey that comes next: of which fiscal year, and in which month."""

from collections.abc import Sequence
from dataclasses import dataclass

from dxkpi.rules import Judgement, Reason, Trajectory
from dxkpi.rules.profiles import Status
from dxkpi.rules.survey_month import survey_month

_TO_COME = (Status.UNMEASURED, Status.AWAITED, Status.AHEAD)


@dataclass(frozen=True)
class NextSurvey:
    """The fiscal year of a survey still to come; its month (`"2027-03"`) is None where
    the plan does not say when it is held.
    """

    fiscal_year: int
    month: str | None


def next_survey(
    so_far: Trajectory, judgements: Sequence[Judgement]
) -> NextSurvey | None:
    """The first survey after the last figure that is not due yet, up to the deadline.

    None where there is no such year, and where a later figure is known already.
    """
    for judgement in judgements:
        year = judgement.fiscal_year
        if year <= so_far.last:
            continue
        is_over = so_far.deadline is not None and year > so_far.deadline
        if is_over or _has_figure(judgement):
            return None
        has_survey = judgement.reason is not Reason.NO_FIGURE_THIS_YEAR
        if has_survey and judgement.status in _TO_COME:
            return NextSurvey(year, survey_month(so_far.indicator, year))
    return None


def _has_figure(judgement: Judgement) -> bool:
    return judgement.is_of_the_year and judgement.value is not None
