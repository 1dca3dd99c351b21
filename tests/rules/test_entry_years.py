"""What is told of an entry's years: none, or others than the plan's own."""

from typing import Any

import pytest

from dxkpi.plan import About
from dxkpi.rules.entry_years import YearsRemark, years_remarks
from tests.support.gantt import schedule_entry

ABOUT = About(title="見本市DX推進計画", first_fiscal_year=2023, last_fiscal_year=2027)


@pytest.mark.parametrize(
    ("years", "remarks"),
    [
        ({"start": 2023, "end": 2027}, ()),
        ({"start": 2025}, ()),
        ({"end": 2023}, ()),
        ({}, (YearsRemark.NO_YEARS,)),
        ({"start": 2022, "end": 2024}, (YearsRemark.BEFORE_PERIOD,)),
        ({"start": 2026, "end": 2028}, (YearsRemark.AFTER_PERIOD,)),
        ({"start": 2028}, (YearsRemark.AFTER_PERIOD,)),
        (
            {"start": 2022, "end": 2028},
            (YearsRemark.BEFORE_PERIOD, YearsRemark.AFTER_PERIOD),
        ),
    ],
)
def test_years_outside_the_period_are_told_and_none_at_all(
    years: dict[str, Any], remarks: tuple[YearsRemark, ...]
) -> None:
    assert years_remarks(schedule_entry(**years), ABOUT) == remarks


def test_a_plan_without_a_period_has_nothing_outside_of_it() -> None:
    about = About(title="見本市DX推進計画")
    assert years_remarks(schedule_entry(start=1990, end=2090), about) == ()
