"""What a viewer sees: what is final, on every page, and that newer returns wait."""

import re
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from dxkpi import actions
from dxkpi.actions import (
    Actor,
    ConfirmItems,
    DisableAccount,
    Identification,
    NotPermitted,
)
from dxkpi.plan.review import figure_key
from dxkpi.settings import PROJECT
from dxkpi.store import Role, SeenItem, Store
from dxkpi.web.common import cached
from dxkpi.web.common.view import View
from dxkpi.web.sign_in.person import LOCAL, USER_KEY, Person, header_text
from dxkpi.web.upload.form_downloads import department_form, form_archive
from tests.support.accounts import granted
from tests.support.apptest import Open, words
from tests.support.opened_rounds import SECRETARIAT, open_round
from tests.support.recorded_rounds import hand_in_everything
from tests.support.returned import TODAY, answer, opened, put_on_record
from tests.support.shipped_cities import MIHON, key_of
from tests.web.sign_in.test_released_pages import OPERATOR, sent

KEY, YEAR, CODE = key_of(MIHON), 2025, "K01"
VIEWER, REPORTER = Person("viewer"), Person("reporter")
CLOSED = {"upload", "survey", "returns", "changes", "round", "review"}
CLOSED |= {"start", "reading", "edit", "accounts"}
PAGES = sorted(page.stem for page in (PROJECT / "pages").glob("*.py"))
MARKER = Decimal("86.7")
"""A share of K01 that stands in no shipped plan."""

As = Callable[..., AppTest]


@pytest.fixture
def visit_as(visit: Open, own_store: Path) -> As:
    """Opens a page of a year that is reviewed, in which the marker waits."""
    with opened(own_store) as store:
        granted(store, "viewer", Role.VIEWER, MIHON)
        granted(store, "reporter", Role.REPORTER, MIHON, "人事課")
        open_round(store, KEY, is_reviewed=True)
        checked = answer(store, MIHON, YEAR, None, {CODE: MARKER})
        put_on_record(store, checked, "秘密の名前")

    def visited(
        person: Person, page: str, year: int | None = YEAR, *, opens_one: bool = True
    ) -> AppTest:
        at = visit("help")
        at.user = {USER_KEY: header_text(person)}
        query = {"city": MIHON, "plan": KEY.id} | ({"kpi": CODE} if opens_one else {})
        at.query_params.update(query)
        if year is not None:
            at.query_params["year"] = str(year)
        return at.switch_page(f"../../pages/{page}.py").run()

    return visited


def shown(at: AppTest) -> str:
    """The words of a page with the titles of what is folded."""
    titles = [each.label for each in at.expander]
    return "\n".join((words(at), *titles))


def confirm(store: Store) -> None:
    item = figure_key(CODE)
    stood_at = store.review(KEY, YEAR).changed_in[item, YEAR]
    seen = SeenItem(item, YEAR, stood_at)
    actions.confirm_items(store, ConfirmItems(KEY, YEAR, (seen,)), SECRETARIAT)


@pytest.mark.parametrize("page", PAGES)
def test_no_page_shows_a_viewer_what_waits_to_be_confirmed(
    visit_as: As, page: str
) -> None:
    staff = sent(visit_as(LOCAL, page))
    at = visit_as(VIEWER, page)
    assert not at.exception
    assert not at.error
    for unconfirmed in (str(MARKER), "秘密の名前"):
        assert unconfirmed not in sent(at)
    if page in CLOSED:
        assert len(at.info) == 1
    if page == "indicator":
        assert str(MARKER) in staff
        assert str(MARKER) in sent(visit_as(LOCAL, page)), "nor the other way round"


def test_he_is_told_that_newer_returns_wait_and_sees_them_once_they_are_final(
    visit_as: As, own_store: Path
) -> None:
    at = visit_as(VIEWER, "indicator")
    assert "確認を待っている新しい報告があります：令和7年度の" in words(at)
    with opened(own_store) as store:
        confirm(store)
    assert str(MARKER) in sent(visit_as(VIEWER, "indicator"))


@pytest.mark.parametrize("page", ["overview", "kpi", "indicator", "plan", "brief"])
def test_he_reads_of_no_figure_that_waits_that_it_was_not_reported(
    visit_as: As, own_store: Path, page: str
) -> None:
    with opened(own_store) as store:
        confirm(store)
    at = visit_as(VIEWER, page)
    assert not at.exception
    assert not re.search("実績[はが][^。]*まだ報告されていません", words(at))
    assert "未報告になった" not in words(at)


@pytest.mark.parametrize("page", ["overview", "schedule", "plan", "brief"])
def test_he_reads_of_no_progress_that_waits_that_it_was_not_reported(
    visit_as: As, own_store: Path, page: str
) -> None:
    at = visit_as(VIEWER, page)
    assert "完了したか未報告" in shown(at), "of what really is"
    with opened(own_store) as store:
        hand_in_everything(store, KEY)
    at = visit_as(VIEWER, page)
    assert not at.exception
    assert "確認中" in shown(at)
    assert "工程の進み具合は、まだ報告されていません" not in words(at)
    counts = re.findall(r"完了したか未報告[^\d]*(\d+)件", shown(at))
    assert set(counts) <= {"1"}, "the deadline that has no entries"


def test_he_is_told_what_is_being_confirmed_and_no_collapse_since_last_year(
    visit_as: As, own_store: Path
) -> None:
    with opened(own_store) as store:
        confirm(store)
    assert "昨年度から" in words(visit_as(LOCAL, "overview"))
    at = visit_as(VIEWER, "overview")
    assert "指標の実績が確認中です" in words(at)
    assert "昨年度から" not in words(at)


def test_the_first_year_he_sees_is_the_last_of_which_most_is_final(
    visit_as: As,
) -> None:
    at = visit_as(VIEWER, "overview", year=None)
    [year] = [box.value for box in at.selectbox if box.label == "年度"]
    assert year == YEAR - 1


def test_somebody_who_reports_sees_what_is_reported(visit_as: As) -> None:
    at = visit_as(REPORTER, "indicator")
    assert str(MARKER) in sent(at)
    assert "確認を待っている" not in words(at)


def test_a_form_is_made_only_for_who_sees_by_then_what_it_is_filled_with(
    own_store: Path,
) -> None:
    with opened(own_store) as store:
        granted(store, "sato", Role.REPORTER, MIHON, "人事課")
        actor = Actor("sato", Identification.SIGNED_IN, "sato")
        listed = cached.listed_plans()[KEY]
        view = View(listed, cached.plan(listed), YEAR, (YEAR,), TODAY)
        assert department_form(store, view, "人事課", actor)
        command = DisableAccount("sato")
        actions.disable_account(store, command, OPERATOR)
        with pytest.raises(NotPermitted):
            department_form(store, view, "人事課", actor)
        with pytest.raises(NotPermitted):
            form_archive(store, view, actor)


def test_the_indicators_say_how_many_figures_wait_before_what_needs_attention(
    visit_as: As, own_store: Path
) -> None:
    with opened(own_store) as store:
        confirm(store)
    assert "注意が必要なのは" in visit_as(LOCAL, "kpi", opens_one=False).header[0].value
    sentence = visit_as(VIEWER, "kpi", opens_one=False).header[0].value
    assert re.match(r"22指標のうち\d+指標の実績が確認中です。", sentence)


def test_the_page_of_a_figure_that_waits_says_so_without_saying_it_again(
    visit_as: As,
) -> None:
    shown_words = words(visit_as(VIEWER, "indicator"))
    assert "◇ 確認中" in shown_words
    assert "実績を確認中" not in shown_words
