"""Changes of a document as changes of facts, in the way in which two plans are compared.

`dxkpi.plan.difference` needs two sound plans. Here what was said of a plan at two times is
compared as it was kept, without making plans of it: its text, that is; figures and what was
promised have a history of their own.
"""

from collections.abc import Iterable, Iterator, Mapping
from enum import StrEnum
from typing import Any

from dxkpi.plan.difference import FactPath, PlanChange, code_changes
from dxkpi.plan.document_changes import (
    ABSENT,
    DocumentChange,
    changes_at,
    changes_in_document,
)
from dxkpi.plan.document_names import is_list_field
from dxkpi.plan.document_problem import Location
from dxkpi.plan.document_shape import shape_at
from dxkpi.plan.recoding import matched_codes
from dxkpi.plan.tree import Plan

_TOLD_APART = (
    "baseline",
    "target",
    "actuals",
    "references",
    "former_targets",
    "marks",
    "reports",
)
"""What indicators and measures have whose changes are told figure by figure."""

_ITEM_NAMES = ("name", "label", "title", "value", "done", "mark", "text")
"""By which field an item is told as a whole, the first that it has."""


def text_changes(old: Any, new: Any) -> tuple[PlanChange, ...]:
    """Every change of a plan's text from one document to another.

    Something that came or went is one change, told by its name; an indicator that got
    another code did neither.
    """
    in_document = changes_in_document(old, new)
    gone, come = _indicators_gone(in_document), _indicators_come(in_document)
    recoded = matched_codes(_names(gone), _names(come))
    changes = list(code_changes(recoded))
    moved = {("indicators", code) for pair in recoded.items() for code in pair}
    for change in in_document:
        if change.location not in moved:
            changes += _facts_of(change)
    for code, former in recoded.items():
        before = {**gone[former], "code": code}
        for change in changes_at(("indicators", code), before, come[code]):
            changes += _facts_of(change)
    return tuple(changes)


def _indicators_gone(changes: Iterable[DocumentChange]) -> dict[str, dict[str, Any]]:
    return {
        str(change.location[1]): change.old
        for change in changes
        if _is_indicator(change.location) and change.new is ABSENT
    }


def _indicators_come(changes: Iterable[DocumentChange]) -> dict[str, dict[str, Any]]:
    return {
        str(change.location[1]): change.new
        for change in changes
        if _is_indicator(change.location) and change.old is ABSENT
    }


def _is_indicator(location: Location) -> bool:
    return len(location) == 2 and location[0] == "indicators"


def _names(indicators: Mapping[str, Mapping[str, Any]]) -> dict[str, tuple[str, str]]:
    return {
        code: (str(fields.get("name")), str(fields.get("unit")))
        for code, fields in indicators.items()
    }


def told_changes(changes: Iterable[DocumentChange]) -> tuple[PlanChange, ...]:
    """Changes of a draft as they are told: each fact, figures as well; of what came or
    went its name.
    """
    told: list[PlanChange] = []
    for change in changes:
        told += _told(change)
    return tuple(told)


def _facts_of(change: DocumentChange) -> Iterator[PlanChange]:
    """The facts of a text's change; none of what is told apart."""
    location = change.location
    is_apart = any(part in _TOLD_APART for part in location[2:])
    if location[0] != "decisions" and not is_apart:
        yield from _told(change)


def _told(change: DocumentChange) -> Iterator[PlanChange]:
    location = change.location
    if change.is_order:
        if change.is_reorder:
            yield PlanChange(
                fact_path(location[:-1]), tuple(change.old), tuple(change.new)
            )
        return
    if _is_item(location):
        field, old, new = _name_of_item(change)
        yield PlanChange((*fact_path(location), field), old, new)
        return
    if isinstance(change.old, dict) or isinstance(change.new, dict):
        for inner in changes_at(location, _object(change.old), _object(change.new)):
            yield from _told(inner)
        return
    old, new = _value(location, change.old), _value(location, change.new)
    yield PlanChange(fact_path(location), old, new)


def _is_item(location: Location) -> bool:
    """Whether a location is an item of a list, and not something in one."""
    return len(location) > 1 and is_list_field(location[-2])


def _name_of_item(change: DocumentChange) -> tuple[str, Any, Any]:
    """The field by which an item is called, and its name before and after."""
    there = change.new if change.old is ABSENT else change.old
    field = next((name for name in _ITEM_NAMES if name in there), "name")
    old = None if change.old is ABSENT else change.old.get(field)
    new = None if change.new is ABSENT else change.new.get(field)
    return field, old, new


def _object(value: Any) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}


def _value(location: Location, value: Any) -> Any:
    """A value as a plan has it: terms are terms, lists are tuples."""
    if value is ABSENT or value == "":
        return None
    if isinstance(value, list):
        return tuple(map(_listed, value))
    shape = shape_at(_by_position(location), Plan)
    if shape is not None and shape.terms is not None and isinstance(value, str):
        return _term(shape.terms, value)
    return value


def _listed(item: Any) -> Any:
    """An item of a list without names, as it is told: of a former target why it changed."""
    if not isinstance(item, dict):
        return item
    names = ("reason", "correction", *_ITEM_NAMES)
    return next((item[name] for name in names if item.get(name)), "")


def _term(terms: type[StrEnum], value: str) -> StrEnum | str:
    return terms(value) if value in {term.value for term in terms} else value


def _by_position(location: Location) -> Location:
    """A location with positions in place of names, as the shape of documents has them."""
    return tuple(
        0 if n and is_list_field(location[n - 1]) else part
        for n, part in enumerate(location)
    )


def fact_path(location: Location) -> FactPath:
    """The path of a fact: a measure and an indicator are known wherever they stand."""
    match location:
        case ("policies",) | ("indicators",):
            return ("plan", *location)
        case ("policies", _, "measures", number, *inside):
            return _in_measure(number, tuple(inside))
        case ("policies", number, *inside):
            return ("policy", number, *inside)
        case ("indicators", _, "parts", code, *inside):
            return ("indicator", code, *_in_indicator(tuple(inside)))
        case ("indicators", code, *inside):
            return ("indicator", code, *_in_indicator(tuple(inside)))
        case ("municipality", "departments", name, *inside):
            return ("municipality", "department", name, *inside)
    return location


def _in_measure(number: str | int, inside: Location) -> FactPath:
    match inside:
        case ("initiatives", name, *rest):
            return ("measure", number, "initiative", name, *rest)
    return ("measure", number, *inside)


def _in_indicator(inside: Location) -> FactPath:
    """Within an indicator: figures by their years, as `difference` has them."""
    match inside:
        case ("actuals", year, *rest):
            return ("actual", _year(year), *rest)
        case ("references", name, *rest):
            series, _blank, year = str(name).rpartition(" ")
            return ("reference", series, _year(year), *rest)
        case ("target", "yearly", year, *rest):
            return ("target", _year(year), *rest)
    return inside


def _year(name: str | int) -> str | int:
    return int(name) if str(name).isdecimal() else name
