"""A draft becomes the plan: put together with the plan as it stands now, checked as a whole,
and stored as `LoadPlans` stores a plan.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from dxkpi.actions.actor import Actor
from dxkpi.actions.command import Command, NotDone
from dxkpi.actions.draft_comparison import ComparedDraft, DraftFinding, compare_draft
from dxkpi.actions.draft_faults import DraftFault, WrongDraft
from dxkpi.actions.drafts import OfDraft
from dxkpi.actions.logged import logged
from dxkpi.actions.permission import permit
from dxkpi.actions.plan_placing import PlanRelation
from dxkpi.actions.plans import storable_plans
from dxkpi.actions.target_changes import ChangeWord
from dxkpi.plan import Plan
from dxkpi.plan.document_merging import ChangeConflict
from dxkpi.plan.document_problem import Location
from dxkpi.store import Revision, Store, StoreError, StoreFault, draft_writing
from dxkpi.store.writing import PlanWriter

DRAFT_SOURCE = "a plan's draft"
"""Where a registered draft came from; `dxkpi.wording.store` has its words."""

_TRIES = 3
"""How often a registration begins anew because somebody wrote in between."""


class ConflictingDraft(NotDone):
    """The draft and the plan changed the same otherwise; nothing was stored."""

    faults = ("conflicts",)

    def __init__(self, conflicts: Sequence[ChangeConflict]) -> None:
        super().__init__(*(conflict.location for conflict in conflicts))
        self.conflicts = tuple(conflicts)


class UnsoundDraft(NotDone):
    """What the draft says is no plan; nothing was stored."""

    faults = ("problems",)

    def __init__(self, problems: Sequence[DraftFinding]) -> None:
        super().__init__(*(found.problem.code for found in problems))
        self.problems = tuple(problems)


@dataclass(frozen=True)
class RegisterDraft(OfDraft, Command):
    """Make the plan what a draft says after the step `seen`.

    `word` says why targets change, `correction` why a plan that is over does. `settled`
    are the locations of conflicts that are decided for the draft. With `removes_actuals`
    what was reported may go, with `cuts_links` links of other plans may lead nowhere.
    `relation` says what a new plan is to one of the same id.
    """

    draft: int
    seen: int
    word: ChangeWord | None = None
    correction: str = ""
    settled: tuple[Location, ...] = ()
    removes_actuals: bool = False
    cuts_links: bool = False
    relation: PlanRelation | None = None


@logged
def register_draft(
    store: Store, command: RegisterDraft, actor: Actor
) -> Revision | None:
    """Make the plan what the draft says; None where it says that already.

    Raises `UnsoundDraft`, `ConflictingDraft`, `UnexplainedTargets`, `WrongDraft` and
    `StoreError`; then nothing was stored.
    """
    permit(store, actor, command)
    tries = 0
    while True:
        plan, seen, writer = _ready_to_register(store, command, actor)
        try:
            return draft_writing.register_draft(
                store, command.draft, command.seen, plan, seen, writer
            )
        except StoreError as error:
            tries += 1
            if tries == _TRIES or error.fault is not StoreFault.CHANGED_SINCE_SEEN:
                raise


def _ready_to_register(
    store: Store, command: RegisterDraft, actor: Actor
) -> tuple[Plan, Revision | None, PlanWriter]:
    """The plan that the draft makes of the one that is stored, the revision in which it
    was looked at, and who writes it. Raises as `register_draft` does.
    """
    compared = compare_draft(store, command.draft, command.settled, command.relation)
    if compared.draft.listed.step != command.seen:
        raise StoreError(StoreFault.CHANGED_SINCE_SEEN)
    _refuse(compared, command)
    assert compared.placed is not None
    plan, before = compared.placed.plan, compared.before
    stored = {} if before is None else {before.key: before}
    storable = storable_plans(store, stored, [plan], command.word, command.correction)
    writer = PlanWriter(actor.name, DRAFT_SOURCE, storable.correction)
    [kept] = storable.plans
    return kept, compared.seen, writer


def _refuse(compared: ComparedDraft, command: RegisterDraft) -> None:
    """Refuse what is no plan, is undecided, or would be gone unseen."""
    if compared.problems:
        raise UnsoundDraft(compared.problems)
    if compared.conflicts:
        raise ConflictingDraft(compared.conflicts)
    placed = compared.placed
    assert placed is not None
    takes_a_place = placed.replaced is not None or placed.doubted is not None
    if compared.before is None and takes_a_place:
        raise WrongDraft(DraftFault.PLAN_IS_THERE)
    if placed.cut_links and not command.cuts_links:
        code = placed.cut_links[0].link.code
        raise WrongDraft(DraftFault.CUTS_LINKS, ("indicators", code))
    if compared.lost and not command.removes_actuals:
        raise WrongDraft(DraftFault.LOSES_ACTUALS)
    if not compared.changes:
        raise WrongDraft(DraftFault.NOTHING_CHANGED)
