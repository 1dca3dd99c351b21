"""A draft becomes the plan, and can be taken back.

It is put together with the plan as it stands now: what somebody registered meanwhile is
kept, what both changed otherwise is a conflict that somebody settles. The whole goes
through the one door of documents, and is stored as `LoadPlans` stores a plan.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from dxkpi.actions.actor import Actor
from dxkpi.actions.command import Command, NotDone
from dxkpi.actions.correction import correction_of_plans
from dxkpi.actions.draft_steps import DraftFault, WrongDraft
from dxkpi.actions.drafts import OfDraft, facts_of_city, stored_data
from dxkpi.actions.logged import logged
from dxkpi.actions.permission import permit
from dxkpi.actions.plan_placing import PlacedPlan, PlanRelation, place_plans
from dxkpi.actions.plans import storable_plans, with_pools
from dxkpi.actions.target_changes import ChangeWord, TargetChange, unexplained_changes
from dxkpi.plan import Plan, PlanChange, PlanKey, changes_between
from dxkpi.plan.document import PlanDocument, check_document
from dxkpi.plan.document_changes import (
    AS_STORED,
    DocumentChange,
    changes_in_document,
    is_reference,
    value_at,
    with_changes,
)
from dxkpi.plan.document_data import plan_as_data
from dxkpi.plan.document_merging import ChangeConflict, merged_documents
from dxkpi.plan.document_names import is_name_field, named_location
from dxkpi.plan.document_problem import DocumentProblem, Location, UnreadablePlan
from dxkpi.plan.document_source import DocumentSource
from dxkpi.plan.stored_actuals import (
    actual_around,
    with_references,
    with_references_where_same,
    with_stored_actuals,
)
from dxkpi.store import (
    DraftStep,
    FigureKind,
    PlanDraft,
    PlanDraftState,
    Revision,
    Store,
    StoreError,
    StoreFault,
    draft_writing,
)
from dxkpi.store.drafts import plain_data
from dxkpi.store.writing import PlanWriter

DRAFT_SOURCE = "a plan's draft"
"""Where a registered draft came from; `dxkpi.wording.store` has its words."""

_TRIES = 3
"""How often a registration begins anew because somebody wrote in between."""


@dataclass(frozen=True)
class DraftFinding:
    """A problem or remark of a draft's document; `location` names its place by the names
    of items.
    """

    problem: DocumentProblem
    location: Location


@dataclass(frozen=True)
class ComparedDraft:
    """A draft beside the plan as it stands now.

    `changes` are those that registering it would make, `lost` those of them by which
    something that was reported would be gone, `unexplained` those that ask for a word.
    `meanwhile` is what changed of the plan since the draft began, `edited` what the draft
    changed of what it began with. While there are `problems` there is no `document`.
    """

    draft: PlanDraft
    seen: Revision | None
    before: Plan | None
    data: Any
    document: PlanDocument | None
    placed: PlacedPlan | None
    problems: tuple[DraftFinding, ...]
    remarks: tuple[DraftFinding, ...]
    conflicts: tuple[ChangeConflict, ...]
    changes: tuple[PlanChange, ...]
    unexplained: tuple[TargetChange, ...]
    edited: tuple[DocumentChange, ...]
    meanwhile: tuple[DocumentChange, ...]

    @property
    def lost(self) -> tuple[PlanChange, ...]:
        return tuple(change for change in self.changes if change.loses_actual)


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
    what was reported may go. `relation` says what a new plan is to one of the same id.
    """

    draft: int
    seen: int
    word: ChangeWord | None = None
    correction: str = ""
    settled: tuple[Location, ...] = ()
    removes_actuals: bool = False
    relation: PlanRelation | None = None


@dataclass(frozen=True)
class TakeBackDraft(OfDraft, Command):
    """Take back what a registered draft made of the plan; the reason is kept with it."""

    draft: int
    reason: str
    correction: str = ""


@dataclass(frozen=True)
class TakingBack:
    """What taking a draft back does: the plan as it stands and as it will, `changes`
    between them, and what somebody changed since (`kept`), which stays as it is.
    """

    before: Plan
    after: Plan
    seen: Revision
    changes: tuple[PlanChange, ...]
    kept: tuple[ChangeConflict, ...]


# Comparing


def compare_draft(
    store: Store,
    number: int,
    settled: Sequence[Location] = (),
    relation: PlanRelation | None = None,
) -> ComparedDraft:
    """A draft beside the plan as it stands now, with all that is to be known before it is
    registered. Raises `StoreError`.
    """
    draft = store.draft(number)
    key = draft.listed.key
    seen = None if key is None else store.last_change(key)
    before = None if key is None else store.plan(key)
    if key is not None and before is None:
        raise StoreError(StoreFault.PLAN_GONE)
    stored = stored_data(store, draft)
    present = (
        with_references(stored) if stored else facts_of_city(store, draft.listed.city)
    )
    steps = store.draft_steps(number)
    base, present = _renamed(draft.base, steps), _renamed(present, steps)
    own = with_references_where_same(draft.data, stored)
    merged = merged_documents(base, own, present, settled)
    figures = _conflicts_of_figures(store, draft, stored, own, settled)
    compared = ComparedDraft(
        draft=draft,
        seen=seen,
        before=before,
        data=with_stored_actuals(merged.data, stored),
        document=None,
        placed=None,
        problems=(),
        remarks=(),
        conflicts=(*merged.conflicts, *figures),
        changes=(),
        unexplained=(),
        edited=changes_in_document(draft.base, draft.data),
        meanwhile=changes_in_document(base, present),
    )
    return _checked(store, compared, relation)


def _renamed(data: Any, steps: Sequence[DraftStep]) -> Any:
    """A document with the codes and numbers that steps of the draft gave: so what others
    changed meanwhile is found under them.
    """
    for step in steps:
        renamings = [
            change
            for change in step.changes
            if is_name_field(change.location)
            and value_at(data, change.location) == change.old
        ]
        data = with_changes(data, renamings) if renamings else data
    return data


def _conflicts_of_figures(
    store: Store, draft: PlanDraft, stored: Any, own: Any, settled: Sequence[Location]
) -> Iterator[ChangeConflict]:
    """The figures that the draft changed of those that it began with, and somebody else
    changed since.
    """
    key, begun = draft.listed.key, draft.listed.begun_from
    if key is None or begun is None:
        return
    for change in changes_in_document(draft.base, own):
        location = change.location
        if actual_around(location) is None or not is_reference(change.old):
            continue
        code, year = str(change.old[AS_STORED]), int(change.old["fiscal_year"])
        if location in settled or code not in store.changed_since(key, year, begun):
            continue
        now = value_at(stored, location)
        yield ChangeConflict(change, DocumentChange(location, change.old, now))


def _checked(
    store: Store, compared: ComparedDraft, relation: PlanRelation | None
) -> ComparedDraft:
    """A compared draft with what the door of documents says of it."""
    data = compared.data
    source = DocumentSource("")
    try:
        document = check_document(data, source)
    except UnreadablePlan as error:
        return replace(
            compared,
            problems=_findings(data, error.problems),
            remarks=_findings(data, source.remarks),
        )
    own_relation = PlanRelation.SAME if compared.before is not None else relation
    [placed] = place_plans(store, [document.plan], own_relation)
    stored = {} if compared.before is None else {compared.before.key: compared.before}
    return replace(
        compared,
        document=document,
        placed=placed,
        remarks=_findings(data, source.remarks),
        changes=changes_between(compared.before, placed.plan),
        unexplained=unexplained_changes(stored, [placed.plan]),
    )


def _findings(
    data: Any, problems: Sequence[DocumentProblem]
) -> tuple[DraftFinding, ...]:
    return tuple(
        DraftFinding(problem, named_location(data, problem.place))
        for problem in problems
    )


# Registering


@logged
def register_draft(
    store: Store, command: RegisterDraft, actor: Actor
) -> Revision | None:
    """Make the plan what the draft says; None where it says that already.

    Raises `UnsoundDraft`, `ConflictingDraft`, `UnexplainedTargets`, `WrongDraft` and
    `StoreError`; then nothing was stored.
    """
    permit(store, actor, command)
    for _try in range(_TRIES - 1):
        try:
            return _register(store, command, actor)
        except StoreError as error:
            if error.fault is not StoreFault.CHANGED_SINCE_SEEN:
                raise
            if store.draft(command.draft).listed.step != command.seen:
                raise
    return _register(store, command, actor)


def _register(store: Store, command: RegisterDraft, actor: Actor) -> Revision | None:
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
    return draft_writing.register_draft(
        store, command.draft, command.seen, kept, compared.seen, writer
    )


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
    if compared.lost and not command.removes_actuals:
        raise WrongDraft(DraftFault.LOSES_ACTUALS)
    if not compared.changes:
        raise WrongDraft(DraftFault.NOTHING_CHANGED)


# Taking back


def preview_taking_back(store: Store, number: int) -> TakingBack:
    """What taking back a registered draft would do. Raises `StoreError`, `WrongDraft`
    where it brought a new plan, and `UnsoundDraft` where what is left is no plan.
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
        raise WrongDraft(DraftFault.NEW_PLAN_STAYS)
    figures = _figures_written(store, key, revision)
    merged = merged_documents(
        *(_with_figures(plan, figures) for plan in (after, now, before))
    )
    own = plain_data(plan_as_data(now))
    data = with_stored_actuals(merged.data, own)
    try:
        plan = check_document(data, DocumentSource("")).plan
    except UnreadablePlan as error:
        raise UnsoundDraft(_findings(data, error.problems)) from None
    restored = with_pools(plan, now)
    return TakingBack(
        now, restored, seen, changes_between(now, restored), merged.conflicts
    )


@logged
def take_back_draft(
    store: Store, command: TakeBackDraft, actor: Actor
) -> Revision | None:
    """Take back what a registered draft made of the plan, as far as nobody changed it
    since; None where nothing of it stands. Raises as `preview_taking_back` does.
    """
    permit(store, actor, command)
    if not command.reason.strip():
        raise StoreError(StoreFault.NO_REASON)
    back = preview_taking_back(store, command.draft)
    changed = [(back.before, back.after)] if back.changes else []
    correction = correction_of_plans(store, changed, command.correction)
    reason = command.reason.strip()
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
