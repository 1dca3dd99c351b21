"""Reading a plan book: from the cells of its sheets to the rows of a plan document."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from dxkpi.findings import FactList, Finding, make_finding
from dxkpi.plan.document_columns import PLAN_TABLES, BookTable
from dxkpi.plan.document_rows import DocumentRow, DocumentSection, plain_year
from dxkpi.returns import WrittenCell
from dxkpi.returns.filled_form import PLAIN_LOOK, CellLook
from dxkpi.text.folding import folded_text
from dxkpi.workbook.cells import MOST_COLUMNS
from dxkpi.workbook.messages import BookRequest, RawLook, RawSheet
from dxkpi.workbook.plan_book.book_origin import ORIGIN_SHEET, BookOrigin, parse_origin
from dxkpi.workbook.plan_book.book_tables import (
    FoundAbout,
    FoundTable,
    find_about,
    find_table,
)
from dxkpi.workbook.plan_book.cell_words import value_of_cell
from dxkpi.workbook.plan_book.row_findings import findings_of_about, findings_of_row
from dxkpi.workbook.plan_book.row_readers import READERS
from dxkpi.workbook.plan_book.table_rows import TableRow, is_filled, sheet_cell_of
from dxkpi.workbook.sheet_grid import SheetGrid

SHEETS_OF_BOOK = BookRequest(
    headings=tuple(
        sorted(
            {heading for table in PLAN_TABLES.values() for heading in table.by_heading}
        )
    ),
    sheet_names=(*(table.value for table in BookTable), ORIGIN_SHEET),
)
"""What is asked of the process that opens workbooks to read a plan book."""


@dataclass(frozen=True)
class BookReading:
    """The rows of a book, of which plan it was made, and what is to be told of the file.

    `tables` are those that it has, `about_sheet` is the name of that of the plan itself.
    """

    rows: tuple[DocumentRow, ...]
    origin: BookOrigin | None
    findings: tuple[Finding, ...]
    tables: tuple[FoundTable, ...]
    about_sheet: str | None

    @property
    def city_code(self) -> str | None:
        """The code of the municipality that the sheet 計画 names."""
        for row in self.rows:
            if row.section is DocumentSection.ABOUT:
                code = row.values.get(_CODE)
                return code if isinstance(code, str) else None
        return None


def read_book(sheets: Sequence[RawSheet], notes: Sequence[str] = ()) -> BookReading:
    """What a workbook holds of a plan. `notes` are codes of findings about the file."""
    findings = [make_finding(code) for code in notes]
    grids = [_plain_grid(sheet) for sheet in sheets]
    visible = [grid for grid in grids if grid.name != ORIGIN_SHEET]
    found = [find_table(grid, number) for number, grid in enumerate(visible, start=1)]
    tables = [table for table in found if table is not None]
    taken = {table.sheet.name for table in tables}
    abouts = [about for about in find_about(visible) if about.sheet.name not in taken]
    findings += _findings_of_doubles(tables, abouts)
    tables, abouts = _first_of_each(tables), abouts[:1]
    if not tables and not abouts:
        findings.append(make_finding("book_no_tables"))
    rows: list[DocumentRow] = []
    for about in abouts:
        findings += findings_of_about(about)
        rows.append(_about_row(about))
    last_year = _last_year(rows)
    for table in tables:
        table_rows = list(_table_rows(table))
        for row in table_rows:
            findings += findings_of_row(row)
        rows += READERS[table.table.table](table_rows, last_year)
    about_sheet = abouts[0].sheet.name if abouts else None
    return BookReading(
        tuple(rows), _origin(grids), tuple(findings), tuple(tables), about_sheet
    )


def _plain_grid(sheet: RawSheet) -> SheetGrid:
    """The cells of a sheet by row and column, without names and colours."""
    cells: dict[tuple[int, int], WrittenCell] = {}
    for cell in sheet.cells:
        look = _look(cell.look) if cell.look is not None else PLAIN_LOOK
        written = WrittenCell(
            sheet.name, "", cell.value, cell.percent, cell.formula, look
        )
        cells[cell.row, cell.column] = written
    spread = {
        (row, column): cells[top, column]
        for row, column, top in sheet.spread
        if (top, column) in cells
    }
    return SheetGrid(sheet.name, sheet.state != "visible", cells, spread)


def _look(look: RawLook) -> CellLook:
    """What the formatting makes of a value."""
    return CellLook(
        is_struck=look.is_struck and not look.struck_text,
        shown_power=0 if look.shown_unit == "%" else look.shown_power,
    )


def _findings_of_doubles(
    tables: Sequence[FoundTable], abouts: Sequence[FoundAbout]
) -> Iterator[Finding]:
    """Two sheets that hold the same table: which is meant, nobody can know."""
    names: dict[BookTable, list[str]] = {}
    for table in tables:
        names.setdefault(table.table.table, []).append(table.sheet.name)
    for about in abouts:
        names.setdefault(BookTable.ABOUT, []).append(about.sheet.name)
    for kind, sheets in names.items():
        if len(sheets) > 1:
            yield make_finding(
                "book_table_twice",
                sheet=sheets[1],
                table=kind.value,
                sheets=FactList(tuple(sheets)),
            )


def _first_of_each(tables: Sequence[FoundTable]) -> list[FoundTable]:
    """One table of each kind, in the order in which a document has them."""
    first: dict[BookTable, FoundTable] = {}
    for table in tables:
        first.setdefault(table.table.table, table)
    return [first[kind] for kind in PLAN_TABLES if kind in first]


def _about_row(about: FoundAbout) -> DocumentRow:
    """The fields of the plan itself as a row of the document."""
    first = min(about.cells.values(), default=(1, 1))
    row = DocumentRow(
        DocumentSection.ABOUT, sheet_cell_of(about.sheet, about.sheet_number, *first)
    )
    for column, (line, place) in about.cells.items():
        cell = about.sheet.written_cell(line, place)
        row.values[column.path] = value_of_cell(column, cell.value)
        row.cells[column.path] = sheet_cell_of(
            about.sheet, about.sheet_number, line, place
        )
    code = row.values.get(_CODE)
    if isinstance(code, str) and _LACKS_ZERO.fullmatch(code):
        row.values[_CODE] = f"0{code}"
    return row


_CODE = ("municipality", "code")
_LACKS_ZERO = re.compile(r"[0-9]{5}")
"""A code whose zero a spreadsheet took away."""


def _last_year(rows: Sequence[DocumentRow]) -> int | None:
    """The plan's last year, where the book says it as a year that can be read."""
    for row in rows:
        year = plain_year(row.values.get(("plan", "last_fiscal_year")))
        if isinstance(year, int):
            return year
    return None


def _table_rows(table: FoundTable) -> Iterator[TableRow]:
    """The rows of a table, with what stands under each of its columns; without what a new
    page begins with.
    """
    heads: list[TableRow] = []
    titles = _texts_above(table)
    for number in table.rows:
        row = _row_of(table, number)
        if row.is_blank:
            continue
        if _repeats_headings(row, table):
            heads.clear()
        elif _may_be_head_of_page(row, titles):
            heads.append(row)
        else:
            yield from heads
            heads.clear()
            yield row
    yield from heads


def _row_of(table: FoundTable, number: int) -> TableRow:
    row = TableRow(table, number)
    for place, column in table.columns.items():
        row.put(column, place, table.sheet.cells.get((number, place)))
    if row.names_something:
        row.put_merged_cells()
    for place, year in table.years.items():
        row.put_year(year, place, table.sheet.cells.get((number, place)))
    return row


def _texts_above(table: FoundTable) -> set[str]:
    """What stands above the headings, as the title of the table."""
    sheet = table.sheet
    texts = {
        sheet.cell_text(row, place)
        for row in sheet.rows
        if row < table.heading_row
        for place in sheet.columns_in(row)
    }
    return {folded_text(text) for text in texts if text.strip()}


def _may_be_head_of_page(row: TableRow, titles: set[str]) -> bool:
    """Whether a row has a single text, that of the title above the headings or one that
    names nothing, as the number of a page: if headings follow, it is no row.
    """
    texts = _texts_of(row)
    if len(texts) != 1:
        return False
    return not row.names_something or folded_text(texts[0]) in titles


def _texts_of(row: TableRow) -> list[str]:
    cells = [*row.cells.values(), *row.years.values()]
    return [str(cell.value) for cell in cells if is_filled(cell)]


def _repeats_headings(row: TableRow, table: FoundTable) -> bool:
    """Whether a row only says the headings again, as on a further page."""
    texts = [cell.value for cell in row.cells.values() if cell.value is not None]
    if len(texts) < 2:
        return False
    return all(
        isinstance(text, str) and folded_text(text) in table.table.by_heading
        for text in texts
    )


def _origin(grids: Sequence[SheetGrid]) -> BookOrigin | None:
    for grid in grids:
        if grid.name == ORIGIN_SHEET:
            facts = {
                str(grid.written_cell(row, 1).value): str(
                    grid.written_cell(row, 2).value
                )
                for row in grid.rows
                if row <= MOST_COLUMNS
            }
            return parse_origin(facts)
    return None
