"""The survey that comes next: of which fiscal year, and in which month."""

from collections.abc import Sequence
from dataclasses import dataclass

from dxkpi.plan import Indicator
from dxkpi.rules import Judgement, Reason, Trajectory
from dxkpi.rules.profiles import Status

_FIRST_MONTH = 4
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


def survey_month(indicator: Indicator, fiscal_year: int) -> str | None:
    """The month of a year's survey: that of all figures whose month is stated.

    None where none is, or where they were not of the same month.
    """
    months = {month[5:7] for month in _stated_months(indicator)}
    if len(months) != 1:
        return None
    month = months.pop()
    is_next_calendar_year = int(month) < _FIRST_MONTH
    year = fiscal_year + 1 if is_next_calendar_year else fiscal_year
    return f"{year}-{month}"


def _stated_months(indicator: Indicator) -> list[str]:
    months: list[str] = []
    baseline = indicator.baseline
    if baseline is not None and baseline.as_of is not None:
        months.append(baseline.as_of)
    for actual in indicator.actuals:
        if actual.value is not None and actual.as_of is not None:
            months.append(actual.as_of)
    return months
