"""The yearly form as an Excel workbook: everything that is known is filled in, only the yellow cells are left.

One row for each indicator and each entry of the schedule; the sheets print on A4 landscape with their headings on every
page. Words are Japanese whatever language the screen speaks, because the people who fill it in are.
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
    SCHEDULE_SHEET,
    TOTALS_SHEET,
)
from dxkpi.text.file_names import safe_file_name
from dxkpi.wording.language import speaking
from dxkpi.workbook import origin, styling
from dxkpi.workbook.template import (
    figures_sheet,
    guide_sheet,
    schedule_sheet,
    totals_sheet,
)
from dxkpi.workbook.template.layout import LONGEST_NAME, Letter


def make(
    form: ReturnForm,
    deadline: date | None = None,
    contact: str | None = None,
    smallest: int = 5,
) -> bytes:
    """The workbook of a form. `deadline` and `contact` are printed where they are given.

    `smallest` is the number of answers below which a staff survey's groups are put together, as the form says.
    """
    with speaking("ja"):
        letter = Letter(form, deadline, contact)
        book = Workbook()
        assert book.active is not None
        book.remove(book.active)
        figures_sheet.write(book.create_sheet(ACTUALS_SHEET), letter)
        schedule_sheet.write(book.create_sheet(SCHEDULE_SHEET), letter)
        realisation = form.plan.realisation
        if realisation in form.indicators:
            totals_sheet.write(
                book.create_sheet(TOTALS_SHEET), letter, realisation, smallest
            )
        guide_sheet.write(book.create_sheet(GUIDE_SHEET), letter)
        _origin(book.create_sheet(ORIGIN_SHEET), form)
        if not form.indicators and form.bars:
            book.active = 1
        book.properties.title, book.properties.creator = (
            styling.clean(letter.title),
            "dxkpi",
        )
        packed = io.BytesIO()
        book.save(packed)
    return packed.getvalue()


def file_name(form: ReturnForm) -> str:
    """実績様式-令和7年度-人事課.xlsx, with no letter that a file system refuses; different for every department."""
    with speaking("ja"):
        whose = safe_file_name(form.department or form.plan.municipality.name)
        if len(whose) > LONGEST_NAME:
            whose = f"{whose[:LONGEST_NAME]}…{hashlib.sha256(whose.encode()).hexdigest()[:4]}"
        return f"実績様式-{fiscal.wareki(form.fiscal_year)}-{whose}.xlsx"


def _origin(sheet: Worksheet, form: ReturnForm) -> None:
    for row, (key, value) in enumerate(origin.facts(form).items(), start=1):
        styling.put(styling.cell_at(sheet, row, 1), key)
        styling.put(styling.cell_at(sheet, row, 2), value).number_format = "@"
    sheet.sheet_state = "hidden"
    sheet.protection.sheet = True
