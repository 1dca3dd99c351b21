"""What the sheets of the yearly form share: the letter above them, a table's columns and rows, how they are printed."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from openpyxl.cell.rich_text import CellRichText
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from dxkpi import fiscal
from dxkpi.returns import FormColumn, ReturnForm
from dxkpi.wording.language import _
from dxkpi.workbook import origin, styling

HEAD_ROW = 5
NOTHING = "－"
LONGEST_NAME = 60
_WEEKDAYS = "月火水木金土日"

Shown = str | Decimal | CellRichText | None


@dataclass(frozen=True)
class Heading:
    """A column of a table: its heading, its width in characters, and which input it takes, if any."""

    text: str
    width: float
    input: FormColumn | None = None
    left: bool = False
    automatic: bool = False


@dataclass(frozen=True)
class Letter:
    """What stands above every sheet besides the form itself."""

    form: ReturnForm
    deadline: date | None
    contact: str | None

    @property
    def city(self) -> str:
        city = self.form.plan.municipality
        return city.name + (_(" (invented)") if city.fictional else "")

    @property
    def department(self) -> str:
        return self.form.department or _("for all departments")

    @property
    def year(self) -> str:
        return fiscal.wareki(self.form.fiscal_year)

    @property
    def title(self) -> str:
        return _(
            "{year} {plan}: form for actuals",
            year=self.year,
            plan=self.form.plan.about.title,
        )

    @property
    def day(self) -> str | None:
        if self.deadline is None:
            return None
        return f"{fiscal.month_label(self.deadline.isoformat())}（{_WEEKDAYS[self.deadline.weekday()]}）"


def top(
    sheet: Worksheet,
    letter: Letter,
    columns: Sequence[Heading],
    count: str,
    advice: str,
) -> None:
    said = [letter.city, letter.department[:LONGEST_NAME], count]
    if letter.day:
        said.append(_("Hand in by {day}.", day=letter.day).rstrip("。."))
    said.append(_("to the screen 実績の登録"))
    if letter.contact:
        said.append(_("Questions: {contact}", contact=letter.contact))
    styling.put(styling.cell_at(sheet, 1, 1), letter.title, bold=True, size=16)
    styling.put(
        styling.cell_at(sheet, 2, 1),
        "　".join(said[:3]) + "".join(f"　　{text}" for text in said[3:]),
        size=11,
    )
    styling.put(styling.cell_at(sheet, 3, 1), advice, size=11)
    first = next(n for n, column in enumerate(columns, start=1) if column.input)
    locked = _("From the plan and earlier years (cannot be changed)")
    styling.put(styling.cell_at(sheet, 4, 1), locked, size=9, colour=styling.MUTED)
    styling.put(
        styling.cell_at(sheet, 4, first),
        _("▼ Fill in the yellow cells"),
        bold=True,
        colour=styling.ADVICE,
    )
    for row, points in ((1, 27), (2, 19), (3, 21), (4, 16), (HEAD_ROW, 36)):
        sheet.row_dimensions[row].height = points
    for n, column in enumerate(columns, start=1):
        fill = styling.INPUT_HEADER if column.input else styling.HEADER
        styling.header(styling.cell_at(sheet, HEAD_ROW, n), column.text, fill)
        sheet.column_dimensions[get_column_letter(n)].width = column.width


def line(
    sheet: Worksheet, row: int, columns: Sequence[Heading], shown: Sequence[Shown]
) -> None:
    for n, (column, value) in enumerate(zip(columns, shown, strict=True), start=1):
        cell = styling.cell_at(sheet, row, n)
        if isinstance(value, CellRichText):
            cell.value = value
        else:
            styling.put(cell, value)
        fill = (
            styling.INPUT
            if column.input
            else styling.AUTOMATIC
            if column.automatic
            else None
        )
        styling.frame(
            cell, fill, centred=not column.left, unlocked=column.input is not None
        )
    texts = [
        (text(value), column.width)
        for column, value in zip(columns, shown, strict=True)
    ]
    sheet.row_dimensions[row].height = styling.height(texts)


def finish(
    sheet: Worksheet,
    letter: Letter,
    columns: Sequence[Heading],
    rows: int,
    below: Sequence[str],
) -> None:
    """What stands below the table, and how the sheet is seen and printed."""
    for row, text in enumerate(below, start=HEAD_ROW + rows + 1):
        styling.put(
            styling.cell_at(sheet, row, 1),
            text,
            size=10 if rows else 12,
            colour=styling.MUTED if rows else styling.INK,
        )
        sheet.row_dimensions[row].height = 17 if rows else 24
    sheet.freeze_panes = styling.cell_at(sheet, HEAD_ROW + 1, 3)
    sheet.print_title_rows = f"{HEAD_ROW}:{HEAD_ROW}"
    sheet.print_area = (
        f"A1:{get_column_letter(len(columns))}{HEAD_ROW + rows + len(below)}"
    )
    sheet.sheet_properties.tabColor = styling.INPUT_HEADER
    if rows:
        first = next(n for n, column in enumerate(columns, start=1) if column.input)
        cursor = f"{get_column_letter(first)}{HEAD_ROW + 1}"
        for selection in sheet.sheet_view.selection:
            selection.activeCell = selection.sqref = cursor
    paper(sheet, letter)


def paper(sheet: Worksheet, letter: Letter) -> None:
    """A4 landscape, as wide as the page, with city and department above and the page's number below; locked."""
    sheet.sheet_view.showGridLines = False
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", 9
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    margins = sheet.page_margins
    margins.left, margins.right, margins.top, margins.bottom = 0.4, 0.4, 0.75, 0.65
    margins.header = margins.footer = 0.35
    assert sheet.oddHeader is not None
    assert sheet.oddFooter is not None
    sheet.oddHeader.left.text = _in_header(f"{letter.city}　{letter.department}")
    sheet.oddHeader.right.text = _in_header(
        _("{year}: form for actuals, version {n}", year=letter.year, n=origin.FORMAT)
    )
    sheet.oddFooter.center.text = "&P / &N ページ"
    protection = sheet.protection
    protection.sheet = True
    protection.formatColumns = protection.formatRows = protection.formatCells = (
        False  # which allows them
    )
    protection.sort = protection.autoFilter = False


def _in_header(text: str) -> str:
    """A header's text: & begins a code there, and there is room for 255 letters in all."""
    return styling.clean(text.replace("\n", " ")[:80]).replace("&", "&&")


def text(value: Shown) -> str:
    return "" if value is None else str(value)
