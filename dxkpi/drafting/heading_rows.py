"""Headings that were taken for a table, because a wide space stands behind their numbers."""

from collections.abc import Iterator
from dataclasses import replace

from dxkpi.drafting.blocks import Block, Document, Paragraph, Table
from dxkpi.drafting.numbering import marked


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
    """Whether every row is a number or a numbered label, and one text."""
    for row in table.rows:
        texts = [cell for cell in row if cell.strip()]
        if len(texts) != 2 or texts[0] != row[0] or not _is_marker(row[0]):
            return False
    return True


def _is_marker(text: str) -> bool:
    """Whether a cell is nothing but a marker; a bare number may be of any table."""
    found = marked(f"{text} あ")
    is_bare_number = found.style is not None and found.style.startswith("decimal:0")
    return found.is_numbered and not is_bare_number and found.title == "あ"
