"""Plans made for a mixture of statuses."""

from collections.abc import Mapping, Sequence
from typing import Any

from dxkpi.plan import About, Indicator, Municipality, Plan, Policy
from dxkpi.rules import Judgement, Reason, Status

POLICIES = {"1": "窓口", "2": "内部", "3": "人材"}


def plan_with_indicators(members: Sequence[Indicator], **about: Any) -> Plan:
    return Plan(
        municipality=Municipality(
            code="999997", prefecture="見本県", name="見本市", fictional=True
        ),
        about=About(
            **{
                "title": "計画",
                "first_fiscal_year": 2023,
                "last_fiscal_year": 2027,
                **about,
            }
        ),
        policies=tuple(
            Policy(number=number, name=name) for number, name in POLICIES.items()
        ),
        indicators=tuple(members),
    )


def judged_mixture(
    groups: Mapping[str | None, Sequence[Status]],
) -> tuple[Plan, list[Judgement]]:
    """A plan whose indicators have these statuses in 令和7年度, by policy."""
    found = [
        (policy, status) for policy, statuses in groups.items() for status in statuses
    ]
    members = [
        Indicator(code=f"K{n}", name=f"指標{n}", policy=policy)
        for n, (policy, _status) in enumerate(found, 1)
    ]
    judgements = [
        Judgement(indicator, 2025, status, Reason.NO_FIGURE)
        for indicator, (_policy, status) in zip(members, found, strict=True)
    ]
    return plan_with_indicators(members), judgements
