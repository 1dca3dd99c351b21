"""Edits of a draft as changes of its document: of what their writer saw, and new items."""

from collections.abc import Iterator, Mapping
from typing import Any

from dxkpi.actions.draft_faults import DraftFault, WrongDraft
from dxkpi.actions.later_steps import LaterSteps
from dxkpi.plan.document_changes import (
    ABSENT,
    ORDER,
    DocumentChange,
    changes_at,
    is_reference,
    value_at,
    with_changes,
)
from dxkpi.plan.document_numbering import GrowingDocument
from dxkpi.plan.document_parts import copied_data
from dxkpi.plan.document_problem import Location
from dxkpi.plan.indexed_document import IndexedDocument
from dxkpi.plan.stored_actuals import actual_around, with_stored_actuals

Edits = Mapping[Location, Any]
"""New values by their locations, as `ChangeDraft` says."""

ADDED = "+"
"""Begins the name of an item that is new, in place of the one it gets: ("indicators", "+")."""

_OF_THE_PLAN = (("municipality", "code"), ("plan", "id"))
"""What says of which plan a draft is."""


def may_touch_actuals(edits: Edits) -> bool:
    """Whether edits may be about figures that the store has: only then its plan is needed."""
    for location, value in edits.items():
        is_whole = isinstance(value, dict | list) and location[-1] != ORDER
        if is_whole or "actuals" in location:
            return True
    return False


def edits_as_changes(
    seen: IndexedDocument, edits: Edits, stored: Any
) -> tuple[DocumentChange, ...]:
    """The changes that edits make to what was seen, but for new items. `stored` is the
    plan's document. Raises `WrongDraft` where one is not allowed.
    """
    changes = tuple(_wanted_changes(seen, edits, stored))
    for change in changes:
        _check_allowed(change)
    return changes


def additions(
    seen: IndexedDocument, edits: Edits, later: LaterSteps
) -> tuple[DocumentChange, ...]:
    """The new items that edits bring, with the names that they get, and the orders in
    which they stand: in the lists that were seen, by whatever names those have now.

    Raises `NoSuchPlace`, and `WrongDraft` where one is not allowed.
    """
    if not any(_is_of_new_item(*edit) for edit in edits.items()):
        return ()
    grown = GrowingDocument(copied_data(later.present.data))
    added: list[DocumentChange] = []
    names: dict[Location, str | int] = {}
    for location, value in edits.items():
        if location[-1] == ORDER or not _is_of_new_item(location, value):
            continue
        where = _present_list(seen, location, later)
        change = grown.add(where, value)
        _check_allowed(change)
        added.append(change)
        names[*where, str(location[-1])] = change.location[-1]
    return (*added, *_orders_with(seen, edits, names, later))


# Edits of what was seen


def _wanted_changes(
    seen: IndexedDocument, edits: Edits, stored: Any
) -> Iterator[DocumentChange]:
    """The changes that edits make; those inside of an actual that stands by reference are
    told as one of the whole actual.
    """
    filled = seen
    if stored:
        filled = IndexedDocument(with_stored_actuals(seen.data, stored))
    changes: list[DocumentChange] = []
    for location, value in edits.items():
        if not _is_of_new_item(location, value):
            named = seen.named_location(location)
            changes += changes_at(named, filled.value_at(named), value)
    touched: dict[Location, None] = {}
    for change in changes:
        actual = actual_around(change.location)
        if actual is not None and is_reference(seen.value_at(actual)):
            touched[actual] = None
        else:
            old = seen.value_at(change.location)
            yield DocumentChange(change.location, old, change.new)
    if touched:
        changed = IndexedDocument(with_changes(filled.data, changes))
        for actual in touched:
            yield DocumentChange(
                actual, seen.value_at(actual), changed.value_at(actual)
            )


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


# New items


def _is_of_new_item(location: Location, value: Any) -> bool:
    last = location[-1]
    if last == ORDER:
        return any(str(name).startswith(ADDED) for name in value)
    return isinstance(last, str) and last.startswith(ADDED)


def _present_list(
    seen: IndexedDocument, location: Location, later: LaterSteps
) -> Location:
    """Where the list of an item, or of an order, is now."""
    return later.present_location(seen.named_location(location[:-1]))


def _orders_with(
    seen: IndexedDocument,
    edits: Edits,
    names: Mapping[Location, str | int],
    later: LaterSteps,
) -> Iterator[DocumentChange]:
    """The orders of lists to which new items come, with the names that these get."""
    for location, value in edits.items():
        if location[-1] == ORDER and _is_of_new_item(location, value):
            where = _present_list(seen, location, later)
            order = [names.get((*where, str(name)), name) for name in value]
            place = (*where, ORDER)
            yield DocumentChange(place, later.present.value_at(place), order)
