"""Several plans of a city on the screens: the one in force, the others by the selector."""

from datetime import date
from pathlib import Path

import pytest

from dxkpi.plan import Plan
from dxkpi.web.common import cached
from dxkpi.web.common.view import View
from tests.support.apptest import Open, address_of, save, words
from tests.support.several_plans import strategy, successor

CITY = "999997"


@pytest.fixture
def three_plans(own_store: Path, sample_plan: Plan) -> None:
    save(own_store, strategy(sample_plan), successor(sample_plan))


@pytest.mark.usefixtures("own_store")
def test_a_city_with_one_plan_offers_no_choice_of_plans(visit: Open) -> None:
    at = visit("kpi", city=CITY)
    assert [box.key for box in at.selectbox if box.key == "select_plan"] == []


@pytest.mark.usefixtures("three_plans")
def test_the_returns_of_other_plans_of_the_year_are_told(visit: Open) -> None:
    at = visit("returns", city=CITY, year="2025")
    assert "ほかの計画（令和7年度）" in words(at)
    [plan] = [one for one in at.button if "見本市総合戦略" in one.label]
    at = plan.click().run()
    assert not at.exception
    assert address_of(at) == {"city": CITY, "plan": "strategy-2025", "year": "2025"}


@pytest.mark.usefixtures("three_plans")
def test_other_plans_that_ask_for_nothing_in_the_year_are_not_told(visit: Open) -> None:
    at = visit("returns", city=CITY, year="2027")
    assert "ほかの計画" not in words(at)


@pytest.mark.usefixtures("three_plans")
@pytest.mark.parametrize(
    "page",
    ["overview", "brief", "kpi", "realisation", "schedule", "plan", "department"],
)
def test_each_screen_shows_the_plan_that_the_address_names(
    visit: Open, page: str
) -> None:
    for plan, title in (
        (None, "見本市DX推進計画"),
        ("strategy-2025", "見本市総合戦略"),
        ("dx-2028", "第2次見本市DX推進計画"),
    ):
        asked = {} if plan is None else {"plan": plan}
        at = visit(page, city=CITY, **asked)
        assert not at.exception
        assert not at.error
        assert title in words(at)
        assert at.selectbox(key="select_plan").value == (plan or "dx-2023")


@pytest.mark.usefixtures("three_plans")
def test_the_choice_of_a_plan_stands_in_the_address_and_forgets_the_year(
    visit: Open,
) -> None:
    at = visit("kpi", city=CITY, year="2024")
    at.selectbox(key="select_plan").set_value("strategy-2025").run()
    assert not at.exception
    assert address_of(at) == {"city": CITY, "plan": "strategy-2025"}
    assert "見本市総合戦略" in words(at)


def file_stems(plan: Plan) -> list[str]:
    today = date(2026, 11, 21)
    return [
        View(listed, plan, 2025, (2025,), today).file_stem
        for listed in cached.plans_of_city(CITY)
    ]


@pytest.mark.usefixtures("own_store")
def test_the_names_of_files_tell_the_city_where_it_has_one_plan(
    sample_plan: Plan,
) -> None:
    assert file_stems(sample_plan) == ["999997"]


@pytest.mark.usefixtures("three_plans")
def test_the_names_of_files_tell_the_plan_where_there_are_several(
    sample_plan: Plan,
) -> None:
    assert file_stems(sample_plan) == [
        "999997-dx-2023",
        "999997-strategy-2025",
        "999997-dx-2028",
    ]


@pytest.mark.usefixtures("three_plans")
def test_another_city_is_shown_with_its_own_plan(visit: Open) -> None:
    at = visit("kpi", city=CITY, plan="strategy-2025")
    at.selectbox(key="select_city").set_value("472123").run()
    assert not at.exception
    assert "豊見城市DX推進計画" in words(at)
    assert address_of(at) == {"city": "472123"}


@pytest.mark.usefixtures("three_plans")
def test_a_plan_that_is_not_there_is_told_and_the_one_in_force_shown(
    visit: Open,
) -> None:
    at = visit("kpi", city=CITY, plan="dx-1999")
    [warning] = at.warning
    assert "1999" in warning.value
    assert "見本市DX推進計画" in words(at)
    assert "plan" not in address_of(at)


@pytest.mark.usefixtures("own_store")
def test_the_plans_of_a_city_are_not_listed_where_there_is_one(visit: Open) -> None:
    assert "の計画は" not in words(visit("plan", city=CITY))


@pytest.mark.usefixtures("three_plans", "one_day")
def test_the_plans_of_a_city_stand_together_with_how_they_are(visit: Open) -> None:
    at = visit("plan", city=CITY, year="2024")
    assert not at.exception
    assert at.header[0].value == "見本市（架空）の計画は3つ、うち期間中は2つ"
    shown = words(at)
    assert "期間中" in shown
    assert "これから" in shown
    assert "「見本市DX推進計画」の後継" in shown
    assert "令和7年度 3指標" in shown
    [way_over] = [
        link.proto
        for link in at.main.get("page_link")
        if "見本市総合戦略" in link.proto.label
    ]
    assert way_over.query_string == "city=999997&plan=strategy-2025"
