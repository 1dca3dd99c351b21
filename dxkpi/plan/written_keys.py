"""Rows that name an object by the code or number that its own row has, where that is not
the one that it gets: its code is kept, or it is a new one under the code of another.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from dxkpi.plan.document_rows import DocumentRow
from dxkpi.plan.row_matches import Data, MatchedRows


@dataclass
class WrittenKeys:
    """The objects of a table whose rows are written under another key than they have.

    `reused` are the keys that mean two objects: the stored one, and a new one in a row.
    """

    objects: dict[str, Data] = field(default_factory=dict)
    reused: set[str] = field(default_factory=set)

    def note(
        self, written: Mapping[DocumentRow, str], matched: MatchedRows, name: str
    ) -> None:
        """Note what the rows called their objects; `name` is the field of the key."""
        stored = set(matched.keys)
        for row, item in matched.pairs:
            key = written[row]
            if not key or item.get(name) == key:
                continue
            if key in stored:
                self.reused.add(key)
            else:
                self.objects[key] = item

    def object_with(self, items: Sequence[Data], name: str, key: Any) -> Data | None:
        """The object that other rows mean by a key; None where none is, or two are."""
        if key in self.reused:
            return None
        if key in self.objects:
            return self.objects[key]
        return next((item for item in items if item.get(name) == key), None)


def written_keys(rows: Sequence[DocumentRow], name: str) -> dict[DocumentRow, str]:
    """The key that each row is written under, before it is settled what it is."""
    return {row: row.text(name) for row in rows}
