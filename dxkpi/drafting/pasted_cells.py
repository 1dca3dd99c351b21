"""What the clipboard gives of a table, as rows of cells: HTML where there is any, else
text between tabs with quoted cells, between strokes, or aligned with blanks.
"""

import re

from dxkpi.drafting.aligned_table import aligned_rows
from dxkpi.drafting.blocks import (
    LONGEST_BLOCK,
    MOST_TABLE_COLUMNS,
    MOST_TABLE_ROWS,
    Table,
    equal_rows,
)
from dxkpi.drafting.html_tables import html_tables
from dxkpi.drafting.markup import plain_text
from dxkpi.drafting.text_blocks import text_document

MOST_LETTERS = 2_000_000
"""Of what is pasted at once; more is no table of a plan."""

Rows = tuple[tuple[str, ...], ...]

_HTML = re.compile(r"<table\b|<!--StartFragment|<html\b", re.IGNORECASE)
_COMMA_ROW = re.compile(
    r'(?:[^,"\n]*|"(?:[^"]|"")*")(?:,(?:[^,"\n]*|"(?:[^"]|"")*")){2,}'
)


def pasted_rows(text: str) -> Rows:
    """The rows of a pasted table, all equally long; none where there is no table."""
    text = text[:MOST_LETTERS].replace("\r\n", "\n").replace("\r", "\n")
    if _HTML.search(text):
        return _largest_of_html(text)
    if "\t" in text:
        return _rows_between(text, "\t")
    lines = [line for line in text.split("\n") if line.strip()]
    if len(lines) > 1 and all(_COMMA_ROW.fullmatch(line) for line in lines):
        return _rows_between(text, ",")
    return _rows_of_text(text, lines)


def _largest_of_html(text: str) -> Rows:
    """The table with most cells; others are the frames of a web page."""
    tables = html_tables(text)
    return max(tables, key=lambda rows: len(rows) * len(rows[0]), default=())


def _rows_of_text(text: str, lines: list[str]) -> Rows:
    tables = [
        block.rows for block in text_document(text).blocks if isinstance(block, Table)
    ]
    if tables:
        return _joined(tables)
    rows = aligned_rows(lines)
    return () if rows is None else equal_rows(rows[:MOST_TABLE_ROWS])


def _joined(tables: list[Rows]) -> Rows:
    """The tables of equally many columns as one: an empty line or the end of a page
    stood in between.
    """
    width = max(len(rows[0]) for rows in tables)
    same = [rows for rows in tables if len(rows[0]) == width]
    return tuple(row for rows in same for row in rows)[:MOST_TABLE_ROWS]


# Between tabs or commas, with quoted cells


def _rows_between(text: str, separator: str) -> Rows:
    rows: list[list[str]] = []
    for line in _lines_with_quotes(text, separator):
        if len(rows) >= MOST_TABLE_ROWS:
            break
        rows.append([_cell(cell) for cell in line[:MOST_TABLE_COLUMNS]])
    return equal_rows(rows)


def _lines_with_quotes(text: str, separator: str) -> list[list[str]]:
    """The cells of each line. A cell in quotes may hold separators and line breaks; a
    quotation mark inside it is doubled. A mark that is never closed is one of the text.
    """
    lines: list[list[str]] = []
    line: list[str] = []
    position = 0
    while position <= len(text):
        quoted = _quoted_cell(text, position, separator)
        if quoted is not None:
            cell, position = quoted
        else:
            end = _end_of_cell(text, position, separator)
            cell, position = text[position:end], end
        line.append(cell)
        is_end = position >= len(text) or text[position] == "\n"
        if is_end:
            lines.append(line)
            line = []
        position += 1
    return lines


_QUOTED = re.compile(r'"(?P<text>(?:[^"]|"")*)"')


def _quoted_cell(text: str, position: int, separator: str) -> tuple[str, int] | None:
    """A cell in quotes and where it ends; None where it is none."""
    if text[position : position + 1] != '"':
        return None
    match = _QUOTED.match(text, position)
    if match is None:
        return None
    is_whole = match.end() == len(text) or text[match.end()] in (separator, "\n")
    if not is_whole:
        return None
    return match["text"].replace('""', '"'), match.end()


def _end_of_cell(text: str, position: int, separator: str) -> int:
    ends = (text.find(separator, position), text.find("\n", position))
    return min((end for end in ends if end >= 0), default=len(text))


def _cell(text: str) -> str:
    return plain_text(text.strip())[:LONGEST_BLOCK]
