"""Loading plans."""

from dataclasses import dataclass

from dxkpi.actions.actor import Actor
from dxkpi.actions.permission import Command, permit
from dxkpi.plan import Plan
from dxkpi.store import Revision, Store, writing


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

    Raises `StoreError`.
    """
    permit(actor, command)
    return writing.save_plans(
        store, command.plans, actor.name, command.source, command.seen
    )
