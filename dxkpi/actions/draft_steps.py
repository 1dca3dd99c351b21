"""What a step makes of a draft: edits made on what their writer saw, brought to the draft
as it stands now.

Somebody else may have made steps since. What both did at different places is kept; where
somebody else changed the same place since, nothing is done and it is said who and what.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any

from dxkpi.actions.command import NotDone
from dxkpi.plan.document_changes import (
    ABSENT,
    ORDER,
    DocumentChange,
    NoSuchPlace,
    changes_at,
    is_reference,
    location_after,
    reversed_changes,
    value_at,
    with_changes,
)
from dxkpi.plan.document_merging import conflicts_between
from dxkpi.plan.document_names import named_location
from dxkpi.plan.document_numbering import name_of_added, numbered_item
from dxkpi.plan.document_problem import Location
from dxkpi.plan.document_renaming import referring_changes
from dxkpi.plan.stored_actuals import actual_around, with_stored_actuals
from dxkpi.store import DraftStep, NewStep, PlanDraft

Edits = Mapping[Location, Any]
"""New values by their locations, as `ChangeDraft` says."""

ADDED = "+"
"""Begins the name of an item that is new, in place of the one it gets: ("indicators", "+")."""

MOST_CHARACTERS = 2_000_000
"""Of a draft's document; the same as of a file that is loaded."""

_OF_THE_PLAN = (("municipality", "code"), ("plan", "id"))
"""What says of which plan a draft is."""


class DraftFault(StrEnum):
    """Why something cannot be done to a draft. The sentences are in `dxkpi.wording.drafts`."""

    NO_SUCH_CITY = "no_such_city"
    NO_TITLE = "no_title"
    NO_SUCH_PLAN = "no_such_plan"
    OTHER_PLAN = "other_plan"
    NO_SUCH_PLACE = "no_such_place"
    SURVEY = "survey"
    TOO_LARGE = "too_large"
    NO_SUCH_STEP = "no_such_step"
    UNDONE_ALREADY = "undone_already"
    NOT_OWN_STEP = "not_own_step"
    PLAN_IS_THERE = "plan_is_there"
    CUTS_LINKS = "cuts_links"
    LOSES_ACTUALS = "loses_actuals"
    NOTHING_CHANGED = "nothing_changed"
    RECODED = "recoded"
    NEW_PLAN_STAYS = "new_plan_stays"


class WrongDraft(NotDone):
    """Something cannot be done to a draft; nothing was stored. `location` is where, if it is
    about one place.
    """

    def __init__(self, fault: DraftFault, location: Location = ()) -> None:
        super().__init__(fault, location)
        self.fault = fault
        self.faults = (fault,)
        self.location = location


@dataclass(frozen=True)
class StepConflict:
    """What somebody wants at a place that another step changed since he saw it."""

    mine: DocumentChange
    theirs: DocumentChange
    step: DraftStep

    @property
    def location(self) -> Location:
        return self.mine.location


class ChangedInDraft(NotDone):
    """Somebody else changed the same since it was seen; nothing was stored."""

    faults = ("changed_in_draft",)

    def __init__(self, conflicts: Sequence[StepConflict]) -> None:
        super().__init__(*(conflict.location for conflict in conflicts))
        self.conflicts = tuple(conflicts)


def may_touch_actuals(edits: Edits) -> bool:
    """Whether edits may be about figures that the store has: only then its plan is needed."""
    for location, value in edits.items():
        is_whole = isinstance(value, dict | list) and location[-1] != ORDER
        if is_whole or "actuals" in location:
            return True
    return False


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
    seen_data = data_at_step(draft, steps, seen)
    later = [step for step in steps if step.number > seen]
    try:
        wanted = list(_wanted_changes(seen_data, edits, stored))
        for change in wanted:
            _check_allowed(change)
        mine = [_brought_forward(draft.data, change, later) for change in wanted]
        _check_conflicts(draft.data, wanted, mine, later, who)
        mine += referring_changes(draft.data, mine)
        mine += _added_items(seen_data, draft.data, edits, later)
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
    later = [each for each in steps if each.number > number]
    wanted = reversed_changes(step.changes)
    mine = [_brought_back(draft.data, change, later) for change in wanted]
    _check_conflicts(draft.data, wanted, mine, later, None)
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


# Edits as changes of what was seen


def _wanted_changes(
    seen_data: Any, edits: Edits, stored: Any
) -> Iterator[DocumentChange]:
    """The changes that edits make to what was seen; those of new items come later."""
    filled = with_stored_actuals(seen_data, stored) if stored else seen_data
    changes: list[DocumentChange] = []
    for location, value in edits.items():
        if not _is_of_new_item(location, value):
            named = named_location(seen_data, location)
            changes += changes_at(named, value_at(filled, named), value)
    touched: dict[Location, None] = {}
    for change in changes:
        actual = actual_around(change.location)
        if actual is not None and is_reference(value_at(seen_data, actual)):
            touched[actual] = None
        else:
            old = value_at(seen_data, change.location)
            yield DocumentChange(change.location, old, change.new)
    changed = with_changes(filled, changes) if touched else filled
    for actual in touched:
        old, new = value_at(seen_data, actual), value_at(changed, actual)
        yield DocumentChange(actual, old, new)


def _check_allowed(change: DocumentChange) -> None:
    """Refuse what would make another plan of it, and counts of a staff survey."""
    location = change.location
    for place in _OF_THE_PLAN:
        inside = place[len(location) :]
        is_around = place[: len(location)] == location and change.old is not ABSENT
        if is_around and value_at(change.old, inside) != value_at(change.new, inside):
            raise WrongDraft(DraftFault.OTHER_PLAN, location)
    is_in_survey = actual_around(location) is not None and location[-1] == "survey"
    if _holds_survey(change.new) or is_in_survey:
        raise WrongDraft(DraftFault.SURVEY, location)


def _holds_survey(value: Any) -> bool:
    """Whether counts of a staff survey are in it: they come in on a page of their own,
    which pools the small groups.
    """
    if isinstance(value, dict):
        own = value.get("survey") is not None
        return own or any(_holds_survey(each) for each in value.values())
    if isinstance(value, list):
        return any(_holds_survey(each) for each in value)
    return False


def _brought_forward(
    data: Any, change: DocumentChange, later: Sequence[DraftStep]
) -> DocumentChange:
    """A change at the place that its own has become by later steps."""
    location = change.location
    for step in later:
        location = location_after(location, step.changes)
    if change.is_order:  # what is moved is told by the order that its writer saw
        return replace(change, location=location)
    return DocumentChange(location, value_at(data, location), change.new)


def _brought_back(
    data: Any, change: DocumentChange, later: Sequence[DraftStep]
) -> DocumentChange:
    """The same of a change that takes one back: what was taken out of a list comes back
    beside a namesake, and not in its place.
    """
    brought = _brought_forward(data, change, later)
    return replace(brought, old=ABSENT) if change.old is ABSENT else brought


def _check_conflicts(
    data: Any,
    wanted: Sequence[DocumentChange],
    mine: Sequence[DocumentChange],
    later: Sequence[DraftStep],
    but_who: str | None,
) -> None:
    """Refuse what later steps changed otherwise, those of `but_who` not counted."""
    seen_values = dict(zip((each.location for each in mine), wanted, strict=True))
    conflicts: list[StepConflict] = []
    for position, step in enumerate(later):
        if step.who == but_who:
            continue
        theirs = [
            _brought_forward(data, change, later[position:]) for change in step.changes
        ]
        theirs = [
            DocumentChange(now.location, change.old, change.new)
            for now, change in zip(theirs, step.changes, strict=True)
        ]
        for conflict in conflicts_between(mine, theirs):
            before = seen_values[conflict.mine.location].old
            if changes_at((), before, value_at(data, conflict.mine.location)):
                conflicts.append(StepConflict(conflict.mine, conflict.theirs, step))
    if conflicts:
        raise ChangedInDraft(conflicts)


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
    told = {change.location for change in changes}
    for change in changes:
        order = (*change.location[:-1], ORDER)
        is_of_item = change.old is ABSENT or change.new is ABSENT
        old, new = value_at(before, order), value_at(after, order)
        is_list = isinstance(old, list) and isinstance(new, list)
        if is_of_item and is_list and order not in told:
            told.add(order)
            yield DocumentChange(order, old, new)


# New items, whose names are given as they are added


def _is_of_new_item(location: Location, value: Any) -> bool:
    last = location[-1]
    if last == ORDER:
        return any(str(name).startswith(ADDED) for name in value)
    return isinstance(last, str) and last.startswith(ADDED)


def _added_items(
    seen_data: Any, data: Any, edits: Edits, later: Sequence[DraftStep]
) -> list[DocumentChange]:
    """New items with the names that they get, and the orders in which they stand: in the
    lists that were seen, by whatever names those have now.
    """
    added: list[DocumentChange] = []
    names: dict[Location, str] = {}
    grown = data
    for location, value in edits.items():
        if location[-1] == ORDER or not _is_of_new_item(location, value):
            continue
        where = _present_location(seen_data, location[:-1], later)
        item = numbered_item(grown, where, value)
        name = name_of_added(grown, where, item)
        change = DocumentChange((*where, name), ABSENT, item)
        _check_allowed(change)
        grown = with_changes(grown, [change])
        added.append(change)
        names[*where, str(location[-1])] = name
    orders = _orders_with(seen_data, data, edits, names, later)
    return [*added, *orders]


def _present_location(
    seen_data: Any, location: Location, later: Sequence[DraftStep]
) -> Location:
    """Where a place that somebody saw is after later steps."""
    present = named_location(seen_data, location)
    for step in later:
        present = location_after(present, step.changes)
    return present


def _orders_with(
    seen_data: Any,
    data: Any,
    edits: Edits,
    names: Mapping[Location, str],
    later: Sequence[DraftStep],
) -> Iterator[DocumentChange]:
    for location, value in edits.items():
        if location[-1] == ORDER and _is_of_new_item(location, value):
            where = _present_location(seen_data, location[:-1], later)
            order = [names.get((*where, str(name)), name) for name in value]
            old = value_at(data, (*where, ORDER))
            yield DocumentChange((*where, ORDER), old, order)
