"""Rows of tables that hold a plan document, as they were read, before they are one plan."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Any

from dxkpi import fiscal
from dxkpi.plan.document_columns import BookRole
from dxkpi.plan.document_problem import Location, SheetCell

Values = dict[Location, Any]
"""The fields of an object by their way into it; None where a cell is blank."""


class DocumentSection(StrEnum):
    """The lists and objects of a document that rows are of."""

    ABOUT = "about"
    POLICY = "policy"
    MEASURE = "measure"
    INITIATIVE = "initiative"
    INDICATOR = "indicator"
    DETAIL = "detail"
    """More fields of an indicator that stands on another sheet."""
    FORMER_TARGET = "former_target"
    ACTUAL = "actual"
    REFERENCE = "reference"
    SCHEDULE = "schedule"
    DEPARTMENT = "department"
    GRADING = "grading"
    REPORT = "report"
    MARK = "mark"
    DECISION = "decision"
    SURVEY = "survey"


@dataclass(eq=False)
class DocumentRow:
    """A row: its fields, the cell of each, and the keys of what it belongs to.

    `above` is the row that it belongs to where the table shows that by their order.
    `numbers` are the fields that a spreadsheet held as numbers, without their zeros;
    `usual` is what a new object has where nothing says it.
    """

    section: DocumentSection
    cell: SheetCell
    values: Values = field(default_factory=dict)
    cells: dict[Location, SheetCell] = field(default_factory=dict)
    owners: dict[BookRole, str] = field(default_factory=dict)
    owner_cells: dict[BookRole, SheetCell] = field(default_factory=dict)
    above: "DocumentRow | None" = None
    numbers: set[Location] = field(default_factory=set)
    usual: Values = field(default_factory=dict)

    def cells_of_values(self) -> Iterator[tuple[Location, SheetCell]]:
        """The cells of its fields, also of what stands within them."""
        for path, cell in self.cells.items():
            if self._has(path):
                yield path, cell

    def numbers_of_values(self) -> Iterator[Location]:
        """The figures among its fields that a spreadsheet held as numbers."""
        return (path for path in self.numbers if self._has(path))

    def _has(self, path: Location) -> bool:
        lengths = range(1, len(path) + 1)
        return any(path[:length] in self.values for length in lengths)

    def text(self, name: str) -> str:
        """A text of the row; "" where it has none."""
        value = self.values.get((name,))
        return value if isinstance(value, str) else ""

    def cell_of(self, name: str) -> SheetCell:
        """The cell of a field, else that with which the row begins."""
        return self.cells.get((name,), self.cell)


def copied_rows(rows: Sequence[DocumentRow]) -> list[DocumentRow]:
    """The rows with values of their own, for whoever settles what they mean."""
    copies = {row: replace(row, values=dict(row.values)) for row in rows}
    for copy in copies.values():
        if copy.above is not None:
            copy.above = copies.get(copy.above)
    return list(copies.values())


def set_value(data: dict[str, Any], path: Location, value: Any) -> None:
    """Put a value at its way into an object; None takes it away, and what then is empty."""
    if value is None:
        _take_away(data, path)
        return
    holder: Any = data
    for name in path[:-1]:
        inner = holder.get(name)
        if not isinstance(inner, dict):
            inner = holder[name] = {}
        holder = inner
    holder[path[-1]] = value


def value_at(data: Mapping[str, Any], path: Location) -> Any:
    """The value at a way into an object; None where there is none."""
    value: Any = data
    for name in path:
        value = value.get(name) if isinstance(value, Mapping) else None
    return value


def plain_year(value: Any) -> Any:
    """A fiscal year as its number, where it can be read; else as it is written."""
    if not isinstance(value, str):
        return value
    try:
        return fiscal.parse_year(value).fiscal_year
    except fiscal.NotAFiscalYear:
        return value


def _take_away(data: dict[Any, Any], path: Location) -> None:
    first, rest = path[0], path[1:]
    if not rest:
        data.pop(first, None)
        return
    inner = data.get(first)
    if not isinstance(inner, dict):
        return
    _take_away(inner, rest)
    if not inner:
        del data[first]
