"""The survey that comes next, and its month as far as the plan knows it."""

from typing import Any

import pytest

from dxkpi.plan import Indicator
from dxkpi.rules import trajectory
from dxkpi.rules.survey_month import survey_month
from dxkpi.survey import NextSurvey
from dxkpi.survey.next_survey import next_survey
from tests.support.realisation import judged_course, realisation_rate


def next_of(found: Indicator, year: int, closed: int = 2025) -> NextSurvey | None:
    judgements = judged_course(found, closed)
    so_far = trajectory(next(j for j in judgements if j.fiscal_year == year))
    assert so_far is not None
    return next_survey(so_far, judgements)


def dated(months: dict[int, str], start: str | None = None) -> Indicator:
    """Figures of these months, and a baseline of another."""
    actuals: list[dict[str, Any]] = [
        {"fiscal_year": year, "as_of": month, "value": "60"}
        for year, month in months.items()
    ]
    found = realisation_rate({})
    raw = found.model_dump()
    raw["actuals"] = actuals
    raw["baseline"]["as_of"] = start
    return Indicator.model_validate(raw)


def test_the_next_survey_is_the_first_year_that_is_not_due() -> None:
    coming = next_of(realisation_rate(), 2025)
    assert coming == NextSurvey(2026, None)


def test_a_year_that_is_due_and_has_no_figure_is_not_the_next_one() -> None:
    coming = next_of(realisation_rate({2023: "60.5"}), 2025)
    assert coming is not None
    assert coming.fiscal_year == 2026


def test_seen_from_an_earlier_year_whose_next_figure_is_known_there_is_none() -> None:
    assert next_of(realisation_rate(), 2023) is None


def test_after_the_target_year_there_is_none() -> None:
    found = realisation_rate({2026: "66", 2027: "70"})
    assert next_of(found, 2027, closed=2027) is None


@pytest.mark.parametrize(
    ("months", "start", "month"),
    [
        ({2024: "2025-03"}, None, "2027-03"),
        ({2024: "2025-03"}, "2023-03", "2027-03"),
        ({2024: "2024-11"}, None, "2026-11"),
        ({2024: "2025-02-19"}, None, "2027-02"),
        ({2024: "2025-03"}, "2022-11", None),
        ({}, "2023-03", "2027-03"),
        ({}, None, None),
    ],
)
def test_the_month_is_that_of_all_figures_and_unknown_where_they_differ(
    months: dict[int, str], start: str | None, month: str | None
) -> None:
    assert survey_month(dated(months, start), 2026) == month
