"""What is printed on pages but is no part of the text: contents, running heads, page numbers."""

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace

from dxkpi.drafting.blocks import Block, Document, Heading, Table
from dxkpi.drafting.section_words import section_of
from dxkpi.drafting.tidy_text import tidy

_LEADERS = re.compile(
    r"(?:[.．…‥・･⋯_]\s?){3,}\s*[-－]?\s*[0-9０-９ivxIVX]{0,4}\s*[-－]?\s*$"
)
_CONTENTS = re.compile(r"[【〔\[<〈《\s]*目\s*次[】〕\]>〉》\s]*")
_PAGE_NUMBER = re.compile(
    r"[-－–—―\s]*(?:p\.?|P\.?)?\s*[0-9０-９]{1,3}\s*(?:/\s*[0-9]{1,3}|ページ|頁)?[-－–—―\s]*"
)
_NUMBER_BEHIND = re.compile(r"^(?=.*[^\s0-9０-９]).*\s[0-9０-９]{1,3}\s*$")
_LEAST_PAGES = 3
_LONGEST_RUNNING = 60


def without_contents(document: Document) -> Document:
    """The paper without its table of contents, running heads and page numbers."""
    blocks = list(_without_running_heads(document.blocks))
    return replace(document, blocks=tuple(_without_contents(blocks)))


def _without_contents(blocks: Sequence[Block]) -> Iterable[Block]:
    is_inside = False
    for block in blocks:
        if isinstance(block, Table):
            if not _is_contents_table(block):
                is_inside = False
                yield block
            continue
        if _CONTENTS.fullmatch(block.text):
            is_inside = True
            continue
        if _LEADERS.search(block.text) or _PAGE_NUMBER.fullmatch(block.text):
            continue
        if is_inside and _NUMBER_BEHIND.match(block.text) and len(block.text) < 90:
            continue
        is_inside = is_inside and not isinstance(block, Heading)
        yield block


def _is_contents_table(table: Table) -> bool:
    """A table of titles and page numbers, which never fall."""
    numbers = [tidy(row[-1]) for row in table.rows if row[-1].strip()]
    if len(numbers) < 3 or not all(number.isdecimal() for number in numbers):
        return False
    pages = [int(number[:6]) for number in numbers]
    has_titles = all(_has_title(row[:-1]) for row in table.rows)
    return (
        has_titles
        and len(table.rows[0]) <= 4
        and pages == sorted(pages)
        and pages[-1] < 500
    )


def _has_title(cells: Sequence[str]) -> bool:
    texts = [tidy(cell) for cell in cells if cell.strip()]
    return any(not text.isdecimal() for text in texts)


def _without_running_heads(blocks: Sequence[Block]) -> Iterable[Block]:
    """The blocks without texts that come back at the edges of several pages."""
    edges = _edges_of_pages(blocks)
    pages_of: dict[str, set[int]] = defaultdict(set)
    for position in edges:
        block = blocks[position]
        if not isinstance(block, Table) and block.page is not None:
            pages_of[_running_key(block.text)].add(block.page)
    seen: set[str] = set()
    for position, block in enumerate(blocks):
        if isinstance(block, Table) or position not in edges:
            yield block
            continue
        is_first = _running_key(block.text) not in seen
        seen.add(_running_key(block.text))
        is_short = (
            len(block.text) <= _LONGEST_RUNNING and section_of(block.text) is None
        )
        if (
            is_short
            and not is_first
            and len(pages_of[_running_key(block.text)]) >= _LEAST_PAGES
        ):
            continue
        yield block


def _running_key(text: str) -> str:
    return re.sub(r"[0-9０-９]+", "", tidy(text))


def _edges_of_pages(blocks: Sequence[Block]) -> set[int]:
    """The positions of the first two and last two blocks of each page."""
    positions: dict[int, list[int]] = defaultdict(list)
    for position, block in enumerate(blocks):
        if block.page is not None:
            positions[block.page].append(position)
    edges: set[int] = set()
    for on_page in positions.values():
        edges.update(on_page[:2])
        edges.update(on_page[-2:])
    return edges
