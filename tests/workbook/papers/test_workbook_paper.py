"""An Excel workbook as a paper."""

import io
from datetime import date
from typing import Any

import openpyxl
import pytest

from dxkpi.drafting.blocks import Document, Heading, PageProblemKind, Paragraph, Table
from dxkpi.workbook.papers.workbook_paper import read_workbook


def _read(book: Any) -> Document:
    out = io.BytesIO()
    book.save(out)
    return read_workbook(out.getvalue())


def test_each_sheet_is_a_heading_with_its_texts_and_tables() -> None:
    book = openpyxl.Workbook()
    sheet: Any = book.active
    sheet.title = "指標"
    sheet["A1"] = "第2章 成果指標"
    sheet["B3"], sheet["C3"] = "指標", "目標値"
    sheet["B4"], sheet["C4"] = "利用率", 0.6
    sheet["C4"].number_format = "0%"
    sheet["A6"] = "※目標値は年度末の値です。"
    book.create_sheet("隠し").sheet_state = "hidden"
    assert _read(book).blocks == (
        Heading("指標", 1),
        Heading("第2章 成果指標", None, None, 1),
        Table((("指標", "目標値"), ("利用率", "60%")), None, None, 3),
        Paragraph("※目標値は年度末の値です。", None, 6),
    )


def test_a_merged_cell_has_its_text_in_each_of_its_cells() -> None:
    book = openpyxl.Workbook()
    sheet: Any = book.active
    for row in (
        ("指標", "目標値", None),
        (None, "R8", "R12"),
        ("利用率", "40%", "60%"),
    ):
        sheet.append(row)
    sheet.merge_cells("B1:C1")
    sheet.merge_cells("A1:A2")
    table = _read(book).blocks[1]
    assert isinstance(table, Table)
    assert table.rows[:2] == (("指標", "目標値", "目標値"), ("指標", "R8", "R12"))


@pytest.mark.parametrize(
    ("value", "number_format", "shown"),
    [
        (0.582, "0.0%", "58.2%"),
        (0.6, "0%", "60%"),
        (1200, "#,##0", "1200"),
        (1200, '#,##0"件"', "1200件"),
        (75.0, "0.0", "75.0"),
        (75.25, "General", "75.25"),
        (3.0, "General", "3"),
        (date(2026, 3, 31), "yyyy-mm-dd", "2026-03-31"),
        ("=1+", "@", "=1+"),
    ],
)
def test_a_value_is_given_as_the_sheet_shows_it(
    value: object, number_format: str, shown: str
) -> None:
    book = openpyxl.Workbook()
    sheet: Any = book.active
    sheet.append(["名", "値"])
    sheet.append(["あ", "い"])
    cell = sheet["B2"]
    cell.value, cell.number_format = value, number_format
    if isinstance(value, str):
        cell.data_type = "s"
    table = _read(book).blocks[1]
    assert isinstance(table, Table)
    assert table.rows[1][1] == shown


def test_a_workbook_of_empty_sheets_has_no_text() -> None:
    document = _read(openpyxl.Workbook())
    assert [problem.kind for problem in document.problems] == [PageProblemKind.NO_TEXT]
