"""How the form looks: colours, lines, fonts and heights. Knows no plan, only openpyxl.

The fresh form and the one that is given back are styled by the same functions; the latter
in a process of its own, which is why nothing else is imported here.
"""

import math
import re
from collections.abc import Hashable, Iterable
from copy import copy
from dataclasses import dataclass
from functools import cache
from typing import Any, cast
from weakref import WeakKeyDictionary

from openpyxl.cell.cell import Cell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Protection, Side
from openpyxl.styles.cell_style import StyleArray
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from dxkpi.text.formulas import LONGEST_CELL, may_begin_formula
from dxkpi.text.width import half_width_columns

FONT = "BIZ UDPゴシック"
"""Comes with Windows; elsewhere the spreadsheet takes its own Japanese font."""

INK, MUTED, ADVICE = "1A1A1A", "595959", "604B00"
LINE, RULER = "C9D0D8", "5A6572"
HEADER, INPUT_HEADER = "E6EAEF", "FFD95C"
INPUT, AUTOMATIC, REQUIRED = "FFF6D1", "F6F8FB", "FFB98A"
ERROR, ERROR_EDGE = "F9CFCF", "850000"
HELD, HELD_EDGE = "FFD95C", "604B00"

STATUS_HEADING, RESULT_HEADING = "判定の目安\n（自動）", "確認結果"

# One object of each style: openpyxl need not compare it with all others cell by cell.
_SIDE, _RULE = Side(style="thin", color=LINE), Side(style="thin", color=RULER)
_EDGE = Border(left=_SIDE, right=_SIDE, top=_SIDE, bottom=_SIDE)
_HEADING_EDGE = Border(
    left=_SIDE, right=_SIDE, top=_RULE, bottom=Side(style="medium", color=RULER)
)
_CENTRED = Alignment(wrap_text=True, vertical="center", horizontal="center")
_LEFT = Alignment(wrap_text=True, vertical="center", horizontal="left", indent=1)
_LOCKED, _UNLOCKED = Protection(locked=True), Protection(locked=False)

_LINE_POINTS, _PADDING_POINTS = 14.0, 7
_LOWEST, _HIGHEST = 33.0, 409.0
_WIDER_THAN_MEASURED = 1.06
_COLUMN_PADDING = 3

_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f]")
_UNWRITABLE = re.compile("[\ud800-\udfff\ufffe\uffff]")
_LIKE_AN_ESCAPE = re.compile("_(?=x[0-9A-Fa-f]{4}_)")


# What stands in a cell


def writable_text(text: str) -> str:
    """A text as a workbook can hold it.

    Characters that XML forbids are escaped as spreadsheets do it (_x0007_).
    """
    text = _UNWRITABLE.sub("\ufffd", text[:LONGEST_CELL])
    text = _LIKE_AN_ESCAPE.sub("_x005F_", text)
    return _CONTROL.sub(_escaped_control, text)


def _escaped_control(control: re.Match[str]) -> str:
    return f"_x{ord(control[0]):04X}_"


def sheet_cell(sheet: Worksheet, row: int, column: int) -> Cell:
    """A cell that is not merged into another."""
    return cast("Cell", sheet.cell(row, column))


def existing_cells(sheet: Worksheet) -> list[Cell]:
    """The cells that exist: walking over a sheet by rows would make all those between."""
    return [cell for cell in sheet._cells.values() if isinstance(cell, Cell)]  # noqa: SLF001  # openpyxl has no other way


def write_value(
    cell: Cell, value: Any, *, bold: bool = False, size: int = 10, colour: str = INK
) -> Cell:
    """Write a value as itself: text stays text, however much it looks like a formula or
    an error.
    """
    if isinstance(value, str):
        cell.value = writable_text(value)
        if value:
            cell.data_type = "s"
            cell.quotePrefix = may_begin_formula(value)
    else:
        cell.value = value
    _style_cell(cell, _TextStyle(size, colour, bold))
    return cell


def write_heading(cell: Cell, text: str, fill: str) -> None:
    """Write a heading of the table."""
    write_value(cell, text, bold=True)
    style_table_cell(cell, fill, centred=True)
    cell.border = _HEADING_EDGE


# How a cell looks


def style_table_cell(
    cell: Cell,
    fill: str | None = None,
    *,
    centred: bool = False,
    unlocked: bool = False,
) -> None:
    """Give a cell of the table its line, alignment, fill and lock."""
    _style_cell(cell, _TableStyle(fill, centred, unlocked))


def draw_edge(cell: Cell) -> None:
    """Draw the thin line around a cell of the table."""
    cell.border = _EDGE


@cache
def solid_fill(colour: str) -> PatternFill:
    """A fill of one colour."""
    return PatternFill("solid", start_color=colour, end_color=colour)


@cache
def _font(size: int, colour: str, *, bold: bool) -> Font:
    return Font(name=FONT, size=size, bold=bold, color=colour)


@dataclass(frozen=True)
class _TextStyle:
    size: int
    colour: str
    bold: bool

    def put_on(self, cell: Cell) -> None:
        cell.font = _font(self.size, self.colour, bold=self.bold)


@dataclass(frozen=True)
class _TableStyle:
    fill: str | None
    centred: bool
    unlocked: bool

    def put_on(self, cell: Cell) -> None:
        draw_edge(cell)
        cell.alignment = _CENTRED if self.centred else _LEFT
        if self.fill:
            cell.fill = solid_fill(self.fill)
        cell.protection = _UNLOCKED if self.unlocked else _LOCKED


def _style_cell(cell: Cell, style: _TextStyle | _TableStyle) -> None:
    """Put a style on a cell.

    openpyxl hashes every part of a style each time that one is set, which took half of
    the time of a plan's book. So what a style made of a cell is kept for the cells of
    the same workbook that looked alike before.
    """
    openpyxl_cell: Any = cell
    workbook = openpyxl_cell.parent.parent
    results = _results_of_styles.setdefault(workbook, {})
    step = (style, tuple(openpyxl_cell._style or ()))  # noqa: SLF001  # it has no other way
    if step not in results:
        style.put_on(cell)
        results[step] = copy(openpyxl_cell._style)  # noqa: SLF001  # as above
    openpyxl_cell._style = copy(results[step])  # noqa: SLF001  # as above


_results_of_styles: WeakKeyDictionary[Workbook, dict[Hashable, StyleArray]]
_results_of_styles = WeakKeyDictionary()


# How much room a text takes


def text_columns(text: str) -> int:
    """How many columns a text's widest line takes; a kanji takes two."""
    return max(half_width_columns(line) for line in text.split("\n"))


def row_height(texts: Iterable[tuple[str, float]], least: float = _LOWEST) -> float:
    """The height in points at which the cells of a row show all their lines.

    Each cell is its text and the width of its column.
    """
    lines = 1
    for text, width in texts:
        lines = max(lines, _wrapped_lines(text, width))
    height = _PADDING_POINTS + _LINE_POINTS * lines
    return min(max(least, height), _HIGHEST)


def _wrapped_lines(text: str, width: float) -> int:
    """How many lines a text takes in a column of this width."""
    room = max(width - _COLUMN_PADDING, 1)
    lines = 0
    for line in text.split("\n"):
        line_width = half_width_columns(line) * _WIDER_THAN_MEASURED
        lines += max(1, math.ceil(line_width / room))
    return lines
