"""A visitor without a browser: as much of Streamlit's websocket protocol as a measurement needs.

A rerun is asked for as a browser asks for it: compressed messages are offered, and the messages that were received
before are named, so that the server need not send them again. The clock runs until the script has finished and
everything it sent is received and understood.
"""

import socket
import time
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass

from streamlit.proto.Alert_pb2 import Alert
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.Delta_pb2 import Delta
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.proto.Navigation_pb2 import Navigation
from websockets.asyncio.client import ClientConnection, connect

CHART = "vega_lite_chart"


@dataclass(frozen=True)
class Run:
    """One run of a page: how long it took, and how many elements and blocks of each kind it sent."""

    seconds: float
    elements: Counter[str]


class PageFailed(RuntimeError):
    """The page does not exist, did not run to its end, or showed an error."""


class Visitor:
    """One session that looks at one page."""

    def __init__(self, connection: ClientConnection, page: str, query: str) -> None:
        self._connection = connection
        self._socket: socket.socket = connection.transport.get_extra_info("socket")
        self._page = page
        self._query = query
        self._page_hash = ""
        self._received: dict[str, str] = {}

    async def rerun(self) -> Run:
        """Run the page once more, as after a click."""
        start = time.perf_counter()
        await self._connection.send(self._request())
        elements: Counter[str] = Counter()
        while True:
            message = await self._message()
            match message.WhichOneof("type"):
                case "delta":
                    kind = _kind(message.delta)
                    if kind == "exception" or _is_error(message.delta):
                        raise PageFailed(f"{self._page}: {message.delta}")
                    elements[kind] += 1
                    if message.metadata.cacheable:
                        self._received[message.hash] = kind
                case "ref_hash":
                    elements[self._received[message.ref_hash]] += 1
                case "navigation":
                    self._page_hash = message.navigation.page_script_hash
                    if _shown_page(message.navigation) != self._page:
                        raise PageFailed(f"{self._page}: there is no such page")
                case "script_finished" if (
                    message.script_finished == ForwardMsg.FINISHED_SUCCESSFULLY
                ):
                    break
                case "script_finished" if (
                    message.script_finished == ForwardMsg.FINISHED_WITH_COMPILE_ERROR
                ):
                    raise PageFailed(f"{self._page}: the script does not compile")
        return Run(time.perf_counter() - start, elements)

    def _request(self) -> bytes:
        message = BackMsg()
        rerun = message.rerun_script
        rerun.query_string = self._query
        if self._page_hash:
            rerun.page_script_hash = self._page_hash
        else:
            rerun.page_name = self._page
        rerun.context_info.locale = "ja-JP"
        rerun.context_info.timezone = "Asia/Tokyo"
        rerun.cached_message_hashes.extend(self._received)
        return bytes(message.SerializeToString())

    async def _message(self) -> ForwardMsg:
        """The next message, acknowledged at once.

        `streamlit run` serves without TCP_NODELAY and would wait 40 ms for the kernel's delayed acknowledgement; that is
        not the page's doing.
        """
        if quick := getattr(socket, "TCP_QUICKACK", None):
            self._socket.setsockopt(socket.IPPROTO_TCP, quick, 1)
        message = ForwardMsg()
        message.ParseFromString(await self._connection.recv(decode=False))
        return message


def _shown_page(navigation: Navigation) -> str | None:
    """The page that runs: the one asked for, or the first one where there is no such page.

    The library's own message about it may be lost, when that first page turns to another.
    """
    for page in navigation.app_pages:
        if page.page_script_hash == navigation.page_script_hash:
            return str(page.url_pathname)
    return None


def _kind(delta: Delta) -> str:
    """What a delta puts on the page: the kind of element, or of block with a sign that it is one."""
    if delta.WhichOneof("type") == "add_block":
        return f"[{delta.add_block.WhichOneof('type')}]"
    if delta.new_element.markdown.allow_html:
        return CHART  # drawn by the server
    return str(delta.new_element.WhichOneof("type"))


def _is_error(delta: Delta) -> bool:
    return (
        delta.new_element.WhichOneof("type") == "alert"
        and delta.new_element.alert.format == Alert.ERROR
    )


@asynccontextmanager
async def visitor(address: str, page: str, query: str = "") -> AsyncIterator[Visitor]:
    """A new session at a server."""
    stream = address.replace("http", "ws", 1) + "/_stcore/stream"
    async with connect(
        stream, max_size=None, ping_interval=None, proxy=None
    ) as connection:
        yield Visitor(connection, page, query)
