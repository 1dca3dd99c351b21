"""Tables in a plain text: between strokes (|), between tabs, a cell a line, or aligned
with blanks.
"""

import html
import re

from dxkpi.drafting.aligned_table import aligned_rows
from dxkpi.drafting.blocks import LONGEST_BLOCK, MOST_TABLE_COLUMNS, Table, equal_rows
from dxkpi.drafting.html_tables import html_tables
from dxkpi.drafting.markup import plain_text

_PIPE_ROW = re.compile(r"\s*\|.*\|\s*")
_RULE = re.compile(r"[\s|:+=-]*-[\s|:+=-]*")
_PIPE = re.compile(r"(?<!\\)\|")
_INNER_TABLE = re.compile(r"<table\b.*?</table>", re.IGNORECASE)
_SECTION = re.compile(r"[(（【〔○〇●■◆]|[0-9０-９]+[.．\s]")


# Between strokes


def is_pipe_row(line: str) -> bool:
    """Whether a line is a row of a table as Markdown writes it."""
    return _PIPE_ROW.fullmatch(line) is not None


def pipe_tables(lines: list[str], page: int | None, number: int) -> list[Table]:
    """The table of such lines, and behind it the tables that stood in its cells."""
    rows: list[list[str]] = []
    inner: list[Table] = []
    for offset, line in enumerate(lines):
        if _RULE.fullmatch(line):
            continue
        cells = _PIPE.split(line.strip())[1:-1][:MOST_TABLE_COLUMNS]
        for column, cell in enumerate(cells):
            if "<table" in cell:
                head = rows[0][column] if rows and column < len(rows[0]) else None
                inner += _tables_in(cell, head, page, number + offset)
        rows.append([_cell(cell) for cell in cells])
    table = _table(rows, page, number)
    return inner if table is None else [table, *inner]


def _tables_in(
    cell: str, head: str | None, page: int | None, number: int
) -> list[Table]:
    return [
        Table(rows, page, head or None, number)
        for markup in _INNER_TABLE.findall(cell)
        for rows in html_tables(markup)
    ]


def _cell(text: str) -> str:
    text = _INNER_TABLE.sub("", text).replace("\\|", "|")
    return plain_text(text).strip()[:LONGEST_BLOCK]


# Between tabs


def is_tabbed_row(line: str) -> bool:
    """Whether a line has two cells with a tab between, the first perhaps empty."""
    return line.count("\t") > line.startswith("\t") and bool(line.strip())


def tabbed_table(lines: list[str], page: int | None, number: int) -> Table | None:
    """The table of lines with tabs; None where they have no two cells."""
    rows = [[_cell(cell) for cell in line.split("\t")] for line in lines]
    return _table(rows, page, number)


# A cell a line


def is_cell_line(line: str) -> bool:
    """Whether a line is one cell, as some converters of Word write a table."""
    return line.startswith("\t") and line.count("\t") == 1


def table_of_cells(lines: list[str], page: int | None, number: int) -> Table | None:
    """The table of cells that each begin a line with a tab; rows end at empty lines.

    Empty lines also stand inside cells: the first row says how many cells a row has.
    """
    rows: list[list[str]] = []
    row: list[str] = []
    width = 0
    for group in _groups_of_cells(lines):
        if len(group) > width:  # what stood before was the end of another table
            rows.append(row)
            row, width = [], len(group)
        is_heading = len(group) == 1 and width > 1 and _SECTION.match(group[0])
        if not row and is_heading:
            rows.append(group * width)
            continue
        row += group
        while len(row) >= width:
            rows.append(row[:width])
            row = row[width:]
    return _table([*rows, row], page, number)


def _groups_of_cells(lines: list[str]) -> list[list[str]]:
    groups: list[list[str]] = []
    is_new = True
    for line in lines:
        if not line.strip() and not line.startswith("\t"):
            is_new = True
        elif line.startswith("\t"):
            if is_new or not groups:
                groups.append([])
                is_new = False
            groups[-1].append(_cell(line))
        elif groups:
            groups[-1][-1] = f"{groups[-1][-1]}\n{_cell(line)}".strip()
    return groups


# Aligned with blanks


def aligned_table(lines: list[str], page: int | None, number: int) -> Table | None:
    """The table of lines whose cells stand under one another; None where they do not."""
    rows = aligned_rows([html.unescape(line) for line in lines])
    return None if rows is None else _table(rows, page, number)


def _table(rows: list[list[str]], page: int | None, number: int) -> Table | None:
    equal = equal_rows(rows)
    if not equal or len(equal[0]) < 2:
        return None
    return Table(equal, page, line=number)
