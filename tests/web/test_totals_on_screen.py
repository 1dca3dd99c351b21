"""A total over several years on every screen that shows indicators."""

from decimal import Decimal

import pytest

from dxkpi.plan import Actual, Aggregation, Indicator, Plan, TotalTarget
from tests.support.apptest import KeepOnly, Open


def as_total(plan: Plan) -> Plan:
    """The plan with a leading indicator that is a total over its five years."""
    first, *others = plan.indicators
    actuals = [
        Actual(fiscal_year=2023, value=Decimal(80)),
        Actual(fiscal_year=2024, value=Decimal(75)),
        Actual(fiscal_year=2025, value=Decimal(20), note="会場が減ったため。"),
    ]
    total = first.model_copy(
        update={
            "name": "創業支援件数",
            "unit": "件",
            "decimals": 0,
            "aggregation": Aggregation.ANNUAL,
            "baseline": None,
            "references": (),
            "target": TotalTarget(value=Decimal(375), since=2023, fiscal_year=2027),
            "actuals": tuple(actuals),
        }
    )
    kept = [one for one in others if one != plan.realisation]
    indicators: tuple[Indicator, ...] = (total, *kept)
    return plan.model_copy(update={"indicators": indicators})


@pytest.mark.parametrize(
    ("page", "told"),
    [
        ("overview", "計175件"),
        ("kpi", "計175件"),
        ("indicator", "これまでの合計÷（目標の合計×経過年数÷全年数）"),
        ("brief", "計175件"),
    ],
)
def test_a_screen_shows_the_sum_so_far(
    keep_only: KeepOnly, visit: Open, sample_plan: Plan, page: str, told: str
) -> None:
    keep_only(as_total(sample_plan))
    query = {"kpi": "K01"} if page == "indicator" else {}
    at = visit(page, city="999997", year="2025", **query)
    assert not at.exception
    elements = (*at.markdown, *at.caption)
    shown = [str(element.value).replace("**", "") for element in elements]
    assert any(told in text.replace("\\", "") for text in shown)
