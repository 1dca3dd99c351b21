"""Rates on a tiny way are no numbers to read."""

from decimal import Decimal

import pytest
from hypothesis import given

from dxkpi.plan import Indicator
from dxkpi.rules import Profile, judge
from dxkpi.rules.readable_rates import (
    OutOfScale,
    is_tiny_way,
    readable_achievement,
    readable_pace,
    readable_progress,
)
from tests.support.indicator_strategies import PROFILE, YEARS, indicators
from tests.support.indicators import TOMIGUSUKU, Fields, baseline, indicator, target

ABOVE, BELOW = OutOfScale.ABOVE, OutOfScale.BELOW


def way(start: object, end: object, **fields: object) -> Fields:
    return {"baseline": baseline(start), "target": target("reach", end), **fields}


@pytest.mark.parametrize(
    ("start", "end", "digits", "is_tiny"),
    [
        ("64.4", "66.52", 1, False),  # the first year of 豊見城市
        ("97.6", "97.7", 1, True),  # a thousandth of what there is
        ("1000000", "1000010", 0, True),
        ("3", "3.4", 0, True),  # less than one place more
        ("3", "4", 0, False),
        ("0", "1", 0, False),
        ("0", "0.4", 0, True),
        ("0.65", "0.70", 2, False),
        ("2.4", "-5", 1, False),
        ("-1000", "-1001", 0, True),
        ("5", "5", 0, True),
    ],
)
def test_a_way_is_tiny_beside_its_figures_or_below_what_they_can_show(
    start: str, end: str, digits: int, is_tiny: bool
) -> None:
    assert is_tiny_way(Decimal(start), Decimal(end), digits) is is_tiny
    assert is_tiny_way(Decimal(end), Decimal(start), digits) is is_tiny


@pytest.mark.parametrize(
    ("fields", "value", "pace", "progress"),
    [
        (TOMIGUSUKU, "69.7", Decimal("1.25"), Decimal("0.5")),
        (way("97.6", "97.7"), "97.2", BELOW, BELOW),
        (way("97.6", "97.7"), "98", ABOVE, ABOVE),
        (way("97.6", "97.7"), "97.65", ABOVE, Decimal("0.5")),
        (way("97.6", "97.7"), "97.6", Decimal(0), Decimal(0)),
        (way(24, "23.9", direction="lower"), "26", BELOW, BELOW),
        # a way that can be read, and a figure that has left it far behind
        (way(10, 20), "61", ABOVE, Decimal("5.1")),
        (way(10, 20), "-100", BELOW, BELOW),
        # the plan prints no digit, its figures have two
        (way("0.65", "0.70", decimals=0), "0.71", Decimal(3), Decimal("1.2")),
    ],
)
def test_a_rate_on_a_tiny_way_says_only_on_which_side_it_lies(
    fields: Fields, value: str, pace: object, progress: object
) -> None:
    judgement = judge(indicator({2027: value}, **fields), 2027)
    assert (readable_pace(judgement), readable_progress(judgement)) == (pace, progress)


def test_ten_times_a_small_target_is_the_most_that_is_told() -> None:
    fields: Fields = {"target": target("reach", 1, yearly={2027: 1})}
    ten, more = (
        judge(indicator({2027: value}, decimals=0, **fields), 2027)
        for value in (10, 11)
    )
    assert readable_achievement(ten) == readable_pace(ten) == 10
    assert readable_achievement(more) is readable_pace(more) is ABOVE


@given(indicators(), YEARS, PROFILE)
def test_no_rate_can_be_read_that_is_monstrous(
    value: Indicator, year: int, profile: Profile
) -> None:
    judgement = judge(value, year, profile=profile)
    rates = (
        (judgement.pace, readable_pace(judgement)),
        (judgement.progress_rate, readable_progress(judgement)),
        (judgement.achievement_rate, readable_achievement(judgement)),
    )
    for exact, readable in rates:
        assert (exact is None) is (readable is None)
        if exact is None or readable is None:
            continue
        if isinstance(readable, OutOfScale):
            assert (exact > 1) is (readable is ABOVE)
            assert exact > 1 or exact < 0
        else:
            assert readable == exact
            assert abs(readable) <= 10
