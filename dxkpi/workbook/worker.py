"""The process that opens workbooks, so that it can be bounded and ended: `python -m dxkpi.workbook.worker`.

It answers requests on its standard input, one at a time, each a header in JSON and raw bytes, both with their length
before them, and ends when its input does. It takes no more memory than it was allowed, and says `last` in the answer
after which it ends by itself because it has grown.
"""

import contextlib
import json
import os
import signal
import struct
import sys
import warnings
from pathlib import Path
from typing import IO, Any

from dxkpi.workbook import cells, safety, survey_export

try:
    import resource
except ImportError:  # Windows has no such limits
    resource = None  # type: ignore[assignment]  # a module or none: mypy takes it for the module alone

_LENGTHS = struct.Struct("!II")
_GROWN = 100 * safety.MEGABYTE
_SPARE_SECONDS = 4


def send(pipe: IO[bytes], header: dict[str, Any], body: bytes = b"") -> None:
    """Write one message: the lengths of both, the header as JSON, the body."""
    text = json.dumps(header, ensure_ascii=False).encode("utf-8", "surrogatepass")
    pipe.write(_LENGTHS.pack(len(text), len(body)))
    pipe.write(text)
    pipe.write(body)
    pipe.flush()


def receive(pipe: IO[bytes], most: int) -> tuple[dict[str, Any], bytes]:
    """Read one message. Raises `EOFError` where it ends early or is longer than `most` bytes."""
    header, body = _LENGTHS.unpack(_exactly(pipe, _LENGTHS.size))
    if header + body > most:
        raise EOFError
    return json.loads(
        _exactly(pipe, header).decode("utf-8", "surrogatepass")
    ), _exactly(pipe, body)


def _exactly(pipe: IO[bytes], length: int) -> bytes:
    found = pipe.read(length)
    if len(found) < length:
        raise EOFError
    return found


def answer(request: dict[str, Any], content: bytes) -> tuple[dict[str, Any], bytes]:
    """What one request comes to: its result, or why the file is refused."""
    try:
        if request["ask"] == "answers":
            return survey_export.read(content, frozenset(request["forms"])), b""
        notes = safety.inspect(content)
        if request["ask"] == "mark":
            return {}, _marked(content, request)
        sheets = cells.read(
            content, frozenset(request["headings"]), frozenset(request["names"])
        )
    except safety.Refused as refused:
        return {"refused": refused.code, "facts": refused.facts}, b""
    except MemoryError:
        return {"refused": "out_of_memory", "facts": {}, "last": True}, b""
    return {"sheets": sheets, "notes": notes}, b""


def _marked(content: bytes, request: dict[str, Any]) -> bytes:
    from dxkpi.workbook import marking  # only few readings need it

    try:
        return marking.mark(content, request["marks"], request["aids"])
    except cells.BROKEN as error:
        raise safety.Refused("damaged") from error


def main() -> None:
    memory, seconds = int(sys.argv[1]), int(sys.argv[2])
    warnings.simplefilter("ignore")
    signal.signal(
        signal.SIGINT, signal.SIG_IGN
    )  # a keyboard interrupt ends the parent, and this with it
    requests = sys.stdin.buffer
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # whatever a library prints must not end up between the answers
    size = _size()
    if resource and size:
        resource.setrlimit(
            resource.RLIMIT_AS, (_size(of="virtual") + memory, resource.RLIM_INFINITY)
        )
    send(answers, {"ready": True})
    while True:
        try:
            request, content = receive(requests, 4 * safety.LIMIT_MB * safety.MEGABYTE)
        except EOFError:
            return
        _bound_time(seconds)
        header, body = answer(request, content)
        if _size() > size + _GROWN:
            header["last"] = True
        with contextlib.suppress(BrokenPipeError):  # nobody waits any more
            send(answers, header, body)
        if header.get("last"):
            return


def _size(of: str = "resident") -> int:
    """The bytes this process takes, 0 where the system does not tell."""
    try:
        pages = Path("/proc/self/statm").read_text().split()
    except OSError:
        return 0
    return int(pages[0 if of == "virtual" else 1]) * os.sysconf("SC_PAGE_SIZE")


def _bound_time(seconds: int) -> None:
    """End this process by itself after so much more work, should the one that ends it be gone."""
    if resource:
        used = resource.getrusage(resource.RUSAGE_SELF)
        until = int(used.ru_utime + used.ru_stime) + seconds + _SPARE_SECONDS
        resource.setrlimit(resource.RLIMIT_CPU, (until, resource.RLIM_INFINITY))


if __name__ == "__main__":
    main()
