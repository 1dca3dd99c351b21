"""The one judgement of an indicator that consists of parts (男/女, 小/中/高).

It stands where its worst part stands: what was promised was promised of each. A part
that is missed or behind decides whatever the others say; one that is so only within
its margin comes after those that surely are. Where none is, a part without a figure
leaves the whole open. A part that does not apply, was discontinued or has no target
decides nothing.
"""

from collections.abc import Sequence
from decimal import Decimal

from dxkpi.plan import Indicator, Missing
from dxkpi.rules.judgement import Judgement, Reason
from dxkpi.rules.profiles import IN_ORDER, NEEDS_ATTENTION, WAITING, Status

_OPEN = (Status.NOT_REPORTED, Status.NOT_ASSESSABLE, *WAITING)
_DECIDING_ORDER = (*NEEDS_ATTENTION, *_OPEN, *reversed(IN_ORDER))
_CONCERNS_NOBODY = (Missing.DISCONTINUED, Missing.NOT_APPLICABLE)


def judge_parts(
    indicator: Indicator, fiscal_year: int, parts: Sequence[Judgement]
) -> Judgement:
    """An indicator by the judgements of its parts, which stand in their order."""
    decisive = min(parts, key=_place_in_order)
    by_original = None
    if any(part.by_original is not None for part in parts):
        originals = [part.by_original or part for part in parts]
        by_original = judge_parts(indicator, fiscal_year, originals)
    return Judgement(
        indicator,
        fiscal_year,
        decisive.status,
        Reason.WORST_PART,
        grade=decisive.grade,
        by_original=by_original,
        graded_by=decisive.graded_by,
        quantity=decisive.quantity,
        verdict_range=decisive.verdict_range,
        parts=tuple(parts),
        decisive_part=decisive,
    )


def decides_nothing(part: Judgement) -> bool:
    """Whether a part is left aside: it has no target, or there is none of it to count."""
    if part.status is Status.MONITORED:
        return True
    missing = part.actual.missing if part.actual is not None else None
    return part.status is Status.NOT_ASSESSABLE and missing in _CONCERNS_NOBODY


def _place_in_order(part: Judgement) -> tuple[int, int, bool, Decimal]:
    """The worst first; of one status the one with the lowest rate."""
    rate = part.graded_rate if part.graded_rate is not None else part.pace
    place = len(_DECIDING_ORDER)
    if part.status in _DECIDING_ORDER:
        place = _DECIDING_ORDER.index(part.status)
    return _urgency(part), place, rate is None, rate or Decimal(0)


def _urgency(part: Judgement) -> int:
    """What surely needs attention, what may, the others, and what decides nothing."""
    if decides_nothing(part):
        return 3
    if part.needs_attention:
        return 0
    return 1 if part.status in NEEDS_ATTENTION else 2
