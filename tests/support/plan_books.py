"""Plan books for tests: written, changed as people change them, read back."""

import io
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import openpyxl
from openpyxl.worksheet.worksheet import Worksheet

from dxkpi.plan import Plan
from dxkpi.plan.document import check_document
from dxkpi.plan.document_columns import PLAN_TABLES
from dxkpi.plan.document_source import DocumentSource
from dxkpi.plan.put_rows import DocumentOfRows
from dxkpi.plan.row_merging import merge_rows
from dxkpi.workbook.cells import OF_BOOK, read_sheets
from dxkpi.workbook.plan_book.book_reading import SHEETS_OF_BOOK, BookReading, read_book
from dxkpi.workbook.plan_book.book_writing import plan_book

Book = openpyxl.Workbook


def reading_of(content: bytes) -> BookReading:
    """What a book holds, read in this process."""
    headings = frozenset(SHEETS_OF_BOOK.headings)
    names = frozenset(SHEETS_OF_BOOK.sheet_names)
    return read_book(read_sheets(content, headings, names, OF_BOOK))


def document_of(
    content: bytes,
    stored: Mapping[str, Any] | None = None,
    answers: Mapping[tuple[str, str], str] | None = None,
) -> DocumentOfRows:
    """The document that a book makes of what is stored."""
    return merge_rows(stored, reading_of(content).rows, answers)


def plan_of_book(content: bytes, stored: Mapping[str, Any] | None = None) -> Plan:
    """The plan of a book, which must be a sound one."""
    merged = document_of(content, stored)
    return check_document(
        merged.data, DocumentSource("計画.xlsx", merged.positions)
    ).plan


def changed_book(plan: Plan | None, change: Callable[[Book], None]) -> bytes:
    """The book of a plan, or an empty one, after somebody changed it."""
    book = openpyxl.load_workbook(io.BytesIO(plan_book(plan)))
    change(book)
    return saved(book)


def saved(book: Book) -> bytes:
    packed = io.BytesIO()
    book.save(packed)
    return packed.getvalue()


def book_of_tables(tables: Mapping[str, Sequence[Sequence[Any]]]) -> bytes:
    """A workbook of sheets with these rows, as somebody makes it."""
    book = Book()
    for empty in book.worksheets:
        book.remove(empty)
    for name, rows in tables.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    return saved(book)


def column_number(sheet: Worksheet, heading: str) -> int:
    """Where a heading stands on a sheet of the book."""
    for row in sheet.iter_rows(max_row=10):
        for cell in row:
            if cell.value == heading and cell.column is not None:
                return int(cell.column)
    raise KeyError(heading)


def row_with(sheet: Worksheet, text: str) -> int:
    """The first row below the headings in which a text stands."""
    for row in sheet.iter_rows(min_row=5):
        for cell in row:
            if cell.value == text and cell.row is not None:
                return int(cell.row)
    raise KeyError(text)


def heading_texts() -> list[str]:
    return [
        column.heading for table in PLAN_TABLES.values() for column in table.columns
    ]
