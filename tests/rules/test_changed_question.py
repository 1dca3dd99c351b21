"""A figure is not judged against one of another question."""

from decimal import Decimal

import pytest

from dxkpi.plan import Baseline, ImproveTarget, ReachTarget, RiseTarget, Target
from dxkpi.rules import Reason, Status, judge
from tests.support.surveys import OTHER_QUESTION, survey, surveyed_indicator

CHANGED = {
    2025: survey(300, 180),
    2026: survey(300, 190),
    2027: survey(300, 150, **OTHER_QUESTION),
}


@pytest.mark.parametrize(
    "target",
    [
        ReachTarget(value=Decimal(75), fiscal_year=2030),
        ImproveTarget(),
        RiseTarget(),
        RiseTarget(fiscal_year=2030),
    ],
    ids=["reach", "improve", "rise", "rise by a year"],
)
def test_nothing_is_judged_against_a_figure_of_another_question(
    target: Target,
) -> None:
    indicator = surveyed_indicator(CHANGED, target=target)
    before, after = judge(indicator, 2026), judge(indicator, 2027)
    assert before.status not in (Status.NOT_ASSESSABLE, Status.NOT_REPORTED)
    assert (after.status, after.reason) == (
        Status.NOT_ASSESSABLE,
        Reason.QUESTION_CHANGED,
    )
    assert (after.expected, after.pace, after.progress_rate) == (None, None, None)


def test_a_target_reached_is_reached_whatever_was_asked_before() -> None:
    known = {**CHANGED, 2028: survey(300, 240, **OTHER_QUESTION)}
    assert judge(surveyed_indicator(known), 2028).status is Status.ACHIEVED
    assert judge(surveyed_indicator(known), 2027).status is Status.NOT_ASSESSABLE


def test_the_first_years_of_a_new_question_are_compared_among_themselves() -> None:
    known = {**CHANGED, 2028: survey(300, 170, **OTHER_QUESTION)}
    assert (
        judge(surveyed_indicator(known, target=ImproveTarget()), 2028).reason
        is Reason.IMPROVED
    )


@pytest.mark.parametrize(
    ("positive", "status"),
    [(200, Status.ON_TRACK), (190, Status.BEHIND), (180, Status.FAR_BEHIND)],
)
def test_a_rise_is_judged_where_the_question_stays_the_same(
    positive: int, status: Status
) -> None:
    surveys = {2026: survey(300, 190), 2027: survey(300, positive)}
    indicator = surveyed_indicator(
        surveys,
        target=RiseTarget(),
        baseline=Baseline(fiscal_year=2026, value=Decimal("63.3")),
    )
    judgement = judge(indicator, 2027)
    assert (judgement.status, judgement.reason) == (status, Reason.DIRECTION)


def test_a_rise_across_a_changed_question_is_neither_reached_nor_missed() -> None:
    surveys = {2026: survey(300, 190), 2030: survey(300, 250, **OTHER_QUESTION)}
    indicator = surveyed_indicator(surveys, target=RiseTarget(fiscal_year=2030))
    judgement = judge(indicator, 2030)
    assert judgement.reason is Reason.QUESTION_CHANGED
    assert judgement.status is Status.NOT_ASSESSABLE
