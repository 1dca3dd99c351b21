"""What a workbook is given back with: the marks of its cells, and the aids of its sheets.

The rows and columns are where somebody has put them, not where the fresh form has them.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from openpyxl.utils.cell import coordinate_to_tuple

from dxkpi.findings import Finding, Severity
from dxkpi.plan import Indicator
from dxkpi.plan.review import ItemKind
from dxkpi.returns import (
    CheckedReturn,
    FilledForm,
    FilledRow,
    FormColumn,
    ReturnForm,
    SurveyTotals,
    WrittenCell,
)
from dxkpi.returns.checking import rows_by_code
from dxkpi.returns.form_columns import (
    ACTUALS_SHEET,
    CHOICE_COLUMNS,
    DEPARTMENT_COLUMNS,
    FIELDS,
    INPUTS,
    REPORTS_SHEET,
    SCHEDULE_SHEET,
    TotalsPart,
)
from dxkpi.returns.round_items import RemarkOnRow
from dxkpi.wording.findings import finding_text
from dxkpi.wording.reviews import remark_text
from dxkpi.workbook.form_aids import (
    ColumnPlace,
    figures_aid,
    reports_aid,
    schedule_aid,
    totals_aid,
)
from dxkpi.workbook.form_language import FORM_LANGUAGE
from dxkpi.workbook.messages import (
    ERROR_GLYPH,
    HOLD_GLYPH,
    CellMark,
    MarkingRequest,
    SheetAid,
)

_ = FORM_LANGUAGE.gettext
_ABOUT_GIVING_BACK = ("threads_become_notes", "drawings_not_returned")
"""Findings that say what a workbook loses when it is given back."""


def marks_of_return(answer: CheckedReturn, filled: FilledForm) -> MarkingRequest:
    """How the workbook of a return is to be marked."""
    findings = answer.findings
    marks = [_mark(finding) for finding in findings if finding.is_open]
    aids: list[SheetAid] = []
    for aid in _aids_of_sheets(answer.form, filled):
        is_first = not aids
        aids.append(_with_to_do(aid, findings, is_first=is_first))
    return MarkingRequest(tuple(marks), tuple(aids))


def marks_of_remarks(
    form: ReturnForm, filled: FilledForm, remarks: Sequence[RemarkOnRow]
) -> MarkingRequest:
    """How a form is to be marked with what the secretariat remarked on its rows."""
    marks = tuple(_marks_of_rows(filled, remarks))
    sentence = FORM_LANGUAGE.ngettext(
        "△ The secretariat sent {n} row back.",
        "△ The secretariat sent {n} rows back.",
        len(marks),
    )
    where = _("Reasons stand at the right and in the cells' comments.")
    to_do = FORM_LANGUAGE.sentences([sentence, where])
    marked_sheets = {mark.sheet for mark in marks}
    aids = [
        replace(aid, to_do=to_do) if aid.sheet in marked_sheets else aid
        for aid in _aids_of_sheets(form, filled)
    ]
    return MarkingRequest(marks, tuple(aids))


def _marks_of_rows(
    filled: FilledForm, remarks: Sequence[RemarkOnRow]
) -> Iterator[CellMark]:
    """A mark in the cell that each remark is about; in the first to fill in of its row
    where it is about no single one, or the department's file has no such column.
    """
    rows_of_kind = {
        ItemKind.FIGURE: (filled.rows, FormColumn.VALUE),
        ItemKind.ENTRY: (filled.entry_rows, FormColumn.STATE),
        ItemKind.INITIATIVE: (filled.report_rows, FormColumn.REPORT_STATE),
    }
    for remark in remarks:
        rows, first_column = rows_of_kind[remark.kind]
        text = remark_text(remark.column, remark.text, FORM_LANGUAGE)
        for row in rows:
            if row.code != remark.code:
                continue
            cell = row.cell_of(remark.column or first_column)
            if cell is None:
                cell = row.cells.get(first_column)
            if cell is not None:
                yield CellMark(cell.sheet, cell.ref, text, is_error=False)


def _with_to_do(
    aid: SheetAid, findings: Sequence[Finding], *, is_first: bool
) -> SheetAid:
    """The aid with what is to be done on its sheet; the first sheet tells what concerns
    the file.
    """
    places = (aid.sheet, None) if is_first else (aid.sheet,)
    sheet_findings = [finding for finding in findings if finding.sheet in places]
    return replace(aid, to_do=_to_do(sheet_findings) or None)


def _mark(finding: Finding) -> CellMark:
    message = finding_text(finding, FORM_LANGUAGE)
    is_error = finding.severity is Severity.ERROR
    return CellMark(finding.sheet, finding.cell, message, is_error)


def _to_do(findings: Sequence[Finding]) -> str:
    """What is to be done on a sheet; "" where there is nothing."""
    open_ones = [finding for finding in findings if finding.is_open]
    about_sheet = [_marked_text(finding) for finding in open_ones if not finding.cell]
    about_file = [
        finding_text(finding, FORM_LANGUAGE)
        for finding in findings
        if finding.code in _ABOUT_GIVING_BACK
    ]
    sentences = [*about_sheet, *_sentences_about_cells(open_ones), *about_file]
    return FORM_LANGUAGE.sentences(sentences)


def _sentences_about_cells(findings: Iterable[Finding]) -> list[str]:
    """How many cells are to be mended and how many to be confirmed; one that is both is
    to be mended.
    """
    marked_cells = {finding.cell for finding in findings if finding.cell}
    if not marked_cells:
        return []
    errors = marked_cells & {f.cell for f in findings if f.severity is Severity.ERROR}
    holds = marked_cells - errors
    sentences = []
    if errors:
        sentences.append(
            FORM_LANGUAGE.ngettext(
                "× Mend the {n} red cell and register again.",
                "× Mend the {n} red cells and register again.",
                len(errors),
            )
        )
    if holds:
        sentences.append(
            FORM_LANGUAGE.ngettext(
                "△ The {n} dark yellow cell can be confirmed on the screen.",
                "△ The {n} dark yellow cells can be confirmed on the screen.",
                len(holds),
            )
        )
    sentences.append(_("Reasons stand at the right and in the cells' comments."))
    return sentences


def _marked_text(finding: Finding) -> str:
    glyph = ERROR_GLYPH if finding.severity is Severity.ERROR else HOLD_GLYPH
    return f"{glyph} {finding_text(finding, FORM_LANGUAGE)}"


# The aids of the sheets as they were handed in


def _aids_of_sheets(form: ReturnForm, filled: FilledForm) -> list[SheetAid]:
    """The aids of all sheets with rows of the form; one with several kinds has that of
    its figures.
    """
    aids: dict[str, SheetAid] = {}
    for aid in (
        *_figures_aids(form, filled),
        *_schedule_aids(form, filled),
        *_reports_aids(form, filled),
        *_totals_aids(form, filled),
    ):
        aids.setdefault(aid.sheet, aid)
    return list(aids.values())


_RowsBySheet = Mapping[str, Mapping[int, tuple[str, FilledRow]]]
"""Sheet and row number to the plan's code and the row with it."""


def _figures_aids(form: ReturnForm, filled: FilledForm) -> list[SheetAid]:
    indicators = {indicator.code: indicator for indicator in form.indicators}
    aids = []
    for sheet, rows in _rows_by_sheet(filled.rows, indicators).items():
        indicators_by_row = {
            number: indicators[code] for number, (code, _row) in rows.items()
        }
        columns = _column_numbers(rows, INPUTS[ACTUALS_SHEET])
        aids.append(figures_aid(form, sheet, columns, indicators_by_row))
    return aids


def _schedule_aids(form: ReturnForm, filled: FilledForm) -> list[SheetAid]:
    codes = {entry.code for entry in form.schedule_entries}
    aids = []
    for sheet, rows in _rows_by_sheet(filled.entry_rows, codes).items():
        columns = _column_numbers(rows, INPUTS[SCHEDULE_SHEET])
        aids.append(schedule_aid(sheet, columns, rows))
    return aids


def _reports_aids(form: ReturnForm, filled: FilledForm) -> list[SheetAid]:
    codes = {subject.code for subject in form.report_subjects}
    aids = []
    for sheet, rows in _rows_by_sheet(filled.report_rows, codes).items():
        columns = _column_numbers(rows, INPUTS[REPORTS_SHEET])
        aids.append(reports_aid(sheet, columns, rows))
    return aids


def _rows_by_sheet(rows: Iterable[FilledRow], codes: Collection[str]) -> _RowsBySheet:
    """The rows with these codes by the sheet and the row they stand in."""
    by_sheet: dict[str, dict[int, tuple[str, FilledRow]]] = defaultdict(dict)
    for code, copies in rows_by_code(rows, codes).items():
        if code not in codes:
            continue
        for row in copies:
            for sheet, number in _places_of_row(row):
                by_sheet[sheet][number] = code, row
    return by_sheet


def _places_of_row(row: FilledRow) -> Iterator[tuple[str, int]]:
    """The sheet and the number of a row, once for each of its cells."""
    for cell in row.cells.values():
        number, _column = coordinate_to_tuple(cell.ref)
        yield cell.sheet, number


def _column_numbers(
    rows: Mapping[int, tuple[str, FilledRow]], inputs: Collection[FormColumn]
) -> dict[FormColumn, int]:
    """Where the columns stand. The first row tells it for all."""
    _code, first_row = next(iter(rows.values()))
    numbers = {}
    for column, cell in first_row.cells.items():
        if column is FormColumn.CODE or column in inputs:
            _row, numbers[column] = coordinate_to_tuple(cell.ref)
    return numbers


def _totals_aids(form: ReturnForm, filled: FilledForm) -> list[SheetAid]:
    """The aid of the survey's totals, where the plan and the workbook have them."""
    realisation, totals = form.plan.realisation, filled.totals
    if realisation is None or totals is None:
        return []
    return [_totals_aid(totals, realisation)]


def _totals_aid(totals: SurveyTotals, indicator: Indicator) -> SheetAid:
    fields = {}
    for part in FIELDS:
        cell: WrittenCell = getattr(totals, part.value)
        if cell.ref:
            fields[part] = cell.ref
    columns = _column_places(CHOICE_COLUMNS, totals.choices)
    columns |= _column_places(DEPARTMENT_COLUMNS, totals.departments)
    return totals_aid(totals.question.sheet, fields, columns, indicator.decimals)


def _column_places(
    parts: Sequence[TotalsPart], rows: Sequence[Sequence[WrittenCell]]
) -> dict[TotalsPart, ColumnPlace]:
    """Where the columns of a table run, as far as the sheet has them."""
    places = {}
    for index, part in enumerate(parts):
        refs = [row[index].ref for row in rows]
        cells = [coordinate_to_tuple(ref) for ref in refs if ref]
        if cells:
            _row, first_column = min(cells)
            places[part] = ColumnPlace(first_column, [row for row, _column in cells])
    return places
