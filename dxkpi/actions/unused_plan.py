"""Whether a plan may go again: nothing came of it since it was brought in."""

from dxkpi.actions.draft_faults import DraftFault, WrongDraft
from dxkpi.actions.other_plans import other_plans_of_city
from dxkpi.plan import Plan
from dxkpi.plan.linked_plans import indicators_linked_to
from dxkpi.store import Store


def require_unused_plan(store: Store, plan: Plan, brought_in: int) -> None:
    """Refuse, by `WrongDraft`, to let a plan go that is in use, or that others follow.

    `brought_in` is the write that brought it.
    """
    if _is_in_use(store, plan, brought_in):
        raise WrongDraft(DraftFault.NEW_PLAN_IN_USE)
    if _leads_to(store, plan):
        raise WrongDraft(DraftFault.NEW_PLAN_FOLLOWED)


def _is_in_use(store: Store, plan: Plan, brought_in: int) -> bool:
    """Whether something was handed in, asked for, released or changed since."""
    key = plan.key
    if any(step.revision > brought_in for step in store.history(key)):
        return True
    if store.submissions(key) or store.releases(key):
        return True
    return any(store.round(key, year) is not None for year in plan.fiscal_years)


def _leads_to(store: Store, plan: Plan) -> bool:
    """Whether another plan of the city follows it or leads to one of its indicators."""
    key = plan.key
    codes = [indicator.code for indicator in plan.measured_indicators]
    return any(
        other.about.follows == key.id or indicators_linked_to(other, key.id, codes)
        for other in other_plans_of_city(store, key)
    )
