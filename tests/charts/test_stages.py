"""The chart of an indicator of named stages: a step over their names."""

from decimal import Decimal

from dxkpi import charts
from dxkpi.plan import Indicator, KeepTarget, ReachTarget, ValueType
from dxkpi.plan.indicator_figures import Baseline
from dxkpi.rules import judge
from dxkpi.wording.language import Language
from tests.support.specs import (
    actual,
    detail,
    domain,
    judged,
    layers,
    line_values,
    read_back,
    texts,
)

STAGES = ("検討", "試行", "導入", "全庁展開")


def of_stages(target: ReachTarget | KeepTarget | None = None) -> Indicator:
    return Indicator(
        code="K01",
        name="電子契約",
        value_type=ValueType.STAGE,
        stages=STAGES,
        baseline=Baseline(fiscal_year=2023, value=Decimal(1)),
        target=target or ReachTarget(value=Decimal(4), fiscal_year=2028),
        actuals=(actual(2024, "1"), actual(2025, "2")),
    )


def test_every_line_steps_from_stage_to_stage() -> None:
    lines = layers(detail(of_stages()), "line")
    assert lines
    assert {layer["mark"]["interpolate"] for layer in lines} == {"step-after"}


def test_the_axis_names_every_stage_from_the_first_to_the_last() -> None:
    spec = detail(of_stages())
    assert domain(spec, "y") == [1, 4]
    assert set(STAGES) <= set(texts(spec))
    assert charts.line_axis_start(of_stages()) is None


def test_the_path_lies_on_whole_stages() -> None:
    path = line_values(detail(of_stages()), "path")
    assert path == {2023: 1, 2024: 1, 2025: 2, 2026: 2, 2027: 3, 2028: 4}


def test_a_stage_to_keep_is_a_row_of_years() -> None:
    assert charts.chart_form(of_stages(KeepTarget(value=Decimal(3)))) == "years"
    assert charts.chart_form(of_stages()) == "line"


def test_no_bar_measures_a_way_that_has_no_length() -> None:
    judgement = judge(of_stages(), 2025)
    assert charts.gauge(judgement, Language.JAPANESE) is None


def test_the_file_has_the_names_of_the_stages() -> None:
    indicator = of_stages()
    content = charts.figures_csv(
        [(indicator, judged(indicator))], "見本市", Language.JAPANESE
    )
    table = read_back(content)
    row = table[table["年度"] == "令和7年度"].iloc[0]
    assert row["実績値"] == "試行"
    assert row["期待値"] == "試行"
    assert row["単位"] == "検討 → 試行 → 導入 → 全庁展開"
