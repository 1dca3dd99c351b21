"""The rates of a judgement in each quantity that a city may grade."""

from decimal import Decimal
from fractions import Fraction

from dxkpi.plan import (
    Direction,
    DoTarget,
    ImproveTarget,
    Indicator,
    KeepTarget,
    RangeTarget,
    ReachTarget,
    RiseTarget,
)
from dxkpi.plan.grading import GradedQuantity
from dxkpi.rules.judgement import Judgement
from dxkpi.rules.profiles import Rates
from dxkpi.rules.rates import pace_rate, year_rate
from dxkpi.text.rounding import decimal_of

_MEASURED_BY_AN_END = (
    GradedQuantity.ACHIEVEMENT,
    GradedQuantity.YEAR_ACHIEVEMENT,
    GradedQuantity.DUE_PART,
)


def graded_rates(facts: Judgement, plan_start: int | None) -> Rates:
    """The rate in each quantity, as a ratio; None where it has none."""
    rates: dict[GradedQuantity, Decimal | None] = dict.fromkeys(GradedQuantity)
    for quantity in _MEASURED_BY_AN_END:
        rates[quantity] = _share_of(facts, graded_end(facts, quantity, plan_start))
    rates[GradedQuantity.PACE] = facts.pace
    rates[GradedQuantity.PROGRESS] = _progress(facts)
    return rates


def _progress(facts: Judgement) -> Decimal | None:
    """進捗率, also where the target is zero: as a grade it needs a way, no more."""
    indicator, target = facts.indicator, facts.indicator.target
    baseline, entry = indicator.baseline, facts.actual
    if entry is None or entry.value is None or baseline is None:
        return None
    if target is None or target.value is None or isinstance(target, RangeTarget):
        return None
    if not indicator.asks_alike(baseline.fiscal_year, entry.fiscal_year):
        return None
    return pace_rate(entry.value, baseline.value, target.value, indicator.direction)


def _share_of(facts: Judgement, end: Decimal | None) -> Decimal | None:
    if facts.value is None or end is None:
        return None
    return year_rate(facts.value, end, facts.indicator.direction)


def graded_end(
    facts: Judgement, quantity: GradedQuantity, plan_start: int | None
) -> Decimal | None:
    """What the actual is divided by in a quantity that is a share of something; None
    where it is of no such kind, or nothing is to be had.
    """
    target = facts.indicator.target
    if target is None or target.value is None or isinstance(target, RangeTarget):
        return None
    match quantity:
        case GradedQuantity.ACHIEVEMENT:
            return target.value
        case GradedQuantity.YEAR_ACHIEVEMENT:
            return _due_in_year(facts)
        case GradedQuantity.DUE_PART:
            return _due_part(facts, plan_start)
        case GradedQuantity.PACE | GradedQuantity.PROGRESS:
            return None


def _due_in_year(facts: Judgement) -> Decimal | None:
    """What the year asks for; the target itself where the plan says nothing of the year."""
    target = facts.indicator.target
    assert target is not None
    match target:
        case KeepTarget() | ReachTarget():
            return target.value if facts.expected is None else facts.expected
        case ImproveTarget() | RiseTarget() | DoTarget() | RangeTarget():
            return None


def _due_part(facts: Judgement, plan_start: int | None) -> Decimal | None:
    """The part of the target that is due by the year: n fifths in the nth of five years.

    A figure that is to fall, or to be kept, has no such part: what the year asks for.
    """
    target = facts.indicator.target
    start = start_of_parts(facts.indicator, plan_start)
    is_rising = facts.indicator.direction is Direction.HIGHER
    if not isinstance(target, ReachTarget) or not is_rising or start is None:
        return _due_in_year(facts)
    years_gone = min(facts.fiscal_year, target.fiscal_year) - start
    if years_gone <= 0:
        return None
    part = Fraction(years_gone, target.fiscal_year - start)
    return decimal_of(Fraction(target.value) * part)


def start_of_parts(indicator: Indicator, plan_start: int | None) -> int | None:
    """The year after which the parts of a target begin: the one before the plan, else
    the baseline's; None where neither is known, or the target does not lie after it.
    """
    target = indicator.target
    start = None if plan_start is None else plan_start - 1
    if start is None and indicator.baseline is not None:
        start = indicator.baseline.fiscal_year
    if start is None or target is None or target.fiscal_year is None:
        return None
    return start if start < target.fiscal_year else None
