"""The sheet of figures: what stands in the row of an indicator."""

from decimal import Decimal
from typing import Any

import pytest

from dxkpi.plan import Actual, Aggregation, Indicator, Missing, Plan, TotalTarget
from dxkpi.returns import FormColumn
from dxkpi.returns.form_columns import ACTUALS_SHEET
from dxkpi.workbook.template.layout import HEADING_ROW
from tests.support.counted import online_share
from tests.support.late_figures import EVERY_SECOND_YEAR, NOVEMBER, kpi
from tests.support.late_figures import form_of as late_form
from tests.support.workbooks import form_of, heading_columns, opened_form


def test_the_comment_turns_orange_where_it_is_missing(sample_plan: Plan) -> None:
    rules = {
        str(area.sqref): area.rules[0]
        for area in opened_form(form_of(sample_plan, "人事課"))[
            ACTUALS_SHEET
        ].conditional_formatting
    }
    (formula,) = rules["O6:O10"].formula
    assert (
        formula
        == 'AND(OR(LEFT($N6,1)="△",LEFT($N6,1)="▲",LEFT($N6,1)="×"),LEN(TRIM($O6))=0)'
    )
    assert not any(area.startswith("P") for area in rules)  # 対応 is not required


def test_counts_are_grouped_and_no_digit_of_any_figure_is_hidden(
    sample_plan: Plan,
) -> None:
    sheet = opened_form(form_of(sample_plan, "人事課"))[ACTUALS_SHEET]
    assert [sheet.cell(row, 11).number_format for row in range(6, 11)] == [
        "#,##0.0####",
        "General",
        "#,##0.0####",
        "General",
        "General",
    ]
    rules = {str(area.sqref): area.rules[0] for area in sheet.conditional_formatting}
    assert rules["K7 K9:K10"].dxf.numFmt.formatCode == "#,##0"
    assert [sheet.cell(row, 12).number_format for row in range(6, 11)] == ["@"] * 5


@pytest.mark.parametrize(
    ("changed", "month"),
    [
        (
            {"actuals": (Actual(fiscal_year=2024, as_of="2024-11", value=Decimal(1)),)},
            "R7.11",
        ),
        (
            {
                "actuals": (
                    Actual(fiscal_year=2023, as_of="2024-01-31", value=Decimal(1)),
                )
            },
            "R8.1",
        ),
        ({"actuals": (), "baseline": None, "aggregation": Aggregation.POINT}, "R8.3"),
        (
            {"actuals": (), "baseline": None, "aggregation": Aggregation.CUMULATIVE},
            "R8.3",
        ),
        ({"actuals": (), "baseline": None, "aggregation": Aggregation.ANNUAL}, None),
        (
            {
                "actuals": (
                    Actual(fiscal_year=2025, as_of="2026-03-31", value=Decimal(1)),
                )
            },
            "R8.3",
        ),
        ({"actuals": (Actual(fiscal_year=2025, value=Decimal(1)),)}, None),
    ],
)
def test_the_month_is_that_of_the_last_figure_carried_to_this_year(
    sample_plan: Plan, changed: dict[str, Any], month: str | None
) -> None:
    own = sample_plan.indicators[0].model_copy(update=changed)
    sheet = opened_form(form_of(sample_plan.model_copy(update={"indicators": (own,)})))[
        ACTUALS_SHEET
    ]
    assert (
        sheet.cell(HEADING_ROW + 1, heading_columns(sheet)[FormColumn.AS_OF]).value
        == month
    )


def test_figures_of_earlier_years_are_shown_as_they_are_known(
    sample_plan: Plan,
) -> None:
    years = (
        Actual(fiscal_year=2022, value=Decimal("1234567.25"), approximate=True),
        Actual(fiscal_year=2023, missing=Missing.NOT_PUBLISHED),
        Actual(fiscal_year=2024, value=Decimal("18.76")),
        Actual(fiscal_year=2025, value=Decimal("123456789012345678.5")),
    )
    own = sample_plan.indicators[0].model_copy(update={"actuals": years, "decimals": 1})
    sheet = opened_form(form_of(sample_plan.model_copy(update={"indicators": (own,)})))[
        ACTUALS_SHEET
    ]
    shown = [sheet.cell(HEADING_ROW + 1, column) for column in range(7, 12)]
    assert [cell.value for cell in shown[:3]] == ["約1,234,567.25", "未公表", 18.76]
    assert shown[2].number_format == "#,##0.00"
    assert shown[4].value == "123456789012345678.5"


def test_yes_and_no_are_chosen_from_a_list(sample_plan: Plan) -> None:
    indicator = sample_plan.indicator("K20")
    assert indicator is not None
    done = indicator.with_actual(Actual(fiscal_year=2025, value=Decimal(1)))
    sheet = opened_form(
        form_of(sample_plan.model_copy(update={"indicators": (done,)}))
    )[ACTUALS_SHEET]
    cell = sheet.cell(HEADING_ROW + 1, heading_columns(sheet)[FormColumn.VALUE])
    assert cell.value == "実施"
    (check,) = [
        one
        for one in sheet.data_validations.dataValidation
        if cell.coordinate in one.sqref
    ]
    assert (check.type, check.formula1) == ("list", '"実施,未実施"')
    assert check.errorStyle == "warning"  # rows may be sorted, and checks stay


def test_words_of_any_length_are_shown_in_full(sample_plan: Plan) -> None:
    own = sample_plan.indicators[0].model_copy(
        update={"name": "指標の名前" * 30, "definition": "定義" * 200}
    )
    sheet = opened_form(
        form_of(
            sample_plan.model_copy(
                update={"indicators": (own, sample_plan.indicators[1])}
            )
        )
    )[ACTUALS_SHEET]
    high, usual = (sheet.row_dimensions[row].height for row in (6, 7))
    assert 409 >= high > 5 * usual


def test_three_hundred_indicators_stand_on_one_sheet(sample_plan: Plan) -> None:
    many = tuple(
        sample_plan.indicators[n % 22].model_copy(update={"code": f"K{n:03}"})
        for n in range(300)
    )
    form = form_of(sample_plan.model_copy(update={"indicators": many}))
    sheet = opened_form(form)[ACTUALS_SHEET]
    assert sheet.cell(HEADING_ROW + 300, 1).value == "K299"
    assert all(
        len(str(check.sqref)) < 3000 for check in sheet.data_validations.dataValidation
    )


def test_the_reason_of_a_target_below_the_present_stands_beside_the_definition(
    sample_plan: Plan,
) -> None:
    first = sample_plan.indicators[0]
    assert first.target is not None
    why = {"value": Decimal(15), "worse_because": "対象を広げるため"}
    lower = first.model_copy(update={"target": first.target.model_copy(update=why)})
    plan = sample_plan.model_copy(update={"indicators": (lower,)})
    sheet = opened_form(form_of(plan))[ACTUALS_SHEET]
    cells = [str(cell.value) for cell in sheet[HEADING_ROW + 1]]
    assert any(
        cell.endswith("割合。\n目標が現状より低い理由：対象を広げるため")
        for cell in cells
    )


@pytest.mark.parametrize(
    ("known", "told"),
    [
        ({2023: 80, 2024: 70}, "R6までの計 150"),
        ({2024: 70}, "R6までの計 少なくとも70"),
    ],
)
def test_a_total_asks_for_the_year_and_shows_the_sum_so_far(
    sample_plan: Plan, known: dict[int, int], told: str
) -> None:
    actuals = tuple(
        Actual(fiscal_year=year, value=Decimal(value)) for year, value in known.items()
    )
    own = sample_plan.indicators[0].model_copy(
        update={
            "actuals": actuals,
            "baseline": None,
            "aggregation": Aggregation.ANNUAL,
            "unit": "件",
            "decimals": 0,
            "target": TotalTarget(value=Decimal(375), since=2023, fiscal_year=2027),
        }
    )
    sheet = opened_form(form_of(sample_plan.model_copy(update={"indicators": (own,)})))[
        ACTUALS_SHEET
    ]
    cells = [cell.value for cell in sheet[HEADING_ROW + 1]]
    assert f"5年間で375\nR5～R9\n年平均75件\n{told}" in cells
    assert "計225" in cells
    figure = sheet.cell(HEADING_ROW + 1, heading_columns(sheet)[FormColumn.VALUE])
    assert figure.value is None


def test_method_source_and_time_stand_where_one_types(sample_plan: Plan) -> None:
    facts = {
        "definition": None,
        "quote": None,
        "method": "利用件数÷申請件数×100",
        "source": "庁内調べ",
        "counted_on": "09-30",
        "actuals": (),
    }
    own = sample_plan.indicators[0].model_copy(update=facts)
    form = form_of(sample_plan.model_copy(update={"indicators": (own,)}))
    sheet = opened_form(form)[ACTUALS_SHEET]
    cells = [cell.value for cell in sheet[HEADING_ROW + 1]]
    assert (
        "算出方法：利用件数÷申請件数×100\n出典：庁内調べ\n値は毎年9月30日現在のものです。"
        in cells
    )
    assert "算出方法・出典" in [cell.value for cell in sheet[HEADING_ROW]]
    month = sheet.cell(HEADING_ROW + 1, heading_columns(sheet)[FormColumn.AS_OF])
    assert month.value == f"R{form.fiscal_year - 2018}.9"


def test_the_form_states_baseline_and_target_as_the_plan_does(
    sample_plan: Plan,
) -> None:
    own = Indicator.model_validate(
        {
            "code": "K01",
            "name": "空き家",
            "unit": "戸",
            "baseline": {
                "fiscal_year": 2016,
                "value": 18000,
                "approximate": True,
                "span": "H26～28平均",
            },
            "target": {
                "rule": "reach",
                "value": 20000,
                "approximate": True,
                "stretch": 21000,
                "fiscal_year": 2027,
            },
        }
    )
    form = form_of(sample_plan.model_copy(update={"indicators": (own,)}))
    cells = [cell.value for cell in opened_form(form)[ACTUALS_SHEET][HEADING_ROW + 1]]
    assert "約18,000\nH26～28平均" in cells
    assert "約20,000\nR9\n挑戦目標21,000" in cells


def test_a_range_is_asked_as_it_is_stated(sample_plan: Plan) -> None:
    own = Indicator.model_validate(
        {
            "code": "K01",
            "name": "騒音",
            "unit": "dB",
            "target": {"rule": "range", "low": 45, "high": 55, "fiscal_year": 2027},
        }
    )
    form = form_of(sample_plan.model_copy(update={"indicators": (own,)}))
    cells = [cell.value for cell in opened_form(form)[ACTUALS_SHEET][HEADING_ROW + 1]]
    assert "45～55\nR9" in cells


# Figures that come out after the year's report


def words_of_sheet(*indicators: Indicator) -> str:
    form = late_form(*indicators)
    rows = opened_form(form)[ACTUALS_SHEET].iter_rows()
    return "\n".join(str(cell.value) for row in rows for cell in row if cell.value)


def test_the_row_says_whose_years_figure_is_asked_for_and_why() -> None:
    words = words_of_sheet(kpi({2023: 28.5}, **NOVEMBER))
    assert "令和5年度の数値を記入してください。" in words
    assert "令和6年度の数値は令和7年11月ごろの公表です。" in words


def test_the_row_holds_what_is_registered_of_that_year() -> None:
    form = late_form(kpi({2023: "28.5"}, **NOVEMBER))
    values = [
        cell.value
        for row in opened_form(form)[ACTUALS_SHEET].iter_rows()
        for cell in row
    ]
    assert values.count(28.5) == 2  # in the column of 令和5年度, and to be confirmed


def test_a_year_without_a_survey_has_no_row_once_the_last_one_is_known() -> None:
    known = kpi({2023: 30}, **EVERY_SECOND_YEAR)
    words = words_of_sheet(known, kpi(code="K02"))
    assert "K02" in words
    assert "K01" not in words
    assert "K01" in words_of_sheet(kpi(**EVERY_SECOND_YEAR), kpi(code="K02"))


# Shares that are asked for with their two counts


def test_both_counts_are_asked_for_and_those_of_former_years_are_shown(
    sample_plan: Plan,
) -> None:
    form = form_of(sample_plan.model_copy(update={"indicators": (online_share(),)}))
    sheet = opened_form(form)[ACTUALS_SHEET]
    cells = [cell.value for cell in sheet[HEADING_ROW + 1]]
    assert "65.9\n（120／182）\nR4" in cells
    assert "89.6\n（1,630／1,820）" in cells
    assert any("オンライン化した手続／全手続" in str(text) for text in cells)
    column = heading_columns(sheet)[FormColumn.VALUE]
    assert sheet.cell(HEADING_ROW + 1, column).number_format == "@"
    prompts = [check.prompt for check in sheet.data_validations.dataValidation]
    assert any("163/182" in str(prompt) for prompt in prompts)


def test_registered_counts_stand_in_the_cell_as_they_are_written(
    sample_plan: Plan,
) -> None:
    registered = {"fiscal_year": 2025, "value": 50, "numerator": 91, "denominator": 182}
    share = online_share(actuals=[registered])
    form = form_of(sample_plan.model_copy(update={"indicators": (share,)}))
    sheet = opened_form(form)[ACTUALS_SHEET]
    column = heading_columns(sheet)[FormColumn.VALUE]
    assert sheet.cell(HEADING_ROW + 1, column).value == "91/182"
