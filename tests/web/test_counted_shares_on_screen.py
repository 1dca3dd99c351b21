"""A share with its two counts on the screens that show single figures."""

import pytest

from dxkpi.plan import Plan
from tests.support.apptest import KeepOnly, Open
from tests.support.counted import online_share


def with_share(plan: Plan) -> Plan:
    """The plan with a leading indicator whose share is kept with its counts."""
    first, *others = plan.indicators
    share = online_share(measure=first.measure, policy=first.policy, official=True)
    kept = [one for one in others if one != plan.realisation]
    return plan.model_copy(update={"indicators": (share, *kept)})


@pytest.mark.parametrize("page", ["overview", "indicator", "brief"])
def test_a_figure_that_stands_alone_has_its_counts(
    keep_only: KeepOnly, visit: Open, sample_plan: Plan, page: str
) -> None:
    keep_only(with_share(sample_plan))
    query = {"kpi": "K01"} if page == "indicator" else {}
    at = visit(page, city="999997", year="2024", **query)
    assert not at.exception
    single = (*at.markdown, *at.metric, *at.title, *at.header, *at.subheader)
    elements = [str(element.value) for element in single]
    shown = [text.replace("**", "").replace("\\", "") for text in elements]
    assert any("89.6%（1,630／1,820手続）" in text for text in shown)


def test_the_table_of_figures_has_both_counts(
    keep_only: KeepOnly, visit: Open, sample_plan: Plan
) -> None:
    keep_only(with_share(sample_plan))
    at = visit("indicator", city="999997", year="2024", kpi="K01")
    tables = [table.value for table in at.table]
    [figures] = [table for table in tables if "分子／分母" in table.columns]
    assert "1,630／1,820" in "".join(figures["分子／分母"]).replace("\\", "")


def test_the_page_says_what_is_counted(
    keep_only: KeepOnly, visit: Open, sample_plan: Plan
) -> None:
    keep_only(with_share(sample_plan))
    at = visit("indicator", city="999997", year="2024", kpi="K01")
    assert "オンライン化した手続／全手続" in [text.value for text in at.text]
