"""What a reporter is offered: the forms, tables and files of his own 課, and no other's."""

from collections.abc import Callable
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from dxkpi.returns.form_columns import FormColumn
from dxkpi.store import Role, Store
from dxkpi.web.sign_in.person import USER_KEY, Person, header_text
from tests.support.accounts import granted
from tests.support.apptest import Open
from tests.support.shipped_cities import key_of
from tests.support.upload_page import (
    CITY,
    DEPARTMENT,
    VALUE,
    YEAR,
    Filled,
    choose_files,
    page_text,
    press_button,
    pressable_buttons,
)

OTHER = "生涯学習課"
REFUSED = "ほかの課の提出です。あなたには登録できません。"


@pytest.fixture
def reporting(visit: Open, own_store: Path, store: Store) -> Callable[..., AppTest]:
    """The page as somebody with these roles sees it."""

    def open_page(role: Role, *departments: str | None, **query: str) -> AppTest:
        for department in departments or (None,):
            granted(store, "sato", role, CITY, department)
        at = visit("upload", city=CITY, year=str(YEAR), **query)
        at.user = {USER_KEY: header_text(Person("sato"))}
        return at.run()

    return open_page


def offered(at: AppTest) -> list[str]:
    """The departments whose form can be chosen, as they are called."""
    labels = at.selectbox(key="upload_department").options
    return [label.partition("（")[0] for label in labels]


def test_a_reporter_is_offered_the_form_of_his_own_department(
    reporting: Callable[..., AppTest],
) -> None:
    at = reporting(Role.REPORTER, DEPARTMENT)
    assert offered(at) == [DEPARTMENT]
    assert "upload_forms" not in {button.key for button in at.get("download_button")}


def test_who_reports_for_two_departments_is_offered_both(
    reporting: Callable[..., AppTest],
) -> None:
    assert set(offered(reporting(Role.REPORTER, OTHER, DEPARTMENT))) == {
        DEPARTMENT,
        OTHER,
    }


def test_a_reviewer_is_offered_all_of_them(reporting: Callable[..., AppTest]) -> None:
    names = offered(reporting(Role.REVIEWER))
    assert len(names) > 2
    assert names[0] == "全課まとめて"


def test_the_tables_to_type_into_are_those_of_the_own_department(
    reporting: Callable[..., AppTest],
) -> None:
    at = press_button(reporting(Role.REPORTER, DEPARTMENT), "type")
    assert offered(at) == [DEPARTMENT]


def test_a_choice_from_elsewhere_falls_back_to_the_own_department(
    reporting: Callable[..., AppTest],
) -> None:
    at = reporting(Role.REPORTER, DEPARTMENT, upload_department=OTHER)
    assert offered(at) == [DEPARTMENT]
    assert at.selectbox(key="upload_department").value == DEPARTMENT


def test_a_department_that_the_plan_asks_for_nothing_is_told_so(
    reporting: Callable[..., AppTest],
) -> None:
    at = reporting(Role.REPORTER, "会計課")
    assert "この計画は、あなたの課には何も尋ねていません。" in page_text(at)


def test_another_departments_file_can_neither_be_registered_nor_left(
    reporting: Callable[..., AppTest], form: Filled, store: Store
) -> None:
    at = reporting(Role.REPORTER, DEPARTMENT)
    file = form({"K05": {VALUE: 800, FormColumn.NOTE: "増"}}, department=OTHER)
    at = choose_files(at, file)
    assert REFUSED in page_text(at)
    assert pressable_buttons(at).isdisjoint(("register", "hold"))
    assert store.submissions(key_of(CITY)) == ()
