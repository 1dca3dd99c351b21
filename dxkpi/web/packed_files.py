"""The scripts and style sheets of the page, packed for the way to the browser.

Streamlit packs what its pages say but not its own files, which are five megabytes: to
pack them for every visitor would take the server longer than to send them. They never
change while the server runs, so each is packed once and kept.
"""

import gzip
import posixpath
from dataclasses import dataclass, field

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

_FOLDER = "/static/"
_PACKABLE = ("text/", "application/javascript", "application/json")
_SMALLEST = 500


@dataclass
class _Answer:
    """An answer as it goes out, gathered."""

    start: Message = field(default_factory=dict)
    body: bytes = b""

    async def gather(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            self.start = message
        else:
            self.body += message.get("body", b"")

    @property
    def is_packable(self) -> bool:
        """Whether it is a whole file that stays as it is, and whose letters can be packed."""
        headers = Headers(raw=self.start["headers"])
        return (
            self.start["status"] == 200
            and "immutable" in headers.get("cache-control", "")
            and headers.get("content-type", "").startswith(_PACKABLE)
            and len(self.body) >= _SMALLEST
        )

    async def packed(self) -> "_Answer":
        """The same answer with its body packed."""
        body = await run_in_threadpool(gzip.compress, self.body, mtime=0)
        answer = _Answer(_copied(self.start), body)
        headers = MutableHeaders(scope=answer.start)
        headers["Content-Encoding"] = "gzip"
        headers["Content-Length"] = str(len(body))
        headers.add_vary_header("Accept-Encoding")
        del headers["Accept-Ranges"]
        del headers["ETag"]
        return answer

    async def send(self, send: Send) -> None:
        await send(_copied(self.start))
        await send({"type": "http.response.body", "body": self.body})


def _copied(start: Message) -> Message:
    """The start of an answer, whose headers others may add to."""
    return {**start, "headers": list(start["headers"])}


class PackedFiles:
    """Sends the library's own files packed to browsers that take them so."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app
        self._packed: dict[str, _Answer] = {}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if not _may_be_packed(scope):
            await self._app(scope, receive, send)
            return

        path: str = scope["path"]
        if path not in self._packed:
            answer = _Answer()
            await self._app(scope, receive, answer.gather)
            if not answer.is_packable:
                await answer.send(send)
                return
            self._packed[path] = await answer.packed()
        await self._packed[path].send(send)


def _may_be_packed(scope: Scope) -> bool:
    """Whether a file of the library is asked for, whole, by a browser that can unpack it."""
    if scope["type"] != "http" or scope["method"] != "GET":
        return False
    path: str = scope["path"]
    has_one_spelling = posixpath.normpath(path) == path
    if not path.startswith(_FOLDER) or not has_one_spelling:
        return False
    headers = Headers(scope=scope)
    conditional = {"range", "if-none-match", "if-modified-since"} & set(headers)
    return _takes_gzip(headers.get("accept-encoding", "")) and not conditional


def _takes_gzip(accepted: str) -> bool:
    """Whether a browser names gzip among what it can unpack, and does not refuse it."""
    codings = [coding.replace(" ", "") for coding in accepted.lower().split(",")]
    return any(
        coding == "gzip"
        or (coding.startswith("gzip;q=") and float(coding[7:] or 0) > 0)
        for coding in codings
    )
