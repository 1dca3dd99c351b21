"""The answers to a survey in a workbook, every cell as it is shown.

So the same answers come out the same from a workbook and from a csv.
"""

import re
from collections.abc import Container, Iterable, Iterator, Sequence
from datetime import date, datetime, time, timedelta
from typing import Any, NamedTuple

from dxkpi.workbook.messages import SurveyTable
from dxkpi.workbook.number_formats import NOT_SHOWN
from dxkpi.workbook.refusals import Refused
from dxkpi.workbook.sheet_parser import (
    MergedRange,
    OpenSheet,
    ParsedCell,
    SheetParser,
    open_sheets,
    refuse_broken_files,
    unescaped_text,
)
from dxkpi.workbook.survey_table import (
    MOST_COLUMNS,
    SurveyRow,
    heading_index,
    padded_cells,
    refusal_of_excess,
    survey_table,
    trimmed_rows,
)

_MOST_HEADING_ROWS = 4
_NUMBER_FORMAT = re.compile(r"(#,##)?(0+)(?:\.(0+))?(%?)")
_HALF_SECOND = timedelta(milliseconds=500)


class _SheetRows(NamedTuple):
    """What a sheet shows, and which of its cells are merged."""

    name: str
    rows: list[SurveyRow]
    merges: list[MergedRange]


def read_workbook(content: bytes, form_sheets: Container[str]) -> SurveyTable:
    """The table of the first sheet that is shown and holds one.

    A workbook with one of the sheets named is the yearly form. Raises `Refused`.
    """
    with refuse_broken_files():
        sheet, visible_sheets = _chosen_sheet(content, form_sheets)
    heading_row = sheet.rows[heading_index(sheet.rows)]
    first, last = _heading_lines(heading_row.line, sheet.merges)
    headings = _joined_headings(sheet.rows, first, last, sheet.merges)
    name = sheet.name if visible_sheets > 1 else None
    return survey_table(headings, sheet.rows, below=last, sheet=name)


def _chosen_sheet(
    content: bytes, form_sheets: Container[str]
) -> tuple[_SheetRows, int]:
    """The first sheet with a table, else the first with anything; and how many are shown.

    The names of all sheets are looked at, but no sheet is read after the first table.
    """
    chosen = _SheetRows("", [], [])
    sheets, visible_sheets = 0, 0
    for sheet in open_sheets(content):
        if sheet.name in form_sheets:
            raise Refused("survey_yearly_form")
        sheets += 1
        if sheet.state != "visible":
            continue
        visible_sheets += 1
        if not _is_table(chosen.rows):
            chosen = _better_sheet(chosen, sheet)
    if not sheets:
        raise Refused("no_sheets")
    return chosen, visible_sheets


def _better_sheet(chosen: _SheetRows, sheet: OpenSheet) -> _SheetRows:
    """The sheet, if it holds a table or the one chosen before it holds nothing."""
    rows = trimmed_rows(_shown_rows(sheet.parser))
    if chosen.rows and not _is_table(rows):
        return chosen
    return _SheetRows(sheet.name, rows, sheet.parser.merged_ranges())


def _is_table(rows: Sequence[SurveyRow]) -> bool:
    """Whether several columns have headings and rows below them."""
    if not rows:
        return False
    index = heading_index(rows)
    has_rows_below = len(rows) > index + 1
    headings = [cell for cell in rows[index].cells if cell]
    return has_rows_below and len(headings) > 1


# Cells as they are shown


def _shown_rows(parser: SheetParser) -> Iterator[SurveyRow]:
    """The rows of a sheet that have cells, hidden and filtered ones too."""
    for number, parsed_cells in parser.rows():
        if parsed_cells:
            yield SurveyRow(number, _shown_cells(parsed_cells))


def _shown_cells(parsed_cells: Iterable[ParsedCell]) -> list[str]:
    """The texts of a row, each at its column; "" where nothing is shown."""
    cells: list[str] = []
    for cell in parsed_cells:
        text = _shown_text(cell.value, cell.number_format)
        if not text:
            continue
        if cell.column > MOST_COLUMNS:
            raise refusal_of_excess("columns", MOST_COLUMNS)
        cells.extend([""] * (cell.column - len(cells)))
        cells[cell.column - 1] = text
    return cells


def _shown_text(value: Any, number_format: str) -> str:
    """A value as a cell with this number format shows it; days and times always in one form."""
    match value:
        case None:
            return ""
        case str():
            return unescaped_text(value)
        case bool():
            return str(value).upper()
        case datetime():
            return _moment_text(value)
        case date():
            return f"{value:%Y/%m/%d}"
        case time():
            return f"{value:%H:%M:%S}"
        case int() | float():
            return _number_text(value, number_format)
    return str(value)


def _moment_text(moment: datetime) -> str:
    rounded = moment + _HALF_SECOND
    if moment.time() == time.min:
        return f"{rounded:%Y/%m/%d}"
    return f"{rounded:%Y/%m/%d %H:%M:%S}"


def _number_text(value: float, number_format: str) -> str:
    positive_format = number_format.split(";", maxsplit=1)[0]
    parsed = _NUMBER_FORMAT.fullmatch(NOT_SHOWN.sub("", positive_format))
    if parsed is None:
        return str(value) if isinstance(value, int) else f"{value:.15g}"
    thousands, digits, decimals, percent = parsed.groups(default="")
    if percent:
        value = value * 100
    grouping = "," if thousands else ""
    text = f"{value:{grouping}.{len(decimals)}f}"
    width = len(digits)
    if decimals:
        width += 1 + len(decimals)
    return text.zfill(width) + percent


# Headings


def _heading_lines(heading_line: int, merges: Sequence[MergedRange]) -> tuple[int, int]:
    """The first and last row of the sheet that the headings take.

    They take several where cells merged over rows say so.
    """
    first = last = heading_line
    for merge in sorted(merges, key=lambda merge: merge.top):
        spans_rows = merge.top < merge.bottom < merge.top + _MOST_HEADING_ROWS
        touches_headings = merge.top <= last and merge.bottom >= first
        if spans_rows and touches_headings:
            first, last = min(first, merge.top), max(last, merge.bottom)
    return first, last


def _joined_headings(
    rows: Sequence[SurveyRow], first: int, last: int, merges: Sequence[MergedRange]
) -> list[str]:
    """The headings, as many as the rows are wide; what stands above each other is one heading."""
    width = max(len(row.cells) for row in rows)
    lines = {}
    for row in rows:
        if first <= row.line <= last:
            lines[row.line] = padded_cells(row, width)
    for merge in merges:
        if merge.top in lines and merge.left <= width:
            _spread_merged_text(lines[merge.top], merge)
    columns = zip(*lines.values(), strict=True)
    return [_joined_texts(texts) for texts in columns]


def _joined_texts(texts: Iterable[str]) -> str:
    """The texts above each other as one, each once."""
    filled = [text for text in texts if text]
    return " ".join(dict.fromkeys(filled))


def _spread_merged_text(cells: list[str], merge: MergedRange) -> None:
    """Write the text of a merged range, which stands in its first column, into all of
    its columns.
    """
    right = min(merge.right, len(cells))
    width = right - merge.left + 1
    cells[merge.left - 1 : right] = [cells[merge.left - 1]] * width
