"""The period of a total that states none: that of the plan."""

from collections.abc import Iterator
from typing import Any

from dxkpi.plan.target import TargetRule

_YEARS_OF_PLAN = {"since": "first_fiscal_year", "fiscal_year": "last_fiscal_year"}


def fill_periods_of_totals(data: dict[str, Any]) -> None:
    """Give every total the years of the plan where it does not state its own."""
    about = data.get("plan")
    if not isinstance(about, dict):
        return
    for target in _totals(data):
        for name, name_in_plan in _YEARS_OF_PLAN.items():
            year = about.get(name_in_plan)
            if target.get(name) is None and isinstance(year, int):
                target[name] = year


def _totals(data: dict[str, Any]) -> Iterator[dict[str, Any]]:
    indicators = data.get("indicators")
    for indicator in indicators if isinstance(indicators, list) else ():
        target = indicator.get("target") if isinstance(indicator, dict) else None
        if isinstance(target, dict) and target.get("rule") == TargetRule.TOTAL:
            yield target
