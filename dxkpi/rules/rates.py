"""The rates by which the way to a target is measured, as unrounded ratios (1 is 100%)."""

from decimal import Decimal
from fractions import Fraction

from dxkpi.plan import Direction
from dxkpi.text.rounding import decimal_of


def achievement_rate(value: Decimal, target: Decimal) -> Decimal | None:
    """達成率 = 実績 ÷ 目標; None for a target of zero. It includes the starting point,
    so it is no progress.
    """
    return _share_of_way(value, target, since=Decimal(0))


def progress_rate(value: Decimal, baseline: Decimal, target: Decimal) -> Decimal | None:
    """進捗率 = (実績 − 現状値) ÷ (目標 − 現状値); None where there is no way to go or
    the target is zero.

    A target worse than the baseline is no way to go either: ask before.
    """
    if target == 0:
        return None
    return _share_of_way(value, target, since=baseline)


def pace_rate(
    value: Decimal, baseline: Decimal, expected: Decimal, direction: Direction
) -> Decimal | None:
    """ペース = (実績 − 現状値) ÷ (期待値 − 現状値); None where the expected value is no
    better than the baseline.
    """
    if not direction.is_better(expected, baseline):
        return None
    return _share_of_way(value, expected, since=baseline)


def year_rate(
    value: Decimal, expected: Decimal, direction: Direction
) -> Decimal | None:
    """実績 ÷ その年の目標, where no way from a baseline leads to what is expected.

    A figure that is to come down to what is expected is turned round (その年の目標 ÷
    実績), so that less than 1 always means that it falls short. None where zero is
    expected, and where the figure lies beyond zero from there.
    """
    away_from_zero = direction.is_better(expected, Decimal(0))
    if away_from_zero:
        return _share_of_way(value, expected, since=Decimal(0))
    on_the_same_side = value * expected > 0
    if not on_the_same_side:
        return None
    return _share_of_way(expected, value, since=Decimal(0))


def _share_of_way(value: Decimal, end: Decimal, since: Decimal) -> Decimal | None:
    """How much of the way from `since` to `end` lies behind the value; None where there
    is no way to go.
    """
    way = Fraction(end) - Fraction(since)
    if way == 0:
        return None
    return decimal_of((Fraction(value) - Fraction(since)) / way)
