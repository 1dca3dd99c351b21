"""The yearly form as an Excel workbook: everything that is known is filled in, only the
yellow cells are left.

First how it is filled in, then one row for each indicator, each entry of the schedule
and each initiative;
the sheets print on A4 in letters of 8 points or more, with their headings on every page.
"""

import hashlib
import io
from datetime import date

from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from dxkpi import fiscal
from dxkpi.returns import ReturnForm
from dxkpi.returns.form_columns import (
    ACTUALS_SHEET,
    GUIDE_SHEET,
    ORIGIN_SHEET,
    REFERENCE_SHEET,
    REPORTS_SHEET,
    SCHEDULE_SHEET,
    TOTALS_SHEET,
)
from dxkpi.text.file_names import safe_file_name
from dxkpi.wording.municipality import plain_city_name
from dxkpi.workbook.origin import origin_facts
from dxkpi.workbook.styling import sheet_cell, writable_text, write_value
from dxkpi.workbook.template.figures_sheet import write_figures_sheet
from dxkpi.workbook.template.guide_sheet import write_guide_sheet
from dxkpi.workbook.template.layout import LONGEST_NAME, Letterhead
from dxkpi.workbook.template.reference_sheet import write_reference_sheet
from dxkpi.workbook.template.reports_sheet import write_reports_sheet
from dxkpi.workbook.template.schedule_sheet import write_schedule_sheet
from dxkpi.workbook.template.totals_sheet import write_totals_sheet

_AUTHOR = "dxkpi"


def form_workbook(
    form: ReturnForm,
    deadline: date | None = None,
    contact: str | None = None,
    smallest: int = 5,
    address: str | None = None,
) -> bytes:
    """The workbook of a form. `deadline`, `contact` and the `address` of the screen that
    takes it in are printed where they are given.

    `smallest` is the number of answers below which a staff survey's groups are put
    together, as the form says.
    """
    letterhead = Letterhead(form, deadline, contact, address)
    book = Workbook()
    for empty_sheet in book.worksheets:
        book.remove(empty_sheet)
    write_guide_sheet(book.create_sheet(GUIDE_SHEET), letterhead)
    write_figures_sheet(book.create_sheet(ACTUALS_SHEET), letterhead)
    write_schedule_sheet(book.create_sheet(SCHEDULE_SHEET), letterhead)
    write_reports_sheet(book.create_sheet(REPORTS_SHEET), letterhead)
    realisation = form.plan.realisation
    if realisation in form.indicators:
        sheet = book.create_sheet(TOTALS_SHEET)
        write_totals_sheet(sheet, letterhead, realisation, smallest)
    if form.asked_indicators:
        write_reference_sheet(book.create_sheet(REFERENCE_SHEET), letterhead)
    _write_origin_sheet(book.create_sheet(ORIGIN_SHEET), form)
    book.properties.title = writable_text(letterhead.title)
    book.properties.creator = _AUTHOR
    packed = io.BytesIO()
    book.save(packed)
    return packed.getvalue()


def _write_origin_sheet(sheet: Worksheet, form: ReturnForm) -> None:
    for row, (key, value) in enumerate(origin_facts(form).items(), start=1):
        write_value(sheet_cell(sheet, row, 1), key)
        write_value(sheet_cell(sheet, row, 2), value).number_format = "@"
    sheet.sheet_state = "hidden"
    sheet.protection.sheet = True


def form_file_name(form: ReturnForm) -> str:
    """実績様式-令和7年度-人事課.xlsx, with no letter that a file system refuses.

    It is different for every department, and for every plan of a municipality that has
    several.
    """
    parts = [form.department or plain_city_name(form.plan.municipality)]
    if form.is_one_of_several:
        parts.append(form.plan.about.title)
    names = "-".join(_short_name(part) for part in parts)
    return f"実績様式-{fiscal.wareki(form.fiscal_year)}-{names}.xlsx"


def _short_name(text: str) -> str:
    """A name for a file; one that is cut stays another than those that begin alike."""
    name = safe_file_name(text)
    if len(name) <= LONGEST_NAME:
        return name
    distinct = hashlib.sha256(name.encode()).hexdigest()[:4]
    return f"{name[:LONGEST_NAME]}…{distinct}"
