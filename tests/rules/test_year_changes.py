"""What changed since the year before: which statuses moved, and how many are in order."""

from dataclasses import replace
from datetime import date

import pytest

from dxkpi.plan import Plan
from dxkpi.rules import NEEDS_ATTENTION, STANDARD, Status, judge, judge_plan
from dxkpi.rules.year_changes import (
    StatusMove,
    YearChanges,
    changes_in_year,
    year_changes,
)
from tests.support.indicators import baseline, indicator, target
from tests.support.surveys import noisy_judgement

BASELINE, TARGET = baseline(0, 2020), target("reach", 100, 2030)
YEARS = (2024, 2025)  # 40 and 50 are expected


def moved(before: int, now: int | None) -> YearChanges | None:
    """The changes of a plan of one indicator with these figures."""
    actuals: dict[int, object] = {2024: before}
    if now is not None:
        actuals[2025] = now
    kpi = indicator(actuals, baseline=BASELINE, target=TARGET)
    first, second = (judge(kpi, year) for year in YEARS)
    return year_changes([first], [second])


def test_nothing_is_compared_while_most_of_a_year_waits_to_be_confirmed() -> None:
    kpi = indicator({2024: 40, 2025: 50}, baseline=BASELINE, target=TARGET)
    before, now = (judge(kpi, year) for year in YEARS)
    waiting = replace(now, status=Status.UNCONFIRMED)
    half = year_changes([before] * 2, [now, waiting])
    assert half is not None
    assert not half.changes
    assert year_changes([before] * 3, [now, waiting, waiting]) is None
    assert year_changes([before, waiting, waiting], [now] * 3) is None


@pytest.mark.parametrize(
    ("before", "now", "move"),
    [
        (40, 25, StatusMove.NEW_CONCERN),
        (40, 10, StatusMove.NEW_CONCERN),
        (25, 10, StatusMove.WORSE),
        (40, 45, StatusMove.WORSE),
        (20, 45, StatusMove.MENDED),
        (10, 30, StatusMove.BETTER),
        (40, 100, StatusMove.BETTER),
        (40, None, StatusMove.UNREPORTED),
    ],
)
def test_a_status_moves_into_concern_and_out_of_it_or_within_both(
    before: int, now: int | None, move: StatusMove
) -> None:
    other = judge(
        indicator({2024: 40, 2025: 50}, baseline=BASELINE, target=TARGET), 2025
    )
    kpi = indicator(
        {2024: before} if now is None else {2024: before, 2025: now},
        code="K2",
        baseline=BASELINE,
        target=TARGET,
    )
    changes = year_changes([judge(kpi, 2024), other], [judge(kpi, 2025), other])
    assert changes is not None
    assert [change.move for change in changes.changes] == [move]
    assert changes.count(move) == 1


def test_a_status_that_stayed_is_no_change() -> None:
    changes = moved(40, 50)
    assert changes is not None
    assert changes.changes == ()
    assert (changes.in_order_before, changes.in_order) == (1, 1)


def test_where_one_of_the_years_judged_nothing_there_is_nothing_to_compare() -> None:
    assert moved(40, None) is None


def test_what_chance_alone_may_have_moved_is_no_change() -> None:
    good, undecided = noisy_judgement(290), noisy_judgement(260)
    assert undecided.status in NEEDS_ATTENTION
    assert undecided.is_undecided
    changes = year_changes([good], [undecided])
    assert changes is not None
    assert changes.changes == ()


def test_a_plan_s_first_year_is_compared_with_none_before_it(sample_plan: Plan) -> None:
    day = date(2026, 11, 30)
    assert changes_in_year(sample_plan, 2023, 2025, STANDARD, day) is None
    assert changes_in_year(sample_plan, 2024, 2025, STANDARD, day) is not None
    assert changes_in_year(sample_plan, 2026, 2025, STANDARD, day) is None


def test_the_sample_city_has_twelve_in_order_and_then_eleven(sample_plan: Plan) -> None:
    before, now = (judge_plan(sample_plan, year, 2025) for year in YEARS)
    changes = year_changes(before, now)
    assert changes is not None
    assert (changes.judged_before, changes.in_order_before) == (18, 12)
    assert (changes.judged, changes.in_order) == (18, 11)
    moves = [(change.now.indicator.code, change.move) for change in changes.changes]
    assert moves[:4] == [
        ("K19", StatusMove.NEW_CONCERN),
        ("K08", StatusMove.NEW_CONCERN),
        ("K07", StatusMove.MENDED),
        ("K11", StatusMove.WORSE),
    ]
    assert changes.changes[-1].now.status is Status.NOT_REPORTED
