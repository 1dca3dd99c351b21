"""What a year is that is not due yet: before the plan, its start, unmeasured, or ahead."""

from datetime import date
from typing import NamedTuple

from dxkpi import fiscal
from dxkpi.rules.judgement import Judgement, Reason
from dxkpi.rules.profiles import Profile, Status


class JudgingTerms(NamedTuple):
    """What a judgement depends on beside the indicator and its year. `due` says whether
    the year's figure can be asked for, `day` is that of looking: None stands for the
    first after the year.
    """

    due: bool
    profile: Profile
    plan_start: int | None
    day: date | None

    def has_begun(self, fiscal_year: int) -> bool:
        """Whether a fiscal year had begun on the day of looking."""
        return self.day is None or fiscal_year <= fiscal.year_of_day(self.day)

    def is_before_plan(self, fiscal_year: int) -> bool:
        """Whether a fiscal year lies before the first one of the plan."""
        return self.plan_start is not None and fiscal_year < self.plan_start


def waiting_status(facts: Judgement, reason: Reason, terms: JudgingTerms) -> Status:
    """Which of the statuses of a year that is not due suits the facts."""
    if reason is Reason.UNCONFIRMED:
        return Status.UNCONFIRMED
    if reason is Reason.AWAITING_PUBLICATION:
        return Status.AWAITED
    if reason is Reason.STARTING_POINT:
        return Status.STARTING_POINT if _is_start(facts) else Status.PLAN_AHEAD
    if terms.is_before_plan(facts.fiscal_year):
        return Status.PLAN_AHEAD
    is_first_figure = not _has_earlier_figure(facts)
    lacks_figure = reason in (Reason.NO_FIGURE, Reason.NO_FIGURE_THIS_YEAR)
    if lacks_figure and is_first_figure and terms.has_begun(facts.fiscal_year):
        return Status.UNMEASURED
    return Status.AHEAD


def _is_start(facts: Judgement) -> bool:
    baseline = facts.indicator.baseline
    if baseline is None:
        return False
    return facts.fiscal_year in (baseline.fiscal_year, facts.path_since)


def _has_earlier_figure(facts: Judgement) -> bool:
    """Whether a figure later than the baseline is known from a year before."""
    baseline = facts.indicator.baseline
    since = None if baseline is None else baseline.fiscal_year
    for actual in facts.indicator.actuals:
        is_later = since is None or actual.fiscal_year > since
        is_earlier = actual.fiscal_year < facts.fiscal_year
        if is_later and is_earlier and actual.value is not None:
            return True
    return False
