"""A sheet as it was read: its cells by row and column."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from openpyxl.utils import get_column_letter

from dxkpi.returns import WrittenCell
from dxkpi.returns.filled_form import PLAIN_LOOK, CellLook
from dxkpi.workbook.colour_legends import (
    ColourLegend,
    colour_legends,
    legend_of_colours,
)
from dxkpi.workbook.messages import RawLook, RawSheet


@dataclass(frozen=True)
class SheetGrid:
    """The cells of a sheet that hold something, by row and column from 1; `spread` are
    those merged into one above, each as that one.
    """

    name: str
    hidden: bool
    cells: Mapping[tuple[int, int], WrittenCell]
    spread: Mapping[tuple[int, int], WrittenCell] = field(default_factory=dict)

    @classmethod
    def from_raw(
        cls, sheet: RawSheet, legends_elsewhere: Sequence[ColourLegend] = ()
    ) -> "SheetGrid":
        """The grid of a sheet as the file holds it; what it says of colours counts before
        the legends of other sheets.
        """
        legends = (*colour_legends(sheet), *legends_elsewhere)
        cells = {}
        for row, column, value, percent, formula, raw_look in sheet.cells:
            ref = _cell_ref(row, column)
            look = PLAIN_LOOK if raw_look is None else _cell_look(raw_look, legends)
            cells[row, column] = WrittenCell(
                sheet.name, ref, value, percent, formula, look
            )
        return cls(sheet.name, sheet.state != "visible", cells)

    @cached_property
    def rows(self) -> Mapping[int, tuple[int, ...]]:
        """The columns that hold something, by row."""
        columns: dict[int, list[int]] = {}
        for row, column in sorted(self.cells):
            columns.setdefault(row, []).append(column)
        return {row: tuple(numbers) for row, numbers in columns.items()}

    @property
    def last_row(self) -> int:
        """The last row that holds something, 0 where none does."""
        return max(self.rows, default=0)

    def columns_in(self, row: int) -> tuple[int, ...]:
        """The columns of a row that hold something."""
        return self.rows.get(row, ())

    def written_cell(self, row: int, column: int) -> WrittenCell:
        """A cell, also where nothing stands."""
        if (row, column) in self.cells:
            return self.cells[row, column]
        return WrittenCell(self.name, _cell_ref(row, column))

    def cell_text(self, row: int, column: int) -> str:
        """A cell's text, "" where it holds none."""
        cell = self.cells.get((row, column))
        if cell is None or not isinstance(cell.value, str):
            return ""
        return cell.value


def _cell_look(look: RawLook, legends: Sequence[ColourLegend]) -> CellLook:
    return CellLook(
        struck_text=look.struck_text,
        is_struck=look.is_struck,
        is_hidden=look.is_hidden,
        may_be_hidden=look.may_be_hidden,
        shown_power=look.shown_power,
        shown_unit=look.shown_unit,
        shown_before=look.shown_before,
        legend=legend_of_colours(look, legends),
    )


def _cell_ref(row: int, column: int) -> str:
    return f"{get_column_letter(column)}{row}"
