"""確定: a plan as whoever sees only what is final sees it."""

from datetime import date
from functools import cache, partial

from dxkpi.actions.return_forms import form_of_plan
from dxkpi.plan import Plan, PlanKey
from dxkpi.plan.linked_plans import with_shared_figures
from dxkpi.returns.final_plan import (
    FinalPlan,
    UnconfirmedItem,
    final_plan,
    final_progress,
    unconfirmed_items,
)
from dxkpi.rules.scheduled_ends import FinalProgress
from dxkpi.store import Revision, Store


def read_final_plan(store: Store, key: PlanKey, today: date) -> FinalPlan | None:
    """A plan with what is final, also of the figures that other plans have for it; None
    where it is not there. A year without a round, or without review, is final as it is
    registered.
    """
    own = _own_final_plan(store, key, today)
    if own is None:
        return None

    def plan_beside(plan_id: str) -> Plan | None:
        other = _own_final_plan(store, PlanKey(key.city, plan_id), today)
        return None if other is None else other.plan

    return FinalPlan(with_shared_figures(own.plan, plan_beside), own.unconfirmed)


def read_final_progress(
    store: Store, final: FinalPlan, fiscal_year: int
) -> FinalProgress:
    """The latest final progress of each entry of the schedule up to a year."""
    progress_at = cache(partial(store.progress, final.plan.key))
    return final_progress(fiscal_year, final.unconfirmed, progress_at)


def _own_final_plan(store: Store, key: PlanKey, today: date) -> FinalPlan | None:
    plan = store.plan(key)
    if plan is None:
        return None
    unconfirmed = _unconfirmed(store, plan, today)
    plan_at = cache(partial(store.plan_at, key))
    return FinalPlan(final_plan(plan, unconfirmed, plan_at), unconfirmed)


def _unconfirmed(store: Store, plan: Plan, today: date) -> tuple[UnconfirmedItem, ...]:
    reviews = store.reviews(plan.key)
    unconfirmed: list[UnconfirmedItem] = []
    for year in sorted(reviews):
        form = form_of_plan(store, plan, Revision(0, None), year, None, today)
        unconfirmed.extend(unconfirmed_items(form, reviews))
    return tuple(unconfirmed)
