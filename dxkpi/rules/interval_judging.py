"""The statuses that the interval of a survey's rate touches.

Each figure of the interval is judged by the rule that judges the rate itself. That is
exact though the interval holds figures without end: a verdict changes only at a figure
that the rules compare with, and at the bound of a grade. Between two neighbours of these
every figure is judged alike, so that one of each gap, with these figures themselves,
stands for all.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise

from dxkpi.plan import ImproveTarget, Indicator, RangeTarget, RiseTarget, Survey
from dxkpi.plan.grading import GradedQuantity
from dxkpi.rules.graded_rates import graded_end
from dxkpi.rules.judgement import Judgement
from dxkpi.rules.profiles import NEEDS_ATTENTION, Profile, Status
from dxkpi.rules.survey_margin import (
    Interval,
    change_interval,
    figure_interval,
    rate_interval,
)
from dxkpi.rules.verdict_range import LineSide, VerdictRange
from dxkpi.text.rounding import decimal_of


def judged_interval(facts: Judgement) -> Interval | None:
    """The 95% interval of the figure that is judged; None where no survey is behind it,
    and where everybody answered, so that nothing is left to chance.

    Held against the figure of another survey (better than the year before, than at the
    start) it is as wide as that of the change, for both may be off.
    """
    actual = facts.actual
    if actual is None or actual.value is None or actual.survey is None:
        return None
    if rate_interval(actual.survey).margin == 0:
        return None
    earlier = _earlier_figure(facts)
    if earlier is None:
        return figure_interval(actual.survey, actual.value)
    change = change_interval(actual.survey, earlier.survey)
    low, high = earlier.value + change.low, earlier.value + change.high
    return Interval(min(low, actual.value), max(high, actual.value))


@dataclass(frozen=True)
class _SurveyedFigure:
    """A figure that was measured by a survey."""

    value: Decimal
    survey: Survey


def _earlier_figure(facts: Judgement) -> _SurveyedFigure | None:
    """The surveyed figure that this one is to be better than, if it is one."""
    indicator = facts.indicator
    match indicator.target:
        case ImproveTarget():
            return _surveyed_figure(indicator, facts.fiscal_year - 1)
        case RiseTarget() if indicator.baseline is not None:
            return _surveyed_figure(indicator, indicator.baseline.fiscal_year)
    return None


def _surveyed_figure(indicator: Indicator, fiscal_year: int) -> _SurveyedFigure | None:
    actual = indicator.actual(fiscal_year)
    if actual is None or actual.value is None or actual.survey is None:
        return None
    return _SurveyedFigure(actual.value, actual.survey)


def telling_figures(
    facts: Judgement, interval: Interval, profile: Profile, plan_start: int | None
) -> list[Decimal]:
    """Figures of an interval, in order, such that every other one is judged like one of
    them: its ends, those at which the verdict may change, and one between each two.
    """
    ends = _ends_of_ways(facts, plan_start)
    turns = {*_compared_figures(facts), *_grade_bounds(facts, profile, ends)}
    within = {turn for turn in turns if interval.low <= turn <= interval.high}
    stops = sorted({interval.low, interval.high, *within})
    middles = [(lower + upper) / 2 for lower, upper in pairwise(stops)]
    return sorted({*stops, *middles})


def _compared_figures(facts: Judgement) -> Iterator[Decimal]:
    """The figures with which the rules compare the actual as such."""
    target, baseline = facts.indicator.target, facts.indicator.baseline
    yield Decimal(0)
    if facts.expected is not None:
        yield facts.expected
    if baseline is not None:
        yield baseline.value
    if isinstance(target, RangeTarget):
        yield from target.bounds
    elif target is not None and target.value is not None:
        yield target.value


def _ends_of_ways(facts: Judgement, plan_start: int | None) -> list[Decimal]:
    """The figures of which a rate may be a share, whatever is graded."""
    target = facts.indicator.target
    due_part = graded_end(facts, GradedQuantity.DUE_PART, plan_start)
    ends = [facts.expected, due_part, target.value if target else None]
    return [end for end in ends if end is not None]


def _grade_bounds(
    facts: Judgement, profile: Profile, ends: Sequence[Decimal]
) -> Iterator[Decimal]:
    """The figures at which a grade begins, on each way that a rate may measure: from the
    baseline or from zero, and turned round, as it is of a figure that is to fall.
    """
    baseline = facts.indicator.baseline
    starts = [Decimal(0)] if baseline is None else [Decimal(0), baseline.value]
    shares = [Fraction(b.at_least) for b in profile.bands if b.at_least is not None]
    for share in shares:
        for end in ends:
            for start in starts:
                way = Fraction(end) - Fraction(start)
                yield decimal_of(Fraction(start) + share * way)
            if share != 0:
                yield decimal_of(Fraction(end) / share)


def verdict_range(
    facts: Judgement, interval: Interval, touched: Iterable[Status]
) -> VerdictRange:
    """What the statuses that an interval touches come to."""
    statuses = sorted(set(touched), key=list(Status).index)
    side = _line_side(facts, interval, statuses)
    return VerdictRange(interval, tuple(statuses), side)


def _line_side(
    facts: Judgement, interval: Interval, touched: Sequence[Status]
) -> LineSide:
    """Where nothing but delay is possible, the interval lies behind, wherever the line
    runs; where delay is possible, it does not lie ahead.
    """
    delays = [status for status in touched if status in NEEDS_ATTENTION]
    if len(delays) == len(touched):
        return LineSide.BEHIND
    line, direction = facts.line, facts.indicator.direction
    if line is None:
        return LineSide.ACROSS if delays else LineSide.AHEAD

    worst, best = interval.low, interval.high
    if direction.is_better(worst, best):
        worst, best = best, worst
    if direction.is_better(line, best):
        return LineSide.BEHIND
    is_ahead = not direction.is_better(line, worst)
    return LineSide.AHEAD if is_ahead and not delays else LineSide.ACROSS
