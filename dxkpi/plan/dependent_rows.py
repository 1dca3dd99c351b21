"""Rows of a book that belong to what stands on another sheet, and go with it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from dxkpi.plan.document_columns import BookRole
from dxkpi.plan.document_rows import DocumentRow, DocumentSection

Key = tuple[BookRole, str]
"""A kind of object with the code, number or name by which rows name one."""

_STAY_ASKED_ABOUT = (DocumentSection.MEASURE, DocumentSection.INDICATOR)
"""Rows that are objects of their own: where they belong is to be written anew."""


@dataclass
class DependentRows:
    """The rows by that to which they belong, and what was taken away."""

    _by_owner: dict[Key, list[DocumentRow]] = field(default_factory=dict)
    _removed: set[Key] = field(default_factory=set)

    @classmethod
    def of_rows(cls, rows: Sequence[DocumentRow]) -> "DependentRows":
        """The rows of a book."""
        dependent = cls()
        for row in rows:
            if row.section in _STAY_ASKED_ABOUT:
                continue
            for role in row.owners:
                key = _key_of_owner(row, role)
                dependent._by_owner.setdefault(key, []).append(row)
        return dependent

    def rows_of(
        self, role: BookRole, item: Mapping[str, Any], owner: Mapping[str, Any] | None
    ) -> list[DocumentRow]:
        """The rows that belong to an object, or to what is in it."""
        rows: dict[DocumentRow, None] = {}
        for key in _keys_within(role, item, owner):
            rows.update(dict.fromkeys(self._by_owner.get(key, ())))
        return list(rows)

    def remove(
        self, role: BookRole, item: Mapping[str, Any], owner: Mapping[str, Any] | None
    ) -> None:
        """Note that an object was taken away."""
        self._removed.update(_keys_within(role, item, owner))

    def goes_along(self, row: DocumentRow, role: BookRole) -> bool:
        """Whether a row belongs to what was taken away, and goes with it."""
        if row.section in _STAY_ASKED_ABOUT:
            return False
        return _key_of_owner(row, role) in self._removed


def _key_of_owner(row: DocumentRow, role: BookRole) -> Key:
    name = row.owners.get(role, "")
    if role is BookRole.INITIATIVE:
        name = _within_measure(row.owners.get(BookRole.MEASURE, ""), name)
    return role, name


def _within_measure(measure: str, initiative: str) -> str:
    """An initiative by its number, which only its measure has once."""
    return f"{measure} / {initiative}"


def _keys_within(
    role: BookRole, item: Mapping[str, Any], owner: Mapping[str, Any] | None
) -> Iterator[Key]:
    """The keys by which rows name an object, and what is in it."""
    if role is BookRole.INITIATIVE:
        measure = str((owner or {}).get("number"))
        yield role, _within_measure(measure, str(item.get("number")))
        return
    for name in ("code", "number", "name"):
        if item.get(name):
            yield role, str(item[name])
    for part in item.get("parts") or ():
        yield from _keys_within(role, part, item)
    for measure in item.get("measures") or ():
        yield from _keys_within(BookRole.MEASURE, measure, item)
    for initiative in item.get("initiatives") or ():
        yield from _keys_within(BookRole.INITIATIVE, initiative, item)
