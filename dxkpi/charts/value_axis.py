"""The value axis of a chart: where it starts and stops, and its round steps."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal

from dxkpi.charts.forms import chart_form
from dxkpi.plan import Indicator
from dxkpi.rules.figure_course import figures_on_record
from dxkpi.rules.totals import running_total

_STEPS = 6
_ONE_STAGE = Decimal(1)


@dataclass(frozen=True)
class ValueAxis:
    """The value axis of an opened chart: where it starts and stops, and how far its
    grid lines are apart.
    """

    start: Decimal
    stop: Decimal
    step: Decimal

    @property
    def ticks(self) -> list[Decimal]:
        """The values of the grid lines."""
        steps = int((self.stop - self.start) / self.step)
        return [self.start + self.step * n for n in range(steps + 1)]

    @property
    def holds_zero(self) -> bool:
        return self.start <= 0 <= self.stop


def value_axis(indicator: Indicator, others: Iterable[Decimal] = ()) -> ValueAxis:
    """An axis for all figures of an indicator, and for others drawn beside them.

    It starts at zero unless that would waste a third of its height; that of stages
    runs from the first to the last.
    """
    if indicator.has_stages:
        return ValueAxis(_ONE_STAGE, Decimal(len(indicator.stages)), _ONE_STAGE)
    values = [*figures_on_record(indicator), *others] or [Decimal(0)]
    low, high = _with_zero_if_near(min(values), max(values))
    finest = Decimal(1).scaleb(-indicator.decimals)
    step = max(_round_step((high - low) / _STEPS), finest)
    start = _without_exponent((low / step).to_integral_value(ROUND_FLOOR) * step)
    stop = (high / step).to_integral_value(ROUND_CEILING) * step
    return ValueAxis(start, max(stop, start + step), step)


def _with_zero_if_near(low: Decimal, high: Decimal) -> tuple[Decimal, Decimal]:
    """Both ends, one of them at zero where that wastes no third of the height."""
    is_flat = low == high
    if low >= 0 and (is_flat or low * 3 <= high):
        low = Decimal(0)
    if high <= 0 and (is_flat or high * 3 >= low):
        high = Decimal(0)
    return low, high


def line_axis_start(
    indicator: Indicator, others: Iterable[Decimal] = ()
) -> Decimal | None:
    """Where the value axis of `line_chart` starts when it leaves out zero, so that the
    page can say so; otherwise None.
    """
    indicator = running_total(indicator)
    if chart_form(indicator) != "line" or indicator.has_stages:
        return None
    axis = value_axis(indicator, others)
    return None if axis.holds_zero else axis.start


def _round_step(rough: Decimal) -> Decimal:
    """The next larger one of 1, 2, 5, 10, 20 …; zero for nothing."""
    if rough <= 0:
        return Decimal(0)
    unit = Decimal(1).scaleb(rough.adjusted())
    return next(unit * factor for factor in (1, 2, 5, 10) if unit * factor >= rough)


def _without_exponent(value: Decimal) -> Decimal:
    """The same number as 20, not 2E+1."""
    return Decimal(format(value, "f"))
