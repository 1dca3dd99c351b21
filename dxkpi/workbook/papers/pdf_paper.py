"""A PDF as blocks: lines put together into paragraphs, ruled tables, headings by size and
look; heads and feet of pages left out; two columns one after the other.
"""

import io
import logging
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any, NamedTuple

import pdfplumber
from pdfminer.pdfdocument import PDFEncryptionError, PDFPasswordIncorrect
from pdfplumber.utils.exceptions import PdfminerException

from dxkpi.drafting.blocks import (
    MOST_BLOCKS,
    Block,
    Document,
    Heading,
    PageProblem,
    PageProblemKind,
    Paragraph,
    Table,
    equal_rows,
)
from dxkpi.drafting.heading_looks import looks_like_caption
from dxkpi.drafting.line_joining import begins_item, ends_sentence, joined
from dxkpi.workbook.papers.pdf_bands import banded_tables
from dxkpi.workbook.papers.pdf_columns import (
    columns_of,
    is_parted_at,
    text_gutter,
    usual_gutter,
)
from dxkpi.workbook.papers.pdf_lines import (
    Letter,
    Line,
    is_vertical,
    letters_of,
    lines_of,
    vertical_lines_of,
)
from dxkpi.workbook.papers.pdf_margins import margin_texts, without_margins
from dxkpi.workbook.papers.pdf_paragraphs import HeadingSizes, blocks_of_lines
from dxkpi.workbook.papers.pdf_tables import RuledTable, ruled_tables
from dxkpi.workbook.refusals import Refused

MOST_PAGES = 300
_FULL_LINE = 25
"""Letters of a line that may have been broken by the end of its page."""

_MOST_LETTERS = 600_000

_ENCRYPTED = (PDFPasswordIncorrect, PDFEncryptionError)

logging.getLogger("pdfminer").setLevel(logging.CRITICAL)


@dataclass(frozen=True)
class _Page:
    """A page: its lines column by column, its tables, its height."""

    number: int
    columns: tuple[tuple[Line, ...], ...]
    tables: tuple[RuledTable, ...]
    height: float

    @property
    def lines(self) -> list[Line]:
        return [line for column in self.columns for line in column]


def read_pdf(content: bytes) -> Document:
    """The blocks of a PDF. Raises `Refused`."""
    try:
        with pdfplumber.open(io.BytesIO(content)) as pdf:
            return _PdfReader().read(pdf)
    except (Refused, MemoryError):
        raise
    except PdfminerException as error:
        cause = error.args[0] if error.args else None
        code = "encrypted" if isinstance(cause, _ENCRYPTED) else "damaged"
        raise Refused(code) from error
    except _ENCRYPTED as error:
        raise Refused("encrypted") from error
    except Exception as error:
        # pdfminer raises whatever its code runs into where a file is broken.
        raise Refused("damaged") from error


@dataclass(frozen=True)
class _OpenPage:
    """What stands on a page, before it is known how its paper is set. `gutter` parts
    running text in two columns.
    """

    number: int
    height: float
    letters: tuple[Letter, ...] = ()
    tables: tuple[RuledTable, ...] = ()
    is_vertical: bool = False
    gutter: float | None = None


class _PdfReader:
    def __init__(self) -> None:
        self._problems: list[PageProblem] = []
        self._letters = 0

    def read(self, pdf: Any) -> Document:
        number_of_pages = len(pdf.pages)
        pages = []
        for number, page in enumerate(pdf.pages[:MOST_PAGES], 1):
            pages.append(self._open_page(page, number))
            page.close()
        if number_of_pages > MOST_PAGES:
            self._tell(PageProblemKind.TOO_MANY_PAGES, n=MOST_PAGES)
        blocks = tuple(_blocks(_pages(pages)))
        if not blocks:
            self._problems.clear()
            self._tell(PageProblemKind.NO_TEXT, n=number_of_pages)
        if len(blocks) > MOST_BLOCKS:
            self._tell(PageProblemKind.TOO_MUCH_TEXT, n=MOST_BLOCKS)
        return Document(blocks[:MOST_BLOCKS], number_of_pages, tuple(self._problems))

    def _open_page(self, page: Any, number: int) -> _OpenPage:
        letters, unreadable = letters_of(page.chars)
        self._letters += len(letters)
        if self._letters > _MOST_LETTERS:
            raise Refused("too_much_inside", what="cells", n=_MOST_LETTERS)
        if not letters or unreadable > len(letters):
            if page.images or unreadable or page.curves:
                self._tell(PageProblemKind.NO_TEXT, page=number)
            return _OpenPage(number, page.height)
        ruled = ruled_tables(page, letters, number)
        outside = [letter for letter in letters if not _is_in_table(letter, ruled)]
        tables = (*ruled, *banded_tables(page, outside, number))
        rest = tuple(letter for letter in outside if not _is_in_table(letter, tables))
        if is_vertical(rest):
            self._tell(PageProblemKind.VERTICAL_TEXT, page=number)
            return _OpenPage(number, page.height, rest, tables, is_vertical=True)
        gutter = text_gutter(rest, page.width)
        return _OpenPage(number, page.height, rest, tables, gutter=gutter)

    def _tell(
        self, kind: PageProblemKind, page: int | None = None, n: int | None = None
    ) -> None:
        self._problems.append(PageProblem(kind, page, n))


def _pages(open_pages: list[_OpenPage]) -> list[_Page]:
    """The lines of each page, in the columns in which it is set."""
    usual = usual_gutter([page.gutter for page in open_pages])
    pages = []
    for page in open_pages:
        if page.is_vertical:
            columns = [tuple(vertical_lines_of(page.letters))]
        else:
            gutter = page.gutter
            if gutter is None and usual is not None:
                gutter = usual if is_parted_at(page.letters, usual) else None
            parts = columns_of(page.letters, gutter)
            columns = [tuple(lines_of(part)) for part in parts if part]
        pages.append(_Page(page.number, tuple(columns), page.tables, page.height))
    return pages


def _is_in_table(letter: Letter, tables: Sequence[RuledTable]) -> bool:
    return any(table.holds(letter) for table in tables)


_Item = Block | RuledTable


class _Placed(NamedTuple):
    """An item of a page; `begins`: it is the first of its page or column."""

    item: _Item
    begins: bool


def _blocks(pages: list[_Page]) -> Iterator[Block]:
    repeated = margin_texts(
        [page.lines for page in pages], [page.height for page in pages]
    )
    sizes = HeadingSizes([line for page in pages for line in page.lines])
    items: list[_Item] = []
    first_pages: dict[int, int] = {}
    for page in pages:
        for item, begins in _items_of_page(page, repeated, sizes):
            last = items[-1] if items else None
            if isinstance(last, RuledTable) and last.page < page.number:
                first_pages.setdefault(len(items) - 1, last.page)
            whole = _joined_items(last, item) if begins and last else None
            if whole is None:
                items.append(item)
            else:
                items[-1] = whole
    yield from _with_captions(items, first_pages)


def _joined_items(last: _Item, item: _Item) -> _Item | None:
    """Both as one where the second, on a new page or in a new column, is the rest of
    the first.
    """
    if isinstance(last, RuledTable) and isinstance(item, RuledTable):
        return last.with_rest(item) if last.goes_on_in(item) else None
    if not isinstance(last, Paragraph) or not isinstance(item, Paragraph):
        return None
    is_whole = ends_sentence(last.text) or len(last.text) < _FULL_LINE
    if is_whole or begins_item(item.text):
        return None
    return replace(last, text=joined(last.text, item.text))


def _with_captions(items: list[_Item], first_pages: dict[int, int]) -> Iterator[Block]:
    """The items as blocks; a table is of the page on which it begins."""
    for place, item in enumerate(items):
        caption = _caption(items[place - 1]) if place else None
        match item:
            case Table():
                yield replace(item, caption=caption)
            case RuledTable():
                page = first_pages.get(place, item.page)
                yield from _ruled(equal_rows(item.rows), page, caption)
            case _:
                yield item


def _caption(before: _Item) -> str | None:
    if isinstance(before, Paragraph | Heading) and looks_like_caption(before.text):
        return before.text
    return None


def _ruled(
    rows: tuple[tuple[str, ...], ...], page: int, caption: str | None
) -> Iterator[Block]:
    """A table, or the texts of boxes that only stand beside one another."""
    if len(rows) < 2:
        yield from _texts_of_row(rows, page)
    else:
        yield Table(rows, page, caption)


def _texts_of_row(rows: tuple[tuple[str, ...], ...], page: int) -> Iterator[Paragraph]:
    """The cells of what is no table but boxes beside one another."""
    for row in rows:
        for text in dict.fromkeys(row):
            if text:
                yield Paragraph(" ".join(text.split()), page)


def _items_of_page(
    page: _Page, repeated: set[str], sizes: HeadingSizes
) -> Iterator[_Placed]:
    """The items of a page; a table stands behind the last line above it."""
    tables = sorted(page.tables, key=lambda table: table.box[1])
    for column in page.columns or ((),):
        lines = without_margins(column, page.height, repeated)
        is_last = not page.columns or column is page.columns[-1]
        own = tables if is_last else _tables_in(tables, column)
        tables = [table for table in tables if table not in own]
        begins = True
        for item in _items_of_column(lines, own, sizes, page.number):
            yield _Placed(item, begins)
            begins = False


def _tables_in(tables: list[RuledTable], column: Sequence[Line]) -> list[RuledTable]:
    """The tables that stand beside the lines of a column, and end before it does."""
    left, right = min(line.x0 for line in column), max(line.x1 for line in column)
    bottom = max(line.bottom for line in column)
    return [
        table
        for table in tables
        if left <= (table.box[0] + table.box[2]) / 2 <= right and table.box[1] < bottom
    ]


def _items_of_column(
    lines: list[Line],
    tables: list[RuledTable],
    sizes: HeadingSizes,
    page: int,
) -> Iterator[_Item]:
    """The items of a column, each table behind the lines above it."""
    for table in tables:
        top = table.box[1]
        above = [line for line in lines if line.bottom <= top + line.size]
        yield from blocks_of_lines(above, sizes, page)
        yield table
        lines = lines[len(above) :]
    yield from blocks_of_lines(lines, sizes, page)
