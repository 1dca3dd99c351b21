"""The answers to a survey in a csv: which sign parts the cells, and the rows as Excel
numbers them.
"""

import csv
import io
from collections.abc import Iterator
from contextlib import suppress
from itertools import count, islice

from dxkpi.workbook.messages import SurveyTable
from dxkpi.workbook.refusals import Refused
from dxkpi.workbook.sheet_parser import LONGEST_TEXT
from dxkpi.workbook.survey_table import (
    SurveyRow,
    heading_index,
    survey_table,
    trimmed_rows,
)

_DELIMITERS = ",\t;"
_TRIED_ROWS = 200


def read_csv(text: str) -> SurveyTable:
    """The table of a csv, its cells parted by commas, tabs or semicolons. Raises `Refused`."""
    rows = trimmed_rows(_numbered_rows(text, _best_delimiter(text)))
    rows = rows[heading_index(rows) :]
    heading_row = rows[0]
    width = len(heading_row.cells)
    for row in rows:
        if any(row.cells[width:]):
            raise Refused("survey_row_longer", row=row.line)
    return survey_table(heading_row.cells, rows, below=heading_row.line)


def _numbered_rows(text: str, delimiter: str) -> Iterator[SurveyRow]:
    """The rows as Excel numbers them: an answer of several lines is one row."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    for line in count(1):
        try:
            cells = next(reader, None)
        except csv.Error as error:
            raise _unreadable_row(line) from error
        if cells is None:
            return
        if any(len(cell) > LONGEST_TEXT for cell in cells):
            raise _unreadable_row(line)
        yield SurveyRow(line, cells)


def _unreadable_row(line: int) -> Refused:
    return Refused("survey_row_unreadable", row=line, limit=LONGEST_TEXT)


def _best_delimiter(text: str) -> str:
    """The sign that makes most of the first rows as long as their headings, and leaves
    no quotes.
    """
    return max(_DELIMITERS, key=lambda delimiter: _fitness(text, delimiter))


def _fitness(text: str, delimiter: str) -> tuple[int, int, int]:
    """How well a delimiter parts the first rows; the larger the better.

    Rows of the headings' length, quotation marks left in cells (negative), columns.
    """
    rows = list(_first_filled_rows(text, delimiter))
    if not rows:
        return 0, 0, 0
    width = len(rows[heading_index(rows)].cells)
    quotes = sum('"' in cell for row in rows for cell in row.cells)
    if width == 1:
        return 0, -quotes, width
    same_width = sum(len(row.cells) == width for row in rows)
    return same_width, -quotes, width


def _first_filled_rows(text: str, delimiter: str) -> Iterator[SurveyRow]:
    """The first rows that can be read and hold something."""
    with suppress(Refused):
        for row in islice(_numbered_rows(text, delimiter), _TRIED_ROWS):
            if any(row.cells):
                yield row
