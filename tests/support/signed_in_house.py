"""A dashboard on which people sign in with accounts of the store, and what they do there
in a real browser.
"""

import re
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Page, expect

from dxkpi import actions
from dxkpi.actions import Actor, Identification, InviteAccount
from dxkpi.store import Role, Store
from tests.support import running
from tests.support.accounts import granted

OPERATOR = Actor("root", Identification.COMMAND_LINE)
CITY = "999997"
PASSWORD = "まいにちの登録を忘れない"


@dataclass(frozen=True)
class House:
    """A dashboard on which people sign in with accounts, and its store."""

    address: str
    store: Store
    database_url: str

    def invite(self, subject: str) -> str:
        return actions.invite_account(self.store, InviteAccount(subject), OPERATOR).code

    def sign_up(self, subject: str, role: Role, department: str | None = None) -> None:
        """Gives a role to somebody who then has the password of all of them."""
        granted(self.store, subject, role, CITY, department)
        actions.accept_invitation(self.store, self.invite(subject), PASSWORD)


@contextmanager
def house_of(database_url: str, base_path: str = "") -> Iterator[House]:
    """A running house with this store, in a folder of its web server or at the top."""
    with (
        running.started(
            *("-m", "dxkpi", "serve", "--port", "PORT"),
            health="/healthz",
            DXKPI_DATABASE_URL=database_url,
            DXKPI_LANGUAGE="ja",
            DXKPI_SIGN_IN="accounts",
            DXKPI_BASE_PATH=base_path,
        ) as server,
        closing(Store(database_url)) as store,
    ):
        yield House(server.address + base_path, store, database_url)


def sign_in(page: Page, subject: str, password: str = PASSWORD) -> None:
    """Sign in from the page that was asked for."""
    page.get_by_role("link", name="サインイン", exact=True).click()
    page.get_by_label("サインイン名").fill(subject)
    page.get_by_label("パスワード").fill(password)
    page.get_by_role("button", name="サインイン").click()


def download(page: Page, button: str, folder: Path) -> Path:
    """What a download button gives, under the name that it suggests."""
    with page.expect_download() as taken:
        page.get_by_role("button", name=re.compile(button)).click()
    file = folder / taken.value.suggested_filename
    taken.value.save_as(file)
    return file


def bring(page: Page, *files: Path) -> None:
    """Choose files on 実績の登録."""
    page.locator('input[type="file"]').set_input_files([str(file) for file in files])
    expect(page.get_by_text("確かめる").first).to_be_visible()
    running.settled(page)
