"""速報 and 確定 on the pages: said once where it holds for all, else beside what differs."""

from collections.abc import Callable
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from dxkpi import actions
from dxkpi.actions import ConfirmItems
from dxkpi.plan import Plan, SharedIndicator
from dxkpi.plan.review import ItemKind
from dxkpi.store import SeenItem
from dxkpi.web.common import cached
from dxkpi.web.common.process_store import store_of_process
from dxkpi.web.common.view import View
from dxkpi.web.overview.files import judgements_csv
from tests.support.apptest import Open, save, words
from tests.support.opened_rounds import SECRETARIAT, open_round
from tests.support.returned import TODAY, opened
from tests.support.several_plans import linked, strategy
from tests.support.speaking import speak
from tests.support.specs import read_back
from tests.support.table_cells import table_cells

MIHON, YEAR, FIRST = "999997", 2025, "K01"
PAGES = ("overview", "kpi", "realisation", "brief", "department", "schedule")
Confirm = Callable[..., None]


@pytest.fixture
def confirm(own_store: Path, sample_plan: Plan) -> Confirm:
    """Open a round that is reviewed, and make these of its figures final; none: all."""

    def confirm_figures(*codes: str) -> None:
        with opened(own_store) as store:
            open_round(store, sample_plan.key, is_reviewed=True)
            changes = store.review(sample_plan.key, YEAR).changed_in
            seen = tuple(
                SeenItem(item, year, stood_at)
                for (item, year), stood_at in changes.items()
                if year == YEAR and item.kind is ItemKind.FIGURE
                if not codes or item.place in codes
            )
            command = ConfirmItems(sample_plan.key, YEAR, seen)
            actions.confirm_items(store, command, SECRETARIAT)

    return confirm_figures


def everything(at: AppTest) -> str:
    """All words of a page, those of its tables among them."""
    assert not at.exception
    return words(at) + "\n".join(table_cells(at))


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("has_round", [False, True])
def test_without_a_review_no_page_says_anything_of_it(
    own_store: Path, visit: Open, sample_plan: Plan, page: str, has_round: bool
) -> None:
    if has_round:
        with opened(own_store) as store:
            open_round(store, sample_plan.key)
    shown = everything(visit(page, city=MIHON, year=YEAR))
    assert "速報" not in shown
    assert "確定" not in shown


@pytest.mark.parametrize("page", ["overview", "kpi", "brief"])
def test_where_nothing_is_final_the_head_says_so_once(
    own_store: Path, visit: Open, sample_plan: Plan, page: str
) -> None:
    with opened(own_store) as store:
        open_round(store, sample_plan.key, is_reviewed=True)
    shown = words(visit(page, city=MIHON, year=YEAR))
    assert shown.count(":gray-badge[速報]") == 1
    other_year = words(visit(page, city=MIHON, year=YEAR - 1))
    assert "速報" not in other_year


@pytest.mark.parametrize("page", ["overview", "kpi", "realisation", "brief"])
def test_where_everything_is_final_the_head_says_since_when(
    confirm: Confirm, visit: Open, page: str
) -> None:
    confirm()
    shown = words(visit(page, city=MIHON, year=YEAR))
    assert shown.count(":blue-badge[■ 確定 ") == 1
    assert "速報" not in shown


def test_where_most_are_final_the_others_are_marked_and_the_word_is_explained(
    confirm: Confirm, visit: Open, sample_plan: Plan
) -> None:
    codes = {indicator.code for indicator in sample_plan.collected_indicators}
    confirm(*codes - {FIRST, "K02"})
    at = visit("kpi", city=MIHON, year=YEAR)
    shown = everything(at)
    assert ":gray-badge[速報を含む（2件）]" in shown
    assert "速報：事務局がまだ確定していません。" in shown.replace("\\", "")
    n = shown.count(":gray-badge[速報]")
    as_table = visit("kpi", city=MIHON, year=YEAR, table="1")
    assert everything(as_table).count(":gray-badge[速報]") == n == 2


@pytest.mark.parametrize("page", ["kpi", "overview", "brief"])
def test_where_most_are_preliminary_the_few_final_ones_are_marked(
    confirm: Confirm, visit: Open, page: str
) -> None:
    confirm("K13")
    shown = everything(visit(page, city=MIHON, year=YEAR, table="1"))
    assert ":gray-badge[速報（1件は確定）]" in shown
    assert shown.count(":gray-badge[■ 確定]") == 1
    assert ":gray-badge[速報]" not in shown


def test_a_departments_page_says_it_of_its_own_figures(
    confirm: Confirm, visit: Open
) -> None:
    confirm("K13", "K16", "K17", "K19")
    own = words(visit("department", city=MIHON, year=YEAR, department="人事課"))
    assert ":blue-badge[■ 確定 " in own
    assert "速報" not in own
    other = words(visit("department", city=MIHON, year=YEAR, department="生涯学習課"))
    assert ":gray-badge[速報]" in other
    assert "確定" not in other


def test_an_indicators_page_says_it_of_its_own_figure(
    confirm: Confirm, visit: Open
) -> None:
    confirm(FIRST)
    first = visit("indicator", city=MIHON, year=YEAR, kpi=FIRST)
    assert ":blue-badge[■ 確定 " in words(first)
    assert "速報" not in everything(first)
    second = visit("indicator", city=MIHON, year=YEAR, kpi="K02")
    assert ":gray-badge[速報]" in words(second)
    assert "131（速報）" in table_cells(second)


def test_the_files_have_a_column_where_the_plan_is_reviewed(
    confirm: Confirm, visit: Open, sample_plan: Plan
) -> None:
    visit("overview", city=MIHON, year=YEAR)
    speak("ja-JP")
    assert "速報・確定" not in read_back(judgements_csv(view_of(sample_plan))).columns
    confirm(FIRST)
    store_of_process.clear()
    rows = read_back(judgements_csv(view_of(sample_plan))).set_index("コード")
    assert rows.loc[[FIRST, "K02"], "速報・確定"].tolist() == ["確定", "速報"]


def view_of(plan: Plan) -> View:
    listed = cached.listed_plans()[plan.key]
    shown = cached.plan(listed)
    return View(listed, shown, YEAR, tuple(shown.fiscal_years), TODAY)


def test_a_shared_figure_says_in_both_plans_that_it_is_preliminary(
    confirm: Confirm, own_store: Path, visit: Open, sample_plan: Plan
) -> None:
    shares = SharedIndicator(plan=sample_plan.about.id, code="K02")
    save(own_store, linked(strategy(sample_plan), "K02", shares=shares))
    place = {"city": MIHON, "plan": "strategy-2025", "kpi": "K02", "year": YEAR}
    assert "速報" not in words(visit("indicator", **place))
    confirm(FIRST)
    assert ":gray-badge[速報]" in words(visit("indicator", **place))
    confirm("K02")
    assert ":blue-badge[■ 確定 " in words(visit("indicator", **place))
