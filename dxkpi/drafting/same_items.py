"""What of a document is the same as something that a paper says, by its name and place."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import Any

from dxkpi.plan.document_numbering import GrowingDocument
from dxkpi.plan.document_problem import Location
from dxkpi.plan.named_lists import NamedList
from dxkpi.text.folding import folded_text

_SAME_BY = {"schedule": ("label", "start", "end")}
"""By which fields items of a list are the same, where it is not their name alone."""

_Words = tuple[str, ...]
"""What makes items the same, folded."""


class SameItems:
    """The items of a growing document's lists by what makes two the same; each item is
    looked at once.
    """

    def __init__(self, document: GrowingDocument) -> None:
        self._document = document
        self._positions: dict[Location, dict[_Words, list[int]]] = {}
        self._looked_at: dict[Location, int] = {}

    def place_of(self, where: Location, fields: Mapping[str, Any]) -> Location | None:
        """Where an item stands that is the same; a measure may stand in another policy."""
        kind = str(where[-1])
        words = _words(kind, fields)
        for place in self._lists_of_kind(where):
            items = self._document.named_list(place)
            if items is None:
                continue
            for position in self._by_words(place, items).get(words, ()):
                item = items.items[position]
                if kind != "indicators" or _are_at_home(item, fields):
                    return (*place, items.names[position])
        return None

    def is_number_taken(self, where: Location, number: Any) -> bool:
        """Whether an item of a list has a number already; measures share one count."""
        for place in self._lists_of_kind(where):
            items = self._document.named_list(place)
            for item in () if items is None else items.items:
                if item.get("number") == number:
                    return True
        return False

    def _by_words(
        self, place: Location, items: NamedList
    ) -> Mapping[_Words, list[int]]:
        """The positions of the items of a list, also of those that came since."""
        positions = self._positions.setdefault(place, defaultdict(list))
        first = self._looked_at.get(place, 0)
        for position in range(first, len(items.items)):
            words = _words(str(place[-1]), items.items[position])
            positions[words].append(position)
        self._looked_at[place] = len(items.items)
        return positions

    def _lists_of_kind(self, where: Location) -> Iterator[Location]:
        """A list, and for measures those of all policies: their numbers are the plan's."""
        yield where
        if where[-1] != "measures":
            return
        policies = self._document.named_list(("policies",))
        for name in () if policies is None else policies.names:
            yield ("policies", name, "measures")


def same_name(name: Any, other: Any) -> bool:
    """Whether two names are written alike but for width and spaces."""
    return _folded(name) == _folded(other)


def _words(kind: str, fields: Mapping[str, Any]) -> _Words:
    return tuple(_folded(fields.get(key)) for key in _SAME_BY.get(kind, ("name",)))


def _are_at_home(item: Mapping[str, Any], fields: Mapping[str, Any]) -> bool:
    """Whether two indicators of one name are not said to be of different measures."""
    own, other = item.get("measure"), fields.get("measure")
    return own is None or other is None or own == other


def _folded(value: Any) -> str:
    return folded_text(str(value)) if value is not None else ""
