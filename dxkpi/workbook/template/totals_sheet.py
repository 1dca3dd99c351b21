"""The sheet for a city that has only the totals of its staff survey: its question, its
choices and its 課 in numbers.

It is optional: left as it is given out, nothing comes of it. What last year's survey asked
and counted is filled in; the rate and the response rate are worked out beside, so that a
slip is seen at once. A4 upright.
"""

from collections.abc import Sequence

from openpyxl.cell.cell import Cell
from openpyxl.styles import Alignment
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from dxkpi.plan import Indicator, Survey
from dxkpi.returns import ReturnForm, departments_asked
from dxkpi.returns.counted_choices import MARK, WITHOUT
from dxkpi.returns.counted_departments import REST
from dxkpi.returns.form_columns import (
    CHOICE_COLUMNS,
    DEPARTMENT_COLUMNS,
    TOTALS_HEADINGS,
    TOTALS_SHEET,
    TotalsPart,
)
from dxkpi.survey.course import survey_before
from dxkpi.workbook import styling
from dxkpi.workbook.aid_writing import put_aid_on_sheet
from dxkpi.workbook.form_aids import ColumnPlace, sheet_advice, totals_aid
from dxkpi.workbook.form_language import FORM_LANGUAGE
from dxkpi.workbook.messages import SheetAid
from dxkpi.workbook.styling import sheet_cell, style_table_cell, write_value
from dxkpi.workbook.template.layout import LONGEST_NAME, Letterhead, set_up_page

_ = FORM_LANGUAGE.gettext

FIELDS_ROW, HEADING_ROW = 5, 10
LEAST_CHOICES, LEAST_DEPARTMENTS, SPARE_DEPARTMENTS = 8, 40, 8

_ROW_HEIGHTS = {
    1: 27,
    2: 19,
    3: 21,
    4: 18,
    FIELDS_ROW: 36,
    HEADING_ROW - 1: 18,
    HEADING_ROW: 24,
}
_FIELD_HEIGHT, _TABLE_ROW_HEIGHT = 21, 22
_WIDTHS = (30, 15, 12, 2.5, 27, 12, 12, 15)
_LABEL_COLUMN, _FIELD_COLUMN = 1, 2
_AUTOMATIC_LABEL_COLUMN, _AUTOMATIC_COLUMN = 5, 6
_COLUMNS = {
    TotalsPart.CHOICE: 1,
    TotalsPart.MARK: 2,
    TotalsPart.COUNT: 3,
    TotalsPart.DEPARTMENT: 5,
    TotalsPart.ASKED: 6,
    TotalsPart.ANSWERS: 7,
    TotalsPart.FELT: 8,
}

_FIELDS = (TotalsPart.HELD, TotalsPart.STAFF, TotalsPart.BLANKS)
_AUTOMATIC_FIELDS = (TotalsPart.RATE, TotalsPart.RESPONSE, TotalsPart.GROUPED)
_NAMES = (TotalsPart.CHOICE, TotalsPart.DEPARTMENT)
_TEXTS = (*_NAMES, TotalsPart.MARK)

_TEXT_FORMAT, _PEOPLE_FORMAT = "@", "#,##0"
_LABEL_ALIGNMENT = Alignment(
    vertical="center", horizontal="left", indent=1, shrink_to_fit=True
)


def write_totals_sheet(
    sheet: Worksheet, letterhead: Letterhead, indicator: Indicator, smallest: int
) -> None:
    """Write the sheet of a staff survey's totals.

    `smallest` is the number of answers below which groups are to be put together.
    """
    form = letterhead.form
    last_survey = survey_before(indicator, form.fiscal_year + 1)
    choices = _choices_of(last_survey)
    departments = _departments_to_expect(form, last_survey)
    choice_rows = _rows_below_headings(max(LEAST_CHOICES, len(choices) + 1))
    department_rows = _rows_below_headings(
        max(LEAST_DEPARTMENTS, len(departments) + SPARE_DEPARTMENTS)
    )
    _write_top(sheet, letterhead, indicator, smallest)
    _write_fields(sheet, indicator, last_survey)
    _write_table(sheet, CHOICE_COLUMNS, choice_rows, choices)
    _write_table(
        sheet, DEPARTMENT_COLUMNS, department_rows, [(name,) for name in departments]
    )
    for row in department_rows:
        sheet.row_dimensions[row].height = _TABLE_ROW_HEIGHT
    aid = _aid(choice_rows, department_rows, indicator.decimals)
    put_aid_on_sheet(sheet, aid, None)
    _set_up_sheet(sheet, letterhead, department_rows[-1])


def _rows_below_headings(count: int) -> range:
    return range(HEADING_ROW + 1, HEADING_ROW + 1 + count)


# What is filled in


def _departments_to_expect(form: ReturnForm, last_survey: Survey | None) -> list[str]:
    """The departments of the last survey in the plan's order, else those of the plan."""
    of_plan = list(departments_asked(form.plan))
    of_survey = _departments_of_survey(last_survey)
    if not of_survey:
        return of_plan
    order = {name: number for number, name in enumerate(of_plan)}
    return sorted(of_survey, key=lambda name: order.get(name, len(order)))


def _departments_of_survey(last_survey: Survey | None) -> list[str]:
    """Those that the survey names; nothing is asked about what was left over."""
    if last_survey is None:
        return []
    names: list[str] = []
    for group in last_survey.departments:
        names.extend(group.names)
    return [name for name in names if name != REST]


def _choices_of(last_survey: Survey | None) -> list[tuple[str, str]]:
    """The choices of the last survey, each with its mark."""
    if last_survey is None:
        return []
    marks = dict.fromkeys(last_survey.tally, "")
    for choice in last_survey.counted:
        if choice in marks:
            marks[choice] = MARK
    for choice in last_survey.excluded:
        marks[choice] = WITHOUT
    return list(marks.items())


# Above the tables


def _write_top(
    sheet: Worksheet, letterhead: Letterhead, indicator: Indicator, smallest: int
) -> None:
    title = f"{letterhead.year}　{TOTALS_SHEET}"
    write_value(sheet_cell(sheet, 1, 1), title, bold=True, size=16)
    addressee = f"{letterhead.city}　{letterhead.department[:LONGEST_NAME]}"
    addressee_line = f"{addressee}　　{indicator.code} {indicator.name}"
    write_value(sheet_cell(sheet, 2, 1), addressee_line, size=11)
    write_value(sheet_cell(sheet, 3, 1), sheet_advice(TOTALS_SHEET), size=11)
    warning = _(
        "Put sections with fewer than {n} answers together in one row (“会計課・議会事務局”). "
        "Do not write rows of single people or free text.",
        n=smallest,
    )
    write_value(
        sheet_cell(sheet, 4, 1), warning, size=10, bold=True, colour=styling.ADVICE
    )
    marks = _(
        "{mark}: counts as felt. {without}: left out of the rate. Blank: does not count as felt. "
        "The answers of a section are without blank ones and those left out.",
        mark=MARK,
        without=WITHOUT,
    )
    marks_cell = sheet_cell(sheet, HEADING_ROW - 1, 1)
    write_value(marks_cell, marks, size=10, colour=styling.MUTED)
    for row, points in _ROW_HEIGHTS.items():
        sheet.row_dimensions[row].height = points
    for number, width in enumerate(_WIDTHS, start=1):
        sheet.column_dimensions[get_column_letter(number)].width = width


def _write_fields(
    sheet: Worksheet, indicator: Indicator, last_survey: Survey | None
) -> None:
    """Write the question, the fields to fill in, and beside them those that are worked out."""
    _write_question(sheet, last_survey.question if last_survey else None)
    _write_inputs(sheet)
    _write_automatic_fields(sheet, indicator.decimals)


def _write_inputs(sheet: Worksheet) -> None:
    for row, field in enumerate(_FIELDS, start=FIELDS_ROW + 1):
        sheet.row_dimensions[row].height = _FIELD_HEIGHT
        label_cell = sheet_cell(sheet, row, _LABEL_COLUMN)
        _write_label(label_cell, field, styling.INPUT_HEADER)
        cell = write_value(sheet_cell(sheet, row, _FIELD_COLUMN), None)
        style_table_cell(cell, styling.INPUT, centred=True, unlocked=True)
        is_day = field is TotalsPart.HELD
        cell.number_format = _TEXT_FORMAT if is_day else _PEOPLE_FORMAT


def _write_automatic_fields(sheet: Worksheet, rate_decimals: int) -> None:
    for row, field in enumerate(_AUTOMATIC_FIELDS, start=FIELDS_ROW + 1):
        label_cell = sheet_cell(sheet, row, _AUTOMATIC_LABEL_COLUMN)
        _write_label(label_cell, field, styling.HEADER)
        cell = sheet_cell(sheet, row, _AUTOMATIC_COLUMN)
        write_value(cell, None, bold=True, size=12)
        style_table_cell(cell, styling.AUTOMATIC, centred=True)
        decimals = rate_decimals if field is TotalsPart.RATE else 1
        cell.number_format = _percent_format(decimals)


def _write_question(sheet: Worksheet, question: str | None) -> None:
    label_cell = sheet_cell(sheet, FIELDS_ROW, _LABEL_COLUMN)
    _write_label(label_cell, TotalsPart.QUESTION, styling.INPUT_HEADER)
    for column in range(_FIELD_COLUMN, len(_WIDTHS) + 1):
        cell = sheet_cell(sheet, FIELDS_ROW, column)
        style_table_cell(cell, styling.INPUT, unlocked=True)
    write_value(sheet_cell(sheet, FIELDS_ROW, _FIELD_COLUMN), question)
    sheet.merge_cells(
        start_row=FIELDS_ROW,
        end_row=FIELDS_ROW,
        start_column=_FIELD_COLUMN,
        end_column=len(_WIDTHS),
    )


def _write_label(cell: Cell, part: TotalsPart, fill: str) -> None:
    write_value(cell, TOTALS_HEADINGS[part][0], bold=True)
    style_table_cell(cell, fill)
    cell.alignment = _LABEL_ALIGNMENT


def _percent_format(decimals: int) -> str:
    """A number of percent with its sign; the cell holds 64.4 and not 0.644."""
    if decimals == 0:
        return '0"%"'
    return f'0.{"0" * decimals}"%"'


# The tables


def _write_table(
    sheet: Worksheet,
    parts: Sequence[TotalsPart],
    rows: Sequence[int],
    prefilled: Sequence[tuple[str, ...]],
) -> None:
    """Write a table; `prefilled` fills the first cells of its first rows."""
    for part in parts:
        heading_cell = sheet_cell(sheet, HEADING_ROW, _COLUMNS[part])
        heading = TOTALS_HEADINGS[part][0]
        styling.write_heading(heading_cell, heading, styling.INPUT_HEADER)
    texts_by_row = dict(zip(rows, prefilled, strict=False))
    for row in rows:
        _write_table_row(sheet, row, parts, texts_by_row.get(row, ()))


def _write_table_row(
    sheet: Worksheet, row: int, parts: Sequence[TotalsPart], texts: Sequence[str]
) -> None:
    text_of_part = dict(zip(parts, texts, strict=False))
    for part in parts:
        cell = sheet_cell(sheet, row, _COLUMNS[part])
        _write_table_cell(cell, part, text_of_part.get(part))


def _write_table_cell(cell: Cell, part: TotalsPart, text: str | None) -> None:
    write_value(cell, text)
    is_centred = part not in _NAMES
    style_table_cell(cell, styling.INPUT, centred=is_centred, unlocked=True)
    if part not in _TEXTS:
        cell.number_format = _PEOPLE_FORMAT


# How the sheet is filled in, seen and printed


def _aid(choice_rows: range, department_rows: range, decimals: int) -> SheetAid:
    fields = {TotalsPart.QUESTION: f"B{FIELDS_ROW}"}
    for row, field in enumerate(_FIELDS, start=FIELDS_ROW + 1):
        fields[field] = f"B{row}"
    for row, field in enumerate(_AUTOMATIC_FIELDS, start=FIELDS_ROW + 1):
        fields[field] = f"F{row}"
    columns = {}
    for part, column in _COLUMNS.items():
        rows = choice_rows if part in CHOICE_COLUMNS else department_rows
        columns[part] = ColumnPlace(column, rows)
    return totals_aid(TOTALS_SHEET, fields, columns, decimals)


def _set_up_sheet(sheet: Worksheet, letterhead: Letterhead, last_row: int) -> None:
    """Freeze the headings and turn the page, one sheet as long as it can be read there."""
    sheet.freeze_panes = sheet_cell(sheet, HEADING_ROW + 1, 1)
    sheet.print_title_rows = f"{HEADING_ROW}:{HEADING_ROW}"
    sheet.print_area = f"A1:{get_column_letter(len(_WIDTHS))}{last_row}"
    sheet.sheet_properties.tabColor = styling.HEADER
    set_up_page(sheet, letterhead)
    # As many pages as it needs: fitted to one, it would be printed too small to read.
    sheet.page_setup.orientation = "portrait"
