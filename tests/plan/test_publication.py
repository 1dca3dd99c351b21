"""When a figure comes out, and which years have one."""

from datetime import date
from typing import Any

import pytest
from pydantic import ValidationError

from dxkpi.plan.publication import Publication
from tests.support.plan_values import problems


@pytest.mark.parametrize(
    ("month", "years_after", "told"),
    [(11, 1, "2025-11"), (2, 1, "2026-02"), (9, 0, "2024-09"), (4, 2, "2026-04")],
)
def test_the_month_lies_in_the_fiscal_year_so_many_after_its_own(
    month: int, years_after: int, told: str
) -> None:
    assert Publication(month=month, years_after=years_after).month_of(2024) == told


@pytest.mark.parametrize(
    ("day", "is_out"),
    [
        (date(2025, 5, 20), False),
        (date(2025, 11, 30), False),
        (date(2025, 12, 1), True),
        (date(2026, 1, 5), True),
    ],
)
def test_a_figure_is_out_once_its_month_is_over(day: date, is_out: bool) -> None:
    assert Publication(month=11).is_out(2024, day) is is_out


def test_every_second_year_counts_from_one_that_has_a_figure() -> None:
    survey = Publication(every=2, since=2023)
    assert [survey.has_figure(year) for year in (2019, 2022, 2023, 2024, 2025)] == [
        True,
        False,
        True,
        False,
        True,
    ]


@pytest.mark.parametrize(
    ("fields", "refused"),
    [
        ({}, "published_needs"),
        ({"years_after": 1}, "published_needs"),
        ({"month": 11, "every": 2}, "published_every"),
        ({"month": 11, "since": 2023}, "published_every"),
        ({"month": 13}, "less_than_equal"),
        ({"every": 1, "since": 2023}, "greater_than_equal"),
    ],
)
def test_what_says_nothing_or_half_of_it_is_refused(
    fields: dict[str, Any], refused: str
) -> None:
    with pytest.raises(ValidationError) as error:
        Publication.model_validate(fields)
    assert problems(error) == [refused]
