"""Rows of tables in the objects of a plan's document to which they belong."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from dxkpi.findings import Finding
from dxkpi.plan.dependent_rows import DependentRows
from dxkpi.plan.document_columns import BookRole
from dxkpi.plan.document_problem import Location, Position
from dxkpi.plan.document_rows import DocumentRow, DocumentSection, set_value, value_at
from dxkpi.plan.merged_objects import (
    drop_what_is_blank,
    is_cut_short,
    objects_of,
    pad_numbers,
    put_into_owners,
)
from dxkpi.plan.row_matches import (
    Answers,
    Items,
    MatchedRows,
    RowsOfItem,
    StoredItem,
    row_finding,
    with_joined_questions,
)
from dxkpi.plan.row_matching import match_keyed_rows, match_named_rows
from dxkpi.plan.written_keys import WrittenKeys

Data = dict[str, Any]
OwnerOfRow = Callable[[DocumentRow], Data | None]

_WITH_KEYS = (BookRole.POLICY, BookRole.MEASURE, BookRole.INDICATOR)
"""The objects that rows of other tables name by their codes and numbers."""


@dataclass(frozen=True)
class DocumentOfRows:
    """The data, where each of its values stands, and what is to be asked or told."""

    data: Data
    positions: Mapping[Location, Position]
    findings: tuple[Finding, ...]


@dataclass
class PutRows:
    """A document's data with the rows that were put into it so far."""

    data: Data
    rows: Sequence[DocumentRow]
    answers: Answers
    findings: list[Finding] = field(default_factory=list)
    written: dict[BookRole, WrittenKeys] = field(
        default_factory=lambda: {role: WrittenKeys() for role in _WITH_KEYS}
    )
    _origins: dict[int, list[DocumentRow]] = field(default_factory=dict)
    _object_of_row: dict[DocumentRow, Data] = field(default_factory=dict)

    @cached_property
    def _dependent(self) -> DependentRows:
        return DependentRows.of_rows(self.rows)

    def of(self, *sections: DocumentSection) -> list[DocumentRow]:
        """The rows of some sections."""
        return [row for row in self.rows if row.section in sections]

    def object_of(self, row: DocumentRow) -> Data | None:
        """The object into which a row was put."""
        return self._object_of_row.get(row)

    def document(self) -> DocumentOfRows:
        """The document that came of it."""
        positions: dict[Location, Position] = {}
        numbers: set[Location] = set()
        for place, item in objects_of(self.data, ()):
            for row in self._origins.get(id(item), ()):
                positions.setdefault(place, row.cell)
                for path, cell in row.cells_of_values():
                    positions[(*place, *path)] = cell
                numbers.update((*place, *path) for path in row.numbers_of_values())
        pad_numbers(self.data, numbers)
        findings = with_joined_questions(self.findings)
        return DocumentOfRows(self.data, positions, findings)

    def put(self, item: Data, row: DocumentRow) -> None:
        """Let the values of a row stand in an object."""
        is_new = not item
        self._tell_of_two_values(item, row)
        drop_what_is_blank(item, row)
        for path, value in row.values.items():
            if not is_cut_short(value, value_at(item, path)):
                set_value(item, path, value)
        for path, value in row.usual.items() if is_new else ():
            if value_at(item, path) is None:
                set_value(item, path, value)
        self._origins.setdefault(id(item), []).append(row)
        self._object_of_row[row] = item

    def _tell_of_two_values(self, item: Data, row: DocumentRow) -> None:
        """Tell where two sheets say different things of one field."""
        if row.section is not DocumentSection.DETAIL:
            return
        earlier = self._origins.get(id(item), ())
        for path, value in row.values.items():
            others = [each.values[path] for each in earlier if path in each.values]
            if value is None or all(other in (None, value) for other in others):
                continue
            cell = row.cells.get(path, row.cell)
            finding = row_finding("book_two_values", cell, value=str(value))
            self.findings.append(finding)

    def put_all(self, matched: MatchedRows, role: BookRole | None = None) -> None:
        """Let the rows stand in their objects; `role` is that of which other rows are."""
        for row, item in matched.pairs:
            self.put(item, row)
        self.findings += matched.findings
        for gone in matched.gone:
            if role is not None and id(gone.data) in matched.removed:
                self._dependent.remove(role, gone.data, gone.owner)

    def put_children(
        self,
        section: DocumentSection,
        owners: Sequence[Data],
        name: str,
        owner_of: OwnerOfRow,
        role: BookRole | None = None,
    ) -> None:
        """Put the rows of a section into the lists of those to whom they belong. What has
        a name of its own, as which rows of other sheets name it, has a `role`.
        """
        rows = self.of(section)
        if not rows:
            return
        items: Items = []
        for owner in owners:
            for item in owner.get(name, ()):
                items.append(StoredItem(item.get("number", ""), item, owner))
        owner_of_row = {row: owner_of(row) for row in rows}
        if role is None:
            matched = match_keyed_rows(rows, items, self.answers, owner_of_row)
        else:
            rows_of = self.rows_of(role)
            matched = match_named_rows(
                rows, items, self.answers, owner_of_row, rows_of=rows_of
            )
        self.put_all(matched, role)
        put_into_owners(matched, owners, name)

    def rows_of(self, role: BookRole) -> RowsOfItem:
        """Which rows of other sheets belong to an object of this kind."""

        def rows_of(item: StoredItem) -> list[DocumentRow]:
            return self._dependent.rows_of(role, item.data, item.owner)

        return rows_of

    def tell_lacking(self, row: DocumentRow, role: BookRole, key: str) -> None:
        """Tell of a row that belongs to nothing that there is, or to one of two; not of
        what goes with that which was taken away.
        """
        is_of_two = role in self.written and key in self.written[role].reused
        if self._dependent.goes_along(row, role) and not is_of_two:
            return
        cell = row.owner_cells.get(role, row.cell)
        code = "book_key_of_two" if is_of_two else "book_no_owner"
        self.findings.append(row_finding(code, cell, value=key, key=key))
