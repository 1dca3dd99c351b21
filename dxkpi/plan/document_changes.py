"""What differs between two states of a document's data, and making one of the other.

The data need not be a sound plan: work in progress is told as well. A change has a
location in which items stand by their names (`dxkpi.plan.document_names`), so it means the
same when others have added or moved items. `dxkpi.plan.difference` tells of two plans.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import Any, Final

from dxkpi.plan.document_names import (
    is_list_field,
    is_name_field,
    is_named_list,
    item_names,
    renamed_item,
)
from dxkpi.plan.document_parts import copied_data
from dxkpi.plan.document_problem import Location
from dxkpi.plan.item_orders import is_same_order, merged_order
from dxkpi.plan.named_lists import NamedLists


class Absence(Enum):
    """That nothing stands at a location."""

    ABSENT = "absent"


ABSENT: Final = Absence.ABSENT

ORDER: Final = "#order"
"""Behind the location of a list: the names of its items in their order."""


AS_STORED: Final = "as_stored"
"""The field by which an actual only names one that the store has, under a code
(`dxkpi.plan.stored_actuals`).
"""


@dataclass(frozen=True)
class DocumentChange:
    """What stood at a location and what stands there now; `ABSENT`: nothing."""

    location: Location
    old: Any
    new: Any

    @property
    def is_order(self) -> bool:
        """Whether it is of the order of a list."""
        return self.location[-1:] == (ORDER,)

    @property
    def is_reorder(self) -> bool:
        """Whether items were moved, and not only added or taken out."""
        return self.is_order and not is_same_order(self.old, self.new)


class NoSuchPlace(LookupError):
    """A change is of a place that the data does not have (any more)."""

    def __init__(self, location: Location) -> None:
        super().__init__(location)
        self.location = location


def changes_in_document(old: Any, new: Any) -> tuple[DocumentChange, ...]:
    """Every change from one state of a document to another."""
    return changes_at((), old, new)


def changes_at(location: Location, old: Any, new: Any) -> tuple[DocumentChange, ...]:
    """Every change inside of what stands at a location."""
    return tuple(_changes_of_value(location, old, new))


def with_changes(data: Any, changes: Iterable[DocumentChange]) -> Any:
    """The data with changes made; the data itself stays as it is.

    Items are taken out after everything else that is changed, and then others change their
    names, all of them at once: so each is found under the name that it had, and two items
    can change their numbers with each other. Orders come last. Raises `NoSuchPlace`.
    """
    changed, lists = copied_data(data), NamedLists()
    contents, names, orders = _parted(changes)
    renamed = _holders(changed, names, lists)
    taken_out = _items_to_take_out(changed, contents, lists)
    for change in contents:
        _put(changed, change, lists)
    for items, gone in taken_out:
        items[:] = [item for item in items if id(item) not in gone]
    for holder, change in zip(renamed, names, strict=True):
        _set_field(holder, change.location[-1], copied_data(change.new))
    lists = NamedLists()
    for change in orders:
        _reorder(changed, change, lists)
    return changed


def reversed_changes(changes: Sequence[DocumentChange]) -> tuple[DocumentChange, ...]:
    """The changes that take these back, made together."""
    renamings = Renamings(changes)
    return tuple(
        DocumentChange(
            renamings.location_after(change.location), change.new, change.old
        )
        for change in changes
    )


def value_at(data: Any, location: Location, lists: NamedLists | None = None) -> Any:
    """What stands at a location; `ABSENT` where nothing does. `lists` are those of the
    data through which was looked already.
    """
    lists = lists or NamedLists()
    value, field = data, ""
    for part in location:
        if part == ORDER and _may_be_named_list(field, value):
            named = lists.of(field, value)
            return [] if named is None else list(named.names)
        value = _inside(value, field, part, lists)
        field = str(part)
    return value


def holder_at(data: Any, location: Location, lists: NamedLists) -> tuple[Any, str]:
    """The object or list of the data that holds what is at a location, and by which field
    that is known. A list that is not there yet is begun. Raises `NoSuchPlace`.
    """
    value, field = data, ""
    for part in location[:-1]:
        if isinstance(value, dict) and is_list_field(part) and not value.get(str(part)):
            value[str(part)] = []
        value, field = _inside(value, field, part, lists), str(part)
        if value is ABSENT or value is None:
            raise NoSuchPlace(location)
    return value, field


class Renamings:
    """The other names that changes give to items, all of them at once."""

    def __init__(self, changes: Iterable[DocumentChange]) -> None:
        self._of_items: dict[Location, list[DocumentChange]] = defaultdict(list)
        for change in changes:
            if is_name_field(change.location):
                self._of_items[change.location[:-1]].append(change)

    def location_after(self, location: Location) -> Location:
        """Where a location is once the items have their other names."""
        if not self._of_items:
            return location
        after = list(location)
        for length in range(2, len(location) + 1):
            for change in self._of_items.get(location[:length], ()):
                *_list, list_field, _name = location[:length]
                name, field = str(after[length - 1]), change.location[-1]
                after[length - 1] = renamed_item(
                    list_field, name, field, *_sides(change)
                )
        return tuple(after)


def location_after(location: Location, changes: Iterable[DocumentChange]) -> Location:
    """Where a location is once items have got other names, all of them at once."""
    return Renamings(changes).location_after(location)


def is_reference(actual: Any) -> bool:
    """Whether an actual only names one of the store."""
    return isinstance(actual, dict) and AS_STORED in actual


def says_nothing(value: Any) -> bool:
    """Whether a value is as if its field were left out: null, false or empty."""
    if value is ABSENT or value is None or value is False:
        return True
    return isinstance(value, str | list | dict) and not value


# Finding changes


def _changes_of_value(
    location: Location, old: Any, new: Any
) -> Iterator[DocumentChange]:
    if _is_same(old, new):
        return
    field = location[-1] if location else ""
    if _are_objects_alike(old, new):
        for name in (*old, *(name for name in new if name not in old)):
            inside = (*location, name)
            yield from _changes_of_value(
                inside, old.get(name, ABSENT), new.get(name, ABSENT)
            )
    elif _are_named_lists(field, old, new):
        yield from _changes_of_list(location, _items(old), _items(new))
    else:
        yield DocumentChange(location, old, new)


def _changes_of_list(
    location: Location, old: list[dict[str, Any]], new: list[dict[str, Any]]
) -> Iterator[DocumentChange]:
    field = location[-1]
    old_names, new_names = item_names(field, old), item_names(field, new)
    former = dict(zip(old_names, old, strict=True))
    present = dict(zip(new_names, new, strict=True))
    for name, item in present.items():
        inside = (*location, name)
        if name in former:
            yield from _changes_of_value(inside, former[name], item)
        else:
            yield DocumentChange(inside, ABSENT, item)
    for name, item in former.items():
        if name not in present:
            yield DocumentChange((*location, name), item, ABSENT)
    if old_names != new_names:
        yield DocumentChange((*location, ORDER), old_names, new_names)


def _is_same(old: Any, new: Any) -> bool:
    if says_nothing(old) and says_nothing(new):
        return True
    return bool(old == new)


def _are_objects_alike(old: Any, new: Any) -> bool:
    """Whether both are objects, told field by field; a figure that takes the place of a
    reference is told as a whole.
    """
    are_objects = isinstance(old, dict) and isinstance(new, dict)
    return are_objects and is_reference(old) is is_reference(new)


def _are_named_lists(field: str | int, old: Any, new: Any) -> bool:
    return _may_be_named_list(field, old) and _may_be_named_list(field, new)


def _may_be_named_list(field: str | int, value: Any) -> bool:
    """Whether a value is a list of named items, or is one that is not there yet."""
    return is_list_field(field) and (says_nothing(value) or is_named_list(field, value))


def _items(value: Any) -> list[dict[str, Any]]:
    return value if isinstance(value, list) else []


# Making changes


def _parted(
    changes: Iterable[DocumentChange],
) -> tuple[list[DocumentChange], list[DocumentChange], list[DocumentChange]]:
    """Changes of contents, of names of items, and of orders."""
    contents: list[DocumentChange] = []
    names: list[DocumentChange] = []
    orders: list[DocumentChange] = []
    for change in changes:
        if change.is_order:
            orders.append(change)
        elif is_name_field(change.location):
            names.append(change)
        else:
            contents.append(change)
    return contents, names, orders


def _holders(
    data: Any, names: Sequence[DocumentChange], lists: NamedLists
) -> list[dict[str, Any]]:
    """The items that get other names, found under those that they have."""
    holders: list[dict[str, Any]] = []
    for change in names:
        holder, _field = holder_at(data, change.location, lists)
        if not isinstance(holder, dict):
            raise NoSuchPlace(change.location)
        holders.append(holder)
    return holders


def _items_to_take_out(
    data: Any, changes: Sequence[DocumentChange], lists: NamedLists
) -> list[tuple[list[Any], set[int]]]:
    """The items that changes take out of their lists, by identity: each list with them."""
    taken_out: dict[int, tuple[list[Any], set[int]]] = {}
    for change in changes:
        if change.new is not ABSENT:
            continue
        items = value_at(data, change.location[:-1], lists)
        item = value_at(data, change.location, lists)
        if isinstance(items, list) and item is not ABSENT:
            _items, gone = taken_out.setdefault(id(items), (items, set()))
            gone.add(id(item))
    return list(taken_out.values())


def _put(data: Any, change: DocumentChange, lists: NamedLists) -> None:
    """Let a value stand at a location; what is added to a list that has the name already
    stands before its namesake. Items are not taken out here.
    """
    location, value = change.location, copied_data(change.new)
    holder, field = holder_at(data, location, lists)
    last = location[-1]
    if isinstance(holder, dict):
        _set_field(holder, last, value)
        return
    named = lists.of(field, holder)
    if named is None:
        raise NoSuchPlace(location)
    position = named.position(last)
    if value is ABSENT:
        return
    if position is None and isinstance(value, dict):
        named.append(value)
        return
    lists.forget(holder)
    if position is None:
        holder.append(value)
    elif change.old is ABSENT:
        holder.insert(position, value)
    else:
        holder[position] = value


def _set_field(holder: dict[str, Any], field: str | int, value: Any) -> None:
    """Let a value stand in a field of an object, or nothing."""
    if value is ABSENT:
        holder.pop(str(field), None)
    else:
        holder[str(field)] = value


def _inside(value: Any, field: str, part: str | int, lists: NamedLists) -> Any:
    """What a part of a location leads to."""
    if isinstance(value, dict):
        return value.get(str(part), ABSENT)
    if not isinstance(value, list):
        return ABSENT
    named = lists.of(field, value)
    if named is not None:
        position = named.position(part)
        return ABSENT if position is None else value[position]
    is_there = isinstance(part, int) and 0 <= part < len(value)
    return value[int(part)] if is_there else ABSENT


def _reorder(data: Any, change: DocumentChange, lists: NamedLists) -> None:
    holder, field = holder_at(data, change.location, lists)
    named = lists.of(field, holder)
    if named is None:
        raise NoSuchPlace(change.location)
    items = dict(zip(named.names, holder, strict=True))
    order = merged_order(list(items), change.old or [], change.new or [])
    holder[:] = [items[name] for name in order]
    lists.forget(holder)


def _sides(change: DocumentChange) -> tuple[str, str]:
    """The two values of a name's field as they stand in names."""
    old, new = (
        "" if says_nothing(side) else str(side) for side in (change.old, change.new)
    )
    return old, new
