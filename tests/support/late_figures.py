"""Indicators whose figures come out after the year's report, and a form that asks for them."""

from datetime import date
from typing import Any

from dxkpi.plan import Indicator, Municipality, Plan
from dxkpi.plan.tree import About
from dxkpi.returns import ReturnForm
from tests.support.indicators import baseline, indicator, target

IN_MAY, IN_DECEMBER = date(2025, 5, 20), date(2025, 12, 5)
NOVEMBER: dict[str, Any] = {"published": {"month": 11}}
EVERY_SECOND_YEAR: dict[str, Any] = {"published": {"every": 2, "since": 2021}}


def kpi(actuals: dict[int, object] | None = None, **fields: Any) -> Indicator:
    way = {"baseline": baseline(0, 2020), "target": target("reach", 40, 2026)}
    return indicator(actuals, **{**way, "department": "統計課", **fields})


def form_of(
    *indicators: Indicator, fiscal_year: int = 2024, today: date = IN_MAY
) -> ReturnForm:
    plan = Plan(
        municipality=Municipality(code="999997", prefecture="見本県", name="見本市"),
        about=About(title="計画", first_fiscal_year=2021, last_fiscal_year=2026),
        indicators=indicators,
    )
    return ReturnForm(plan, fiscal_year, None, 1, 2024, today=today)
