"""How sure a survey will be that has not been held yet, and after how many years a growth shows.

Nobody knows how many will answer. What is assumed is said wherever its margin is shown:
as many answers as in the last survey on record, else 400 of a staff of 620.

A growth of so many points a year shows once it is more than the margin of the change
between two such surveys: at z = 1.96 standard errors a survey on the line finds it in
half of all cases, at 1.96 + 0.84 in four out of five (the power of a two-sided test at
5%, J. Cohen, Statistical Power Analysis, 2nd ed. 1988, chapter 6).
"""

from dataclasses import dataclass
from decimal import ROUND_FLOOR, Decimal

from dxkpi.rules.survey_margin import AnswerCounts, RateCounts, rate_interval
from dxkpi.survey.course import SurveyCourse
from dxkpi.text.rounding import round_half_up

_SEEN_IN_HALF = Decimal("1.960")
_SEEN_IN_FOUR_OF_FIVE = Decimal("2.802")


@dataclass(frozen=True)
class AssumedSurvey:
    """So many answers of so many staff; `is_known` where a survey on record had them."""

    answers: int
    invited: int | None
    is_known: bool = False

    def margin(self, rate: Decimal) -> Decimal:
        """What would stand behind ± of a rate in percent; of one that no survey can have,
        that of the nearest which one can.
        """
        rate = min(max(rate, Decimal(0)), Decimal(100))
        positive = int(round_half_up(rate * self.answers / 100, 0))
        return rate_interval(AnswerCounts(self.answers, positive, self.invited)).margin


USUAL_SURVEY = AssumedSurvey(answers=400, invited=620)


@dataclass(frozen=True)
class YearsToSee:
    """After how many years a growth shows as often as not, and in four cases out of five."""

    least: int
    sure: int


def assumed_survey(course: SurveyCourse | None) -> AssumedSurvey:
    """As many answers as the last survey had; the usual ones where none is on record."""
    if course is None:
        return USUAL_SURVEY
    counts: RateCounts = course.latest_survey
    return AssumedSurvey(counts.answers, counts.invited, is_known=True)


def years_to_see(step: Decimal, margin: Decimal) -> YearsToSee | None:
    """When a change of `step` points a year shows in surveys of such a margin; None
    without a change.
    """
    if step == 0:
        return None
    error_of_change = margin / _SEEN_IN_HALF * Decimal(2).sqrt()
    return YearsToSee(
        least=_years_until(_SEEN_IN_HALF * error_of_change, step),
        sure=_years_until(_SEEN_IN_FOUR_OF_FIVE * error_of_change, step),
    )


def _years_until(size: Decimal, step: Decimal) -> int:
    """The first year in which so many steps are more than a size."""
    full_years = (size / abs(step)).to_integral_value(ROUND_FLOOR)
    return int(full_years) + 1
