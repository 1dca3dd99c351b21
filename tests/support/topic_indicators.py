"""Indicators to compare: those of shipped plans on a topic, and one that can be changed."""

from decimal import Decimal
from typing import Any

from dxkpi.comparison.indicator_differences import NamedIndicator
from dxkpi.comparison.topics import Topic, topic_indicators
from dxkpi.plan import Indicator, Plan


def indicators_of(
    plans: dict[str, Plan], topic: Topic, *codes: str
) -> list[NamedIndicator]:
    """What the plans of these cities have on a topic."""
    return [
        NamedIndicator(plans[code].municipality.name, found.indicator)
        for code in codes
        for found in topic_indicators(plans[code], topic, most=10)
    ]


def rate_indicator(**changes: Any) -> Indicator:
    """An indicator with a definition and a unit, and with these fields changed."""
    facts = {
        "code": "K01",
        "name": "保有率",
        "definition": "人口に対する枚数",
        "unit": "%",
        "actuals": (),
    }
    return Indicator.model_validate(facts | changes)


def dated_actual(month: str) -> dict[str, Any]:
    """The actual of fiscal year 2025, of this month."""
    return {"fiscal_year": 2025, "as_of": month, "value": Decimal("70")}
