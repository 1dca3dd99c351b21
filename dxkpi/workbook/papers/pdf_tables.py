"""The tables of a PDF's page that are ruled with lines, as rows of texts."""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from dxkpi.drafting.blocks import MOST_TABLE_COLUMNS, MOST_TABLE_ROWS
from dxkpi.workbook.papers.pdf_lines import Letter, lines_of

_FEWEST_EDGES = 6
"""Lines of a table of two rows and two columns."""

_MOST_EDGES = 6_000
"""A page with more lines than that is a drawing; to look for tables would take minutes."""

_SAME_PLACE = 4.0
"""Points by which a table may stand elsewhere on the next page."""

_SAME_EDGE = 2.5
"""Points by which the edges of cells may lie apart and be one."""

Box = tuple[float, float, float, float]
"""The left, upper, right and lower edge."""


@dataclass(frozen=True)
class RuledTable:
    """A table with its place on its page."""

    rows: list[list[str]]
    box: Box
    page: int

    def goes_on_in(self, other: "RuledTable") -> bool:
        """Whether a table on the next page is the rest of it: as wide, as many columns."""
        is_next = other.page == self.page + 1
        same_columns = len(self.rows[0]) == len(other.rows[0])
        same_left = abs(self.box[0] - other.box[0]) < _SAME_PLACE
        same_right = abs(self.box[2] - other.box[2]) < _SAME_PLACE
        return is_next and same_columns and same_left and same_right

    def with_rest(self, other: "RuledTable") -> "RuledTable":
        """Both as one table, which may go on behind the other's page."""
        rows = [*self.rows, *other.rows][:MOST_TABLE_ROWS]
        return RuledTable(rows, other.box, other.page)

    def holds(self, letter: Letter) -> bool:
        """Whether a letter stands in it."""
        left, top, right, bottom = self.box
        middle = (letter.x0 + letter.x1) / 2
        return left <= middle <= right and top <= letter.middle <= bottom


def ruled_tables(page: Any, letters: Sequence[Letter], number: int) -> list[RuledTable]:
    """The tables of at least two columns that hold letters; one row is enough where it
    has three: a head that the end of a page parted from its rows.
    """
    edges = len(page.edges)
    if not _FEWEST_EDGES <= edges <= _MOST_EDGES:
        return []
    tables = []
    for found in page.find_tables():
        cells = [cell for cell in found.cells if cell is not None]
        table = _table(cells, found.bbox, letters, number)
        if table is not None:
            tables.append(table)
    return _outermost(tables)


def _outermost(tables: list[RuledTable]) -> list[RuledTable]:
    """The tables without those that lie within another."""
    return [
        table
        for table in tables
        if not any(_is_within(table.box, other.box) for other in tables)
    ]


def _is_within(box: Box, other: Box) -> bool:
    is_inside = (
        box[0] >= other[0] - 1
        and box[1] >= other[1] - 1
        and box[2] <= other[2] + 1
        and box[3] <= other[3] + 1
    )
    return is_inside and box != other


def _table(
    cells: list[Box], box: Box, letters: Sequence[Letter], number: int
) -> RuledTable | None:
    lefts = _edges([cell[0] for cell in cells])[:MOST_TABLE_COLUMNS]
    tops = _edges([cell[1] for cell in cells])[:MOST_TABLE_ROWS]
    is_large_enough = len(lefts) >= 2 and len(lefts) + len(tops) >= 4
    if not is_large_enough:
        return None
    texts = _texts_of_cells(cells, box, letters)
    if not any(texts):
        return None
    grid = [[""] * len(lefts) for _top in tops]
    for cell, text in zip(cells, texts, strict=True):
        columns = _span(lefts, cell[0], cell[2])
        for row in _span(tops, cell[1], cell[3]):
            for column in columns:
                grid[row][column] = text
    return RuledTable(grid, box, number)


def _edges(positions: list[float]) -> list[float]:
    """The positions in their order, those that are nearly one as one."""
    edges: list[float] = []
    for position in sorted(positions):
        if not edges or position - edges[-1] > _SAME_EDGE:
            edges.append(position)
    return edges


def _span(edges: list[float], start: float, end: float) -> range:
    """The rows or columns over which a cell goes: all that begin within it."""
    first = bisect_right(edges, start + _SAME_EDGE) - 1
    last = bisect_right(edges, end - _SAME_EDGE) - 1
    return range(max(first, 0), max(last, first) + 1)


def _texts_of_cells(cells: list[Box], box: Box, letters: Sequence[Letter]) -> list[str]:
    """The text of each cell; a letter belongs to the cell that its middle lies in."""
    within = [
        letter
        for letter in letters
        if box[0] <= letter.x1
        and letter.x0 <= box[2]
        and box[1] <= letter.middle <= box[3]
    ]
    within.sort(key=lambda letter: letter.middle)
    middles = [letter.middle for letter in within]
    texts = []
    for left, top, right, bottom in cells:
        first, last = bisect_right(middles, top), bisect_right(middles, bottom)
        own = [
            letter
            for letter in within[first:last]
            if left <= (letter.x0 + letter.x1) / 2 < right
        ]
        texts.append(_text(own))
    return texts


def _text(letters: list[Letter]) -> str:
    """The lines of a cell; letters under one another are written downwards."""
    lines = [line.text for line in lines_of(letters)]
    is_vertical = len(lines) > 1 and all(len(line) == 1 for line in lines)
    return "".join(lines) if is_vertical else "\n".join(lines)
