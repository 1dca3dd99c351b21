"""The lines of a page as headings, paragraphs and tables that are aligned with blanks."""

from collections import Counter
from collections.abc import Iterator, Sequence

from dxkpi.drafting.aligned_table import aligned_rows
from dxkpi.drafting.blocks import (
    LONGEST_BLOCK,
    Block,
    Heading,
    Paragraph,
    Table,
    equal_rows,
)
from dxkpi.drafting.heading_looks import is_of_contents, looks_like_heading
from dxkpi.drafting.line_joining import begins_item, ends_sentence, joined
from dxkpi.text.width import half_width_columns
from dxkpi.workbook.papers.pdf_lines import Line

_LARGER = 1.12
"""By how much larger than the text a heading is set."""

_LONGEST_HEADING = 60
_SAME_SIZE = 0.12
_MOST_LEADING = 2.1
"""Of a letter's size: how far apart lines of one paragraph are at most."""

_INDENT = 0.8
_EDGE = 1.2


class HeadingSizes:
    """Which sizes of letters a paper sets its headings in."""

    def __init__(self, lines: Sequence[Line]) -> None:
        letters: Counter[float] = Counter()
        for line in lines:
            letters[round(line.size, 1)] += len(line.text)
        self.body = letters.most_common(1)[0][0] if letters else 0.0
        larger = {size for size in letters if size > self.body * _LARGER}
        self._levels = _levels(sorted(larger, reverse=True))

    def level(self, line: Line) -> int | None:
        """The level of a line as a heading by its size, from 1; None for text."""
        if len(line.text) > _LONGEST_HEADING:
            return None
        return self._levels.get(round(line.size, 1))


def _levels(sizes: list[float]) -> dict[float, int]:
    """Sizes that are nearly one are one level."""
    levels: dict[float, int] = {}
    level = 0
    before: float | None = None
    for size in sizes:
        if before is None or before - size > 0.6:
            level += 1
            before = size
        levels[size] = level
    return levels


def blocks_of_lines(
    lines: Sequence[Line], sizes: HeadingSizes, page: int
) -> Iterator[Block]:
    """The blocks of a column of text, in its order."""
    position = 0
    right = max((line.x1 for line in lines), default=0.0)
    left = _usual_left(lines)
    while position < len(lines):
        run = _aligned_run(lines, position)
        table = _aligned_table(run, page) if len(run) > 1 else None
        if table is not None:
            yield table
            position += len(run)
            continue
        end = position + 1
        heading = _heading(lines[position], sizes, page)
        while end < len(lines) and _goes_on(
            lines[end - 1], lines[end], right, left, is_heading=heading is not None
        ):
            end += 1
        text = _joined(lines[position:end])
        if heading is not None and len(text) <= 2 * _LONGEST_HEADING:
            yield Heading(text, heading.level, page)
        else:
            yield Paragraph(text[:LONGEST_BLOCK], page)
        position = end


def _usual_left(lines: Sequence[Line]) -> float:
    counts = Counter(round(line.x0) for line in lines)
    return float(counts.most_common(1)[0][0]) if counts else 0.0


def _heading(line: Line, sizes: HeadingSizes, page: int) -> Heading | None:
    if is_of_contents(line.text):
        return None
    level = sizes.level(line)
    looks_so = looks_like_heading(line.text)
    if level is None and not looks_so:
        return None
    return Heading(line.text, level, page)


def _goes_on(
    line: Line, following: Line, right: float, left: float, *, is_heading: bool
) -> bool:
    """Whether a line goes on in the next: it is full, ends no sentence, and the next is
    set like it and begins nothing.
    """
    same_size = abs(line.size - following.size) <= _SAME_SIZE * line.size
    is_near = following.top - line.top <= _MOST_LEADING * line.size
    if not same_size or not is_near or following.top < line.top:
        return False
    if len(line.segments) > 1 or len(following.segments) > 1:
        return False
    text = line.text
    if ends_sentence(text) or begins_item(following.text) or is_of_contents(text):
        return False
    is_full = line.x1 > right - 2.2 * line.size
    if is_heading:
        return is_full and line.is_bold == following.is_bold
    is_indented = (
        following.x0 > left + _INDENT * line.size and following.x0 > line.x0 + 1
    )
    is_broken_by_edge = line.x1 > right - _EDGE * line.size or begins_item(text)
    return is_full and (is_broken_by_edge or not is_indented)


def _joined(lines: Sequence[Line]) -> str:
    text = lines[0].text
    for line in lines[1:]:
        text = joined(text, line.text)
    return " ".join(text.split())


# Aligned with blanks


def _aligned_run(lines: Sequence[Line], position: int) -> Sequence[Line]:
    """The lines from here on that have gaps in them."""
    end = position
    while end < len(lines) and len(lines[end].segments) > 1:
        if is_of_contents(lines[end].text):
            break
        end += 1
    return lines[position:end]


def _aligned_table(lines: Sequence[Line], page: int) -> Table | None:
    rows = aligned_rows([_on_grid(line) for line in lines])
    if rows is None:
        return None
    equal = equal_rows(rows)
    if not equal or len(equal[0]) < 2:
        return None
    return Table(equal, page)


def _on_grid(line: Line) -> str:
    """The line as a text whose segments begin at their columns of the page."""
    text = ""
    for segment in line.segments:
        column = int(segment.x0 / (line.size / 2))
        missing = max(column - half_width_columns(text), 2 if text else 0)
        text += " " * missing + segment.text
    return text
