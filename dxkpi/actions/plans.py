"""Loading plans."""

from dataclasses import dataclass

from dxkpi.actions.actor import Actor
from dxkpi.actions.permission import Command, permit
from dxkpi.plan import Plan
from dxkpi.settings import settings
from dxkpi.store import Revision, Store, writing
from dxkpi.survey.earlier_pools import plan_with_earlier_pools


@dataclass(frozen=True)
class LoadPlans(Command):
    """Store plans as they are given.

    With `seen`, only if nobody has written since that revision.
    """

    plans: tuple[Plan, ...]
    source: str
    seen: Revision | None = None


def load_plans(store: Store, command: LoadPlans, actor: Actor) -> Revision | None:
    """Store all plans or none; gives the new revision, None if nothing changed.

    Groups of surveys that were pooled stay pooled.

    Raises `StoreError`.
    """
    permit(actor, command)
    stored = store.plans([plan.key for plan in command.plans])
    smallest = settings().smallest_group
    plans = [
        plan_with_earlier_pools(plan, stored.get(plan.key), smallest)
        for plan in command.plans
    ]
    return writing.save_plans(store, plans, actor.name, command.source, command.seen)
