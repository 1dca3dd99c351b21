"""The tables of an HTML text, as browsers, Word and Excel put it on the clipboard.

Read by the parser of the standard library: it is kept with Python itself, takes whatever
browsers take, never fails, and follows nothing. lxml is faster, but its parser in C would
read other people's clipboards in the server's own process.
"""

import re
from html.parser import HTMLParser

from dxkpi.drafting.blocks import (
    LONGEST_BLOCK,
    MOST_TABLE_COLUMNS,
    MOST_TABLE_ROWS,
    equal_rows,
)

_NEW_LINE = frozenset(("br", "p", "div", "li", "tr"))
_SILENT = frozenset(("script", "style", "head", "title", "template"))
_SPACES = re.compile(r"[ \t\r\n\f]+")
_BLANK_LINES = re.compile(r"\s*\n\s*")
_MOST_SPANNED = 1_000


def html_tables(text: str) -> list[tuple[tuple[str, ...], ...]]:
    """The rows of each table, a merged cell's text in all of its cells. A table within
    a cell of another is a table of its own, behind it.
    """
    reader = _TableReader()
    reader.feed(text)
    reader.close()
    reader.end_all()
    tables = [equal_rows(grid.rows()) for grid in reader.grids]
    return [table for table in tables if table]


class _Cell:
    """A cell that is being read, and over how many rows and columns it goes."""

    def __init__(self, rows: int, columns: int) -> None:
        self.rows, self.columns = rows, columns
        self._parts: list[str] = []
        self._length = 0

    def add(self, text: str) -> None:
        if self._length < LONGEST_BLOCK:
            self._parts.append(text)
            self._length += len(text)

    @property
    def text(self) -> str:
        return _BLANK_LINES.sub("\n", "".join(self._parts)).strip()[:LONGEST_BLOCK]


class _Grid:
    """A table that is being read: of each row, its cells by their columns."""

    def __init__(self) -> None:
        self._rows: list[dict[int, str]] = []
        self._row = -1
        self._column = 0
        self.cell: _Cell | None = None

    def begin_row(self) -> None:
        self.end_cell()
        self._row += 1
        self._column = 0
        self._reach(self._row)

    def begin_cell(self, rows: int, columns: int) -> None:
        self.end_cell()
        if self._row < 0:
            self.begin_row()
        self.cell = _Cell(rows, columns)

    def end_cell(self) -> None:
        cell, self.cell = self.cell, None
        if cell is None or self._row >= MOST_TABLE_ROWS:
            return
        own_row = self._rows[self._row]
        while self._column in own_row:
            self._column += 1
        last_row = min(self._row + cell.rows, MOST_TABLE_ROWS)
        last_column = min(self._column + cell.columns, MOST_TABLE_COLUMNS)
        self._reach(last_row - 1)
        for row in self._rows[self._row : last_row]:
            for column in range(self._column, last_column):
                row.setdefault(column, cell.text)
        self._column = max(last_column, self._column)

    def rows(self) -> list[list[str]]:
        """The rows that were begun; what a merged cell adds below the last is not one."""
        begun = self._rows[: self._row + 1]
        return [
            [row.get(column, "") for column in range(max(row, default=-1) + 1)]
            for row in begun
        ]

    def _reach(self, row: int) -> None:
        while len(self._rows) <= min(row, MOST_TABLE_ROWS - 1):
            self._rows.append({})


class _TableReader(HTMLParser):
    """Goes through an HTML text; `grids` are its tables in the order of their beginnings."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.grids: list[_Grid] = []
        self._open: list[_Grid] = []
        self._silent = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _SILENT:
            self._silent += 1
        elif tag == "table":
            self._begin_table()
        elif not self._open:
            return
        elif tag == "tr":
            self._open[-1].begin_row()
        elif tag in ("td", "th"):
            spans = dict(attrs)
            rows, columns = _span(spans.get("rowspan")), _span(spans.get("colspan"))
            self._open[-1].begin_cell(rows, columns)
        elif tag in _NEW_LINE:
            self._add("\n")

    def handle_endtag(self, tag: str) -> None:
        if tag in _SILENT:
            self._silent = max(0, self._silent - 1)
        elif tag == "table" and self._open:
            self._open.pop().end_cell()
        elif tag in ("td", "th", "tr") and self._open:
            self._open[-1].end_cell()
        elif tag in _NEW_LINE:
            self._add("\n")

    def handle_data(self, data: str) -> None:
        if not self._silent:
            self._add(_SPACES.sub(" ", data))

    def end_all(self) -> None:
        """End what was not ended."""
        while self._open:
            self._open.pop().end_cell()

    def _begin_table(self) -> None:
        grid = _Grid()
        self.grids.append(grid)
        self._open.append(grid)

    def _add(self, text: str) -> None:
        if self._open and self._open[-1].cell is not None:
            self._open[-1].cell.add(text)


def _span(text: str | None) -> int:
    if text is None or not text.strip().isascii() or not text.strip().isdigit():
        return 1
    return min(max(int(text.strip()[:6]), 1), _MOST_SPANNED)
