"""Which release a year is shown with."""

from datetime import UTC, datetime

import pytest

from dxkpi.plan.release import Release, last_release_of_year, release_showing_year

MAY = datetime(2026, 5, 20, tzinfo=UTC)


def release(number: int, fiscal_year: int) -> Release:
    return Release(number, fiscal_year, MAY, "鈴木", "0" * 64)


RELEASES = (release(1, 2025), release(2, 2023), release(3, 2025))


@pytest.mark.parametrize(
    ("year", "number"), [(2022, 2), (2023, 2), (2024, 3), (2025, 3), (2026, None)]
)
def test_a_year_is_shown_as_it_was_released_last_or_else_with_the_next(
    year: int, number: int | None
) -> None:
    shown = release_showing_year(RELEASES, year)
    assert (None if shown is None else shown.number) == number


def test_the_last_release_of_a_year_is_of_that_year_alone() -> None:
    last = last_release_of_year(RELEASES, 2025)
    assert last == RELEASES[2]
    assert last_release_of_year(RELEASES, 2024) is None
    assert release_showing_year((), 2025) is None
