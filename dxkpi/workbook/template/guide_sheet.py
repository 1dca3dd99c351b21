"""The sheet 記入要領: how to fill the form in, what is read how, and what the marks mean."""

from collections.abc import Iterable
from decimal import Decimal

from openpyxl.styles import Alignment
from openpyxl.worksheet.worksheet import Worksheet

from dxkpi import fiscal
from dxkpi.plan import BarState, InitiativeState, Missing
from dxkpi.plan.grading import GradedQuantity
from dxkpi.returns import ReturnForm
from dxkpi.returns.form_columns import (
    ACTUALS_SHEET,
    REPORTS_SHEET,
    SCHEDULE_SHEET,
    TOTALS_SHEET,
    FormColumn,
    column_heading,
)
from dxkpi.rules import Profile, Status
from dxkpi.text.rounding import percent_text
from dxkpi.wording import glossary
from dxkpi.workbook import styling
from dxkpi.workbook.form_language import FORM_LANGUAGE
from dxkpi.workbook.judging_formula import judged_statuses, pace_bounds, status_word
from dxkpi.workbook.styling import row_height, sheet_cell, write_value
from dxkpi.workbook.template.layout import Letterhead, set_up_page

_ = FORM_LANGUAGE.gettext

_NUMBER_WIDTH, _LEFT_WIDTH, _RIGHT_WIDTH = 5, 50, 96
_LEFT_COLUMN = 2
_FIRST_INSTRUCTION_ROW = 3
_NUMBER_ALIGNMENT = Alignment(vertical="top", horizontal="center")
_INSTRUCTION_ALIGNMENT = Alignment(wrap_text=True, vertical="top")


def write_guide_sheet(sheet: Worksheet, letterhead: Letterhead) -> None:
    """Write the guide."""
    sheet.column_dimensions["A"].width = _NUMBER_WIDTH
    sheet.column_dimensions["B"].width = _LEFT_WIDTH
    sheet.column_dimensions["C"].width = _RIGHT_WIDTH
    write_value(sheet_cell(sheet, 1, 1), letterhead.title, bold=True, size=14)
    sheet.row_dimensions[1].height = 26
    row = _write_instructions(sheet, _instructions(letterhead))
    headings = (_("No figure yet? Choose"), _("where it is so"))
    row = _write_list(sheet, row + 1, headings, _reasons_for_no_figure())
    headings = (_("Example: column"), _("what is written there"))
    row = _write_list(sheet, row + 1, headings, _example_of_a_row(letterhead))
    headings = (_("Written like this"), _("it is read like this"))
    row = _write_list(sheet, row + 1, headings, _examples(letterhead.form))
    headings = (_("Mark"), _("Meaning"))
    meanings = _meanings_of_marks(letterhead.form.profile)
    row = _write_list(sheet, row + 1, headings, meanings)
    sheet.print_area = f"A1:C{row}"
    sheet.sheet_properties.tabColor = styling.HEADER
    set_up_page(sheet, letterhead)


def _write_instructions(sheet: Worksheet, lines: Iterable[str]) -> int:
    """Write the numbered lines; the row after them."""
    row = _FIRST_INSTRUCTION_ROW
    for number, line in enumerate(lines, start=1):
        number_cell = write_value(sheet_cell(sheet, row, 1), number, bold=True)
        number_cell.alignment = _NUMBER_ALIGNMENT
        line_cell = write_value(sheet_cell(sheet, row, 2), line)
        line_cell.alignment = _INSTRUCTION_ALIGNMENT
        sheet.merge_cells(start_row=row, end_row=row, start_column=2, end_column=3)
        text = [(line, _LEFT_WIDTH + _RIGHT_WIDTH)]
        sheet.row_dimensions[row].height = row_height(text, least=18)
        row += 1
    return row


def _write_list(
    sheet: Worksheet,
    row: int,
    headings: tuple[str, str],
    lines: Iterable[tuple[str, str]],
) -> int:
    """Write a small table of two columns; the row after it."""
    for column, heading in enumerate(headings, start=_LEFT_COLUMN):
        cell = sheet_cell(sheet, row, column)
        styling.write_heading(cell, heading, styling.HEADER)
    for left, right in lines:
        row += 1
        for column, text in enumerate((left, right), start=_LEFT_COLUMN):
            cell = write_value(sheet_cell(sheet, row, column), text)
            styling.style_table_cell(cell)
        texts = [(left, _LEFT_WIDTH), (right, _RIGHT_WIDTH)]
        sheet.row_dimensions[row].height = row_height(texts, least=20)
    return row + 1


# The texts


def _instructions(letterhead: Letterhead) -> list[str]:
    states = [glossary.term_label(state, FORM_LANGUAGE) for state in BarState]
    automatic_column = styling.STATUS_HEADING.split("\n")[0]
    return [
        _(
            "Fill in the yellow cells of sheet {sheets}. "
            "Nothing else is to be changed.",
            sheets="・".join(_sheets_to_fill_in(letterhead)),
        ),
        _(
            "Write who filled it in, the extension and who checked it "
            "at the top right of sheet {sheet}.",
            sheet=letterhead.signed_sheet,
        ),
        _(
            "Write one figure in a cell. Shares are written like "
            "64.4, without a sign; do not write 0.644."
        ),
        _(
            "Where there is no figure, leave the cell blank and choose one of the five reasons "
            "below. Do not write 0. While it is still being counted (集計中), choose {reason}.",
            reason=glossary.term_label(Missing.NOT_SUBMITTED, FORM_LANGUAGE),
        ),
        _(
            "The month is written like R8.3. Where a figure is of the whole year, it may be blank."
        ),
        _(
            "The column {column} shows how the figure will be judged. It is worked out by itself.",
            column=automatic_column,
        ),
        _(
            "Where it shows △, ▲ or ×, write the causes under {note} (orange until they "
            "are) and what is done about it under {countermeasure}, each by itself.",
            note=column_heading(FormColumn.NOTE),
            countermeasure=column_heading(FormColumn.COUNTERMEASURE),
        ),
        _(
            "Progress of the schedule: {states}. A period marked as "
            "inferred was read from the plan's layout.",
            states=FORM_LANGUAGE.listed(states),
        ),
        _(
            "Rows may be sorted and filtered by the arrows of the headings, rows inserted, "
            "rows and columns hidden. Do not change the numbers in the first column."
        ),
        _(
            "Save as .xlsx without a password, and hand it in on the screen 実績の登録. "
            "It answers cell by cell; nothing is stored before you register."
        ),
        *_instructions_of_this_form(letterhead),
    ]


def _instructions_of_this_form(letterhead: Letterhead) -> list[str]:
    """About the initiatives, the staff survey, the deadline and the contact, where there
    are any.
    """
    lines = []
    if letterhead.form.report_subjects:
        lines.append(
            _(
                "On sheet {sheet} choose the state of each initiative and write what was done, "
                "what it brought, what is difficult and what comes next. Where all is done, "
                "choose {done}.",
                sheet=REPORTS_SHEET,
                done=glossary.term_label(InitiativeState.COMPLETED, FORM_LANGUAGE),
            )
        )
    realisation = letterhead.form.plan.realisation
    if realisation in letterhead.form.indicators:
        lines.append(
            _(
                "Only totals of the staff survey? Fill in sheet "
                "{sheet} and leave the actual of {name} blank.",
                sheet=TOTALS_SHEET,
                name=realisation.name,
            )
        )
    if letterhead.address:
        lines.append(_("The screen 実績の登録: {address}", address=letterhead.address))
    if letterhead.deadline_text:
        lines.append(_("Hand in by {day}.", day=letterhead.deadline_text))
    if letterhead.contact:
        lines.append(_("Questions: {contact}", contact=letterhead.contact))
    return lines


def _sheets_to_fill_in(letterhead: Letterhead) -> list[str]:
    """The sheets on which the form asks for something."""
    form, sheets = letterhead.form, []
    if form.asked_indicators:
        sheets.append(ACTUALS_SHEET)
    if form.schedule_entries:
        sheets.append(SCHEDULE_SHEET)
    if form.report_subjects:
        sheets.append(REPORTS_SHEET)
    return sheets or [ACTUALS_SHEET, SCHEDULE_SHEET]


def _reasons_for_no_figure() -> list[tuple[str, str]]:
    """When each of the reasons is chosen."""
    meanings = {
        Missing.NOT_SUBMITTED: _(
            "It is still being counted or checked (集計中, 調整中, 未確定). It is written later."
        ),
        Missing.NOT_PUBLISHED: _(
            "The country, the prefecture or whoever else publishes it has not done so yet."
        ),
        Missing.CANNOT_BE_EVALUATED: _(
            "It was not measured this year, or cannot be worked out."
        ),
        Missing.DISCONTINUED: _("What it is about was ended or called off."),
        Missing.NOT_APPLICABLE: _(
            "It is not due this year, as a survey of every second year. "
            "Where nothing happened and 0 was counted, write 0."
        ),
    }
    return [
        (glossary.term_label(reason, FORM_LANGUAGE), meanings[reason])
        for reason in Missing
    ]


def _example_of_a_row(letterhead: Letterhead) -> list[tuple[str, str]]:
    """A row as it is filled in, column by column; its figures are of no plan."""
    month = fiscal.short_month(fiscal.last_month(letterhead.form.fiscal_year))
    late = _("where △, ▲ or × is shown")
    texts = {
        FormColumn.VALUE: "64.4",
        FormColumn.AS_OF: month,
        FormColumn.MISSING: _("(blank, as there is a figure)"),
        FormColumn.NOTE: _(
            "There were fewer courses than planned, for want of teachers."
        )
        + f"（{late}）",
        FormColumn.COUNTERMEASURE: _("From June on, courses are held online."),
    }
    return [(column_heading(column), text) for column, text in texts.items()]


def _examples(form: ReturnForm) -> list[tuple[str, str]]:
    """What somebody may write, and how it is read."""
    return [
        *_examples_of_counts(form),
        ("64.4　　1,234　　-3.2　　0", _("as it is")),
        (
            "７５．０％　　1,234件　　▲3.2　　約30",
            _("75.0, 1234, −3.2 and 30 (approximate). The readings are listed."),
        ),
        ("1.2万人", _("12,000, where the unit is 人")),
        (
            "43（16）　　12※　　10～12",
            _("You are asked on the screen which figure is right."),
        ),
        (
            _("0.644 after 64.4; over 100%; a running total that falls"),
            _("You are asked on the screen whether it is right."),
        ),
        (
            "集計中　　－　　#DIV/0!",
            _("Not a figure. Leave the cell blank and choose the reason."),
        ),
    ]


def _examples_of_counts(form: ReturnForm) -> list[tuple[str, str]]:
    """How a share is written with its counts, where any is asked for."""
    if all(indicator.counts is None for indicator in form.asked_indicators):
        return []
    written = "163/182　　182手続中163手続　　89.6%（163/182）"
    meaning = _("89.6%, kept with 163 and 182, where both counts are asked for")
    return [(written, meaning)]


def _meanings_of_marks(profile: Profile) -> list[tuple[str, str]]:
    """The marks that the column shows, with the profile's own limits."""
    meanings = {
        Status.ACHIEVED: _("The target is reached, or the year's duty fulfilled.")
    }
    bound_above = None
    for status, least in pace_bounds(profile).items():
        meanings.setdefault(status, _rate_text(profile, least, bound_above))
        bound_above = least
    meanings.setdefault(
        Status.MISSED,
        _(
            "The deadline has come without the target, or the year's duty was not fulfilled."
        ),
    )
    return [
        (status_word(status), meanings[status]) for status in judged_statuses(profile)
    ]


def _rate_text(
    profile: Profile, least: Decimal | None, bound_above: Decimal | None
) -> str:
    """From which rate on a status is given, in the quantity that the profile grades."""
    if profile.quantity is GradedQuantity.PACE:
        return _pace_text(least, bound_above)
    quantity = glossary.term_label(profile.quantity, FORM_LANGUAGE)
    if least is not None:
        return _(
            "{quantity} of {least} or more", quantity=quantity, least=_percent(least)
        )
    if bound_above is None:
        return _("Any pace")
    below = _percent(bound_above)
    return _("{quantity} below {least}", quantity=quantity, least=below)


def _percent(rate: Decimal) -> str:
    return percent_text(rate, 0)


def _pace_text(least: Decimal | None, bound_above: Decimal | None) -> str:
    """From which pace on a status is given; the last of them has no bound of its own."""
    if least is not None:
        return _(
            "Pace of {least} or more (100% is exactly on the way to the target)",
            least=percent_text(least, 0),
        )
    if bound_above is None:
        return _("Any pace")
    return _("Pace below {least}", least=percent_text(bound_above, 0))
