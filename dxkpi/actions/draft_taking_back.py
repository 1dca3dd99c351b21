"""Taking back what a registered draft made of the plan, as far as nobody changed it since."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from dxkpi.actions.actor import Actor
from dxkpi.actions.command import Command
from dxkpi.actions.correction import correction_of_plans
from dxkpi.actions.draft_comparison import draft_findings
from dxkpi.actions.draft_faults import DraftFault, WrongDraft
from dxkpi.actions.draft_registration import DRAFT_SOURCE, UnsoundDraft
from dxkpi.actions.drafts import OfDraft, draft_of_plan_to_be
from dxkpi.actions.logged import logged
from dxkpi.actions.permission import permit
from dxkpi.actions.plans import with_pools
from dxkpi.actions.unused_plan import require_unused_plan
from dxkpi.plan import Plan, PlanChange, PlanKey, changes_between
from dxkpi.plan.document import check_document
from dxkpi.plan.document_changes import ABSENT
from dxkpi.plan.document_data import plan_as_data
from dxkpi.plan.document_merging import ChangeConflict, merged_documents
from dxkpi.plan.document_problem import UnreadablePlan
from dxkpi.plan.document_source import DocumentSource
from dxkpi.plan.stored_actuals import with_references, with_stored_actuals
from dxkpi.store import (
    FigureKind,
    PlanDraftState,
    Revision,
    Store,
    StoreError,
    StoreFault,
    draft_writing,
)
from dxkpi.store.drafts import plain_data
from dxkpi.store.writing import PlanWriter


@dataclass(frozen=True)
class TakeBackDraft(OfDraft, Command):
    """Take back what a registered draft made of the plan; the reason is kept with it."""

    draft: int
    reason: str
    correction: str = ""


@dataclass(frozen=True)
class TakingBack:
    """What taking a draft back does: the plan as it stands and as it will, `changes`
    between them, and what somebody changed since (`kept`), which stays as it is. A plan
    that the draft brought is gone after it (`after` None), and is a draft again.
    """

    before: Plan
    after: Plan | None
    seen: Revision
    changes: tuple[PlanChange, ...]
    kept: tuple[ChangeConflict, ...]


def preview_taking_back(store: Store, number: int) -> TakingBack:
    """What taking back a registered draft would do.

    Raises `StoreError`, `WrongDraft` where it brought a new plan that is in use or gave
    another code to what somebody changed since, and `UnsoundDraft` where what is left is no plan.
    """
    listed = store.listed_draft(number)
    if listed is None:
        raise StoreError(StoreFault.UNKNOWN_DRAFT, number=number)
    key, revision = listed.key, listed.registered_in
    if listed.state is not PlanDraftState.REGISTERED or key is None or revision is None:
        raise StoreError(StoreFault.DRAFT_NOT_REGISTERED, number=number)
    seen, now = store.last_change(key), store.plan(key)
    after = store.plan_known_at(key, revision)
    if seen is None or now is None or after is None:
        raise StoreError(StoreFault.PLAN_GONE)
    before = store.plan_known_at(key, revision - 1)
    if before is None:
        require_unused_plan(store, now, revision)
        return TakingBack(now, None, seen, (), ())
    figures = _figures_written(store, key, revision)
    merged = merged_documents(
        *(_with_figures(plan, figures) for plan in (after, now, before))
    )
    if _would_double(merged.conflicts, before, after):
        raise WrongDraft(DraftFault.RECODED)
    own = plain_data(plan_as_data(now))
    data = with_stored_actuals(merged.data, own)
    try:
        plan = check_document(data, DocumentSource("")).plan
    except UnreadablePlan as error:
        raise UnsoundDraft(draft_findings(data, error.problems)) from None
    restored = with_pools(plan, now)
    return TakingBack(
        now, restored, seen, changes_between(now, restored), merged.conflicts
    )


def _would_double(
    conflicts: Sequence[ChangeConflict], before: Plan, after: Plan
) -> bool:
    """Whether an indicator that got another code would stand under both: somebody has
    changed it since, so it stays, and the one before it comes back.
    """
    for conflict in conflicts:
        match conflict.theirs.location:
            case ("indicators", code) if conflict.theirs.new is ABSENT:
                kept = after.indicator(str(code))
                names = [each.name for each in before.indicators]
                if kept is not None and kept.name in names:
                    return True
    return False


@logged
def take_back_draft(
    store: Store, command: TakeBackDraft, actor: Actor
) -> Revision | None:
    """Take back what a registered draft made of the plan, as far as nobody changed it
    since; None where nothing of it stands. A plan that it brought is taken away, and what
    it held is a draft again. Raises as `preview_taking_back` does.
    """
    permit(store, actor, command)
    if not command.reason.strip():
        raise StoreError(StoreFault.NO_REASON)
    back = preview_taking_back(store, command.draft)
    reason = command.reason.strip()
    if back.after is None:
        draft = draft_of_plan_to_be(store, back.before)
        writer = PlanWriter(actor.name, DRAFT_SOURCE, reason)
        return draft_writing.take_back_new_plan(
            store, command.draft, draft, back.seen, writer
        )
    changed = [(back.before, back.after)] if back.changes else []
    correction = correction_of_plans(store, changed, command.correction)
    writer = PlanWriter(actor.name, DRAFT_SOURCE, correction or reason)
    return draft_writing.take_back_draft(
        store, command.draft, back.after, back.seen, reason, writer
    )


def _figures_written(
    store: Store, key: PlanKey, revision: int
) -> frozenset[tuple[str, int]]:
    """The actuals that a write changed, by code and year."""
    return frozenset(
        (step.indicator, step.fiscal_year)
        for step in store.history(key)
        if step.revision == revision and step.kind is FigureKind.ACTUAL
        if step.indicator is not None and step.fiscal_year is not None
    )


def _with_figures(plan: Plan, figures: frozenset[tuple[str, int]]) -> Any:
    """A plan's document with these actuals, and references in place of all others."""
    return with_references(plain_data(plan_as_data(plan)), figures)
