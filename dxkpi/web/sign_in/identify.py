"""Finds out who is at the other end of every connection, and writes it into a header.

What a client sends under that header's name is taken out. Who somebody is, is found
anew for every request and every page's connection; what he may do, the store is asked
at every run and every write.
"""

import json
from collections.abc import Mapping
from ipaddress import ip_address

from starlette.datastructures import Headers
from starlette.requests import cookie_parser
from starlette.types import ASGIApp, Receive, Scope, Send

from dxkpi.settings import Settings, SignIn, settings
from dxkpi.web.sign_in.local_connection import is_local
from dxkpi.web.sign_in.person import HEADER, LOCAL, NOBODY, Person, header_text
from dxkpi.web.sign_in.provider_cookie import arrival, provider_word

TOKEN_COOKIE = "dxkpi_sign_in"  # noqa: S105  # a cookie's name


class Identify:
    """Writes the person into the scope of every request and connection."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] in {"http", "websocket"}:
            scope = _naming(scope, find_person(scope, settings()))
        await self._app(scope, receive, send)


def _naming(scope: Scope, person: Person) -> Scope:
    """The scope with the person's header, and none that the client sent under its name.

    Servers behind dxkpi read `_` and `-` alike, so both are taken out.
    """
    headers = [
        (name, value)
        for name, value in scope["headers"]
        if name.lower().replace(b"_", b"-") != HEADER
    ]
    return {**scope, "headers": [*headers, (HEADER, header_text(person).encode())]}


def find_person(scope: Scope, chosen: Settings) -> Person:
    """Who is at the other end, as the house has people sign in."""
    match chosen.sign_in:
        case SignIn.NONE:
            return LOCAL if is_local(scope, chosen) else NOBODY
        case SignIn.ACCOUNTS:
            return _person_of_token(_cookies(scope))
        case SignIn.OIDC:
            return _person_of_provider(_cookies(scope), chosen)
        case SignIn.HEADERS:
            return _person_of_proxy(scope, chosen)


def _cookies(scope: Scope) -> Mapping[str, str]:
    return cookie_parser(Headers(scope=scope).get("cookie", ""))


def _person_of_token(cookies: Mapping[str, str]) -> Person:
    """Whoever was given the cookie when he signed in; the store alone knows him by it."""
    token = cookies.get(TOKEN_COOKIE)
    return NOBODY if token is None else Person(token=token)


def _person_of_provider(cookies: Mapping[str, str], chosen: Settings) -> Person:
    """Whom Streamlit's signed cookie names, and since when; nobody where the cookie that
    says when is missing.
    """
    word = provider_word(cookies)
    if not word:
        return NOBODY
    signed_in_at = arrival(cookies, word)
    claims = json.loads(word)
    subject = claims.get(chosen.subject_claim)
    if not subject or signed_in_at is None or not claims.get("is_logged_in"):
        return NOBODY
    name = claims.get("name") or claims.get("email") or subject
    return Person(str(subject), str(name), signed_in_at)


def _person_of_proxy(scope: Scope, chosen: Settings) -> Person:
    """Whom a proxy names, if the request came from one that is trusted."""
    client = scope.get("client")
    if client is None or not _is_trusted(client[0], chosen):
        return NOBODY
    headers = Headers(scope=scope)
    subjects = headers.getlist(chosen.subject_header)
    if len(subjects) != 1 or not subjects[0].strip():
        return NOBODY
    subject = _in_utf8(subjects[0])
    name = _in_utf8(headers.get(chosen.name_header, ""))
    return Person(subject, name or subject)


def _is_trusted(address: str, chosen: Settings) -> bool:
    try:
        client = ip_address(address)
    except ValueError:
        return False
    return any(client in network for network in chosen.trusted_proxies)


def _in_utf8(value: str) -> str:
    """A header's letters: they come as Latin-1, and are meant as UTF-8."""
    return value.encode("latin-1").decode("utf-8", "replace").strip()
