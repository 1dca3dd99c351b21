"""Other codes and numbers for what is new on one side, where the other gave them away."""

from collections.abc import Iterator, Mapping
from typing import Any

from dxkpi.plan.document_changes import DocumentChange, with_changes
from dxkpi.plan.document_names import item_names, next_name
from dxkpi.plan.document_parts import objects_in
from dxkpi.plan.document_problem import Location
from dxkpi.plan.document_renaming import referring_changes
from dxkpi.text.folding import folded_text

_NAME_FIELDS: Mapping[str, str] = {
    "policies": "number",
    "measures": "number",
    "initiatives": "number",
    "indicators": "code",
    "parts": "code",
}
"""The lists whose items have a code or number that says nothing of them."""


def with_free_names(
    mine: Any, base: Any, theirs: Any
) -> tuple[Any, tuple[DocumentChange, ...]]:
    """A document in which what is new bears no code or number that something else has on
    the other side, and the changes of names that this took. References follow.
    """
    renamings = tuple(_renamings(mine, base, theirs, ()))
    if not renamings:
        return mine, ()
    following = referring_changes(mine, renamings)
    return with_changes(mine, (*renamings, *following)), renamings


def _renamings(
    mine: Any, base: Any, theirs: Any, location: Location
) -> Iterator[DocumentChange]:
    """The names that are to be changed in an object that is there on both sides."""
    for field, key in _NAME_FIELDS.items():
        own, former = _items(mine, field), _items(base, field)
        others = _items(theirs, field)
        inside = (*location, field)
        for name in own.keys() & others.keys() & former.keys():
            place = (*inside, name)
            yield from _renamings(own[name], former[name], others[name], place)
        taken = {*own, *others}
        for name, item in own.items():
            is_new_on_both = name in others and name not in former
            if is_new_on_both and not _is_same(item, others[name]):
                free = next_name(field, [name], taken)
                taken.add(free)
                yield DocumentChange((*inside, name, key), item.get(key), free)


def _items(holder: Any, field: str) -> dict[str, Any]:
    """The items of a list of an object by their names."""
    items = objects_in(holder.get(field))
    return dict(zip(item_names(field, items), items, strict=True))


def _is_same(mine: Mapping[str, Any], theirs: Mapping[str, Any]) -> bool:
    """Whether two items of one code are called alike."""
    own, other = str(mine.get("name", "")), str(theirs.get("name", ""))
    return folded_text(own) == folded_text(other)
