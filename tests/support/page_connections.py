"""A page's connection as any client can make it, without a browser: what a page sends, and
forged widgets.
"""

import asyncio
import ssl
from collections.abc import AsyncIterator, Coroutine, Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager, closing
from dataclasses import dataclass, field
from http.client import HTTPConnection
from http.cookies import SimpleCookie
from typing import Any, TypeVar
from urllib.parse import urlsplit

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.Common_pb2 import UploadedFileInfo
from streamlit.proto.Element_pb2 import Element
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.proto.WidgetStates_pb2 import WidgetState
from websockets.asyncio.client import ClientConnection, connect
from websockets.typing import Subprotocol

from dxkpi.web.sign_in.identify import TOKEN_COOKIE

T = TypeVar("T")


@dataclass
class PageRun:
    """What one run of a page sent: the session, the words, and the widgets."""

    session: str = ""
    texts: str = ""
    widgets: dict[str, dict[str, str]] = field(default_factory=dict)
    """The label of each widget by its id, by what kind of widget it is."""

    media: list[str] = field(default_factory=list)
    """The addresses of Streamlit's own downloads."""

    links: list[str] = field(default_factory=list)
    """The addresses of the buttons that lead elsewhere."""

    @property
    def buttons(self) -> dict[str, str]:
        return self.widgets.get("button", {})

    def widget(self, kind: str, label: str) -> str:
        """The id of the widget of a kind whose label has these words."""
        [found] = [
            widget
            for widget, labelled in self.widgets.get(kind, {}).items()
            if label in labelled
        ]
        return found

    def add(self, element: Element) -> None:
        kind = element.WhichOneof("type")
        if kind is None:
            return
        shown = getattr(element, kind)
        self.texts += "\n" + str(getattr(shown, "body", ""))
        if isinstance(getattr(shown, "id", None), str) and shown.id:
            label = str(getattr(shown, "label", ""))
            self.widgets.setdefault(kind, {})[shown.id] = label
        if kind == "download_button":
            self.media.append(shown.url)
        if kind == "link_button":
            self.links.append(shown.url)


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
    states: Iterable[WidgetState] = (),
) -> PageRun:
    """Runs a page to its end, with these buttons pressed at once and widgets as they say."""
    message = BackMsg()
    message.rerun_script.query_string = query
    message.rerun_script.page_name = page
    message.rerun_script.context_info.locale = "ja-JP"
    message.rerun_script.widget_states.widgets.extend(
        [*states, *(WidgetState(id=button, trigger_value=True) for button in pressed)]
    )
    await connection.send(message.SerializeToString())
    run = PageRun()
    while True:
        answer = await _received(connection)
        kind = answer.WhichOneof("type")
        if kind == "new_session":
            run = PageRun(answer.new_session.initialize.session_id)
        elif kind == "delta":
            run.add(answer.delta.new_element)
        is_over = answer.script_finished == ForwardMsg.FINISHED_SUCCESSFULLY
        if kind == "script_finished" and is_over:
            return run


async def upload(
    connection: ClientConnection, address: str, session: str, file: str, content: bytes
) -> UploadedFileInfo:
    """Uploads a file as a browser does, asked for by a page or not."""
    message = BackMsg()
    message.file_urls_request.request_id = "upload"
    message.file_urls_request.session_id = session
    message.file_urls_request.file_names.append(file)
    await connection.send(message.SerializeToString())
    while True:
        answer = await _received(connection)
        if answer.WhichOneof("type") == "file_urls_response":
            break
    [urls] = answer.file_urls_response.file_urls
    await asyncio.to_thread(_put, address, urls.upload_url, content)
    return UploadedFileInfo(
        file_id=urls.file_id, name=file, size=len(content), file_urls=urls
    )


def _put(address: str, path: str, content: bytes) -> None:
    """Sends a file as a form with one field, with the token that the server wants back."""
    connection = HTTPConnection(urlsplit(address).netloc)
    with closing(connection):
        connection.request("GET", "/_stcore/health")
        answer = connection.getresponse()
        answer.read()
        token = SimpleCookie(answer.headers.get("Set-Cookie", "")).get(
            "_streamlit_xsrf"
        )
        head = (
            '--part\r\nContent-Disposition: form-data; name="file"; filename="f.xlsx"'
            "\r\n\r\n"
        )
        body = head.encode() + content + b"\r\n--part--\r\n"
        headers = {"Content-Type": "multipart/form-data; boundary=part"}
        if token is not None:
            headers |= {
                "X-Xsrftoken": token.value,
                "Cookie": f"_streamlit_xsrf={token.value}",
            }
        connection.request("PUT", path, body, headers)
        status = connection.getresponse().status
        assert status == 204, status


async def _received(connection: ClientConnection) -> ForwardMsg:
    answer = ForwardMsg()
    answer.ParseFromString(await connection.recv(decode=False))
    return answer


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
