"""Leads back to the page from which somebody went to the provider to sign in, and keeps
when he came back.

Streamlit leads everybody who comes back to the first page.
"""

from starlette.datastructures import MutableHeaders
from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from dxkpi import fiscal
from dxkpi.web.sign_in.provider_cookie import arrival_cookie
from dxkpi.web.sign_in.return_address import COOKIE, address_after_provider

_CALLBACK = "/oauth2callback"


class ReturnFromProvider:
    """Turns the redirect after signing in to the page that was asked for."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or not scope["path"].endswith(_CALLBACK):
            await self._app(scope, receive, send)
            return

        address = address_after_provider(Request(scope).cookies)

        async def send_back(message: Message) -> None:
            if message["type"] == "http.response.start" and message["status"] == 302:
                headers = MutableHeaders(scope=message)
                headers["Location"] = address
                headers.append("Set-Cookie", f"{COOKIE}=; Max-Age=0; Path=/; HttpOnly")
                _keep_arrival(headers)
            await send(message)

        await self._app(scope, receive, send_back)


def _keep_arrival(headers: MutableHeaders) -> None:
    """Keep beside Streamlit's cookie when it was given, where it signs somebody in."""
    cookie = arrival_cookie(headers.getlist("Set-Cookie"), fiscal.now())
    if cookie is not None:
        headers.append("Set-Cookie", cookie)
