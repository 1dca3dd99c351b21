"""Two states that one document came to at once, put together.

What one side changed is so; what both changed alike is so; what both changed otherwise
is a conflict, which somebody settles who sees both.
"""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from dxkpi.plan.document_changes import (
    DocumentChange,
    changes_in_document,
    with_changes,
)
from dxkpi.plan.document_problem import Location


@dataclass(frozen=True)
class ChangeConflict:
    """What two sides changed otherwise at one location, or one of them around the other's."""

    mine: DocumentChange
    theirs: DocumentChange

    @property
    def location(self) -> Location:
        """The outer one of both locations."""
        return min(self.mine.location, self.theirs.location, key=len)


@dataclass(frozen=True)
class MergedDocument:
    """Both sides in one document: in a conflict it says what mine says."""

    data: Any
    conflicts: tuple[ChangeConflict, ...]


def merged_documents(
    base: Any, mine: Any, theirs: Any, settled: Collection[Location] = ()
) -> MergedDocument:
    """Two states of a document that began with the same one.

    `settled` are the locations of conflicts that are decided for mine.
    """
    own_changes = changes_in_document(base, mine)
    other_changes = changes_in_document(base, theirs)
    conflicts = conflicts_between(own_changes, other_changes)
    overruled = {conflict.theirs.location for conflict in conflicts}
    own = {change.location: change for change in own_changes}
    taken = [
        change
        for change in other_changes
        if change.location not in overruled and change != own.get(change.location)
    ]
    data = with_changes(mine, taken)
    open_conflicts = [each for each in conflicts if each.location not in settled]
    return MergedDocument(data, tuple(open_conflicts))


def conflicts_between(
    mine: Sequence[DocumentChange], theirs: Sequence[DocumentChange]
) -> tuple[ChangeConflict, ...]:
    """Where both sides change the same thing otherwise, in the order of mine."""
    by_location = {change.location: change for change in theirs}
    inside: dict[Location, list[DocumentChange]] = defaultdict(list)
    for change in by_location.values():
        for length in range(len(change.location)):
            inside[change.location[:length]].append(change)
    conflicts: list[ChangeConflict] = []
    for change in mine:
        conflicts += _conflicts_of(change, by_location, inside)
    return tuple(conflicts)


def _conflicts_of(
    change: DocumentChange,
    by_location: Mapping[Location, DocumentChange],
    inside: Mapping[Location, Sequence[DocumentChange]],
) -> Iterator[ChangeConflict]:
    """The conflicts of one change: with those at its place, around it and inside of it."""
    at = change.location
    for length in range(1, len(at) + 1):
        other = by_location.get(at[:length])
        if other is not None and _contradict(change, other):
            yield ChangeConflict(change, other)
    for other in inside.get(at, ()):
        yield ChangeConflict(change, other)


def _contradict(change: DocumentChange, other: DocumentChange) -> bool:
    """Whether two changes, one at or around the other's location, cannot both be."""
    if change.is_order and other.is_order:
        return change.is_reorder and other.is_reorder and change.new != other.new
    if change.location == other.location:
        return bool(change.new != other.new)
    return not (change.is_order and not change.is_reorder)
