"""A range on every screen that shows indicators."""

from decimal import Decimal

import pytest

from dxkpi.plan import Actual, Baseline, Plan, RangeTarget
from tests.support.apptest import KeepOnly, Open


def with_range(plan: Plan) -> Plan:
    """The plan with a leading indicator that is to lie in a range."""
    first, *others = plan.indicators
    noise = first.model_copy(
        update={
            "name": "騒音",
            "unit": "dB",
            "decimals": 0,
            "references": (),
            "baseline": Baseline(fiscal_year=2022, value=Decimal(65)),
            "target": RangeTarget(low=Decimal(45), high=Decimal(55), fiscal_year=2027),
            "actuals": (
                Actual(fiscal_year=2024, value=Decimal(60)),
                Actual(fiscal_year=2025, value=Decimal(63)),
            ),
        }
    )
    return plan.model_copy(update={"indicators": (noise, *others)})


@pytest.mark.parametrize("page", ["overview", "kpi", "indicator", "brief"])
def test_a_screen_shows_the_range(
    keep_only: KeepOnly, visit: Open, sample_plan: Plan, page: str
) -> None:
    keep_only(with_range(sample_plan))
    query = {"kpi": "K01"} if page == "indicator" else {}
    at = visit(page, city="999997", year="2025", **query)
    assert not at.exception
    if page == "indicator":
        shown = [str(element.value) for element in at.markdown]
        assert any("(63−65)÷(59−65)" in text.replace("\\", "") for text in shown)
