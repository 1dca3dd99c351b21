"""What is written into the page because Streamlit has no setting for it.

It is the reader's language, that no browser may translate the page, where the server
is, which scripts it will need, the script that speaks the library's own words, and the
style sheets for screen and paper.
"""

import math
import re
from functools import cache
from itertools import pairwise
from pathlib import Path

import streamlit as st
from starlette.datastructures import Headers, MutableHeaders, QueryParams
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from dxkpi.web.common.drawing_widths import DRAWN_WIDTHS
from dxkpi.web.common.reader_choice import language_of
from dxkpi.web.library_words import page_script
from dxkpi.web.needed_scripts import preload_links
from dxkpi.wording.language import Language

_PAGE_STYLE = Path(__file__).with_name("page.css")
_SCREEN_STYLE = Path(__file__).with_name("screen.css")
_PRINT_STYLE = Path(__file__).with_name("print.css")
_ASSETS = ("/static/", "/_stcore/", "/media/", "/component/", "/app/static/")
_HEADERS_NOT_PASSED_ON = (
    b"accept-encoding",
    b"if-none-match",
    b"if-modified-since",
    b"range",
)
_HTML_LANG = re.compile(rb'<html lang="[^"]*"')
_HTML_NOT_TRANSLATED = 'translate="no" class="notranslate"'
_META_NOT_TRANSLATED = '<meta name="google" content="notranslate">'
_UNUSED_FONT = re.compile(rb'<link\s+rel="preload"[^>]*SourceSans[^>]*>')
_SERVER_ADDRESS = """<script>
(() => {
  const asked = __ASKED__  // as much of the path is the page's name
  const path = location.pathname
  const isKnown = asked === 1 ? path.endsWith("/") : 0 < asked && asked <= path.length
  if (!isKnown) return
  const wasHere = document.cookie.includes("_streamlit_xsrf=")
  window.__streamlit = {
    BACKEND_BASE_URL: location.origin + path.slice(0, path.length - asked),
    HOST_CONFIG: {
      allowedOrigins: ["https://nobody.invalid"],
      ...(wasHere ? { useExternalAuthToken: false } : {}),
    },
  }
})()
</script>"""


class PageHead:
    """Writes the reader's language and what else its head lacks into the page.

    Screen readers and the choice of Japanese glyphs go by `<html lang>`, which
    Streamlit fixes as English. A browser that translates the page puts nodes of its own
    in the place of texts; what is drawn anew then stands beside the old figures, so the
    page is not to be translated. It is asked for whole and uncompressed to rewrite it.
    """

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if not _asks_for_page(scope):
            await self._app(scope, receive, send)
            return

        language = _language_asked_for(scope)
        start: Message | None = None
        body = b""

        async def rewrite(message: Message) -> None:
            nonlocal start, body
            if message["type"] == "http.response.start" and _is_page(message):
                start = message
                return
            if start is None:
                await send(message)
                return
            body += message.get("body", b"")
            if message.get("more_body"):
                return
            page = _rewritten(body, language, _page_name(scope))
            _describe_rewritten_page(start, page)
            await send(start)
            await send({"type": "http.response.body", "body": page})

        await self._app(_asking_for_whole_page(scope), receive, rewrite)


def _asks_for_page(scope: Scope) -> bool:
    if scope["type"] != "http" or scope["method"] != "GET":
        return False
    path: str = scope["path"]
    return not path.startswith(_ASSETS)


def _language_asked_for(scope: Scope) -> Language:
    asked = QueryParams(scope["query_string"]).get("lang")
    return language_of(Headers(scope=scope).get("accept-language"), asked)


def _asking_for_whole_page(scope: Scope) -> Scope:
    headers = [
        (name, value)
        for name, value in scope["headers"]
        if name not in _HEADERS_NOT_PASSED_ON
    ]
    return {**scope, "headers": headers}


def _is_page(start: Message) -> bool:
    content_type = Headers(raw=start["headers"]).get("content-type", "")
    return content_type.startswith("text/html")


def _rewritten(page: bytes, language: Language, asked_path: bytes) -> bytes:
    """The page with its language and our head, and without the font that no text of ours has."""
    html = f'<html lang="{language}" {_HTML_NOT_TRANSLATED}'
    page = _HTML_LANG.sub(html.encode(), page, count=1)
    page = _UNUSED_FONT.sub(b"", page, count=1)
    parts = [
        _META_NOT_TRANSLATED,
        _server_address(asked_path),
        preload_links(page.decode()),
        page_script(),
        colour_style(),
        drawing_style(),
        page_style(),
        screen_style(),
        print_style(),
    ]
    head = "\n".join([*parts, "</head>"])
    return page.replace(b"</head>", head.encode(), 1)


def _page_name(scope: Scope) -> bytes:
    """As much of the path as names the page: not the folder that the server knows it is in."""
    path: bytes = scope.get("raw_path") or b""
    folders = {scope.get("root_path", ""), st.get_option("server.baseUrlPath")}
    for folder in folders:
        path = path.removeprefix(f"/{folder.strip('/')}".encode() if folder else b"")
    return path


def _server_address(asked_path: bytes) -> str:
    """A script that tells the library where the server is.

    It would first take the page's name for a folder of the server, ask there in vain and
    wait before it asks in the right place. Only the length of the path goes into the
    page, no letter of it; a proxy may put the server into a folder that it never sees.

    No page may hold this one in a frame and speak to it, so none need be listened to. A
    browser that was here before has the cookie without which nobody is signed in: there
    the library connects at once, and asks how the server does meanwhile.
    """
    return _SERVER_ADDRESS.replace("__ASKED__", str(len(asked_path)))


def _describe_rewritten_page(start: Message, page: bytes) -> None:
    """Set the headers that depend on what the page holds."""
    headers = MutableHeaders(scope=start)
    headers["Content-Length"] = str(len(page))
    headers.add_vary_header("Accept-Language")
    del headers["ETag"]


@cache
def page_style() -> str:
    """The style sheet for screen and paper."""
    style = _PAGE_STYLE.read_text("utf-8")
    return "\n".join(["<style>", style, "</style>"])


@cache
def screen_style() -> str:
    """The style sheet for the screen."""
    style = _SCREEN_STYLE.read_text("utf-8")
    return "\n".join(['<style media="screen">', style, "</style>"])


@cache
def colour_style() -> str:
    """The theme's colours of charts, which drawings name by their number: on screen those
    of the reader's theme, on paper those of the light one.
    """
    light = st.get_option("theme.light.chartCategoricalColors")
    dark = st.get_option("theme.dark.chartCategoricalColors")
    shown, printed = [], []
    for n, (by_day, by_night) in enumerate(zip(light, dark, strict=True)):
        shown.append(f"--chart-{n}: light-dark({by_day}, {by_night});")
        printed.append(f"--chart-{n}: {by_day};")
    return "\n".join(
        [
            f"<style>#root {{ {' '.join(shown)} }}",
            f"@media print {{ #root {{ {' '.join(printed)} }} }}</style>",
        ]
    )


@cache
def drawing_style() -> str:
    """Of a chart that was drawn for several widths, the drawing for the room there is."""
    shown = []
    for n, (width, wider) in enumerate(pairwise((*DRAWN_WIDTHS, math.inf)), 1):
        from_width = f"(width >= {width}px)" if n > 1 else ""
        to_width = f"(width < {wider}px)" if wider < math.inf else ""
        where = " and ".join(filter(None, (from_width, to_width)))
        shown.append(
            f"@container {where} {{ #root .fitting > :nth-child({n}) {{ display: block; }} }}"
        )
    return "\n".join(
        [
            "<style>#root .fitting { container-type: inline-size; }",
            "#root .fitting > svg { display: none; }",
            *shown,
            "</style>",
        ]
    )


@cache
def print_style() -> str:
    """The style sheet for paper.

    Charts that are drawn in the dark theme's colours are printed in the light one's.
    """
    dark = st.get_option("theme.dark.chartCategoricalColors")
    light = st.get_option("theme.light.chartCategoricalColors")
    inks = []
    for shown, printed in dict(zip(dark, light, strict=True)).items():
        inks += [
            f'#root [{paint}="{shown}" i] {{ {paint}: {printed}; }}'
            for paint in ("fill", "stroke")
        ]
    style = _PRINT_STYLE.read_text("utf-8")
    return "\n".join(['<style media="print">', style, *inks, "</style>"])
