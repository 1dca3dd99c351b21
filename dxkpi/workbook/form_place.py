"""Where the form lies on a sheet that somebody has worked on: its headings and columns."""

from collections.abc import Sequence
from dataclasses import dataclass

from openpyxl.cell.cell import Cell
from openpyxl.worksheet.worksheet import Worksheet

from dxkpi.text.folding import folded_text
from dxkpi.workbook import styling
from dxkpi.workbook.cells import MOST_COLUMNS, MOST_ROWS
from dxkpi.workbook.messages import SheetAid


@dataclass(frozen=True)
class FormPlace:
    """Where the form lies on a sheet.

    `status_column` is that of the judging formula, if there is one; `result_column` that
    of the messages, new or from an earlier round.
    """

    aid: SheetAid
    heading_row: int
    status_column: int | None
    result_column: int


def place_of_form(sheet: Worksheet, aid: SheetAid) -> FormPlace:
    """Where the form of an aid lies on its sheet."""
    written = written_cells(sheet)
    heading_row = _heading_row(written, aid)
    headings = {}
    for cell in written:
        if heading_row - 1 <= cell.row < min(aid.rows):
            headings[folded_value(cell)] = cell
    status = headings.get(folded_text(styling.STATUS_HEADING))
    status_column = status.column if status is not None else None
    result = headings.get(folded_text(styling.RESULT_HEADING))
    if result is not None and fill_colour(result) == styling.ERROR:
        return FormPlace(aid, heading_row, status_column, result.column)
    free_column = _first_free_column(written, heading_row, aid.code_column)
    return FormPlace(aid, heading_row, status_column, free_column)


def _heading_row(written: Sequence[Cell], aid: SheetAid) -> int:
    """The last row with a heading of the codes above the first code."""
    first_row = min(aid.rows)
    headings = folded_headings(aid)
    heading_row = max(first_row - 1, 1)
    rows = []
    for cell in written:
        is_above_codes = cell.column == aid.code_column and cell.row < first_row
        if is_above_codes and folded_value(cell) in headings:
            rows.append(cell.row)
    return max(rows, default=heading_row)


def folded_headings(aid: SheetAid) -> set[str]:
    """The headings that may stand over the codes, folded for comparison."""
    return {folded_text(heading) for heading in aid.headings}


def _first_free_column(
    written: Sequence[Cell], heading_row: int, code_column: int
) -> int:
    """The column right of everything that stands in the table."""
    columns = [cell.column for cell in written if cell.row >= heading_row]
    return max(columns, default=code_column) + 1


def written_cells(sheet: Worksheet) -> list[Cell]:
    """The cells that hold something, as far as a form can reach."""
    cells = styling.existing_cells(sheet)
    return [cell for cell in cells if _is_in_reach(cell) and is_written(cell)]


def _is_in_reach(cell: Cell) -> bool:
    return cell.row <= MOST_ROWS and cell.column <= MOST_COLUMNS


def is_written(cell: Cell) -> bool:
    """Whether a cell holds something."""
    return cell.value not in (None, "")


def folded_value(cell: Cell) -> str:
    """What a cell holds, folded for comparison."""
    return folded_text(str(cell.value))


def fill_colour(cell: Cell) -> str | None:
    """The colour of a cell filled with one colour, as RRGGBB."""
    if cell.fill.fill_type != "solid":
        return None
    return plain_colour(cell.fill.start_color.rgb)


def plain_colour(colour: object) -> str | None:
    """RRGGBB of a colour as openpyxl gives it; None for one of the theme."""
    return colour[-6:] if isinstance(colour, str) else None
