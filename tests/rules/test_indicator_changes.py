"""What became of each indicator since the year before: status and figure."""

from decimal import Decimal

import pytest

from dxkpi.plan import Missing, Plan
from dxkpi.rules import Judgement, judge, judge_plan
from dxkpi.rules.indicator_changes import IndicatorMove, indicator_changes
from tests.support.indicators import baseline, indicator, target
from tests.support.surveys import noisy_judgement

BASELINE, TARGET = baseline(0, 2020), target("reach", 100, 2030)


def both_years(before: object, now: object) -> list[list[Judgement]]:
    """40 and 50 are expected."""
    actuals = {2024: before, 2025: now}
    given = {year: figure for year, figure in actuals.items() if figure is not None}
    kpi = indicator(given, baseline=BASELINE, target=TARGET)
    return [[judge(kpi, 2024)], [judge(kpi, 2025)]]


@pytest.mark.parametrize(
    ("before", "now", "move", "difference"),
    [
        (40, 25, IndicatorMove.WORSE, -15),
        (40, 45, IndicatorMove.WORSE, 5),
        (20, 45, IndicatorMove.BETTER, 25),
        (40, 50, IndicatorMove.SAME, 10),
        (None, 50, IndicatorMove.NEW, None),
        (40, None, IndicatorMove.UNREPORTED, None),
        (40, Missing.DISCONTINUED, IndicatorMove.ENDED, None),
        (40, Missing.NOT_PUBLISHED, IndicatorMove.UNJUDGED, None),
    ],
)
def test_an_indicator_became_worse_or_better_or_is_new_or_ended(
    before: object, now: object, move: IndicatorMove, difference: int | None
) -> None:
    [change] = indicator_changes(*both_years(before, now))
    assert change.move is move
    assert change.difference == (None if difference is None else Decimal(difference))


def test_what_was_judged_in_neither_year_is_left_out() -> None:
    assert indicator_changes(*both_years(None, None)) == ()


def test_what_chance_alone_may_have_moved_is_the_same() -> None:
    good, undecided = noisy_judgement(290), noisy_judgement(260)
    [change] = indicator_changes([good], [undecided])
    assert change.move is IndicatorMove.SAME


def test_the_moves_of_the_sample_city_agree_with_its_counts(sample_plan: Plan) -> None:
    before, now = (judge_plan(sample_plan, year, 2025) for year in (2024, 2025))
    moves = [change.move for change in indicator_changes(before, now)]
    assert moves == sorted(moves, key=list(IndicatorMove).index)
    assert {move: moves.count(move) for move in dict.fromkeys(moves)} == {
        IndicatorMove.WORSE: 4,
        IndicatorMove.BETTER: 4,
        IndicatorMove.NEW: 1,
        IndicatorMove.UNREPORTED: 1,
        IndicatorMove.SAME: 9,
    }
