"""An indicator by itself: what its unit makes of its figures, and what it is to the program."""

from decimal import Decimal
from typing import Any

import pytest
from pydantic import ValidationError

from dxkpi.plan import Indicator, IndicatorRole, Plan


def indicator(**fields: Any) -> Indicator:
    return Indicator.model_validate({"code": "K01", "name": "指標", **fields})


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
