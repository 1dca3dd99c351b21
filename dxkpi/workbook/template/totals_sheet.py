"""The sheet for a city that has only the totals of its staff survey: its question, its choices and its 課 in numbers.

It is optional: left as it is given out, nothing comes of it. What last year's survey asked and counted is filled in; the
rate and the response rate are worked out beside, so that a slip is seen at once. One page of A4 upright.
"""

from collections.abc import Iterable, Sequence

from openpyxl.styles import Alignment
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from dxkpi.plan import Indicator, Survey
from dxkpi.returns import ReturnForm, departments_asked
from dxkpi.returns.counted_totals import MARK, REST, WITHOUT
from dxkpi.returns.form_columns import (
    CHOICE_COLUMNS,
    DEPARTMENT_COLUMNS,
    TOTALS_HEADINGS,
    TOTALS_SHEET,
    TotalsPart,
)
from dxkpi.survey.course import survey_before
from dxkpi.wording.language import _
from dxkpi.workbook import input_aids, styling
from dxkpi.workbook.template import layout
from dxkpi.workbook.template.layout import LONGEST_NAME, Letter

FIELDS_ROW, HEAD_ROW = 5, 10
CHOICES, DEPARTMENTS, SPARE = 8, 40, 8
_ON_ONE_PAGE = 60
_WIDTHS = (30, 15, 12, 2.5, 27, 12, 12, 15)

_LEFT = (TotalsPart.HELD, TotalsPart.STAFF, TotalsPart.BLANKS)
_RIGHT = (TotalsPart.RATE, TotalsPart.RESPONSE, TotalsPart.GROUPED)
_COLUMNS = dict(zip(CHOICE_COLUMNS, (1, 2, 3), strict=True)) | dict(
    zip(DEPARTMENT_COLUMNS, (5, 6, 7, 8), strict=True)
)
_TEXTS = (TotalsPart.CHOICE, TotalsPart.DEPARTMENT)


def write(
    sheet: Worksheet, letter: Letter, indicator: Indicator, smallest: int
) -> None:
    """`smallest` is the number of answers below which groups are to be put together."""
    form, last = letter.form, survey_before(indicator, letter.form.fiscal_year + 1)
    names = _names(form, last)
    choices = range(HEAD_ROW + 1, HEAD_ROW + 1 + max(CHOICES, len(_choices(last)) + 1))
    rows = range(HEAD_ROW + 1, HEAD_ROW + 1 + max(DEPARTMENTS, len(names) + SPARE))
    whose = f"{letter.city}　{letter.department[:LONGEST_NAME]}　　{indicator.code} {indicator.name}"
    _top(sheet, letter.year, whose, smallest)
    _fields(sheet, indicator, last)
    _table(sheet, CHOICE_COLUMNS, choices, _choices(last))
    _table(sheet, DEPARTMENT_COLUMNS, rows, [(name,) for name in names])
    for row in rows:
        sheet.row_dimensions[row].height = 22
    refs = {TotalsPart.QUESTION: f"B{FIELDS_ROW}"}
    refs |= {name: f"B{FIELDS_ROW + n}" for n, name in enumerate(_LEFT, start=1)}
    refs |= {name: f"F{FIELDS_ROW + n}" for n, name in enumerate(_RIGHT, start=1)}
    at = {
        name: (column, choices if name in CHOICE_COLUMNS else rows)
        for name, column in _COLUMNS.items()
    }
    styling.help_with(
        sheet, input_aids.of_totals(TOTALS_SHEET, refs, at, indicator.decimals), None
    )
    sheet.freeze_panes = styling.cell_at(sheet, HEAD_ROW + 1, 1)
    sheet.print_title_rows = f"{HEAD_ROW}:{HEAD_ROW}"
    sheet.print_area = f"A1:{get_column_letter(len(_WIDTHS))}{rows[-1]}"
    sheet.sheet_properties.tabColor = styling.HEADER
    layout.paper(sheet, letter)
    _upright(sheet)


def _upright(sheet: Worksheet) -> None:
    """Turn the page, and keep the sheet on one as long as it can be read there."""
    sheet.page_setup.orientation = "portrait"
    sheet.page_setup.fitToHeight = 1 if sheet.max_row - HEAD_ROW <= _ON_ONE_PAGE else 0


def _names(form: ReturnForm, last: Survey | None) -> list[str]:
    """The departments of the last survey in the plan's order, else those of the plan."""
    planned = departments_asked(form.plan)
    asked = [
        name
        for group in (last.departments if last else ())
        for name in group.names
        if name != REST
    ]
    order = {name: n for n, name in enumerate(planned)}
    return sorted(asked, key=lambda name: order.get(name, len(order))) or list(planned)


def _choices(last: Survey | None) -> Sequence[tuple[str, ...]]:
    if last is None:
        return []
    marked = {
        name: MARK if name in last.counted else "" for name in last.tally
    } | dict.fromkeys(last.excluded, WITHOUT)
    return list(marked.items())


def _top(sheet: Worksheet, year: str, whose: str, smallest: int) -> None:
    styling.put(
        styling.cell_at(sheet, 1, 1), f"{year}　{TOTALS_SHEET}", bold=True, size=16
    )
    styling.put(styling.cell_at(sheet, 2, 1), whose, size=11)
    styling.put(styling.cell_at(sheet, 3, 1), input_aids.advice(TOTALS_SHEET), size=11)
    note = _(
        "Put sections with fewer than {n} answers together in one row (“会計課・議会事務局”). "
        "Do not write rows of single people or free text.",
        n=smallest,
    )
    styling.put(
        styling.cell_at(sheet, 4, 1), note, size=10, bold=True, colour=styling.ADVICE
    )
    marks = _(
        "{mark}: counts as felt. {without}: left out of the rate. Blank: does not count as felt. "
        "The answers of a section are without blank ones and those left out.",
        mark=MARK,
        without=WITHOUT,
    )
    styling.put(
        styling.cell_at(sheet, HEAD_ROW - 1, 1), marks, size=9, colour=styling.MUTED
    )
    for row, points in (
        (1, 27),
        (2, 19),
        (3, 21),
        (4, 18),
        (FIELDS_ROW, 36),
        (HEAD_ROW - 1, 18),
        (HEAD_ROW, 24),
    ):
        sheet.row_dimensions[row].height = points
    for n, width in enumerate(_WIDTHS, start=1):
        sheet.column_dimensions[get_column_letter(n)].width = width


def _fields(sheet: Worksheet, indicator: Indicator, last: Survey | None) -> None:
    _label(sheet, FIELDS_ROW, 1, TotalsPart.QUESTION, styling.INPUT_HEADER)
    for column in range(2, len(_WIDTHS) + 1):
        styling.frame(
            styling.cell_at(sheet, FIELDS_ROW, column), styling.INPUT, unlocked=True
        )
    styling.put(styling.cell_at(sheet, FIELDS_ROW, 2), last.question if last else None)
    sheet.merge_cells(
        start_row=FIELDS_ROW,
        end_row=FIELDS_ROW,
        start_column=2,
        end_column=len(_WIDTHS),
    )
    for row, (name, automatic) in enumerate(
        zip(_LEFT, _RIGHT, strict=True), start=FIELDS_ROW + 1
    ):
        sheet.row_dimensions[row].height = 21
        _label(sheet, row, 1, name, styling.INPUT_HEADER)
        own = styling.put(styling.cell_at(sheet, row, 2), None)
        styling.frame(own, styling.INPUT, centred=True, unlocked=True)
        own.number_format = "@" if name is TotalsPart.HELD else "#,##0"
        _label(sheet, row, 5, automatic, styling.HEADER)
        shown = styling.put(styling.cell_at(sheet, row, 6), None, bold=True, size=12)
        styling.frame(shown, styling.AUTOMATIC, centred=True)
        digits = indicator.decimals if automatic is TotalsPart.RATE else 1
        shown.number_format = "0" + (f".{'0' * digits}" if digits else "") + '"%"'


def _label(
    sheet: Worksheet, row: int, column: int, name: TotalsPart, fill: str
) -> None:
    cell = styling.cell_at(sheet, row, column)
    styling.frame(styling.put(cell, TOTALS_HEADINGS[name][0], bold=True), fill)
    cell.alignment = Alignment(
        vertical="center", horizontal="left", indent=1, shrink_to_fit=True
    )


def _table(
    sheet: Worksheet,
    columns: Sequence[TotalsPart],
    rows: Iterable[int],
    known: Sequence[tuple[str, ...]],
) -> None:
    for name in columns:
        cell = styling.cell_at(sheet, HEAD_ROW, _COLUMNS[name])
        styling.header(cell, TOTALS_HEADINGS[name][0], styling.INPUT_HEADER)
    for n, row in enumerate(rows):
        given = known[n] if n < len(known) else ()
        for m, name in enumerate(columns):
            cell = styling.put(
                styling.cell_at(sheet, row, _COLUMNS[name]),
                given[m] if m < len(given) else None,
            )
            styling.frame(
                cell, styling.INPUT, centred=name not in _TEXTS, unlocked=True
            )
            if name not in (*_TEXTS, TotalsPart.MARK):
                cell.number_format = "#,##0"
