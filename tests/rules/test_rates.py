"""The rates of a judgement: 達成率, 進捗率 and the pace."""

from decimal import Decimal

import pytest

from dxkpi.rules import PROFILES, judge
from dxkpi.text.rounding import percent_text
from tests.support.indicators import (
    FALLING,
    KEEP,
    LOAD_NO_BASELINE,
    NEGATIVE,
    NO_BASELINE,
    RISE,
    SHRINKING,
    TO_ZERO,
    TOMIGUSUKU,
    UNDER_BASELINE,
    UPHELD,
    YEARLY_NO_BASELINE,
    Fields,
    baseline,
    indicator,
    target,
)


def test_actual_over_target_flatters_on_the_first_day_and_that_is_said() -> None:
    first_day = judge(indicator(**TOMIGUSUKU), 2025)
    assert first_day.achievement_rate is not None
    assert percent_text(first_day.achievement_rate) == "85.9%"
    assert first_day.progress_rate == 0
    assert first_day.pace is None
    assert first_day.rates_disagree


def test_rates_disagree_where_their_grades_differ_under_one_status() -> None:
    way = {"baseline": baseline(34), "target": target("reach", 100)}
    judgement = judge(indicator({2027: 78}, **way), 2027, profile=PROFILES["sano"])
    assert judgement.achievement_rate is not None
    assert judgement.progress_rate is not None
    by_achievement = PROFILES["sano"].band(judgement.achievement_rate)
    by_progress = PROFILES["sano"].band(judgement.progress_rate)
    assert by_achievement.status is by_progress.status
    assert (by_achievement.grade, by_progress.grade) == ("4", "3")
    assert judgement.rates_disagree


@pytest.mark.parametrize(
    ("fields", "year", "value", "achievement", "progress", "pace"),
    [
        (TOMIGUSUKU, 2027, "69.7", "0.9293333333333333333333333333", "0.5", "1.25"),
        (TOMIGUSUKU, 2030, "75", "1", "1", "1"),
        (FALLING, 2027, "18", "1.5", "0.5", "1.25"),
        (NEGATIVE, 2030, "-2.04", "0.408", "0.6", "0.6"),
        (TO_ZERO, 2030, "20.5", None, None, "0.5"),
        (UPHELD, 2027, "70", None, None, None),
        (NO_BASELINE, 2027, "35", "0.5", None, None),
        (
            UNDER_BASELINE,
            2027,
            "6120",
            "0.8619718309859154929577464789",
            "-11.56410256410256410256410256",
            "0.9",
        ),
        (YEARLY_NO_BASELINE, 2027, "27", "0.3857142857142857142857142857", None, "0.9"),
        (LOAD_NO_BASELINE, 2027, "25", "2.083333333333333333333333333", None, "0.8"),
        (SHRINKING, 2027, "2901.4", "1.036214285714285714285714286", None, "1"),
        (KEEP, 2027, "80", None, None, None),
        (RISE, 2027, "80", None, None, None),
        (
            {**TOMIGUSUKU, "baseline": baseline("64.4", 2026)},
            2025,
            "70",
            "0.9333333333333333333333333333",
            None,
            None,
        ),
    ],
)
def test_rates_are_ratios_of_unrounded_figures_and_absent_where_they_mean_nothing(
    fields: Fields,
    year: int,
    value: str,
    achievement: str | None,
    progress: str | None,
    pace: str | None,
) -> None:
    found = judge(indicator({year: value}, **fields), year)
    rates = (found.achievement_rate, found.progress_rate, found.pace)
    assert rates == tuple(
        None if rate is None else Decimal(rate)
        for rate in (achievement, progress, pace)
    )
