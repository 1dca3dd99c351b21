"""The folder of a web server in which dxkpi is (`DXKPI_BASE_PATH`).

Everything below works as if it were at the top: addresses are relative. What the
library sends with an address from the top is put into the folder on its way out.
"""

from starlette.datastructures import MutableHeaders
from starlette.responses import PlainTextResponse, RedirectResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from dxkpi.settings import settings

_HEALTH = "/healthz"
"""Answered without the folder too: what watches over the server asks it directly."""

_FROM_TOP = "Path=/"


class BasePath:
    """Takes the folder off every address that is asked for; others are not found."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        folder = settings().base_path
        is_asked = scope["type"] in {"http", "websocket"}
        if not folder or not is_asked or scope["path"] == _HEALTH:
            await self._app(scope, receive, send)
            return
        if scope["path"] == folder:
            await _to_first_page(scope, receive, send)
            return
        if not scope["path"].startswith(f"{folder}/"):
            await _not_found(scope, receive, send)
            return

        async def send_from_folder(message: Message) -> None:
            if message["type"] == "http.response.start":
                _put_into_folder(MutableHeaders(scope=message), folder)
            await send(message)

        await self._app(_without_folder(scope, folder), receive, send_from_folder)


async def _to_first_page(scope: Scope, receive: Receive, send: Send) -> None:
    """On to the same with a stroke: without it a browser asks for all beside the folder."""
    query = scope["query_string"].decode("latin-1")
    address = f"{scope['path']}/" + (f"?{query}" if query else "")
    await RedirectResponse(address)(scope, receive, send)


async def _not_found(scope: Scope, receive: Receive, send: Send) -> None:
    if scope["type"] == "websocket":
        await send({"type": "websocket.close"})
        return
    await PlainTextResponse("Not Found", 404)(scope, receive, send)


def _without_folder(scope: Scope, folder: str) -> Scope:
    raw: bytes = scope.get("raw_path") or b""
    return {
        **scope,
        "path": scope["path"].removeprefix(folder),
        "raw_path": raw.removeprefix(folder.encode()),
    }


def _put_into_folder(headers: MutableHeaders, folder: str) -> None:
    """Where a redirect leads, and for which addresses a browser keeps a cookie."""
    location = headers.get("location", "")
    if location.startswith("/") and not location.startswith("//"):
        headers["location"] = folder + location
    cookies = headers.getlist("set-cookie")
    del headers["set-cookie"]
    for cookie in cookies:
        headers.append("set-cookie", _cookie_of_folder(cookie, folder))


def _cookie_of_folder(cookie: str, folder: str) -> str:
    parts = [part.strip() for part in cookie.split(";")]
    from_top = _FROM_TOP.lower()
    kept = [f"Path={folder}" if part.lower() == from_top else part for part in parts]
    return "; ".join(kept)
