"""What the plan holds, where nothing is judged."""

from pathlib import Path

from dxkpi.plan import Plan
from tests.support.apptest import Open, save, words
from tests.support.page_links import page_links


def test_a_plan_with_nothing_judged_shows_what_it_holds(visit: Open) -> None:
    at = visit("overview", city="422096", year="2025")
    shown = words(at)
    assert "基本方針 **3**" in shown
    assert "施策 **15**" in shown
    assert {"plan", "schedule"} <= {page for page, _label in page_links(at)}
    assert "ほか22件" in shown
    assert "期限は令和11年度末です" in shown


def test_a_plan_without_indicators_leads_to_plan_and_schedule_and_offers_no_files(
    visit: Open, own_store: Path, sample_plan: Plan
) -> None:
    save(own_store, sample_plan.model_copy(update={"indicators": ()}))
    at = visit("overview", city="999997")
    assert {"plan", "schedule"} <= {page for page, _label in page_links(at)}
    assert not at.toggle
    assert not at.get("download_button")
    assert "施策 **12**" in words(at)
