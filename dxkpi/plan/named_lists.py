"""Lists of a document in which many items are looked up: each is looked through once.

What is done to such a list meanwhile is done here.
"""

from typing import Any

from dxkpi.plan.document_names import ItemNames, is_named_list


class NamedList:
    """A list whose items are known by name, with the position of each."""

    def __init__(self, field: str | int, items: list[dict[str, Any]]) -> None:
        self.items = items
        self.names: list[str] = []
        self._item_names = ItemNames(field)
        self._positions: dict[str, int] = {}
        for item in items:
            self._note(item)

    def position(self, part: str | int) -> int | None:
        """Where an item stands that is known by a name or a position; None: nowhere."""
        if isinstance(part, int):
            return part if 0 <= part < len(self.items) else None
        return self._positions.get(part)

    def append(self, item: dict[str, Any]) -> str:
        """Put an item behind the last one; its name."""
        self.items.append(item)
        return self._note(item)

    def _note(self, item: dict[str, Any]) -> str:
        name = self._item_names.add(item)
        self._positions[name] = len(self.names)
        self.names.append(name)
        return name


class NamedLists:
    """The lists of a document through which was looked."""

    def __init__(self) -> None:
        self._lists: dict[int, NamedList] = {}

    def of(self, field: str | int, value: Any) -> NamedList | None:
        """A value as a list of named items; None where it is none."""
        named = self._lists.get(id(value))
        if named is None and is_named_list(field, value):
            named = NamedList(field, value)
            self._lists[id(value)] = named
        return named

    def forget(self, value: Any) -> None:
        """Look through a list anew: its items are others, or have other names."""
        self._lists.pop(id(value), None)
