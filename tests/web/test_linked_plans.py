"""Indicators over the plans of a city, on the screens."""

from pathlib import Path

import pytest

from dxkpi.plan import FormerIndicator, Plan, SharedIndicator
from tests.support.apptest import Open, address_of, save, words
from tests.support.several_plans import beside, linked, strategy, successor

CITY = "999997"


@pytest.fixture
def linked_plans(own_store: Path, sample_plan: Plan) -> None:
    former = FormerIndicator(code="K21", break_because="設問を変えた")
    shared = SharedIndicator(plan=sample_plan.about.id, code="K01")
    save(
        own_store,
        linked(successor(sample_plan), "K21", continues=former),
        linked(strategy(sample_plan), "K01", shares=shared),
    )


@pytest.mark.usefixtures("linked_plans")
def test_the_page_of_an_indicator_shows_what_it_was_in_the_former_plan(
    visit: Open,
) -> None:
    at = visit("indicator", city=CITY, plan="dx-2028", kpi="K21")
    assert not at.exception
    said = words(at)
    assert "前の計画の値" in said
    assert "見本市DX推進計画の指標K21を引き継いでいます。" in said


@pytest.mark.usefixtures("linked_plans")
def test_a_shared_figure_stands_in_both_plans_and_is_asked_for_in_one(
    visit: Open,
) -> None:
    at = visit("indicator", city=CITY, plan="strategy-2025", kpi="K01", year="2025")
    assert not at.exception
    said = words(at)
    assert "期待値43" in said
    assert "実績は見本市DX推進計画（K01）で登録し、この計画にも表示しています。" in said


def test_a_survey_of_a_shared_rate_is_led_to_the_plan_that_has_it(
    own_store: Path, sample_plan: Plan, visit: Open
) -> None:
    shared = SharedIndicator(plan=sample_plan.about.id, code="K21")
    save(own_store, linked(beside(sample_plan, "strategy-2025"), "K21", shares=shared))
    at = visit("survey", city=CITY, plan="strategy-2025")
    assert not at.exception
    assert "アンケートは見本市DX推進計画で取り込みます。" in words(at)
    assert not at.get("file_uploader")
    at = at.button[0].click().run()
    assert address_of(at)["plan"] == sample_plan.about.id


@pytest.mark.usefixtures("linked_plans")
def test_the_realisation_rate_goes_on_from_the_former_plan(visit: Open) -> None:
    at = visit("realisation", city=CITY, plan="dx-2028", year="2028")
    assert not at.exception
    assert "灰色は前の計画の値" in words(at)
