"""Loading plans."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar

from dxkpi.actions.actor import Actor
from dxkpi.actions.correction import correction_of_plans
from dxkpi.actions.logged import logged
from dxkpi.actions.permission import CityScope, Command, Right, permit
from dxkpi.actions.target_changes import (
    ChangeWord,
    SlipCorrection,
    UnexplainedTargets,
    plan_with_ledger,
    unexplained_changes,
)
from dxkpi.plan import Plan, PlanKey
from dxkpi.settings import settings
from dxkpi.store import Revision, Store, writing
from dxkpi.survey.earlier_pools import plan_with_earlier_pools


@dataclass(frozen=True)
class LoadPlans(Command):
    """Store plans as they are given.

    With `seen`, only if nobody has written since that revision. `word` says why targets
    are other than those that are stored, `correction` why a plan that is over is changed.
    """

    right: ClassVar[Right] = Right.EDIT_PLAN
    plans: tuple[Plan, ...]
    source: str
    seen: Revision | None = None
    word: ChangeWord | None = None
    correction: str = ""

    def scopes(self, store: Store) -> tuple[CityScope, ...]:
        cities = dict.fromkeys(plan.key.city for plan in self.plans)
        return tuple(CityScope(city) for city in cities)


@logged
def load_plans(store: Store, command: LoadPlans, actor: Actor) -> Revision | None:
    """Store all plans or none; gives the new revision, None if nothing changed.

    Groups of surveys that were pooled stay pooled, and what was promised before stays in
    the target ledger.

    Raises `UnexplainedTargets` where targets change without a word about why, and
    `StoreError`.
    """
    permit(store, actor, command)
    stored = store.plans([plan.key for plan in command.plans])
    unexplained = unexplained_changes(stored, command.plans)
    if unexplained and command.word is None:
        raise UnexplainedTargets(unexplained)
    smallest = settings().smallest_group
    plans = []
    for plan in command.plans:
        before = stored.get(plan.key)
        pooled = plan_with_earlier_pools(plan, before, smallest)
        plans.append(plan_with_ledger(pooled, before, command.word))
    correction = correction_of_plans(
        store, _changed_plans(stored, plans), _correction_text(command)
    )
    return writing.save_plans(
        store, plans, actor.name, command.source, command.seen, correction
    )


def _changed_plans(
    stored: Mapping[PlanKey, Plan], plans: Sequence[Plan]
) -> list[tuple[Plan, Plan]]:
    """The stored plans that would be changed, each with the new one; the municipality
    belongs to all its plans.
    """
    changed = []
    for plan in plans:
        before = stored.get(plan.key)
        if before is None:
            continue
        municipality = {"municipality": before.municipality}
        if repr(plan.model_copy(update=municipality)) != repr(before):
            changed.append((before, plan))
    return changed


def _correction_text(command: LoadPlans) -> str:
    """The reason for a change of a plan that is over; that of a corrected slip is one."""
    if command.correction:
        return command.correction
    if isinstance(command.word, SlipCorrection):
        return command.word.correction
    return ""
