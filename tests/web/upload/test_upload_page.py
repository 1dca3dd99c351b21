"""実績の登録 as a page: who may register, every city, no plan, nobody else's files."""

from collections.abc import Callable
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from dxkpi.settings import settings
from dxkpi.store import Role, Store
from dxkpi.web.sign_in.person import USER_KEY, Person, header_text
from tests.support.accounts import granted, name_of
from tests.support.apptest import KeepOnly, Open
from tests.support.shipped_cities import key_of
from tests.support.upload_page import (
    CITY,
    DEPARTMENT,
    Filled,
    page_text,
    press_button,
    state_of,
    with_name,
)


def test_where_registration_is_switched_off_nothing_can_be_brought(
    visit: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DXKPI_REGISTRATION", "false")
    settings.cache_clear()
    at = visit("upload", city=CITY)
    assert not at.file_uploader
    assert "登録を受け付けていません" in page_text(at)
    assert at.get("download_button")


def test_registration_switched_off_meanwhile_is_refused_at_the_moment_of_writing(
    bring: Callable[..., AppTest],
    form: Filled,
    store: Store,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    at = with_name(bring(form()))
    monkeypatch.setenv("DXKPI_REGISTRATION", "false")
    settings.cache_clear()
    at = press_button(at, "register")
    assert "登録を受け付けていません" in page_text(at)
    assert store.submissions(key_of(CITY)) == ()


def test_whoever_signed_in_is_named_without_being_asked(
    bring: Callable[..., AppTest], form: Filled, store: Store
) -> None:
    granted(store, "a@city.example", Role.REPORTER, CITY, DEPARTMENT)
    at = bring(form())
    at.user = {USER_KEY: header_text(Person("a@city.example", "職員A"))}
    at = at.run()
    assert not [box for box in at.text_input if box.key == "who"]
    press_button(at, "register")
    assert [s.who for s in store.submissions(key_of(CITY))] == [
        name_of("a@city.example")
    ]


@pytest.mark.parametrize("locale", ["ja-JP", "en-US"])
@pytest.mark.parametrize(
    "city", ["052116", "412091", "422096", "452068", "472123", CITY]
)
def test_the_form_of_every_city_goes_through(
    bring: Callable[..., AppTest], form: Filled, city: str, locale: str
) -> None:
    at = bring(form({}, city=city, department=None), city=city, locale=locale)
    assert not at.exception
    assert at.header


@pytest.mark.parametrize("state", ["empty", "never set up"])
def test_without_a_plan_the_page_says_so(
    visit: Open, own_store: Path, keep_only: KeepOnly, state: str
) -> None:
    own_store.unlink()
    if state == "empty":
        keep_only()
    at = visit("upload")
    assert not at.exception
    assert bool(at.code) is (state == "empty")
    assert bool(at.error) is (state != "empty")


def test_what_one_person_brought_nobody_else_sees(
    visit: Open, bring: Callable[..., AppTest], form: Filled
) -> None:
    bring(form())
    at = visit("upload", city=CITY)
    assert not state_of(at).files
    assert at.file_uploader
