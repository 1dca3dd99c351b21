"""Tables whose columns are made by blanks, as copied from a PDF or a web page.

A column begins where the cells of the fullest lines begin, give or take two columns of the
screen; the cells of other lines belong to the column that begins nearest before them.
"""

import re

from dxkpi.drafting.numbering import marked
from dxkpi.text.width import half_width_columns

_GAP = re.compile(r" {2,}|　+ *")
_FEWEST_ROWS = 2
_MOST_APART = 2
"""Columns by which the cells of one column may begin apart."""


def has_gaps(line: str) -> bool:
    """Whether a line has cells with several blanks between them."""
    return _GAP.search(line.strip()) is not None


def is_number_and_title(line: str) -> bool:
    """Whether a line is a heading whose label stands apart from its title: 施策1-1　窓口の改革."""
    pieces = _GAP.split(line.strip())
    if len(pieces) != 2:
        return False
    label = marked(pieces[0])
    return label.is_labelled and not label.title


def aligned_rows(lines: list[str]) -> list[list[str]] | None:
    """The rows of such lines; None where they make no table."""
    written = [line.rstrip() for line in lines if line.strip()]
    if len(written) < _FEWEST_ROWS:
        return None
    pieces = [_pieces(line) for line in written]
    widest = max(pieces, key=len)
    if len(widest) < 2:
        return None
    starts = _column_starts(pieces)
    if len(starts) < 2:
        return _rows_by_order(pieces)
    return _rows_by_start(pieces, starts)


def _pieces(line: str) -> list[tuple[int, str]]:
    """The cells of a line with the column of the screen at which each begins."""
    pieces = []
    position = 0
    for gap in _GAP.finditer(line):
        piece = line[position : gap.start()]
        if piece.strip():
            pieces.append((half_width_columns(line[:position]), piece.strip()))
        position = gap.end()
    if line[position:].strip():
        pieces.append((half_width_columns(line[:position]), line[position:].strip()))
    return pieces


def _column_starts(pieces: list[list[tuple[int, str]]]) -> list[int]:
    """Where columns begin, as the fullest rows have them; none where these differ."""
    width = max(map(len, pieces))
    full = [row for row in pieces if len(row) == width]
    starts: list[int] = []
    for place in range(width):
        column = [row[place][0] for row in full]
        if max(column) - min(column) > 2 * _MOST_APART:
            return []
        starts.append(min(column))
    return starts


def _rows_by_order(pieces: list[list[tuple[int, str]]]) -> list[list[str]] | None:
    """Rows whose cells stand in order only, as where each gap is as wide as it may be."""
    widths = {len(row) for row in pieces}
    if len(widths) > 1:
        return None
    return [[text for _start, text in row] for row in pieces]


def _rows_by_start(
    pieces: list[list[tuple[int, str]]], starts: list[int]
) -> list[list[str]]:
    rows: list[list[str]] = []
    for row in pieces:
        cells = [""] * len(starts)
        for start, text in row:
            place = _column_at(start, starts)
            cells[place] = f"{cells[place]} {text}".strip()
        rows.append(cells)
    return rows


def _column_at(start: int, starts: list[int]) -> int:
    """The column that begins nearest before, or just behind, a place on the screen."""
    place = 0
    for number, begin in enumerate(starts):
        if start >= begin - _MOST_APART:
            place = number
    return place
