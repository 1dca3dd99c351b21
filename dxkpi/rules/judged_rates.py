"""The rates of a year's figure: what share of its way the indicator has gone."""

from dataclasses import replace
from decimal import Decimal

from dxkpi.plan import Indicator, KeepTarget, RangeTarget, ReachTarget, Target
from dxkpi.plan.grading import GradedQuantity
from dxkpi.rules.graded_rates import graded_end, graded_rates
from dxkpi.rules.judgement import Judgement, leads_on
from dxkpi.rules.profiles import Profile
from dxkpi.rules.rates import achievement_rate, pace_rate, progress_rate, year_rate


def with_rates(facts: Judgement, target: Target, profile: Profile) -> Judgement:
    """The rates of a target to reach, as far as there is a figure and a way to go."""
    value = facts.value
    if isinstance(target, RangeTarget) and value is not None:
        return replace(facts, pace=_pace_towards_range(facts, value, target))
    if not isinstance(target, ReachTarget) or value is None:
        return facts
    pace = _pace(facts, value, target, profile)
    if _holds_baseline(facts.indicator, target):
        return replace(facts, pace=pace)

    achievement = achievement_rate(value, target.value)
    progress = _progress(facts, value, target)
    return replace(
        facts,
        achievement_rate=achievement,
        progress_rate=progress,
        pace=pace,
        rates_disagree=_get_different_grades(achievement, progress, profile),
    )


def with_graded_rate(
    facts: Judgement, profile: Profile, plan_start: int | None
) -> Judgement:
    """The rate in the quantity that the profile grades, as far as there is one."""
    rates = graded_rates(facts, plan_start)
    has_no_way = isinstance(facts.indicator.target, KeepTarget)
    is_graded = has_no_way and profile.keeps_by_bands
    if is_graded and rates[profile.quantity] is None:
        of_year = rates[GradedQuantity.YEAR_ACHIEVEMENT]
        rates = {**rates, profile.quantity: of_year}
    return replace(
        facts,
        graded_rate=rates[profile.quantity],
        graded_end=graded_end(facts, profile.quantity, plan_start),
        rates=rates,
    )


def _progress(facts: Judgement, value: Decimal, target: ReachTarget) -> Decimal | None:
    baseline = facts.indicator.baseline
    if baseline is None or facts.fiscal_year < baseline.fiscal_year:
        return None
    if facts.indicator.target_is_worse:
        return None
    if not facts.answers_question_of_baseline:
        return None
    return progress_rate(value, baseline.value, target.value)


def _pace(
    facts: Judgement, value: Decimal, target: ReachTarget, profile: Profile
) -> Decimal | None:
    """Measured from the baseline. Where no way leads from there to what is expected,
    the actual against what is expected of the year.

    None where nothing is expected, up to the start of the path, where the question
    changed, and where a target that equals the baseline has no figure for the year:
    that is to hold what there is, and no share of it is enough, unless the profile has
    grades for it.
    """
    indicator, expected = facts.indicator, facts.expected
    baseline, direction = indicator.baseline, indicator.direction
    if expected is None or facts.is_at_start:
        return None
    if not facts.answers_question_of_baseline:
        return None
    if baseline is not None and leads_on(indicator, expected):
        return pace_rate(value, baseline.value, expected, direction)

    has_own_target = facts.fiscal_year in target.yearly
    if not has_own_target:
        deadline_decides = facts.fiscal_year >= target.fiscal_year
        if deadline_decides and not profile.deadline_by_bands:
            return None
        if _holds_baseline(indicator, target) and not profile.keeps_by_bands:
            return None
    return year_rate(value, expected, direction)


def _pace_towards_range(
    facts: Judgement, value: Decimal, target: RangeTarget
) -> Decimal | None:
    """Measured from a baseline outside of the range; None within it and beyond."""
    indicator, expected = facts.indicator, facts.expected
    baseline = indicator.baseline
    if expected is None or baseline is None or facts.is_at_start:
        return None
    is_before_range = target.outside(value) * target.outside(baseline.value) > 0
    if not is_before_range:
        return None
    return pace_rate(value, baseline.value, expected, indicator.direction)


def _holds_baseline(indicator: Indicator, target: ReachTarget) -> bool:
    """Whether the target is the baseline itself."""
    baseline = indicator.baseline
    return baseline is not None and baseline.value == target.value


def _get_different_grades(
    achievement: Decimal | None, progress: Decimal | None, profile: Profile
) -> bool:
    if achievement is None or progress is None:
        return False
    return profile.band(achievement) != profile.band(progress)
