"""The sheet 工程: a row for each entry of the schedule, how far it had come before, and
the cells for this year.
"""

from enum import StrEnum

from openpyxl.worksheet.worksheet import Worksheet

from dxkpi import fiscal
from dxkpi.plan import Certainty, Progress, ScheduleItem, ScheduleKind
from dxkpi.returns import FormColumn, ReportableEntry, ReturnForm
from dxkpi.returns.form_columns import SCHEDULE_SHEET, column_heading
from dxkpi.wording import glossary
from dxkpi.wording.figures import progress_text
from dxkpi.workbook.aid_writing import put_aid_on_sheet
from dxkpi.workbook.form_aids import schedule_aid, sheet_advice
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
_TO_FULL_WIDTH = str.maketrans("()", "（）")


def write_schedule_sheet(sheet: Worksheet, letterhead: Letterhead) -> None:
    """Write the sheet of the form's entries of the schedule."""
    entries = letterhead.form.schedule_entries
    columns = fitted_columns(_columns())
    count = FORM_LANGUAGE.ngettext(
        "{n} entry of the schedule", "{n} entries of the schedule", len(entries)
    )
    advice = sheet_advice(SCHEDULE_SHEET) if entries else ""
    write_top(sheet, letterhead, columns, count, advice)
    rows = range(HEADING_ROW + 1, HEADING_ROW + 1 + len(entries))
    for row, entry in zip(rows, entries, strict=True):
        write_row(sheet, row, columns, _row_of_entry(letterhead.form, entry))
    aid = schedule_aid(SCHEDULE_SHEET, input_numbers(columns), rows)
    put_aid_on_sheet(sheet, aid, None)
    below = []
    if not entries:
        below.append(_("There is no entry of the schedule to report."))
    finish_sheet(sheet, letterhead, columns, len(entries), below)


def _columns() -> list[TableColumn]:
    percent_heading = column_heading(FormColumn.PERCENT).translate(_TO_FULL_WIDTH)
    return [
        TableColumn(column_heading(FormColumn.CODE), 9),
        TableColumn("施策", 30, left=True, grows=True),
        TableColumn("工程", 38, left=True, grows=True),
        TableColumn("期間", 18),
        TableColumn("前回の進捗", 13),
        TableColumn(column_heading(FormColumn.STATE), 13, FormColumn.STATE),
        TableColumn(percent_heading, 15, FormColumn.PERCENT),
        TableColumn(
            column_heading(FormColumn.COMMENT),
            38,
            FormColumn.COMMENT,
            left=True,
            grows=True,
        ),
    ]


def _row_of_entry(form: ReturnForm, entry: ReportableEntry) -> list[ShownValue]:
    """What stands in the row of an entry, column by column."""
    stored, reported = form.progress.get(entry.key), form.registered_progress(entry)
    from_plan: list[ShownValue] = [
        entry.code,
        f"{entry.measure.number} {entry.measure.name}",
        _entry_text(entry),
        _period_text(entry.item),
    ]
    if reported is not None:
        state = _term_text(reported.state)
        return [*from_plan, NOTHING, state, reported.percent, reported.comment]
    earlier = NOTHING if stored is None else _earlier_progress_text(stored)
    return [*from_plan, earlier, None, None, None]


def _entry_text(entry: ReportableEntry) -> str:
    """The entry's label, with the name of its initiative where that is another."""
    label = entry.item.label
    initiative = entry.measure.initiative_name(entry.item.initiative)
    if not initiative or initiative == label:
        return label
    return f"{label}\n（{initiative}）"


def _earlier_progress_text(stored: Progress) -> str:
    year = fiscal.short_year(stored.fiscal_year)
    return f"{progress_text(stored, FORM_LANGUAGE)}\n{year}"


def _period_text(item: ScheduleItem) -> str:
    """The years of an entry, and what is special about them."""
    years = fiscal.year_span(item.start, item.end) or _("not stated")
    remarks = []
    if item.kind is ScheduleKind.MILESTONE:
        remarks.append(_term_text(item.kind))
    if item.certainty is not Certainty.STATED:
        remarks.append(_term_text(item.certainty))
    if not remarks:
        return years
    return f"{years}\n（{'・'.join(remarks)}）"


def _term_text(term: StrEnum) -> str:
    return glossary.term_label(term, FORM_LANGUAGE)
