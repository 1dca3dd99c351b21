"""Plans in which something was retired."""

from dxkpi.plan import Plan, Retirement, RetirementReason

ENDED = Retirement(fiscal_year=2027, because=RetirementReason.ENDED)
MERGED = Retirement(fiscal_year=2027, because=RetirementReason.MERGED, note="K05に統合")


def retire(plan: Plan, name: str, year: int, kind: Retirement = ENDED) -> Plan:
    """The plan with an indicator (K03) or an initiative (1-1/2) retired as of a year."""
    retired = kind.model_copy(update={"fiscal_year": year})
    measure, slash, number = name.partition("/")
    if not slash:
        indicators = tuple(
            each.model_copy(update={"retired": retired}) if each.code == name else each
            for each in plan.indicators
        )
        return plan.model_copy(update={"indicators": indicators})
    policies = []
    for policy in plan.policies:
        measures = []
        for each in policy.measures:
            initiatives = tuple(
                one.model_copy(update={"retired": retired})
                if (each.number, one.number) == (measure, number)
                else one
                for one in each.initiatives
            )
            measures.append(each.model_copy(update={"initiatives": initiatives}))
        policies.append(policy.model_copy(update={"measures": tuple(measures)}))
    return plan.model_copy(update={"policies": tuple(policies)})
