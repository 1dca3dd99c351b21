"""From the cells of a workbook to what was filled in: which sheets hold the form, which
column is which, whose row it is.

What cannot be told apart is told, never chosen.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from dxkpi.findings import FactList, Finding, FiscalYear, Severity, make_finding
from dxkpi.returns import FilledForm, FilledRow, FormColumn, FormOrigin, WrittenCell
from dxkpi.returns.form_columns import (
    ACTUALS_SHEET,
    HEADINGS,
    INPUTS,
    ORIGIN_SHEET,
    REPORTS_SHEET,
    SCHEDULE_SHEET,
    TOTALS_SHEET,
    column_heading,
)
from dxkpi.text.folding import folded_text
from dxkpi.workbook.colour_legends import colour_legends
from dxkpi.workbook.form_tables import FormTable, TableHeading, tables_of_sheet
from dxkpi.workbook.form_titles import city_and_department, year_in_titles
from dxkpi.workbook.messages import RawSheet, SheetsRequest
from dxkpi.workbook.origin import NewerForm, parse_origin
from dxkpi.workbook.row_codes import LONGEST_CODE, code_text
from dxkpi.workbook.sheet_grid import SheetGrid
from dxkpi.workbook.totals_headings import TOTALS_HEADINGS_SOUGHT
from dxkpi.workbook.totals_recognition import recognise_totals

SHEETS_SOUGHT = (
    ACTUALS_SHEET,
    SCHEDULE_SHEET,
    REPORTS_SHEET,
    TOTALS_SHEET,
    ORIGIN_SHEET,
)

_CODE_HEADINGS = {folded_text(text) for text in HEADINGS[FormColumn.CODE]}
_NAME_HEADINGS = {folded_text(text) for text in HEADINGS[FormColumn.NAME]}
_PREFILLED = (FormColumn.CODE, FormColumn.NAME, FormColumn.AS_OF)

SHEETS_OF_FORM = SheetsRequest(
    headings=tuple(sorted(_CODE_HEADINGS | _NAME_HEADINGS | TOTALS_HEADINGS_SOUGHT)),
    sheet_names=SHEETS_SOUGHT,
)
"""What is asked of the process that opens workbooks to read a form."""


def recognise_form(sheets: Sequence[RawSheet], notes: Iterable[str] = ()) -> FilledForm:
    """What was filled in. `notes` are codes of findings about the file."""
    findings = [make_finding(code) for code in notes]
    form_origin, origin_findings = _read_origin(sheets)
    findings += origin_findings

    legends = [legend for sheet in sheets for legend in colour_legends(sheet)]
    grids = [SheetGrid.from_raw(s, legends) for s in sheets if not _is_origin_sheet(s)]
    tables = _tables_to_read(grids)
    if not tables:
        findings.append(_not_the_form())
        return FilledForm(origin=form_origin, findings=tuple(findings))

    titles = _titles_above(tables)
    latest_year = _latest_year_in_headings(tables)
    stated_year = year_in_titles(titles) or latest_year
    year = stated_year
    if form_origin is not None:
        stated_year = max(filter(None, (stated_year, latest_year)), default=None)
        year = _year_to_read(form_origin, latest_year)
    tables = _tables_of_year(tables, year)
    findings += _findings_about_sheet_names(tables)
    read_rows = _read_rows(tables, year)
    findings += read_rows.findings
    if read_rows.is_empty and not _has_error(findings):
        findings.append(make_finding("nothing_filled"))

    totals, totals_findings = recognise_totals(grids)
    findings += totals_findings
    city_name, department = city_and_department(titles)
    return FilledForm(
        rows=tuple(read_rows.rows),
        entry_rows=tuple(read_rows.entry_rows),
        origin=form_origin,
        year=stated_year,
        city_name=city_name,
        department=department,
        findings=tuple(findings),
        totals=totals,
        report_rows=tuple(read_rows.report_rows),
    )


def _has_error(findings: Iterable[Finding]) -> bool:
    return any(finding.severity is Severity.ERROR for finding in findings)


def _not_the_form() -> Finding:
    return make_finding(
        "not_the_form",
        code=column_heading(FormColumn.CODE),
        value_=column_heading(FormColumn.VALUE),
    )


# The hidden sheet


def _is_origin_sheet(sheet: RawSheet) -> bool:
    return sheet.name.casefold() == ORIGIN_SHEET


def _read_origin(
    sheets: Sequence[RawSheet],
) -> tuple[FormOrigin | None, list[Finding]]:
    """What the hidden sheet says, and what is wrong with it."""
    hidden = next((sheet for sheet in sheets if _is_origin_sheet(sheet)), None)
    if hidden is None:
        return None, []
    try:
        form_origin = parse_origin(_facts_in(SheetGrid.from_raw(hidden)))
    except NewerForm:
        return None, [make_finding("newer_form")]
    if form_origin is None:
        return None, [make_finding("origin_altered")]
    return form_origin, []


def _facts_in(grid: SheetGrid) -> dict[str, str]:
    """The keys in the first column with the values in the second."""
    facts = {}
    for row, columns in grid.rows.items():
        if 1 in columns and 2 in columns:
            key = grid.written_cell(row, 1).value
            value = grid.written_cell(row, 2).value
            facts[str(key)] = value if isinstance(value, str) else code_text(value)
    return facts


# Which tables are read


def _tables_to_read(grids: Iterable[SheetGrid]) -> list[FormTable]:
    """The tables of figures, then those of the schedule alone, then those of reports.

    Tables with names and no codes are read only where no figures have codes.
    """
    with_figures: list[FormTable] = []
    with_names: list[FormTable] = []
    schedules: list[FormTable] = []
    reports: list[FormTable] = []
    for grid in grids:
        for table in tables_of_sheet(grid):
            if table.is_reports_alone:
                reports.append(table)
            elif not table.has_codes:
                with_names.append(table)
            elif table.has_figures:
                with_figures.append(table)
            elif table.is_schedule_alone and _has_entry(table):
                schedules.append(table)
    figures = with_figures or with_names
    return [
        *_visible_or_all(figures),
        *_visible_or_all(schedules),
        *_visible_or_all(reports),
    ]


def _has_entry(table: FormTable) -> bool:
    """Whether one of its codes is that of an entry of the schedule."""
    return any(_is_entry_code(code) for _row, code in table.coded_rows())


def _is_entry_code(code: str) -> bool:
    """Whether a code looks like that of an entry of the schedule (1-2/3)."""
    return "/" in code


def _visible_or_all(tables: list[FormTable]) -> list[FormTable]:
    """A hidden sheet is read only where no other has the same."""
    visible = [table for table in tables if not table.sheet.hidden]
    return visible or tables


def _tables_of_year(tables: list[FormTable], year: int | None) -> list[FormTable]:
    """Without the tables that hold figures of other years only, if figures are left then."""
    of_year = [table for table in tables if not _is_of_other_years(table, year)]
    if any(table.has_figures for table in of_year):
        return of_year
    return tables


def _is_of_other_years(table: FormTable, year: int | None) -> bool:
    """Whether a table holds figures, and none of them of this year."""
    if FormColumn.VALUE not in table.headings:
        return False
    return not table.headings_of(FormColumn.VALUE, year)


def _findings_about_sheet_names(tables: Iterable[FormTable]) -> list[Finding]:
    """That sheets were read which are not called as ours."""
    names = dict.fromkeys(table.sheet.name for table in tables)
    return [
        make_finding("read_from_sheet", sheet=name)
        for name in names
        if name not in SHEETS_SOUGHT
    ]


# What stands above the tables


def _titles_above(tables: Iterable[FormTable]) -> list[str]:
    """The texts above the tables' headings, each once."""
    titles: dict[str, None] = {}
    for table in tables:
        for row, columns in table.sheet.rows.items():
            if row >= table.heading_row:
                break
            for column in columns:
                titles[table.sheet.cell_text(row, column)] = None
    titles.pop("", None)
    return list(titles)


def _latest_year_in_headings(tables: Iterable[FormTable]) -> int | None:
    headings: list[TableHeading] = []
    for table in tables:
        headings += table.headings.get(FormColumn.VALUE, ())
    years = [heading.year for heading in headings if heading.year is not None]
    return max(years, default=None)


def _year_to_read(form_origin: FormOrigin, latest_year: int | None) -> int:
    """The year whose figures are read: the form's, unless its headings were written over
    with a later one. Which of the two it is for is asked of somebody.
    """
    if latest_year is not None and latest_year > form_origin.fiscal_year:
        return latest_year
    return form_origin.fiscal_year


# Columns


def _columns_of_table(
    table: FormTable, year: int | None
) -> tuple[dict[FormColumn, int], list[Finding]]:
    """Where each column stands, and what is wrong with the headings."""
    numbers: dict[FormColumn, int] = {}
    findings = []
    for column in _columns_asked_of(table):
        headings = table.headings_of(column, year)
        if len(headings) == 1 or (headings and column is FormColumn.NAME):
            numbers[column] = headings[0].column
        elif headings:
            findings.append(_column_twice(table, column, headings))
        elif year is not None and column in table.headings:
            findings.append(_of_other_year(table, table.headings[column], year))
        else:
            findings.append(_column_missing(table, column))
    return numbers, findings


def _columns_asked_of(table: FormTable) -> Iterable[FormColumn]:
    """What rows are known by and what is filled in in the table's sections, each once."""
    columns: dict[FormColumn, None] = {}
    for column in (FormColumn.CODE, FormColumn.NAME):
        if column in table.headings:
            columns[column] = None
    for section in table.sections:
        columns |= dict.fromkeys(INPUTS[section])
    if table.has_joint_note and FormColumn.COUNTERMEASURE not in table.headings:
        columns.pop(FormColumn.COUNTERMEASURE, None)
    return columns


def _column_twice(
    table: FormTable, column: FormColumn, headings: Sequence[TableHeading]
) -> Finding:
    refs = [table_heading.ref for table_heading in headings]
    return make_finding(
        "column_twice",
        sheet=table.sheet.name,
        cell=refs[-1],
        heading=column_heading(column),
        cells=FactList(tuple(refs)),
    )


def _of_other_year(
    table: FormTable, headings: Sequence[TableHeading], year: int
) -> Finding:
    """That the figures are of other years than the form."""
    latest = max(headings, key=_year_of_heading)
    return make_finding(
        "two_years",
        sheet=table.sheet.name,
        cell=latest.ref,
        value=FiscalYear(_year_of_heading(latest), era_only=True),
        year=FiscalYear(year, era_only=True),
    )


def _year_of_heading(table_heading: TableHeading) -> int:
    return table_heading.year or 0


def _column_missing(table: FormTable, column: FormColumn) -> Finding:
    return make_finding(
        "column_missing", sheet=table.sheet.name, heading=column_heading(column)
    )


# Rows


@dataclass
class _ReadRows:
    """The rows of all tables, and what is wrong with the tables' headings."""

    rows: list[FilledRow] = field(default_factory=list)
    entry_rows: list[FilledRow] = field(default_factory=list)
    report_rows: list[FilledRow] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)

    @property
    def is_empty(self) -> bool:
        return not self.rows and not self.entry_rows and not self.report_rows


def _read_rows(tables: Iterable[FormTable], year: int | None) -> _ReadRows:
    read_rows = _ReadRows()
    for table in tables:
        columns, findings = _columns_of_table(table, year)
        read_rows.findings += findings
        if table.has_codes and FormColumn.CODE not in columns:
            continue
        for code, cells in _filled_rows(table, columns):
            if table.is_reports_alone:
                report_cells = _cells_of_section(cells, REPORTS_SHEET)
                read_rows.report_rows.append(FilledRow(code, report_cells))
            elif _is_entry(table, code):
                entry_cells = _cells_of_section(cells, SCHEDULE_SHEET)
                read_rows.entry_rows.append(FilledRow(code, entry_cells))
            else:
                figure_cells = _cells_of_section(cells, ACTUALS_SHEET)
                row = FilledRow(code, figure_cells, table.has_joint_note)
                read_rows.rows.append(row)
    return read_rows


def _is_entry(table: FormTable, code: str) -> bool:
    """Whether a row of the table is an entry of the schedule."""
    if table.is_schedule_alone:
        return True
    return SCHEDULE_SHEET in table.sections and _is_entry_code(code)


_RowCells = Mapping[FormColumn, WrittenCell]


def _cells_of_section(cells: _RowCells, section: str) -> _RowCells:
    """The code, and what is filled in in a section of the form."""
    section_columns = (FormColumn.CODE, FormColumn.NAME, *INPUTS[section])
    return {column: cell for column, cell in cells.items() if column in section_columns}


def _filled_rows(
    table: FormTable, columns: Mapping[FormColumn, int]
) -> Iterator[tuple[str, _RowCells]]:
    """The code and the cells of each row with a code, and of any other in which something
    was written; of a table without codes each row with a name.
    """
    for row, code in table.coded_rows():
        cells = {
            column: table.sheet.written_cell(row, number)
            for column, number in columns.items()
        }
        has_code = 0 < len(code) <= LONGEST_CODE
        has_only_name = not table.has_codes and not _is_blank(cells[FormColumn.NAME])
        if has_code or has_only_name or _is_anything_written(cells):
            yield code, cells


def _is_anything_written(cells: _RowCells) -> bool:
    """Whether something stands in a cell that the form comes without."""
    for column, cell in cells.items():
        if column not in _PREFILLED and not _is_blank(cell):
            return True
    return False


def _is_blank(cell: WrittenCell) -> bool:
    if cell.formula:
        return False
    if isinstance(cell.value, str):
        return not cell.value.strip()
    return cell.value is None
