"""Signing in at a provider of OpenID Connect, a real process, in Chromium."""

from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from dxkpi import actions
from dxkpi.actions import Actor, DisableAccount, Identification
from dxkpi.store import Role, Store
from dxkpi.web.sign_in.provider_cookie import ARRIVAL_COOKIE
from tests.support import running
from tests.support.accounts import granted, name_of
from tests.support.running import settled

OPERATOR = Actor("root", Identification.COMMAND_LINE)
CITY = "999997"
PAGE = f"/upload?city={CITY}&year=2025"
SECRETS = """
[auth]
redirect_uri = "{address}/oauth2callback"
cookie_secret = "a-secret-of-this-test-alone-0123456789"
client_id = "dxkpi"
client_secret = "dxkpi"
server_metadata_url = "{provider}/.well-known/openid-configuration"
"""

pytestmark = pytest.mark.browser


@dataclass(frozen=True)
class House:
    """A dashboard on which people sign in at a provider, and its store."""

    address: str
    store: Store


@pytest.fixture(scope="module")
def house(filled: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    folder = tmp_path_factory.mktemp("house")
    url = running.copied(filled, folder)
    with (
        running.started(
            *("-m", "oidc_provider_mock", "--port", "PORT"),
            health="/.well-known/openid-configuration",
            quiet=True,
        ) as provider,
        running.reserved_port() as port,
    ):
        address = f"http://127.0.0.1:{port}"
        secrets = folder / ".streamlit" / "secrets.toml"
        secrets.parent.mkdir()
        secrets.write_text(SECRETS.format(address=address, provider=provider.address))
        with (
            running.started(
                *("-m", "dxkpi", "serve", "--port", "PORT"),
                health="/healthz",
                port=port,
                HOME=str(folder),
                DXKPI_DATABASE_URL=url,
                DXKPI_LANGUAGE="ja",
                DXKPI_SIGN_IN="oidc",
            ),
            closing(Store(url)) as store,
        ):
            yield House(address, store)


def sign_in(page: Page, subject: str) -> None:
    page.get_by_role("link", name="サインイン", exact=True).click()
    page.locator("input[name=sub]").fill(subject)
    page.get_by_role("button", name="Authorize").click()


def test_after_the_provider_the_page_that_was_asked_for_is_there(
    browser: Browser, house: House
) -> None:
    granted(house.store, "staff-a", Role.REPORTER, CITY, "人事課")
    page = running.opened(browser, house.address + PAGE)
    expect(page.get_by_text("サインインしてください")).to_be_visible()
    sign_in(page, "staff-a")
    expect(page.get_by_text(name_of("staff-a"))).to_be_visible()
    assert page.url == house.address + PAGE
    expect(page.get_by_test_id("stFileUploader")).to_be_visible()
    actions.disable_account(house.store, DisableAccount("staff-a"), OPERATOR)
    page.get_by_role("button", name="ファイルを使わずに").click()
    expect(page.get_by_text("サインインしてください")).to_be_visible()
    page.context.close()


def test_whoever_has_no_role_reads_by_what_he_is_known_and_whom_to_ask(
    browser: Browser, house: House
) -> None:
    page = running.opened(browser, house.address + PAGE)
    sign_in(page, "staff-b")
    expect(page.get_by_role("heading", level=1)).to_contain_text("役割がありません")
    expect(page.get_by_test_id("stCode")).to_contain_text("staff-b")
    granted(house.store, "staff-b", Role.REVIEWER, CITY)
    page.reload()
    expect(page.get_by_test_id("stFileUploader")).to_be_visible()
    page.context.close()


def test_the_provider_s_cookie_copied_before_signing_out_does_not_count_after(
    browser: Browser, house: House
) -> None:
    granted(house.store, "staff-c", Role.REVIEWER, CITY)
    page = running.opened(browser, house.address + PAGE)
    sign_in(page, "staff-c")
    expect(page.get_by_test_id("stFileUploader")).to_be_visible()
    copied = [
        (cookie["name"], cookie["value"])
        for cookie in page.context.cookies()
        if cookie["name"].startswith(("_streamlit_user", ARRIVAL_COOKIE))
    ]
    assert ARRIVAL_COOKIE in dict(copied)
    page.get_by_role("button", name="サインアウト").click()
    expect(page.get_by_role("heading", name="End Session")).to_be_visible()
    page.context.close()
    thief = browser.new_context(locale="ja-JP")
    for name, value in copied:
        thief.add_cookies([{"name": name, "value": value, "url": house.address}])
    page = thief.new_page()
    page.goto(house.address + PAGE)
    expect(settled(page).get_by_text("サインインしてください")).to_be_visible()
    thief.close()
