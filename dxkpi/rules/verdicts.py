"""The verdict on a year: a status and its reason, by the rule of the target."""

from decimal import Decimal

from dxkpi.plan import (
    Comparator,
    Direction,
    DoTarget,
    ImproveTarget,
    KeepTarget,
    RangeTarget,
    ReachTarget,
    RiseTarget,
    Target,
    TotalTarget,
)
from dxkpi.plan.grading import GradedQuantity
from dxkpi.rules.awaited_figures import NO_FIGURE_TO_COME
from dxkpi.rules.expected import known_value, meets_goal
from dxkpi.rules.judgement import Judgement, Reason
from dxkpi.rules.known_figures import first_done
from dxkpi.rules.profiles import GradeBand, Profile, Status
from dxkpi.rules.stage_verdicts import judge_stage
from dxkpi.rules.totals import least_sum
from dxkpi.rules.verdict import Verdict

_REASON_OF_QUANTITY = {
    GradedQuantity.PACE: Reason.PACE,
    GradedQuantity.PROGRESS: Reason.PROGRESS,
    GradedQuantity.ACHIEVEMENT: Reason.ACHIEVEMENT,
    GradedQuantity.YEAR_ACHIEVEMENT: Reason.YEAR_RATE,
    GradedQuantity.DUE_PART: Reason.DUE_PART,
}


def judge_by_rule(
    facts: Judgement, target: Target, profile: Profile, *, due: bool
) -> Verdict:
    """The verdict on the facts of a year. `due` says whether its figure can be asked for."""
    if isinstance(target, DoTarget):
        return _judge_do(facts, target, due=due)
    value = facts.value
    if value is None:
        if isinstance(target, TotalTarget) and _is_sum_unknown(facts, target):
            return _judge_unknown_sum(facts, target)
        return _judge_nothing(facts, due=due)
    of_stages = facts.indicator.has_stages
    if of_stages and isinstance(target, ReachTarget | KeepTarget):
        return judge_stage(facts, value, target, profile)
    match target:
        case ReachTarget():
            return _judge_reach(facts, value, target, profile)
        case KeepTarget():
            return _judge_keep(facts, value, target, profile)
        case ImproveTarget():
            return _judge_improve(facts, value)
        case RiseTarget():
            return _judge_rise(facts, value, target)
        case RangeTarget():
            return _judge_range(facts, value, target, profile)


def _is_sum_unknown(facts: Judgement, target: TotalTarget) -> bool:
    """Whether the year of a total was reported, and a year before it was not."""
    if facts.reported is None:
        return False
    decisive_year = min(facts.fiscal_year, target.fiscal_year)
    reported = facts.reported.actual(decisive_year)
    return reported is not None and reported.value is not None


def _judge_unknown_sum(facts: Judgement, target: TotalTarget) -> Verdict:
    """Met where the known years alone make the total: a count adds nothing below zero."""
    assert facts.reported is not None
    least = least_sum(facts.reported, min(facts.fiscal_year, target.fiscal_year))
    is_to_rise = facts.indicator.direction is Direction.HIGHER
    is_bound = target.comparator is not Comparator.EQUAL
    if is_to_rise and is_bound and least >= target.value:
        return Verdict(Status.ACHIEVED, Reason.LEAST_SUM_MET)
    return Verdict(Status.NOT_ASSESSABLE, Reason.SUM_UNKNOWN)


def _judge_nothing(facts: Judgement, *, due: bool) -> Verdict:
    missing = facts.actual.missing if facts.actual else None
    if missing in NO_FIGURE_TO_COME:
        return Verdict(Status.NOT_ASSESSABLE, Reason.NO_FIGURE)
    if facts.is_at_start:
        return Verdict(Status.AHEAD, Reason.STARTING_POINT)
    if due:
        return Verdict(Status.NOT_REPORTED, Reason.NO_FIGURE)
    return Verdict(Status.AHEAD, Reason.NO_FIGURE)


def _judge_reach(
    facts: Judgement, value: Decimal, target: ReachTarget, profile: Profile
) -> Verdict:
    """At the deadline by the figure, before it by the pace; without a way from the
    baseline by the year's own target.

    A target worse than the present is met from the first day on, which says nothing:
    before the deadline the figure is to keep above the path that leads down to it.
    """
    direction = facts.indicator.direction
    only_deadline_tells = facts.indicator.target_is_worse
    may_be_reached = not only_deadline_tells or facts.fiscal_year >= target.fiscal_year
    is_met = meets_goal(value, target.value, target.comparator, direction)
    if may_be_reached and is_met:
        return _met(facts, profile, Reason.TARGET_MET)
    if facts.fiscal_year >= target.fiscal_year:
        return _not_met(facts, profile, Reason.TARGET_NOT_MET)
    if facts.is_at_start:
        return Verdict(Status.AHEAD, Reason.STARTING_POINT)
    if profile.quantity is not GradedQuantity.PACE:
        return _judge_by_rate(facts, value, profile)
    if facts.pace is not None and not facts.is_by_year:
        return _graded(profile.band(facts.pace), Reason.PACE)

    expected = facts.expected
    if expected is not None and meets_goal(value, expected, None, direction):
        as_planned_or_ahead = facts.pace or Decimal(1)
        return _graded(profile.band(as_planned_or_ahead), Reason.YEARLY_TARGET)
    if facts.pace is not None:
        return _graded(profile.band(facts.pace), Reason.YEAR_RATE)
    if facts.indicator.baseline is None:
        return Verdict(Status.NOT_ASSESSABLE, Reason.NO_BASELINE)
    if not facts.answers_question_of_baseline:
        return Verdict(Status.NOT_ASSESSABLE, Reason.QUESTION_CHANGED)
    return _graded(profile.bands[-1], Reason.BELOW_START)


def _judge_by_rate(facts: Judgement, value: Decimal, profile: Profile) -> Verdict:
    """By the quantity of the profile, where that is not the pace. Nothing at all of what
    is to stay few has no rate: it is what the year asks for, and better.
    """
    if facts.graded_rate is not None:
        reason = _REASON_OF_QUANTITY[profile.quantity]
        return _graded(profile.band_of(facts.rates), reason)
    if not facts.answers_question_of_baseline:
        return Verdict(Status.NOT_ASSESSABLE, Reason.QUESTION_CHANGED)
    expected, direction = facts.expected, facts.indicator.direction
    if facts.indicator.baseline is None and expected is None:
        return Verdict(Status.NOT_ASSESSABLE, Reason.NO_BASELINE)
    if expected is not None and meets_goal(value, expected, None, direction):
        return _graded(profile.band(Decimal(1)), Reason.YEARLY_TARGET)
    return _graded(profile.bands[-1], Reason.BELOW_START)


def _met(facts: Judgement, profile: Profile, reason: Reason) -> Verdict:
    """A target that is met, with the grade of the rate where the profile has no other."""
    if facts.graded_rate is None or Status.ACHIEVED in profile.grades:
        return Verdict(Status.ACHIEVED, reason)
    grade = profile.band_of(facts.rates).grade
    return Verdict(Status.ACHIEVED, reason, grade, is_by_rate=True)


def _not_met(facts: Judgement, profile: Profile, reason: Reason) -> Verdict:
    """A target that is not met: missed, or in the band of its rate where the profile
    grades such a year like any other.
    """
    is_kept_each_year = reason is Reason.NOT_KEPT
    by_bands = profile.deadline_by_bands
    if is_kept_each_year:
        by_bands = profile.keeps_by_bands
    if by_bands:
        return _graded(profile.band_of(facts.rates), reason)
    return Verdict(Status.MISSED, reason)


def _judge_keep(
    facts: Judgement, value: Decimal, target: KeepTarget, profile: Profile
) -> Verdict:
    """Each year on its own; to keep without a figure means some, not none."""
    if facts.is_at_start:
        return Verdict(Status.AHEAD, Reason.STARTING_POINT)
    goal = facts.expected
    if goal is None:
        is_kept = value > 0
    else:
        direction = facts.indicator.direction
        is_kept = meets_goal(value, goal, target.comparator, direction)
    if is_kept:
        return _met(facts, profile, Reason.KEPT)
    return _not_met(facts, profile, Reason.NOT_KEPT)


def _judge_range(
    facts: Judgement, value: Decimal, target: RangeTarget, profile: Profile
) -> Verdict:
    """Within or not, each year; outside before the deadline by the pace towards it, and
    badly where the figure has left the range or gone through it.
    """
    if facts.is_at_start:
        return Verdict(Status.AHEAD, Reason.STARTING_POINT)
    if target.outside(value) == 0:
        return Verdict(Status.ACHIEVED, Reason.IN_RANGE)
    deadline = target.fiscal_year
    if deadline is None or facts.fiscal_year >= deadline:
        return Verdict(Status.MISSED, Reason.OUT_OF_RANGE)
    if facts.pace is not None:
        return _graded(profile.band(facts.pace), Reason.PACE)
    if facts.indicator.baseline is None:
        return Verdict(Status.NOT_ASSESSABLE, Reason.NO_BASELINE)
    if not facts.answers_question_of_baseline:
        return Verdict(Status.NOT_ASSESSABLE, Reason.QUESTION_CHANGED)
    return _graded(profile.bands[-1], Reason.OUT_OF_RANGE)


def _judge_improve(facts: Judgement, value: Decimal) -> Verdict:
    """Against the year before, strictly."""
    if facts.is_at_start:
        return Verdict(Status.AHEAD, Reason.STARTING_POINT)
    year_before = facts.expected
    if year_before is None:
        if known_value(facts.indicator, facts.fiscal_year - 1) is None:
            return Verdict(Status.NOT_ASSESSABLE, Reason.NO_PREVIOUS_YEAR)
        return Verdict(Status.NOT_ASSESSABLE, Reason.QUESTION_CHANGED)
    if facts.indicator.direction.is_better(value, year_before):
        return Verdict(Status.ACHIEVED, Reason.IMPROVED)
    return Verdict(Status.MISSED, Reason.NOT_IMPROVED)


def _judge_rise(facts: Judgement, value: Decimal, target: RiseTarget) -> Verdict:
    """At the deadline against the baseline; before it the direction so far."""
    baseline = facts.indicator.baseline
    if baseline is None:
        return Verdict(Status.NOT_ASSESSABLE, Reason.NO_BASELINE)
    if facts.is_at_start:
        return Verdict(Status.AHEAD, Reason.STARTING_POINT)
    if not facts.answers_question_of_baseline:
        return Verdict(Status.NOT_ASSESSABLE, Reason.QUESTION_CHANGED)

    has_risen = facts.indicator.direction.is_better(value, baseline.value)
    deadline = target.fiscal_year
    if deadline is not None and facts.fiscal_year >= deadline:
        at_deadline = Status.ACHIEVED if has_risen else Status.MISSED
        return Verdict(at_deadline, Reason.DIRECTION)
    if has_risen:
        return Verdict(Status.ON_TRACK, Reason.DIRECTION)
    if value == baseline.value:
        return Verdict(Status.BEHIND, Reason.DIRECTION)
    return Verdict(Status.FAR_BEHIND, Reason.DIRECTION)


def _judge_do(facts: Judgement, target: DoTarget, *, due: bool) -> Verdict:
    """Done or not, by the deadline; once done it stays done."""
    if first_done(facts.indicator, facts.fiscal_year) is not None:
        return Verdict(Status.ACHIEVED, Reason.DONE)
    if target.fiscal_year is not None and facts.fiscal_year < target.fiscal_year:
        return Verdict(Status.AHEAD, Reason.DEADLINE_AHEAD)
    if facts.value is None:
        return _judge_nothing(facts, due=due)
    if target.fiscal_year is None:
        return Verdict(Status.NOT_ASSESSABLE, Reason.NO_DEADLINE)
    return Verdict(Status.MISSED, Reason.NOT_DONE)


def _graded(band: GradeBand, reason: Reason) -> Verdict:
    return Verdict(band.status, reason, band.grade, is_by_rate=True)
