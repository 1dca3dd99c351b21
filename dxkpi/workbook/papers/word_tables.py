"""The tables of a Word document as rows of texts, merged cells with their text in each."""

from collections.abc import Callable, Iterator

from dxkpi.drafting.blocks import MOST_TABLE_COLUMNS, MOST_TABLE_ROWS
from dxkpi.workbook.papers.word_text import Element, W, paragraph_text, value_of

_MOST_SPANNED = 200


def table_rows(table: Element, label_of: Callable[[Element], str]) -> list[list[str]]:
    """The rows of a table, one more than are read where there are more than that.

    `label_of` gives the number that Word puts before a paragraph, "" for none.
    """
    rows: list[list[str]] = []
    above: list[str] = []
    for row in children_of(table, f"{W}tr"):
        if len(rows) > MOST_TABLE_ROWS:
            break
        cells: list[str] = [""] * _skipped(row)
        for cell in children_of(row, f"{W}tc"):
            goes_on, columns = _span(cell)
            place = len(cells)
            text = above[place] if goes_on and place < len(above) else None
            if text is None:
                text = cell_text(cell, label_of)
            cells += [text] * columns
        above = cells[:MOST_TABLE_COLUMNS]
        rows.append(above)
    return rows


def cell_text(cell: Element, label_of: Callable[[Element], str]) -> str:
    """The paragraphs of a cell, a line each; tables within it are not part of it."""
    lines = []
    for paragraph in children_of(cell, f"{W}p"):
        text = paragraph_text(paragraph).strip()
        label = label_of(paragraph)
        if text:
            lines.append(f"{label} {text}".strip())
    return "\n".join(lines)


def inner_tables(table: Element) -> Iterator[Element]:
    """The tables that stand in the cells of a table, without those in them."""
    for row in children_of(table, f"{W}tr"):
        for cell in children_of(row, f"{W}tc"):
            yield from children_of(cell, f"{W}tbl")


def children_of(element: Element, tag: str) -> Iterator[Element]:
    """The children of a kind, also those within content controls and marked changes."""
    for child in element:
        if child.tag == tag:
            yield child
        elif child.tag == f"{W}sdt":
            content = child.find(f"{W}sdtContent")
            if content is not None:
                yield from children_of(content, tag)
        elif child.tag in (f"{W}ins", f"{W}smartTag", f"{W}customXml"):
            yield from children_of(child, tag)


def _span(cell: Element) -> tuple[bool, int]:
    """Whether a cell goes on with the one above, and how many columns it takes."""
    properties = cell.find(f"{W}tcPr")
    if properties is None:
        return False, 1
    columns = value_of(properties, "gridSpan") or "1"
    merge = properties.find(f"{W}vMerge")
    goes_on = merge is not None and merge.get(f"{W}val", "continue") == "continue"
    return goes_on, min(int(columns), _MOST_SPANNED) if columns.isdigit() else 1


def _skipped(row: Element) -> int:
    """Columns that a row leaves out before its first cell."""
    skipped = value_of(row.find(f"{W}trPr"), "gridBefore") or "0"
    return min(int(skipped), _MOST_SPANNED) if skipped.isdigit() else 0
