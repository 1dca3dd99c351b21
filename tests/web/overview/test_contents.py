"""What the plan holds, where nothing is judged."""

from pathlib import Path

from dxkpi.plan import Plan
from tests.support.apptest import Open, save, words
from tests.support.page_links import page_links


def test_a_plan_with_nothing_judged_shows_what_it_holds(visit: Open) -> None:
    at = visit("overview", city="422096", year="2025")
    shown = words(at)
    assert "**1 市民が便利さを実感できるDXの推進**  \n施策5 取組5" in shown
    assert "schedule" in {page for page, _label in page_links(at)}
    assert "全27指標 :gray-badge[□ 測定前 25] :gray-badge[… これから 2]" in shown


def test_the_year_asks_for_figures_and_for_the_state_of_the_schedule(
    visit: Open,
) -> None:
    [table] = visit("overview", city="422096", year="2026").table
    assert table.value.to_numpy().tolist() == [
        ["27指標の実績", "年度末の後", ":gray-badge[これから]"],
        ["14工程の進み具合", "年度末の後", ":gray-badge[これから]"],
    ]


def test_the_next_survey_is_to_come_in_the_month_of_the_first(visit: Open) -> None:
    [table] = visit("overview", city="472123", year="2026").table
    assert table.value.to_numpy().tolist()[0] == [
        "職員のDX推進実感率",
        "R9.3",
        ":gray-badge[これから]",
    ]


def test_of_many_policies_a_list_tells(
    visit: Open, own_store: Path, sample_plan: Plan
) -> None:
    policies = [
        policy.model_copy(update={"number": f"{policy.number}{n}", "measures": ()})
        for n in range(2)
        for policy in sample_plan.policies
    ]
    plan = sample_plan.model_copy(
        update={"policies": tuple(policies), "indicators": ()}
    )
    save(own_store, plan)
    assert "基本方針 **6**" in words(visit("overview", city="999997"))


def test_a_plan_without_indicators_leads_to_the_schedule_and_offers_no_files(
    visit: Open, own_store: Path, sample_plan: Plan
) -> None:
    save(own_store, sample_plan.model_copy(update={"indicators": ()}))
    at = visit("overview", city="999997")
    assert "schedule" in {page for page, _label in page_links(at)}
    assert not at.toggle
    assert not at.get("download_button")
    assert "施策5 取組14" in words(at)
