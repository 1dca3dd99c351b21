"""How many figures a year's report asks for, and how many are registered."""

from datetime import date
from decimal import Decimal

import pytest

from dxkpi.plan import Actual, Indicator, KeepTarget, Missing, Plan, UnconfirmedActual
from dxkpi.returns import ReturnForm
from dxkpi.returns.figure_counts import (
    FigureCounts,
    count_figures,
    figures_on_record,
    plan_figure_counts,
)
from dxkpi.returns.outstanding import outstanding_of
from dxkpi.returns.status import return_statuses
from dxkpi.rules import Status, judge
from dxkpi.store import Submission

MAY = date(2026, 5, 20)
NO_SUBMISSIONS: tuple[Submission, ...] = ()


def test_what_is_registered_is_counted_among_what_the_forms_ask_for(
    sample_plan: Plan,
) -> None:
    counts = plan_figure_counts(sample_plan, 2025, MAY)
    assert counts == FigureCounts(22, 20)
    assert (counts.explained, counts.open) == (0, 2)
    assert plan_figure_counts(sample_plan, 2026, MAY) == FigureCounts()


def test_it_is_what_the_returns_of_all_departments_come_to(sample_plan: Plan) -> None:
    statuses = return_statuses(sample_plan, NO_SUBMISSIONS, 2025, MAY)
    counts = plan_figure_counts(sample_plan, 2025, MAY)
    assert sum(status.asked for status in statuses) == counts.asked
    assert sum(status.reported for status in statuses) == counts.reported


@pytest.mark.parametrize("missing", [None, *Missing])
def test_what_a_department_still_has_to_hand_in_is_what_the_counts_call_open(
    sample_plan: Plan, missing: Missing | None
) -> None:
    without = Actual(fiscal_year=2025, missing=missing)
    codes = [indicator.code for indicator in sample_plan.collected_indicators]
    plan = sample_plan.with_actuals(dict.fromkeys(codes[:3], without))
    form = ReturnForm(plan, 2025, None, 1, 2025, today=MAY)
    asked = outstanding_of(form, ())
    counts = plan_figure_counts(plan, 2025, MAY)
    assert asked.counts == counts
    assert (len(asked.figures), asked.figures_done) == (
        counts.open,
        counts.reported + counts.explained,
    )


@pytest.mark.parametrize(
    ("actuals", "counts"),
    [
        ((Actual(fiscal_year=2025, value=Decimal(12)),), (1, 0, 0)),
        ((Actual(fiscal_year=2025, missing=Missing.NOT_SUBMITTED),), (0, 0, 1)),
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


def test_a_figure_that_waits_to_be_confirmed_is_neither_registered_nor_open(
    sample_plan: Plan,
) -> None:
    waiting = UnconfirmedActual(fiscal_year=2025)
    kept = Indicator(
        code="K",
        name="指標",
        target=KeepTarget(value=Decimal(10)),
        actuals=(waiting,),
    )
    counted = count_figures(figures_on_record(sample_plan, [kept], 2025, MAY))
    assert (counted.asked, counted.reported, counted.unconfirmed) == (1, 0, 1)
    assert (counted.explained, counted.open) == (0, 0)
