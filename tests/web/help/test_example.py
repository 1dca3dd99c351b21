"""The example of the help page, figure by figure."""

from decimal import Decimal

from dxkpi.plan import Plan
from dxkpi.rules import PROFILES
from dxkpi.web.common.markdown import plain
from dxkpi.web.help.example import (
    EXAMPLE,
    FIRST,
    GOAL,
    LAST,
    START,
    supposed_judgements,
)
from tests.support.apptest import Open
from tests.support.help_page import text_of_page


def test_the_example_is_the_shipped_plan_of_tomigusuku(
    shipped_plans: dict[str, Plan],
) -> None:
    shipped = shipped_plans["472123"].indicator("K01")
    assert shipped is not None
    assert shipped.baseline is not None
    assert shipped.target is not None
    assert (shipped.name, shipped.unit) == (EXAMPLE.name, EXAMPLE.unit)
    assert (shipped.baseline.fiscal_year, shipped.baseline.value) == (
        FIRST,
        START,
    )
    assert (shipped.target.fiscal_year, shipped.target.value) == (
        LAST,
        GOAL,
    )


def test_the_example_says_why_the_achievement_rate_is_no_progress(visit: Open) -> None:
    page = text_of_page(visit("help"))
    assert "64.4÷75.0＝85.9% は進み具合ではありません" in page
    assert "進捗率は0.0%です" in page
    assert "令和8年度末の期待値は66.5%です" in page
    assert (
        plain("ペース 56.6% (実績−現状)÷(期待−現状) (65.6−64.4)÷(66.52−64.4)") in page
    )


def test_the_supposed_figures_show_every_band_of_the_standard_profile() -> None:
    statuses = {judged.status for judged in supposed_judgements(PROFILES["standard"])}
    assert statuses == {band.status for band in PROFILES["standard"].bands}


def test_no_figure_of_the_example_is_out_of_order() -> None:
    paces = [judged.pace for judged in supposed_judgements(PROFILES["standard"])]
    assert all(pace is not None for pace in paces)
    assert sorted(paces, key=lambda pace: pace or Decimal(0)) == paces
