"""What is to be expected by a fiscal year, and whether a figure is good enough."""

from decimal import Decimal

import pytest

from dxkpi.plan import Comparator, Direction
from dxkpi.rules import expected_value, meets_goal
from dxkpi.wording import figures
from dxkpi.wording.language import Language
from tests.support.indicators import (
    IMPROVE,
    KEEP,
    KEEP_SOME,
    KEEP_YEARLY,
    NO_BASELINE,
    RISE,
    TOMIGUSUKU,
    YEARLY,
    YEARLY_NO_BASELINE,
    Fields,
    indicator,
)


def test_the_way_of_tomigusuku_is_a_straight_line() -> None:
    kpi = indicator(**TOMIGUSUKU)
    path = [expected_value(kpi, year) for year in range(2025, 2031)]
    assert path == [
        Decimal(text) for text in ("64.4", "66.52", "68.64", "70.76", "72.88", "75.0")
    ]
    printed = [
        figures.figure_text(indicator(unit="%"), value, Language.ENGLISH)
        for value in path
        if value is not None
    ]
    assert printed == ["64.4%", "66.5%", "68.6%", "70.8%", "72.9%", "75.0%"]
    assert expected_value(kpi, 2024) is None
    assert expected_value(kpi, 2035) == 75


@pytest.mark.parametrize(
    ("fields", "year", "expected"),
    [
        (YEARLY, 2027, 60),
        (YEARLY, 2029, Decimal("76.25")),
        (NO_BASELINE, 2029, None),
        (NO_BASELINE, 2030, 70),
        (YEARLY_NO_BASELINE, 2027, 30),
        (YEARLY_NO_BASELINE, 2026, None),
        (KEEP, 2027, 80),
        (KEEP_YEARLY, 2027, 85),
        (KEEP_SOME, 2027, None),
        (RISE, 2027, None),
        ({}, 2027, None),
    ],
)
def test_the_expected_value_is_the_years_own_target_or_lies_on_the_path(
    fields: Fields, year: int, expected: Decimal | int | None
) -> None:
    assert expected_value(indicator(**fields), year) == expected


def test_the_expected_value_of_an_improvement_is_the_year_before() -> None:
    assert expected_value(indicator({2026: 12}, **IMPROVE), 2027) == 12


@pytest.mark.parametrize(
    ("value", "comparator", "direction", "met"),
    [
        (80, None, "higher", True),
        (79, None, "higher", False),
        (80, None, "lower", True),
        (81, None, "lower", False),
        (81, ">=", "higher", True),
        (81, "<=", "lower", False),
        (80, "=", "higher", True),
        (81, "=", "higher", False),
    ],
)
def test_a_goal_is_met_by_its_own_comparator_or_else_by_the_direction(
    value: int, comparator: str | None, direction: str, met: bool
) -> None:
    own = Comparator(comparator) if comparator else None
    assert meets_goal(Decimal(value), Decimal(80), own, Direction(direction)) is met
