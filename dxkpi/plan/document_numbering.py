"""Codes and numbers for what is added to a document without one."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from dxkpi.plan.document_changes import (
    ABSENT,
    DocumentChange,
    NoSuchPlace,
    holder_at,
    value_at,
)
from dxkpi.plan.document_names import next_name
from dxkpi.plan.document_parts import objects_in
from dxkpi.plan.document_problem import Location
from dxkpi.plan.named_lists import NamedList, NamedLists

_NAME_FIELD = {
    "policies": "number",
    "measures": "number",
    "initiatives": "number",
    "decisions": "number",
    "indicators": "code",
    "parts": "code",
}
"""The lists whose items have a number or code of their own."""

_INSIDE = {
    "policies": ("measures",),
    "measures": ("initiatives",),
    "indicators": ("parts",),
}

_ALL_MEASURES: Location = ("policies", "measures")
"""Whose numbers are the plan's, whatever policy they stand in."""

_NEW = "+"


class GrowingDocument:
    """A document's data to which items are added one after another, each with the numbers
    and codes that it and what is in it lack: counted on from those beside it, and none
    that the document has already.

    The data itself is changed, and while it grows by nobody else.
    """

    def __init__(self, data: dict[str, Any]) -> None:
        self.data = data
        self._lists = NamedLists()
        self._taken: dict[Location, set[str]] = {}

    def add(self, where: Location, item: Mapping[str, Any]) -> DocumentChange:
        """Put an item behind the last one of a list. Raises `NoSuchPlace`."""
        items, field = holder_at(self.data, (*where, _NEW), self._lists)
        named = self._lists.of(field, items)
        if named is None:
            raise NoSuchPlace((*where, _NEW))
        above = self.value_at(where[:-1])
        taken = self._taken_names(where)
        numbered = _numbered(field, dict(item), named.items, above, taken)
        if field == "policies":
            self._taken.clear()
        place = (*where, named.append(numbered))
        return DocumentChange(place, ABSENT, numbered)

    def value_at(self, location: Location) -> Any:
        """What stands at a location; `ABSENT` where nothing does."""
        return value_at(self.data, location, self._lists)

    def named_list(self, where: Location) -> NamedList | None:
        """The items of a list; None where there is none."""
        return self._lists.of(where[-1], self.value_at(where))

    def forget(self, where: Location) -> None:
        """Look through a list anew: its items have got other names."""
        self._lists.forget(self.value_at(where))
        self._taken.clear()

    def _taken_names(self, where: Location) -> set[str]:
        """The names that no new item of a list may have."""
        place = _ALL_MEASURES if where[-1] == "measures" else where
        if where[-1] in ("indicators", "parts"):
            place = ("indicators",)
        if place not in self._taken:
            items = objects_in(self.value_at(where))
            self._taken[place] = set(_taken(self.data, str(where[-1]), items))
        return self._taken[place]


def _numbered(
    field: str,
    item: dict[str, Any],
    siblings: list[dict[str, Any]],
    above: Any,
    taken: set[str],
) -> dict[str, Any]:
    name_field = _NAME_FIELD.get(field)
    if name_field is not None and not item.get(name_field):
        near = _last_name(siblings, name_field) or _first_of(field, above)
        name = next_name(field, near, taken)
        item = {name_field: name} | {
            name: value for name, value in item.items() if name != name_field
        }
    if name_field is not None:
        taken.add(str(item[name_field]))
    for inner in _INSIDE.get(field, ()):
        if item.get(inner):
            item[inner] = _numbered_list(inner, item, taken)
    return item


def _numbered_list(
    field: str, above: Mapping[str, Any], taken: set[str]
) -> list[dict[str, Any]]:
    """The items of a list within a new item; initiatives are counted in each measure."""
    names = set() if field == "initiatives" else taken
    numbered: list[dict[str, Any]] = []
    for item in objects_in(above[field]):
        numbered.append(_numbered(field, dict(item), numbered, above, names))
    return numbered


def _last_name(siblings: Sequence[Mapping[str, Any]], name_field: str) -> list[str]:
    """The name of the last item of a list that has one."""
    for item in reversed(siblings):
        if item.get(name_field):
            return [str(item[name_field])]
    return []


def _first_of(field: str, above: Any) -> list[str]:
    """What the first item of a list is called: 2-1 under 2, K05-1 under K05."""
    if not isinstance(above, dict):
        return []
    outer = {"measures": "number", "parts": "code"}.get(field)
    name = above.get(outer) if outer else None
    return [f"{name}-1"] if name else []


def _taken(
    data: Any, field: str, siblings: Sequence[Mapping[str, Any]]
) -> Iterator[str]:
    """The names that no new item of a list may have."""
    match field:
        case "measures":
            for policy in objects_in(data.get("policies")):
                yield from _names(policy, "measures", "number")
        case "indicators" | "parts":
            for indicator in objects_in(data.get("indicators")):
                yield str(indicator.get("code"))
                yield from _names(indicator, "parts", "code")
        case _:
            name_field = _NAME_FIELD.get(field, "")
            for item in siblings:
                yield str(item.get(name_field))


def _names(holder: Mapping[str, Any], field: str, name_field: str) -> Iterator[str]:
    for item in objects_in(holder.get(field)):
        yield str(item.get(name_field))
