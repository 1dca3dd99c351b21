"""Where on a sheet the form's tables lie, and which heading stands over which column.

Nothing is found by its position. A table begins at a row of headings, which may stand
anywhere in the first rows of any sheet, in two lines, in any order and among other
columns; its rows are known by their code.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import pairwise

from openpyxl.utils import get_column_letter

from dxkpi import fiscal
from dxkpi.returns import FormColumn
from dxkpi.returns.filled_form import Written
from dxkpi.returns.form_columns import (
    ACTUALS_SHEET,
    INPUTS,
    REPORTS_SHEET,
    SCHEDULE_SHEET,
    column_heading,
    column_of_heading,
    is_joint_note_heading,
)
from dxkpi.text.folding import folded_text
from dxkpi.workbook.cells import TOP_ROWS
from dxkpi.workbook.row_codes import code_text
from dxkpi.workbook.sheet_grid import SheetGrid

_KEY_COLUMNS = {
    ACTUALS_SHEET: FormColumn.VALUE,
    SCHEDULE_SHEET: FormColumn.STATE,
    REPORTS_SHEET: FormColumn.REPORT_STATE,
}
"""The column that each section of the form cannot be without."""

_TEXTS_OF_REPORTS = {
    FormColumn.DONE,
    FormColumn.RESULTS,
    FormColumn.DIFFICULTIES,
    FormColumn.NEXT_STEPS,
}
_LONGEST_HEADING = 40
_MOST_TABLES = 100


@dataclass(frozen=True)
class TableHeading:
    """A heading: the column under it, its cell, its text, and the fiscal year it carries."""

    column: int
    ref: str
    text: str
    year: int | None


@dataclass(frozen=True)
class FormTable:
    """A table of the form: its rows, under headings that name these columns."""

    sheet: SheetGrid
    heading_row: int
    first_row: int
    last_row: int
    headings: Mapping[FormColumn, tuple[TableHeading, ...]]

    @property
    def sections(self) -> tuple[str, ...]:
        """What it holds: the form's sheet of actuals, that of the schedule, or both."""
        sections = []
        for section, key_column in _KEY_COLUMNS.items():
            if key_column in self.headings:
                sections.append(section)
        return tuple(sections) or self._likely_sections()

    def _likely_sections(self) -> tuple[str, ...]:
        """What it holds where the key column is gone: told by the sheet or by two other columns."""
        sections = []
        for section, input_columns in INPUTS.items():
            has_its_name = self.sheet.name == section
            has_its_columns = len(self.headings.keys() & set(input_columns)) > 1
            if has_its_name or has_its_columns:
                sections.append(section)
        return tuple(sections)

    @property
    def has_figures(self) -> bool:
        """Whether rows of indicators may be in it."""
        return ACTUALS_SHEET in self.sections

    @property
    def is_schedule_alone(self) -> bool:
        """Whether all its rows are entries of the schedule."""
        return self.sections == (SCHEDULE_SHEET,)

    @property
    def is_reports_alone(self) -> bool:
        """Whether all its rows are yearly reports of initiatives."""
        return self.sections == (REPORTS_SHEET,)

    def headings_of(
        self, column: FormColumn, year: int | None
    ) -> tuple[TableHeading, ...]:
        """The headings that may mean a column of the form's year; equal columns count once."""
        headings = self._candidate_headings(column, year)
        if self._have_equal_contents(headings):
            return headings[:1]
        return headings

    def _candidate_headings(
        self, column: FormColumn, year: int | None
    ) -> tuple[TableHeading, ...]:
        """Figures are known by their year, all other columns by our own words."""
        headings = self.headings.get(column, ())
        if column is FormColumn.VALUE:
            return _headings_of_year(headings, year)
        return _preferred_headings(headings, column)

    @property
    def has_joint_note(self) -> bool:
        """Whether one column is for causes and what is done about them, as in older forms."""
        notes = self.headings.get(FormColumn.NOTE, ())
        return any(is_joint_note_heading(heading.text) for heading in notes)

    @property
    def has_codes(self) -> bool:
        """Whether its rows are known by their codes, not by names alone."""
        return FormColumn.CODE in self.headings

    def coded_rows(self) -> Iterator[tuple[int, str]]:
        """The numbers of its rows, with the code in each, "" where there is none."""
        if not self.has_codes:
            for row in range(self.first_row, self.last_row + 1):
                yield row, ""
            return
        column = self.headings_of(FormColumn.CODE, None)[0].column
        of_schedule = self.is_schedule_alone
        for row in range(self.first_row, self.last_row + 1):
            value = self.sheet.written_cell(row, column).value
            yield row, code_text(value, of_schedule=of_schedule)

    def _have_equal_contents(self, headings: Sequence[TableHeading]) -> bool:
        """Whether there are several headings and the same stands under all of them."""
        if len(headings) < 2:
            return False
        contents = [self._contents(heading) for heading in headings]
        return contents.count(contents[0]) == len(contents)

    def _contents(self, heading: TableHeading) -> list[tuple[Written, bool]]:
        contents = []
        for row in range(self.first_row, self.last_row + 1):
            cell = self.sheet.written_cell(row, heading.column)
            contents.append((cell.value, cell.percent))
        return contents


def _headings_of_year(
    headings: Sequence[TableHeading], year: int | None
) -> tuple[TableHeading, ...]:
    """Those of the year or of no year.

    Where the form's year is not known and every heading has one, the latest counts.
    """
    if year is None:
        year = _latest_if_all_have_years(headings)
    return tuple(heading for heading in headings if heading.year in (year, None))


def _latest_if_all_have_years(headings: Sequence[TableHeading]) -> int | None:
    years = [heading.year for heading in headings if heading.year is not None]
    if len(years) < len(headings):
        return None
    return max(years, default=None)


def _preferred_headings(
    headings: tuple[TableHeading, ...], column: FormColumn
) -> tuple[TableHeading, ...]:
    """Those with the text that we write, if there are any, else all."""
    our_text = folded_text(column_heading(column))
    ours = tuple(h for h in headings if folded_text(h.text) == our_text)
    return ours or headings


# From a sheet to its tables


def tables_of_sheet(sheet: SheetGrid) -> list[FormTable]:
    """The tables of a sheet: from the first row of headings in its top, again where
    headings are repeated.
    """
    first = _first_table(sheet)
    if first is None:
        return []
    tables = [first, *_repeated_tables(first)]
    shortened = [
        replace(table, last_row=following.heading_row - 1)
        for table, following in pairwise(tables)
    ]
    return [*shortened, tables[-1]]


def _first_table(sheet: SheetGrid) -> FormTable | None:
    """The first table with codes; where there is none, the first one with names."""
    for key in (FormColumn.CODE, FormColumn.NAME):
        table = _first_table_with(key, sheet)
        if table is not None:
            return table
    return None


def _first_table_with(key: FormColumn, sheet: SheetGrid) -> FormTable | None:
    top_rows = [row for row in sheet.rows if row <= TOP_ROWS]
    for row in top_rows:
        if key not in _columns_named_in(sheet, row).values():
            continue
        table = _table_under(sheet, row)
        if _is_of_form(table):
            return table
    return None


def _repeated_tables(first: FormTable) -> list[FormTable]:
    """The tables further down, whose headings stand in the same columns."""
    heading_rows = _rows_with_repeated_heading(first)[:_MOST_TABLES]
    tables = [_table_under(first.sheet, row) for row in heading_rows]
    return [table for table in tables if _is_of_form(table)]


def _rows_with_repeated_heading(first: FormTable) -> list[int]:
    """The rows further down in which the heading of the codes, or of the names, is repeated."""
    sheet = first.sheet
    key = FormColumn.CODE if first.has_codes else FormColumn.NAME
    key_column = first.headings[key][0].column
    rows = []
    for row in range(first.first_row, sheet.last_row + 1):
        if _is_heading_of(key, sheet.cell_text(row, key_column)):
            rows.append(row)
    return rows


def _is_of_form(table: FormTable) -> bool:
    if table.has_codes:
        return bool(table.sections)
    has_names = FormColumn.NAME in table.headings
    return has_names and (FormColumn.VALUE in table.headings or table.is_reports_alone)


def _table_under(sheet: SheetGrid, heading_row: int) -> FormTable:
    """The table whose heading of the codes stands in this row, down to the end of the sheet."""
    lines = _heading_lines(sheet, heading_row)
    numbers = {number for line in lines for number in sheet.columns_in(line)}
    headings: dict[FormColumn, tuple[TableHeading, ...]] = {}
    for number in sorted(numbers):
        named = _heading_over(sheet, lines, number)
        if named is not None:
            column, table_heading = named
            headings[column] = (*headings.get(column, ()), table_heading)
    return FormTable(
        sheet=sheet,
        heading_row=heading_row,
        first_row=lines[-1] + 1,
        last_row=sheet.last_row,
        headings=_with_state_of_its_kind(headings),
    )


def _with_state_of_its_kind(
    headings: Mapping[FormColumn, tuple[TableHeading, ...]],
) -> Mapping[FormColumn, tuple[TableHeading, ...]]:
    """The headings with 状態 and 進捗 as what they are beside the others: the state of an
    initiative where its report is written, else that of an entry of the schedule.
    """
    tells_reports = len(_TEXTS_OF_REPORTS & headings.keys()) > 1
    meant, written = FormColumn.STATE, FormColumn.REPORT_STATE
    if tells_reports:
        meant, written = written, meant
    if written not in headings or meant in headings:
        return headings
    others = {column: texts for column, texts in headings.items() if column != written}
    return {**others, meant: headings[written]}


# Headings


def _heading_lines(sheet: SheetGrid, heading_row: int) -> list[int]:
    """The rows in which headings stand: that of the codes, the one above, perhaps the one below."""
    lines = [heading_row - 1, heading_row]
    if _is_second_line(sheet, heading_row):
        lines.append(heading_row + 1)
    return lines


def _is_second_line(sheet: SheetGrid, heading_row: int) -> bool:
    """Whether the row below is of headings too: it names other columns, and holds no code."""
    below = heading_row + 1
    if _holds_a_code(sheet, below, heading_row):
        return False
    columns_below = set(_columns_named_in(sheet, below).values())
    return bool(columns_below - {FormColumn.CODE})


def _holds_a_code(sheet: SheetGrid, row: int, heading_row: int) -> bool:
    """Whether something stands in a row under a heading of the codes."""
    for number, column in _columns_named_in(sheet, heading_row).items():
        if column is FormColumn.CODE and sheet.written_cell(row, number).value:
            return True
    return False


def _columns_named_in(sheet: SheetGrid, row: int) -> dict[int, FormColumn]:
    """The columns of the form that a row names, by their place."""
    columns = {}
    for number in sheet.columns_in(row):
        meaning = _heading_meaning(sheet.cell_text(row, number))
        if meaning is not None:
            columns[number], _year = meaning
    return columns


def _heading_over(
    sheet: SheetGrid, lines: Sequence[int], number: int
) -> tuple[FormColumn, TableHeading] | None:
    """What stands over a column: one line, or two that make one heading.

    The line above the codes' heading counts alone only where nothing stands below it.
    """
    two_lines = _two_line_heading(sheet, lines, number)
    if two_lines is not None:
        return two_lines
    line_above, *own_lines = lines
    lines_with_text = [line for line in own_lines if sheet.cell_text(line, number)]
    for line in lines_with_text or [line_above]:
        text = sheet.cell_text(line, number)
        named = _named_heading(text, line, number, text)
        if named is not None:
            return named
    return None


def _two_line_heading(
    sheet: SheetGrid, lines: Sequence[int], number: int
) -> tuple[FormColumn, TableHeading] | None:
    """Two lines that make one heading, the upper perhaps written over several columns."""
    for upper_line, lower_line in pairwise(lines):
        lower = sheet.cell_text(lower_line, number)
        upper = sheet.cell_text(upper_line, number)
        upper = upper or _year_over_columns(sheet, upper_line, number)
        if not upper or not lower:
            continue
        named = _named_heading(upper + lower, lower_line, number, lower)
        if named is not None:
            return named
    return None


def _named_heading(
    whole_text: str, line: int, number: int, text: str
) -> tuple[FormColumn, TableHeading] | None:
    """The column that a heading names, and the heading, whose cell says `text`."""
    meaning = _heading_meaning(whole_text)
    if meaning is None:
        return None
    column, year = meaning
    ref = f"{get_column_letter(number)}{line}"
    return column, TableHeading(number, ref, text, year)


def _is_heading_of(column: FormColumn, text: str) -> bool:
    meaning = _heading_meaning(text)
    return meaning is not None and meaning[0] is column


@lru_cache(maxsize=4096)
def _heading_meaning(text: str) -> tuple[FormColumn, int | None] | None:
    """The column that a text names, and the fiscal year it carries."""
    if not text or len(text) > _LONGEST_HEADING:
        return None
    return column_of_heading(text)


def _year_over_columns(sheet: SheetGrid, row: int, number: int) -> str:
    """The year that stands over several columns, in the first of them; "" where none does."""
    columns_left = [left for left in sheet.columns_in(row) if left < number]
    if not columns_left:
        return ""
    text = sheet.cell_text(row, columns_left[-1])
    try:
        fiscal.parse_year(text[:_LONGEST_HEADING])
    except fiscal.NotAFiscalYear:
        return ""
    return text
