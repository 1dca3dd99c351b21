"""Where things lie: the span of the value axis, and labels that do not sit on each other. Pure arithmetic in pixels."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal

from dxkpi.charts.series import form, numbers
from dxkpi.plan import Indicator

LABEL_GAP = 20.0
_STEPS = 6


@dataclass(frozen=True)
class Axis:
    """The value axis of an opened chart: where it starts and stops, and its grid lines."""

    start: Decimal
    stop: Decimal
    step: Decimal

    @property
    def ticks(self) -> list[Decimal]:
        return [
            self.start + self.step * i
            for i in range(int((self.stop - self.start) / self.step) + 1)
        ]

    @property
    def holds_zero(self) -> bool:
        return self.start <= 0 <= self.stop


def axis(indicator: Indicator, beside: Iterable[Decimal] = ()) -> Axis:
    """An axis for all of an indicator's figures, and for others drawn beside them. It starts at zero unless that would waste a third of its height."""
    values: list[Decimal] = [*numbers(indicator)["value"], *beside] or [Decimal(0)]
    low, high = min(values), max(values)
    if low >= 0 and (low * 3 <= high or low == high):
        low = Decimal(0)
    if high <= 0 and (high * 3 >= low or low == high):
        high = Decimal(0)
    step = max(
        _round_step((high - low) / _STEPS), Decimal(1).scaleb(-indicator.decimals)
    )
    start = _plain((low / step).to_integral_value(ROUND_FLOOR) * step)
    stop = (high / step).to_integral_value(ROUND_CEILING) * step
    return Axis(start, max(stop, start + step), step)


def axis_start(indicator: Indicator) -> Decimal | None:
    """Where the value axis of `detail` starts when it leaves out zero, so that the page can say so; otherwise None."""
    if form(indicator) != "line":
        return None
    found = axis(indicator)
    return None if found.holds_zero else found.start


def _round_step(rough: Decimal) -> Decimal:
    if rough <= 0:
        return Decimal(0)
    unit = Decimal(1).scaleb(rough.adjusted())
    return next(unit * factor for factor in (1, 2, 5, 10) if unit * factor >= rough)


def _plain(value: Decimal) -> Decimal:
    """The same number without an exponent: 20, not 2E+1."""
    return Decimal(format(value, "f"))


def pushed_apart(wanted: Sequence[float], gap: float = LABEL_GAP) -> list[float]:
    """Positions as near as possible to the wanted ones, at least `gap` apart, in the order of the wanted ones.

    Labels that would touch form a block, which settles at the mean of its members' wishes; blocks merge until none touch.
    """
    order = sorted(range(len(wanted)), key=lambda i: wanted[i])
    blocks: list[tuple[float, list[int]]] = []
    for i in order:
        block = (wanted[i], [i])
        while blocks and block[0] - _half(block, gap) < blocks[-1][0] + _half(
            blocks[-1], gap
        ):
            members = blocks.pop()[1] + block[1]
            block = (sum(wanted[m] for m in members) / len(members), members)
        blocks.append(block)
    placed = [0.0] * len(wanted)
    for middle, members in blocks:
        for n, member in enumerate(members):
            placed[member] = middle + (n - (len(members) - 1) / 2) * gap
    return placed


def _half(block: tuple[float, list[int]], gap: float) -> float:
    return len(block[1]) * gap / 2


def freer_side(here: float, others: Iterable[float], reach: float = 34.0) -> int:
    """−1 (above), 1 (below) or 0 (either): on which side of a point fewer other lines pass nearby."""
    near = [other - here for other in others if abs(other - here) < reach]
    above, below = sum(d < 0 for d in near), sum(d > 0 for d in near)
    return (above > below) - (above < below)
