"""The address at which people sign out: the store ends it, and the browser forgets."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from starlette.applications import Starlette
from starlette.middleware import Middleware
from streamlit.web.server.server_util import get_cookie_secret
from streamlit.web.server.starlette.starlette_app_utils import create_signed_value
from streamlit.web.server.starlette.starlette_server_config import USER_COOKIE_NAME

from dxkpi import actions, fiscal
from dxkpi.actions import Actor, Identification, InviteAccount
from dxkpi.settings import settings
from dxkpi.store import Role, Store
from dxkpi.store.engine import write_transaction
from dxkpi.web.routes import routes
from dxkpi.web.sign_in.identify import TOKEN_COOKIE, Identify
from dxkpi.web.sign_in.provider_cookie import ARRIVAL_COOKIE, arrival_cookie
from tests.support.accounts import granted
from tests.support.asgi_client import Client
from tests.support.returned import opened

CITY = "999997"
PASSWORD = "まいにちの登録を忘れない"
OPERATOR = Actor("root", Identification.COMMAND_LINE)
Visit = Callable[[str], Client]


@pytest.fixture
def store(own_store: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Store]:
    monkeypatch.setattr("dxkpi.store.engine.BUSY_SECONDS", 0)
    with opened(own_store) as store:
        granted(store, "sato", Role.REVIEWER, CITY)
        yield store


@pytest.fixture
def client(store: Store, monkeypatch: pytest.MonkeyPatch) -> Iterator[Visit]:
    """A browser of a house in which people sign in so."""
    app = Starlette(routes=routes(), middleware=[Middleware(Identify)])

    def visited(sign_in: str) -> Client:
        monkeypatch.setenv("DXKPI_SIGN_IN", sign_in)
        settings.cache_clear()
        return Client(app)

    yield visited
    settings.cache_clear()


@pytest.fixture
def token(store: Store) -> str:
    """What 佐藤's browser was given when she signed in."""
    code = actions.invite_account(store, InviteAccount("sato"), OPERATOR).code
    actions.accept_invitation(store, code, PASSWORD)
    token = actions.sign_in_with_password(store, "sato", PASSWORD)
    assert isinstance(token, str)
    return token


def test_who_signs_out_is_a_visitor_of_the_same_page_and_the_cookie_is_forgotten(
    client: Visit, store: Store, token: str
) -> None:
    browser = client("accounts")
    browser.cookies[TOKEN_COOKIE] = token
    answer = browser.post("/sign-out", {"next": "kpi?city=999997"})
    assert (answer.status, answer.headers["location"]) == (
        303,
        "./kpi?city=999997",
    )
    assert TOKEN_COOKIE not in browser.cookies
    assert actions.signed_in_account(store, token) is None


def test_the_browser_forgets_also_where_the_store_cannot_be_written_and_it_is_told(
    client: Visit, store: Store, token: str
) -> None:
    browser = client("accounts")
    browser.cookies[TOKEN_COOKIE] = token
    with write_transaction(store.engine):
        answer = browser.post("/sign-out", accept_language="ja")
    assert answer.status == 503
    assert "記録できませんでした" in answer.text
    assert TOKEN_COOKIE not in browser.cookies
    assert actions.signed_in_account(store, token) is not None


def test_no_other_site_signs_anybody_out(
    client: Visit, store: Store, token: str
) -> None:
    browser = client("accounts")
    browser.cookies[TOKEN_COOKIE] = token
    evil = "https://evil.example"
    assert browser.post("/sign-out", origin=evil).status == 403
    assert actions.signed_in_account(store, token) is not None


@pytest.mark.parametrize("sign_in", ["none", "headers"])
def test_where_dxkpi_signs_nobody_in_it_signs_nobody_out(
    client: Visit, sign_in: str
) -> None:
    assert client(sign_in).post("/sign-out").status == 403


def signed_in_at_provider(browser: Client) -> None:
    """The cookies of whoever came back from the provider."""
    word = json.dumps({"sub": "sato", "is_logged_in": True})
    signed = create_signed_value(get_cookie_secret(), USER_COOKIE_NAME, word).decode()
    line = f"{USER_COOKIE_NAME}={signed}"
    arrived = arrival_cookie([line], fiscal.now())
    assert arrived is not None
    for pair in (line, arrived.partition(";")[0]):
        name, _, value = pair.partition("=")
        browser.cookies[name] = value


@pytest.mark.parametrize("is_locked", [False, True])
def test_who_signed_in_at_a_provider_goes_on_there_unless_there_is_something_to_read(
    client: Visit, store: Store, *, is_locked: bool
) -> None:
    browser = client("oidc")
    signed_in_at_provider(browser)
    if is_locked:
        with write_transaction(store.engine):
            answer = browser.post("/sign-out")
    else:
        answer = browser.post("/sign-out")
    assert answer.status == (503 if is_locked else 200)
    assert "./auth/logout" in answer.text
    assert ("refresh" in answer.headers) is not is_locked
    assert ARRIVAL_COOKIE not in browser.cookies
    account = store.account("sato")
    assert account is not None
    assert (account.signed_out_at is None) is is_locked


def test_who_signs_in_while_the_store_cannot_be_written_reads_why(
    client: Visit, store: Store
) -> None:
    typed = {"subject": "sato", "password": PASSWORD}
    with write_transaction(store.engine):
        answer = client("accounts").post("/sign-in", typed)
    assert answer.status == 503
    assert 'role="alert"' in answer.text
