"""How much of the way to what is expected lies behind: one scale for all indicators."""

from decimal import Decimal

from dxkpi.plan import Direction
from dxkpi.rules.judgement import Judgement
from dxkpi.rules.readable_rates import (
    OutOfScale,
    ReadableRate,
    readable_pace,
    readable_progress,
)

_NOTHING, _WHOLE = Decimal(0), Decimal(1)


def share_of_way(judgement: Judgement) -> ReadableRate | None:
    """The pace; else the progress rate; else the figure against the line. None where
    nothing can say, as for a yes or no and for a stage.
    """
    if not judgement.indicator.is_number:
        return None
    rate = readable_pace(judgement)
    if rate is None:
        rate = readable_progress(judgement)
    if rate is not None:
        return rate
    value, line = judgement.value, judgement.line
    if value is None or line is None or value <= 0 or line <= 0:
        return None
    if judgement.indicator.direction is Direction.HIGHER:
        return value / line
    return line / value


def drawn_share(judgement: Judgement) -> Decimal | None:
    """The same from 0 to 1, as a bar can show it."""
    share = share_of_way(judgement)
    match share:
        case None:
            return None
        case OutOfScale.ABOVE:
            return _WHOLE
        case OutOfScale.BELOW:
            return _NOTHING
        case Decimal():
            return min(max(share, _NOTHING), _WHOLE)
