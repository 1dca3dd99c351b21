"""Days to hand in, and plans whose deadlines were changed."""

from datetime import date
from typing import Any

from dxkpi.plan import Plan


def by_may(year: int) -> date | None:
    return date(year + 1, 5, 15)


def never(year: int) -> date | None:
    return None


def with_target(plan: Plan, code: str, **target: Any) -> Plan:
    changed = tuple(
        i.model_copy(update={"target": i.target.model_copy(update=target)})
        if i.code == code and i.target
        else i
        for i in plan.indicators
    )
    return plan.model_copy(update={"indicators": changed})


def named(plan: Plan, name: str) -> Plan:
    first = plan.indicators[0].model_copy(update={"name": name, "quote": name})
    return plan.model_copy(update={"indicators": (first, *plan.indicators[1:])})
