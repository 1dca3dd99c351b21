"""A draft beside the plan as it stands now: all that is to be known before it is registered.

What somebody registered meanwhile is kept, what both changed otherwise is a conflict that
somebody settles. The whole goes through the one door of documents.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache, cached_property
from typing import Any

from dxkpi.actions.draft_steps import data_at_step
from dxkpi.actions.drafts import data_of_plan, facts_of_city
from dxkpi.actions.plan_placing import PlacedPlan, PlanRelation, place_plans
from dxkpi.actions.target_changes import TargetChange, unexplained_changes
from dxkpi.plan import Plan, PlanChange, PlanKey, changes_between, lost_between
from dxkpi.plan.document import PlanDocument, check_document
from dxkpi.plan.document_changes import (
    ABSENT,
    AS_STORED,
    DocumentChange,
    changes_in_document,
    is_reference,
    value_at,
    with_changes,
)
from dxkpi.plan.document_merging import ChangeConflict, merged_documents
from dxkpi.plan.document_names import is_name_field
from dxkpi.plan.document_problem import DocumentProblem, Location, UnreadablePlan
from dxkpi.plan.document_source import DocumentSource
from dxkpi.plan.indexed_document import IndexedDocument
from dxkpi.plan.stored_actuals import (
    actual_around,
    with_references,
    with_references_where_same,
    with_stored_actuals,
)
from dxkpi.store import DraftStep, PlanDraft, Revision, Store, StoreError, StoreFault

PlanReader = Callable[[PlanKey], Plan | None]


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

    @cached_property
    def indexed(self) -> IndexedDocument:
        """The data, in which many places are looked up."""
        return IndexedDocument(self.data)

    @property
    def lost(self) -> tuple[PlanChange, ...]:
        if self.placed is None:
            return ()
        return lost_between(self.before, self.placed.plan)


def compare_draft(
    store: Store,
    number: int,
    settled: Sequence[Location] = (),
    relation: PlanRelation | None = None,
    plan_of: PlanReader | None = None,
) -> ComparedDraft:
    """A draft beside the plan as it stands now, with all that is to be known before it is
    registered. `plan_of` reads a plan, where one that was read before is as good.

    Raises `StoreError`.
    """
    draft = store.draft(number)
    key = draft.listed.key
    seen = None if key is None else store.last_change(key)
    before = None if key is None else (plan_of or store.plan)(key)
    if key is not None and before is None:
        raise StoreError(StoreFault.PLAN_GONE)
    stored = data_of_plan(before)
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


def draft_document_then(
    store: Store, draft: PlanDraft, step: int, revision: int | None
) -> Any:
    """The document of a draft as it was after a step, beside the plan as of a write."""
    key = draft.listed.key
    then = None
    if key is not None and revision is not None:
        then = store.plan_known_at(key, revision)
    stored = data_of_plan(then)
    steps = store.draft_steps(draft.listed.number)
    data = data_at_step(draft, steps, step)
    if not stored:
        return data
    until_then = [each for each in steps if each.number <= step]
    base = _renamed(draft.base, until_then)
    present = _renamed(with_references(stored), until_then)
    own = with_references_where_same(data, stored)
    merged = merged_documents(base, own, present)
    return with_stored_actuals(merged.data, stored)


def _renamed(data: Any, steps: Sequence[DraftStep]) -> Any:
    """A document with the codes and numbers that steps of the draft gave: so what others
    changed meanwhile is found under them.
    """
    for step in steps:
        names = [each for each in step.changes if is_name_field(each.location)]
        document = IndexedDocument(data)
        renamings = [each for each in names if _renames_item_of(document, each)]
        data = with_changes(data, renamings) if renamings else data
    return data


def _renames_item_of(document: IndexedDocument, change: DocumentChange) -> bool:
    """Whether a document has an item under the code or number that a change gives up."""
    has_item = document.value_at(change.location[:-1]) is not ABSENT
    return has_item and document.value_at(change.location) == change.old


def _conflicts_of_figures(
    store: Store, draft: PlanDraft, stored: Any, own: Any, settled: Sequence[Location]
) -> Iterator[ChangeConflict]:
    """The figures that the draft changed of those that it began with, and somebody else
    changed since.
    """
    key, begun = draft.listed.key, draft.listed.begun_from
    if key is None or begun is None:
        return
    changed_since = cache(lambda year: store.changed_since(key, year, begun))
    for change in changes_in_document(draft.base, own):
        location = change.location
        if actual_around(location) is None or not is_reference(change.old):
            continue
        code, year = str(change.old[AS_STORED]), int(change.old["fiscal_year"])
        if location in settled or code not in changed_since(year):
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
            problems=draft_findings(data, error.problems),
            remarks=draft_findings(data, source.remarks),
        )
    own_relation = PlanRelation.SAME if compared.before is not None else relation
    stored = {} if compared.before is None else {compared.before.key: compared.before}
    [placed] = place_plans(store, [document.plan], own_relation, stored)
    return replace(
        compared,
        document=document,
        placed=placed,
        remarks=draft_findings(data, source.remarks),
        changes=changes_between(compared.before, placed.plan),
        unexplained=unexplained_changes(stored, [placed.plan]),
    )


def draft_findings(
    data: Any, problems: Sequence[DocumentProblem]
) -> tuple[DraftFinding, ...]:
    """Problems of a document, each with its place by the names of items."""
    document = IndexedDocument(data)
    return tuple(
        DraftFinding(problem, document.named_location(problem.place))
        for problem in problems
    )
