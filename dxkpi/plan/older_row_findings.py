"""What is asked and told of a book that was made before the plan was changed."""

from decimal import Decimal
from typing import Any

from dxkpi.findings import (
    Choice,
    ChoiceKind,
    Fact,
    FactList,
    Finding,
    FiscalYear,
    Phrase,
    make_finding,
    quoted,
)
from dxkpi.plan.document_changes import ABSENT, DocumentChange, says_nothing, value_at
from dxkpi.plan.document_columns import NO, YES, heading_at
from dxkpi.plan.document_merging import ChangeConflict
from dxkpi.plan.document_names import is_list_field
from dxkpi.plan.document_problem import Location, SheetCell
from dxkpi.plan.document_shape import FieldShape, shape_at
from dxkpi.plan.fields import FieldKind
from dxkpi.plan.tree import Plan

_CALLED_BY = ("name", "label", "series", "text", "value", "fiscal_year", "reason")
"""By the first of these that it has, an object is called."""


def conflict_finding(
    conflict: ChangeConflict, mine: Any, present: Any, cell: SheetCell | None
) -> Finding:
    """Which counts: what the book says, or what the plan says by now."""
    location = conflict.location
    before = conflict.mine.old
    if len(conflict.theirs.location) < len(conflict.mine.location):
        before = conflict.theirs.old
    value = _fact(value_at(mine, location), location)
    stored = _fact(value_at(present, location), location)
    keep = Choice(str(ChoiceKind.KEEP_STORED), ChoiceKind.KEEP_STORED, stored)
    take = Choice(str(ChoiceKind.TAKE_BOOK), ChoiceKind.TAKE_BOOK, value)
    return make_finding(
        "book_conflict",
        sheet=None if cell is None else cell.sheet,
        cell=None if cell is None else cell.name,
        place=None if cell is not None else "/".join(map(str, location)),
        value=value,
        choices=(take, keep),
        proposed=keep.key,
        subject=_subject(location, mine, present),
        stored=stored,
        before=_fact(before, location),
    )


def finding_of_taken_name(
    renaming: DocumentChange, present: Any, cell: SheetCell | None
) -> Finding:
    """That the plan gave a code or number to something else since."""
    other = value_at(present, renaming.location[:-1])
    return make_finding(
        "book_code_taken",
        sheet=None if cell is None else cell.sheet,
        cell=None if cell is None else cell.name,
        value=str(renaming.old),
        name=quoted(str(other.get("name", ""))),
        code=str(renaming.new),
    )


def _subject(location: Location, mine: Any, present: Any) -> str:
    """What a location is of, in the words of the book: K01 利用率 目標値."""
    item = ""
    for length in range(2, len(location) + 1):
        if is_list_field(str(location[length - 2])):
            item = _called_at(location[:length], mine, present)
    if _is_item(location):
        return item
    return f"{item} {heading_at(_names(location))}".strip()


def _called_at(location: Location, mine: Any, present: Any) -> str:
    """What an item is called, on the side that has it."""
    item = value_at(mine, location)
    if item is ABSENT:
        item = value_at(present, location)
    return _called(item, str(location[-1]))


def _is_item(location: Location) -> bool:
    """Whether a location is that of an item of a list."""
    return len(location) > 1 and is_list_field(str(location[-2]))


def _names(location: Location) -> tuple[str, ...]:
    """The names of fields on the way to a place, without those of items."""
    return tuple(
        str(part)
        for position, part in enumerate(location)
        if position == 0 or not is_list_field(str(location[position - 1]))
    )


def _called(item: Any, name: str) -> str:
    """An item by its code and name."""
    own = item.get("name") or item.get("label") if isinstance(item, dict) else None
    return name if own is None or own == name else f"{name} {quoted(str(own))}"


def _fact(value: Any, location: Location) -> Fact:
    """A value as a fact for a sentence."""
    if value is ABSENT and _is_item(location):
        return Phrase.TAKEN_AWAY
    if isinstance(value, bool):
        return YES if value else NO
    if says_nothing(value):
        return Phrase.BLANK
    if isinstance(value, dict):
        called = [
            value[name] for name in _CALLED_BY if not says_nothing(value.get(name))
        ]
        return _plain_fact(called[0] if called else "…")
    if isinstance(value, list):
        texts = [str(_fact(each, ())) for each in value]
        return FactList(tuple(quoted(text) for text in texts))
    return _fact_of_field(value, shape_at(_names(location), Plan))


def _fact_of_field(value: Any, shape: FieldShape | None) -> Fact:
    if shape is not None and shape.terms is not None and value in list(shape.terms):
        return shape.terms(value)
    if shape is not None and shape.kind is FieldKind.YEAR and isinstance(value, int):
        return FiscalYear(value)
    return _plain_fact(value)


def _plain_fact(value: Any) -> str:
    return f"{value:f}" if isinstance(value, Decimal) else quoted(str(value))
