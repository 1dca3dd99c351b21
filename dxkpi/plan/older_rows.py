"""Rows of a book that was made before the plan was changed.

What they change of the plan as it was then is put into the plan as it is now; what others
changed since stays; where both changed the same otherwise, it is asked which one counts.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from dxkpi.findings import ChoiceKind, Finding, make_finding
from dxkpi.plan.document_changes import (
    ABSENT,
    DocumentChange,
    changes_at,
    changes_in_document,
    value_at,
    with_changes,
)
from dxkpi.plan.document_merging import ChangeConflict, conflicts_between
from dxkpi.plan.document_names import is_list_field
from dxkpi.plan.document_problem import Location, Position, SheetCell
from dxkpi.plan.document_rows import DocumentRow
from dxkpi.plan.free_names import with_free_names
from dxkpi.plan.named_objects import named_objects, object_around
from dxkpi.plan.older_row_findings import conflict_finding, finding_of_taken_name
from dxkpi.plan.put_rows import DocumentOfRows
from dxkpi.plan.row_matches import Answers, answer_to
from dxkpi.plan.row_merging import merge_rows
from dxkpi.plan.standard_data import standard_data
from dxkpi.plan.written_alike import is_written_alike

Data = Mapping[str, Any]


def merge_older_rows(
    base: Data,
    present: Data,
    rows: Sequence[DocumentRow],
    answers: Answers | None = None,
) -> DocumentOfRows:
    """The document that rows, written over `base`, make of what the plan is at present.

    Both are plain data, as drafts have them. In a conflict the plan stays as it is until
    somebody says that the book counts.
    """
    written = merge_rows(base, rows, answers)
    merging = _OlderRows(base, present, written, answers or {})
    return merging.merged()


@dataclass
class _OlderRows:
    base: Data
    present: Data
    written: DocumentOfRows
    answers: Answers
    findings: list[Finding] = field(default_factory=list)
    _mine: Any = None

    def merged(self) -> DocumentOfRows:
        self._mine = standard_data(self.written.data)
        self._free_names()
        own, others = self._own_and_others()
        if others:
            told = [change for change in others if not change.is_order]
            self.findings.append(make_finding("book_older_merged", n=len(told)))
        conflicts = self._conflicts(own, others)
        taken = dict(self._taken(own, others, conflicts))
        data = with_changes(self.present, taken.values())
        findings = (*self.written.findings, *self.findings)
        return DocumentOfRows(data, self._positions_in(data), findings)

    def _free_names(self) -> None:
        """Give new rows other codes than those that others gave to something else."""
        self._mine, renamings = with_free_names(self._mine, self.base, self.present)
        for renaming in renamings:
            cell = self._cell_at(renaming.location)
            finding = finding_of_taken_name(renaming, self.present, cell)
            self.findings.append(finding)

    def _own_and_others(self) -> tuple[list[DocumentChange], list[DocumentChange]]:
        """What the rows changed and what others changed; of what both added each field."""
        base = standard_data(self.base)
        own = [
            change
            for change in changes_in_document(base, self._mine)
            if not is_written_alike(change.old, change.new)
        ]
        others = list(changes_in_document(base, standard_data(self.present)))
        both = _added(own) & _added(others)
        return list(_by_fields(own, both)), list(_by_fields(others, both))

    def _conflicts(
        self, own: Sequence[DocumentChange], others: Sequence[DocumentChange]
    ) -> dict[Location, list[ChangeConflict]]:
        """The conflicts by the locations of the rows' own changes."""
        conflicts: dict[Location, list[ChangeConflict]] = {}
        for conflict in conflicts_between(own, others):
            mine, theirs = conflict.mine, conflict.theirs
            is_same_place = mine.location == theirs.location
            if is_same_place and is_written_alike(theirs.new, mine.new):
                continue
            conflicts.setdefault(mine.location, []).append(conflict)
        return conflicts

    def _taken(
        self,
        own: Sequence[DocumentChange],
        others: Sequence[DocumentChange],
        conflicts: Mapping[Location, Sequence[ChangeConflict]],
    ) -> Iterator[tuple[Location, DocumentChange]]:
        """The rows' own changes that are made, each place once."""
        made = {change.location for change in others if not change.is_order}
        asked: dict[str, Finding] = {}
        for change in own:
            if change.location not in conflicts:
                if change.location not in made:
                    yield change.location, change
                continue
            if change.is_order:
                continue  # the order of the plan stays
            conflict = conflicts[change.location][0]
            cell = self._cell_at(change.location)
            finding = conflict_finding(conflict, self._mine, self.present, cell)
            finding = asked.setdefault(_place_of(finding), finding)
            if answer_to(finding, self.answers) == ChoiceKind.TAKE_BOOK:
                decided = self._decided_for_book(conflict)
                yield decided.location, decided
        self.findings += asked.values()

    def _decided_for_book(self, conflict: ChangeConflict) -> DocumentChange:
        """What makes the plan say what the book says: where others took away or replaced
        what is around it, all of that.
        """
        mine, theirs = conflict.mine, conflict.theirs
        if len(theirs.location) < len(mine.location):
            whole = value_at(self._mine, theirs.location)
            return DocumentChange(theirs.location, theirs.new, whole)
        return DocumentChange(mine.location, theirs.new, mine.new)

    # Where values stand

    @cached_property
    def _places(self) -> Mapping[Location, Location]:
        """The places of objects in the rows' document by the names of items."""
        return {named: place for place, named in named_objects(self._mine)}

    def _cell_at(self, location: Location) -> SheetCell | None:
        """The cell of what stands at a location; None where no row tells of it."""
        named = object_around(location, self._places)
        inside = location[len(named) :]
        if inside and is_list_field(str(location[-2])):
            return None  # an item that the rows have not
        place: Location = (*self._places[named], *inside)
        positions = self.written.positions
        while place and place not in positions:
            place = place[:-1]
        position = positions.get(place)
        return position if isinstance(position, SheetCell) else None

    def _positions_in(self, data: Any) -> dict[Location, Position]:
        """The positions of the rows' values in the merged document."""
        names = dict(named_objects(self._mine))
        places = {named: place for place, named in named_objects(data)}
        positions: dict[Location, Position] = {}
        for place, position in self.written.positions.items():
            outer = object_around(place, names)
            merged = places.get(names[outer])
            if merged is not None:
                positions[(*merged, *place[len(outer) :])] = position
        return positions


def _added(changes: Sequence[DocumentChange]) -> set[Location]:
    """The objects that changes add."""
    return {
        change.location
        for change in changes
        if change.old is ABSENT and isinstance(change.new, dict)
    }


def _by_fields(
    changes: Sequence[DocumentChange], objects: set[Location]
) -> Iterator[DocumentChange]:
    """The changes, of these objects field by field."""
    for change in changes:
        if change.location in objects:
            yield from changes_at(change.location, {}, change.new)
        else:
            yield change


def _place_of(finding: Finding) -> str:
    """By this a question is known: those of one cell are one."""
    return f"{finding.sheet}!{finding.cell}" if finding.cell else str(finding.place)
