"""What a verdict can be within the margin of its figure.

A rate of 64.1% ±2.8 stands for every figure from 61.3 to 66.9. The statuses that these
would get are the range of the verdict. Where it is one status, the verdict is sure.
Where the interval lies on both sides of the line that the figure is held against, nobody
can say on which side it is: that is no alarm. Where all of it lies on the wrong side, it
is one, though the range may hold two statuses.
"""

from dataclasses import dataclass
from enum import StrEnum

from dxkpi.rules.profiles import Status
from dxkpi.rules.survey_margin import Interval


class LineSide(StrEnum):
    """Where an interval lies beside the line that its figure is held against."""

    AHEAD = "ahead"
    ACROSS = "across"
    BEHIND = "behind"


@dataclass(frozen=True)
class VerdictRange:
    """The statuses that the interval of a figure touches, best first, and where it lies
    beside the line.
    """

    interval: Interval
    statuses: tuple[Status, ...]
    side: LineSide

    @property
    def best(self) -> Status:
        return self.statuses[0]

    @property
    def worst(self) -> Status:
        return self.statuses[-1]

    @property
    def is_one_status(self) -> bool:
        """Whether every figure of the interval is judged alike."""
        return len(self.statuses) == 1
