"""The record of a round as a workbook and as PDF: typed, safe, whole, printable."""

import io
from dataclasses import replace
from datetime import date, datetime
from typing import Any

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet
from pypdf import PdfReader
from python_calamine import CalamineWorkbook

from dxkpi.plan import Plan
from dxkpi.reports.filed_record import FiledRecord, cell_text, make_filed_record
from dxkpi.reports.record_pdf import record_pdf
from dxkpi.reports.record_workbook import record_workbook
from dxkpi.store import Store
from tests.support.apptest import HOSTILE
from tests.support.briefs import A4, comparable_text, pdf_text, plan_in_words
from tests.support.databases import Prepared
from tests.support.opened_rounds import open_round
from tests.support.recorded_rounds import (
    ANSWER,
    CORRECTION,
    LIKE_A_FORMULA,
    REMARK,
    recorded_round,
    run_round,
)

HEADING_ROW = 4


@pytest.fixture(scope="module")
def record(sqlite_stores: Prepared, sample_plan: Plan) -> FiledRecord:
    store = Store(sqlite_stores.store([sample_plan]))
    run_round(store, sample_plan.key)
    made = make_filed_record(recorded_round(store, sample_plan.key))
    store.close()
    return made


@pytest.fixture(scope="module")
def book(record: FiledRecord) -> openpyxl.Workbook:
    return openpyxl.load_workbook(io.BytesIO(record_workbook(record)))


def column_of(page: Worksheet, heading: str) -> list[Any]:
    """What stands under a heading."""
    [number] = [cell.column for cell in page[HEADING_ROW] if cell.value == heading]
    cells = page.iter_rows(HEADING_ROW + 1, page.max_row, number, number)
    return [cell.value for [cell] in cells]


def test_each_table_is_a_sheet_with_all_its_rows(
    record: FiledRecord, book: openpyxl.Workbook
) -> None:
    assert book.sheetnames == [table.name for table in record.tables]
    for table in record.tables:
        page = book[table.name]
        assert page.max_row == HEADING_ROW + max(1, len(table.rows))
        headings = [cell.value for cell in page[HEADING_ROW]]
        assert headings == [column.heading for column in table.columns]
    assert book.properties.title == record.title


def test_numbers_and_days_can_be_reckoned_with(book: openpyxl.Workbook) -> None:
    departments = book["課別"]
    asked = column_of(departments, "求めた")
    assert sum(asked[:-1]) == asked[-1] == 44
    days = [day.date() for day in column_of(departments, "延長後の期限") if day]
    assert days == [date(2026, 5, 22)]
    [asked_at] = column_of(book["指摘と回答"], "指摘した日時")
    assert isinstance(asked_at, datetime)
    changes = book["昨年度からの変化"]
    figures = column_of(changes, "今年度の値")
    assert 4480 in figures
    assert all(isinstance(f, int | float | str) for f in figures)
    assert column_of(changes, "単位")[1] == "時間"


def test_another_program_reads_the_same(
    record: FiledRecord, book: openpyxl.Workbook
) -> None:
    other = CalamineWorkbook.from_filelike(io.BytesIO(record_workbook(record)))
    assert other.sheet_names == book.sheetnames
    rows = other.get_sheet_by_name("訂正").to_python()
    assert CORRECTION in rows[HEADING_ROW]
    days = other.get_sheet_by_name("課別").to_python()
    assert date(2026, 5, 15) in [
        day.date() if isinstance(day, datetime) else day for day in days[HEADING_ROW]
    ]


def test_nobody_s_words_are_a_formula(book: openpyxl.Workbook) -> None:
    reasons = column_of(book["課別"], "延長の理由")
    assert LIKE_A_FORMULA in reasons
    for page in book.worksheets:
        for row in page.iter_rows():
            assert all(cell.data_type != "f" for cell in row)


def test_the_sheets_are_ready_to_be_printed(book: openpyxl.Workbook) -> None:
    for page in book.worksheets:
        assert page.freeze_panes == "B5"
        assert page.page_setup.orientation == "landscape"
        assert page.page_setup.paperSize == 9
        assert (page.page_setup.fitToWidth, page.page_setup.fitToHeight) == (1, 0)
        assert page.print_title_rows == "$4:$4"
        assert page.oddFooter is not None
        assert page.oddFooter.right.text == "&P / &N"
        widths = [dimension.width for dimension in page.column_dimensions.values()]
        assert all(8 <= width <= 90 for width in widths)
        assert sum(widths) <= 210


def test_sums_stay_where_they_are_when_rows_are_sorted(
    book: openpyxl.Workbook,
) -> None:
    departments = book["課別"]
    assert departments.auto_filter.ref is not None
    assert departments.auto_filter.ref.endswith(str(departments.max_row - 1))
    assert departments.cell(departments.max_row, 1).value == "課別の合計"


def test_the_pdf_says_everything_that_the_tables_say(record: FiledRecord) -> None:
    shown = pdf_text(record_pdf(record))
    for table in record.tables:
        assert comparable_text(table.title) in shown
        for row in table.rows:
            for column, cell in zip(table.columns, row, strict=True):
                text = comparable_text(cell_text(cell, record.language))
                assert column.for_reckoning or text in shown, text
    for text in (REMARK, ANSWER, CORRECTION, record.sentence):
        assert comparable_text(text) in shown


def test_the_pdf_is_tagged_dated_and_lies_across(record: FiledRecord) -> None:
    document = PdfReader(io.BytesIO(record_pdf(record)))
    facts = document.metadata
    assert facts is not None
    assert record.stamp is not None
    assert (facts.title, facts.author) == (record.title, record.place)
    assert facts.creation_date == record.stamp.replace(microsecond=0)
    root: Any = document.root_object
    assert root["/MarkInfo"]["/Marked"]
    assert root["/Lang"] == "ja"
    metadata = root["/Metadata"].get_data()
    assert b"pdfaid:part>2<" in metadata
    assert b"pdfuaid:part>1<" in metadata
    for page in document.pages:
        sides = [float(side) for side in page.mediabox[2:]]
        assert sides == pytest.approx(A4[::-1], abs=0.01)


def test_the_headings_of_a_long_table_stand_on_each_of_its_pages(
    record: FiledRecord,
) -> None:
    missing = next(table for table in record.tables if table.name == "未提出と理由")
    longer = replace(missing, rows=missing.rows * 4)
    document = PdfReader(io.BytesIO(record_pdf(replace(record, tables=(longer,)))))
    assert len(document.pages) > 2
    for page in document.pages:
        assert "超過（日）" in page.extract_text()


@pytest.mark.parametrize("words", [HOSTILE, "=1+1", "あ" * 400, "&P #panic() \x07"])
def test_somebody_s_words_break_neither_file(
    sqlite_stores: Prepared, sample_plan: Plan, words: str
) -> None:
    plan = plan_in_words(sample_plan, words)
    store = Store(sqlite_stores.store([sample_plan]))
    open_round(store, sample_plan.key, is_reviewed=True)
    year = recorded_round(store, sample_plan.key)
    forms = tuple(replace(form, plan=plan) for form in year.forms)
    record = make_filed_record(replace(year, plan=plan, forms=forms))
    store.close()
    document = PdfReader(io.BytesIO(record_pdf(record)))
    assert document.pages
    book = openpyxl.load_workbook(io.BytesIO(record_workbook(record)))
    cells = (
        cell for page in book.worksheets for row in page.iter_rows() for cell in row
    )
    assert all(cell.data_type != "f" for cell in cells)


def test_an_empty_round_makes_files_all_the_same(record: FiledRecord) -> None:
    tables = tuple(replace(table, rows=(), totals=0) for table in record.tables)
    empty = replace(record, tables=tables)
    shown = pdf_text(record_pdf(empty))
    assert "差し戻したものはありません。" in shown
    book = openpyxl.load_workbook(io.BytesIO(record_workbook(empty)))
    assert book["訂正"].cell(5, 1).value == "訂正はありません。"
