"""What refers to an item of a document by its code or number, and follows it: to another
number, or to another policy.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from dxkpi.plan.document_changes import ABSENT, DocumentChange, value_at
from dxkpi.plan.document_names import is_name_field, item_names
from dxkpi.plan.document_parts import objects_in
from dxkpi.plan.document_problem import Location


def referring_changes(
    data: Any, changes: Iterable[DocumentChange]
) -> tuple[DocumentChange, ...]:
    """The changes by which references in a document follow the items that changes rename,
    and indicators the measures that are moved to another policy.

    What a change sets itself is left to it.
    """
    own = list(changes)
    set_by_changes = {change.location for change in own}
    following = [*_references(data, own)]
    following += _in_departments(data, _new_names(own, "departments"))
    for change in own:
        if _is_of_initiative_name(change):
            following += _of_initiative(data, change.location, change.old, change.new)
        elif _is_of_measure(change) and change.old is ABSENT:
            following += _of_moved_measure(data, change, own)
    return tuple(each for each in following if each.location not in set_by_changes)


def _is_of_initiative_name(change: DocumentChange) -> bool:
    is_number = is_name_field(change.location) and change.location[-3] == "initiatives"
    return is_number and isinstance(change.old, str | int)


def _is_of_measure(change: DocumentChange) -> bool:
    """Whether a measure as a whole comes or goes."""
    return len(change.location) == 4 and change.location[2] == "measures"


def _of_moved_measure(
    data: Any, added: DocumentChange, changes: Iterable[DocumentChange]
) -> Iterator[DocumentChange]:
    """The policy of the indicators of a measure that is taken out elsewhere."""
    number, policy = added.location[3], added.location[1]
    is_moved = any(
        _is_of_measure(change)
        and change.new is ABSENT
        and change.location[3] == number
        and change.location[1] != policy
        for change in changes
    )
    indicators = objects_in(data.get("indicators")) if is_moved else []
    names = item_names("indicators", indicators)
    for name, indicator in zip(names, indicators, strict=True):
        if indicator.get("measure") == number and indicator.get("policy") is not None:
            place = ("indicators", name, "policy")
            yield DocumentChange(place, indicator["policy"], policy)


def _references(
    data: Any, changes: Sequence[DocumentChange]
) -> Iterator[DocumentChange]:
    """What names policies, measures and indicators that have other names now."""
    policies = _new_names(changes, "policies")
    measures = _new_names(changes, "measures")
    codes = _new_names(changes, "indicators") | _new_names(changes, "parts")
    yield from _in_lists(data, "indicators", "also_in", measures)
    yield from _in_items(data, "indicators", "policy", policies)
    yield from _in_items(data, "indicators", "measure", measures)
    yield from _in_items(data, "decisions", "measure", measures)
    yield from _in_items(data, "indicators", "part_of", codes)
    yield from _in_items(data, "decisions", "indicator", codes)


def _in_items(
    data: Any, field: str, reference: str, renamed: Mapping[Any, Any]
) -> Iterator[DocumentChange]:
    items = objects_in(data.get(field)) if renamed else []
    for name, item in zip(item_names(field, items), items, strict=True):
        named = item.get(reference)
        if isinstance(named, str | int) and named in renamed:
            yield DocumentChange((field, name, reference), named, renamed[named])


def _new_names(changes: Iterable[DocumentChange], field: str) -> dict[Any, Any]:
    """The names of the items of a list that change, with the new ones."""
    return {
        change.old: change.new
        for change in changes
        if is_name_field(change.location)
        and change.location[-3] == field
        and isinstance(change.old, str | int)
    }


def _in_departments(data: Any, renamed: Mapping[Any, Any]) -> Iterator[DocumentChange]:
    """Whatever names departments of the city's register that have other names now."""
    for location, holder in _holders_of_departments(data):
        name = holder.get("department")
        if isinstance(name, str) and name in renamed:
            yield DocumentChange((*location, "department"), name, renamed[name])
        for field in ("departments", "became", "answers_for"):
            names = _listed_names(holder.get(field))
            if not any(each in renamed for each in names):
                continue
            changed = [renamed.get(each, each) for each in names]
            yield DocumentChange((*location, field), names, changed)


def _holders_of_departments(data: Any) -> Iterator[tuple[Location, dict[str, Any]]]:
    """The objects of a document that may name departments, with their locations."""
    register = value_at(data, ("municipality",))
    for holder, location, fields in (
        (register, ("municipality",), ("departments",)),
        (data, (), ("policies", "measures")),
        (data, (), ("indicators", "parts")),
        (data, (), ("decisions",)),
    ):
        yield from _nested_items(holder, location, fields)


def _nested_items(
    holder: Any, location: Location, fields: Sequence[str]
) -> Iterator[tuple[Location, dict[str, Any]]]:
    """The items of a list, and of the lists in them."""
    if not fields or not isinstance(holder, dict):
        return
    field, *inside = fields
    items = objects_in(holder.get(field))
    for name, item in zip(item_names(field, items), items, strict=True):
        place = (*location, field, name)
        yield place, item
        yield from _nested_items(item, place, inside)


def _listed_names(value: Any) -> list[str | int]:
    """The names in a list; none where something else is in it."""
    if not isinstance(value, list):
        return []
    is_of_names = all(isinstance(each, str | int) for each in value)
    return value if is_of_names else []


def _in_lists(
    data: Any, field: str, reference: str, renamed: Mapping[Any, Any]
) -> Iterator[DocumentChange]:
    """The lists of references, in which several may have other names at once."""
    items = objects_in(data.get(field))
    for name, item in zip(item_names(field, items), items, strict=True):
        names = _listed_names(item.get(reference))
        if any(each in renamed for each in names):
            changed = [renamed.get(each, each) for each in names]
            yield DocumentChange((field, name, reference), names, changed)


def _of_initiative(
    data: Any, location: Location, old: Any, new: Any
) -> Iterator[DocumentChange]:
    """The entries of the measure's schedule, and decisions about the initiative."""
    measure = location[:-3]
    for policy in objects_in(data.get("policies")):
        for holder in objects_in(policy.get("measures")):
            if holder.get("number") == measure[-1]:
                for change in _in_items(holder, "schedule", "initiative", {old: new}):
                    yield DocumentChange((*measure, *change.location), old, new)
    decisions = objects_in(data.get("decisions"))
    names = item_names("decisions", decisions)
    for name, decision in zip(names, decisions, strict=True):
        about = (decision.get("measure"), decision.get("initiative"))
        if about == (measure[-1], old):
            yield DocumentChange(("decisions", name, "initiative"), old, new)
