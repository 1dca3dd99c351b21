"""The sheet for the totals of a staff survey."""

from decimal import Decimal

from openpyxl.cell.cell import MergedCell

from dxkpi.plan import Actual, Plan, Survey, SurveyGroup
from dxkpi.returns import departments_asked
from dxkpi.returns.form_columns import TOTALS_SHEET
from dxkpi.workbook import styling
from tests.support.workbooks import form_of, opened_form


def test_the_sheet_of_totals_is_for_whoever_is_asked_for_the_staff_survey(
    shipped_plans: dict[str, Plan],
) -> None:
    with_one = {
        (plan.municipality.name, department)
        for plan in shipped_plans.values()
        for department in (None, *departments_asked(plan))
        if TOTALS_SHEET in opened_form(form_of(plan, department)).sheetnames
    }
    assert with_one == {
        ("見本市", None),
        ("見本市", "デジタル推進課"),
        ("豊見城市", None),
    }


def test_the_sheet_of_totals_comes_with_what_the_last_survey_asked(
    sample_plan: Plan,
) -> None:
    form = form_of(sample_plan, year=2026)
    indicator = form.plan.realisation
    assert indicator is not None
    groups = (
        SurveyGroup(names=("人事課", "市民課"), answers=300, positive=195),
        SurveyGroup(names=("土木課",), answers=98, positive=60),
    )
    last = Survey(
        question="感じますか",
        tally={"はい": 255, "いいえ": 143},
        counted=("はい",),
        excluded={"わからない": 3},
        departments=groups,
    )
    entry = Actual(fiscal_year=2025, value=Decimal("64.1"), survey=last)
    plan = sample_plan.model_copy(
        update={"indicators": (indicator.model_copy(update={"actuals": (entry,)}),)}
    )
    sheet = opened_form(form_of(plan, year=2026))[TOTALS_SHEET]
    assert sheet["B5"].value == "感じますか"
    rows = [
        [sheet.cell(row, column).value for column in (1, 2, 3, 5)]
        for row in range(11, 16)
    ]
    assert rows == [
        ["はい", "○", None, "市民課"],
        ["いいえ", None, None, "人事課"],
        ["わからない", "除く", None, "土木課"],
        [None, None, None, None],
        [None, None, None, None],
    ]


def test_without_an_earlier_survey_the_departments_are_those_of_the_plan(
    shipped_plans: dict[str, Plan],
) -> None:
    plan = shipped_plans["472123"]
    sheet = opened_form(form_of(plan))[TOTALS_SHEET]
    names = [sheet.cell(row, 5).value for row in range(11, sheet.max_row + 1)]
    assert len(names) >= 40
    assert [name for name in names if name] == list(departments_asked(plan))


def test_of_the_totals_only_input_cells_can_be_changed_and_are_yellow(
    sample_plan: Plan,
) -> None:
    sheet = opened_form(form_of(sample_plan))[TOTALS_SHEET]
    assert sheet.protection.sheet
    for row in sheet.iter_rows():
        for cell in row:
            yellow = (
                cell.fill.fill_type == "solid"
                and cell.fill.start_color.rgb.endswith(styling.INPUT)
            )
            if not isinstance(cell, MergedCell):
                assert cell.protection.locked is not yellow
    assert sheet.page_setup.orientation == "portrait"
    assert (
        sheet.page_setup.paperSize,
        sheet.page_setup.fitToWidth,
        sheet.page_setup.fitToHeight,
    ) == (9, 1, 0)


def test_the_sheet_of_totals_says_from_how_many_answers_on_a_department_stands_alone(
    sample_plan: Plan,
) -> None:
    said = opened_form(form_of(sample_plan), smallest=10)[TOTALS_SHEET]["A4"].value
    assert said.startswith(
        "回答が10人未満の課は、ほかの課と合わせて1行に書いてください"
    )
