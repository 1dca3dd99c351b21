"""Values of a plan written short, and why one is refused."""

from typing import Any

import pytest
from hypothesis import strategies as st
from pydantic import ValidationError

from dxkpi.plan import Indicator, Plan

FIGURES = st.decimals(
    allow_nan=False,
    allow_infinity=False,
    places=4,
    min_value=-(10**20),
    max_value=10**20,
)
"""Figures of any size that a plan may hold."""


def problems(error: pytest.ExceptionInfo[ValidationError]) -> list[str]:
    """The kinds of what is wrong with a value that was refused."""
    return [item["type"] for item in error.value.errors()]


def indicator(**fields: Any) -> Indicator:
    """An indicator with these fields of the document."""
    return Indicator.model_validate({"code": "K01", "name": "指標", **fields})


def without_yearly_reports(plan: Plan) -> Plan:
    """The plan without yearly reports, the city's own marks and decisions."""
    nothing: dict[str, Any] = {"marks": ()}
    none_reported = {**nothing, "reports": ()}
    policies = []
    for policy in plan.policies:
        measures = []
        for measure in policy.measures:
            bare = tuple(
                one.model_copy(update=none_reported) for one in measure.initiatives
            )
            changed = {**none_reported, "initiatives": bare}
            measures.append(measure.model_copy(update=changed))
        changed = {**nothing, "measures": tuple(measures)}
        policies.append(policy.model_copy(update=changed))
    indicators = tuple(one.model_copy(update=nothing) for one in plan.indicators)
    changed = {"policies": tuple(policies), "indicators": indicators, "decisions": ()}
    return plan.model_copy(update=changed)
