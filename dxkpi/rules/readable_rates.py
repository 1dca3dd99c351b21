"""Which rates can be told as a number, and which only as more than all of the way or
less than nothing of it.

A rate divides what was gained by the way to go. Where that way is tiny, a breath of
chance makes −400% or 2,900% of it: the number then tells how short the way is, not how
things stand. So it is told as 100%超 or 0%未満, and ranks nothing.
"""

from decimal import Decimal
from enum import StrEnum

from dxkpi.plan import Indicator
from dxkpi.rules.judgement import Judgement
from dxkpi.text.rounding import digits_after_point


class OutOfScale(StrEnum):
    """On which side a rate lies that is no readable number."""

    ABOVE = "above"
    BELOW = "below"


ReadableRate = Decimal | OutOfScale

_WHOLE_WAY = Decimal(1)
_MOST_TIMES_THE_WAY = Decimal(10)
_LEAST_SHARE_OF_LEVEL = Decimal("0.01")


def readable_pace(judgement: Judgement) -> ReadableRate | None:
    """The pace as it can be told; None where there is none."""
    baseline, expected = judgement.indicator.baseline, judgement.expected
    if judgement.pace is None or expected is None:
        return None
    start = Decimal(0)
    if baseline is not None and not judgement.is_by_year:
        start = baseline.value
    return _readable(judgement, judgement.pace, start, expected)


def readable_progress(judgement: Judgement) -> ReadableRate | None:
    """進捗率 as it can be told; None where there is none."""
    baseline, target = judgement.indicator.baseline, judgement.target_value
    rate = judgement.progress_rate
    if rate is None or baseline is None or target is None:
        return None
    return _readable(judgement, rate, baseline.value, target)


def readable_achievement(judgement: Judgement) -> ReadableRate | None:
    """達成率 as it can be told; None where there is none."""
    rate, target = judgement.achievement_rate, judgement.target_value
    if rate is None or target is None:
        return None
    return _readable(judgement, rate, Decimal(0), target)


def readable_graded_rate(judgement: Judgement) -> ReadableRate | None:
    """The share by which the judgement was graded, as it can be told; None where there
    is none.
    """
    rate, end = judgement.graded_rate, judgement.graded_end
    if rate is None or end is None:
        return None
    return _readable(judgement, rate, Decimal(0), end)


def _readable(
    judgement: Judgement, rate: Decimal, start: Decimal, end: Decimal
) -> ReadableRate:
    lies_on_the_way = 0 <= rate <= _WHOLE_WAY
    if lies_on_the_way:
        return rate
    digits = printed_digits(judgement.indicator)
    is_many_times_the_way = abs(rate) > _MOST_TIMES_THE_WAY
    if not is_many_times_the_way and not is_tiny_way(start, end, digits):
        return rate
    return OutOfScale.ABOVE if rate > _WHOLE_WAY else OutOfScale.BELOW


def is_tiny_way(start: Decimal, end: Decimal, digits: int) -> bool:
    """Whether a rate on the way between two figures means nothing outside of it.

    So it is where the way is shorter than the smallest change that the figures can show
    (one step of their last digit after the point), and where it is less than a hundredth
    of their own height: the figures of offices vary by more than that from year to year.
    """
    way = abs(end - start)
    smallest_change = Decimal(1).scaleb(-digits)
    height = max(abs(start), abs(end))
    return way < smallest_change or way < height * _LEAST_SHARE_OF_LEVEL


def printed_digits(indicator: Indicator) -> int:
    """How many digits after the point the plan prints of the indicator's figures."""
    figures = [indicator.baseline, indicator.target]
    values = [figure.value for figure in figures if figure is not None]
    digits = [digits_after_point(value) for value in values if value is not None]
    return max([indicator.decimals, *digits])
