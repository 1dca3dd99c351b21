"""How the form looks: colours, lines, heights, and its aids put onto a sheet. Knows no plan, only openpyxl.

The fresh form and the one given back are dressed by the same functions; the latter in a process of its own, which is
why nothing else is imported here.
"""

import math
import re
from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any, cast

from openpyxl.cell.cell import Cell
from openpyxl.formatting.rule import Rule
from openpyxl.styles import Alignment, Border, Font, PatternFill, Protection, Side
from openpyxl.styles.differential import DifferentialStyle
from openpyxl.styles.numbers import NumberFormat
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.cell_range import MultiCellRange
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from dxkpi.text.width import half_width_columns

FONT = "BIZ UDPゴシック"  # comes with Windows; elsewhere the program takes its own Japanese font
INK, MUTED, ADVICE, LINE, RULER = "1A1A1A", "595959", "604B00", "C9D0D8", "5A6572"
HEADER, INPUT_HEADER, INPUT, AUTOMATIC = "E6EAEF", "FFD95C", "FFF6D1", "F6F8FB"
REQUIRED, ERROR, ERROR_EDGE, HELD, HELD_EDGE = (
    "FFB98A",
    "F9CFCF",
    "850000",
    "FFD95C",
    "604B00",
)
STATUS_HEADING, RESULT_HEADING = "判定の目安\n（自動）", "確認結果"
CELL = "{v}"  # in a formula: the cell of the row's figure

# one object of each style, so that openpyxl need not compare it with all others cell by cell
_SIDE, _RULE = Side(style="thin", color=LINE), Side(style="thin", color=RULER)
_EDGE = Border(left=_SIDE, right=_SIDE, top=_SIDE, bottom=_SIDE)
_HEADING_EDGE = Border(
    left=_SIDE, right=_SIDE, top=_RULE, bottom=Side(style="medium", color=RULER)
)
_CENTRED = Alignment(wrap_text=True, vertical="center", horizontal="center")
_LEFT = Alignment(wrap_text=True, vertical="center", horizontal="left", indent=1)
_LOCKED, _UNLOCKED = Protection(locked=True), Protection(locked=False)

_LINE_POINTS, _LOWEST, _HIGHEST = 14.0, 33.0, 409.0
_LONGEST_CELL = 32_000
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f]")
_UNWRITABLE = re.compile("[\ud800-\udfff\ufffe\uffff]")
_LIKE_AN_ESCAPE = re.compile("_(?=x[0-9A-Fa-f]{4}_)")
_LIKE_A_FORMULA = ("=", "+", "-", "@")


def clean(text: str) -> str:
    """A text as a workbook can hold it: characters that XML forbids are escaped as spreadsheets do (_x0007_)."""
    plain = _LIKE_AN_ESCAPE.sub(
        "_x005F_", _UNWRITABLE.sub("\ufffd", text[:_LONGEST_CELL])
    )
    return _CONTROL.sub(lambda found: f"_x{ord(found[0]):04X}_", plain)


def cell_at(sheet: Worksheet, row: int, column: int) -> Cell:
    """A cell that is not merged into another."""
    return cast("Cell", sheet.cell(row, column))


def put(
    cell: Cell, value: Any, *, bold: bool = False, size: int = 10, colour: str = INK
) -> Cell:
    """Write a value as itself: text stays text, however much it looks like a formula or an error."""
    cell.value = clean(value) if isinstance(value, str) else value
    if isinstance(value, str) and value:
        cell.data_type = "s"
        cell.quotePrefix = value.startswith(_LIKE_A_FORMULA)
    cell.font = _font(size, colour, bold=bold)
    return cell


def frame(
    cell: Cell,
    fill: str | None = None,
    *,
    centred: bool = False,
    unlocked: bool = False,
) -> None:
    """Give a cell of the table its line, alignment, fill and lock."""
    edge(cell)
    cell.alignment = _CENTRED if centred else _LEFT
    if fill:
        cell.fill = filled(fill)
    cell.protection = _UNLOCKED if unlocked else _LOCKED


def edge(cell: Cell) -> None:
    """The thin line around every cell of the table."""
    cell.border = _EDGE


def header(cell: Cell, text: str, fill: str) -> None:
    """Write a heading of the table."""
    frame(put(cell, text, bold=True), fill, centred=True)
    cell.border = _HEADING_EDGE


@cache
def filled(colour: str) -> PatternFill:
    """A fill of one colour."""
    return PatternFill("solid", start_color=colour, end_color=colour)


@cache
def _font(size: int, colour: str, *, bold: bool) -> Font:
    return Font(name=FONT, size=size, bold=bold, color=colour)


def width(text: str) -> int:
    """How many columns the widest line of a text takes; a kanji takes two."""
    return max(map(half_width_columns, text.split("\n")))


def height(texts: Iterable[tuple[str, float]], least: float = _LOWEST) -> float:
    """The height in points at which the cells of a row (text, width of its column) show all their lines."""
    most = max(
        (
            sum(_lines(line, width) for line in text.split("\n"))
            for text, width in texts
        ),
        default=1,
    )
    return min(max(least, 7 + _LINE_POINTS * most), _HIGHEST)


def _lines(line: str, width: float) -> int:
    return max(1, math.ceil(half_width_columns(line) * 1.06 / max(width - 3, 1)))


# What helps to fill in


def help_with(sheet: Worksheet, aid: Mapping[str, Any], status: int | None) -> None:
    """Put an aid (see `aids`) onto its sheet; `status` is the column of the judging formula, if there is one."""
    columns = aid["columns"]
    for check in aid["checks"]:
        if check["column"] in columns and check["rows"]:
            validation = DataValidation(
                allow_blank=True,
                showInputMessage=True,
                showErrorMessage=True,
                sqref=MultiCellRange(_areas(columns[check["column"]], check["rows"])),
                **check["options"],
            )
            sheet.add_data_validation(validation)
    _work_out(sheet, aid.get("live", ()))
    if "value" not in columns:
        return
    value = get_column_letter(columns["value"])
    if status is not None:
        for row, formula in aid["formulas"]:
            cell = sheet.cell(row, status)
            if isinstance(cell, Cell):
                cell.value = formula.replace(CELL, f"${value}{row}") or None
        if "note" in columns and aid["rows"]:
            _require(sheet, columns["note"], aid["rows"], status, aid["late"])
    if aid["whole"]:
        _group_thousands(sheet, columns["value"], aid["whole"])


def _work_out(sheet: Worksheet, formulas: Iterable[tuple[str, str]]) -> None:
    for ref, formula in formulas:
        if isinstance(cell := sheet[ref], Cell):
            cell.value = formula


def _require(
    sheet: Worksheet, note: int, rows: list[int], status: int, late: Iterable[str]
) -> None:
    """A blank comment turns orange where one is required."""
    first = min(rows)
    marks = ",".join(
        f'LEFT(${get_column_letter(status)}{first},1)="{mark}"' for mark in late
    )
    formula = f"AND(OR({marks}),LEN(TRIM(${get_column_letter(note)}{first}))=0)"
    _turn(sheet, note, rows, formula, DifferentialStyle(fill=filled(REQUIRED)))


def _group_thousands(sheet: Worksheet, column: int, rows: list[int]) -> None:
    """4200 is shown as 4,200 and a fraction as it is: a format with room for decimals would show 21 as “21.”"""
    cell = f"${get_column_letter(column)}{min(rows)}"
    grouped = DifferentialStyle(numFmt=NumberFormat(numFmtId=3, formatCode="#,##0"))
    _turn(
        sheet, column, rows, f"IF(ISNUMBER({cell}),INT({cell})={cell},FALSE)", grouped
    )


def _turn(
    sheet: Worksheet,
    column: int,
    rows: Iterable[int],
    formula: str,
    style: DifferentialStyle,
) -> None:
    sheet.conditional_formatting.add(
        _areas(column, rows), Rule(type="expression", dxf=style, formula=[formula])
    )


def _areas(column: int, rows: Iterable[int]) -> str:
    """The cells of a column as areas: K6:K9 K11."""
    letter, areas = get_column_letter(column), list[list[int]]()
    for row in sorted(rows):
        if areas and areas[-1][1] == row - 1:
            areas[-1][1] = row
        else:
            areas.append([row, row])
    return " ".join(
        f"{letter}{first}:{letter}{last}" if first != last else f"{letter}{first}"
        for first, last in areas
    )
