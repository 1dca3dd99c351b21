"""When somebody came back from the provider: kept to the microsecond, beside Streamlit's cookie."""

import json
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta

import anyio
import pytest
from starlette.types import Message, Receive, Scope, Send
from streamlit.web.server.server_util import get_cookie_secret
from streamlit.web.server.starlette.starlette_app_utils import create_signed_value
from streamlit.web.server.starlette.starlette_server_config import USER_COOKIE_NAME

from dxkpi.settings import Settings, SignIn
from dxkpi.store import Account
from dxkpi.web.sign_in.accounts import was_signed_out
from dxkpi.web.sign_in.identify import find_person
from dxkpi.web.sign_in.person import NOBODY, Person
from dxkpi.web.sign_in.provider_cookie import ARRIVAL_COOKIE
from dxkpi.web.sign_in.return_from_provider import ReturnFromProvider

OIDC = Settings(sign_in=SignIn.OIDC)
NOON = datetime(2026, 11, 21, 3, 0, 0, 250_000, UTC)
Cookies = Mapping[str, str]


def user_cookie(subject: str) -> str:
    """What Streamlit keeps of a provider's word, whose time is in whole seconds."""
    word = {"sub": subject, "iat": int(NOON.timestamp()), "is_logged_in": True}
    signed = create_signed_value(
        get_cookie_secret(), USER_COOKIE_NAME, json.dumps(word)
    )
    return signed.decode()


def come_back(
    monkeypatch: pytest.MonkeyPatch, at: datetime, subject: str = "sato"
) -> Cookies:
    """The cookies that a browser has after it came back from the provider."""
    monkeypatch.setattr("dxkpi.fiscal.now", lambda: at)
    given = f"{USER_COOKIE_NAME}={user_cookie(subject)}; Path=/; HttpOnly"
    sent: list[Message] = []

    async def streamlit(scope: Scope, receive: Receive, send: Send) -> None:
        headers = [(b"location", b"/"), (b"set-cookie", given.encode())]
        await send({"type": "http.response.start", "status": 302, "headers": headers})

    async def receive() -> Message:
        raise AssertionError("nothing is read")

    async def send(message: Message) -> None:
        sent.append(message)

    scope = {"type": "http", "path": "/oauth2callback", "headers": []}
    anyio.run(ReturnFromProvider(streamlit), scope, receive, send)
    lines = [
        value.decode().partition(";")[0]
        for name, value in sent[0]["headers"]
        if name == b"set-cookie"
    ]
    return dict(line.split("=", 1) for line in lines)


def person_with(cookies: Cookies) -> Person:
    text = "; ".join(f"{name}={value}" for name, value in cookies.items())
    headers = [(b"cookie", text.encode())]
    return find_person({"type": "http", "headers": headers}, OIDC)


def test_a_sign_in_within_the_second_of_a_sign_out_counts_and_the_copied_cookie_does_not(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    copied = come_back(monkeypatch, NOON)
    sign_out = NOON + timedelta(milliseconds=200)
    anew = come_back(monkeypatch, sign_out + timedelta(milliseconds=200))
    account = Account("sato", "佐藤", signed_out_at=sign_out)
    assert person_with(copied).subject == person_with(anew).subject == "sato"
    assert was_signed_out(account, person_with(copied))
    assert not was_signed_out(account, person_with(anew))


def test_the_moment_of_one_sign_in_does_not_count_for_the_cookie_of_another(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    copied = come_back(monkeypatch, NOON, "sato")
    other = come_back(monkeypatch, NOON + timedelta(hours=1), "kato")
    mixed = {**copied, ARRIVAL_COOKIE: other[ARRIVAL_COOKIE]}
    assert person_with(mixed) == NOBODY


@pytest.mark.parametrize("arrival", [None, "", "1795229999.000000 abc", "é"])
def test_without_the_moment_nobody_is_signed_in(
    monkeypatch: pytest.MonkeyPatch, arrival: str | None
) -> None:
    cookies = dict(come_back(monkeypatch, NOON))
    del cookies[ARRIVAL_COOKIE]
    if arrival is not None:
        cookies[ARRIVAL_COOKIE] = arrival
    assert person_with(cookies) == NOBODY
