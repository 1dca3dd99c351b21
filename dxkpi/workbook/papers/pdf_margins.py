"""What stands at the head and foot of a paper's pages: titles that come again, page
numbers. It is no text of the plan.
"""

import re
from collections import Counter
from collections.abc import Sequence

from dxkpi.workbook.papers.pdf_lines import Line

_LINES_AT_EDGE = 3
_DIGITS = re.compile(r"[0-9０-９]+|[ivxlc]+(?=\s*$)", re.IGNORECASE)
_PAGE_NUMBER = re.compile(
    r"[\s\-－―–‐・/|pPｐ.ページ頁第()（）]*[0-9０-９ivxlc]{1,4}[\s\-－―–‐・/|.ページ頁()（）0-9]*"
)
_AT_EDGE = 0.12
"""Of a page's height: how far from its edge a head or foot stands at most."""


def margin_texts(pages: Sequence[Sequence[Line]], heights: Sequence[float]) -> set[str]:
    """The texts that come again at the edges of several pages, without their numbers."""
    counts: Counter[str] = Counter()
    for lines, height in zip(pages, heights, strict=True):
        head, foot = _edges(lines, height)
        texts = {_plain(line.text) for line in (*head, *foot)}
        counts.update(texts)
    fewest = max(min(3, len(pages)), len(pages) // 4, 2)
    return {text for text, count in counts.items() if text and count >= fewest}


def without_margins(
    lines: Sequence[Line], height: float, repeated: set[str]
) -> list[Line]:
    """The lines of a page without what comes again at its edges, and its number; what
    stands behind the first other line is text of the page.
    """
    left_out: set[int] = set()
    for edge in _edges(lines, height):
        for line in edge:
            if not _is_margin(line, repeated):
                break
            left_out.add(id(line))
    return [line for line in lines if id(line) not in left_out]


def _edges(
    lines: Sequence[Line], height: float
) -> tuple[Sequence[Line], Sequence[Line]]:
    """The lines near the upper edge from the top down, near the lower from the foot up."""
    ordered = sorted(lines, key=lambda line: line.top)
    head = [
        line for line in ordered[:_LINES_AT_EDGE] if line.bottom < _AT_EDGE * height
    ]
    below = (1 - _AT_EDGE) * height
    foot = [line for line in ordered[-_LINES_AT_EDGE:] if line.top > below]
    return head, foot[::-1]


def _is_margin(line: Line, repeated: set[str]) -> bool:
    text = line.text.strip()
    return _plain(text) in repeated or _PAGE_NUMBER.fullmatch(text) is not None


def _plain(text: str) -> str:
    return "".join(_DIGITS.sub("#", text).split())
