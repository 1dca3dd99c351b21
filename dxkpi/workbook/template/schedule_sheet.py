"""The sheet 工程: a row for each entry of the schedule, how far it had come before, and the cells for this year."""

from openpyxl.worksheet.worksheet import Worksheet

from dxkpi import fiscal
from dxkpi.plan import Certainty, Progress, ScheduleItem, ScheduleKind
from dxkpi.returns import FormColumn, ReportableEntry, ReturnForm
from dxkpi.returns.form_columns import SCHEDULE_SHEET, column_heading
from dxkpi.wording import glossary
from dxkpi.wording.language import _, current_language, ngettext
from dxkpi.workbook import input_aids, styling
from dxkpi.workbook.template import layout
from dxkpi.workbook.template.layout import HEAD_ROW, NOTHING, Heading, Letter, Shown


def write(sheet: Worksheet, letter: Letter) -> None:
    form = letter.form
    rows = [_bar(form, bar) for bar in form.bars]
    columns = [
        Heading(column_heading(FormColumn.CODE), 9),
        Heading("施策", 34, left=True),
        Heading("工程", 44, left=True),
        Heading("期間", 19),
        Heading("前回の進捗", 13),
        Heading(column_heading(FormColumn.STATE), 13, FormColumn.STATE),
        Heading(
            column_heading(FormColumn.PERCENT).replace("(", "（").replace(")", "）"),
            15,
            FormColumn.PERCENT,
        ),
        Heading(column_heading(FormColumn.COMMENT), 44, FormColumn.COMMENT, left=True),
    ]
    n = len(rows)
    count = ngettext("{n} entry of the schedule", "{n} entries of the schedule", n)
    layout.top(
        sheet, letter, columns, count, input_aids.advice(SCHEDULE_SHEET) if rows else ""
    )
    for row, shown in enumerate(rows, start=HEAD_ROW + 1):
        layout.line(sheet, row, columns, shown)
    at = {
        column.input.value: n
        for n, column in enumerate(columns, start=1)
        if column.input
    }
    aid = input_aids.of_progress(
        SCHEDULE_SHEET, at, range(HEAD_ROW + 1, HEAD_ROW + 1 + n)
    )
    styling.help_with(sheet, aid, None)
    layout.finish(
        sheet,
        letter,
        columns,
        n,
        () if rows else (_("There is no entry of the schedule to report."),),
    )


def _bar(form: ReturnForm, bar: ReportableEntry) -> list[Shown]:
    stored, item = form.progress.get(bar.key), bar.item
    now = form.reported(bar)
    own = bar.measure.initiative_name(item.initiative) or item.label
    return [
        bar.code,
        f"{bar.measure.number} {bar.measure.name}",
        item.label if own == item.label else f"{item.label}\n（{own}）",
        _period(item),
        NOTHING if now or stored is None else _earlier(stored),
        glossary.term_label(now.state, current_language()) if now else None,
        now.percent if now else None,
        now.comment if now else None,
    ]


def _earlier(stored: Progress) -> str:
    percent = "" if stored.percent is None else f" {stored.percent:f}%"
    return f"{glossary.term_label(stored.state, current_language())}{percent}\n{fiscal.short_year(stored.fiscal_year)}"


def _period(item: ScheduleItem) -> str:
    words = fiscal.year_span(item.start, item.end) or _("not stated")
    about = (
        [glossary.term_label(item.kind, current_language())]
        if item.kind is ScheduleKind.MILESTONE
        else []
    )
    about += (
        []
        if item.certainty is Certainty.STATED
        else [glossary.term_label(item.certainty, current_language())]
    )
    return f"{words}\n（{'・'.join(about)}）" if about else words
