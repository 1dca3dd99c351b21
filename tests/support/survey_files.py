"""Small files of answers to a survey, and what comes of reading them in this process."""

from collections.abc import Callable, Sequence
from typing import Any

import openpyxl
import pytest

from dxkpi.findings import UNREADABLE
from dxkpi.survey import AnswerSheet
from dxkpi.workbook.messages import SurveyTable
from dxkpi.workbook.refusals import Refused
from dxkpi.workbook.survey_export import read_survey
from tests.support.workbooks import saved_workbook

TABLE = (("所属", "問１"), ("人事課", "そう思う"), ("税務課", "わからない"))


def workbook_of_sheets(
    *sheets: Sequence[Sequence[Any]], edit: Callable[[Any], object] = lambda _book: None
) -> bytes:
    """A workbook with these rows on its sheets, edited before it is saved."""
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    for rows in sheets:
        sheet = book.create_sheet()
        for row in rows:
            sheet.append(list(row))
    edit(book)
    return saved_workbook(book)


def read_table(content: bytes) -> SurveyTable:
    """The table in a file."""
    return read_survey(content, ())


def read_answers(content: bytes) -> AnswerSheet:
    """The answers in a file of one sheet."""
    table = read_table(content)
    return AnswerSheet(table.headings, table.rows, table.lines)


def table_cells(content: bytes) -> list[list[str]]:
    """The headings and the rows below them."""
    table = read_table(content)
    return [list(table.headings), *map(list, table.rows)]


def refusal_code(content: bytes) -> str:
    """The code with which a file is refused."""
    with pytest.raises(Refused) as refusal:
        read_table(content)
    assert refusal.value.code in UNREADABLE
    return refusal.value.code
