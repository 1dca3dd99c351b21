"""A range to lie in: what is expected on the way to it, and which way that is."""

from decimal import Decimal
from fractions import Fraction

from dxkpi.plan import Direction, Indicator, RangeTarget
from dxkpi.text.rounding import decimal_of


def towards_range(indicator: Indicator) -> Indicator:
    """The indicator with the direction in which its range lies from the baseline; any
    other as it is.
    """
    target, baseline = indicator.target, indicator.baseline
    if not isinstance(target, RangeTarget) or baseline is None:
        return indicator
    is_above = target.outside(baseline.value) > 0
    direction = Direction.LOWER if is_above else Direction.HIGHER
    return indicator.model_copy(update={"direction": direction})


def expected_towards_range(
    indicator: Indicator, target: RangeTarget, fiscal_year: int
) -> Decimal | None:
    """The value on the straight line from a baseline outside of the range to its nearer
    end at the deadline.

    None where the baseline lies within, before it, from the deadline on, without either,
    and where a survey was changed since.
    """
    baseline, deadline = indicator.baseline, target.fiscal_year
    if baseline is None or deadline is None:
        return None
    is_on_the_way = baseline.fiscal_year <= fiscal_year < deadline
    start = baseline.fiscal_year
    if not is_on_the_way or not indicator.asks_alike(start, fiscal_year):
        return None
    way = -target.outside(baseline.value)
    if way == 0:
        return None
    share = Fraction(fiscal_year - start, deadline - start)
    return decimal_of(Fraction(baseline.value) + Fraction(way) * share)
