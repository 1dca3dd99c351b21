"""A Word document as blocks: headings by style, outline or look, with the numbers that
Word gives them; tables with merged cells; text boxes where they are anchored.

Pages are not known: Word sets them anew on every machine.
"""

import io
from dataclasses import replace
from typing import Any

import docx
from docx.opc.exceptions import OpcError
from lxml.etree import LxmlError

from dxkpi.drafting.blocks import (
    LONGEST_BLOCK,
    MOST_BLOCKS,
    MOST_TABLE_ROWS,
    Block,
    Document,
    Heading,
    PageProblem,
    PageProblemKind,
    Paragraph,
    Table,
    equal_rows,
)
from dxkpi.drafting.heading_looks import looks_like_caption, looks_like_heading
from dxkpi.workbook.papers.word_numbering import WordNumbering
from dxkpi.workbook.papers.word_styles import WordStyles
from dxkpi.workbook.papers.word_tables import children_of, inner_tables, table_rows
from dxkpi.workbook.papers.word_text import (
    Element,
    W,
    paragraph_text,
    text_boxes,
    value_of,
)
from dxkpi.workbook.refusals import Refused
from dxkpi.workbook.sheet_parser import BROKEN_FILE_ERRORS

_MOST_DEPTH = 8
"""How deep tables and text boxes may stand in one another."""


def read_word(content: bytes) -> Document:
    """The blocks of a .docx that was inspected. Raises `Refused`."""
    try:
        return _read_word(content)
    except (*BROKEN_FILE_ERRORS, LxmlError, OpcError, SyntaxError) as error:
        raise Refused("damaged") from error


def _read_word(content: bytes) -> Document:
    document = docx.Document(io.BytesIO(content))
    reader = _WordReader(_styles_of(document), WordNumbering(_numbering_of(document)))
    reader.read_blocks(document.element.body, 0)
    return reader.document()


def _styles_of(document: Any) -> WordStyles:
    return WordStyles(document.styles.element)


def _numbering_of(document: Any) -> Element | None:
    for relation in document.part.rels.values():
        is_numbering = relation.reltype.endswith("/numbering")
        if is_numbering and not relation.is_external:
            return relation.target_part.element
    return None


class _WordReader:
    """Goes through the content of a document, in its order."""

    def __init__(self, styles: WordStyles, numbering: WordNumbering) -> None:
        self._styles, self._numbering = styles, numbering
        self._blocks: list[Block] = []
        self._problems: list[PageProblem] = []

    def document(self) -> Document:
        problems = list(self._problems)
        if not self._blocks:
            problems.append(PageProblem(PageProblemKind.NO_TEXT))
        if len(self._blocks) > MOST_BLOCKS:
            kind = PageProblemKind.TOO_MUCH_TEXT
            problems.append(PageProblem(kind, n=MOST_BLOCKS))
        return Document(tuple(self._blocks[:MOST_BLOCKS]), None, tuple(problems))

    def read_blocks(self, parent: Element, depth: int) -> None:
        """Read the paragraphs and tables of a body, cell or text box."""
        for element in parent:
            if len(self._blocks) > MOST_BLOCKS or depth > _MOST_DEPTH:
                return
            if element.tag == f"{W}p":
                self._read_paragraph(element, depth)
            elif element.tag == f"{W}tbl":
                self._read_table(element, depth)
                if not _is_frame(element):
                    self._read_boxes(element, depth)
            elif element.tag == f"{W}sdt" and not _is_contents(element):
                content = element.find(f"{W}sdtContent")
                if content is not None:
                    self.read_blocks(content, depth)

    def _read_paragraph(self, element: Element, depth: int) -> None:
        style = self._styles.of_paragraph(element.find(f"{W}pPr"))
        text = " ".join(paragraph_text(element).split())[:LONGEST_BLOCK]
        if text and not style.is_contents:
            label = None if style.place is None else self._numbering.label(style.place)
            whole = f"{label.text} {text}".strip() if label is not None else text
            item_depth = label.depth if label is not None else None
            looks_so = style.place is None and looks_like_heading(text)
            is_heading = style.heading is not None or looks_so
            if is_heading:
                self._blocks.append(Heading(whole, style.heading))
            else:
                self._blocks.append(Paragraph(whole, depth=item_depth))
        self._read_boxes(element, depth)

    def _read_boxes(self, element: Element, depth: int) -> None:
        for box in text_boxes(element):
            self.read_blocks(box, depth + 1)

    def _read_table(self, element: Element, depth: int) -> None:
        if _is_frame(element):
            self._read_frame(element, depth)
            return
        rows = table_rows(element, self._label)
        if len(rows) > MOST_TABLE_ROWS:
            kind = PageProblemKind.TOO_MANY_ROWS
            self._problems.append(PageProblem(kind, n=MOST_TABLE_ROWS))
        equal = equal_rows(rows[:MOST_TABLE_ROWS])
        if equal:
            last = self._blocks[-1] if self._blocks else None
            table = Table(equal)
            if isinstance(last, Paragraph | Heading) and looks_like_caption(last.text):
                table = replace(table, caption=last.text)
            self._blocks.append(table)
        for inner in inner_tables(element):
            self._read_table_within(inner, depth + 1)

    def _read_table_within(self, element: Element, depth: int) -> None:
        if depth <= _MOST_DEPTH:
            self._read_table(element, depth)

    def _read_frame(self, element: Element, depth: int) -> None:
        """A table of one column is a frame around text."""
        for row in children_of(element, f"{W}tr"):
            for cell in children_of(row, f"{W}tc"):
                self.read_blocks(cell, depth + 1)

    def _label(self, paragraph: Element) -> str:
        style = self._styles.of_paragraph(paragraph.find(f"{W}pPr"))
        if style.place is None:
            return ""
        label = self._numbering.label(style.place)
        return label.text if label is not None else ""


def _is_frame(table: Element) -> bool:
    """Whether a table has one cell in each row, as a box around text has."""
    rows = children_of(table, f"{W}tr")
    return all(len(list(children_of(row, f"{W}tc"))) <= 1 for row in rows)


def _is_contents(element: Element) -> bool:
    """Whether a content control is the table of contents."""
    properties = element.find(f"{W}sdtPr")
    if properties is None:
        return False
    gallery = value_of(properties.find(f"{W}docPartObj"), "docPartGallery")
    return gallery == "Table of Contents"
