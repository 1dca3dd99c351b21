"""A plain or Markdown text as blocks: .txt, .md, and what a converter made of a paper.

Form feeds end pages. Headings are those of Markdown, and short lines that begin as
headings do (第1章, 【基本方針1】, ■). Lines that the edge of a page broke are put together.
"""

import re
from collections.abc import Callable
from dataclasses import replace

from dxkpi.drafting.aligned_table import has_gaps, is_number_and_title
from dxkpi.drafting.blocks import (
    LONGEST_BLOCK,
    MOST_BLOCKS,
    MOST_TABLE_ROWS,
    Block,
    Document,
    Heading,
    PageProblem,
    PageProblemKind,
    Paragraph,
    Table,
)
from dxkpi.drafting.figure_pair import is_indicator_line
from dxkpi.drafting.heading_looks import (
    is_of_contents,
    looks_like_caption,
    looks_like_heading,
)
from dxkpi.drafting.line_joining import LineJoiner, joined
from dxkpi.drafting.markup import plain_text
from dxkpi.drafting.text_tables import (
    aligned_table,
    is_cell_line,
    is_pipe_row,
    is_tabbed_row,
    pipe_tables,
    tabbed_table,
    table_of_cells,
)

_MARKDOWN_HEADING = re.compile(r"\s{0,3}(#{1,6})\s+(.*?)\s*#*\s*")
_MARKDOWN_ITEM = re.compile(r"(\s*)[-*+]\s+(?=\S)")
_RULE = re.compile(r"\s*(?:[-=*_]\s?){3,}")
_COLUMNS_OF_DEPTH = 2
_EMPTY_LINES_IN_TABLE = 3
_BOOKMARK = "[bookmark:"
"""What a converter of Word leaves before a heading."""


def text_document(text: str) -> Document:
    """The blocks of a text."""
    pages = _without_line_ends(text).split("\f")
    joiner = LineJoiner([line for page in pages for line in page.split("\n")])
    reader = _TextReader(joiner)
    number = 1
    for page, content in enumerate(pages, 1):
        lines = content.split("\n")
        reader.read_page(lines, page if len(pages) > 1 else None, number)
        number += len(lines) - 1
    return reader.document(len(pages) if len(pages) > 1 else None)


def _without_line_ends(text: str) -> str:
    return text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")


class _TextReader:
    """Goes through the lines of a text.

    `_open` is the last line of the paragraph that may go on. `_no_table_before` is the line
    up to which lines of a kind were tried as a table and are none, so that no line is
    tried again and again.
    """

    def __init__(self, joiner: LineJoiner) -> None:
        self._joiner = joiner
        self._blocks: list[Block] = []
        self._problems: list[PageProblem] = []
        self._open: str | None = None
        self._no_table_before: dict[_IsRow, int] = {}

    def document(self, pages: int | None) -> Document:
        blocks, problems = self._blocks, self._problems
        if len(blocks) > MOST_BLOCKS:
            problems = [
                *problems,
                PageProblem(PageProblemKind.TOO_MUCH_TEXT, n=MOST_BLOCKS),
            ]
        return Document(tuple(blocks[:MOST_BLOCKS]), pages, tuple(problems))

    def read_page(self, lines: list[str], page: int | None, first: int) -> None:
        """Read the lines of a page; `first` is the number of its first line."""
        position = 0
        while position < len(lines) and len(self._blocks) <= MOST_BLOCKS:
            length = self._read_table(lines, position, page, first + position)
            if length == 0:
                length = 1
                self._read_line(lines, position, page, first + position)
            position += length

    def _read_table(
        self, lines: list[str], position: int, page: int | None, number: int
    ) -> int:
        """Read the table that begins here, and give how many lines it has; 0 for none."""
        for is_row, tables_of in _KINDS_OF_TABLES:
            is_known_as_none = number < self._no_table_before.get(is_row, 0)
            if is_known_as_none or not is_row(lines[position]):
                continue
            run = _run_of_rows(lines, position, is_row)
            tables = tables_of(run[:MOST_TABLE_ROWS], page, number)
            if not tables:
                self._no_table_before[is_row] = number + len(run)
                continue
            if len(run) > MOST_TABLE_ROWS:
                kind = PageProblemKind.TOO_MANY_ROWS
                self._problems.append(PageProblem(kind, page, MOST_TABLE_ROWS))
            self._add_tables(tables)
            return len(run)
        return 0

    def _add_tables(self, tables: list[Table]) -> None:
        self._open = None
        last = self._blocks[-1] if self._blocks else None
        if isinstance(last, Paragraph | Heading) and looks_like_caption(last.text):
            tables = [replace(tables[0], caption=last.text), *tables[1:]]
        self._blocks += tables

    def _read_line(
        self, lines: list[str], position: int, page: int | None, number: int
    ) -> None:
        line = lines[position]
        if not line.strip() or _RULE.fullmatch(line):
            if not self._joiner.is_spaced:
                self._open = None
            return
        if match := _MARKDOWN_HEADING.fullmatch(line):
            self._add_heading(match[2], len(match[1]), page, number)
            return
        for part in plain_text(line).split("\n"):
            self._read_text(part, line, page, number)

    def _add_heading(
        self, text: str, level: int | None, page: int | None, number: int
    ) -> None:
        self._open = None
        text = " ".join(plain_text(text).split())
        if text:
            self._blocks.append(Heading(text[:LONGEST_BLOCK], level, page, number))

    def _read_text(self, text: str, line: str, page: int | None, number: int) -> None:
        if not text.strip():
            return
        item = _MARKDOWN_ITEM.match(line)
        may_go_on = item is None and self._open is not None
        if may_go_on and self._joiner.goes_on(self._open or "", text):
            self._continue(text)
            return
        if item is None and looks_like_heading(text):
            self._add_heading(text, None, page, number)
            return
        depth = None
        if item is not None:
            depth = len(item[1].expandtabs(4)) // _COLUMNS_OF_DEPTH
            text = _MARKDOWN_ITEM.sub("", text, count=1)
        self._open = text
        whole = " ".join(text.split())[:LONGEST_BLOCK]
        self._blocks.append(Paragraph(whole, page, number, depth))

    def _continue(self, text: str) -> None:
        last = self._blocks[-1]
        assert isinstance(last, Paragraph)
        self._open = text
        whole = joined(last.text, " ".join(text.split()))
        self._blocks[-1] = replace(last, text=whole[:LONGEST_BLOCK])


# Tables

_IsRow = Callable[[str], bool]
_TablesOf = Callable[[list[str], int | None, int], list[Table]]


def _run_of_rows(lines: list[str], position: int, is_row: _IsRow) -> list[str]:
    """The lines of a table from here on; only cells a line have empty lines between."""
    run: list[str] = []
    for line in lines[position:]:
        goes_on = is_row(line)
        if is_row is is_cell_line:
            goes_on = goes_on or _is_inside_cells(lines, position + len(run))
        if not goes_on:
            break
        run.append(line)
    return run


def _is_inside_cells(lines: list[str], position: int) -> bool:
    """Whether a line stands between cells: an empty line, or the rest of a cell's text.

    What looks like a heading is one only behind an empty line: a cell may list ●節目.
    """
    empty = 0
    is_behind_empty = not lines[position - 1].strip()
    for line in lines[position : position + 2 * _EMPTY_LINES_IN_TABLE]:
        if is_cell_line(line):
            return True
        empty += not line.strip()
        may_be_heading = is_behind_empty and looks_like_heading(line)
        is_heading = _BOOKMARK in line or may_be_heading
        is_behind_empty = not line.strip()
        if is_heading or empty > _EMPTY_LINES_IN_TABLE:
            return False
    return False


def _at_most_one(
    table_of: Callable[[list[str], int | None, int], Table | None],
) -> _TablesOf:
    def tables(lines: list[str], page: int | None, number: int) -> list[Table]:
        table = table_of(lines, page, number)
        return [] if table is None else [table]

    return tables


def _is_aligned_row(line: str) -> bool:
    is_text = (
        is_of_contents(line) or is_number_and_title(line) or is_indicator_line(line)
    )
    return has_gaps(line) and not is_text


def _is_row_of_tabs(line: str) -> bool:
    return is_tabbed_row(line) and not is_of_contents(line)


_KINDS_OF_TABLES: tuple[tuple[_IsRow, _TablesOf], ...] = (
    (is_pipe_row, pipe_tables),
    (_is_row_of_tabs, _at_most_one(tabbed_table)),
    (is_cell_line, _at_most_one(table_of_cells)),
    (_is_aligned_row, _at_most_one(aligned_table)),
)
