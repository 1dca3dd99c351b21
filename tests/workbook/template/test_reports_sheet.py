"""The sheet 取組 of the yearly form, filled in by hand and read again."""

import io
from collections.abc import Callable, Iterator
from dataclasses import replace

import openpyxl
import pytest
from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from dxkpi.findings import Severity
from dxkpi.plan import InitiativeState, Plan
from dxkpi.returns import CheckedReturn, FormColumn, ReturnForm
from dxkpi.returns.checking import check_return
from dxkpi.returns.form_columns import REPORTS_SHEET, column_heading
from dxkpi.rules import ReportedYear, with_reported_year
from dxkpi.workbook.reader import WorkbookReader
from dxkpi.workbook.template import form_workbook
from dxkpi.workbook.template.layout import HEADING_ROW
from tests.support.plan_values import without_yearly_reports
from tests.support.said_plans import FIRST, REPORT, said_plan

YEAR = 2026


def form_of(plan: Plan, department: str | None = "市民課") -> ReturnForm:
    return ReturnForm(plan, YEAR, department, 1, YEAR)


def book_of(form: ReturnForm) -> Workbook:
    return openpyxl.load_workbook(io.BytesIO(form_workbook(form)))


def column_of(sheet: Worksheet, column: FormColumn) -> int:
    for cell in sheet[HEADING_ROW]:
        if cell.value == column_heading(column):
            return int(cell.column)
    raise LookupError(column)


def write(sheet: Worksheet, row: int, **texts: str) -> None:
    for name, text in texts.items():
        column = column_of(sheet, FormColumn(name))
        sheet.cell(row, column).value = text


def saved(book: Workbook) -> bytes:
    packed = io.BytesIO()
    book.save(packed)
    return packed.getvalue()


@pytest.fixture(scope="module")
def reader() -> Iterator[WorkbookReader]:
    with WorkbookReader() as opened:
        yield opened


def read(reader: WorkbookReader, form: ReturnForm, content: bytes) -> CheckedReturn:
    filled = reader.read_form(content)
    checked = check_return(form, filled)
    return replace(checked, findings=(*filled.findings, *checked.findings))


def test_it_has_a_row_for_each_own_initiative_with_the_last_report(
    sample_plan: Plan,
) -> None:
    sheet = book_of(form_of(said_plan(sample_plan)))[REPORTS_SHEET]
    rows = list(sheet.iter_rows(min_row=HEADING_ROW + 1, values_only=True))
    assert [row[0] for row in rows] == [
        "1-1(1)",
        "1-1(2)",
        "1-1(3)",
        "1-2(1)",
        "1-2(2)",
    ]
    assert str(rows[0][1]).startswith("窓口予約システムの導入\n（1-1 ")
    earlier = str(rows[0][2]).split("\n")
    assert earlier[:2] == ["令和7年度　遅れ", "【実施内容】本庁の14の窓口で始めた。"]
    assert rows[2][2] == "－"
    assert rows[0][3:] == (None,) * 6


def test_what_is_reported_already_stands_in_the_cells(sample_plan: Plan) -> None:
    this_year = REPORT.model_copy(update={"fiscal_year": YEAR})
    plan = with_reported_year(
        without_yearly_reports(sample_plan), ReportedYear(YEAR, {FIRST: this_year})
    )
    [row] = [
        row
        for row in book_of(form_of(plan))[REPORTS_SHEET].iter_rows(values_only=True)
        if row[0] == "1-1(1)"
    ]
    assert row[3:5] == ("遅れ", "本庁の14の窓口で始めた。")


def test_a_department_without_initiatives_is_told_so(sample_plan: Plan) -> None:
    sheet = book_of(form_of(sample_plan, "会計課"))[REPORTS_SHEET]
    assert sheet.cell(HEADING_ROW + 1, 1).value == "報告する取組はありません。"


@pytest.mark.parametrize("city", ["412091", "452068", "472123"])
def test_every_plan_has_forms_that_ask_about_what_it_does(
    shipped_plans: dict[str, Plan], city: str
) -> None:
    form = ReturnForm(shipped_plans[city], YEAR, None, 1, YEAR)
    sheet = book_of(form)[REPORTS_SHEET]
    codes = [row[0] for row in sheet.iter_rows(HEADING_ROW + 1, values_only=True)]
    assert codes == [subject.code for subject in form.report_subjects]


def test_what_is_written_is_read_back(
    reader: WorkbookReader, sample_plan: Plan
) -> None:
    form = form_of(without_yearly_reports(sample_plan))
    book = book_of(form)
    write(
        book[REPORTS_SHEET],
        HEADING_ROW + 1,
        report_state="継続中",
        done="始めた。\n広げた。",
        own_mark="○",
    )
    checked = read(reader, form, saved(book))
    assert checked.reported_year is not None
    report = checked.reported_year.reports[FIRST]
    assert report is not None
    assert (report.state, report.done) == (
        InitiativeState.UNDER_WAY,
        "始めた。\n広げた。",
    )
    mark = checked.reported_year.marks[FIRST]
    assert mark is not None
    assert mark.mark == "○"
    assert checked.accepted is not any(f.is_open for f in checked.findings)


def _renamed(sheet: Worksheet) -> None:
    sheet.title = "令和8年度の取組状況"


def _moved(sheet: Worksheet) -> None:
    sheet.insert_cols(2)
    sheet.insert_rows(1)


def _other_words(sheet: Worksheet) -> None:
    words = {"状態": "進捗状況", "実施内容": "取組内容", "今後の予定": "次年度の予定"}
    for cell in sheet[HEADING_ROW]:
        cell.value = words.get(str(cell.value), cell.value)


def _merged(sheet: Worksheet) -> None:
    sheet.merge_cells(
        start_row=HEADING_ROW + 1, end_row=HEADING_ROW + 1, start_column=5, end_column=6
    )


def _without_codes(sheet: Worksheet) -> None:
    sheet.delete_cols(1)


@pytest.mark.parametrize(
    "change", [_renamed, _moved, _other_words, _merged, _without_codes]
)
def test_a_sheet_that_was_changed_is_read_all_the_same(
    reader: WorkbookReader, sample_plan: Plan, change: Callable[[Worksheet], None]
) -> None:
    form = form_of(without_yearly_reports(sample_plan))
    book = book_of(form)
    sheet = book[REPORTS_SHEET]
    write(sheet, HEADING_ROW + 1, report_state="完了", done="終えた。")
    change(sheet)
    checked = read(reader, form, saved(book))
    assert checked.reported_year is not None
    report = checked.reported_year.reports[FIRST]
    assert report is not None
    assert (report.state, report.done) == (InitiativeState.COMPLETED, "終えた。")


def test_the_schedule_is_still_read_where_its_progress_is_called_a_state(
    reader: WorkbookReader, sample_plan: Plan
) -> None:
    form = form_of(without_yearly_reports(sample_plan))
    book = book_of(form)
    sheet = book["工程"]
    write(sheet, HEADING_ROW + 1, state="完了")
    for cell in sheet[HEADING_ROW]:
        if cell.value == column_heading(FormColumn.STATE):
            cell.value = "状態"
    checked = read(reader, form, saved(book))
    assert len(checked.progress) == 1
    assert checked.reported_year is None


def test_a_form_of_before_without_the_sheet_is_read(
    reader: WorkbookReader, sample_plan: Plan
) -> None:
    form = form_of(without_yearly_reports(sample_plan))
    book = book_of(form)
    write(book["工程"], HEADING_ROW + 1, state="完了")
    del book[REPORTS_SHEET]
    checked = read(reader, form, saved(book))
    assert len(checked.progress) == 1
    assert "reports_blank" not in {finding.code for finding in checked.findings}


def test_it_comes_back_with_its_mistakes_marked(
    reader: WorkbookReader, sample_plan: Plan
) -> None:
    form = form_of(without_yearly_reports(sample_plan))
    book = book_of(form)
    write(book[REPORTS_SHEET], HEADING_ROW + 1, done="状態を選び忘れた。")
    content = saved(book)
    checked = read(reader, form, content)
    [missing] = [f for f in checked.findings if f.code == "report_state_missing"]
    assert (missing.sheet, missing.severity) == (REPORTS_SHEET, Severity.ERROR)
    marked = openpyxl.load_workbook(io.BytesIO(reader.mark_form(content, checked)))
    assert missing.cell is not None
    assert marked[REPORTS_SHEET][missing.cell].comment is not None
