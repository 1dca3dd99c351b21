"""A year is judged by the target that was in force when it was reported."""

from decimal import Decimal
from typing import Any

import pytest

from dxkpi.plan import Indicator
from dxkpi.rules import (
    Status,
    TargetMove,
    expected_value,
    indicator_in_force,
    judge,
    judge_plan,
    target_move,
    target_revisions,
)
from dxkpi.rules.plan_summary import RevisedTargets, count_revised
from tests.support.indicators import baseline, indicator, target
from tests.support.standings import plan_with_indicators

ACTUALS = {2022: 62, 2023: 64, 2024: 66}


def promising(value: object, *formers: dict[str, Any], **more: Any) -> Indicator:
    fields = {
        "baseline": baseline(60, 2021),
        "target": target("reach", value, 2027),
        "former_targets": formers,
    }
    return indicator(dict(ACTUALS), **(fields | more))


def former(value: object, decided: str, **more: object) -> dict[str, Any]:
    return {
        "target": target("reach", value, 2027),
        "decided": decided,
        "reason": "制度改正",
        **more,
    }


def in_force(one: Indicator, year: int) -> Decimal | None:
    found = indicator_in_force(one, year).target
    return found.value if found else None


@pytest.mark.parametrize(
    ("decided", "first_year"),
    [
        ("2025-03-18", 2024),
        ("2025-03-31", 2024),
        ("2025-03", 2024),
        ("2025-04-01", 2025),
    ],
)
def test_a_revision_counts_from_the_year_in_which_it_was_decided(
    decided: str, first_year: int
) -> None:
    revised = promising(72, former(78, decided))
    assert in_force(revised, first_year - 1) == 78
    assert in_force(revised, first_year) == 72


def test_a_revision_may_say_from_which_year_it_counts() -> None:
    revised = promising(72, former(78, "2025-03-18", judged_from=2026))
    assert [in_force(revised, year) for year in (2025, 2026)] == [78, 72]


def test_years_before_the_first_of_two_revisions_have_the_first_target() -> None:
    revised = promising(70, former(78, "2023-03-18"), former(72, "2025-03-18"))
    years = [in_force(revised, year) for year in range(2021, 2026)]
    assert years == [78, 72, 72, 70, 70]


def test_a_corrected_slip_never_counted() -> None:
    slip = {"target": target("reach", 87, 2027), "correction": "転記誤り"}
    revised = promising(72, slip, former(78, "2025-03-18"))
    assert [in_force(revised, year) for year in (2022, 2024)] == [78, 72]
    assert [one.before.target for one in target_revisions(revised)] == [
        indicator_in_force(revised, 2022).target
    ]
    corrected = promising(78, slip)
    assert judge(corrected, 2022).by_original is None
    assert judge(corrected, 2022).target_value == 78


def test_the_path_has_a_step_where_the_target_was_revised() -> None:
    revised = promising(72, former(78, "2025-03-18"))
    path = [expected_value(revised, year) for year in range(2021, 2028)]
    assert path == [60, 63, 66, 66, 68, 70, 72]


def test_the_first_target_stands_beside_the_judgement_of_a_later_year() -> None:
    revised = promising(72, former(78, "2025-03-18"))
    before, after = judge(revised, 2023), judge(revised, 2024)
    assert (before.status, before.by_original) == (Status.BEHIND, None)
    assert after.status is Status.ON_TRACK
    assert after.by_original is not None
    assert after.by_original.status is Status.BEHIND
    assert after.by_original.target_value == 78
    assert after.by_original.pace == Decimal(6) / 9


def test_a_judgement_is_as_if_the_target_in_force_were_the_only_one() -> None:
    revised = promising(72, former(78, "2025-03-18"))
    for year in (2022, 2023):
        assert judge(revised, year) == judge(promising(78), year)


def test_a_former_baseline_and_rule_count_for_their_years() -> None:
    revised = promising(
        72,
        {
            "target": target("keep", 70, None),
            "baseline": baseline(58, 2021),
            "decided": "2025-03",
            "reason": "総合計画の改定",
        },
    )
    assert judge(revised, 2023).status is Status.MISSED
    assert indicator_in_force(revised, 2023).baseline != revised.baseline
    assert judge(revised, 2024).status is Status.ON_TRACK


def test_a_target_that_was_given_up_judges_the_years_before() -> None:
    given_up = promising(0, former(78, "2025-03-18"), target=None)
    assert judge(given_up, 2023).status is Status.BEHIND
    assert judge(given_up, 2024).status is Status.MONITORED


@pytest.mark.parametrize(
    ("before", "after", "direction", "move"),
    [
        (78, 72, "higher", TargetMove.LOWERED),
        (72, 78, "higher", TargetMove.RAISED),
        (10, 12, "lower", TargetMove.LOWERED),
        (12, 10, "lower", TargetMove.RAISED),
    ],
)
def test_less_may_be_promised_or_more(
    before: int, after: int, direction: str, move: TargetMove
) -> None:
    first, last = (
        indicator(target=target("reach", value), direction=direction)
        for value in (before, after)
    )
    assert target_move(first, last) is move


def test_another_year_or_rule_is_neither_less_nor_more() -> None:
    first = indicator(target=target("reach", 78, 2027))
    later = indicator(target=target("reach", 78, 2029))
    kept = indicator(target=target("keep", 70, None))
    assert target_move(first, later) is TargetMove.CHANGED
    assert target_move(first, kept) is TargetMove.CHANGED


def test_a_plan_counts_its_revised_targets_by_year() -> None:
    lowered = promising(72, former(78, "2025-03-18"), code="K01")
    raised = promising(72, former(70, "2025-03-18"), code="K02")
    plan = plan_with_indicators([lowered, raised, promising(72, code="K03")])
    counted = [count_revised(judge_plan(plan, year, 2025)) for year in (2023, 2024)]
    assert counted == [RevisedTargets(0, 0, 0, 0), RevisedTargets(1, 1, 0, 1)]
