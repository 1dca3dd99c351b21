"""Further plans of the invented city."""

from typing import Any

from dxkpi.plan import FormerIndicator, Plan, PlanKind, SharedIndicator


def beside(plan: Plan, plan_id: str, **about: Any) -> Plan:
    """Another plan of the same city with the same content."""
    changed = plan.about.model_copy(update={"id": plan_id, **about})
    return plan.model_copy(update={"about": changed})


def successor(plan: Plan) -> Plan:
    """The plan that follows 見本市's, from 令和10年度 on."""
    return beside(
        plan,
        "dx-2028",
        title="第2次見本市DX推進計画",
        first_fiscal_year=2028,
        last_fiscal_year=2032,
        follows=plan.about.id,
    )


def strategy(plan: Plan) -> Plan:
    """A 総合戦略 that is in force beside 見本市's plan, without schedule."""
    further = beside(
        plan,
        "strategy-2025",
        title="見本市総合戦略",
        kind=PlanKind.STRATEGY,
        first_fiscal_year=2025,
        last_fiscal_year=2029,
    )
    return further.model_copy(
        update={"indicators": plan.indicators[:3], "decisions": ()}
    )


def linked(
    plan: Plan,
    code: str,
    *,
    continues: FormerIndicator | None = None,
    shares: SharedIndicator | None = None,
) -> Plan:
    """The plan with one indicator alone, which has to do with one of another plan and has
    no figures of its own.
    """
    indicator = plan.indicator(code)
    assert indicator is not None
    links = {"continues": continues, "shares": shares, "actuals": ()}
    return plan.model_copy(update={"indicators": (indicator.model_copy(update=links),)})
