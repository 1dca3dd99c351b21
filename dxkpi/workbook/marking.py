"""The workbook given back: the cells to mend and to confirm coloured and commented,
everything else as it was.

Nothing that could act is given back (`disarming`); the form's own dropdowns, colours and
judging formula are put in the place of other people's. Marks of an earlier round go first.
What was filled in is never changed.
"""

import io
from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import cast

from openpyxl.cell.cell import Cell, MergedCell
from openpyxl.comments import Comment
from openpyxl.styles import Border, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.utils.cell import coordinate_to_tuple
from openpyxl.worksheet.worksheet import Worksheet

from dxkpi.workbook import styling
from dxkpi.workbook.aid_writing import put_aid_on_sheet
from dxkpi.workbook.disarming import open_disarmed
from dxkpi.workbook.form_place import (
    FormPlace,
    fill_colour,
    folded_headings,
    folded_value,
    is_written,
    place_of_form,
    plain_colour,
    written_cells,
)
from dxkpi.workbook.messages import ERROR_GLYPH, HOLD_GLYPH, CellMark, SheetAid

_AUTHOR = "dxkpi"
_RESULT_WIDTH = 46
_COMMENT_HEAD = f"【{styling.RESULT_HEADING}】"
_COMMENT_WIDTH, _COMMENT_COLUMNS = 340, 44
_COMMENT_HEAD_POINTS, _COMMENT_LINE_POINTS = 24, 19
_LONGEST_MESSAGE = 500

MarkedCells = Mapping[Cell, Sequence[CellMark]]
"""What is marked in each cell, the errors first."""


def mark_workbook(
    content: bytes, marks: Sequence[CellMark], aids: Sequence[SheetAid]
) -> bytes:
    """The same workbook with marks, and with the aids on their sheets.

    A workbook that openpyxl cannot open in full comes back with its values alone. Raises
    `Refused` where not even those can be read.
    """
    book = open_disarmed(content)
    aid_of_sheet = {aid.sheet: aid for aid in aids}
    for sheet in book.worksheets:
        sheet_marks = [mark for mark in marks if mark.sheet == sheet.title]
        aid = aid_of_sheet.get(sheet.title)
        if aid is None:
            _mark_cells(sheet, sheet_marks)
        else:
            _mark_form(sheet, aid, sheet_marks)
    packed = io.BytesIO()
    book.save(packed)
    return packed.getvalue()


def _mark_form(sheet: Worksheet, aid: SheetAid, marks: Sequence[CellMark]) -> None:
    """Mark a sheet on which the form lies."""
    place = place_of_form(sheet, aid)
    _take_marks_away(sheet, place)
    put_aid_on_sheet(sheet, aid, place.status_column)
    marked_cells = _mark_cells(sheet, marks)
    if marked_cells:
        _write_results(sheet, place, marked_cells)
    _write_advice(sheet, place)


# Marks of an earlier round


def _take_marks_away(sheet: Worksheet, place: FormPlace) -> None:
    for cell in styling.existing_cells(sheet):
        if _is_result(cell, place):
            cell.value, cell.style = None, "Normal"
            continue
        _take_comment_away(cell)
        if _is_marked(cell, place):
            _give_fill_back(cell, place.aid)


def _is_result(cell: Cell, place: FormPlace) -> bool:
    """Whether a cell is in the column of the messages."""
    return cell.column == place.result_column and cell.row >= place.heading_row


def _take_comment_away(cell: Cell) -> None:
    """Take our part of a comment away; theirs stands before it."""
    comment = cell.comment
    if comment is None or _COMMENT_HEAD not in comment.text:
        return
    theirs = comment.text.partition(_COMMENT_HEAD)[0].strip()
    cell.comment = Comment(theirs, comment.author) if theirs else None


def _is_marked(cell: Cell, place: FormPlace) -> bool:
    """Whether a cell of the table is coloured as an error or a hold.

    Repeated headings are not: those of input columns have the colour of a hold.
    """
    if cell.row <= place.heading_row:
        return False
    if fill_colour(cell) not in (styling.ERROR, styling.HELD):
        return False
    return folded_value(cell) not in folded_headings(place.aid)


def _give_fill_back(cell: Cell, aid: SheetAid) -> None:
    """Fill a cell of the table as the fresh form does."""
    automatic_cells = [formula.cell for formula in aid.worked_out]
    if cell.coordinate in automatic_cells:
        cell.fill = styling.solid_fill(styling.AUTOMATIC)
    elif cell.column in aid.input_columns:
        cell.fill = styling.solid_fill(styling.INPUT)
    else:
        cell.fill = PatternFill()
    styling.draw_edge(cell)


# Marks


def _mark_cells(sheet: Worksheet, marks: Sequence[CellMark]) -> MarkedCells:
    """Colour and comment the cells to mend and to confirm."""
    marked_cells: dict[Cell, list[CellMark]] = defaultdict(list)
    for ref, cell_marks in _marks_by_ref(marks).items():
        cell = _value_cell(sheet, *coordinate_to_tuple(ref))
        errors_first = sorted(cell_marks, key=lambda mark: not mark.is_error)
        _colour_cell(cell, is_error=errors_first[0].is_error)
        _comment_on_cell(cell, errors_first)
        marked_cells[cell] += errors_first
    return marked_cells


def _marks_by_ref(marks: Sequence[CellMark]) -> Mapping[str, Sequence[CellMark]]:
    """The marks that name a cell, by that cell."""
    by_ref: dict[str, list[CellMark]] = defaultdict(list)
    for mark in marks:
        if mark.cell:
            by_ref[mark.cell].append(mark)
    return by_ref


def _value_cell(sheet: Worksheet, row: int, column: int) -> Cell:
    """A cell; of a merged area the one that holds its value."""
    cell = sheet.cell(row, column)
    if isinstance(cell, MergedCell):
        area = next(
            area for area in sheet.merged_cells.ranges if cell.coordinate in area
        )
        cell = sheet.cell(area.min_row, area.min_col)
    return cast("Cell", cell)


def _colour_cell(cell: Cell, *, is_error: bool) -> None:
    cell.fill = styling.solid_fill(styling.ERROR if is_error else styling.HELD)
    side = Side(style="medium", color=_edge_colour(is_error=is_error))
    cell.border = Border(left=side, right=side, top=side, bottom=side)


def _edge_colour(*, is_error: bool) -> str:
    return styling.ERROR_EDGE if is_error else styling.HELD_EDGE


def _comment_on_cell(cell: Cell, marks: Sequence[CellMark]) -> None:
    """Write the messages into a comment, below what somebody else wrote there."""
    head, author = _COMMENT_HEAD, _AUTHOR
    if cell.comment:
        head, author = f"{cell.comment.text}\n{_COMMENT_HEAD}", cell.comment.author
    texts = [head, *map(_comment_line, marks)]
    lines = sum(1 + styling.text_columns(text) // _COMMENT_COLUMNS for text in texts)
    cell.comment = Comment(
        "\n".join(texts),
        author,
        height=_COMMENT_HEAD_POINTS + _COMMENT_LINE_POINTS * lines,
        width=_COMMENT_WIDTH,
    )


def _comment_line(mark: CellMark) -> str:
    return styling.writable_text(f"{_glyph(mark)} {_short_message(mark)}")


def _glyph(mark: CellMark) -> str:
    return ERROR_GLYPH if mark.is_error else HOLD_GLYPH


def _short_message(mark: CellMark) -> str:
    return mark.message[:_LONGEST_MESSAGE]


# The messages in a column at the right


def _write_results(
    sheet: Worksheet, place: FormPlace, marked_cells: MarkedCells
) -> None:
    """Write the messages once more in a column at the right, because comments do not print."""
    column = place.result_column
    heading = _value_cell(sheet, place.heading_row, column)
    styling.write_heading(heading, styling.RESULT_HEADING, styling.ERROR)
    sheet.column_dimensions[get_column_letter(column)].width = _RESULT_WIDTH

    lines: dict[Cell, list[str]] = {}
    for row in place.aid.rows:
        lines[_value_cell(sheet, row, column)] = []
    for cell, marks in marked_cells.items():
        result_cell = _value_cell(sheet, cell.row, column)
        texts = [_result_line(cell, mark) for mark in marks]
        lines.setdefault(result_cell, []).extend(texts)
    for result_cell, texts in lines.items():
        _write_result(sheet, result_cell, texts)

    last_row = max(cell.row for cell in written_cells(sheet))
    sheet.print_area = f"A1:{get_column_letter(column)}{last_row}"


def _result_line(cell: Cell, mark: CellMark) -> str:
    return f"{_glyph(mark)} {cell.coordinate} {_short_message(mark)}"


def _write_result(sheet: Worksheet, cell: Cell, texts: Sequence[str]) -> None:
    has_error = any(text.startswith(ERROR_GLYPH) for text in texts)
    colour = _edge_colour(is_error=has_error)
    text = "\n".join(texts)
    styling.write_value(cell, text or None, size=9, bold=True, colour=colour)
    styling.style_table_cell(cell)
    row = sheet.row_dimensions[cell.row]
    if row.height is not None:
        needed = styling.row_height([(text, _RESULT_WIDTH)])
        row.height = max(row.height, needed)


# The line above the table


def _write_advice(sheet: Worksheet, place: FormPlace) -> None:
    """Write what is to be done in the place of the line of advice above the table.

    Where there is neither, it stands in an empty line.
    """
    to_do = place.aid.to_do
    cell = _advice_cell(sheet, place)
    if cell is None:
        return
    if to_do is not None:
        colour = _edge_colour(is_error=ERROR_GLYPH in to_do)
        styling.write_value(cell, to_do, size=11, bold=True, colour=colour)
    elif cell.value is not None:
        styling.write_value(cell, place.aid.advice)


def _advice_cell(sheet: Worksheet, place: FormPlace) -> Cell | None:
    """The cell of our advice, or of what was to be done in an earlier round.

    Else one in the lowest empty line above the table; None where there is none.
    """
    cells = [cell for cell in styling.existing_cells(sheet) if is_written(cell)]
    cells_above = [cell for cell in cells if cell.row < place.heading_row]
    cell_of_ours = _cell_with_our_line(cells_above, place.aid)
    if cell_of_ours is not None:
        return cell_of_ours
    rows_above = set(range(1, place.heading_row))
    empty_rows = rows_above - {cell.row for cell in cells_above}
    if not empty_rows:
        return None
    return _value_cell(sheet, max(empty_rows), place.aid.code_column)


def _cell_with_our_line(cells: Sequence[Cell], aid: SheetAid) -> Cell | None:
    """The first cell with our advice, or with what was to be done in an earlier round."""
    for cell in cells:
        is_our_advice = str(cell.value) == aid.advice
        if is_our_advice or _tells_what_to_do(cell):
            return cell
    return None


def _tells_what_to_do(cell: Cell) -> bool:
    """Whether a cell holds what we wrote above the table in an earlier round."""
    colour = plain_colour(cell.font.color.rgb) if cell.font.color else None
    if colour not in (styling.ERROR_EDGE, styling.HELD_EDGE):
        return False
    return str(cell.value).startswith((ERROR_GLYPH, HOLD_GLYPH))
