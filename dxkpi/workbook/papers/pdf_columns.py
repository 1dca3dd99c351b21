"""Pages that are set in two columns, read one after the other."""

from collections.abc import Sequence
from dataclasses import dataclass

from dxkpi.workbook.papers.pdf_lines import Letter, lines_of

_FEWEST_LINES = 8
"""Lines that each column must have."""

_FILLED = 0.55
"""How much of its column a line of running text fills at least, half of the lines."""

_WIDTH_OF_GUTTER = 1.0
"""Of a letter's size: how wide the empty strip between two columns is at least."""

_FEWEST_PAGES = 2
"""Pages of running text in two columns that make the others be looked at likewise."""

_STEPS = 60


@dataclass(frozen=True)
class _Halves:
    left: list[Letter]
    right: list[Letter]


def columns_of(letters: Sequence[Letter], gutter: float | None) -> list[list[Letter]]:
    """The letters of a page parted as they are read: the left column, then the right
    one; what goes over both stands where it parts them.
    """
    if gutter is None:
        return [list(letters)]
    parts: list[list[Letter]] = []
    halves = _Halves([], [])
    for row in _rows(letters):
        if _crosses(row, gutter):
            parts += [half for half in (halves.left, halves.right) if half]
            halves = _Halves([], [])
            parts.append(row)
            continue
        halves.left.extend(letter for letter in row if letter.x1 <= gutter)
        halves.right.extend(letter for letter in row if letter.x1 > gutter)
    return [*parts, *(half for half in (halves.left, halves.right) if half)]


def usual_gutter(gutters: Sequence[float | None]) -> float | None:
    """Where a paper's pages are parted; None where only single pages seem to be."""
    places = sorted(place for place in gutters if place is not None)
    return places[len(places) // 2] if len(places) >= _FEWEST_PAGES else None


def is_parted_at(letters: Sequence[Letter], gutter: float) -> bool:
    """Whether a page of a paper that is set in columns has them too: few lines go over
    both, and text stands on both sides, perhaps only short items.
    """
    rows = _rows(letters)
    crossing = sum(_crosses(row, gutter) for row in rows)
    left = sum(any(letter.x1 <= gutter for letter in row) for row in rows)
    right = sum(any(letter.x0 >= gutter for letter in row) for row in rows)
    return 4 * crossing <= len(rows) and min(left, right) > crossing


def _crosses(row: list[Letter], gutter: float) -> bool:
    is_over_it = any(letter.x0 < gutter < letter.x1 for letter in row)
    return is_over_it or _is_whole(row, gutter)


def _rows(letters: Sequence[Letter]) -> list[list[Letter]]:
    rows: list[list[Letter]] = []
    for letter in sorted(letters, key=lambda letter: letter.middle):
        row = rows[-1] if rows else None
        if row is not None and abs(letter.middle - row[0].middle) <= letter.size / 2:
            row.append(letter)
        else:
            rows.append([letter])
    return rows


def _is_whole(row: list[Letter], gutter: float) -> bool:
    """Whether the text of a row goes on from one half into the other."""
    left = max((letter.x1 for letter in row if letter.x1 <= gutter), default=None)
    right = min((letter.x0 for letter in row if letter.x0 >= gutter), default=None)
    if left is None or right is None:
        return False
    return right - left < _WIDTH_OF_GUTTER * row[0].size * 0.9


def text_gutter(letters: Sequence[Letter], width: float) -> float | None:
    """The middle of an empty strip near the page's middle with text on both its sides."""
    if len(letters) < 4 * _FEWEST_LINES:
        return None
    rows = _rows(letters)
    best: tuple[int, float] | None = None
    for step in range(_STEPS + 1):
        place = width * (0.35 + 0.3 * step / _STEPS)
        crossing = sum(
            any(letter.x0 < place + 1 and letter.x1 > place - 1 for letter in row)
            for row in rows
        )
        if best is None or crossing < best[0]:
            best = (crossing, place)
    assert best is not None
    crossing, place = best
    if 4 * crossing > len(rows):
        return None
    middle = _middle_of_strip(rows, place, width)
    return middle if _has_two_columns(letters, middle) else None


def _middle_of_strip(rows: list[list[Letter]], place: float, width: float) -> float:
    """The middle between the texts left and right of a place, of rows that have both."""
    lefts = [
        letter.x1
        for row in rows
        for letter in row
        if place - width / 6 < letter.x1 <= place
    ]
    rights = [
        letter.x0
        for row in rows
        for letter in row
        if place <= letter.x0 < place + width / 6
    ]
    return (max(lefts, default=place) + min(rights, default=place)) / 2


def _has_two_columns(letters: Sequence[Letter], gutter: float) -> bool:
    """Whether both sides are running text and not the cells of a table."""
    for is_left in (True, False):
        side = [letter for letter in letters if (letter.x1 <= gutter) == is_left]
        lines = lines_of(side)
        if len(lines) < _FEWEST_LINES:
            return False
        right = max(line.x1 for line in lines)
        left = min(line.x0 for line in lines)
        full = [line for line in lines if line.x1 - line.x0 > _FILLED * (right - left)]
        if 2 * len(full) < len(lines):
            return False
    return True
