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
