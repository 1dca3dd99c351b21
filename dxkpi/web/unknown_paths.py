"""What is not there is not found (404).

Streamlit sends its page for whatever is asked, with 200: a slip in an address, a script
of an older version, and all that somebody tries who looks for a way in.
"""

from functools import cache

from starlette.datastructures import Headers, QueryParams
from starlette.responses import HTMLResponse
from starlette.routing import BaseRoute, Match
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from dxkpi.web.common.page_files import page_names
from dxkpi.web.common.reader_choice import language_of
from dxkpi.web.routes import routes
from dxkpi.web.sign_in.local_connection import is_from_this_machine

_METRICS = "/_stcore/metrics"
_OF_LIBRARY = ("/_stcore/", "/media/", "/component/", "/app/static/")
"""Where the library itself says of what is not there that it is not."""


class UnknownPaths:
    """Answers 404 where the library would send its page for an address that is none.

    The library's measurements are for whoever runs the server, and asks on that machine.
    """

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or _is_known(scope):
            await self._app(scope, receive, send)
            return
        if scope["path"] == _METRICS:
            if is_from_this_machine(scope):
                await self._app(scope, receive, send)
            else:
                await _not_found(scope)(scope, receive, send)
            return

        is_replaced = False

        async def send_no_page(message: Message) -> None:
            nonlocal is_replaced
            if is_replaced:
                return
            if message["type"] == "http.response.start" and _is_page(message):
                is_replaced = True
                await _not_found(scope)(scope, receive, send)
                return
            await send(message)

        await self._app(scope, receive, send_no_page)


def _is_known(scope: Scope) -> bool:
    """Whether there is a page or an answer of ours at an address, or the library says."""
    path: str = scope["path"]
    if path == _METRICS:
        return False
    if path.removeprefix("/") in page_names() or path.startswith(_OF_LIBRARY):
        return True
    return any(route.matches(scope)[0] is Match.FULL for route in _own_routes())


@cache
def _own_routes() -> list[BaseRoute]:
    return list(routes())


def _is_page(start: Message) -> bool:
    content_type = Headers(raw=start["headers"]).get("content-type", "")
    is_html = content_type.startswith("text/html")
    return bool(start["status"] in {200, 304}) and is_html


def _not_found(scope: Scope) -> HTMLResponse:
    """A page that says so, with the way to the first one."""
    from dxkpi.web.sign_in import forms  # brings the actions: not before it is asked

    query = QueryParams(scope["query_string"])
    language = language_of(
        Headers(scope=scope).get("accept-language"), query.get("lang")
    )
    folders = scope["path"].count("/") - 1
    page = forms.unknown_address_page(language, "../" * folders or "./")
    return HTMLResponse(page, 404, headers={"Cache-Control": "no-store"})
