"""Around Streamlit: health check, security headers, language, print style, warm-up.

Streamlit needs inline scripts and styles; `unsafe-eval` is for tools that drive the
page from outside (screenshots, screen-reader checks). Everything comes from this server
alone, and a page can neither be framed nor load or send anything elsewhere.
"""

import asyncio
import gc
import logging
import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from functools import cache
from importlib import import_module
from pathlib import Path

import streamlit as st
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import Headers, MutableHeaders, QueryParams
from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from dxkpi.settings import WrongSetting
from dxkpi.store import StoreError
from dxkpi.web.common import cached
from dxkpi.web.common.language import _, current_language
from dxkpi.web.common.reader_choice import language_of
from dxkpi.wording.settings import wrong_values_text
from dxkpi.wording.store import store_error_text

_HEADERS = {
    "Content-Security-Policy": "; ".join(
        (
            "default-src 'self'",
            "script-src 'self' 'unsafe-inline' 'unsafe-eval'",
            "style-src 'self' 'unsafe-inline'",
            "img-src 'self' data: blob:",
            "font-src 'self' data:",
            "connect-src 'self'",
            "worker-src 'self' blob:",
            "object-src 'none'",
            "base-uri 'self'",
            "form-action 'self'",
            "frame-ancestors 'none'",
        )
    ),
    "X-Frame-Options": "DENY",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=(), display-capture=()",
    "Cross-Origin-Opener-Policy": "same-origin",
}

_PRINT = Path(__file__).with_name("print.css")

_ASSETS = ("/static/", "/_stcore/", "/media/", "/component/", "/app/static/")


async def health(_request: Request) -> JSONResponse:
    """200 while the store can be used; 503 with the reason otherwise."""
    try:
        found = await run_in_threadpool(_level)
    except StoreError as error:
        return _unavailable(store_error_text(error, current_language()))
    except WrongSetting as error:
        return _unavailable(wrong_values_text(error.wrong_values, current_language()))
    return JSONResponse(found, status_code=200 if found["status"] == "ok" else 503)


def _unavailable(reason: str) -> JSONResponse:
    return JSONResponse({"status": "unavailable", "reason": reason}, status_code=503)


def _level() -> dict[str, str | None]:
    store = cached.store()
    level = store.level()
    if level.current:
        return {"status": "ok", "level": level.store, "database": store.engine_name}
    reason = _("The store is not at the level of this program.")
    return {
        "status": "unavailable",
        "level": level.store,
        "needed": level.code,
        "reason": reason,
    }


class SecurityHeaders:
    """Adds the security headers to every HTTP response."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in _HEADERS.items():
                    headers.setdefault(name, value)
            await send(message)

        await self._app(
            scope, receive, send_with_headers if scope["type"] == "http" else send
        )


class PageHead:
    """Writes the reader's language and the print style into the page.

    Screen readers and the choice of Japanese glyphs go by `<html lang>`, which
    Streamlit fixes as English. The page is asked for whole and uncompressed to rewrite
    it.
    """

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if (
            scope["type"] != "http"
            or scope["method"] != "GET"
            or scope["path"].startswith(_ASSETS)
        ):
            await self._app(scope, receive, send)
            return
        asked = QueryParams(scope["query_string"]).get("lang")
        language = language_of(Headers(scope=scope).get("accept-language"), asked)
        dropped = (b"accept-encoding", b"if-none-match", b"if-modified-since", b"range")
        scope = {
            **scope,
            "headers": [
                (name, value) for name, value in scope["headers"] if name not in dropped
            ],
        }
        start: Message | None = None
        body = b""

        async def rewrite(message: Message) -> None:
            nonlocal start, body
            if message["type"] == "http.response.start" and _is_page(message):
                start = message
            elif start is None:
                await send(message)
            else:
                body += message.get("body", b"")
                if not message.get("more_body"):
                    page = re.sub(
                        rb'<html lang="[^"]*"',
                        f'<html lang="{language}"'.encode(),
                        body,
                        count=1,
                    )
                    page = page.replace(
                        b"</head>", print_style().encode() + b"</head>", 1
                    )
                    headers = MutableHeaders(scope=start)
                    headers["Content-Length"] = str(len(page))
                    headers.add_vary_header("Accept-Language")
                    del headers["ETag"]
                    await send(start)
                    await send({"type": "http.response.body", "body": page})

        await self._app(scope, receive, rewrite)


@cache
def print_style() -> str:
    """The style sheet for paper.

    Charts that are drawn in the dark theme's colours are printed in the light one's.
    """
    dark, light = (
        st.get_option(f"theme.{theme}.chartCategoricalColors")
        for theme in ("dark", "light")
    )
    inks = (
        f'#root [{paint}="{shown}" i] {{ {paint}: {printed}; }}'
        for shown, printed in dict(zip(dark, light, strict=True)).items()
        for paint in ("fill", "stroke")
    )
    return "\n".join(
        ['<style media="print">', _PRINT.read_text("utf-8"), *inks, "</style>"]
    )


def _is_page(start: Message) -> bool:
    return Headers(raw=start["headers"]).get("content-type", "").startswith("text/html")


@asynccontextmanager
async def lifespan(_app: st.App) -> AsyncIterator[None]:
    """Warm up while the server already answers.

    Requests are not logged: the addresses of uploads hold session ids, and an id is
    enough to take a session over.
    """
    logging.getLogger("uvicorn.access").disabled = True
    logging.getLogger("uvicorn.error").setLevel(logging.WARNING)
    warming = asyncio.create_task(run_in_threadpool(_warm_up))
    yield
    await warming
    from dxkpi.charts import fonts

    fonts.discard()


def _warm_up() -> None:
    """Do what the first visitor would wait for, then take it out of the garbage collector's way."""
    cached.warm_up()
    import_module("dxkpi.charts")  # brings pandas and Altair: a second
    gc.collect()
    gc.freeze()
