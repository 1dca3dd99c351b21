"""What a heading says of its column."""

import pytest

from dxkpi.drafting.column_meaning import ColumnMeaning, read_heading


@pytest.mark.parametrize(
    ("heading", "meaning", "year"),
    [
        ("指標名", "name", None),
        ("KPI（重要業績評価指標）", "name", None),
        ("単位", "unit", None),
        ("現状値（R6）", "baseline", 2024),
        ("基準値\n（令和6年度）", "baseline", 2024),
        ("策定時(2024年度)", "baseline", 2024),
        ("目標値（R12）", "target", 2030),
        ("目標（令和11年度）（2029年度）", "target", 2029),
        ("R12目標", "target", 2030),
        ("中間目標値（R10）", "yearly_target", 2028),
        ("現状値→目標値", "change", None),
        ("実績値（R5）", "actual", 2023),
        ("目標年度", "target_year", None),
        ("令和\n8年度", "year", 2026),
        ("2026 (R8)", "year", 2026),
        ("所管課", "department", None),
        ("実施主体", "department", None),
        ("基本方針", "policy", None),
        ("施策", "measure", None),
        ("主な取組", "initiative", None),
        ("事業名", "initiative", None),
        ("算出方法", "method", None),
        ("出典", "source", None),
        ("備考", "note", None),
        ("No.", "number", None),
    ],
)
def test_a_heading_is_known_in_its_usual_writings(
    heading: str, meaning: str, year: int | None
) -> None:
    read = read_heading(heading)
    assert read is not None
    assert read.meaning == meaning
    assert (read.year and read.year.fiscal_year) == year


def test_a_heading_may_have_the_month_and_the_unit() -> None:
    read = read_heading("現状値（令和7年3月末）（単位：%）")
    assert read is not None
    assert read.meaning is ColumnMeaning.BASELINE
    assert read.year is not None
    assert read.year.as_of == "2025-03"
    assert read.unit == "%"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "オンライン申請の利用率",
        "市民課",
        "60.0%",
        "(1) 書かない窓口",
        "人口",
        "目標達成に向けた取組",
    ],
)
def test_what_is_no_heading_is_none(text: str) -> None:
    assert read_heading(text) is None
