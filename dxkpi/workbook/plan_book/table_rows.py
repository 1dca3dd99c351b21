"""A row of a table as it stands on its sheet, with the cell under each column."""

from dataclasses import dataclass, field
from typing import Any

from openpyxl.utils import get_column_letter

from dxkpi.plan.document_columns import BookRole, Column, Path
from dxkpi.plan.document_problem import SheetCell
from dxkpi.plan.document_rows import DocumentRow, DocumentSection
from dxkpi.plan.fields import FieldKind
from dxkpi.returns import WrittenCell
from dxkpi.workbook.plan_book.book_tables import FoundTable
from dxkpi.workbook.plan_book.cell_words import value_of_cell, value_of_shape
from dxkpi.workbook.plan_book.plan_rows import FIGURE
from dxkpi.workbook.sheet_grid import SheetGrid

_SHARED_ROLES = (BookRole.KIND, BookRole.DEPARTMENTS)
_SHARED_FIELDS: tuple[Path, ...] = (
    ("measure",),
    ("policy",),
    ("departments",),
    ("unit",),
    ("initiative",),
    ("indicator",),
)
"""What a merged cell beside several rows says of each of them."""


def sheet_cell_of(sheet: SheetGrid, number: int, row: int, column: int) -> SheetCell:
    """A cell as problems name it."""
    name = f"{get_column_letter(column)}{row}"
    return SheetCell(number, row, column, sheet.name, name)


@dataclass
class TableRow:
    """A row of a table: the cell under each column, None where nothing stands."""

    table: FoundTable
    number: int
    cells: dict[Column, WrittenCell] = field(default_factory=dict)
    places: dict[Column, int] = field(default_factory=dict)
    years: dict[int, WrittenCell] = field(default_factory=dict)
    year_places: dict[int, int] = field(default_factory=dict)

    def put(self, column: Column, place: int, cell: WrittenCell | None) -> None:
        """Let a cell stand under a column."""
        self.places[column] = place
        if cell is not None:
            self.cells[column] = cell

    def put_year(self, year: int, place: int, cell: WrittenCell | None) -> None:
        """Let a cell stand under a year."""
        self.year_places[year] = place
        if cell is not None:
            self.years[year] = cell

    @property
    def names_something(self) -> bool:
        """Whether a cell that a row needs is its own, and not merged into one above."""
        return any(
            column.is_needed and is_filled(cell) for column, cell in self.cells.items()
        )

    def put_merged_cells(self) -> None:
        """Let what stands beside several rows in one merged cell be of each of them: to
        what they belong, who answers for them, in which unit they are.
        """
        for column, place in self.places.items():
            cell = self.table.sheet.spread.get((self.number, place))
            is_shared = column.is_owner or column.role in _SHARED_ROLES
            is_shared = is_shared or column.path in _SHARED_FIELDS
            if cell is not None and is_shared and column not in self.cells:
                self.cells[column] = cell

    @property
    def is_blank(self) -> bool:
        """Whether nothing stands in it."""
        return not any(
            is_filled(cell) for cell in (*self.cells.values(), *self.years.values())
        )

    def value(self, *, path: Path = (), role: BookRole | None = None) -> Any:
        """What a cell is read as; None where the table has no such column."""
        try:
            column = self.table.table.column(path=path, role=role)
        except KeyError:
            return None
        cell = self.cells.get(column)
        return None if cell is None else value_of_cell(column, cell.value)

    def text(self, *, path: Path = (), role: BookRole | None = None) -> str:
        """The same as text, without spaces around it; "" where there is none."""
        value = self.value(path=path, role=role)
        return "" if value is None else str(value).strip()

    def has(self, *, path: Path = (), role: BookRole | None = None) -> bool:
        """Whether the table has such a column."""
        column = self.table.table.column(path=path, role=role)
        return column in self.places

    def cell(self, *, path: Path = (), role: BookRole | None = None) -> SheetCell:
        """The place of a column in this row; the row's first cell where it has none."""
        try:
            place = self.places.get(self.table.table.column(path=path, role=role))
        except KeyError:
            place = None
        if place is None:
            place = min([*self.places.values(), *self.year_places.values()])
        return self.cell_at(place)

    def cell_at(self, place: int) -> SheetCell:
        return sheet_cell_of(
            self.table.sheet, self.table.sheet_number, self.number, place
        )

    def document_row(self, section: DocumentSection) -> DocumentRow:
        """The row with its fields, the years in them, and what it belongs to."""
        row = DocumentRow(section, self.cell())
        for column, place in self.places.items():
            if column.role is None:
                self._put_field(row, column, place)
            elif column.is_owner:
                self._put_owner(row, column, place)
        self._put_years(row)
        return row

    def _put_field(self, row: DocumentRow, column: Column, place: int) -> None:
        cell = self.cells.get(column)
        value = None if cell is None else value_of_cell(column, cell.value)
        if cell is not None and column.shape.kind is FieldKind.FIGURE:
            value = _in_percent(value, cell)
            if isinstance(cell.value, int | float) and not isinstance(cell.value, bool):
                row.numbers.add(column.path)
        row.values[column.path] = value
        row.cells[column.path] = self.cell_at(place)

    def _put_owner(self, row: DocumentRow, column: Column, place: int) -> None:
        assert column.role is not None
        cell = self.cells.get(column)
        value = None if cell is None else value_of_cell(column, cell.value)
        if value is not None and str(value).strip():
            row.owners[column.role] = str(value)
            row.owner_cells[column.role] = self.cell_at(place)

    def _put_years(self, row: DocumentRow) -> None:
        """Put the figure under each year; years that have no column stay as they are."""
        within = self.table.table.years
        if within is None:
            return
        for year, place in self.year_places.items():
            path = (*within, str(year))
            row.values[path] = None
            row.cells[path] = self.cell_at(place)
            cell = self.years.get(year)
            if cell is None or not is_filled(cell):
                continue
            row.values[path] = _in_percent(value_of_shape(FIGURE, cell.value), cell)
            if isinstance(cell.value, int | float):
                row.numbers.add(path)


def is_filled(cell: WrittenCell) -> bool:
    """Whether something stands in a cell."""
    return cell.value is not None and str(cell.value).strip() != ""


def _in_percent(value: Any, cell: WrittenCell) -> Any:
    """A number that the spreadsheet shows as a percentage, in percent: 0.582 is 58.2%."""
    if cell.percent and isinstance(cell.value, int | float):
        return f"{(value * 100).normalize():f}%"
    return value
