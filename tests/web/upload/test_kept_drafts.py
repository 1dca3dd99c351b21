"""What is being checked outlives a reload of the page; a session for each load."""

import json
import os
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from dxkpi.store import Role, Store
from dxkpi.web.sign_in.person import LOCAL, USER_KEY, Person, header_text
from tests.support.accounts import granted
from tests.support.apptest import MAIN, Open, address_of
from tests.support.upload_page import (
    CITY,
    DEPARTMENT,
    GOOD,
    VALUE,
    Filled,
    page_text,
    press_button,
    recorded_value,
    state_of,
    type_in,
    with_name,
)

HELD = {**GOOD, "K13": {VALUE: 101.2}, "K17": {VALUE: 0.098}}
RESTARTED = "サーバーが再起動しました"
NOTHING_LEFT = "ここで確かめていたものは残っていません"


@pytest.fixture
def reload() -> Callable[..., AppTest]:
    """Opens the address of a page in a new session, as F5 does."""

    def reloaded(at: AppTest, person: Person = LOCAL) -> AppTest:
        again = AppTest.from_file(str(MAIN), default_timeout=60)
        again.context["locale"] = "ja-JP"
        again.query_params.update(address_of(at))
        again.user = {USER_KEY: header_text(person)}
        again.switch_page("../../pages/upload.py")
        return again.run()

    return reloaded


@pytest.fixture
def folder(own_store: Path) -> Path:
    return own_store.with_name(own_store.name + "-drafts")


def test_files_and_what_was_said_of_them_are_there_after_a_reload(
    bring: Callable[..., AppTest],
    form: Filled,
    reload: Callable[..., AppTest],
    store: Store,
) -> None:
    at = bring(form(HELD), names=("人事課.xlsx",))
    at = at.radio[0].set_value("type").run()
    [box] = [b for b in at.text_input if str(b.key).startswith("upload_typed")]
    at = box.set_value("98.9").run()
    at = at.radio[0].set_value("9.8").run()
    before = at.header[0].value
    assert before.startswith("登録できます")
    at = reload(at)
    assert at.header[0].value == before
    assert "人事課.xlsx" in page_text(at)
    assert at.radio[0].value == "9.8"
    press_button(with_name(at), "register")
    assert recorded_value(store, "K13") == Decimal("98.9")
    assert recorded_value(store, "K17") == Decimal("9.8")


def test_a_confirmation_with_its_reason_is_there_after_a_reload(
    bring: Callable[..., AppTest], form: Filled, reload: Callable[..., AppTest]
) -> None:
    at = bring(form({**GOOD, "K13": {VALUE: 101.2}}))
    at = at.radio[0].set_value("101.2").run()
    [box] = [b for b in at.text_input if str(b.key).startswith("upload_reason")]
    at = reload(box.set_value("他課からの参加を含む").run())
    assert at.header[0].value.startswith("登録できます")
    [box] = [b for b in at.text_input if str(b.key).startswith("upload_reason")]
    assert box.value == "他課からの参加を含む"


def test_a_receipt_is_there_after_a_reload(
    bring: Callable[..., AppTest], form: Filled, reload: Callable[..., AppTest]
) -> None:
    at = press_button(with_name(bring(form())), "register")
    number = at.header[0].value
    assert "受付番号" in number
    assert reload(at).header[0].value == number


def test_typed_figures_are_there_after_a_reload(
    typing: AppTest, reload: Callable[..., AppTest]
) -> None:
    at = type_in(typing, {0: {"value": "98.9"}})
    before = page_text(at)
    at = reload(at)
    [draft] = state_of(at).typed.values()
    assert draft.address.department == DEPARTMENT
    assert list(draft.figures.edits.values()) == ["98.9"]
    assert "98.9" in before
    assert at.header[-1].value.startswith("登録できます")


def test_nothing_is_kept_of_who_has_nothing_under_way(
    bring: Callable[..., AppTest], form: Filled, visit: Open, folder: Path
) -> None:
    at = visit("upload", city=CITY)
    assert "draft" not in at.query_params
    assert not folder.exists()
    at = bring(form())
    assert len(list(folder.iterdir())) == 1
    at = press_button(at, "take_away")
    assert list(folder.iterdir()) == []
    assert "draft" not in at.query_params


@pytest.mark.parametrize("token", ["", "x", "../../etc", "あ" * 30, "x" * 10_000])
def test_an_address_of_which_nothing_is_left_says_so(visit: Open, token: str) -> None:
    at = visit("upload", city=CITY, draft=token)
    assert NOTHING_LEFT in page_text(at)
    assert at.file_uploader


def test_what_is_a_day_old_is_gone_and_cleared_away(
    bring: Callable[..., AppTest],
    form: Filled,
    reload: Callable[..., AppTest],
    folder: Path,
) -> None:
    at = bring(form())
    [old] = folder.iterdir()
    for file in old.iterdir():
        os.utime(file, (0, 0))
    assert NOTHING_LEFT in page_text(reload(at))
    bring(form())
    assert old not in list(folder.iterdir())


def test_whoever_signed_in_finds_only_what_is_their_own(
    bring: Callable[..., AppTest],
    form: Filled,
    reload: Callable[..., AppTest],
    store: Store,
) -> None:
    granted(store, "b@city.example", Role.REVIEWER, CITY)
    at = bring(form())
    assert NOTHING_LEFT in page_text(reload(at, Person("b@city.example")))


def test_nobody_else_on_the_machine_can_read_it_or_learn_the_address(
    bring: Callable[..., AppTest], form: Filled, folder: Path
) -> None:
    at = bring(form())
    token = address_of(at)["draft"]
    assert folder.stat().st_mode & 0o077 == 0
    assert token not in "".join(str(path) for path in folder.rglob("*"))


def test_a_file_that_was_altered_on_the_disk_is_not_taken_up(
    bring: Callable[..., AppTest],
    form: Filled,
    reload: Callable[..., AppTest],
    folder: Path,
) -> None:
    at = bring(form())
    for file in folder.glob("*/*"):
        if file.suffix != ".json":
            file.write_bytes(b"something else")
    assert NOTHING_LEFT in page_text(reload(at))


def test_where_nothing_can_be_written_the_page_works_without(
    bring: Callable[..., AppTest], form: Filled, folder: Path
) -> None:
    folder.write_text("in the way")
    assert bring(form()).header[0].value.startswith("登録できます")


def test_a_restart_is_told_until_the_next_step(
    bring: Callable[..., AppTest],
    form: Filled,
    reload: Callable[..., AppTest],
    folder: Path,
) -> None:
    at = bring(form())
    assert RESTARTED not in page_text(reload(at))
    [facts] = folder.glob("*/drafts.json")
    kept = json.loads(facts.read_bytes())
    facts.write_text(json.dumps(kept | {"server": "the one before"}))
    at = reload(reload(at))
    assert RESTARTED in page_text(at)
    assert at.header[0].value.startswith("登録できます")
    at = press_button(with_name(at), "register")
    assert RESTARTED not in page_text(at)
