"""Who is found at the other end of a connection, by how the house has people sign in."""

from collections.abc import Mapping
from ipaddress import ip_network

import anyio
import pytest
from starlette.types import Message, Scope

from dxkpi.settings import Settings, SignIn
from dxkpi.web.sign_in.identify import TOKEN_COOKIE, Identify, find_person
from dxkpi.web.sign_in.person import HEADER, LOCAL, NOBODY, Person, person_of_header

HERE = {"host": "127.0.0.1:8501"}
PROXY = "10.1.0.5"


def scope(headers: Mapping[str, str], client: str | None = "127.0.0.1") -> Scope:
    return {
        "type": "websocket",
        "client": None if client is None else (client, 50000),
        "headers": [(n.encode(), v.encode()) for n, v in headers.items()],
    }


@pytest.mark.parametrize(
    ("headers", "client"),
    [
        (HERE, "127.0.0.1"),
        ({"host": "localhost:8501", "origin": "http://localhost:8501"}, "127.0.0.1"),
        ({"host": "[::1]:8501"}, "::1"),
    ],
)
def test_without_sign_in_whoever_sits_at_the_machine_is_local(
    headers: Mapping[str, str], client: str
) -> None:
    assert find_person(scope(headers, client), Settings()) == LOCAL


@pytest.mark.parametrize(
    ("headers", "client"),
    [
        (HERE, "192.0.2.7"),
        (HERE, None),
        ({}, "127.0.0.1"),
        ({"host": "kpi.city.example"}, "127.0.0.1"),  # a name that leads to it
        (HERE | {"origin": "https://kpi.city.example"}, "127.0.0.1"),
        (HERE | {"x-forwarded-for": "192.0.2.7"}, "127.0.0.1"),
        (HERE | {"forwarded": "for=192.0.2.7"}, "127.0.0.1"),
        (HERE | {"x-real-ip": "192.0.2.7"}, "127.0.0.1"),
        (HERE | {"via": "1.1 proxy"}, "127.0.0.1"),
        (HERE | {"origin": "null"}, "127.0.0.1"),
        ({"host": "[::1"}, "127.0.0.1"),
    ],
)
def test_whoever_may_come_from_elsewhere_is_not_local(
    headers: Mapping[str, str], client: str | None
) -> None:
    assert find_person(scope(headers, client), Settings()) == NOBODY


@pytest.mark.parametrize(
    "chosen",
    [Settings(host="0.0.0.0"), Settings(public_url="https://kpi.city.example")],
)
def test_nobody_is_local_to_a_server_that_others_reach(chosen: Settings) -> None:
    assert find_person(scope(HERE), chosen) == NOBODY


@pytest.mark.parametrize("sign_in", [SignIn.ACCOUNTS, SignIn.OIDC, SignIn.HEADERS])
def test_where_people_sign_in_nobody_is_local(sign_in: SignIn) -> None:
    assert find_person(scope(HERE), Settings(sign_in=sign_in)) == NOBODY


def proxied() -> Settings:
    return Settings(
        sign_in=SignIn.HEADERS, trusted_proxies=(ip_network("10.1.0.0/24"),)
    )


def test_a_trusted_proxy_names_whoever_it_signed_in_with_all_letters_of_the_name() -> (
    None
):
    headers = {"x-remote-user": "s0123", "x-remote-name": "人事課 佐藤"}
    assert find_person(scope(headers, PROXY), proxied()) == Person(
        "s0123", "人事課 佐藤"
    )


def test_a_name_is_not_needed() -> None:
    assert find_person(scope({"x-remote-user": "s0123"}, PROXY), proxied()) == Person(
        "s0123", "s0123"
    )


@pytest.mark.parametrize(
    "client", ["127.0.0.1", "10.1.1.5", "192.0.2.7", "proxy", None]
)
def test_nobody_but_a_trusted_proxy_is_believed(client: str | None) -> None:
    assert find_person(scope({"x-remote-user": "s0123"}, client), proxied()) == NOBODY


@pytest.mark.parametrize("subject", ["", "  "])
def test_a_proxy_that_names_nobody_brings_nobody(subject: str) -> None:
    assert find_person(scope({"x-remote-user": subject}, PROXY), proxied()) == NOBODY


def test_two_names_are_none() -> None:
    twice = scope({"x-remote-user": "s0123"}, PROXY)
    twice["headers"].append((b"x-remote-user", b"mayor"))
    assert find_person(twice, proxied()) == NOBODY


def test_a_browser_is_known_by_the_cookie_it_was_given() -> None:
    chosen = Settings(sign_in=SignIn.ACCOUNTS)
    cookies = {"cookie": f"other=1; {TOKEN_COOKIE}=abc; more=2"}
    assert find_person(scope(cookies), chosen) == Person(token="abc")


@pytest.mark.parametrize(
    "cookies", ["", "_streamlit_user=abc", "_streamlit_user=2|1:0|forged; x=é"]
)
def test_a_cookie_that_the_provider_did_not_sign_brings_nobody(cookies: str) -> None:
    chosen = Settings(sign_in=SignIn.OIDC)
    assert find_person(scope({"cookie": cookies}), chosen) == NOBODY


@pytest.mark.parametrize("name", [HEADER, b"X-Dxkpi-Person", b"x_dxkpi_person"])
def test_what_a_client_says_of_itself_is_taken_out(name: bytes) -> None:
    passed: list[Scope] = []

    async def app(scope: Scope, *_others: object) -> None:
        passed.append(scope)

    forged = scope({}, "192.0.2.7")
    forged["headers"].append((name, b"%7B%22is_local%22%3A%20true%7D"))

    async def receive() -> Message:
        raise AssertionError("nothing is read")

    async def send(_message: Message) -> None:
        raise AssertionError("nothing is sent")

    anyio.run(Identify(app), forged, receive, send)
    [(key, value)] = passed[0]["headers"]
    assert key == HEADER
    assert person_of_header(value.decode()) == NOBODY
