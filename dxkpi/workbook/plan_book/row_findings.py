"""What is odd in a row of the book before it is understood: cells without a value, words
that say nothing here, fields that the row has not.
"""

from collections.abc import Iterator

from dxkpi.findings import FactList, Finding, make_finding
from dxkpi.plan.document_columns import FORMER_TARGET, BookRole, BookTable, Column
from dxkpi.plan.document_problem import SheetCell
from dxkpi.returns import WrittenCell
from dxkpi.text.folding import folded_text
from dxkpi.workbook.plan_book.book_tables import FoundAbout
from dxkpi.workbook.plan_book.table_rows import TableRow, is_filled, sheet_cell_of

_ERRORS = ("#REF!", "#DIV/0!", "#VALUE!", "#NAME?", "#N/A", "#NUM!", "#NULL!")


def findings_of_row(row: TableRow) -> Iterator[Finding]:
    """Everything that is odd in a row."""
    for column, cell in row.cells.items():
        at = row.cell_at(row.places[column])
        yield from _findings_of_cell(cell, at)
        if _is_readable(cell) and not _is_a_choice(column, str(cell.value)):
            yield make_finding(
                "book_unknown_kind",
                sheet=at.sheet,
                cell=at.name,
                value=str(cell.value),
                choices_text=FactList(column.choices),
            )
    for year, cell in row.years.items():
        yield from _findings_of_cell(cell, row.cell_at(row.year_places[year]))
    if row.table.table.table is BookTable.TARGETS:
        yield from _former_fields(row)


def findings_of_about(about: FoundAbout) -> Iterator[Finding]:
    """What is odd in the cells of the plan itself."""
    for line, place in about.cells.values():
        cell = about.sheet.written_cell(line, place)
        at = sheet_cell_of(about.sheet, about.sheet_number, line, place)
        yield from _findings_of_cell(cell, at)


def _findings_of_cell(cell: WrittenCell, at: SheetCell) -> Iterator[Finding]:
    """That a formula has no result, or an error for one; that what is seen is not what
    stands there.
    """
    if cell.formula and cell.value is None:
        yield make_finding("book_no_result", sheet=at.sheet, cell=at.name)
    elif _is_error(cell):
        yield make_finding(
            "book_error_value", sheet=at.sheet, cell=at.name, value=str(cell.value)
        )
    elif is_filled(cell) and cell.look.is_struck:
        yield make_finding("book_struck_out", sheet=at.sheet, cell=at.name)
    elif cell.look.shown_power and is_filled(cell):
        yield make_finding(
            "book_shown_scaled", sheet=at.sheet, cell=at.name, value=str(cell.value)
        )


def _is_error(cell: WrittenCell) -> bool:
    return isinstance(cell.value, str) and cell.value.strip() in _ERRORS


def _is_readable(cell: WrittenCell) -> bool:
    return is_filled(cell) and not _is_error(cell)


def _is_a_choice(column: Column, text: str) -> bool:
    """Whether a word is one of those that may stand under its heading."""
    choices = [folded_text(choice) for choice in column.choices]
    return not choices or folded_text(text) in choices


def _former_fields(row: TableRow) -> Iterator[Finding]:
    """What only a former target has, in a row of the present one."""
    kind = folded_text(row.text(role=BookRole.KIND))
    if kind == folded_text(FORMER_TARGET):
        return
    for column, cell in row.cells.items():
        is_of_target = column.path[:1] == ("target",) or column.role is not None
        if is_filled(cell) and not is_of_target:
            at = row.cell_at(row.places[column])
            yield make_finding(
                "book_former_field",
                sheet=at.sheet,
                cell=at.name,
                heading=column.heading,
                kind=FORMER_TARGET,
            )
            return
