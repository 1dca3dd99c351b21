"""Codes and numbers for what is added to a document without one."""

from collections.abc import Iterator, Mapping
from typing import Any

from dxkpi.plan.document_changes import value_at
from dxkpi.plan.document_names import item_names, next_name
from dxkpi.plan.document_parts import objects_in
from dxkpi.plan.document_problem import Location

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


def numbered_item(
    data: Any, where: Location, item: Mapping[str, Any]
) -> dict[str, Any]:
    """An item that is to stand in a list, with the numbers and codes that it and what is
    in it lack: counted on from those beside it, and none that the document has already.
    """
    field = str(where[-1])
    siblings = objects_in(value_at(data, where))
    taken = set(_taken(data, field, where))
    above = value_at(data, where[:-1]) if len(where) > 1 else None
    return _numbered(field, dict(item), siblings, above, taken)


def name_of_added(data: Any, where: Location, item: Mapping[str, Any]) -> str:
    """By which name an item is known once it stands behind the last one of a list."""
    siblings = objects_in(value_at(data, where))
    return item_names(where[-1], [*siblings, item])[-1]


def _numbered(
    field: str,
    item: dict[str, Any],
    siblings: list[dict[str, Any]],
    above: Any,
    taken: set[str],
) -> dict[str, Any]:
    name_field = _NAME_FIELD.get(field)
    if name_field is not None and not item.get(name_field):
        near = [str(one[name_field]) for one in siblings if one.get(name_field)]
        name = next_name(field, near or _first_of(field, above), taken)
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


def _first_of(field: str, above: Any) -> list[str]:
    """What the first item of a list is called: 2-1 under 2, K05-1 under K05."""
    if not isinstance(above, dict):
        return []
    outer = {"measures": "number", "parts": "code"}.get(field)
    name = above.get(outer) if outer else None
    return [f"{name}-1"] if name else []


def _taken(data: Any, field: str, where: Location) -> Iterator[str]:
    """The names that no new item of a list may have."""
    match field:
        case "measures":
            for policy in objects_in(value_at(data, ("policies",))):
                yield from _names(policy, "measures", "number")
        case "indicators" | "parts":
            for indicator in objects_in(value_at(data, ("indicators",))):
                yield str(indicator.get("code"))
                yield from _names(indicator, "parts", "code")
        case _:
            name_field = _NAME_FIELD.get(field, "")
            for item in objects_in(value_at(data, where)):
                yield str(item.get(name_field))


def _names(holder: Mapping[str, Any], field: str, name_field: str) -> Iterator[str]:
    for item in objects_in(holder.get(field)):
        yield str(item.get(name_field))
