"""Headings that were taken for a table, because a wide space stands behind their numbers."""

from collections.abc import Iterator
from dataclasses import replace

from dxkpi.drafting.blocks import Block, Document, Paragraph, Table
from dxkpi.drafting.numbering import marked

_MOST_ROWS = 12
"""More rows of numbers and texts are a table, whatever it is of."""

_LONGEST_TITLE = 60


def with_heading_rows(document: Document) -> Document:
    """The paper with such tables as lines: 柱１　くらし, 施策1-1　窓口 are two headings."""
    blocks = [line for block in document.blocks for line in _lines_of(block)]
    return replace(document, blocks=tuple(blocks))


def _lines_of(block: Block) -> Iterator[Block]:
    if not isinstance(block, Table) or not _is_of_headings(block):
        yield block
        return
    for number, row in enumerate(block.rows):
        text = " ".join(cell for cell in row if cell.strip())
        line = block.line + number if block.line is not None else None
        yield Paragraph(text, block.page, line)


def _is_of_headings(table: Table) -> bool:
    """Whether every row is a number or a numbered label and one text, or a marked text."""
    if len(table.rows) > _MOST_ROWS:
        return False
    return all(_is_heading(row) for row in table.rows)


def _is_heading(row: tuple[str, ...]) -> bool:
    """Whether a row is one numbered text, or a number and a title that is not too long."""
    match [cell for cell in row if cell.strip()]:
        case [text]:
            return marked(text).is_numbered
        case [number, title] if number == row[0]:
            return _is_marker(number) and len(title) <= _LONGEST_TITLE
        case _:
            return False


def _is_marker(text: str) -> bool:
    """Whether a cell is nothing but a marker."""
    found = marked(f"{text} あ")
    return found.is_numbered and found.title == "あ"
