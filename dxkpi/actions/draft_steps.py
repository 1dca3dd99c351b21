"""What a step makes of a draft: edits made on what their writer saw, brought to the draft
as it stands now.

Somebody else may have made steps since. What both did at different places is kept; where
somebody else changed the same place since, nothing is done and it is said who and what.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

from dxkpi.actions.draft_edits import Edits, additions, edits_as_changes
from dxkpi.actions.draft_faults import DraftFault, WrongDraft
from dxkpi.actions.later_steps import LaterSteps
from dxkpi.plan.document_changes import (
    ABSENT,
    ORDER,
    DocumentChange,
    NoSuchPlace,
    changes_at,
    reversed_changes,
    with_changes,
)
from dxkpi.plan.document_renaming import referring_changes
from dxkpi.plan.indexed_document import IndexedDocument
from dxkpi.store import DraftStep, NewStep, PlanDraft

MOST_CHARACTERS = 2_000_000
"""Of a draft's document; the same as of a file that is loaded."""


def data_at_step(draft: PlanDraft, steps: Sequence[DraftStep], number: int) -> Any:
    """The document of a draft as it was after a step."""
    data = draft.data
    for step in reversed(steps):
        if step.number <= number:
            break
        data = with_changes(data, reversed_changes(step.changes))
    return data


def step_of_edits(
    draft: PlanDraft,
    steps: Sequence[DraftStep],
    edits: Edits,
    seen: int,
    who: str,
    stored: Any,
) -> NewStep | None:
    """The step that makes these edits, which were made on what stood after the step
    `seen`; None where it stands so already. `stored` is the plan's document.

    Raises `ChangedInDraft` and `WrongDraft`.
    """
    seen_document = IndexedDocument(data_at_step(draft, steps, seen))
    later = LaterSteps(draft, steps, seen)
    try:
        wanted = edits_as_changes(seen_document, edits, stored)
        mine = [later.brought_forward(change) for change in wanted]
        later.check_conflicts(wanted, mine, but_who=who)
        mine += referring_changes(draft.data, mine)
        mine += additions(seen_document, edits, later)
        return _new_step(draft, [each for each in mine if _changes_anything(each)])
    except NoSuchPlace as error:
        raise WrongDraft(DraftFault.NO_SUCH_PLACE, error.location) from None


def step_of_undoing(
    draft: PlanDraft, steps: Sequence[DraftStep], number: int, who: str
) -> NewStep:
    """The step that takes one back, one's own or the last one.

    Raises `ChangedInDraft` where a later step changed the same, and `WrongDraft`.
    """
    step = next((each for each in steps if each.number == number), None)
    if step is None:
        raise WrongDraft(DraftFault.NO_SUCH_STEP)
    if number in undone_steps(steps):
        raise WrongDraft(DraftFault.UNDONE_ALREADY)
    is_last = number == max(each.number for each in steps)
    if step.who != who and not is_last:
        raise WrongDraft(DraftFault.NOT_OWN_STEP)
    later = LaterSteps(draft, steps, number)
    wanted = reversed_changes(step.changes)
    mine = [later.brought_back(change) for change in wanted]
    later.check_conflicts(wanted, mine)
    try:
        undoing = _new_step(draft, mine)
    except NoSuchPlace as error:
        raise WrongDraft(DraftFault.NO_SUCH_PLACE, error.location) from None
    assert undoing is not None
    return replace(undoing, undoes=number)


def undone_steps(steps: Sequence[DraftStep]) -> frozenset[int]:
    """The steps that were taken back, and that was not taken back itself."""
    undone: set[int] = set()
    for step in reversed(steps):
        if step.undoes is not None and step.number not in undone:
            undone.add(step.undoes)
    return frozenset(undone)


def undoable_step(steps: Sequence[DraftStep], who: str) -> DraftStep | None:
    """The last step of somebody's that still stands; None where there is none."""
    undone = undone_steps(steps)
    for step in reversed(steps):
        is_standing = step.undoes is None and step.number not in undone
        if step.who == who and is_standing:
            return step
    return None


# Making a step


def _changes_anything(change: DocumentChange) -> bool:
    if change.is_order:
        return bool(change.old != change.new)
    return bool(changes_at((), change.old, change.new))


def _new_step(draft: PlanDraft, changes: Sequence[DocumentChange]) -> NewStep | None:
    if not changes:
        return None
    data = with_changes(draft.data, changes)
    if len(str(data)) > MOST_CHARACTERS:
        raise WrongDraft(DraftFault.TOO_LARGE)
    orders = _orders_of_lists(draft.data, data, changes)
    return NewStep((*changes, *orders), data)


def _orders_of_lists(
    before: Any, after: Any, changes: Sequence[DocumentChange]
) -> Iterator[DocumentChange]:
    """The orders of the lists to which items came or from which they went, so that they
    find their place again when that is taken back.
    """
    former, present = IndexedDocument(before), IndexedDocument(after)
    looked_at = {change.location for change in changes if change.is_order}
    for change in changes:
        order = (*change.location[:-1], ORDER)
        is_of_item = change.old is ABSENT or change.new is ABSENT
        if not is_of_item or order in looked_at:
            continue
        looked_at.add(order)
        old, new = former.value_at(order), present.value_at(order)
        if isinstance(old, list) and isinstance(new, list):
            yield DocumentChange(order, old, new)
