"""Yearly forms that are handed in with findings, and given back with their marks."""

import io
import json
from typing import Any
from zipfile import ZipFile

import openpyxl

from dxkpi.findings import Fact, Finding, Phrase
from dxkpi.returns import CheckedReturn, ReturnForm
from dxkpi.returns.form_columns import ACTUALS_SHEET
from dxkpi.workbook import pipe
from dxkpi.workbook.marking import mark_workbook
from dxkpi.workbook.return_marks import marks_of_return
from tests.support.workbooks import read_form


def finding_at(
    code: str,
    cell: str,
    sheet: str = ACTUALS_SHEET,
    value: str | None = None,
    **facts: Fact,
) -> Finding:
    return Finding(code, sheet=sheet, cell=cell, value=value, facts=facts)


BLANK = finding_at("blank", "K9")
RANGE = finding_at("range", "K9", value="1～2")
BELOW_ZERO = finding_at("negative", "K6", value="-1", before=Phrase.NO_EARLIER_FIGURE)
FINDINGS = (
    BLANK,
    RANGE,
    BELOW_ZERO,
    finding_at("read_as", "K7", value="７", read="7"),
)


def mark_return(
    content: bytes, return_form: ReturnForm, findings: tuple[Finding, ...] = FINDINGS
) -> bytes:
    """The workbook with the marks of these findings, its request sent as JSON and back."""
    answer = CheckedReturn(return_form, findings, (), {}, {})
    request = marks_of_return(answer, read_form(content))
    header = json.loads(json.dumps(pipe.request_to_json(request)))
    received = pipe.request_from_json(header)
    assert received == request
    return mark_workbook(content, request.marks, request.aids)


def sheet_of(content: bytes, name: str = ACTUALS_SHEET) -> Any:
    """A sheet of a workbook."""
    return openpyxl.load_workbook(io.BytesIO(content))[name]


def all_parts(content: bytes) -> str:
    """Every part of a workbook as text, each below its name."""
    with ZipFile(io.BytesIO(content)) as parts:
        return "\n".join(
            f"{name}\n{parts.read(name).decode()}" for name in parts.namelist()
        )
