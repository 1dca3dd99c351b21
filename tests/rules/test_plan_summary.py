"""A plan's year in numbers: what needs attention and in which order, what was reported, which indicator leads."""

from decimal import Decimal

import pytest

from dxkpi.plan import (
    Baseline,
    Comparator,
    Direction,
    Indicator,
    KeepTarget,
    Plan,
    ReachTarget,
    ValueType,
)
from dxkpi.rules import Status, judge, judge_plan, plan_summary
from tests.support.specs import actual
from tests.support.surveys import noisy_judgement

S = Status


def test_the_worst_comes_first_and_among_equals_who_has_come_the_least_way(
    sample_plan: Plan,
) -> None:
    worst = plan_summary.needing_attention(judge_plan(sample_plan, 2025, 2025))
    assert [judgement.indicator.code for judgement in worst] == [
        "K11",
        "K19",
        "K13",
        "K01",
        "K16",
        "K09",
        "K08",
    ]
    assert [judgement.status for judgement in worst] == [S.MISSED] * 3 + [
        S.FAR_BEHIND
    ] + [S.BEHIND] * 3


def test_a_falling_figure_is_worse_the_further_it_lies_above_its_bound() -> None:
    target = KeepTarget(value=Decimal(10), comparator=Comparator.AT_MOST)
    kept = [
        Indicator(
            code=f"K{value}",
            name="停止",
            direction=Direction.LOWER,
            target=target,
            actuals=(actual(2025, value),),
        )
        for value in ("12", "40", "15")
    ]
    worst = plan_summary.needing_attention(
        [judge(indicator, 2025) for indicator in kept]
    )
    assert [judgement.indicator.code for judgement in worst] == ["K40", "K15", "K12"]


def test_a_rate_on_a_tiny_way_ranks_nothing() -> None:
    def fallen(code: str, goal: str, value: str) -> Indicator:
        return Indicator(
            code=code,
            name="率",
            decimals=1,
            baseline=Baseline(fiscal_year=2024, value=Decimal(50)),
            target=ReachTarget(value=Decimal(goal), fiscal_year=2028),
            actuals=(actual(2026, value),),
        )

    indicators = [
        fallen("TINY1", "50.1", "49.0"),
        fallen("WIDE1", "90", "51"),
        fallen("TINY2", "50.1", "40.0"),
        fallen("WIDE2", "90", "45"),
    ]
    worst = plan_summary.needing_attention(
        [judge(indicator, 2026) for indicator in indicators]
    )
    assert {judgement.status for judgement in worst} == {S.FAR_BEHIND}
    codes = [judgement.indicator.code for judgement in worst]
    assert codes == ["WIDE2", "WIDE1", "TINY1", "TINY2"]


def test_what_should_have_been_reported_heads_the_list_of_what_was_not_judged(
    sample_plan: Plan,
) -> None:
    found = plan_summary.not_judged(judge_plan(sample_plan, 2025, 2025))
    assert [judgement.indicator.code for judgement in found] == [
        "K18",
        "K15",
        "K20",
        "R01",
    ]


@pytest.mark.parametrize(
    ("code", "year", "lead"),
    [
        ("999997", 2025, "K21"),
        ("999997", 2022, "K21"),
        ("999997", 2021, None),
        ("472123", 2025, "K01"),
        ("472123", 2024, None),
        ("452068", 2025, None),
        ("422096", 2025, None),
        ("052116", 2025, None),
    ],
)
def test_the_realisation_rate_leads_else_the_first_own_kpi_with_a_known_figure(
    shipped_plans: dict[str, Plan], code: str, year: int, lead: str | None
) -> None:
    found = plan_summary.leading_indicator(shipped_plans[code], year)
    assert (found.code if found else None) == lead


def test_a_way_through_stages_is_no_figure_to_lead_with(
    shipped_plans: dict[str, Plan],
) -> None:
    stages = Indicator(
        code="K01",
        name="電子契約",
        official=True,
        value_type=ValueType.STAGE,
        stages=("検討", "導入"),
        baseline=Baseline(fiscal_year=2023, value=Decimal(1)),
        target=ReachTarget(value=Decimal(2), fiscal_year=2027),
    )
    plan = shipped_plans["999997"].model_copy(update={"indicators": (stages,)})
    assert plan_summary.leading_indicator(plan, 2025) is None


def test_what_chance_alone_may_have_put_behind_is_counted_apart_and_needs_nothing() -> (
    None
):
    noisy, behind = noisy_judgement(260), noisy_judgement(220)
    assert noisy.status is behind.status is S.FAR_BEHIND
    assert plan_summary.group_by_status([noisy, behind]) == {
        S.FAR_BEHIND: [behind],
        S.WITHIN_MARGIN: [noisy],
    }
    assert plan_summary.needing_attention([noisy, behind]) == (behind,)
