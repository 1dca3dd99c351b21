"""A sheet as it was read: its cells by row and column, from the plain data that `cells.read` gives."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from typing import Any

from openpyxl.utils import get_column_letter

from dxkpi.returns import WrittenCell
from dxkpi.returns.filled_form import Written
from dxkpi.workbook.cells import FORMULA, PERCENT


@dataclass(frozen=True)
class SheetGrid:
    """The cells of a sheet that hold something, by row and column from 1."""

    name: str
    hidden: bool
    cells: Mapping[tuple[int, int], WrittenCell]

    @classmethod
    def of(cls, raw: Mapping[str, Any]) -> "SheetGrid":
        """From one of the sheets of `cells.read`."""
        name = raw["name"]
        cells = {
            (row, column): WrittenCell(
                name,
                f"{get_column_letter(column)}{row}",
                _written(value),
                bool(flags & PERCENT),
                bool(flags & FORMULA),
            )
            for row, column, value, flags in raw["cells"]
        }
        return cls(name, raw["state"] != "visible", cells)

    @cached_property
    def rows(self) -> Mapping[int, tuple[int, ...]]:
        """The columns that hold something, by row."""
        found: dict[int, list[int]] = {}
        for row, column in sorted(self.cells):
            found.setdefault(row, []).append(column)
        return {row: tuple(columns) for row, columns in found.items()}

    def at(self, row: int, column: int) -> WrittenCell:
        """A cell, also where nothing stands."""
        return self.cells.get((row, column)) or WrittenCell(
            self.name, f"{get_column_letter(column)}{row}"
        )

    def text(self, row: int, column: int) -> str:
        """A cell's text, "" where it holds none."""
        found = self.cells.get((row, column))
        return found.value if found is not None and isinstance(found.value, str) else ""


def _written(value: Any) -> Written:
    if isinstance(value, dict):
        return (
            datetime.fromisoformat(value["datetime"])
            if "datetime" in value
            else date.fromisoformat(value["date"])
        )
    known: Written = value
    return known
