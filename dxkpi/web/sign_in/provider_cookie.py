"""What a browser holds after a provider signed somebody in: Streamlit's signed cookie, and
beside it our own, which says when the provider's word reached this server.

The provider's own time is in seconds and of another clock: a new sign-in within the second
of a sign-out could not be told from the cookie that was signed out.
"""

import hashlib
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime

from starlette.requests import cookie_parser
from streamlit.auth_util import get_cookie_with_chunks
from streamlit.web.server.server_util import get_cookie_secret
from streamlit.web.server.starlette.starlette_app_utils import (
    create_signed_value,
    decode_signed_value,
)
from streamlit.web.server.starlette.starlette_server_config import (
    AUTH_COOKIE_MAX_AGE_SECONDS,
    USER_COOKIE_NAME,
)

ARRIVAL_COOKIE = "dxkpi_signed_in"
"""Our own cookie; without it nobody is signed in."""


def provider_word(cookies: Mapping[str, str]) -> bytes | None:
    """What the provider said of somebody, as Streamlit keeps it; None where nothing is, or
    where this server did not sign it.
    """
    return get_cookie_with_chunks(
        lambda name: _signed_value(cookies, name), USER_COOKIE_NAME
    )


def arrival(cookies: Mapping[str, str], word: bytes) -> float | None:
    """The moment (POSIX) at which the provider's word reached this server; None where the
    cookie beside it is missing, or of another sign-in.
    """
    value = _signed_value(cookies, ARRIVAL_COOKIE)
    moment, _, digest = (value or b"").decode().partition(" ")
    return float(moment) if digest == _digest(word) else None


def arrival_cookie(set_cookies: Iterable[str], now: datetime) -> str | None:
    """The Set-Cookie that goes with those by which Streamlit signs somebody in; None where
    they sign in nobody.
    """
    cookies: dict[str, str] = {}
    for line in set_cookies:
        cookies |= cookie_parser(line.partition(";")[0])
    word = provider_word(cookies)
    if not word:
        return None
    value = f"{now.astimezone(UTC).timestamp():.6f} {_digest(word)}"
    signed = create_signed_value(get_cookie_secret(), ARRIVAL_COOKIE, value).decode()
    age = f"Max-Age={AUTH_COOKIE_MAX_AGE_SECONDS}"
    return f"{ARRIVAL_COOKIE}={signed}; {age}; Path=/; HttpOnly; SameSite=lax"


def _signed_value(cookies: Mapping[str, str], name: str) -> bytes | None:
    value = cookies.get(name)
    if value is None:
        return None
    signed = value.encode("latin-1", "replace")
    return decode_signed_value(get_cookie_secret(), name, signed)


def _digest(word: bytes) -> str:
    return hashlib.sha256(word).hexdigest()
