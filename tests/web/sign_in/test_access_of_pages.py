"""What pages show and offer to whoever is at the other end of the connection."""

import time
from collections.abc import Callable
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from dxkpi import actions
from dxkpi.actions import (
    Actor,
    DisableAccount,
    Identification,
    ReleaseYear,
    SignOutEverywhere,
)
from dxkpi.store import Role, Store
from dxkpi.web.sign_in.person import LOCAL, NOBODY, USER_KEY, Person, header_text
from tests.support.accounts import granted, signed_in
from tests.support.apptest import Open, words
from tests.support.returned import opened
from tests.support.shipped_cities import key_of

CITY, OTHER_CITY = "999997", "472123"
OPERATOR = Actor("operator", Identification.COMMAND_LINE)
As = Callable[..., AppTest]


@pytest.fixture
def visit_as(visit: Open, own_store: Path) -> As:
    """Opens a page as somebody; a year of the plan is released."""
    with opened(own_store) as store:
        actions.release_year(store, ReleaseYear(key_of(CITY), 2025), OPERATOR)

    def visited(person: Person, page: str, **query: str) -> AppTest:
        at = visit("help")
        at.user = {USER_KEY: header_text(person)}
        at.session_state["who"] = "市長"
        at.query_params.update({"city": CITY, "year": "2025"} | query)
        return at.switch_page(f"../../pages/{page}.py").run()

    return visited


def grant(own_store: Path, subject: str, role: Role, department: str | None) -> None:
    store = Store(f"sqlite:///{own_store}")
    granted(store, subject, role, CITY, department)
    store.close()


@pytest.mark.parametrize(
    ("page", "title"), [("changes", "変更履歴"), ("returns", "提出状況")]
)
def test_a_visitor_is_not_told_who_reported_or_changed_what(
    visit_as: As, page: str, title: str
) -> None:
    at = visit_as(NOBODY, page)
    assert [shown.value for shown in at.title] == [title]
    [refusal] = at.info
    assert "サインインしてください" in refusal.value
    assert not at.main.markdown
    assert not at.main.dataframe


def listed_pages(at: AppTest) -> set[str]:
    return {link.proto.page for link in at.sidebar.get("page_link")}


def test_the_menu_lists_what_its_reader_may_open(visit_as: As, own_store: Path) -> None:
    grant(own_store, "sato", Role.REPORTER, "人事課")
    everything = listed_pages(visit_as(LOCAL, "overview"))
    to_visitor = listed_pages(visit_as(NOBODY, "overview"))
    to_reporter = listed_pages(visit_as(Person("sato"), "overview"))
    closed = {"upload", "survey", "returns", "changes", "round", "review"}
    closed |= {"start", "edit", "accounts"}
    assert everything - to_visitor == closed
    assert everything - to_reporter == {
        "survey",
        "review",
        "start",
        "edit",
        "accounts",
    }


@pytest.mark.parametrize("page", ["upload", "survey"])
def test_a_visitor_can_choose_no_file_whatever_name_he_typed(
    visit_as: As, page: str
) -> None:
    at = visit_as(NOBODY, page)
    assert not at.get("file_uploader")
    assert "サインインしてください" in words(at)


def test_an_account_of_one_department_can_report_and_see_the_history(
    visit_as: As, own_store: Path
) -> None:
    grant(own_store, "sato", Role.REPORTER, "人事課")
    assert visit_as(Person("sato"), "upload").get("file_uploader")
    assert visit_as(Person("sato"), "changes").title
    assert not visit_as(Person("sato"), "survey").get("file_uploader")


def test_whoever_was_signed_out_since_is_a_visitor_until_he_signs_in_anew(
    visit_as: As, own_store: Path
) -> None:
    grant(own_store, "sato", Role.REVIEWER, None)
    before = int(time.time()) - 60
    assert visit_as(Person("sato", "", before), "upload").get("file_uploader")
    store = Store(f"sqlite:///{own_store}")
    actions.sign_out_everywhere(store, SignOutEverywhere("sato"), signed_in("sato"))
    store.close()
    at = visit_as(Person("sato", "", before), "upload")
    assert not at.get("file_uploader")
    assert not at.code, "nor is he told that he has no role"
    later = int(time.time()) + 60
    assert visit_as(Person("sato", "", later), "upload").get("file_uploader")


def test_whoever_has_no_role_reads_whom_to_ask_and_by_what_he_is_known(
    visit_as: As,
) -> None:
    at = visit_as(Person("staff-b", "職員B"), "overview")
    assert at.title[0].value == "サインインしましたが、まだ役割がありません"
    assert [code.value for code in at.code] == ["staff-b"]


def test_whoever_is_disabled_and_signs_in_again_reads_that_he_is(
    visit_as: As, own_store: Path
) -> None:
    grant(own_store, "sato", Role.REVIEWER, None)
    store = Store(f"sqlite:///{own_store}")
    operator = Actor("root", Identification.COMMAND_LINE)
    actions.disable_account(store, DisableAccount("sato"), operator)
    store.close()
    at = visit_as(Person("sato", "", int(time.time()) + 60), "overview")
    assert at.title[0].value == "サインインしましたが、この利用者は止められています"


PEOPLE = {
    "viewer": (Role.VIEWER, CITY, None),
    "reporter": (Role.REPORTER, CITY, "人事課"),
    "reviewer": (Role.REVIEWER, CITY, None),
    "author": (Role.AUTHOR, CITY, None),
    "admin": (Role.ADMIN, CITY, None),
}
_SEE_RETURNS = {"reporter", "reviewer", "author", "admin"}
SHOWN = {
    "returns": _SEE_RETURNS,
    "changes": _SEE_RETURNS,
    "round": _SEE_RETURNS,
    "review": {"reviewer"},
    "edit": {"author"},
    "accounts": {"admin"},
}
"""Who sees the page of his own city at all."""

OFFERED = {
    "upload": {"reporter", "reviewer"},
    "survey": {"reviewer"},
    "accounts": {"admin"},
}
"""Who can choose a file on the page of his own city."""


@pytest.fixture
def shown_to(visit_as: As, own_store: Path) -> Callable[[str, str], dict[str, AppTest]]:
    """A page of a city as each of them sees it, and as a visitor does."""
    with opened(own_store) as store:
        for who, (role, city, department) in PEOPLE.items():
            granted(store, who, role, city, department)
        other = ReleaseYear(key_of(OTHER_CITY), 2026, although_not_over=True)
        actions.release_year(store, other, OPERATOR)

    def shown(page: str, city: str) -> dict[str, AppTest]:
        people = {who: Person(who) for who in PEOPLE} | {"visitor": NOBODY}
        return {
            who: visit_as(person, page, city=city) for who, person in people.items()
        }

    return shown


def is_shown(at: AppTest) -> bool:
    """Whether more is there than the page's name and why it is closed."""
    assert not at.exception
    assert at.title
    return bool(at.main.markdown)


@pytest.mark.parametrize("page", SHOWN)
def test_a_page_is_shown_to_whom_the_table_names_in_his_own_city_alone(
    shown_to: Callable[[str, str], dict[str, AppTest]], page: str
) -> None:
    own, other = shown_to(page, CITY), shown_to(page, OTHER_CITY)
    assert {who for who, at in own.items() if is_shown(at)} == SHOWN[page]
    assert {who for who, at in other.items() if is_shown(at)} == set()


@pytest.mark.parametrize("page", OFFERED)
def test_a_file_can_be_chosen_by_whom_the_table_names_in_his_own_city_alone(
    shown_to: Callable[[str, str], dict[str, AppTest]], page: str
) -> None:
    own, other = shown_to(page, CITY), shown_to(page, OTHER_CITY)
    offered = {who for who, at in own.items() if at.get("file_uploader")}
    assert offered == OFFERED[page]
    assert not any(at.get("file_uploader") for at in other.values())
