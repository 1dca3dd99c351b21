"""Puts what helps to fill in onto a sheet: dropdowns, the judging formula, what is required."""

from collections.abc import Iterable, Sequence

from openpyxl.cell.cell import Cell
from openpyxl.formatting.rule import Rule
from openpyxl.styles.differential import DifferentialStyle
from openpyxl.styles.numbers import NumberFormat
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.cell_range import MultiCellRange
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from dxkpi.workbook.messages import (
    FIGURE_CELL,
    CellFormula,
    FigureAid,
    InputCheck,
    SheetAid,
)
from dxkpi.workbook.styling import REQUIRED, solid_fill


def put_aid_on_sheet(
    sheet: Worksheet, aid: SheetAid, status_column: int | None
) -> None:
    """Put an aid onto its sheet; `status_column` is that of the judging formula, if
    there is one.
    """
    for check in aid.checks:
        _add_validation(sheet, check)
    _write_formulas(sheet, aid.worked_out)
    figures = aid.figures
    if figures is None:
        return
    if status_column is not None:
        _write_judging_formulas(sheet, figures, status_column)
        if figures.note_column is not None and aid.rows:
            _require_note(sheet, figures, figures.note_column, aid.rows, status_column)
    if figures.whole_rows:
        _group_thousands(sheet, figures.value_column, figures.whole_rows)


def _add_validation(sheet: Worksheet, check: InputCheck) -> None:
    rule = check.rule
    validation = DataValidation(
        type=rule.kind,
        operator=rule.operator,
        formula1=rule.formula,
        formula2=rule.second_formula,
        errorStyle="warning" if rule.only_warns else None,
        allow_blank=True,
        showInputMessage=True,
        showErrorMessage=True,
        promptTitle=rule.title,
        prompt=rule.prompt,
        errorTitle=rule.title,
        error=rule.refusal,
        sqref=MultiCellRange(_areas(check.column, check.rows)),
    )
    sheet.add_data_validation(validation)


def _write_formulas(sheet: Worksheet, formulas: Iterable[CellFormula]) -> None:
    for formula in formulas:
        cell = sheet[formula.cell]
        if isinstance(cell, Cell):
            cell.value = formula.formula


def _write_judging_formulas(
    sheet: Worksheet, figures: FigureAid, status_column: int
) -> None:
    letter = get_column_letter(figures.value_column)
    for row_formula in figures.formulas:
        cell = sheet.cell(row_formula.row, status_column)
        if isinstance(cell, Cell):
            figure_cell = f"${letter}{row_formula.row}"
            formula = row_formula.formula.replace(FIGURE_CELL, figure_cell)
            cell.value = formula or None


def _require_note(
    sheet: Worksheet,
    figures: FigureAid,
    note_column: int,
    rows: Sequence[int],
    status_column: int,
) -> None:
    """Turn a blank comment orange where one is required."""
    first = min(rows)
    status_cell = f"${get_column_letter(status_column)}{first}"
    note_cell = f"${get_column_letter(note_column)}{first}"
    is_late = ",".join(
        f'LEFT({status_cell},1)="{glyph}"' for glyph in figures.late_glyphs
    )
    formula = f"AND(OR({is_late}),LEN(TRIM({note_cell}))=0)"
    orange = DifferentialStyle(fill=solid_fill(REQUIRED))
    _style_where(sheet, note_column, rows, formula, orange)


def _group_thousands(sheet: Worksheet, column: int, rows: Sequence[int]) -> None:
    """Show 4200 as 4,200 and a fraction as it is: a format with decimals would show 21 as “21.”"""
    cell = f"${get_column_letter(column)}{min(rows)}"
    formula = f"IF(ISNUMBER({cell}),INT({cell})={cell},FALSE)"
    grouped = DifferentialStyle(numFmt=NumberFormat(numFmtId=3, formatCode="#,##0"))
    _style_where(sheet, column, rows, formula, grouped)


def _style_where(
    sheet: Worksheet,
    column: int,
    rows: Iterable[int],
    formula: str,
    style: DifferentialStyle,
) -> None:
    """Style the cells of a column for which the formula, written for the first, is true."""
    rule = Rule(type="expression", dxf=style, formula=[formula])
    sheet.conditional_formatting.add(_areas(column, rows), rule)


def _areas(column: int, rows: Iterable[int]) -> str:
    """The cells of a column as areas: K6:K9 K11."""
    spans: list[tuple[int, int]] = []
    for row in sorted(rows):
        if spans and spans[-1][1] == row - 1:
            spans[-1] = (spans[-1][0], row)
        else:
            spans.append((row, row))
    letter = get_column_letter(column)
    return " ".join(_area(letter, first, last) for first, last in spans)


def _area(letter: str, first: int, last: int) -> str:
    if first == last:
        return f"{letter}{first}"
    return f"{letter}{first}:{letter}{last}"
