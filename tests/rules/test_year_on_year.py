"""The figure of the year before and what was added to it."""

from decimal import Decimal

from dxkpi.plan import Baseline, Indicator
from dxkpi.rules import judge
from dxkpi.rules.year_on_year import YearOnYear, year_on_year
from tests.support.specs import actual


def of_year(indicator: Indicator, year: int) -> YearOnYear:
    return year_on_year(judge(indicator, year))


def indicator(**fields: object) -> Indicator:
    return Indicator.model_validate(
        {"code": "K01", "name": "件数", "unit": "件"} | fields
    )


def test_the_change_is_from_the_year_before_be_it_the_baseline() -> None:
    counted = indicator(
        baseline={"value": "10", "fiscal_year": 2023},
        actuals=[actual(2024, "12"), actual(2025, "9.5")],
    )
    assert of_year(counted, 2024) == YearOnYear(Decimal(10), Decimal(2))
    assert of_year(counted, 2025) == YearOnYear(Decimal(12), Decimal("-2.5"))


def test_a_year_without_a_figure_gives_no_change_and_is_no_zero() -> None:
    counted = indicator(actuals=[actual(2023, "12"), actual(2025, "9")])
    assert of_year(counted, 2025) == YearOnYear(None, None)
    assert of_year(counted, 2024) == YearOnYear(Decimal(12), None)


def test_a_baseline_whose_year_nobody_knows_is_of_no_year_before() -> None:
    start = Baseline(value=Decimal(10), fiscal_year=2023, year_unknown=True)
    counted = indicator(actuals=[actual(2024, "12")])
    counted = counted.model_copy(update={"baseline": start})
    assert of_year(counted, 2024) == YearOnYear(None, None)
