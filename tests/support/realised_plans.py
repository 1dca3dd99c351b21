"""Plans with another indicator in the place of the realisation rate."""

from typing import Any

from dxkpi.plan import Indicator, Plan


def plan_with_rate(plan: Plan, **fields: Any) -> Plan:
    """The plan with another indicator in the place of the one this page shows."""
    one = plan.realisation
    assert one is not None
    other = Indicator.model_validate({**one.model_dump(), **fields})
    return plan.model_copy(
        update={"indicators": tuple(other if i is one else i for i in plan.indicators)}
    )


def without_surveys(plan: Plan) -> Plan:
    """As if nobody had handed in the counts, and only since the baseline."""
    one = plan.realisation
    assert one is not None
    later = [
        a.model_dump(exclude={"survey"}) for a in one.actuals if a.fiscal_year > 2022
    ]
    return plan_with_rate(plan, actuals=later)
