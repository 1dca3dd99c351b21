"""How many figures a year's report asks for, and how many are registered."""

from datetime import date
from decimal import Decimal

import pytest

from dxkpi.plan import Actual, Indicator, KeepTarget, Missing, Plan
from dxkpi.returns.figure_counts import (
    FigureCounts,
    count_figures,
    figures_on_record,
    plan_figure_counts,
)
from dxkpi.returns.status import return_statuses
from dxkpi.rules import Status, judge
from dxkpi.store import Submission

MAY = date(2026, 5, 20)
NO_SUBMISSIONS: tuple[Submission, ...] = ()


def test_what_is_registered_is_counted_among_what_the_forms_ask_for(
    sample_plan: Plan,
) -> None:
    counts = plan_figure_counts(sample_plan, 2025, MAY)
    assert counts == FigureCounts(22, 20, ((Missing.NOT_SUBMITTED, 1),))
    assert (counts.explained, counts.open) == (1, 1)
    assert plan_figure_counts(sample_plan, 2026, MAY) == FigureCounts()


def test_it_is_what_the_returns_of_all_departments_come_to(sample_plan: Plan) -> None:
    statuses = return_statuses(sample_plan, NO_SUBMISSIONS, 2025, MAY)
    counts = plan_figure_counts(sample_plan, 2025, MAY)
    assert sum(status.asked for status in statuses) == counts.asked
    assert sum(status.reported for status in statuses) == counts.reported


@pytest.mark.parametrize(
    ("actuals", "counts"),
    [
        ((Actual(fiscal_year=2025, value=Decimal(12)),), (1, 0, 0)),
        ((Actual(fiscal_year=2025, missing=Missing.NOT_SUBMITTED),), (0, 1, 0)),
        ((Actual(fiscal_year=2025, missing=Missing.CANNOT_BE_EVALUATED),), (0, 1, 0)),
        ((Actual(fiscal_year=2025, missing=Missing.DISCONTINUED),), (0, 1, 0)),
        ((Actual(fiscal_year=2025, missing=Missing.NOT_APPLICABLE),), (0, 1, 0)),
        ((), (0, 0, 1)),
    ],
)
def test_a_reason_is_an_answer_and_no_registered_figure(
    sample_plan: Plan, actuals: tuple[Actual, ...], counts: tuple[int, int, int]
) -> None:
    kept = Indicator(
        code="K",
        name="指標",
        target=KeepTarget(value=Decimal(10)),
        actuals=actuals,
    )
    counted = count_figures(figures_on_record(sample_plan, [kept], 2025, MAY))
    assert (counted.reported, counted.explained, counted.open) == counts
    assert counted.asked == 1
    if counts[0]:
        assert judge(kept, 2025).status is not Status.NOT_REPORTED
