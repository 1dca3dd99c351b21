"""An indicator as it is followed over the years, with the survey behind its figures."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from dxkpi.plan import Direction, Indicator, Plan
from dxkpi.rules import (
    Forecast,
    Judgement,
    Trajectory,
    YearlyPace,
    chance_of_target,
    forecast,
    trajectory,
    yearly_pace,
)
from dxkpi.survey.assumed_survey import AssumedSurvey, assumed_survey
from dxkpi.survey.course import SurveyCourse, survey_course
from dxkpi.survey.next_survey import NextSurvey, next_survey


@dataclass(frozen=True)
class IndicatorTrend:
    """The indicator in the year of `judgement`: how far it has come and where it leads.

    `judgements` holds it in each of its own years; `surveys` are the counts behind its
    figures, None where there are none.
    """

    indicator: Indicator
    judgement: Judgement
    judgements: Sequence[Judgement]
    trajectory: Trajectory | None
    outlook: Forecast | None
    surveys: SurveyCourse | None

    @property
    def latest_judgement(self) -> Judgement:
        """The judgement of the last figure known, else of the year itself."""
        if self.trajectory is not None:
            for judgement in self.judgements:
                if judgement.fiscal_year == self.trajectory.last:
                    return judgement
        return self.judgement

    @property
    def lies_ahead(self) -> bool:
        """Whether the first survey since the baseline is still to come."""
        return self.trajectory is not None and self.trajectory.lies_ahead

    @property
    def coming(self) -> NextSurvey | None:
        """The survey that comes next; None where there is none, or the last is not yet in."""
        if self.trajectory is None:
            return None
        return next_survey(self.trajectory, self.judgements)

    @property
    def assumed(self) -> AssumedSurvey | None:
        """How many are supposed to answer, while the first survey is still to come; None
        for figures that are no share in per cent.
        """
        is_still_to_come = self.lies_ahead and self.coming is not None
        if not is_still_to_come or not self.indicator.is_percentage:
            return None
        return assumed_survey(self.surveys)

    @property
    def is_surveyed(self) -> bool:
        """Whether the last figure comes from a survey on record."""
        if self.surveys is None or self.trajectory is None:
            return False
        return self.trajectory.last == self.surveys.last_year

    @property
    def chance(self) -> Decimal | None:
        """The chance of the target, from 0 to 1, if the trend goes on; None where that is
        settled, or nobody can tell.
        """
        so_far = self.trajectory
        if so_far is None or self.outlook is None or so_far.goal is None:
            return None
        if so_far.reached or so_far.over:
            return None
        higher = self.indicator.direction is Direction.HIGHER
        return chance_of_target(self.outlook, so_far.goal, higher=higher)

    @property
    def pace(self) -> YearlyPace | None:
        """What was gained a year, by the line through all comparable figures; None where
        there are not two of them.
        """
        indicator = self.indicator
        if self.surveys is not None:
            indicator = self.surveys.comparable_indicator
        return yearly_pace(indicator, self.judgement.fiscal_year)


def indicator_trend(
    plan: Plan, judgement: Judgement, judgements: Sequence[Judgement]
) -> IndicatorTrend:
    """The trend of an indicator of `plan` in the year of `judgement`."""
    indicator = judgement.indicator
    so_far = trajectory(judgement)
    surveys = survey_course(judgement)
    is_over = so_far is not None and so_far.over
    until = _last_year_ahead(plan, indicator)

    outlook = None
    if until is not None and not is_over:
        if surveys is not None:
            outlook = surveys.outlook(until)
        else:
            outlook = forecast(indicator, judgement.fiscal_year, until)
    return IndicatorTrend(indicator, judgement, judgements, so_far, outlook, surveys)


def _last_year_ahead(plan: Plan, indicator: Indicator) -> int | None:
    """The year of the target, else the last year of the plan; None without a target."""
    if indicator.target is None:
        return None
    return indicator.target.fiscal_year or plan.about.last_fiscal_year
