"""Where the value axis starts and stops."""

from decimal import Decimal

import pytest

from dxkpi import charts
from dxkpi.charts.value_axis import value_axis
from dxkpi.plan import Indicator, Plan
from dxkpi.rules.figure_course import figures_on_record
from tests.support.specs import actual, detail, domain, indicator_of


@pytest.mark.parametrize(
    ("code", "start"),
    [
        ("K04", "30"),
        ("K01", None),
        ("K06", None),
        ("K14", None),
        ("K07", None),
        ("K05", None),
    ],
)
def test_axis_that_leaves_out_zero_says_where_it_starts(
    sample_plan: Plan, code: str, start: str | None
) -> None:
    found = charts.line_axis_start(indicator_of(sample_plan, code))
    assert (str(found) if found is not None else None) == start


def test_axis_start_is_where_the_chart_starts(shipped_plans: dict[str, Plan]) -> None:
    for plan in shipped_plans.values():
        for indicator in plan.indicators:
            if charts.chart_form(indicator) == "line":
                start, (low, high) = (
                    charts.line_axis_start(indicator),
                    domain(detail(indicator), "y"),
                )
                assert low <= 0 <= high if start is None else low == float(start) > 0


def test_axis_holds_every_figure_with_steps_that_the_plan_can_print(
    shipped_plans: dict[str, Plan],
) -> None:
    for plan in shipped_plans.values():
        for indicator in plan.indicators:
            axis, values = (
                value_axis(indicator),
                figures_on_record(indicator),
            )
            assert all(axis.start <= value <= axis.stop for value in values)
            assert axis.step >= Decimal(1).scaleb(-indicator.decimals)
            assert 2 <= len(axis.ticks) <= 9


@pytest.mark.parametrize("value", ["0", "5", "-3", "0.001", "999999999999999999"])
def test_axis_of_one_figure_has_a_height(value: str) -> None:
    axis = value_axis(
        Indicator(code="K", name="名", decimals=3, actuals=(actual(2025, value),))
    )
    assert axis.start < axis.stop
    assert axis.holds_zero


def test_figures_all_below_zero_do_not_pretend_to_start_at_zero() -> None:
    axis = value_axis(
        Indicator(
            code="K", name="名", actuals=(actual(2024, "-80"), actual(2025, "-70"))
        )
    )
    assert not axis.holds_zero
    assert axis.stop == -70
