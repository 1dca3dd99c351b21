"""Whether a connection comes from this very machine.

In a house without sign-in whoever sits at the machine may do everything, and whoever
comes from elsewhere may only look. A proxy in front makes everybody look near: what it
adds, and the address that the browser itself names, tell them apart.
"""

from urllib.parse import urlsplit

from starlette.datastructures import Headers
from starlette.types import Scope

from dxkpi.settings import Settings, is_loopback

_FORWARDED = ("forwarded", "x-forwarded-for", "x-forwarded-host", "x-real-ip", "via")


def is_local(scope: Scope, chosen: Settings) -> bool:
    """Whether a request or connection was begun on the machine that answers it, and the
    server is meant for that machine alone.
    """
    return chosen.is_for_this_machine and is_from_this_machine(scope)


def is_from_this_machine(scope: Scope) -> bool:
    """Whether it was begun on the machine that answers it, and came by no proxy."""
    headers = Headers(scope=scope)
    if any(name in headers for name in _FORWARDED):
        return False
    addresses = [_client(scope), _host_of(f"//{headers.get('host', '')}")]
    origin = headers.get("origin")
    if origin is not None:
        addresses.append(_host_of(origin))
    return all(map(is_loopback, addresses))


def _client(scope: Scope) -> str:
    client = scope.get("client")
    return str(client[0]) if client else ""


def _host_of(address: str) -> str:
    try:
        return urlsplit(address).hostname or ""
    except ValueError:
        return ""
