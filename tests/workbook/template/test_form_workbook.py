"""The form that is given out: what stands in it, what can be changed in it, and that other programs read it."""

import io
import re
from datetime import date
from decimal import Decimal
from typing import Any
from zipfile import ZipFile

import openpyxl
import pytest
from openpyxl.xml.functions import fromstring
from python_calamine import CalamineWorkbook

from dxkpi.plan import Actual, BarState, Missing, Plan, Progress
from dxkpi.returns import FormColumn, departments_asked, reportable_entries
from dxkpi.returns.form_columns import (
    ACTUALS_SHEET,
    GUIDE_SHEET,
    INPUTS,
    ORIGIN_SHEET,
    REFERENCE_SHEET,
    REPORTS_SHEET,
    SCHEDULE_SHEET,
    column_of_heading,
)
from dxkpi.wording import glossary
from dxkpi.wording.language import Language
from dxkpi.workbook import styling, template
from dxkpi.workbook.reader import WorkbookReader
from dxkpi.workbook.template.layout import HEADING_ROW
from tests.support.apptest import HOSTILE
from tests.support.speaking import speak
from tests.support.workbooks import form_of, heading_columns, opened_form


def test_the_sheets_stand_in_order_and_the_facts_are_hidden(sample_plan: Plan) -> None:
    book = opened_form(form_of(sample_plan, "人事課"))
    assert book.sheetnames == [
        GUIDE_SHEET,
        ACTUALS_SHEET,
        SCHEDULE_SHEET,
        REPORTS_SHEET,
        REFERENCE_SHEET,
        ORIGIN_SHEET,
    ]
    assert book.active.title == GUIDE_SHEET
    assert book[ORIGIN_SHEET].sheet_state == "hidden"


def test_a_row_for_each_indicator_and_entry_of_the_department(
    sample_plan: Plan,
) -> None:
    form = form_of(sample_plan, "人事課")
    book = opened_form(form)
    for sheet, codes in (
        (ACTUALS_SHEET, form.indicators),
        (SCHEDULE_SHEET, form.schedule_entries),
    ):
        rows = book[sheet].iter_rows(
            min_row=HEADING_ROW + 1, max_row=HEADING_ROW + len(codes), max_col=1
        )
        assert [row[0].value for row in rows] == [one.code for one in codes]


def test_every_input_column_is_found_by_its_heading(sample_plan: Plan) -> None:
    book = opened_form(form_of(sample_plan, "人事課"))
    for sheet, inputs in INPUTS.items():
        assert {FormColumn.CODE, *inputs} <= set(heading_columns(book[sheet]))
    headings = [
        column_of_heading(str(cell.value)) for cell in book[ACTUALS_SHEET][HEADING_ROW]
    ]
    years = [found[1] for found in headings if found and found[0] is FormColumn.VALUE]
    assert years == [2022, 2023, 2024, 2025]


def test_only_input_cells_are_yellow_and_the_others_take_nothing_that_is_typed(
    sample_plan: Plan,
) -> None:
    form = form_of(sample_plan, "人事課")
    book = opened_form(form)
    for sheet, inputs in INPUTS.items():
        assert book[sheet].protection.sheet
        assert not book[sheet].protection.password
        at = {heading_columns(book[sheet])[column] for column in inputs}
        refused = refused_columns(book[sheet])
        for cell in book[sheet][HEADING_ROW + 1]:
            is_yellow = str(cell.fill.start_color.rgb).endswith(styling.INPUT)
            assert is_yellow is (cell.column in at)
            assert (cell.column in refused) is not is_yellow


def refused_columns(sheet: Any) -> set[int]:
    """The columns whose cells refuse whatever is typed."""
    columns: set[int] = set()
    for check in sheet.data_validations.dataValidation:
        if (check.type, check.formula1) == ("custom", "FALSE"):
            for area in check.sqref.ranges:
                columns |= set(range(area.min_col, area.max_col + 1))
    return columns


def test_excel_sorts_filters_and_inserts_rows_on_the_locked_sheet(
    sample_plan: Plan,
) -> None:
    """Excel sorts a locked sheet where the arrows are set and no cell beneath is locked."""
    book = opened_form(form_of(sample_plan, "人事課"))
    for name in INPUTS:
        sheet, protection = book[name], book[name].protection
        assert protection.sheet
        assert not protection.sort
        assert not protection.autoFilter
        assert not protection.insertRows
        assert not protection.formatColumns
        first, last = sheet.auto_filter.ref.split(":")
        assert first == f"A{HEADING_ROW}"
        for row in sheet[f"A{HEADING_ROW + 1}:{last}"]:
            assert not any(cell.protection.locked for cell in row)
        assert all(cell.protection.locked for cell in sheet[HEADING_ROW])
        assert sheet["A1"].protection.locked


def test_who_filled_in_and_who_checked_write_their_names_once(
    sample_plan: Plan,
) -> None:
    book = opened_form(form_of(sample_plan, "人事課"))
    for sheet, texts in ((ACTUALS_SHEET, 3), (SCHEDULE_SHEET, 0)):
        labels = [
            cell.value
            for row in book[sheet]["H1:P3"]
            for cell in row
            if cell.value is not None
        ]
        assert len(labels) == texts
    actuals = book[ACTUALS_SHEET]
    assert [actuals.cell(row, 15).value for row in (1, 2, 3)] == [
        "記入者",
        "内線",
        "確認者（課長）",
    ]
    assert not any(actuals.cell(row, 16).protection.locked for row in (1, 2, 3))


def test_the_address_of_the_screen_is_printed_where_it_is_known(
    sample_plan: Plan,
) -> None:
    form, address = form_of(sample_plan, "人事課"), "https://kpi.example.lg.jp/upload"
    book = opened_form(form, address=address)
    for sheet in (ACTUALS_SHEET, SCHEDULE_SHEET):
        assert address in book[sheet]["A4"].value
    assert "http" not in opened_form(form)[ACTUALS_SHEET]["A4"].value
    with WorkbookReader() as reader:
        read = reader.read_form(template.form_workbook(form, address=address))
    assert (read.year, read.city_name, read.department) == (2025, "見本市", "人事課")


def test_the_sheet_for_reference_is_no_form(sample_plan: Plan) -> None:
    sheet = opened_form(form_of(sample_plan))[REFERENCE_SHEET]
    headings = [str(cell.value) for cell in sheet[4]]
    columns = [column_of_heading(heading) for heading in headings]
    assert {column[0] for column in columns if column} == {FormColumn.NAME}
    rates = {sheet.cell(row, 1).value: sheet.cell(row, 4).value for row in range(5, 27)}
    assert rates["K16"] == "43.8%\n（R7）"
    assert headings[-1] == "R9\n期待値"  # the last year of a target


def test_what_was_registered_for_the_year_is_filled_in(sample_plan: Plan) -> None:
    bar = next(
        bar
        for bar in reportable_entries(sample_plan)
        if "人事課" in bar.measure.departments
    )
    done = Progress(
        fiscal_year=2025,
        state=BarState.IN_PROGRESS,
        percent=Decimal(40),
        comment="順調に進む",
    )
    book = opened_form(form_of(sample_plan, "人事課", progress={bar.key: done}))
    sheet, at = book[ACTUALS_SHEET], heading_columns(book[ACTUALS_SHEET])
    row = next(
        row for row in sheet.iter_rows(min_row=HEADING_ROW + 1) if row[0].value == "K16"
    )
    indicator = sample_plan.indicator("K16")
    assert indicator is not None
    entry = indicator.actual(2025)
    assert entry is not None
    columns = (FormColumn.VALUE, FormColumn.NOTE, FormColumn.COUNTERMEASURE)
    assert [row[at[column] - 1].value for column in columns] == [
        21,
        entry.note,
        entry.countermeasure,
    ]
    bars = book[SCHEDULE_SHEET]
    own = next(
        row
        for row in bars.iter_rows(min_row=HEADING_ROW + 1)
        if row[0].value == bar.code
    )
    assert [cell.value for cell in own[5:8]] == ["実施中", 40, "順調に進む"]


def test_dropdowns_and_messages_are_japanese_on_an_english_screen(
    sample_plan: Plan,
) -> None:
    book = opened_form(form_of(sample_plan, "人事課"))
    checks = [
        *book[ACTUALS_SHEET].data_validations.dataValidation,
        *book[SCHEDULE_SHEET].data_validations.dataValidation,
    ]
    lists = {check.formula1 for check in checks if check.type == "list"}
    for kind in (Missing, BarState):
        assert (
            f'"{",".join(glossary.term_label(term, Language.JAPANESE) for term in kind)}"'
            in lists
        )
    for check in checks:
        if check.type == "custom":
            assert "計画" in check.error
            continue
        assert check.prompt
        assert not re.search(r"[A-Za-z]{3,}", check.prompt)
        assert len(check.prompt) <= 255
        assert len(check.promptTitle) <= 32
    units = [check for check in checks if "64.4" in (check.prompt or "")]
    assert len(units) == 1


def test_it_prints_on_a4_landscape_with_headings_city_and_page_numbers(
    sample_plan: Plan,
) -> None:
    for name in (ACTUALS_SHEET, SCHEDULE_SHEET):
        sheet = opened_form(form_of(sample_plan, "人事課"))[name]
        assert (sheet.page_setup.orientation, sheet.page_setup.paperSize) == (
            "landscape",
            9,
        )
        assert (sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight) == (1, 0)
        assert sheet.sheet_properties.pageSetUpPr.fitToPage
        assert sheet.print_title_rows == f"${HEADING_ROW}:${HEADING_ROW}"
        assert sheet.oddHeader.left.text == "見本市（架空）　人事課"
        assert sheet.oddFooter.center.text == "&P / &N ページ"
        assert sheet.freeze_panes == f"C{HEADING_ROW + 1}"
        assert not sheet.merged_cells.ranges


def test_deadline_and_contact_are_printed_where_they_are_known(
    sample_plan: Plan,
) -> None:
    form = form_of(sample_plan, "人事課")
    line = opened_form(form, deadline=date(2026, 5, 15), contact="内線2345")[
        ACTUALS_SHEET
    ]["A2"].value
    assert "令和8年5月15日" in line
    assert "内線2345" in line
    assert "期限" not in opened_form(form)[ACTUALS_SHEET]["A2"].value


@pytest.mark.parametrize(
    "code", ["472123", "452068", "422096", "052116", "412091", "999997"]
)
def test_every_plans_forms_are_read_alike_by_another_program(
    shipped_plans: dict[str, Plan], code: str
) -> None:
    plan = shipped_plans[code]
    for department in (None, *departments_asked(plan))[:4]:
        content = template.form_workbook(form_of(plan, department))
        book = openpyxl.load_workbook(io.BytesIO(content))
        other = CalamineWorkbook.from_filelike(io.BytesIO(content))
        for sheet in (ACTUALS_SHEET, SCHEDULE_SHEET, GUIDE_SHEET):
            ours = {
                (cell.row, cell.column): cell.value
                for row in book[sheet].iter_rows()
                for cell in row
                if cell.value is not None and cell.data_type != "f"
            }
            theirs = {
                (row, column): value
                for row, values in enumerate(
                    other.get_sheet_by_name(sheet).to_python(skip_empty_area=False),
                    start=1,
                )
                for column, value in enumerate(values, start=1)
            }
            assert all(theirs[at] == value for at, value in ours.items())


def test_names_that_look_like_formulas_or_hold_odd_letters_stay_text(
    sample_plan: Plan,
) -> None:
    odd = "=1+1\x07\ufffe " + HOSTILE
    entry = Actual(
        fiscal_year=2025, value=Decimal(3), note="=HYPERLINK(1)", countermeasure="@SUM"
    )
    changed = {
        "code": "@K\x01_x0041_",
        "name": odd,
        "definition": "#N/A",
        "unit": "+件",
        "department": "+課&D",
    }
    own = sample_plan.indicators[0].model_copy(update=changed)
    plan = sample_plan.model_copy(update={"indicators": (own.with_actual(entry),)})
    content = template.form_workbook(form_of(plan, "+課&D"))
    book: Any = openpyxl.load_workbook(io.BytesIO(content), rich_text=True)
    row = book[ACTUALS_SHEET][HEADING_ROW + 1]
    assert [cell.column for cell in row if cell.data_type == "f"] == [14]
    assert [cell.data_type for cell in row[:4]] == ["s"] * 4
    assert [row[n].quotePrefix for n in (0, 3, 14, 15)] == [True] * 4
    assert (row[14].value, row[15].value) == ("=HYPERLINK(1)", "@SUM")
    assert str(row[1].value).startswith("=1+1_x0007_\ufffd <img")
    assert "&&D" in str(book[ACTUALS_SHEET].oddHeader.left.text)
    read = (
        CalamineWorkbook.from_filelike(io.BytesIO(content))
        .get_sheet_by_name(ACTUALS_SHEET)
        .to_python()
    )
    assert "=HYPERLINK(1)" in read[HEADING_ROW]
    with WorkbookReader() as reader:
        (found,) = reader.read_form(content).rows
    assert (found.code, found.cells[FormColumn.NOTE].value) == (
        "@K\x01_x0041_",
        "=HYPERLINK(1)",
    )


def test_a_form_with_nothing_to_report_says_so(sample_plan: Plan) -> None:
    book = opened_form(
        form_of(sample_plan.model_copy(update={"indicators": (), "policies": ()}))
    )
    for name, inputs in INPUTS.items():
        assert "ありません" in book[name].cell(HEADING_ROW + 1, 1).value
        assert {FormColumn.CODE, *inputs} <= set(heading_columns(book[name]))


def test_the_guide_names_the_sheets_that_ask_for_something(sample_plan: Plan) -> None:
    department = next(
        name
        for name in departments_asked(sample_plan)
        if not form_of(sample_plan, name).indicators
        and form_of(sample_plan, name).schedule_entries
    )
    book = opened_form(form_of(sample_plan, department))
    assert (
        f"シート「{SCHEDULE_SHEET}・{REPORTS_SHEET}」の黄色"
        in book[GUIDE_SHEET]["B3"].value
    )
    assert book[SCHEDULE_SHEET]["G1"].value == "記入者"


def test_the_files_name_says_year_and_department(sample_plan: Plan) -> None:
    assert (
        template.form_file_name(form_of(sample_plan, "人事課"))
        == "実績様式-令和7年度-人事課.xlsx"
    )
    assert (
        template.form_file_name(form_of(sample_plan, 'a/b:"c"\n.'))
        == "実績様式-令和7年度-a／b：”c”.xlsx"
    )
    assert (
        template.form_file_name(form_of(sample_plan))
        == "実績様式-令和7年度-見本市.xlsx"
    )
    long = {
        template.form_file_name(form_of(sample_plan, "課" * 80 + end)) for end in "甲乙"
    }
    assert len(long) == 2
    assert all(len(name.encode()) < 255 for name in long)


def test_the_same_form_gives_the_same_cells(sample_plan: Plan) -> None:
    form = form_of(sample_plan)
    one, other = (opened_form(form) for _ in range(2))
    for sheet in one:
        for row in sheet.iter_rows():
            assert [cell.value for cell in row] == [
                other[sheet.title][cell.coordinate].value for cell in row
            ]


def test_it_is_the_same_on_an_english_screen(sample_plan: Plan) -> None:
    form, texts = form_of(sample_plan, "人事課"), []
    for language in ("ja", "en"):
        speak(language)
        book = opened_form(form, deadline=date(2026, 5, 15), contact="内線2345")
        texts.append(
            [
                [cell.value for row in sheet.iter_rows() for cell in row]
                for sheet in book
            ]
        )
    assert texts[0] == texts[1]


SHEET_PARTS = """
sheetPr dimension sheetViews sheetFormatPr cols sheetData sheetCalcPr sheetProtection protectedRanges scenarios autoFilter
sortState dataConsolidate customSheetViews mergeCells phoneticPr conditionalFormatting dataValidations hyperlinks printOptions
pageMargins pageSetup headerFooter rowBreaks colBreaks customProperties cellWatches ignoredErrors smartTags drawing
legacyDrawing legacyDrawingHF drawingHF picture oleObjects controls webPublishItems tableParts extLst
"""


def test_the_parts_of_a_sheet_stand_in_the_order_of_the_standard(
    sample_plan: Plan,
) -> None:
    """CT_Worksheet of ECMA-376 is a sequence; Excel offers to repair a file that has it otherwise."""
    with ZipFile(io.BytesIO(template.form_workbook(form_of(sample_plan)))) as parts:
        for name in parts.namelist():
            if name.startswith("xl/worksheets/sheet"):
                own = [
                    child.tag.partition("}")[2]
                    for child in fromstring(parts.read(name))
                ]
                assert own == sorted(own, key=SHEET_PARTS.split().index)
        assert not any(
            "externalLink" in name or "vba" in name for name in parts.namelist()
        )


def test_no_authors_name_is_in_the_file(sample_plan: Plan) -> None:
    book = opened_form(form_of(sample_plan, "人事課"))
    assert book.properties.title == "令和7年度　見本市DX推進計画　実績様式"
    assert (book.properties.creator, book.properties.lastModifiedBy) == ("dxkpi", None)
