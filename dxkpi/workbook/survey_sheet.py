"""The answers to a survey in a workbook, every cell as it is shown.

So the same answers come out the same from a workbook and from a csv.
"""

import re
from collections.abc import Container, Iterator, Sequence
from datetime import date, datetime, time, timedelta
from typing import Any

from dxkpi.workbook.messages import SurveyTable
from dxkpi.workbook.refusals import Refused
from dxkpi.workbook.sheet_parser import (
    NOT_SHOWN,
    MergedRange,
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


def read_workbook(content: bytes, form_sheets: Container[str]) -> SurveyTable:
    """The table of the first sheet that is shown and holds one.

    A workbook with one of the sheets named is the yearly form. Raises `Refused`.
    """
    rows: list[SurveyRow] = []
    merges: list[MergedRange] = []
    sheets, visible, chosen = 0, 0, ""
    with refuse_broken_files():
        for sheet in open_sheets(content):
            if sheet.name in form_sheets:
                raise Refused("survey_yearly_form")
            sheets += 1
            if sheet.state != "visible":
                continue
            visible += 1
            if _is_table(rows):
                continue
            sheet_rows = trimmed_rows(_shown_rows(sheet.parser))
            if not rows or _is_table(sheet_rows):
                rows, chosen = sheet_rows, sheet.name
                merges = sheet.parser.merged_ranges()
    if not sheets:
        raise Refused("no_sheets")

    heading_row = rows[heading_index(rows)]
    first, last = _heading_lines(heading_row.line, merges)
    headings = _joined_headings(rows, first, last, merges)
    name = chosen if visible > 1 else None
    return survey_table(headings, rows, below=last, sheet=name)


def _is_table(rows: Sequence[SurveyRow]) -> bool:
    """Whether several columns have headings and rows below them."""
    if not rows:
        return False
    index = heading_index(rows)
    has_rows_below = len(rows) > index + 1
    return has_rows_below and sum(map(bool, rows[index].cells)) > 1


# Cells as they are shown


def _shown_rows(parser: SheetParser) -> Iterator[SurveyRow]:
    """The rows of a sheet that have cells, hidden and filtered ones too."""
    for number, parsed_cells in parser.rows():
        if not parsed_cells:
            continue
        cells: list[str] = []
        for cell in parsed_cells:
            text = _shown_text(cell.value, cell.number_format)
            if not text:
                continue
            if cell.column > MOST_COLUMNS:
                raise refusal_of_excess("columns", MOST_COLUMNS)
            cells.extend([""] * (cell.column - len(cells)))
            cells[cell.column - 1] = text
        yield SurveyRow(number, cells)


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
        if spans_rows and merge.top <= last and merge.bottom >= first:
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
    return [" ".join(dict.fromkeys(filter(None, texts))) for texts in columns]


def _spread_merged_text(cells: list[str], merge: MergedRange) -> None:
    """Write the text of a merged range, which stands in its first column, into all of
    its columns.
    """
    right = min(merge.right, len(cells))
    width = right - merge.left + 1
    cells[merge.left - 1 : right] = [cells[merge.left - 1]] * width
