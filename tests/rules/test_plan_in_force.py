"""Which of a city's plans is opened where none is named."""

import pytest

from dxkpi.plan import About, PlanKind
from dxkpi.rules import is_concluded, is_in_force, is_over, plan_in_force


def plan(title: str, first: int | None, last: int | None) -> About:
    return About(title=title, first_fiscal_year=first, last_fiscal_year=last)


FORMER = plan("第1次DX計画", 2021, 2025)
CURRENT = plan("第2次DX計画", 2026, 2030)
STRATEGY = plan("総合戦略", 2027, 2031)
OPEN = plan("基本計画", None, None)


@pytest.mark.parametrize(
    ("year", "expected"),
    [
        (2020, FORMER),  # the first that will begin
        (2021, FORMER),
        (2025, FORMER),
        (2026, CURRENT),
        (2027, CURRENT),  # a DX plan before the strategy that began later
        (2031, STRATEGY),
        (2032, STRATEGY),  # the last to end
    ],
)
def test_the_plan_in_force_is_opened(year: int, expected: About) -> None:
    for order in ([FORMER, CURRENT, STRATEGY], [STRATEGY, CURRENT, FORMER]):
        assert plan_in_force(order, year) is expected


def test_of_two_plans_of_a_kind_the_one_begun_last_is_opened() -> None:
    overlapping = plan("改訂DX計画", 2024, 2028)
    assert plan_in_force([FORMER, overlapping], 2025) is overlapping


def test_a_plan_without_years_is_always_in_force() -> None:
    assert OPEN.kind is PlanKind.OTHER
    assert is_in_force(OPEN, 2050)
    assert not is_over(OPEN, 2050)
    assert plan_in_force([FORMER, OPEN], 2040) is OPEN


def test_a_plan_is_over_after_its_last_year() -> None:
    assert not is_over(FORMER, 2025)
    assert is_over(FORMER, 2026)
    assert not is_over(CURRENT, 2020)


def test_a_plan_is_concluded_a_year_after_its_end_when_it_is_reported_on() -> None:
    concluded = {closed: is_concluded(FORMER, closed) for closed in range(2024, 2028)}
    assert concluded == {2024: False, 2025: False, 2026: True, 2027: True}
    assert not is_concluded(OPEN, 2040)
