"""Places of a document that stays as it is: many are looked up, each list is looked
through once.
"""

from typing import Any

from dxkpi.plan.document_changes import value_at
from dxkpi.plan.document_problem import Location
from dxkpi.plan.named_lists import NamedLists


class IndexedDocument:
    """A document's data, with where the items of its lists stand."""

    def __init__(self, data: Any) -> None:
        self.data = data
        self._lists = NamedLists()

    def value_at(self, location: Location) -> Any:
        """What stands at a location; `ABSENT` where nothing does."""
        return value_at(self.data, location, self._lists)

    def named_location(self, location: Location) -> Location:
        """A location with the names of items in place of their positions.

        What leads nowhere in the data stays as it is.
        """
        return tuple(name for name, _position in self._steps(location))

    def position_location(self, location: Location) -> Location:
        """A location with the positions of items in place of their names.

        What leads nowhere in the data stays as it is.
        """
        return tuple(position for _name, position in self._steps(location))

    def _steps(self, location: Location) -> list[tuple[str | int, str | int]]:
        """Each part of a location, as a name and as a position."""
        value, field = self.data, ""
        steps: list[tuple[str | int, str | int]] = []
        for part in location:
            step: tuple[str | int, str | int] = (part, part)
            named = self._lists.of(field, value)
            if isinstance(value, dict):
                value = value.get(str(part))
            elif named is not None:
                position = named.position(part)
                if position is not None:
                    step = (named.names[position], position)
                value = None if position is None else named.items[position]
            else:
                value = _item_at(value, part)
            steps.append(step)
            field = str(part)
        return steps


def _item_at(value: Any, part: str | int) -> Any:
    """The item of a list that has no names at a position; None where there is none."""
    if not isinstance(value, list) or not isinstance(part, int):
        return None
    return value[part] if 0 <= part < len(value) else None
