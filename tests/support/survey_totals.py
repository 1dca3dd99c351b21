"""The sheet of a staff survey's totals as somebody filled it in, and what comes of it."""

import io
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

import openpyxl

from dxkpi.findings import Finding, Severity
from dxkpi.plan import Survey
from dxkpi.returns import CheckedReturn, Confirmation, ReturnForm
from dxkpi.returns.checking import check_return
from dxkpi.returns.form_columns import TOTALS_SHEET, TotalsPart
from dxkpi.returns.survey_totals import add_survey_totals
from tests.support.workbooks import read_form as read

YEAR, SMALLEST = 2026, 5
FIELDS = {
    TotalsPart.QUESTION: "デジタル化が進んだと感じるか",
    TotalsPart.HELD: "R9.3.12",
    TotalsPart.STAFF: 300,
    TotalsPart.BLANKS: 4,
}
CHOICES = (
    ("そう思う", "○", 50),
    ("まあ思う", "○", 70),
    ("思わない", None, 60),
    ("わからない", "除く", 9),
)
DEPARTMENTS = (("市民課", 100, 80, 60), ("人事課", 80, 60, 40), ("総務課", 60, 40, 20))
Cells = Mapping[str, Any]


def with_cells(content: bytes, cells: Cells, sheet: str = TOTALS_SHEET) -> bytes:
    book = openpyxl.load_workbook(io.BytesIO(content), rich_text=True)
    for ref, value in cells.items():
        book[sheet][ref] = value
    saved = io.BytesIO()
    book.save(saved)
    return saved.getvalue()


def realisation_code(form: ReturnForm) -> str:
    assert form.plan.realisation is not None
    return form.plan.realisation.code


def checked_totals(
    form: ReturnForm, content: bytes, confirmed: Sequence[Confirmation] = ()
) -> CheckedReturn:
    filled = read(content)
    answer = check_return(form, filled, {}, confirmed)
    return add_survey_totals(
        replace(answer, findings=(*filled.findings, *answer.findings)),
        filled,
        SMALLEST,
        {},
        confirmed,
    )


def findings_of_totals(form: ReturnForm, answer: CheckedReturn) -> list[Finding]:
    """What was found in the sheet, and of the figure."""
    return [
        one
        for one in answer.findings
        if one.sheet == TOTALS_SHEET or one.place == realisation_code(form)
    ]


def errors_of_totals(
    form: ReturnForm, answer: CheckedReturn
) -> set[tuple[str, str | None]]:
    return {
        (one.code, one.cell)
        for one in findings_of_totals(form, answer)
        if one.severity is Severity.ERROR
    }


def survey_in(form: ReturnForm, answer: CheckedReturn) -> Survey:
    survey = answer.actuals[realisation_code(form)].survey
    assert survey is not None
    return survey
