"""What the sheets of the yearly form share: the letterhead, a table's columns and rows,
how they are printed.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from openpyxl.cell.rich_text import CellRichText
from openpyxl.styles import Alignment
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.header_footer import HeaderFooterItem
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from dxkpi import fiscal
from dxkpi.returns import FormColumn, ReturnForm
from dxkpi.returns.form_columns import ACTUALS_SHEET, REPORTS_SHEET, SCHEDULE_SHEET
from dxkpi.wording.municipality import city_name
from dxkpi.workbook import styling
from dxkpi.workbook.form_language import FORM_LANGUAGE
from dxkpi.workbook.origin import FORM_VERSION
from dxkpi.workbook.styling import row_height, sheet_cell, write_value

_ = FORM_LANGUAGE.gettext

HEADING_ROW = 5
NOTHING = "－"
LONGEST_NAME = 60
A4 = 9

LEAST_FONT = 10
"""The smallest size in which anything is written, in points before the page is fitted."""

WIDEST_PRINTED = 186.0
"""How wide a table may be, in characters, so that `LEAST_FONT` is printed in 8 points
or more on A4 landscape: 10 pt × 798 pt of paper ÷ (186 × 5.25 pt) = 8.2 pt.
"""

_WEEKDAYS = "月火水木金土日"
_ROW_HEIGHTS = {1: 27, 2: 21, 3: 30, 4: 18, HEADING_ROW: 36}
_FROZEN_COLUMNS = 2
_SIGNATURE_LABEL = Alignment(vertical="center", horizontal="right", wrap_text=True)
_LONGEST_IN_HEADER = 80

ShownValue = str | Decimal | CellRichText | None
"""What stands in a cell of the table."""


@dataclass(frozen=True)
class TableColumn:
    """A column of a table: its heading, its width in characters, and which input it
    takes, if any.

    `least` is the width that its texts can do with, where the page is narrow; a column
    that `grows` takes what room the page has left; one that is `optional` is left out
    where nothing stands in it.
    """

    text: str
    width: float
    input: FormColumn | None = None
    left: bool = False
    automatic: bool = False
    least: float | None = None
    grows: bool = False
    optional: bool = False

    @property
    def fill(self) -> str | None:
        """The colour of its cells."""
        if self.input:
            return styling.INPUT
        if self.automatic:
            return styling.AUTOMATIC
        return None


@dataclass(frozen=True)
class Letterhead:
    """What stands above every sheet besides the form itself.

    `address` is where the screen is that takes the form in.
    """

    form: ReturnForm
    deadline: date | None
    contact: str | None
    address: str | None = None

    @property
    def city(self) -> str:
        """The municipality, marked where it is invented."""
        return city_name(self.form.plan.municipality, FORM_LANGUAGE)

    @property
    def department(self) -> str:
        """Who is asked."""
        return self.form.department or _("for all departments")

    @property
    def year(self) -> str:
        """The fiscal year in the Japanese calendar."""
        return fiscal.wareki(self.form.fiscal_year)

    @property
    def title(self) -> str:
        """The title of the workbook."""
        return _(
            "{year} {plan}: form for actuals",
            year=self.year,
            plan=self.form.plan.about.title,
        )

    @property
    def deadline_text(self) -> str | None:
        """The last day to hand the form in, with its weekday."""
        if self.deadline is None:
            return None
        day = fiscal.month_label(self.deadline.isoformat())
        return f"{day}（{_WEEKDAYS[self.deadline.weekday()]}）"

    @property
    def signed_sheet(self) -> str:
        """The sheet on which those who filled in and checked the form write their names."""
        if self.form.indicators:
            return ACTUALS_SHEET
        only_reports = self.form.report_subjects and not self.form.schedule_entries
        return REPORTS_SHEET if only_reports else SCHEDULE_SHEET

    @property
    def place_text(self) -> str:
        """Where the form goes: the screen, with its address where one is configured."""
        screen = _("to the screen 実績の登録")
        return f"{screen}　{self.address}" if self.address else screen


def fitted_columns(columns: Sequence[TableColumn]) -> list[TableColumn]:
    """The columns so wide that the table fills a page and can be read on it."""
    room = WIDEST_PRINTED - sum(column.width for column in columns)
    if room >= 0:
        return _grown_columns(columns, room)
    return _narrowed_columns(columns, -room)


def _grown_columns(columns: Sequence[TableColumn], room: float) -> list[TableColumn]:
    growing = sum(column.grows for column in columns)
    return [
        replace(column, width=column.width + room / growing) if column.grows else column
        for column in columns
    ]


def _narrowed_columns(
    columns: Sequence[TableColumn], too_much: float
) -> list[TableColumn]:
    """Each column gives of the room that its texts can do without."""
    spare = sum(_spare_width(column) for column in columns)
    if not spare:
        return list(columns)
    part = min(too_much / spare, 1)
    return [
        replace(column, width=column.width - part * _spare_width(column))
        for column in columns
    ]


def _spare_width(column: TableColumn) -> float:
    return max(column.width - column.least, 0) if column.least is not None else 0


def input_numbers(columns: Sequence[TableColumn]) -> dict[FormColumn, int]:
    """Where the columns to fill in stand, from 1."""
    numbers = {}
    for number, column in enumerate(columns, start=1):
        if column.input:
            numbers[column.input] = number
    return numbers


# The top of a sheet


def write_top(
    sheet: Worksheet,
    letterhead: Letterhead,
    columns: Sequence[TableColumn],
    count: str,
    advice: str,
) -> None:
    """Write what stands above the table, and its headings. `count` says how many rows there are."""
    write_value(sheet_cell(sheet, 1, 1), letterhead.title, bold=True, size=16)
    write_value(sheet_cell(sheet, 2, 1), _addressee_line(letterhead, count), size=11)
    write_value(sheet_cell(sheet, 3, 1), advice)
    write_value(sheet_cell(sheet, 4, 1), letterhead.place_text, size=11)
    first_input = min(input_numbers(columns).values())
    write_value(
        sheet_cell(sheet, 4, first_input),
        _("▼ Fill in the yellow cells"),
        bold=True,
        colour=styling.ADVICE,
    )
    for row, points in _ROW_HEIGHTS.items():
        sheet.row_dimensions[row].height = points
    for number, column in enumerate(columns, start=1):
        fill = styling.INPUT_HEADER if column.input else styling.HEADER
        heading_cell = sheet_cell(sheet, HEADING_ROW, number)
        styling.write_heading(heading_cell, column.text, fill)
    set_columns(sheet, columns)
    if sheet.title == letterhead.signed_sheet:
        _write_signatures(sheet, max(input_numbers(columns).values()))


def set_columns(sheet: Worksheet, columns: Sequence[TableColumn]) -> None:
    """Make the columns as wide as they are to be."""
    for number, column in enumerate(columns, start=1):
        sheet.column_dimensions[get_column_letter(number)].width = column.width


def _write_signatures(sheet: Worksheet, column: int) -> None:
    """Write the fields for who filled the form in, how to reach them, who checked it."""
    labels = (_("Filled in by"), _("Extension"), _("Checked by (section head)"))
    for row, label in enumerate(labels, start=1):
        label_cell = write_value(sheet_cell(sheet, row, column - 1), label)
        label_cell.alignment = _SIGNATURE_LABEL
        field = write_value(sheet_cell(sheet, row, column), None)
        styling.style_table_cell(field, styling.INPUT, unlocked=True)


def _addressee_line(letterhead: Letterhead, count: str) -> str:
    """Who is asked for how much, until when, and whom they may ask."""
    department = letterhead.department[:LONGEST_NAME]
    line = "　".join([letterhead.city, department, count])
    instructions = []
    if letterhead.deadline_text:
        hand_in = _("Hand in by {day}.", day=letterhead.deadline_text)
        instructions.append(hand_in.rstrip("。."))
    if letterhead.contact:
        instructions.append(_("Questions: {contact}", contact=letterhead.contact))
    for instruction in instructions:
        line += f"　　{instruction}"
    return line


# The table


def write_row(
    sheet: Worksheet,
    row: int,
    columns: Sequence[TableColumn],
    values: Sequence[ShownValue],
) -> None:
    """Write a row of the table, as high as its texts need."""
    texts = []
    for number, (column, value) in enumerate(zip(columns, values, strict=True), 1):
        cell = sheet_cell(sheet, row, number)
        if isinstance(value, CellRichText):
            cell.value = value
        else:
            write_value(cell, value)
        styling.style_table_cell(
            cell,
            column.fill,
            centred=not column.left,
            unlocked=True,  # Excel sorts the rows of a locked sheet only so
        )
        texts.append((shown_text(value), column.width))
    sheet.row_dimensions[row].height = row_height(texts)


def shown_text(value: ShownValue) -> str:
    """What a cell shows, for measuring."""
    return "" if value is None else str(value)


# The end of a sheet


def finish_sheet(
    sheet: Worksheet,
    letterhead: Letterhead,
    columns: Sequence[TableColumn],
    rows: int,
    below: Sequence[str],
) -> None:
    """Write what stands below the table, and set how the sheet is seen and printed."""
    _write_below(sheet, below, rows)
    last_row = HEADING_ROW + rows + len(below)
    if rows:
        _let_rows_be_sorted(sheet, columns, HEADING_ROW + rows)
    sheet.freeze_panes = sheet_cell(sheet, HEADING_ROW + 1, _FROZEN_COLUMNS + 1)
    sheet.print_title_rows = f"{HEADING_ROW}:{HEADING_ROW}"
    sheet.print_area = f"A1:{get_column_letter(len(columns))}{last_row}"
    sheet.sheet_properties.tabColor = styling.INPUT_HEADER
    if rows:
        _select_first_input(sheet, columns)
    set_up_page(sheet, letterhead)


def _let_rows_be_sorted(
    sheet: Worksheet, columns: Sequence[TableColumn], last_row: int
) -> None:
    """Put the arrows for sorting and filtering onto the headings, and keep the cells of
    the plan from being typed over: sorting wants them unlocked.
    """
    last_column = get_column_letter(len(columns))
    sheet.auto_filter.ref = f"A{HEADING_ROW}:{last_column}{last_row}"
    of_plan = DataValidation(
        type="custom",
        formula1="FALSE",
        allow_blank=False,
        showErrorMessage=True,
        errorTitle=_("From the plan"),
        error=_(
            "This cell is of the plan or of earlier years. Fill in the yellow ones."
        ),
    )
    for number, column in enumerate(columns, start=1):
        if column.input is None:
            letter = get_column_letter(number)
            of_plan.add(f"{letter}{HEADING_ROW + 1}:{letter}{last_row}")
    sheet.data_validations.dataValidation.insert(0, of_plan)


def _write_below(sheet: Worksheet, lines: Sequence[str], rows: int) -> None:
    """Write the lines below the table: small; where it has no rows, larger."""
    size, colour, height = 10, styling.MUTED, 17
    if not rows:
        size, colour, height = 12, styling.INK, 24
    for row, text in enumerate(lines, start=HEADING_ROW + rows + 1):
        write_value(sheet_cell(sheet, row, 1), text, size=size, colour=colour)
        sheet.row_dimensions[row].height = height


def _select_first_input(sheet: Worksheet, columns: Sequence[TableColumn]) -> None:
    first_input = min(input_numbers(columns).values())
    cursor = f"{get_column_letter(first_input)}{HEADING_ROW + 1}"
    for selection in sheet.sheet_view.selection:
        selection.activeCell = selection.sqref = cursor


def set_up_page(sheet: Worksheet, letterhead: Letterhead) -> None:
    """Set A4 landscape, as wide as the page, with city and department above and the
    page's number below.

    The sheet is locked but for the cells to fill in.
    """
    sheet.sheet_view.showGridLines = False
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", A4
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    margins = sheet.page_margins
    margins.left, margins.right, margins.top, margins.bottom = 0.3, 0.3, 0.75, 0.65
    margins.header = margins.footer = 0.35
    _write_page_header(sheet, letterhead)
    _lock_sheet(sheet)


def _write_page_header(sheet: Worksheet, letterhead: Letterhead) -> None:
    addressee = f"{letterhead.city}　{letterhead.department}"
    version = _(
        "{year}: form for actuals, version {n}", year=letterhead.year, n=FORM_VERSION
    )
    header, footer = HeaderFooterItem(), HeaderFooterItem()
    header.left.text = _header_text(addressee)
    header.right.text = _header_text(version)
    footer.center.text = "&P / &N ページ"
    sheet.oddHeader, sheet.oddFooter = header, footer


def _header_text(text: str) -> str:
    """A header's text: & begins a code there, and there is room for 255 letters in all."""
    one_line = text.replace("\n", " ")[:_LONGEST_IN_HEADER]
    return styling.writable_text(one_line).replace("&", "&&")


def _lock_sheet(sheet: Worksheet) -> None:
    """Lock the sheet, but allow to change widths, heights and formats, to sort and
    filter, and to insert rows.
    """
    protection = sheet.protection
    protection.sheet = True
    # False allows these.
    protection.formatColumns = protection.formatRows = protection.formatCells = False
    protection.sort = protection.autoFilter = protection.insertRows = False
