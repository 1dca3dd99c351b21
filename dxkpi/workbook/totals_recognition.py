"""The sheet of a staff survey's totals, found again in a workbook: its fields by their
labels, its tables by their headings.

The sheet may have another name, its rows and columns may have been moved. A field's value
stands right of its label; a table begins at its row of headings.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from dxkpi.findings import FactList, Finding, make_finding
from dxkpi.returns import SurveyTotals, WrittenCell
from dxkpi.returns.filled_form import TotalsChoice, TotalsDepartment, Written
from dxkpi.returns.form_columns import (
    CHOICE_COLUMNS,
    DEPARTMENT_COLUMNS,
    FIELDS,
    TOTALS_HEADINGS,
    TOTALS_SHEET,
    TotalsPart,
)
from dxkpi.workbook.sheet_grid import SheetGrid
from dxkpi.workbook.totals_headings import (
    columns_overlap,
    field_of_label,
    is_totals_heading,
    totals_columns_in,
)

_TABLES = (CHOICE_COLUMNS, DEPARTMENT_COLUMNS)


@dataclass(frozen=True)
class _HeadingRow:
    """The row of a table's headings, and where each column stands."""

    row: int
    columns: Mapping[TotalsPart, int]

    def stand_above(self, other: "_HeadingRow") -> bool:
        """Whether the other table begins further down in the same columns."""
        in_same_columns = columns_overlap(self.columns.values(), other.columns.values())
        return in_same_columns and other.row > self.row


@dataclass(frozen=True)
class _TotalsTable:
    """A table of the sheet: its headings, and its last row."""

    headings: _HeadingRow
    last_row: int

    @property
    def columns(self) -> Mapping[TotalsPart, int]:
        return self.headings.columns

    def covers(self, row: int, column: int) -> bool:
        """Whether a cell lies in the table."""
        columns = self.columns.values()
        in_rows = self.headings.row <= row <= self.last_row
        return in_rows and min(columns) <= column <= max(columns)


def recognise_totals(
    sheets: Sequence[SheetGrid],
) -> tuple[SurveyTotals | None, list[Finding]]:
    """The totals, where a sheet of the workbook has them, and what is odd about that sheet.

    A sheet that was left as it was given out counts only where no other was filled in.
    """
    recognised = _recognised_sheets(sheets)
    if not recognised:
        return None, _findings_about_unrecognised(sheets)
    filled_in = [sheet for sheet in recognised if sheet.totals.is_filled_in]
    if not filled_in:
        return recognised[0].totals, []
    first = filled_in[0]
    if _differ(filled_in):
        return first.totals, [_several_totals(filled_in)]
    return first.totals, _findings_about_sheet(first.grid)


class _RecognisedSheet(NamedTuple):
    """A sheet with totals."""

    grid: SheetGrid
    totals: SurveyTotals


def _recognised_sheets(sheets: Iterable[SheetGrid]) -> list[_RecognisedSheet]:
    """The sheets with totals; hidden ones only where no other has any."""
    recognised = []
    for sheet in sheets:
        totals = _totals_on(sheet)
        if totals is not None:
            recognised.append(_RecognisedSheet(sheet, totals))
    visible = [sheet for sheet in recognised if not sheet.grid.hidden]
    return visible or recognised


def _differ(sheets: Iterable[_RecognisedSheet]) -> bool:
    return len({_contents(sheet.totals) for sheet in sheets}) > 1


def _contents(totals: SurveyTotals) -> tuple[Written, ...]:
    """All that somebody may have written; the formulas of the sheet are left out."""
    cells = [totals.question, *totals.inputs]
    for row in (*totals.choices, *totals.departments):
        cells += row
    return tuple(cell.value for cell in cells)


def _several_totals(sheets: Sequence[_RecognisedSheet]) -> Finding:
    names = tuple(sheet.grid.name for sheet in sheets)
    return make_finding("totals_sheets", sheet=names[0], sheets=FactList(names))


def _findings_about_sheet(sheet: SheetGrid) -> list[Finding]:
    missing = _missing_columns(sheet)
    if sheet.name == TOTALS_SHEET:
        return missing
    return [make_finding("read_from_sheet", sheet=sheet.name), *missing]


def _findings_about_unrecognised(sheets: Iterable[SheetGrid]) -> list[Finding]:
    """What the sheet with our name lacks, where no totals are recognised on it."""
    findings = []
    for sheet in sheets:
        if sheet.name == TOTALS_SHEET:
            findings += _missing_columns(sheet)
    return findings


def _totals_on(sheet: SheetGrid) -> SurveyTotals | None:
    choices, departments = _tables_on(sheet)
    if choices is None:
        return None
    tables = [choices]
    if departments is not None:
        tables.append(departments)
    labels = _labels_on(sheet)
    fields = {part.value: _field_cell(sheet, part, labels, tables) for part in FIELDS}
    choice_rows = _rows_of(sheet, choices, CHOICE_COLUMNS)
    department_rows = _rows_of(sheet, departments, DEPARTMENT_COLUMNS)
    return SurveyTotals(
        **fields,
        choices=tuple(TotalsChoice(*cells) for cells in choice_rows),
        departments=tuple(TotalsDepartment(*cells) for cells in department_rows),
    )


def _missing_columns(sheet: SheetGrid) -> list[Finding]:
    """The columns that a sheet does not have; of a table that is not there the first."""
    missing: list[TotalsPart] = []
    for parts, table in zip(_TABLES, _tables_on(sheet), strict=True):
        if table is None:
            missing.append(parts[0])
        else:
            missing += [part for part in parts if part not in table.columns]
    return [
        make_finding(
            "column_missing", sheet=sheet.name, heading=TOTALS_HEADINGS[part][0]
        )
        for part in missing
    ]


# Tables


def _tables_on(sheet: SheetGrid) -> tuple[_TotalsTable | None, _TotalsTable | None]:
    """The table of choices and that of departments, as far as the sheet has them."""
    columns_by_row = {row: totals_columns_in(sheet, row) for row in sheet.rows}
    choices = _heading_row_of(CHOICE_COLUMNS, columns_by_row)
    departments = _heading_row_of(DEPARTMENT_COLUMNS, columns_by_row)
    return (
        _table_under(choices, departments, sheet.last_row),
        _table_under(departments, choices, sheet.last_row),
    )


def _heading_row_of(
    parts: Sequence[TotalsPart],
    columns_by_row: Mapping[int, Mapping[TotalsPart, int]],
) -> _HeadingRow | None:
    """The first row that names two of a table's columns, the first of them included, or three."""
    for row, columns in columns_by_row.items():
        own_columns = {part: columns[part] for part in parts if part in columns}
        needed = 2 if parts[0] in own_columns else 3
        if len(own_columns) >= needed:
            return _HeadingRow(row, own_columns)
    return None


def _table_under(
    headings: _HeadingRow | None, other: _HeadingRow | None, last_row: int
) -> _TotalsTable | None:
    """A table down to the sheet's last row, or to the other table where that stands below it."""
    if headings is None:
        return None
    if other is not None and headings.stand_above(other):
        last_row = other.row - 1
    return _TotalsTable(headings, last_row)


def _rows_of(
    sheet: SheetGrid, table: _TotalsTable | None, parts: Sequence[TotalsPart]
) -> Iterator[tuple[WrittenCell, ...]]:
    """The rows of a table, also those in which nothing stands; repeated headings are none."""
    if table is None:
        return
    for row in sheet.rows:
        if not table.headings.row < row <= table.last_row:
            continue
        cells = tuple(_cell_in(sheet, row, table.columns.get(part)) for part in parts)
        if not is_totals_heading(str(cells[0].value)):
            yield cells


def _cell_in(sheet: SheetGrid, row: int, column: int | None) -> WrittenCell:
    """A cell of a row; one without a `ref` where the sheet has no such column."""
    if column is None:
        return WrittenCell(sheet.name, "")
    return sheet.written_cell(row, column)


# Fields


_Labels = Mapping[tuple[int, int], TotalsPart]
"""The cells with the label of a field, by row and column, from the top left on."""


def _labels_on(sheet: SheetGrid) -> _Labels:
    labels = {}
    for row, column in sorted(sheet.cells):
        field = field_of_label(sheet.cell_text(row, column))
        if field is not None:
            labels[row, column] = field
    return labels


def _field_cell(
    sheet: SheetGrid,
    part: TotalsPart,
    labels: _Labels,
    tables: Sequence[_TotalsTable],
) -> WrittenCell:
    """What stands right of a field's label, before anything else begins there.

    That is the next cell that holds something; where it is a label or of a table, the
    blank one beside the label.
    """
    for (row, column), labelled_part in labels.items():
        if labelled_part is not part or _is_covered(row, column, tables):
            continue
        right = _next_column(sheet, row, column)
        if (row, right) in labels or _is_covered(row, right, tables):
            right = column + 1
        return sheet.written_cell(row, right)
    return WrittenCell(sheet.name, "")


def _next_column(sheet: SheetGrid, row: int, column: int) -> int:
    """The next column that holds something, else the one beside."""
    columns_right = [right for right in sheet.columns_in(row) if right > column]
    return min(columns_right, default=column + 1)


def _is_covered(row: int, column: int, tables: Sequence[_TotalsTable]) -> bool:
    return any(table.covers(row, column) for table in tables)
