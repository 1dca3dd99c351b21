"""An indicator by itself: its figures, what its unit makes of them, and what it is to the program."""

from decimal import Decimal
from typing import Any

import pytest
from pydantic import ValidationError

from dxkpi.plan import Actual, Baseline, IndicatorRole, KeepTarget, Plan
from tests.support.plan_values import indicator, problems


@pytest.mark.parametrize("unit", ["%", "％", "﹪", "㌫", "パーセント", "ﾊﾟｰｾﾝﾄ", " % "])
def test_percentages_are_shares_of_100_however_the_unit_is_printed(unit: str) -> None:
    share = indicator(unit=unit)
    assert share.is_share
    assert share.is_percentage
    assert share.share_whole == 100
    assert share.percentage_points(Decimal("2.5")) == Decimal("2.5")
    assert share.unit == unit


def test_tenths_are_shares_of_10() -> None:
    share = indicator(unit="割")
    assert share.is_share
    assert not share.is_percentage
    assert share.share_whole == 10
    assert share.percentage_points(Decimal("0.25")) == Decimal("2.5")


@pytest.mark.parametrize("unit", ["", "件", "人", "ポイント", "割引", "%以上", "千円"])
def test_counts_and_amounts_are_no_shares(unit: str) -> None:
    count = indicator(unit=unit)
    assert not count.is_share
    assert not count.is_percentage
    with pytest.raises(ValueError, match=f"^{unit}$"):
        count.percentage_points(Decimal(1))


def test_yes_or_no_is_no_share_whatever_stands_as_its_unit() -> None:
    assert not indicator(unit="%", value_type="yes_no").is_share


def test_the_realisation_rate_is_the_indicator_with_that_role(
    sample_plan: Plan,
) -> None:
    by_name = sample_plan.realisation
    assert by_name is not None
    assert by_name.role is None

    other = next(
        indicator
        for indicator in sample_plan.indicators
        if indicator.value_type == by_name.value_type and indicator != by_name
    )
    chosen = other.model_copy(update={"role": IndicatorRole.REALISATION})
    indicators = tuple(
        chosen if indicator == other else indicator
        for indicator in sample_plan.indicators
    )
    plan = sample_plan.model_copy(update={"indicators": indicators})
    assert plan.realisation == chosen


def test_a_yes_or_no_cannot_be_the_realisation_rate() -> None:
    with pytest.raises(ValidationError, match="not a yes or no"):
        indicator(role="realisation", value_type="yes_no")


def test_an_indicator_without_a_role_does_not_name_it() -> None:
    assert "role" not in indicator().model_dump()
    assert indicator(role="realisation").model_dump()["role"] == "realisation"


@pytest.mark.parametrize(
    ("month", "year"), [("2026-03", 2026), ("2026-04", 2025), ("2026-03-31", 2026)]
)
def test_a_month_must_lie_in_the_fiscal_year_beside_it(month: str, year: int) -> None:
    with pytest.raises(ValidationError) as error:
        Baseline(fiscal_year=year, as_of=month, value=Decimal(1))
    assert problems(error) == ["as_of_year"]
    with pytest.raises(ValidationError) as error:
        KeepTarget(fiscal_year=year, as_of=month)
    assert problems(error) == ["as_of_year"]


@pytest.mark.parametrize(
    ("fields", "problem"),
    [
        ({"value": 1, "missing": "not_submitted"}, "missing_beside_value"),
        ({"value": 0, "missing": "not_submitted"}, "missing_beside_value"),
        ({"approximate": True}, "approximate_nothing"),
    ],
)
def test_a_figure_and_a_reason_for_its_absence_exclude_each_other(
    fields: dict[str, Any], problem: str
) -> None:
    with pytest.raises(ValidationError) as error:
        Actual.model_validate({"fiscal_year": 2025, **fields})
    assert problems(error) == [problem]


def test_a_figure_of_a_year_is_found_and_a_year_without_one_is_not() -> None:
    value = indicator(
        actuals=[
            {"fiscal_year": 2025, "value": 0},
            {"fiscal_year": 2024, "missing": "not_submitted"},
        ]
    )
    assert value.actual(2025) == Actual(fiscal_year=2025, value=Decimal(0))
    found = value.actual(2024)
    assert found is not None
    assert found.value is None
    assert value.actual(2023) is None
