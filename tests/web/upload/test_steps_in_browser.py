"""実績の登録 in a real Chromium: the answer of a step comes into view; a restart in the
middle loses nothing.
"""

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from dxkpi import actions
from dxkpi.store import Store
from dxkpi.workbook import template
from tests.support import forms, running
from tests.support.shipped_cities import key_of
from tests.support.upload_page import CITY, GOOD, NOTE, TODAY, VALUE, YEAR

pytestmark = pytest.mark.browser

UPLOAD = f"upload?city={CITY}&year={YEAR}"
READY = re.compile("^登録できます。")
HELD = {**GOOD, "K17": {VALUE: 0.098}}
Filled = Callable[..., Path]


@pytest.fixture
def filled_form(filled: Path, tmp_path: Path) -> Iterator[Filled]:
    """Fills in the form of a department and saves it."""
    store = Store(f"sqlite:///{filled}")

    def make(department: str, rows: forms.Rows, **more: Any) -> Path:
        form = actions.return_form(store, key_of(CITY), YEAR, department, TODAY)
        file = tmp_path / f"{department}.xlsx"
        file.write_bytes(forms.fill(template.form_workbook(form), rows, **more))
        return file

    yield make
    store.close()


def choose(page: Page, *files: Path) -> None:
    page.locator('input[type="file"]').set_input_files([str(file) for file in files])
    expect(page.get_by_text("③ 確かめる").first).to_be_visible()
    running.settled(page)


def give_name(page: Page, who: str) -> None:
    name = page.get_by_label(re.compile("お名前"))
    name.fill(who)
    name.press("Tab")
    running.settled(page)


def press(page: Page, button: str) -> None:
    page.get_by_role("button", name=button).last.click()


@pytest.mark.parametrize("width", [1440, 390])
def test_the_answer_comes_into_view_after_all_are_registered(
    browser: Browser, filled: Path, tmp_path: Path, filled_form: Filled, width: int
) -> None:
    files = [
        filled_form("人事課", GOOD),
        filled_form("生涯学習課", {"K05": {VALUE: 800, NOTE: "会場を増やす"}}),
        filled_form("防災課", {}),
    ]
    with running.server(running.copied(filled, tmp_path)) as url:
        page = running.opened(browser, f"{url}/{UPLOAD}", width=width)
        choose(page, *files)
        give_name(page, "情報課 田中")
        press(page, "すべて登録する")
        heading = page.get_by_role("heading", level=2).first
        expect(heading).to_contain_text("3件のファイル：登録2件")
        expect(heading).to_be_in_viewport()
        expect(heading).to_be_focused()
        page.context.close()


@pytest.fixture
def port() -> Iterator[int]:
    """A port on which one server may follow another."""
    with running.reserved_port() as reserved:
        yield reserved


def test_a_restart_at_the_third_step_is_told_and_loses_nothing(
    browser: Browser, filled: Path, tmp_path: Path, filled_form: Filled, port: int
) -> None:
    database = running.copied(filled, tmp_path)
    with running.dashboard(database, port=port) as server:
        page = running.opened(browser, f"{server.address}/{UPLOAD}")
        choose(page, filled_form("人事課", HELD))
        page.get_by_text(re.compile(r"^9\.8%\s*として登録$")).click()
        running.settled(page)
        expect(page.get_by_role("heading", level=2).first).to_contain_text(READY)
    with running.dashboard(database, port=port):
        give_name(page, "人事課 佐藤")
        expect(page.get_by_text("サーバーが再起動しました")).to_be_in_viewport()
        expect(page.get_by_role("heading", level=2).first).to_contain_text(READY)
        press(page, "登録する")
        expect(page.get_by_text("受付票").first).to_be_visible()
        page.reload()
        running.settled(page)
        expect(page.get_by_text("受付票").first).to_be_visible()
        page.context.close()
