"""Every edit is saved at once, as a step of the draft that others see."""

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, TypeVar

from dxkpi import actions
from dxkpi.actions import (
    Actor,
    ChangedInDraft,
    ChangeDraft,
    NotPermitted,
    StepConflict,
    UndoStep,
    WrongDraft,
)
from dxkpi.actions.draft_edits import ADDED
from dxkpi.plan.document_changes import ABSENT, ORDER, DocumentChange, with_changes
from dxkpi.plan.document_problem import Location
from dxkpi.plan.indexed_document import IndexedDocument
from dxkpi.plan.standard_data import standard_data
from dxkpi.store import PlanDraft, Store, StoreError
from dxkpi.web.common import access, cached
from dxkpi.web.common.language import _, current_language, sentences
from dxkpi.web.common.session import page_state
from dxkpi.web.edit.opened_draft import OpenedDraft
from dxkpi.web.sign_in.reader import current_actor
from dxkpi.wording.drafts import changed_by_text, draft_changes_told, draft_fault_text

Edits = Mapping[Location, Any]
_Step = TypeVar("_Step", ChangeDraft, UndoStep)


@dataclass
class SavingState:
    """What came of the last edit, told once; empty where it was simply saved."""

    refusals: list[str] = field(default_factory=list)


def save_edits(opened: OpenedDraft, edits: Edits) -> PlanDraft | None:
    """Make a step of edits; the draft after it, None where it was refused. The next run
    tells why.
    """
    command = ChangeDraft(opened.number, opened.step, _standard_edits(opened, edits))
    return _carry_out(opened, actions.change_draft, command)


def undo(opened: OpenedDraft, step: int) -> None:
    """Take a step back. The next run tells why it was refused."""
    _carry_out(opened, actions.undo_step, UndoStep(opened.number, step))


def take_refusals() -> list[str]:
    """Why the last edit was not made."""
    state = page_state(SavingState)
    taken, state.refusals = state.refusals, []
    return taken


def _carry_out(
    opened: OpenedDraft,
    action: Callable[[Store, _Step, Actor], PlanDraft],
    command: _Step,
) -> PlanDraft | None:
    try:
        return action(cached.store(), command, current_actor())
    except ChangedInDraft as changed:
        refusals = [_conflict_text(opened, each) for each in changed.conflicts]
    except WrongDraft as wrong:
        refusals = [draft_fault_text(wrong.fault, current_language())]
    except (NotPermitted, StoreError) as error:
        refusals = [access.not_done_text(error)]
    page_state(SavingState).refusals = refusals
    return None


def _standard_edits(opened: OpenedDraft, edits: Edits) -> Edits:
    """The edits with what was typed in its standard form where it is understood.

    Names of stages are the standard form of their figures in a document.
    """
    typed = {
        location: value
        for location, value in edits.items()
        if value is not ABSENT and location[-1] != ORDER
    }
    changes = [
        DocumentChange(location, ABSENT, value) for location, value in typed.items()
    ]
    changed = IndexedDocument(standard_data(with_changes(opened.data, changes)))
    standard = dict(edits)
    for location, place in _places(opened, typed).items():
        if not _is_of_stages(opened, location):
            standard[location] = changed.value_at(place)
    return standard


def _places(opened: OpenedDraft, edits: Edits) -> dict[Location, Location]:
    """Where each edit stands, by positions, once all of them are made."""
    places: dict[Location, Location] = {}
    in_lists: Counter[Location] = Counter()
    for location in edits:
        *outer, last = location
        in_list = tuple(outer)
        if str(last).startswith(ADDED):
            position = len(opened.items(in_list)) + in_lists[in_list]
            places[location] = (*in_list, position)
        else:
            places[location] = opened.document.position_location(location)
        in_lists[in_list] += 1
    return places


def _is_of_stages(opened: OpenedDraft, location: Location) -> bool:
    """Whether a place is a figure of an indicator that goes through named stages."""
    is_in_indicator = location[:1] == ("indicators",) and len(location) > 2
    return is_in_indicator and bool(opened.value((*location[:2], "stages")))


def _conflict_text(opened: OpenedDraft, conflict: StepConflict) -> str:
    """What somebody else has changed since, and what was therefore not put in."""
    language = current_language()
    step, plan = conflict.step, opened.stored
    theirs = changed_by_text(conflict.theirs, step.who, step.at, plan, language)
    mine = draft_changes_told([conflict.mine], plan, language)
    not_put_in = _(
        "Your “{mine}” was not put in; type it again if it is to stand.",
        mine=language.listed([fact.after for fact in mine]),
    )
    return sentences((theirs, not_put_in))
