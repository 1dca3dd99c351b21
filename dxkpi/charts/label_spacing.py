"""Labels that do not sit on each other: pure arithmetic in pixels."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

LABEL_GAP = 20.0
_REACH = 34.0


@dataclass(frozen=True)
class _Block:
    """Labels that would touch: their places in the sequence, and where the middle of them lies."""

    middle: float
    members: tuple[int, ...]

    def touches(self, lower: "_Block", gap: float) -> bool:
        """Whether the labels of a block below would come too close."""
        room = (len(self.members) + len(lower.members)) * gap / 2
        return lower.middle - self.middle < room


def pushed_apart(wanted: Sequence[float], gap: float = LABEL_GAP) -> list[float]:
    """Positions as near as possible to the wanted ones, at least `gap` apart, in the
    order of the wanted ones.

    Labels that would touch form a block, which settles at the mean of its members'
    wishes; blocks merge until none touch.
    """
    blocks: list[_Block] = []
    for label in sorted(range(len(wanted)), key=lambda label: wanted[label]):
        block = _Block(wanted[label], (label,))
        while blocks and blocks[-1].touches(block, gap):
            members = blocks.pop().members + block.members
            mean = sum(wanted[member] for member in members) / len(members)
            block = _Block(mean, members)
        blocks.append(block)

    placed = [0.0] * len(wanted)
    for block in blocks:
        middle = (len(block.members) - 1) / 2
        for n, member in enumerate(block.members):
            placed[member] = block.middle + (n - middle) * gap
    return placed


def freer_side(here: float, others: Iterable[float]) -> int:
    """−1 (above), 1 (below) or 0 (either): on which side of a point fewer other lines
    pass nearby.
    """
    distances = [other - here for other in others if abs(other - here) < _REACH]
    above = sum(distance < 0 for distance in distances)
    below = sum(distance > 0 for distance in distances)
    if above > below:
        return 1
    if below > above:
        return -1
    return 0
