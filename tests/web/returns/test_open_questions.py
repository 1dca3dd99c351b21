"""確認待ち hands over what is asked, to whoever may take it up."""

from collections.abc import Callable
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from dxkpi import actions
from dxkpi.actions import HoldReturn, StatedPurpose
from dxkpi.returns.form_columns import FormColumn
from dxkpi.store import Role, Submission
from dxkpi.web.sign_in.person import NOBODY, USER_KEY, Person, header_text
from dxkpi.workbook import template
from dxkpi.workbook.reader import WorkbookReader
from tests.support.accounts import granted
from tests.support.apptest import Open, words
from tests.support.forms import fill
from tests.support.returned import TODAY, opened, person
from tests.support.returns_page import bare_text, page_tables
from tests.support.shipped_cities import key_of
from tests.support.upload_page import CITY, DEPARTMENT, YEAR, state_of

RATIO = {"K17": {FormColumn.VALUE: 0.098}}
QUESTIONS = "確かめることが1件あります"
GO_ON = "確認の続きをする"


@pytest.fixture
def waiting(own_store: Path) -> Submission:
    """A return of 人事課 with a share that may be meant as a ratio."""
    with opened(own_store) as store, WorkbookReader() as reader:
        key = key_of(CITY)
        form = actions.return_form(store, key, YEAR, DEPARTMENT, TODAY)
        content = fill(template.form_workbook(form), RATIO)
        file = actions.open_workbook(reader, "人事課.xlsx", content)
        stated = StatedPurpose(CITY, YEAR, DEPARTMENT)
        examined = actions.examine_return(store, file, TODAY, stated)
        return actions.hold_return(store, HoldReturn(examined), person("人事課 佐藤"))


@pytest.fixture
def look(visit: Open, own_store: Path, waiting: Submission) -> Callable[..., AppTest]:
    """A page with the waiting return opened, as somebody with a role sees it."""

    def open_page(
        page: str, role: Role | None, department: str | None = None
    ) -> AppTest:
        at = visit(page, city=CITY, year=str(YEAR))
        someone = NOBODY
        if role is not None:
            with opened(own_store) as store:
                granted(store, "sato", role, CITY, department)
            someone = Person("sato")
        at.user = {USER_KEY: header_text(someone)}
        at.query_params["submission"] = str(waiting.number)
        return at.run()

    return open_page


def questions_of(at: AppTest) -> list[list[str]]:
    """The rows that ask about the share."""
    rows = [
        [bare_text(cell) for cell in row] for table in page_tables(at) for row in table
    ]
    return [row for row in rows if "0.098" in str(row)]


TAKES_UP = [(Role.REPORTER, DEPARTMENT), (Role.REVIEWER, None)]
STRANGERS = [
    (Role.REPORTER, "防災課"),
    (Role.VIEWER, None),
    (Role.AUTHOR, None),
    (Role.ADMIN, None),
    (None, None),
]


@pytest.mark.parametrize(("role", "department"), TAKES_UP)
def test_whoever_may_take_it_up_reads_cell_reading_and_answers(
    look: Callable[..., AppTest], role: Role, department: str | None
) -> None:
    at = look("returns", role, department)
    assert QUESTIONS in words(at)
    [[place, asked, answers]] = questions_of(at)
    assert place.startswith("**K8**")
    assert "9.8%のことですか" in asked
    assert answers == "9.8%として登録 / 0.098%として登録 / 様式を直す"


@pytest.mark.parametrize(("role", "department"), TAKES_UP)
def test_whoever_may_take_it_up_is_asked_the_same(
    look: Callable[..., AppTest], role: Role, department: str | None
) -> None:
    at = look("upload", role, department)
    [draft] = state_of(at).files.values()
    assert draft.waiting is not None
    assert draft.answer is not None
    holds = [f.code for f in draft.answer.examined.findings if f.is_open]
    assert holds == ["share_as_ratio"]
    assert at.radio


@pytest.mark.parametrize(("role", "department"), STRANGERS)
def test_a_stranger_neither_reads_it_nor_takes_it_up(
    look: Callable[..., AppTest], role: Role | None, department: str | None
) -> None:
    at = look("returns", role, department)
    assert QUESTIONS not in words(at)
    assert not [
        row for table in page_tables(at) for row in table if "0.098" in str(row)
    ]
    at = look("upload", role, department)
    assert "0.098" not in words(at)
    assert not [box for box in at.radio if str(box.key).startswith("upload_choice")]
