"""The letters of a PDF's page as lines of text with their place and size.

A PDF knows letters at places, no words and no lines.
"""

import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

_SAME_LINE = 0.5
"""Of a letter's height: by how much the middles of letters of a line may differ."""

_SPACE = 0.28
"""Of a letter's size: from which gap on Latin words are parted."""

_GAP = 1.6
"""Of a letter's size: from which gap on texts of a line are no sentence any more."""

_UNREADABLE = "(cid:"


@dataclass(frozen=True)
class Letter:
    """A letter with its box: `top` counts downwards."""

    text: str
    x0: float
    x1: float
    top: float
    bottom: float
    is_bold: bool = False

    @property
    def size(self) -> float:
        return self.bottom - self.top

    @property
    def middle(self) -> float:
        return (self.top + self.bottom) / 2


@dataclass(frozen=True)
class Segment:
    """Letters of a line that stand together."""

    text: str
    x0: float
    x1: float


@dataclass(frozen=True)
class Line:
    """A line of a page. Several segments stand far from one another."""

    segments: tuple[Segment, ...]
    top: float
    bottom: float
    size: float
    is_bold: bool = False

    @property
    def text(self) -> str:
        return " ".join(segment.text for segment in self.segments)

    @property
    def x0(self) -> float:
        return self.segments[0].x0

    @property
    def x1(self) -> float:
        return self.segments[-1].x1


def letters_of(chars: Iterable[dict[str, Any]]) -> tuple[list[Letter], int]:
    """The letters that can be read, and how many cannot: their font does not say which
    letters they are.
    """
    letters = []
    unreadable = 0
    for char in chars:
        text = char["text"]
        if text.startswith(_UNREADABLE) or text == "\ufffd":
            unreadable += 1
            continue
        if not text.strip():
            continue
        font = char.get("fontname", "")
        letters.append(
            Letter(
                _usual_letter(text),
                char["x0"],
                char["x1"],
                char["top"],
                char["bottom"],
                "Bold" in font or "Heavy" in font,
            )
        )
    return letters, unreadable


def _usual_letter(text: str) -> str:
    """The kanji of a radical that only looks like it, as many PDF have: ⽇ is 日."""
    if len(text) == 1 and "\u2e80" <= text <= "\u2fdf":
        return unicodedata.normalize("NFKC", text)
    return text


def lines_of(letters: Sequence[Letter]) -> list[Line]:
    """The letters as lines from the top down."""
    rows: list[list[Letter]] = []
    for letter in sorted(letters, key=lambda letter: letter.middle):
        row = rows[-1] if rows else None
        if row is not None and _is_on_line(letter, row):
            row.append(letter)
        else:
            rows.append([letter])
    return [_line(sorted(row, key=lambda letter: letter.x0)) for row in rows]


def _is_on_line(letter: Letter, row: list[Letter]) -> bool:
    last = row[-1]
    height = max(letter.size, last.size)
    return abs(letter.middle - row[0].middle) <= _SAME_LINE * height


def _line(letters: list[Letter]) -> Line:
    sizes = sorted(letter.size for letter in letters)
    size = sizes[len(sizes) // 2]
    segments: list[Segment] = []
    parts = [letters[0]]
    for letter in letters[1:]:
        if letter.x0 - parts[-1].x1 > _GAP * size:
            segments.append(_segment(parts, size))
            parts = []
        parts.append(letter)
    segments.append(_segment(parts, size))
    bold = sum(letter.is_bold for letter in letters)
    return Line(
        tuple(segments),
        min(letter.top for letter in letters),
        max(letter.bottom for letter in letters),
        size,
        2 * bold > len(letters),
    )


def _segment(letters: list[Letter], size: float) -> Segment:
    text = letters[0].text
    for before, letter in pairwise(letters):
        is_printed_twice = (
            letter.text == before.text and letter.x0 - before.x0 < 0.2 * size
        )
        if is_printed_twice:  # bold, as some programs make it
            continue
        gap = letter.x0 - before.x1
        is_latin = before.text[-1].isascii() or letter.text[0].isascii()
        if gap > _SPACE * size and (is_latin or gap > 0.9 * size):
            text += " "
        text += letter.text
    return Segment(text, letters[0].x0, letters[-1].x1)


# Vertical writing

_FEWEST_VERTICAL = 20


def is_vertical(letters: Sequence[Letter]) -> bool:
    """Whether most letters of a page stand under one another, as they are written."""
    if len(letters) < _FEWEST_VERTICAL:
        return False
    below = 0
    beside = 0
    for before, letter in pairwise(letters):
        size = max(before.size, letter.size, 1.0)
        across = abs(letter.x0 - before.x0)
        down = letter.top - before.top
        below += across < 0.3 * size and 0.5 * size < down < 2.5 * size
        beside += abs(down) < 0.3 * size and 0 < letter.x0 - before.x0 < 2.5 * size
    return below > beside


def vertical_lines_of(letters: Sequence[Letter]) -> list[Line]:
    """The letters of a page that is written from the top down, its lines from the right."""
    columns: list[list[Letter]] = []
    for letter in sorted(letters, key=lambda letter: -letter.x0):
        column = columns[-1] if columns else None
        if column is not None and column[0].x0 - letter.x0 < 0.6 * letter.size:
            column.append(letter)
        else:
            columns.append([letter])
    lines = []
    for column in columns:
        column.sort(key=lambda letter: letter.top)
        text = "".join(letter.text for letter in column)
        segment = Segment(text, column[0].x0, max(letter.x1 for letter in column))
        lines.append(Line((segment,), column[0].top, column[-1].bottom, column[0].size))
    return lines
