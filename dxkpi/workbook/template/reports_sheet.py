"""The sheet 取組: a row for each initiative, what was reported of it last, and the cells for
this year's report.
"""

from openpyxl.worksheet.worksheet import Worksheet

from dxkpi import fiscal
from dxkpi.returns import FormColumn, ReturnForm
from dxkpi.returns.form_columns import REPORTS_SHEET, column_heading
from dxkpi.rules import ReportSubject
from dxkpi.text.lines import shortened
from dxkpi.wording.glossary import field_label, term_label
from dxkpi.wording.yearly_reports import TEXT_FIELDS
from dxkpi.workbook.aid_writing import put_aid_on_sheet
from dxkpi.workbook.form_aids import reports_aid, sheet_advice
from dxkpi.workbook.form_language import FORM_LANGUAGE
from dxkpi.workbook.template.layout import (
    HEADING_ROW,
    NOTHING,
    Letterhead,
    ShownValue,
    TableColumn,
    finish_sheet,
    fitted_columns,
    input_numbers,
    write_row,
    write_top,
)

_ = FORM_LANGUAGE.gettext
_LONGEST_EARLIER_TEXT = 160
"""Characters of each text of an earlier report, which is there to remind only."""


_LEAST_HEIGHT = 64
"""Points: room for four lines, as a report has several sentences."""


def write_reports_sheet(sheet: Worksheet, letterhead: Letterhead) -> None:
    """Write the sheet of the initiatives that the form asks about."""
    form = letterhead.form
    subjects = form.report_subjects
    columns = fitted_columns(_columns())
    count = FORM_LANGUAGE.ngettext("{n} initiative", "{n} initiatives", len(subjects))
    advice = sheet_advice(REPORTS_SHEET) if subjects else ""
    write_top(sheet, letterhead, columns, count, advice)
    rows = range(HEADING_ROW + 1, HEADING_ROW + 1 + len(subjects))
    for row, subject in zip(rows, subjects, strict=True):
        write_row(sheet, row, columns, _row_of_subject(form, subject))
        needed = sheet.row_dimensions[row].height or 0
        sheet.row_dimensions[row].height = max(needed, _LEAST_HEIGHT)
    aid = reports_aid(REPORTS_SHEET, input_numbers(columns), rows)
    put_aid_on_sheet(sheet, aid, None)
    below = []
    if not subjects:
        below.append(_("There is no initiative to report."))
    finish_sheet(sheet, letterhead, columns, len(subjects), below)


def _columns() -> list[TableColumn]:
    columns = [
        TableColumn(column_heading(FormColumn.CODE), 9),
        TableColumn(REPORTS_SHEET, 20, left=True),
        TableColumn("前回の報告（参考）", 30, left=True, automatic=True),
        TableColumn(
            column_heading(FormColumn.REPORT_STATE), 11, FormColumn.REPORT_STATE
        ),
    ]
    texts = (
        FormColumn.DONE,
        FormColumn.RESULTS,
        FormColumn.DIFFICULTIES,
        FormColumn.NEXT_STEPS,
    )
    columns += [
        TableColumn(column_heading(column), 25, column, left=True, grows=True)
        for column in texts
    ]
    mark = FormColumn.OWN_MARK
    return [*columns, TableColumn(column_heading(mark), 11, mark)]


def _row_of_subject(form: ReturnForm, subject: ReportSubject) -> list[ShownValue]:
    """What stands in the row of an initiative, column by column."""
    report = subject.report(form.fiscal_year)
    mark = subject.department_mark(form.fiscal_year)
    state: str | None = None
    texts: tuple[str | None, ...] = (None,) * len(TEXT_FIELDS)
    if report is not None:
        state = term_label(report.state, FORM_LANGUAGE) if report.state else None
        texts = report.texts
    return [
        subject.code,
        _name_text(subject),
        _earlier_text(form, subject),
        state,
        *texts,
        mark.mark if mark else None,
    ]


def _name_text(subject: ReportSubject) -> str:
    """The initiative, and below it the measure that it is of."""
    if subject.initiative is None:
        return subject.name
    return f"{subject.name}\n（{subject.measure.number} {subject.measure.name}）"


def _earlier_text(form: ReturnForm, subject: ReportSubject) -> str:
    """The last report of the years before: its year and state, then its texts."""
    last = subject.last_before(form.fiscal_year)
    if last is None:
        return NOTHING
    heading = fiscal.wareki(last.fiscal_year)
    if last.state is not None:
        heading += f"　{term_label(last.state, FORM_LANGUAGE)}"
    lines = [heading]
    for name, text in zip(TEXT_FIELDS, last.texts, strict=True):
        if text:
            label = field_label(name, FORM_LANGUAGE)
            lines.append(f"【{label}】{shortened(text, _LONGEST_EARLIER_TEXT)}")
    return "\n".join(lines)
