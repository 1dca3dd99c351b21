"""A page's connection as any client can make it, without a browser: what a page sends, and
forged widgets.
"""

import asyncio
import ssl
from collections.abc import AsyncIterator, Coroutine, Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any, TypeVar

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.Element_pb2 import Element
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.asyncio.client import ClientConnection, connect
from websockets.typing import Subprotocol

from dxkpi.web.sign_in.identify import TOKEN_COOKIE

T = TypeVar("T")


@dataclass
class PageRun:
    """What one run of a page sent: the session, the words, the widgets that take a press."""

    session: str = ""
    texts: str = ""
    buttons: dict[str, str] = field(default_factory=dict)
    """The label of each button by its id."""

    media: list[str] = field(default_factory=list)
    """The addresses of the files that it offers."""

    def add(self, element: Element) -> None:
        kind = element.WhichOneof("type")
        match kind:
            case "markdown" | "alert" | "heading":
                self.texts += str(getattr(element, kind).body)
            case "button":
                self.buttons[element.button.id] = element.button.label
            case "download_button":
                self.media.append(element.download_button.url)


@asynccontextmanager
async def connected(
    address: str,
    token: str | None = None,
    session: str | None = None,
    headers: Mapping[str, str] | None = None,
    **ways: Any,
) -> AsyncIterator[ClientConnection]:
    """A page's connection, with a browser's cookie and the session that it asks to take up."""
    asked = ["streamlit", "none", *([session] if session else [])]
    cookie = {"Cookie": f"{TOKEN_COOKIE}={token}"} if token else {}
    async with connect(
        address.replace("http", "ws", 1) + "/_stcore/stream",
        subprotocols=[Subprotocol(part) for part in asked],
        additional_headers={**cookie, **(headers or {})},
        max_size=None,
        open_timeout=60,
        **ways,
    ) as connection:
        yield connection


async def run_page(
    connection: ClientConnection,
    page: str,
    query: str,
    pressed: Iterable[str] = (),
) -> PageRun:
    """Runs a page to its end, with these buttons pressed at once."""
    message = BackMsg()
    message.rerun_script.query_string = query
    message.rerun_script.page_name = page
    message.rerun_script.context_info.locale = "ja-JP"
    for widget in pressed:
        state = message.rerun_script.widget_states.widgets.add()
        state.id, state.trigger_value = widget, True
    await connection.send(message.SerializeToString())
    run = PageRun()
    while True:
        answer = ForwardMsg()
        answer.ParseFromString(await connection.recv(decode=False))
        kind = answer.WhichOneof("type")
        if kind == "new_session":
            run = PageRun(answer.new_session.initialize.session_id)
        elif kind == "delta":
            run.add(answer.delta.new_element)
        is_over = answer.script_finished == ForwardMsg.FINISHED_SUCCESSFULLY
        if kind == "script_finished" and is_over:
            return run


def awaited(work: Coroutine[Any, Any, T]) -> T:
    """What comes of it, also beside a browser, which has an event loop in this thread."""
    with ThreadPoolExecutor(1) as thread:
        return thread.submit(asyncio.run, work).result()


def unchecked_certificates() -> ssl.SSLContext:
    """For a server whose certificate a test made itself."""
    context = ssl.create_default_context()
    context.check_hostname = False
    context.verify_mode = ssl.CERT_NONE
    return context
