"""Loading plans."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar, NamedTuple

from dxkpi.actions.actor import Actor
from dxkpi.actions.command import CityScope, Command, facts_of_plans
from dxkpi.actions.correction import correction_of_plans
from dxkpi.actions.logged import logged
from dxkpi.actions.permission import permit
from dxkpi.actions.rights import Right
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

    def facts(self) -> Mapping[str, object]:
        return facts_of_plans(plan.key for plan in self.plans)


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
    storable = storable_plans(
        store, stored, command.plans, command.word, command.correction
    )
    return writing.save_plans(
        store,
        storable.plans,
        actor.name,
        command.source,
        command.seen,
        storable.correction,
    )


class StorablePlans(NamedTuple):
    """Plans as they are to be stored, and the reason to keep where one of them is over."""

    plans: tuple[Plan, ...]
    correction: str | None


def storable_plans(
    store: Store,
    stored: Mapping[PlanKey, Plan],
    plans: Sequence[Plan],
    word: ChangeWord | None,
    correction: str,
) -> StorablePlans:
    """The plans with what must stay of those that are stored: pools of surveys, and the
    target ledger.

    Raises `UnexplainedTargets` where targets change without a word about why, and
    `StoreError` where a change needs its reason.
    """
    unexplained = unexplained_changes(stored, plans)
    if unexplained and word is None:
        raise UnexplainedTargets(unexplained)
    kept = []
    for plan in plans:
        before = stored.get(plan.key)
        kept.append(plan_with_ledger(with_pools(plan, before), before, word))
    changed = _changed_plans(stored, kept)
    reason = correction_of_plans(store, changed, _correction_text(word, correction))
    return StorablePlans(tuple(kept), reason)


def with_pools(plan: Plan, stored: Plan | None) -> Plan:
    """The plan with those groups of its surveys together that were stored so."""
    return plan_with_earlier_pools(plan, stored, settings().smallest_group)


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


def _correction_text(word: ChangeWord | None, correction: str) -> str:
    """The reason for a change of a plan that is over; that of a corrected slip is one."""
    if correction:
        return correction
    if isinstance(word, SlipCorrection):
        return word.correction
    return ""
