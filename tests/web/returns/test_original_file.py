"""The address of a return's original: who is given the file."""

from pathlib import Path
from urllib.parse import quote

import anyio
import pytest
from starlette.requests import Request
from starlette.responses import Response

from dxkpi import actions
from dxkpi.actions import ReturnItems
from dxkpi.plan import Plan
from dxkpi.plan.review import figure_key
from dxkpi.settings import settings
from dxkpi.store import NewRemark, Role, Store, Submission
from dxkpi.web.returns.original_file import give_marked_original, give_original
from dxkpi.web.routes import Answer
from dxkpi.web.sign_in.person import HEADER, LOCAL, NOBODY, Person, header_text
from tests.support.accounts import granted
from tests.support.opened_rounds import SECRETARIAT, open_round
from tests.support.returned import opened, register
from tests.support.returns_page import MIHON, codes_of
from tests.support.written import tamper

CONTENT = b"x" * 300
OTHER_CITY = "472123"


@pytest.fixture
def submission(own_store: Path, asked: Plan) -> Submission:
    """A file of 人事課."""
    code, *_ = codes_of(asked, "人事課")
    return register(
        own_store, MIHON, 2025, "人事課", {code: 5}, file="回答.xlsx", content=CONTENT
    )


def ask(number: int, person: Person, give: Answer = give_original) -> Response:
    scope = {
        "type": "http",
        "method": "GET",
        "headers": [(HEADER, header_text(person).encode())],
        "path_params": {"number": number},
    }
    return anyio.run(give, Request(scope))


def test_in_a_house_without_sign_in_it_is_given_under_its_name(
    submission: Submission,
) -> None:
    answer = ask(submission.number, LOCAL)
    assert answer.status_code == 200
    assert answer.body == CONTENT
    assert quote("回答.xlsx") in answer.headers["Content-Disposition"]
    assert answer.headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize(
    ("role", "city", "department", "status"),
    [
        (Role.REPORTER, MIHON, "人事課", 200),
        (Role.REPORTER, MIHON, "総務課", 403),
        (Role.REVIEWER, MIHON, None, 200),
        (Role.REVIEWER, OTHER_CITY, None, 403),
        (Role.VIEWER, MIHON, None, 403),
        (Role.ADMIN, MIHON, None, 403),
    ],
)
def test_it_is_given_to_whoever_the_table_of_rights_names(
    own_store: Path,
    submission: Submission,
    role: Role,
    city: str,
    department: str | None,
    status: int,
) -> None:
    store = Store(f"sqlite:///{own_store}")
    granted(store, "sato", role, city, department)
    store.close()
    assert ask(submission.number, Person("sato")).status_code == status


@pytest.mark.parametrize("person", [NOBODY, Person("unknown"), Person(token="forged")])
def test_nobody_else_is_given_it(submission: Submission, person: Person) -> None:
    answer = ask(submission.number, person)
    assert answer.status_code == 403
    assert CONTENT not in bytes(answer.body)


def test_it_is_asked_for_also_where_screens_only_show(
    own_store: Path, submission: Submission, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With registration off the files of every 課 were once anybody's."""
    monkeypatch.setenv("DXKPI_REGISTRATION", "false")
    settings.cache_clear()
    store = Store(f"sqlite:///{own_store}")
    granted(store, "sato", Role.REVIEWER, MIHON)
    store.close()
    assert ask(submission.number, NOBODY).status_code == 403
    assert ask(submission.number, Person("sato")).status_code == 200


def test_there_is_no_file_of_an_unknown_number(submission: Submission) -> None:
    assert ask(submission.number + 1, LOCAL).status_code == 404


def test_a_number_that_no_database_has_is_unknown(submission: Submission) -> None:
    assert ask(2**70, LOCAL).status_code == 404


def test_who_answers_for_all_departments_of_a_return_is_given_it(
    own_store: Path, asked: Plan
) -> None:
    code, *_ = codes_of(asked, "人事課")
    both = "人事課\n総務課"
    made = register(own_store, MIHON, 2025, both, {code: 5}, content=CONTENT)
    store = Store(f"sqlite:///{own_store}")
    granted(store, "sato", Role.REPORTER, MIHON, "人事課")
    assert ask(made.number, Person("sato")).status_code == 403
    granted(store, "sato", Role.REPORTER, MIHON, "総務課")
    store.close()
    assert ask(made.number, Person("sato")).status_code == 200


def test_with_remarks_it_is_given_where_one_waits_and_to_nobody_else(
    submission: Submission, own_store: Path
) -> None:
    assert ask(submission.number, LOCAL, give_marked_original).status_code == 404
    answer = ask(submission.number, NOBODY, give_marked_original)
    assert answer.status_code == 403
    assert ask(submission.number + 1, LOCAL, give_marked_original).status_code == 404


def test_a_file_that_cannot_be_opened_cannot_be_marked(
    submission: Submission, own_store: Path, asked: Plan
) -> None:
    code, *_ = codes_of(asked, "人事課")
    with opened(own_store) as store:
        open_round(store, asked.key, is_reviewed=True)
        remark = NewRemark(figure_key(code), "単位は")
        command = ReturnItems(asked.key, 2025, (remark,))
        actions.return_items(store, command, SECRETARIAT)
    assert ask(submission.number, LOCAL, give_marked_original).status_code == 404


def test_a_file_that_was_changed_past_the_program_is_not_given(
    submission: Submission, own_store: Path
) -> None:
    tamper(Store(f"sqlite:///{own_store}"), "update original set content = x'00'")
    answer = ask(submission.number, LOCAL)
    assert answer.status_code == 500
    assert b"dxkpi verify" in bytes(answer.body)
    assert CONTENT not in bytes(answer.body)
