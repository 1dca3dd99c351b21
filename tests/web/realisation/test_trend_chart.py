"""The trend on its page: later figures, years before the first one, and its files."""

from pathlib import Path

from dxkpi.plan import Plan
from tests.support.apptest import Open, charts_of, save, words
from tests.support.realised_plans import plan_with_rate, without_surveys


def test_a_year_before_later_figures_says_that_they_are_pale(visit: Open) -> None:
    assert "薄い色は令和6年度以降の実績" in words(
        visit("realisation", city="999997", year="2023")
    )
    assert "薄い色" not in words(visit("realisation", city="999997", year="2025"))


def test_a_figure_before_the_first_one_points_to_its_year(
    visit: Open, own_store: Path, sample_plan: Plan
) -> None:
    save(own_store, plan_with_rate(without_surveys(sample_plan), baseline=None))
    at = visit("realisation", city="999997", year="2022")
    assert "最初の実績は令和5年度です" in at.info[0].value
    assert not charts_of(at)


def test_the_chart_can_be_taken_away(visit: Open) -> None:
    at = visit("realisation", city="999997")
    names = [button.proto.label for button in at.get("download_button")]
    assert len(names) == 3
    at = visit("realisation", city="999997", realisation_tab="department")
    assert len(at.get("download_button")) == 6
