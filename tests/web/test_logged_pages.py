"""What people hand in and type on the pages does not reach the log."""

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from dxkpi import actions
from dxkpi.store import Store
from dxkpi.workbook import template
from tests.support import answered, exports
from tests.support.apptest import Open
from tests.support.forms import fill
from tests.support.logged_lines import LoggedLines, logged_lines
from tests.support.shipped_cities import key_of
from tests.support.speaking import speak
from tests.support.survey_page import YEAR as SURVEYED
from tests.support.survey_page import choose_file, press_register
from tests.support.upload_page import (
    CITY,
    DEPARTMENT,
    GOOD,
    NOTE,
    TODAY,
    VALUE,
    YEAR,
    choose_files,
    press_button,
    with_name,
)
from tests.support.written import tamper

WHO = "人事課 極秘 花子"
CAUSE = "窓口の山本さんが休んだため。"
FILE = "秘密の様式.xlsx"


@pytest.fixture(autouse=True)
def _as_the_page_speaks(_speaking_english: None) -> None:
    speak("ja")


def form(path: Path) -> bytes:
    store = Store(f"sqlite:///{path}")
    wanted = actions.return_form(store, key_of(CITY), YEAR, DEPARTMENT, TODAY)
    rows = {**GOOD, "K16": {VALUE: 24.75, NOTE: CAUSE}}
    content = fill(template.form_workbook(wanted), rows)
    store.close()
    return content


def assert_silent(log: LoggedLines, *secrets: str) -> None:
    assert log.lines()
    for secret in secrets:
        assert secret not in log.text


def registered(at: AppTest, content: bytes) -> AppTest:
    at = with_name(choose_files(at, content, names=(FILE,)), WHO)
    return press_button(at, "register")


def test_a_return_is_logged_without_figures_texts_names_or_paths(
    visit: Open, own_store: Path
) -> None:
    content = form(own_store)
    with logged_lines() as log:
        registered(visit("upload", city=CITY, year=str(YEAR)), content)
        for page in ("returns", "changes", "department", "overview"):
            visit(page, city=CITY)
    [line] = log.of("register_return")
    assert (line["outcome"], line["cities"], line["receipt"]) == ("done", [CITY], 1)
    secrets = (WHO, "極秘", CAUSE, "山本", "24.75", FILE, "秘密", str(own_store))
    assert_silent(log, *secrets, str(own_store.parent), "PK")


def test_a_survey_is_logged_without_anybody_s_answers(
    visit: Open, own_store: Path
) -> None:
    addresses = [exports.ADDRESS.format(n=n) for n in range(212)]
    with logged_lines() as log:
        at = visit("survey", city=CITY, year=str(SURVEYED))
        at.session_state["who"] = ""
        at = choose_file(at, exports.forms_xlsx(answered.answers(), addresses))
        press_register(at, WHO)
    [line] = log.of("register_survey")
    assert line["outcome"] == "done"
    assert_silent(log, WHO, answered.SECRET, "@city", "00007", "山田")


def test_a_page_that_fails_tells_where_and_not_what_was_read(
    visit: Open, own_store: Path
) -> None:
    tamper(
        Store(f"sqlite:///{own_store}"),
        'update figure set survey = \'{"answers": "山本さん"}\' where survey is not null',
    )
    with logged_lines() as log:
        at = visit("overview", city=CITY)
    assert not at.exception
    assert "dxkpi verify" in at.error[0].value
    [line, *_others] = log.of("store_error")
    assert line["reason"] == "unreadable"
    assert_silent(log, "山本さん")
