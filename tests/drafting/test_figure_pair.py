"""Indicators that stand on one line, or on a few, outside of tables."""

import pytest

from dxkpi.drafting.blocks import Paragraph
from dxkpi.drafting.figure_pair import is_indicator_line, paired_indicators
from dxkpi.drafting.table_columns import PlanYears


@pytest.mark.parametrize(
    "line",
    [
        "KPI 電子申請の利用率 現状値（令和8年度）21.4% 目標値（令和13年度）60.0%",
        "KPI：電子申請の利用率　現状値（令和8年度）：21.4%　目標値（令和13年度）：60.0%",
        "指標1：電子申請の利用率　現状値（R8）21.4% → 目標値（R13）60.0%",
        "電子申請の利用率現状値（令和8年度）21.4%目標値（令和13年度）60.0%",
        "・電子申請の利用率：現状値 21.4%（R8）、目標値 60.0%（R13）",
    ],
)
def test_a_line_with_name_present_figure_and_aim_is_an_indicator(line: str) -> None:
    [indicator] = paired_indicators([Paragraph(line)], PlanYears())
    baseline, target = (indicator.draft.data[name] for name in ("baseline", "target"))
    assert indicator.name == "電子申請の利用率"
    assert (str(baseline["value"]), baseline["fiscal_year"]) == ("21.4", 2026)
    assert (str(target["value"]), target["fiscal_year"]) == ("60.0", 2031)


@pytest.mark.parametrize(
    "line",
    [
        "現状値（令和8年度）21.4% 目標値（令和13年度）60.0%",
        "電子申請の利用率は現状値から目標値まで高めます。",
        "研修の受講実績が10回あり、目標を上回りました。",
    ],
)
def test_a_line_without_a_name_or_figures_is_none(line: str) -> None:
    assert not is_indicator_line(line)


def test_a_stroke_in_place_of_the_present_figure_is_none() -> None:
    line = "・支援員の人数　現状 ―　→ 目標 50人（R9）"
    [indicator] = paired_indicators([Paragraph(line)], PlanYears())
    assert indicator.name == "支援員の人数"
    assert "baseline" not in indicator.draft.data
    assert str(indicator.draft.data["target"]["value"]) == "50"


def test_a_sentence_behind_the_word_for_an_aim_is_no_figure_of_the_line_above() -> None:
    lines = [
        Paragraph("担当：総務課"),
        Paragraph("目標：研修の受講率100%を維持する。"),
    ]
    assert paired_indicators(lines, PlanYears()) == []


def test_numerical_aims_name_what_their_figures_are_of() -> None:
    lines = [
        Paragraph("数値目標：市税収納率"),
        Paragraph("現状（R4）：98.6%"),
        Paragraph("目標（R10）：99.2%"),
    ]
    [indicator] = paired_indicators(lines, PlanYears())
    assert indicator.name == "市税収納率"
