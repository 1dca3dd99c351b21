"""A plan's table of indicators: columns, rows, and what is proposed of them."""

from decimal import Decimal
from typing import Any

import pytest

from dxkpi.drafting.blocks import Table
from dxkpi.drafting.column_meaning import ColumnMeaning
from dxkpi.drafting.indicator_table import (
    IndicatorOfTable,
    department_names,
    indicators_of_table,
    read_plan_table,
)
from dxkpi.drafting.proposal import DoubtCode, Sureness
from dxkpi.drafting.table_columns import PlanYears
from dxkpi.drafting.table_head import PlanColumn
from dxkpi.drafting.text_blocks import text_document
from dxkpi.plan.document import check_document
from dxkpi.plan.document_source import DocumentSource

_YEARS = PlanYears(2026, 2030)


def _rows(text: str) -> tuple[tuple[str, ...], ...]:
    lines = [line for line in text.strip().split("\n") if "--" not in line]
    return tuple(
        tuple(cell.strip() for cell in line.strip().strip("|").split("|"))
        for line in lines
    )


def _read(text: str, years: PlanYears = _YEARS) -> list[IndicatorOfTable]:
    return list(indicators_of_table(read_plan_table(_rows(text), years), years))


def _data(text: str, years: PlanYears = _YEARS) -> list[dict[str, Any]]:
    return [
        {
            name: value
            for name, value in indicator.proposal.data.items()
            if name not in ("official", "quote")
        }
        for indicator in _read(text, years)
    ]


def _codes(indicator: IndicatorOfTable) -> list[DoubtCode]:
    return [doubt.code for doubt in indicator.proposal.doubts]


_USUAL = """
| 施策 | 指標名 | 単位 | 現状値（R6） | 目標値（R12） | 担当課 |
| 窓口改革 | 利用率 | ％ | 18.0 | 60.5 | 市民課 |
| | 受講者数 | 人 | 120 | 5年間で900人 | 生涯学習課 |
| 人材育成 | 研修満足度 | % | － | 80以上 | 人事課、デジタル推進課 |
"""


def test_a_usual_table_gives_unit_figures_years_and_departments() -> None:
    rate, people, satisfaction = _data(_USUAL)
    assert rate == {
        "name": "利用率",
        "department": "市民課",
        "unit": "%",
        "direction": "higher",
        "decimals": 1,
        "baseline": {"fiscal_year": 2024, "value": Decimal("18.0")},
        "target": {"rule": "reach", "value": Decimal("60.5"), "fiscal_year": 2030},
    } | {"decimals": 1}
    assert people["target"] == {
        "rule": "total",
        "value": Decimal(900),
        "fiscal_year": 2030,
        "since": 2026,
    }
    assert people["aggregation"] == "annual"
    assert satisfaction["departments"] == ["人事課", "デジタル推進課"]
    assert "baseline" not in satisfaction
    assert satisfaction["target"]["comparator"] == ">="


def test_rows_stand_under_the_measure_whose_cell_is_merged() -> None:
    measures = [indicator.under[ColumnMeaning.MEASURE] for indicator in _read(_USUAL)]
    assert measures == ["窓口改革", "窓口改革", "人材育成"]


def test_the_passage_is_the_row_as_it_stands_with_its_used_cells() -> None:
    passage = _read(_USUAL)[0].proposal.passage
    assert passage.text == "窓口改革 | 利用率 | ％ | 18.0 | 60.5 | 市民課"
    taken = [passage.text[start:end] for start, end in passage.taken]
    assert taken == ["窓口改革", "利用率", "％", "18.0", "60.5", "市民課"]
    assert passage.doubtful == ()


def test_columns_may_stand_in_any_order() -> None:
    (data,) = _data("""
    | 担当課 | 目標値（R12） | 指標 | 現状値（R6） |
    | 市民課 | 60% | 利用率 | 18% |
    """)
    assert data["name"] == "利用率"
    assert data["baseline"]["value"] == 18
    assert data["target"]["value"] == 60


_TWO_ROWS = """
| 指標 | 目標値 | | | 所管課 |
| | R8 | R10 | R12 | |
| 基本方針1 市民サービス | | | | |
| 利用率 | 40% | 50% | 60%以上 | 市民課 |
| 指標 | 目標値 | | | 所管課 |
| | R8 | R10 | R12 | |
| - 12 - | | | | |
| 満足度 | 70% | 75% | 80% | 〃 |
"""


def test_a_head_of_two_rows_gives_points_on_the_way() -> None:
    rate, satisfaction = _data(_TWO_ROWS)
    assert rate["target"] == {
        "rule": "reach",
        "comparator": ">=",
        "value": 60,
        "fiscal_year": 2030,
        "yearly": {2026: 40, 2028: 50},
    }
    assert satisfaction["department"] == "市民課"


def test_heads_and_page_numbers_in_between_are_no_rows() -> None:
    indicators = _read(_TWO_ROWS)
    assert [indicator.row for indicator in indicators] == [3, 7]
    assert [indicator.section for indicator in indicators] == [
        "基本方針1 市民サービス"
    ] * 2


def test_text_that_goes_on_after_the_end_of_a_page_belongs_to_its_row() -> None:
    data = _data("""
    | 指標 | 現状値（R6） | 目標値（R12） | 算出方法 |
    | 利用率 | 18% | 60% | オンラインの件数を |
    | | | | 全ての件数で割る |
    | 満足度 | 70% | 80% | 調査 |
    """)
    assert [row["method"] for row in data] == [
        "オンラインの件数を\n全ての件数で割る",
        "調査",
    ]


def test_figures_from_and_to_may_stand_in_one_cell() -> None:
    (data,) = _data("""
    | KPI | 現状値→目標値 |
    | 待ち時間 | 30分（R6）⇒20分以内（R12） |
    """)
    assert data["direction"] == "lower"
    assert data["baseline"] == {"fiscal_year": 2024, "value": 30}
    assert data["target"] == {
        "rule": "reach",
        "comparator": "<=",
        "value": 20,
        "fiscal_year": 2030,
    }


def test_years_may_stand_in_columns_of_their_own() -> None:
    (data,) = _data("""
    | 指標 | 単位 | 基準値 | 基準年度 | 目標値 | 目標年度 |
    | 利用率 | % | 18 | R5 | 60 | 令和11年度 |
    """)
    assert data["baseline"]["fiscal_year"] == 2023
    assert data["target"]["fiscal_year"] == 2029


def test_figures_of_years_before_the_plan_are_reported_and_the_others_promised() -> (
    None
):
    (data,) = _data("""
    | 指標 | R5 | R6 | R8 | R10 | R12 |
    | 件数 | 10件 | 12件 | 20件 | 30件 | 40件 |
    """)
    assert data["actuals"] == [{"fiscal_year": 2023, "value": 10}]
    assert data["baseline"] == {"fiscal_year": 2024, "value": 12}
    assert data["target"]["yearly"] == {2026: 20, 2028: 30}
    assert data["target"]["value"] == 40


def test_a_table_of_reported_figures_promises_nothing() -> None:
    assert _read("| 区分 | 令和3年度 | 令和4年度 |\n| 導入件数 | 4 | 7 |") == []


def test_a_table_of_what_is_done_in_which_year_is_none_of_indicators() -> None:
    text = "| 取組事項 | R8 | R9 | 目標時期 |\n| 窓口予約 | 導入 | 運用 | R9末 |"
    assert _read(text) == []


@pytest.mark.parametrize(
    ("cells", "codes"),
    [
        (
            "利用率 | 18% | 60%",
            [DoubtCode.BASELINE_YEAR_UNKNOWN, DoubtCode.YEAR_OF_PLAN],
        ),
        ("利用率 | 18%（R6） | 60%（令和12年）", [DoubtCode.YEAR_AMBIGUOUS]),
        ("完了率 | 100%（R6） | 100%（R12）", [DoubtCode.RULE_BY_FIGURES]),
        ("満足度 | 85%（R6） | 80%以上（R12）", [DoubtCode.RULE_BY_FIGURES]),
        ("件数 | － | 20%削減（R12）", [DoubtCode.NO_FIGURE, DoubtCode.FIGURE_UNCLEAR]),
        ("利用率 | － | 60（R12）", [DoubtCode.UNIT_UNKNOWN]),
        ("ふれあい | － | 60（R12）", [DoubtCode.NO_UNIT]),
        ("待ち時間 | － | 20分（R12）", [DoubtCode.DIRECTION_UNKNOWN]),
        ("利用率 | 18%（R6） | 60件（R12）", [DoubtCode.FIGURE_UNCLEAR]),
    ],
)
def test_what_is_not_certain_is_a_doubt(cells: str, codes: list[DoubtCode]) -> None:
    (indicator,) = _read(f"| 指標 | 現状値 | 目標値 |\n| {cells} |")
    assert _codes(indicator) == codes
    assert indicator.proposal.sureness is Sureness.CHECK


def test_an_empty_name_takes_the_one_above_with_a_doubt() -> None:
    _first, second = _read(
        "| 指標 | 目標値（R12） |\n| 受講者数（延べ） | 100人 |\n| | 200人 |"
    )
    assert second.proposal.data["name"] == "受講者数（延べ）"
    assert DoubtCode.NAME_FROM_ABOVE in _codes(second)


def test_rows_without_any_head_are_read_by_what_stands_in_them() -> None:
    data = _data(
        "| 利用率 | % | 18.0 | 60.0 | 市民課 |\n| 受講者 | 人 | 120 | 900 | 生涯学習課 |"
    )
    assert [row["unit"] for row in data] == ["%", "人"]
    assert [row["department"] for row in data] == ["市民課", "生涯学習課"]
    assert [row["target"]["value"] for row in data] == [60, 900]


def test_somebody_may_say_another_meaning_of_a_column() -> None:
    rows = _rows("| 指標 | 参考 | 目標値（R12） |\n| 利用率 | 18% | 60% |")
    said = {1: PlanColumn("参考", ColumnMeaning.BASELINE)}
    table = read_plan_table(rows, _YEARS, said)
    (indicator,) = indicators_of_table(table, _YEARS)
    assert indicator.proposal.data["baseline"]["value"] == 18


def test_departments_are_parted_at_the_signs_that_people_write() -> None:
    names = ["デジタル推進課", "市民課", "税務課"]
    assert department_names("デジタル推進課、市民課\n税務課") == names


_EVERYTHING = """
| 指標 | 現状値（R6） | 目標値（R12） |
| 利用率 | 18.0% | 60% |
| 受講者 | － | 5年間で900人 |
| 満足度 | 85% | 80%以上 |
| 相談件数 | 10件 | 毎年度増加 |
| 会議 | － | 毎年度12回 |
| 窓口 | － | 導入 |
| 待ち時間 | 30分 | 20分以内 |
| 騒音 | － | 45～55dB |
| 参加者 | 100人 | 増加 |
| 完了 | 100% | 100% |
| 削減 | － | 20%削減 |
"""


def test_every_indicator_is_one_that_the_document_takes() -> None:
    policy = {"number": "1", "name": "方針", "measures": []}
    indicators = [
        {**indicator.proposal.data, "code": f"K{number:02}", "policy": "1"}
        for number, indicator in enumerate(_read(_EVERYTHING), 1)
    ]
    data = {
        "municipality": {"code": "472123", "prefecture": "沖縄県", "name": "豊見城市"},
        "plan": {"title": "計画", "first_fiscal_year": 2026, "last_fiscal_year": 2030},
        "policies": [policy],
        "indicators": indicators,
    }
    plan = check_document(data, DocumentSource("表")).plan
    assert len(plan.indicators) == 11


def test_a_table_of_nothing_gives_nothing() -> None:
    assert list(indicators_of_table(read_plan_table(()))) == []
    assert list(indicators_of_table(read_plan_table((("", ""),)))) == []


def test_a_table_of_a_cell_a_line_is_read_as_any_other() -> None:
    text = (
        "\t取組事項\n\t具体的な取組内容\n\t目標\n\n\t窓口\n\tスマホ教室受講者（累計）\n\t900人\n\n\t\n"
        "\t設置施設数\n\t20施設\n"
    )
    (block,) = text_document(text).blocks
    assert isinstance(block, Table)
    table = read_plan_table(block.rows, _YEARS)
    names = [
        (indicator.proposal.data["name"], indicator.under[ColumnMeaning.INITIATIVE])
        for indicator in indicators_of_table(table, _YEARS)
    ]
    assert names == [("スマホ教室受講者（累計）", "窓口"), ("設置施設数", "窓口")]


def test_years_and_figures_may_stand_in_columns_of_their_own_under_one_heading() -> (
    None
):
    head = """
| 指標 | 単位 | 基準値 | | 目標値 | |
| | | 年度 | 数値 | 年度 | 数値 |
"""
    (people, rate) = _data(
        head + "| 従業者数 | 人 | R2 | 18,420 | R8 | 18,900 |\n"
        "| 出生率 | ― | 2020 | 1.41 | 2026 | 1.60 |"
    )
    assert people["baseline"] == {"fiscal_year": 2020, "value": Decimal(18420)}
    assert people["target"]["fiscal_year"] == 2026
    assert people["target"]["value"] == Decimal(18900)
    assert (rate["unit"], rate["baseline"]["fiscal_year"]) == ("", 2020)
    assert rate["target"]["fiscal_year"] == 2026


@pytest.mark.parametrize(
    ("written", "name", "unit"),
    [
        ("利用者数（千人）", "利用者数", "千人"),
        ("収支率（％）", "収支率", "%"),
        ("財政負担額[百万円]", "財政負担額", "百万円"),
        ("乗車人数（単位：人/日）", "乗車人数", "人/日"),
        ("登録者数（累計）", "登録者数（累計）", "人"),
        ("発行数（年）", "発行数（年）", ""),
    ],
)
def test_a_unit_behind_a_name_is_no_part_of_it(
    written: str, name: str, unit: str
) -> None:
    (data,) = _data(f"| 指標 | 現状値（R6） | 目標値（R12） |\n| {written} | 12 | 20 |")
    assert (data["name"], data["unit"]) == (name, unit)


def test_the_last_reported_year_before_targets_of_each_year_is_the_baseline() -> None:
    (data,) = _data(
        "| 評価指標 | R5実績 | R7 | R8 | R9 |\n| 受診率（％） | 97.1 | 98.0 | 99.0 | 100 |",
        PlanYears(),
    )
    assert data["baseline"] == {"fiscal_year": 2023, "value": Decimal("97.1")}
    assert data["target"]["fiscal_year"] == 2027
    assert set(data["target"]["yearly"]) == {2025, 2026}


def test_numerical_aims_without_figures_are_names() -> None:
    (data,) = _data(
        "| 数値目標 | 基準値 2023（R5）年度 | 目標値 2029（R11）年度 |\n"
        "| 所得 | 2,684千円 | 2,900千円 |"
    )
    assert (data["name"], data["unit"]) == ("所得", "千円")
    assert data["baseline"] == {"fiscal_year": 2023, "value": Decimal(2684)}
    assert data["target"]["fiscal_year"] == 2029


def test_years_of_work_and_years_of_figures_may_stand_in_one_table() -> None:
    (data,) = _data(
        "| 取組 | R7 | R8 | 指標 | R6 | R9目標 |\n| 電子納付 | 検討 | 導入 | 手続の数 | 5件 | 60件 |"
    )
    assert data["baseline"] == {"fiscal_year": 2024, "value": Decimal(5)}
    assert data["target"]["value"] == Decimal(60)
    assert "yearly" not in data["target"]


def test_the_reported_figure_beside_targets_is_the_baseline() -> None:
    (data,) = _data(
        "| 業務指標 | 単位 | R3年度実績 | R9年度目標 | R14年度目標 |\n| 有収率 | ％ | 86.1 | 88.0 | 90.0 |"
    )
    assert data["baseline"] == {"fiscal_year": 2021, "value": Decimal("86.1")}
    assert data["target"]["fiscal_year"] == 2032
    assert data["target"]["yearly"] == {2027: Decimal("88.0")}
