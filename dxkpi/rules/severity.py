"""Judgements from the worst to the best, then what was not judged."""

from collections.abc import Iterable
from decimal import Decimal

from dxkpi.rules.judgement import Judgement
from dxkpi.rules.profiles import IN_ORDER, NEEDS_ATTENTION, WAITING, Status
from dxkpi.rules.readable_rates import OutOfScale
from dxkpi.rules.share_of_way import share_of_way

WORST_FIRST = (
    *NEEDS_ATTENTION,
    Status.WITHIN_MARGIN,
    *reversed(IN_ORDER),
    Status.NOT_REPORTED,
    Status.NOT_ASSESSABLE,
    *reversed(WAITING),
    Status.MONITORED,
)


def worst_first(judgements: Iterable[Judgement]) -> tuple[Judgement, ...]:
    """By the status under which each is counted, then by how little of the way lies
    behind. A rate that is no readable number ranks nothing: those follow in the order
    given.
    """
    return tuple(sorted(judgements, key=_severity))


def _severity(judgement: Judgement) -> tuple[int, bool, Decimal]:
    place = WORST_FIRST.index(judgement.counted_status)
    share = share_of_way(judgement.decisive)
    if isinstance(share, OutOfScale):
        return place, True, Decimal(0)
    return place, False, Decimal(0) if share is None else share
