"""How far an indicator has come on its way to a target, how much is left, and the pace
that is needed from now on.

Measured from the last figure known in the year looked at: a missing year says nothing
about the way.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from dxkpi.plan import Indicator, ReachTarget
from dxkpi.rules.expected import expected_value, meets_goal
from dxkpi.rules.judgement import Judgement
from dxkpi.rules.known_figures import known_figures
from dxkpi.rules.profiles import WAITING


@dataclass(frozen=True)
class Trajectory:
    """An indicator as it is known in the year of a judgement.

    `known` holds the baseline and the figures until then, in order and at least one;
    `goal` and `deadline` are those of a target to reach, and None for every other kind.
    """

    judgement: Judgement
    known: Mapping[int, Decimal]
    goal: Decimal | None
    deadline: int | None

    @property
    def indicator(self) -> Indicator:
        return self.judgement.indicator

    @property
    def start(self) -> int:
        """The year in which the way begins: the baseline's, else that of the first figure."""
        baseline = self.indicator.baseline
        if baseline is not None:
            return baseline.fiscal_year
        return min(self.known)

    @property
    def last(self) -> int:
        """The year of the last figure."""
        return max(self.known)

    @property
    def value(self) -> Decimal:
        """The last figure."""
        return self.known[self.last]

    @property
    def begun(self) -> bool:
        """Whether a figure has come in since the baseline."""
        return self.indicator.baseline is None or self.last > self.start

    @property
    def gained(self) -> Decimal:
        """From the start to the last figure."""
        return self.value - self.known[self.start]

    @property
    def left(self) -> Decimal | None:
        """From the last figure to the target."""
        if self.goal is None:
            return None
        return self.goal - self.value

    @property
    def line(self) -> Decimal | None:
        """Where the line from baseline to target runs in the year of the last figure."""
        if self.goal is None:
            return None
        return expected_value(self.indicator, self.last, self.judgement.path_since)

    @property
    def reached(self) -> bool:
        """Whether the target is met; one worse than the present only at its deadline."""
        return self._meets_goal and not self.has_room

    @property
    def has_room(self) -> bool:
        """Whether a target worse than the present lies ahead and still allows a loss."""
        if self.deadline is None or not self.indicator.target_is_worse:
            return False
        return self._meets_goal and self.last < self.deadline

    @property
    def room_a_year(self) -> Decimal | None:
        """What may be lost a year from the last figure to a target worse than the present."""
        if not self.has_room or self.over or self.left is None or self.deadline is None:
            return None
        return self.left / (self.deadline - self.last)

    @property
    def _meets_goal(self) -> bool:
        target = self.indicator.target
        if target is None or self.goal is None:
            return False
        direction = self.indicator.direction
        return meets_goal(self.value, self.goal, target.comparator, direction)

    @property
    def over(self) -> bool:
        """Whether the deadline is past: its figure is due, whether it is there or not."""
        if self.deadline is None or self.judgement.fiscal_year < self.deadline:
            return False
        return self.judgement.status not in WAITING

    @property
    def lies_ahead(self) -> bool:
        """Whether the whole way to a target lies ahead: no figure since the baseline."""
        if self.goal is None or self.begun:
            return False
        return not self.over and not self.reached

    @property
    def needed(self) -> Decimal | None:
        """What is to be gained a year from the last figure on, while that is of use."""
        if self.left is None or self.deadline is None or self.over:
            return None
        if self.reached or self.has_room:
            return None
        years_left = self.deadline - self.last
        if years_left <= 0:
            return None
        return self.left / years_left


def trajectory(judgement: Judgement) -> Trajectory | None:
    """How the indicator stands in the year of the judgement; None where neither
    baseline nor figure is known.
    """
    indicator, target = judgement.indicator, judgement.indicator.target
    until = judgement.fiscal_year
    if indicator.baseline is not None:
        until = max(until, indicator.baseline.fiscal_year)
    known = known_figures(indicator, until)
    if not known:
        return None
    if isinstance(target, ReachTarget):
        return Trajectory(judgement, known, target.value, target.fiscal_year)
    return Trajectory(judgement, known, None, None)
