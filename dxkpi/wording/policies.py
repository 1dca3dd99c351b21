"""What a policy is called; what belongs to none belongs to the plan as a whole."""

from dxkpi.plan import Plan
from dxkpi.wording.language import Language


def policy_title(plan: Plan, number: str | None, language: Language) -> str:
    """The number and name of a policy."""
    policy = plan.policy(number)
    if policy is None:
        return language.gettext("The plan as a whole")
    return f"{policy.number} {policy.name}"


def policy_name(plan: Plan, number: str | None, language: Language) -> str:
    """The name of a policy."""
    policy = plan.policy(number)
    if policy is None:
        return language.gettext("The plan as a whole")
    return policy.name
