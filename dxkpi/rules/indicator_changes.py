"""What became of each indicator since the year before: its status and its figure."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from dxkpi.plan import Missing
from dxkpi.rules.judgement import Judgement
from dxkpi.rules.profiles import JUDGED
from dxkpi.rules.year_changes import StatusMove, status_move
from dxkpi.rules.year_on_year import year_on_year


class IndicatorMove(StrEnum):
    """What became of an indicator; the value is a term of the glossary."""

    WORSE = "became_worse"
    BETTER = "became_better"
    NEW = "newly_judged"
    ENDED = "came_to_its_end"
    UNREPORTED = "no_longer_reported"
    UNJUDGED = "not_judged_now"
    SAME = "same_as_before"


_MOVES = {
    StatusMove.NEW_CONCERN: IndicatorMove.WORSE,
    StatusMove.WORSE: IndicatorMove.WORSE,
    StatusMove.MENDED: IndicatorMove.BETTER,
    StatusMove.BETTER: IndicatorMove.BETTER,
    StatusMove.UNREPORTED: IndicatorMove.UNREPORTED,
}


@dataclass(frozen=True)
class IndicatorChange:
    """An indicator in two years that follow each other.

    `difference` is what was added to its figure; None where one of the years has none, or
    where they answer different questions.
    """

    move: IndicatorMove
    before: Judgement
    now: Judgement
    difference: Decimal | None


def indicator_changes(
    before: Sequence[Judgement], now: Sequence[Judgement]
) -> tuple[IndicatorChange, ...]:
    """The indicators that are or were judged, what needs most attention first; within a
    move in the plan's order.
    """
    order = list(IndicatorMove)
    changes = _changes(before, now)
    return tuple(sorted(changes, key=lambda change: order.index(change.move)))


def _changes(
    before: Sequence[Judgement], now: Sequence[Judgement]
) -> Iterator[IndicatorChange]:
    earlier = {judgement.indicator.code: judgement for judgement in before}
    for judgement in now:
        last = earlier.get(judgement.indicator.code)
        move = None if last is None else _move(last, judgement)
        if last is not None and move is not None:
            difference = year_on_year(judgement).change
            yield IndicatorChange(move, last, judgement, difference)


def _move(before: Judgement, now: Judgement) -> IndicatorMove | None:
    """What became of it; None where it was judged in neither year."""
    was_judged, is_judged = before.status in JUDGED, now.status in JUDGED
    if not was_judged:
        return IndicatorMove.NEW if is_judged else None
    if _has_ended(now):
        return IndicatorMove.ENDED
    move = status_move(before, now)
    if move is not None:
        return _MOVES[move]
    return IndicatorMove.SAME if is_judged else IndicatorMove.UNJUDGED


def _has_ended(judgement: Judgement) -> bool:
    actual = judgement.actual
    return actual is not None and actual.missing is Missing.DISCONTINUED
