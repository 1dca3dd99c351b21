"""The form that is given out: what stands in it, what can be changed in it, and that other programs read it."""

import io
import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet
from python_calamine import CalamineWorkbook

from dxkpi import i18n, terms
from dxkpi.plan import Actual, BarState, Missing, Plan, Progress, ValueType
from dxkpi.submission import Column, Form, bars_of, departments
from dxkpi.submission.columns import ACTUALS_SHEET, GUIDE_SHEET, INPUTS, ORIGIN_SHEET, SCHEDULE_SHEET, column_of
from dxkpi.workbook import dress, origin, template
from tests.apptest import HOSTILE


def form_of(plan: Plan, department: str | None = None, year: int = 2025, **more: Any) -> Form:
    return Form(plan, year, department, 7, 2025, **more)


def opened(form: Form, **options: Any) -> Any:
    return openpyxl.load_workbook(io.BytesIO(template.make(form, **options)))


def columns(sheet: Worksheet) -> dict[Column, int]:
    found = {}
    for cell in sheet[template.HEAD_ROW]:
        if named := column_of(str(cell.value)):
            found[named[0]] = cell.column
    return found


def test_the_sheets_stand_in_order_and_the_facts_are_hidden(sample_plan: Plan) -> None:
    book = opened(form_of(sample_plan, "人事課"))
    assert book.sheetnames == [ACTUALS_SHEET, SCHEDULE_SHEET, GUIDE_SHEET, ORIGIN_SHEET]
    assert book[ORIGIN_SHEET].sheet_state == "hidden"


def test_a_row_for_each_indicator_and_entry_of_the_department(sample_plan: Plan) -> None:
    form = form_of(sample_plan, "人事課")
    book = opened(form)
    for sheet, codes in ((ACTUALS_SHEET, form.indicators), (SCHEDULE_SHEET, form.bars)):
        rows = book[sheet].iter_rows(min_row=template.HEAD_ROW + 1, max_row=template.HEAD_ROW + len(codes), max_col=1)
        assert [row[0].value for row in rows] == [one.code for one in codes]


def test_every_input_column_is_found_by_its_heading(sample_plan: Plan) -> None:
    book = opened(form_of(sample_plan, "人事課"))
    for sheet, inputs in INPUTS.items():
        assert {Column.CODE, *inputs} <= set(columns(book[sheet]))
    headings = [column_of(str(cell.value)) for cell in book[ACTUALS_SHEET][template.HEAD_ROW]]
    years = [found[1] for found in headings if found and found[0] is Column.VALUE]
    assert years == [2022, 2023, 2024, 2025]


def test_only_input_cells_can_be_changed_and_are_yellow(sample_plan: Plan) -> None:
    form = form_of(sample_plan, "人事課")
    book = opened(form)
    for sheet, inputs in INPUTS.items():
        assert book[sheet].protection.sheet
        assert not book[sheet].protection.password
        at = {columns(book[sheet])[column] for column in inputs}
        for row in book[sheet].iter_rows(min_row=1, max_row=40):
            for cell in row:
                if not cell.protection.locked:
                    assert cell.column in at
                    assert cell.fill.start_color.rgb.endswith(dress.INPUT)
        first = book[sheet][template.HEAD_ROW + 1]
        assert {cell.column for cell in first if not cell.protection.locked} == at


def test_what_was_registered_for_the_year_is_filled_in(sample_plan: Plan) -> None:
    bar = next(bar for bar in bars_of(sample_plan) if "人事課" in bar.measure.departments)
    done = Progress(fiscal_year=2025, state=BarState.IN_PROGRESS, percent=Decimal(40), comment="順調に進む")
    book = opened(form_of(sample_plan, "人事課", progress={bar.key: done}))
    sheet, at = book[ACTUALS_SHEET], columns(book[ACTUALS_SHEET])
    row = next(row for row in sheet.iter_rows(min_row=template.HEAD_ROW + 1) if row[0].value == "K16")
    indicator = sample_plan.indicator("K16")
    assert indicator is not None
    entry = indicator.actual(2025)
    assert entry is not None
    assert (row[at[Column.VALUE] - 1].value, row[at[Column.NOTE] - 1].value) == (21, entry.note)
    bars = book[SCHEDULE_SHEET]
    own = next(row for row in bars.iter_rows(min_row=template.HEAD_ROW + 1) if row[0].value == bar.code)
    assert [cell.value for cell in own[5:8]] == ["実施中", 40, "順調に進む"]


def test_last_years_progress_stands_beside_the_cell(sample_plan: Plan) -> None:
    bar = next(bar for bar in bars_of(sample_plan) if "人事課" in bar.measure.departments)
    earlier = Progress(fiscal_year=2024, state=BarState.LATE)
    sheet = opened(form_of(sample_plan, "人事課", progress={bar.key: earlier}))[SCHEDULE_SHEET]
    own = next(row for row in sheet.iter_rows(min_row=template.HEAD_ROW + 1) if row[0].value == bar.code)
    assert own[4].value == "遅れ\nR6"
    assert own[5].value is None


def test_the_hidden_sheet_says_whose_it_is_and_notices_a_change(sample_plan: Plan) -> None:
    sheet = opened(form_of(sample_plan, "人事課"))[ORIGIN_SHEET]
    said = {row[0].value: row[1].value for row in sheet.iter_rows()}
    found = origin.parse(said)
    assert found is not None
    assert (found.city, found.fiscal_year, found.department, found.revision) == ("999997", 2025, "人事課", 7)
    assert origin.parse(said | {"fiscal_year": "2024"}) is None
    assert origin.parse({}) is None


def test_a_form_of_a_newer_program_is_told_apart(sample_plan: Plan, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(origin, "FORMAT", 2)
    said = origin.facts(form_of(sample_plan))
    monkeypatch.setattr(origin, "FORMAT", 1)
    with pytest.raises(origin.NewerForm):
        origin.parse(said)


@pytest.mark.parametrize("year", [2022, 2024, 2025, 2026, 2028])
def test_the_judging_formula_says_what_the_rules_say(shipped_plans: dict[str, Plan], year: int) -> None:
    i18n.use("ja")
    for plan in shipped_plans.values():
        form = form_of(plan, year=year)
        over = replace(form, last_closed=max(2025, year))
        for indicator in form.indicators:
            formula = dress.status_formula(form, indicator)
            assert bool(formula) == (indicator.target is not None)
            if indicator.target is None:
                continue
            for value in tried(form, indicator):
                status = over.judged(indicator.with_actual(Actual(fiscal_year=year, value=value))).status
                said = evaluated(formula, indicator.value_type, value)
                assert said == f"{terms.glyph(status)} {terms.label(status)}", (indicator.code, value, formula)


def tried(form: Form, indicator: Any) -> list[Decimal]:
    if indicator.value_type is ValueType.YES_NO:
        return [Decimal(0), Decimal(1)]
    bounds = sorted(dress._bounds(form, indicator))
    return [*bounds, *(bound + step for bound in bounds for step in (Decimal("-0.37"), Decimal("0.41"), Decimal(90)))]


def evaluated(formula: str, kind: ValueType, value: Decimal) -> Any:
    """Excel's IF as Python's; the test beside LibreOffice's own results was done by hand."""
    cell: Any = float(value)
    if kind is ValueType.YES_NO:
        cell = dress.YES if value == 1 else dress.NO
    names: dict[str, Callable[..., Any]] = {
        "IF": lambda asked, yes, no: yes if asked else no,
        "ISNUMBER": lambda one: isinstance(one, float),
    }
    python = re.sub(r'(?<![<>])=(?=")', "==", formula.removeprefix("=").replace("{v}", "cell"))
    return eval(python, {**names, "cell": cell})


def test_other_text_and_blank_cells_are_not_judged(sample_plan: Plan) -> None:
    indicator = sample_plan.indicators[0]
    formula = dress.status_formula(form_of(sample_plan), indicator)
    assert formula.startswith("=IF(ISNUMBER({v}),")
    assert formula.endswith(',"")')


def test_dropdowns_and_messages_are_japanese_on_an_english_screen(sample_plan: Plan) -> None:
    book = opened(form_of(sample_plan, "人事課"))
    checks = [
        *book[ACTUALS_SHEET].data_validations.dataValidation,
        *book[SCHEDULE_SHEET].data_validations.dataValidation,
    ]
    lists = {check.formula1 for check in checks if check.type == "list"}
    i18n.use("ja")
    for kind in (Missing, BarState):
        assert f'"{",".join(terms.label(term) for term in kind)}"' in lists
    for check in checks:
        assert check.prompt
        assert not re.search(r"[A-Za-z]{3,}", check.prompt)
        assert len(check.prompt) <= 255
        assert len(check.promptTitle) <= 32
    units = [check.prompt for check in checks if "64.4" in check.prompt]
    assert len(units) == 1


def test_the_comment_turns_orange_where_it_is_missing(sample_plan: Plan) -> None:
    (area,) = opened(form_of(sample_plan, "人事課"))[ACTUALS_SHEET].conditional_formatting
    (rule,) = area.rules
    assert 'LEFT($N6,1)="△"' in rule.formula[0]
    assert "LEN(TRIM($O6))=0" in rule.formula[0]
    assert str(area.sqref) == "O6:O10"


def test_it_prints_on_a4_landscape_with_headings_city_and_page_numbers(sample_plan: Plan) -> None:
    for name in (ACTUALS_SHEET, SCHEDULE_SHEET):
        sheet = opened(form_of(sample_plan, "人事課"))[name]
        assert (sheet.page_setup.orientation, sheet.page_setup.paperSize) == ("landscape", 9)
        assert (sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight) == (1, 0)
        assert sheet.sheet_properties.pageSetUpPr.fitToPage
        assert sheet.print_title_rows == f"${template.HEAD_ROW}:${template.HEAD_ROW}"
        assert sheet.oddHeader.left.text == "見本市（架空）　人事課"
        assert sheet.oddFooter.center.text == "&P / &N ページ"
        assert sheet.freeze_panes == f"C{template.HEAD_ROW + 1}"
        assert not sheet.merged_cells.ranges


def test_deadline_and_contact_are_printed_where_they_are_known(sample_plan: Plan) -> None:
    form = form_of(sample_plan, "人事課")
    line = opened(form, deadline=date(2026, 5, 15), contact="内線2345")[ACTUALS_SHEET]["A2"].value
    assert "令和8年5月15日" in line
    assert "内線2345" in line
    assert "期限" not in opened(form)[ACTUALS_SHEET]["A2"].value


@pytest.mark.parametrize("code", ["472123", "452068", "422096", "052116", "412091", "999997"])
def test_every_plans_forms_are_read_alike_by_another_program(shipped_plans: dict[str, Plan], code: str) -> None:
    plan = shipped_plans[code]
    for department in (None, *departments(plan))[:4]:
        content = template.make(form_of(plan, department))
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
                for row, values in enumerate(other.get_sheet_by_name(sheet).to_python(skip_empty_area=False), start=1)
                for column, value in enumerate(values, start=1)
            }
            assert all(theirs[at] == value for at, value in ours.items())


def test_names_that_look_like_formulas_or_hold_odd_letters_stay_text(sample_plan: Plan) -> None:
    odd = "=1+1\x07 " + HOSTILE
    entry = Actual(fiscal_year=2025, value=Decimal(3), note="=HYPERLINK(1)")
    own = sample_plan.indicators[0].model_copy(update={"name": odd, "definition": "@SUM(A1)", "department": "+課&D"})
    plan = sample_plan.model_copy(update={"indicators": (own.with_actual(entry),)})
    book = opened(form_of(plan, "+課&D"))
    row = book[ACTUALS_SHEET][template.HEAD_ROW + 1]
    formulas = [cell for cell in row if cell.data_type == "f"]
    assert [cell.column for cell in formulas] == [14]
    assert row[2].value == "@SUM(A1)"
    assert str(row[1].value).startswith("=1+1 <img")
    assert "&&D" in book[ACTUALS_SHEET].oddHeader.left.text


def test_a_form_with_nothing_to_report_says_so(sample_plan: Plan) -> None:
    form = replace(form_of(sample_plan.model_copy(update={"indicators": (), "policies": ()})))
    book = opened(form)
    assert "ありません" in book[ACTUALS_SHEET].cell(template.HEAD_ROW + 1, 1).value
    assert "ありません" in book[SCHEDULE_SHEET].cell(template.HEAD_ROW + 1, 1).value


def test_the_files_name_says_year_and_department(sample_plan: Plan) -> None:
    assert template.file_name(form_of(sample_plan, "人事課")) == "実績様式-令和7年度-人事課.xlsx"
    assert template.file_name(form_of(sample_plan, 'a/b:"c"')) == "実績様式-令和7年度-a＿b＿＿c＿.xlsx"
    assert template.file_name(form_of(sample_plan)) == "実績様式-令和7年度-見本市.xlsx"
