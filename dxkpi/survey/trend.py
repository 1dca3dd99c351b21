"""An indicator as it is followed over the years, with the survey behind its figures where there is one."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from dxkpi.plan import Indicator, Plan
from dxkpi.rules import Forecast, Judgement, Trajectory, forecast, trajectory
from dxkpi.survey.course import SurveyCourse, survey_course, told
from dxkpi.wording.language import current_language
from dxkpi.wording.trajectory import trajectory_text as told_without_survey


@dataclass(frozen=True)
class IndicatorTrend:
    """The indicator in the year looked at: its judgement, its course, how far it has come and where it leads.

    `surveys` are the counts behind its figures, as far as there are any.
    """

    indicator: Indicator
    judgement: Judgement
    course: Sequence[Judgement]
    standing: Trajectory | None
    outlook: Forecast | None
    surveys: SurveyCourse | None

    @property
    def latest(self) -> Judgement:
        """The judgement of the last figure known, else of the year itself."""
        last = self.standing.last if self.standing else self.judgement.fiscal_year
        return next((j for j in self.course if j.fiscal_year == last), self.judgement)

    @property
    def is_surveyed(self) -> bool:
        """Whether the last figure comes from a survey on record."""
        return (
            self.surveys is not None
            and self.standing is not None
            and self.standing.last == self.surveys.last
        )

    @property
    def so_far(self) -> Decimal | None:
        """What was gained a year since the start; None where the survey was changed since, so that nobody knows."""
        if self.standing is None:
            return None
        first = self.surveys.first_comparable if self.surveys is not None else None
        return (
            None
            if first is not None and first > self.standing.start
            else self.standing.so_far
        )

    @property
    def sentence(self) -> str:
        """Where the indicator stands: with its margin where the last figure comes from a survey."""
        if self.surveys is not None and self.is_surveyed:
            return told(self.surveys, self.outlook)
        return told_without_survey(self.judgement, current_language())


def indicator_trend(
    plan: Plan, judgement: Judgement, judged: Sequence[Judgement]
) -> IndicatorTrend:
    """The trend of an indicator of `plan` in the year of `judgement`; `judged` holds it in each of its own years."""
    indicator, target = judgement.indicator, judgement.indicator.target
    until = (target.fiscal_year or plan.about.last_fiscal_year) if target else None
    surveys, stands, ahead = survey_course(judgement), trajectory(judgement), None
    if until is not None and not (stands is not None and stands.over):
        ahead = (
            surveys.outlook(until)
            if surveys
            else forecast(indicator, judgement.fiscal_year, until)
        )
    return IndicatorTrend(indicator, judgement, judged, stands, ahead, surveys)
