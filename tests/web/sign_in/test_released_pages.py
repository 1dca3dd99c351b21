"""What a visitor sees: what was released, on every page, and nothing else."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from dxkpi import actions
from dxkpi.actions import Actor, Identification, ReleaseYear
from dxkpi.plan.release import Release
from dxkpi.plan.sight import ALL_REPORTED, ONLY_RELEASED
from dxkpi.settings import PROJECT
from dxkpi.store import Role, Store, writing
from dxkpi.web.common import cached
from dxkpi.web.common.view import View
from dxkpi.web.sign_in.person import LOCAL, NOBODY, USER_KEY, Person, header_text
from dxkpi.web.sign_in.sight import see
from tests.support.accounts import granted
from tests.support.apptest import Open, words
from tests.support.opened_rounds import open_round
from tests.support.recorded_rounds import confirm_everything, run_round
from tests.support.returned import opened
from tests.support.shipped_cities import MIHON, TOMIGUSUKU, key_of
from tests.support.stored import current_plan, plan_with_actual

KEY, YEAR = key_of(MIHON), 2025
OPERATOR = Actor("operator", Identification.COMMAND_LINE)
PAGES = sorted(page.stem for page in (PROJECT / "pages").glob("*.py"))
CLOSED = {"upload", "survey", "returns", "changes", "round", "review"}
CLOSED |= {"start", "reading", "edit", "accounts"}
MARKER = Decimal("86.7")
"""A share of K01 that stands in no shipped plan."""

As = Callable[..., AppTest]


@pytest.fixture
def visit_as(visit: Open) -> As:
    """Opens a page as somebody."""

    def visited(person: Person, page: str, **query: str) -> AppTest:
        at = visit("help")
        at.user = {USER_KEY: header_text(person)}
        at.query_params.update({"city": MIHON, "plan": KEY.id} | query)
        return at.switch_page(f"../../pages/{page}.py").run()

    return visited


def release(store: Store, year: int = YEAR, reason: str = "") -> Release:
    command = ReleaseYear(KEY, year, "議会に報告", reason)
    return actions.release_year(store, command, OPERATOR)


def register_marker(store: Store) -> None:
    """The marker in the place of the year's figure, and a name that is not released."""
    plan = plan_with_actual(current_plan(store, MIHON), "K01", YEAR, str(MARKER))
    about = plan.about.model_copy(update={"title": "未公表の名称"})
    changed = plan.model_copy(update={"about": about})
    writing.save_plans(store, [changed], "秘密の名前", "plan.yaml")


def sent(at: AppTest) -> str:
    """Every element of a page with all that is in it."""
    texts: list[str] = []

    def walk(block: object) -> None:
        for child in getattr(block, "children", {}).values():
            proto = getattr(child, "proto", None)
            if proto is not None:
                texts.append(str(proto))
            texts.append(str(getattr(child, "value", "")))
            walk(child)

    walk(at.main)
    walk(at.sidebar)
    return "\n".join(texts)


@pytest.mark.parametrize("page", PAGES)
def test_no_page_shows_a_visitor_what_came_after_the_release(
    visit_as: As, own_store: Path, page: str
) -> None:
    with opened(own_store) as store:
        release(store)
        register_marker(store)
    query = {"year": str(YEAR), "kpi": "K01"}
    mine = sent(visit_as(LOCAL, page, **query))
    at = visit_as(NOBODY, page, **query)
    assert not at.exception
    assert not at.error
    shown = sent(at)
    for unreleased in (str(MARKER), "未公表の名称", "秘密の名前"):
        assert unreleased not in shown
    if page == "indicator":
        assert str(MARKER) in mine
        assert str(MARKER) in sent(visit_as(LOCAL, page, **query)), "nor for the others"
    if page in CLOSED:
        assert "サインインしてください" in words(at)


def test_the_heading_says_when_it_was_released_and_what_was_corrected(
    visit_as: As, own_store: Path
) -> None:
    with opened(own_store) as store:
        release(store)
        register_marker(store)
    assert "公表" in words(visit_as(NOBODY, "overview", year=str(YEAR)))
    assert "訂正" not in words(visit_as(NOBODY, "overview", year=str(YEAR)))
    with opened(own_store) as store:
        release(store, reason="K01の転記誤り")
    at = visit_as(NOBODY, "indicator", year=str(YEAR), kpi="K01")
    assert "に修正公表した内容です。訂正：K01の転記誤り。" in words(at)
    assert str(MARKER) in sent(at)


def test_a_visitor_is_told_what_was_preliminary_when_it_was_released(
    visit_as: As, own_store: Path
) -> None:
    query = {"year": str(YEAR), "kpi": "K16"}
    with opened(own_store) as store:
        run_round(store, KEY)
        said = ReleaseYear(KEY, YEAR, although_preliminary=True)
        actions.release_year(store, said, OPERATOR)
        confirm_everything(store, KEY)
    assert "速報" in words(visit_as(NOBODY, "indicator", **query))
    assert "速報" not in words(visit_as(LOCAL, "indicator", **query))
    with opened(own_store) as store:
        release(store, reason="確報")
    assert "速報" not in words(visit_as(NOBODY, "indicator", **query))


def test_a_viewer_sees_what_was_released_once_its_year_is_reviewed(
    visit_as: As, own_store: Path
) -> None:
    query = {"year": str(YEAR), "kpi": "K01"}
    with opened(own_store) as store:
        granted(store, "viewer", Role.VIEWER, MIHON)
        register_marker(store)
        release(store)
        open_round(store, KEY, is_reviewed=True)
    assert str(MARKER) in sent(visit_as(NOBODY, "indicator", **query))
    at = visit_as(Person("viewer"), "indicator", **query)
    assert not at.exception
    assert str(MARKER) in sent(at)
    assert "速報" not in words(at)


def test_a_viewer_is_told_what_was_preliminary_when_it_was_released(
    visit_as: As, own_store: Path
) -> None:
    query = {"year": str(YEAR), "kpi": "K16"}
    with opened(own_store) as store:
        granted(store, "viewer", Role.VIEWER, MIHON)
        run_round(store, KEY)
        said = ReleaseYear(KEY, YEAR, although_preliminary=True)
        actions.release_year(store, said, OPERATOR)
    assert "速報" in words(visit_as(Person("viewer"), "indicator", **query))
    with opened(own_store) as store:
        confirm_everything(store, KEY)
    assert "速報" not in words(visit_as(Person("viewer"), "indicator", **query))


def test_a_visitor_chooses_among_the_years_up_to_the_last_released(
    visit_as: As, own_store: Path
) -> None:
    with opened(own_store) as store:
        release(store, 2024)
        register_marker(store)
    at = visit_as(NOBODY, "overview", year=str(YEAR))
    [years] = [box for box in at.selectbox if box.label == "年度"]
    assert years.value == 2024
    assert years.options[-1].startswith("令和6年度")
    assert not at.exception


def test_a_file_that_is_made_later_goes_by_what_its_page_showed(
    own_store: Path,
) -> None:
    with opened(own_store) as store:
        release(store)
        register_marker(store)
    revision = cached.store().revision()
    everything = cached.Sight(revision, ALL_REPORTED)
    listed = cached.listed_plans(everything)[KEY]
    see(None)  # nobody is known where the file is made
    for_staff = View(
        listed, cached.plan(listed), YEAR, (YEAR,), date(2026, 11, 30), everything
    )
    for_visitors = replace(for_staff, sight=cached.Sight(revision, ONLY_RELEASED))
    assert for_staff.plan_title(KEY.id) == "未公表の名称"
    assert for_visitors.plan_title(KEY.id) == "見本市DX推進計画"
    assert for_visitors.plan_beside("dx-2020") is None


def test_lists_hold_only_what_was_released(visit_as: As, own_store: Path) -> None:
    with opened(own_store) as store:
        release(store)
    at = visit_as(NOBODY, "overview")
    [cities] = [box for box in at.selectbox if box.value == MIHON]
    assert len(cities.options) == 1
    other = visit_as(NOBODY, "overview", city=TOMIGUSUKU, plan="dx-2026")
    assert "豊見城市" not in "".join(
        option for box in other.selectbox for option in box.options
    )


def test_under_the_address_of_a_city_without_a_release_stands_no_other_city(
    visit_as: As, own_store: Path
) -> None:
    with opened(own_store) as store:
        release(store)
    for code in (TOMIGUSUKU, "000000"):
        at = visit_as(NOBODY, "overview", city=code, plan="dx-2026")
        assert not at.exception
        assert [title.value for title in at.title] == ["まだ何も公表されていません"]
        assert "見本市" not in words(at)
    help_page = visit_as(NOBODY, "help", city=TOMIGUSUKU)
    assert not help_page.exception
    assert "まだ何も公表されていません" not in words(help_page)


def test_of_a_plan_that_is_not_released_no_visitor_is_told_that_it_is_not_there(
    visit_as: As, own_store: Path
) -> None:
    with opened(own_store) as store:
        release(store)
    at = visit_as(NOBODY, "overview", plan="strategy-2030")
    [notice] = at.warning
    assert "で公表されたものはないため" in notice.value


def test_where_nothing_was_released_a_visitor_is_told_so(visit_as: As) -> None:
    at = visit_as(NOBODY, "overview")
    assert not at.exception
    assert [title.value for title in at.title] == ["まだ何も公表されていません"]
    assert [box.label for box in at.selectbox] == ["言語 / Language"]


@pytest.mark.parametrize(("sign_in", "is_told"), [("none", False), ("accounts", True)])
def test_a_visitor_is_told_to_sign_in_only_where_somebody_can(
    visit_as: As, monkeypatch: pytest.MonkeyPatch, sign_in: str, is_told: bool
) -> None:
    monkeypatch.setenv("DXKPI_SIGN_IN", sign_in)
    assert ("サインイン" in words(visit_as(NOBODY, "overview"))) is is_told


def test_a_viewer_sees_the_plan_itself_and_that_it_differs(
    visit_as: As, own_store: Path
) -> None:
    with opened(own_store) as store:
        granted(store, "viewer", Role.VIEWER, MIHON)
        release(store)
    query = {"year": str(YEAR), "kpi": "K01"}
    assert "公表" not in words(visit_as(Person("viewer"), "indicator", **query))
    with opened(own_store) as store:
        register_marker(store)
    at = visit_as(Person("viewer"), "indicator", **query)
    assert str(MARKER) in sent(at)
    assert "公表" in words(at)
    assert str(MARKER) not in sent(visit_as(NOBODY, "indicator", **query))


def test_a_visitor_does_not_look_back_past_the_release(
    visit_as: As, own_store: Path
) -> None:
    with opened(own_store) as store:
        register_marker(store)
        release(store)
        plan = plan_with_actual(current_plan(store, MIHON), "K01", YEAR, "33.3")
        writing.save_plans(store, [plan], "佐藤", "plan.yaml")
    known = date(2026, 11, 30).isoformat()
    at = visit_as(NOBODY, "indicator", year=str(YEAR), kpi="K01", known=known)
    assert not at.exception
    assert str(MARKER) in sent(at)


def test_a_visitor_reads_nothing_that_only_staff_can_do(
    visit_as: As, own_store: Path
) -> None:
    with opened(own_store) as store:
        release(store)
    staff = words(visit_as(LOCAL, "department", department="人事課"))
    assert "課の掲示板に置けます" in staff
    at = visit_as(NOBODY, "department", department="人事課")
    assert "課の掲示板に置けます" not in words(at)
    compared = words(visit_as(NOBODY, "compare"))
    assert "まだ計画の状況を公表していません" in compared
    assert "dxkpi load" not in compared


def test_a_year_after_the_release_is_to_come_for_a_visitor_and_not_missing(
    visit_as: As, own_store: Path
) -> None:
    with opened(own_store) as store:
        release(store, YEAR - 1)
    at = visit_as(NOBODY, "indicator", kpi="K01")
    [figures] = [table.value for table in at.table if "年度" in table.value]
    of_later_year = figures[figures["年度"].str.contains("令和7年度")]
    assert "未報告" not in of_later_year.to_string()
    assert "これから" in of_later_year.to_string()
