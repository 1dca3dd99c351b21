"""What is to be expected by a fiscal year, and whether a figure is good enough."""

from decimal import ROUND_FLOOR, Decimal

from dxkpi.plan import (
    Actual,
    Comparator,
    Direction,
    DoTarget,
    ImproveTarget,
    Indicator,
    KeepTarget,
    RangeTarget,
    ReachTarget,
    RiseTarget,
)
from dxkpi.rules.known_figures import baseline_as_actual
from dxkpi.rules.ranges import expected_towards_range
from dxkpi.rules.target_path import value_on_path
from dxkpi.rules.targets_in_force import indicator_in_force
from dxkpi.rules.totals import running_total


def expected_value(
    indicator: Indicator, fiscal_year: int, path_since: int | None = None
) -> Decimal | None:
    """期待値: the year's own target if the plan gives one, else the value on the path
    from the baseline through the points on the way to the target.

    The path begins in the baseline's own year, or at the end of `path_since`.

    Of a total it is what the years gone are to have brought together. None where there
    is neither, and where a survey was changed since (a figure of
    another question is no start); for an improve rule the figure of the year before.
    Between two stages that a plan states it is the last one that the path has passed.
    A revised target counts from the year that is judged by it. Exact up to 28 digits.
    """
    indicator = indicator_in_force(indicator, fiscal_year)
    match indicator.target:
        case ImproveTarget():
            return _year_before(indicator, fiscal_year)
        case KeepTarget() as target:
            return target.yearly.get(fiscal_year, target.value)
        case ReachTarget() as target:
            expected = value_on_path(
                running_total(indicator), target, fiscal_year, path_since
            )
            return _whole_stage(expected) if indicator.has_stages else expected
        case RangeTarget() as target:
            return expected_towards_range(indicator, target, fiscal_year)
        case RiseTarget() | DoTarget() | None:
            return None


def _whole_stage(expected: Decimal | None) -> Decimal | None:
    """The last stage that the path has passed."""
    return None if expected is None else expected.to_integral_value(ROUND_FLOOR)


def _year_before(indicator: Indicator, fiscal_year: int) -> Decimal | None:
    if not indicator.asks_alike(fiscal_year - 1, fiscal_year):
        return None
    return known_value(indicator, fiscal_year - 1)


def meets_goal(
    value: Decimal, goal: Decimal, comparator: Comparator | None, direction: Direction
) -> bool:
    """Whether a value fulfils a goal: by the plan's own 以上/以下 where it has one,
    else by the indicator's direction.
    """
    match comparator:
        case Comparator.EQUAL:
            return value == goal
        case Comparator.AT_LEAST:
            return value >= goal
        case Comparator.AT_MOST:
            return value <= goal
        case None:
            return value == goal or direction.is_better(value, goal)


def year_entry(indicator: Indicator, fiscal_year: int) -> Actual | None:
    """The year's actual; the baseline stands in for its own year, so that the starting
    point can be shown.
    """
    actual, baseline = indicator.actual(fiscal_year), indicator.baseline
    if actual is not None or baseline is None or baseline.fiscal_year != fiscal_year:
        return actual
    return baseline_as_actual(baseline)


def known_value(indicator: Indicator, fiscal_year: int) -> Decimal | None:
    """The year's figure, or its baseline; None where it has none."""
    entry = year_entry(indicator, fiscal_year)
    return entry.value if entry else None


def overshoots(indicator: Indicator, value: Decimal) -> bool:
    """Whether a figure lies beyond a target that asks for exactly one figure."""
    target = indicator.target
    if target is None or target.value is None:
        return False
    asks_for_exactly = target.comparator is Comparator.EQUAL
    return asks_for_exactly and indicator.direction.is_better(value, target.value)
