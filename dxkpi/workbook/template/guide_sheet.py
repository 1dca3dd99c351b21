"""The sheet 記入要領: how to fill the form in, what is read how, and what the marks mean."""

from collections.abc import Iterable
from decimal import Decimal

from openpyxl.styles import Alignment
from openpyxl.worksheet.worksheet import Worksheet

from dxkpi.plan import BarState, Missing
from dxkpi.returns.form_columns import ACTUALS_SHEET, SCHEDULE_SHEET, TOTALS_SHEET
from dxkpi.rules import Profile
from dxkpi.text.rounding import rounded_text
from dxkpi.wording import glossary
from dxkpi.wording.language import _, current_language
from dxkpi.workbook import judging_formula, styling
from dxkpi.workbook.template import layout
from dxkpi.workbook.template.layout import Letter


def write(sheet: Worksheet, letter: Letter) -> None:
    sheet.column_dimensions["A"].width, sheet.column_dimensions["B"].width = 5, 44
    sheet.column_dimensions["C"].width = 84
    styling.put(styling.cell_at(sheet, 1, 1), letter.title, bold=True, size=14)
    sheet.row_dimensions[1].height = 26
    row = 3
    for n, line in enumerate(_instructions(letter), start=1):
        styling.put(styling.cell_at(sheet, row, 1), n, bold=True).alignment = Alignment(
            vertical="top", horizontal="center"
        )
        styling.put(styling.cell_at(sheet, row, 2), line).alignment = Alignment(
            wrap_text=True, vertical="top"
        )
        sheet.merge_cells(start_row=row, end_row=row, start_column=2, end_column=3)
        sheet.row_dimensions[row].height = styling.height([(line, 128)], least=18)
        row += 1
    row = _list(
        sheet, row + 1, _("Written like this"), _("it is read like this"), _examples()
    )
    row = _list(sheet, row + 1, _("Mark"), _("Meaning"), _meanings(letter.form.profile))
    sheet.print_area = f"A1:C{row}"
    layout.paper(sheet, letter)
    sheet.page_setup.fitToHeight = 1


def _list(
    sheet: Worksheet,
    row: int,
    first: str,
    second: str,
    lines: Iterable[tuple[str, str]],
) -> int:
    """A small table of two columns; the row after it."""
    for column, text in ((2, first), (3, second)):
        styling.header(styling.cell_at(sheet, row, column), text, styling.HEADER)
    for pair in lines:
        row += 1
        for column, text in enumerate(pair, start=2):
            styling.frame(styling.put(styling.cell_at(sheet, row, column), text))
        sheet.row_dimensions[row].height = styling.height(
            [(pair[0], 44), (pair[1], 84)], least=20
        )
    return row + 1


def _instructions(letter: Letter) -> list[str]:
    reasons = "、".join(
        glossary.term_label(reason, current_language()) for reason in Missing
    )
    states = "、".join(
        glossary.term_label(state, current_language()) for state in BarState
    )
    sheets = {"actuals": ACTUALS_SHEET, "schedule": SCHEDULE_SHEET}
    automatic = styling.STATUS_HEADING.split("\n")[0]
    lines = [
        _(
            "Fill in the yellow cells of sheets {actuals} and {schedule}. All other cells are locked.",
            **sheets,
        ),
        _(
            "Write one figure in a cell. Shares are written like 64.4, without a sign; do not write 0.644."
        ),
        _(
            "Where there is no figure, leave the cell blank and choose the reason: {reasons}. "
            "Do not write 0 or 集計中.",
            reasons=reasons,
        ),
        _(
            "The month is written like R8.3. Where a figure is of the whole year, it may be blank."
        ),
        _(
            "The column {column} shows how the figure will be judged. It is worked out by itself.",
            column=automatic,
        ),
        _(
            "Where it shows △, ▲ or ×, causes and next steps must be written. The cell is orange until they are."
        ),
        _(
            "Progress of the schedule: {states}. A period marked as inferred was read from the plan's layout.",
            states=states,
        ),
        _(
            "Rows and columns may be moved or hidden. Do not change the numbers in the first column."
        ),
        _(
            "Save as .xlsx without a password, and hand it in on the screen 実績の登録. "
            "It answers cell by cell; nothing is stored before you register."
        ),
    ]
    realisation = letter.form.plan.realisation
    if realisation in letter.form.indicators:
        facts = {"sheet": TOTALS_SHEET, "name": realisation.name}
        lines.append(
            _(
                "Only totals of the staff survey? Fill in sheet {sheet} and leave the actual of {name} blank.",
                **facts,
            )
        )
    if letter.day:
        lines.append(_("Hand in by {day}.", day=letter.day))
    if letter.contact:
        lines.append(_("Questions: {contact}", contact=letter.contact))
    return lines


def _examples() -> list[tuple[str, str]]:
    return [
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


def _meanings(profile: Profile) -> list[tuple[str, str]]:
    """The marks that the column shows, with the profile's own limits."""
    limits = list(judging_formula.bands(profile).items())
    said = [_("The target is reached, or the year's duty fulfilled.")]
    for n, (_status, least) in enumerate(limits):
        if least is None:
            said.append(
                _("Pace below {least}", least=_percent(limits[n - 1][1]))
                if n
                else _("Any pace")
            )
        else:
            said.append(
                _(
                    "Pace of {least} or more (100% is exactly on the way to the target)",
                    least=_percent(least),
                )
            )
    said.append(
        _(
            "The deadline has come without the target, or the year's duty was not fulfilled."
        )
    )
    return [
        (judging_formula.word(status), words)
        for status, words in zip(judging_formula.shown(profile), said, strict=True)
    ]


def _percent(ratio: Decimal | None) -> str:
    return "" if ratio is None else f"{rounded_text(ratio * 100, 0)}%"
