"""Which picture suits an indicator."""

import pytest

from dxkpi import charts
from dxkpi.plan import Actual, Indicator, Missing, Plan, ValueType
from tests.support.specs import actual, indicator_of, texts, tiles


@pytest.mark.parametrize(
    ("code", "form"),
    [
        ("K01", "line"),
        ("K07", "years"),
        ("K19", "years"),
        ("K17", "line"),
        ("K20", "years"),
        ("R01", "line"),
    ],
)
def test_form_follows_the_target_rule(sample_plan: Plan, code: str, form: str) -> None:
    assert charts.chart_form(indicator_of(sample_plan, code)) == form


def test_indicator_without_figure_and_target_gets_no_chart() -> None:
    assert charts.chart_form(Indicator(code="R", name="名")) == "nothing"
    missing = Actual(fiscal_year=2025, missing=Missing.NOT_PUBLISHED)
    assert (
        charts.chart_form(Indicator(code="R", name="名", actuals=(missing,)))
        == "nothing"
    )


def test_yes_no_without_a_target_is_a_row_of_years() -> None:
    indicator = Indicator(
        code="R", name="名", value_type=ValueType.YES_NO, actuals=(actual(2024, "1"),)
    )
    assert charts.chart_form(indicator) == "years"
    assert "yes" in texts(tiles(indicator))
