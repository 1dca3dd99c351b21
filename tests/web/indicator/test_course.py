"""The chart of an indicator's page and the figures beside it."""

from dxkpi.plan import Plan, document
from dxkpi.settings import PROJECT
from tests.support.apptest import KeepOnly, Open, charts_of

SAMPLE = "999997"


def test_the_rate_of_the_staff_has_the_picture_of_its_own_page(
    visit: Open, sample_plan: Plan
) -> None:
    rate = sample_plan.realisation
    assert rate is not None
    own_page = charts_of(visit("realisation", city=SAMPLE, year="2025"))[0]
    [chart] = charts_of(visit("indicator", city=SAMPLE, kpi=rate.code, year="2025"))
    assert chart == own_page


def test_references_are_columns_of_the_one_table_of_figures(visit: Open) -> None:
    at = visit("indicator", city=SAMPLE, kpi="K01", year="2025")
    figures = [t.value for t in at.table if "実績値" in t.value.columns]
    assert [list(table.columns) for table in figures] == [
        ["年度", "実績値", "期待値", "判定", "県平均", "全国"]
    ]


def test_the_figures_of_parts_stand_beside_their_judgement(
    visit: Open, keep_only: KeepOnly
) -> None:
    file = PROJECT / "data" / "samples" / "999997-mihon-strategy-2025.yaml"
    keep_only(document.read_plan(file))
    at = visit("indicator", city=SAMPLE, kpi="S12", year="2025")
    assert not at.exception
    tables = [t.value for t in at.table if "実績値" in t.value.columns]
    assert [list(table["実績値"])[1].replace("\\", "") for table in tables] == [
        "37.4",
        "47.9",
    ]
