"""By what the items of a document's lists are known, wherever they stand in their list.

An indicator is known by its code, a measure by its number, a figure by its year: so what
was changed is found again when somebody has put something before it.
"""

import re
from collections.abc import Collection, Mapping, Sequence
from typing import Any

from dxkpi.plan.document_problem import Location

_NAME_FIELDS: Mapping[str, tuple[str, ...]] = {
    "departments": ("name",),
    "policies": ("number",),
    "measures": ("number",),
    "initiatives": ("number",),
    "schedule": ("label",),
    "indicators": ("code",),
    "parts": ("code",),
    "actuals": ("fiscal_year",),
    "references": ("series", "fiscal_year"),
    "reports": ("fiscal_year",),
    "marks": ("fiscal_year", "by"),
    "decisions": ("number",),
}
"""The lists of objects, with the fields that tell one item from another."""

_COUNTED = re.compile(r"(?P<head>.*?)(?P<number>[0-9]+)(?P<tail>[^0-9]*)", re.DOTALL)
_NAMELESS = "#2"
"""What an item without a name is called, the first one of its list."""

_FIRST_NAMES = {"indicators": "K01"}


def is_named_list(field: str | int, value: Any) -> bool:
    """Whether a value is a list whose items are known by name; an empty one may be."""
    if field not in _NAME_FIELDS or not isinstance(value, list):
        return False
    return all(isinstance(item, dict) for item in value)


def is_list_field(field: str | int) -> bool:
    """Whether a field of this name can be a list whose items are known by name."""
    return field in _NAME_FIELDS


def is_name_field(location: Location) -> bool:
    """Whether a location is a field by which its item is known."""
    if len(location) < 3:
        return False
    fields = _NAME_FIELDS.get(str(location[-3]), ())
    return location[-1] in fields


class ItemNames:
    """The names that the items of a list get one after another, each once: what repeats a
    name, or has none, is told apart by a number behind it (A, A#2).
    """

    def __init__(self, field: str | int) -> None:
        self._fields = _NAME_FIELDS[str(field)]
        self._given: set[str] = set()
        self._last_numbers: dict[str, int] = {}

    def add(self, item: Mapping[str, Any]) -> str:
        """The name of the next item."""
        name = _name_by(self._fields, item)
        counted, n = name, self._last_numbers.get(name, 1)
        while counted in self._given or not counted:
            n += 1
            counted = f"{name}#{n}"
        self._last_numbers[name] = n
        self._given.add(counted)
        return counted


def item_names(field: str | int, items: Sequence[Mapping[str, Any]]) -> list[str]:
    """The name of each item of a list, each once."""
    names = ItemNames(field)
    return [names.add(item) for item in items]


def renamed_item(
    list_field: str | int, name: str, field: str | int, old: str, new: str
) -> str:
    """What an item of a list is called once one of the fields of its name is another; ""
    is one that says nothing.
    """
    fields = _NAME_FIELDS[str(list_field)]
    if len(fields) == 1:
        return new or _NAMELESS
    if field == fields[0]:
        return f"{new} {name.removeprefix(old).strip()}".strip()
    return f"{name.removesuffix(old).strip()} {new}".strip()


def next_name(field: str, near: Sequence[str], taken: Collection[str]) -> str:
    """A name for a new item: the last one of those near it counted on (K07 after K06)
    until none has it.
    """
    last = near[-1] if near else _FIRST_NAMES.get(field, "1")
    name = last if last not in taken else _counted_on(last)
    while name in taken:
        name = _counted_on(name)
    return name


def _counted_on(name: str) -> str:
    match = _COUNTED.fullmatch(name)
    if match is None:
        return f"{name}-2"
    number = str(int(match["number"]) + 1).zfill(len(match["number"]))
    return match["head"] + number + match["tail"]


def _name_by(fields: Sequence[str], item: Mapping[str, Any]) -> str:
    values = [item.get(field) for field in fields]
    return " ".join(str(value) for value in values if value is not None).strip()
