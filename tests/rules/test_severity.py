"""From the worst to the best."""

from decimal import Decimal

from dxkpi.plan import Plan
from dxkpi.rules import Status, judge_plan
from dxkpi.rules.severity import WORST_FIRST, worst_first
from tests.support.surveys import noisy_judgement


def test_every_status_has_its_place() -> None:
    assert sorted(WORST_FIRST) == sorted(Status)


def test_the_worst_status_comes_first_then_who_has_come_the_least_way(
    sample_plan: Plan,
) -> None:
    order = worst_first(judge_plan(sample_plan, 2025, 2025))
    places = [WORST_FIRST.index(judgement.counted_status) for judgement in order]
    assert places == sorted(places)
    paces = [j.pace or Decimal(0) for j in order if j.status is Status.BEHIND]
    assert len(paces) > 1
    assert paces == sorted(paces)


def test_what_chance_may_have_put_behind_stands_after_what_is_behind() -> None:
    noisy, behind = noisy_judgement(260), noisy_judgement(220)
    assert worst_first([noisy, behind]) == (behind, noisy)
