"""The workbook given back: the cells to mend and to confirm coloured and commented, everything else as it was.

Nothing that could act is given back: formulas become their last results, and links, defined names, charts and other
people's rules are dropped; the form's own dropdowns, colours and judging formula are put in their place. Marks of an
earlier round go first. What was filled in is never changed.
"""

import io
from collections import defaultdict
from collections.abc import Mapping, Sequence
from copy import copy
from dataclasses import dataclass, field
from typing import Any

from openpyxl import load_workbook
from openpyxl.cell.cell import Cell
from openpyxl.comments import Comment
from openpyxl.formatting.formatting import ConditionalFormattingList
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from dxkpi.i18n import _, ngettext, sentences
from dxkpi.submission.columns import ACTUALS_SHEET, INPUTS, SCHEDULE_SHEET, Column, column_of
from dxkpi.workbook import dress

AUTHOR = "dxkpi"
_TOP_ROWS, _MOST_ROWS, _MOST_COLUMNS = 40, 3_000, 200
_GLYPHS = {"error": "×", "hold": "△"}
_ADVICE = ("黄色のセル", "×", "△")


@dataclass
class _Table:
    """Where the form lies on a sheet: its heading row, its columns by name, the row of each code."""

    head: int
    columns: dict[str, int]
    status: int | None
    result: int
    last: int
    codes: dict[int, str] = field(default_factory=dict)


def mark(content: bytes, marks: Sequence[Mapping[str, Any]], rules: Mapping[str, Mapping[str, Any]]) -> bytes:
    """The same workbook with marks: each `{"sheet", "cell", "severity", "message"}`, severity error or hold.

    `rules` are those of `dress.rules`, by the indicator's code. Raises whatever openpyxl raises on a damaged file.
    """
    book = load_workbook(io.BytesIO(content), data_only=True, keep_links=False, rich_text=True)
    _disarm(book)
    by_sheet: dict[str, list[Mapping[str, Any]]] = defaultdict(list)
    for one in marks:
        by_sheet[one["sheet"]].append(one)
    for sheet in book.worksheets:
        table = _table(sheet)
        if table is not None:
            _unmark(sheet, table)
            _help(sheet, table, rules)
            _mark(sheet, table, by_sheet[sheet.title])
    packed = io.BytesIO()
    book.save(packed)
    return packed.getvalue()


def _disarm(book: Any) -> None:
    book.defined_names.clear()
    book.vba_archive = None
    for name in list(book.custom_doc_props.names):
        del book.custom_doc_props[name]
    for chartsheet in list(book.chartsheets):
        book.remove(chartsheet)
    for sheet in book.worksheets:
        sheet.conditional_formatting = ConditionalFormattingList()
        sheet.data_validations.dataValidation = []
        sheet.defined_names.clear()
        sheet._charts, sheet._images, sheet._pivots, sheet._hyperlinks = [], [], [], []  # noqa: SLF001
        sheet.tables.clear()
        for cell in sheet._cells.values():  # noqa: SLF001 (only the cells that exist)
            if cell.hyperlink is not None:
                cell.hyperlink = None
            if isinstance(cell.value, str) and cell.data_type == "f":
                cell.data_type = "s"


def _table(sheet: Worksheet) -> _Table | None:
    cells: dict[int, dict[int, Cell]] = defaultdict(dict)
    for (row, column), cell in sheet._cells.items():  # noqa: SLF001
        if row <= _MOST_ROWS and column <= _MOST_COLUMNS and cell.value is not None:
            cells[row][column] = cell
    for head in sorted(row for row in cells if row <= _TOP_ROWS):
        named: dict[str, int] = {}
        for column, cell in sorted(cells[head].items()):
            if isinstance(cell.value, str) and (found := column_of(str(cell.value))):
                named[found[0].value] = column  # of several years' figures the last is the one to fill in
        if Column.CODE in named and (Column.VALUE in named or Column.STATE in named):
            titles = {column: " ".join(str(cell.value).split()) for column, cell in cells[head].items()}
            status = next((c for c, title in titles.items() if title.startswith("判定の目安")), None)
            result = next((c for c, title in titles.items() if title == dress.RESULT_HEADING), max(titles) + 1)
            codes = {
                row: str(cells[row][named[Column.CODE]].value).strip()
                for row in sorted(cells)
                if row > head and named[Column.CODE] in cells[row]
            }
            return _Table(head, named, status, result, max(cells), codes)
    return None


def _unmark(sheet: Worksheet, table: _Table) -> None:
    for cell in list(sheet._cells.values()):  # noqa: SLF001
        if isinstance(cell, Cell) and cell.comment is not None and cell.comment.author == AUTHOR:
            cell.comment = None
            cell.fill = PatternFill("solid", start_color=dress.INPUT)
            dress.edge(cell)
    for row in range(table.head, table.last + 1):
        if (row, table.result) in sheet._cells:  # noqa: SLF001
            sheet.cell(row, table.result).value = None


def _help(sheet: Worksheet, table: _Table, rules: Mapping[str, Mapping[str, Any]]) -> None:
    inputs = INPUTS[ACTUALS_SHEET if Column.VALUE in table.columns else SCHEDULE_SHEET]
    columns = {name: at for name, at in table.columns.items() if name in inputs}
    if Column.VALUE in table.columns:
        rows = {row: rules[code] for row, code in table.codes.items() if code in rules}
        dress.help_figures(sheet, columns, rows, table.status)
    else:
        dress.help_progress(sheet, columns, [row for row, code in table.codes.items() if "/" in code])


def _mark(sheet: Worksheet, table: _Table, marks: Sequence[Mapping[str, Any]]) -> None:
    told: dict[str, list[Mapping[str, Any]]] = defaultdict(list)
    for one in marks:
        if one["cell"]:
            told[one["cell"]].append(one)
    by_row: dict[int, list[str]] = defaultdict(list)
    for ref, ones in told.items():
        cell = sheet[ref]
        if not isinstance(cell, Cell):
            continue
        wrong = any(one["severity"] == "error" for one in ones)
        _colour(cell, dress.ERROR if wrong else dress.HELD, dress.ERROR_EDGE if wrong else dress.HELD_EDGE)
        words = "\n".join(dress.clean(f"{_GLYPHS[one['severity']]} {one['message']}") for one in ones)
        cell.comment = Comment(words, AUTHOR, height=40 + 30 * words.count("\n") + 20 * (len(words) // 22), width=320)
        by_row[cell.row] += [f"{_GLYPHS[one['severity']]} {ref} {one['message']}" for one in ones]
    _results(sheet, table, by_row)
    _sentence(sheet, table, marks)


def _colour(cell: Cell, fill: str, edge: str) -> None:
    cell.fill = PatternFill("solid", start_color=fill)
    side = Side(style="medium", color=edge)
    cell.border = Border(left=side, right=side, top=side, bottom=side)
    font = copy(cell.font)
    cell.font = Font(name=font.name, size=font.size, bold=True, color=edge)


def _results(sheet: Worksheet, table: _Table, by_row: Mapping[int, Sequence[str]]) -> None:
    """The messages once more in a column at the right, because comments do not print."""
    if not by_row:
        return
    head = dress.cell_at(sheet, table.head, table.result)
    dress.frame(dress.put(head, dress.RESULT_HEADING, bold=True), dress.ERROR, centred=True)
    sheet.column_dimensions[get_column_letter(table.result)].width = 44
    for row, messages in by_row.items():
        colour = dress.ERROR_EDGE if any(m.startswith("×") for m in messages) else dress.HELD_EDGE
        cell = dress.put(dress.cell_at(sheet, row, table.result), "\n".join(messages), size=9, colour=colour)
        dress.frame(cell)
        needed = 4 + 13 * sum(1 + len(message) // 24 for message in messages)
        sheet.row_dimensions[row].height = max(sheet.row_dimensions[row].height or 15, needed)
    first = get_column_letter(1)
    sheet.print_area = f"{first}1:{get_column_letter(table.result)}{table.last + 1}"


def _sentence(sheet: Worksheet, table: _Table, marks: Sequence[Mapping[str, Any]]) -> None:
    """What is to be done, in the line of advice above the table, if that line is where we put it."""
    at = table.head - 2
    if at < 1 or not str(sheet.cell(at, 1).value or "").startswith(_ADVICE):
        return
    wrong = sum(one["severity"] == "error" for one in marks)
    held = sum(one["severity"] == "hold" for one in marks)
    words = sentences(
        [
            ngettext("× Mend the {n} red cell and register again.", "× Mend the {n} red cells and register again.", wrong) if wrong else "",
            ngettext("△ The {n} dark yellow cell can be confirmed on the screen.", "△ The {n} dark yellow cells can be confirmed on the screen.", held) if held else "",
            _("Reasons stand at the right and in the cells' comments.") if wrong or held else "",
        ]
    )  # fmt: skip
    if words:
        cell = dress.put(dress.cell_at(sheet, at, 1), words, bold=True, colour=dress.ERROR_EDGE)
        cell.alignment = Alignment(wrap_text=False)
