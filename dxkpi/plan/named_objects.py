"""The objects of a document by their positions, and by the names of items."""

from collections.abc import Container, Iterator
from typing import Any

from dxkpi.plan.document_names import is_named_list, item_names
from dxkpi.plan.document_problem import Location


def named_objects(
    value: Any, place: Location = (), named: Location = ()
) -> Iterator[tuple[Location, Location]]:
    """Each object's location with positions of items, and the same with their names."""
    if isinstance(value, dict):
        yield place, named
        for name, inner in value.items():
            yield from named_objects(inner, (*place, name), (*named, name))
    elif isinstance(value, list):
        field = named[-1] if named else ""
        names: list[str | int] = list(range(len(value)))
        if is_named_list(field, value):
            names = [*item_names(field, value)]
        for position, item in enumerate(value):
            inside = (*named, names[position])
            yield from named_objects(item, (*place, position), inside)


def object_around(location: Location, objects: Container[Location]) -> Location:
    """The location of the innermost of these objects that something is, or is inside of."""
    outer = location
    while outer and outer not in objects:
        outer = outer[:-1]
    return outer
