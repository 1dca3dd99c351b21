"""One process that opens workbooks, from its start to its end, seen from the process
that asks it.
"""

import contextlib
import os
import subprocess
import sys
import threading
import weakref
from pathlib import Path
from typing import IO, cast

import dxkpi
from dxkpi.workbook import pipe, safety
from dxkpi.workbook.messages import Answer, Request

_PROGRAM = "dxkpi.workbook.worker"
"""The module that the process runs; what opens files is loaded there and not here."""

_LONGEST_ANSWER = 64 * safety.MEGABYTE
_START_SECONDS = 30


class WorkerEnded(Exception):
    """The process was ended or ended by itself, and gave no answer."""


class WorkerProcess:
    """A process that opens workbooks; it is ended when a request takes too many seconds.

    `memory` is how many bytes more than at its start it may take.
    """

    def __init__(self, seconds: float, memory: int) -> None:
        root = str(Path(dxkpi.__file__).parents[1])
        paths = os.pathsep.join(filter(None, (root, os.environ.get("PYTHONPATH"))))
        self._process = subprocess.Popen(  # noqa: S603 (this program itself)
            [sys.executable, "-m", _PROGRAM, str(memory), str(round(seconds))],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env={**os.environ, "PYTHONPATH": paths},
        )
        # Both are pipes, as asked for above.
        self._request_pipe = cast("IO[bytes]", self._process.stdin)
        self._answer_pipe = cast("IO[bytes]", self._process.stdout)
        self.seconds = seconds
        self._is_ready = False
        self._too_late = threading.Event()
        self._ends_itself = False
        self._finalizer = weakref.finalize(self, _end_process, self._process)
        self.requests = 0

    @property
    def pid(self) -> int:
        """The number of the process."""
        return self._process.pid

    @property
    def alive(self) -> bool:
        """Whether it can be asked."""
        return self._process.poll() is None

    @property
    def timed_out(self) -> bool:
        """Whether it was ended because it took too long."""
        return self._too_late.is_set()

    @property
    def is_spent(self) -> bool:
        """Whether it cannot be asked again: it has grown, or was ended after its answer."""
        return self._ends_itself or self.timed_out

    def ask(self, request: Request, content: bytes) -> Answer:
        """The answer to a request about a file. Raises `WorkerEnded`."""
        if not self._is_ready:
            self._await_start()
        self.requests += 1
        header = pipe.request_to_json(request)
        header, body = self._exchange(header, content, self.seconds)
        self._ends_itself = bool(header.get("last"))
        return pipe.answer_from_json(header, body)

    def end(self) -> None:
        """End the process, if it has not ended, and wait for it."""
        self._finalizer()

    def _await_start(self) -> None:
        try:
            self._exchange(None, b"", _START_SECONDS)
        except WorkerEnded:
            raise RuntimeError(
                "the process that reads workbooks does not start"
            ) from None
        self._is_ready = True

    def _exchange(
        self, header: pipe.Json | None, content: bytes, seconds: float
    ) -> tuple[pipe.Json, bytes]:
        """Send a message, unless it is None, and wait for one at most so many seconds."""
        timer = threading.Timer(seconds, _give_up, (self._process, self._too_late))
        timer.daemon = True
        timer.start()
        try:
            if header is not None:
                pipe.send_message(self._request_pipe, header, content)
            return pipe.receive_message(self._answer_pipe, _LONGEST_ANSWER)
        except (EOFError, OSError, ValueError) as error:
            raise WorkerEnded from error
        finally:
            timer.cancel()
            timer.join()  # it may be killing the process at this moment


def _give_up(process: "subprocess.Popen[bytes]", too_late: threading.Event) -> None:
    too_late.set()
    process.kill()


def _end_process(process: "subprocess.Popen[bytes]") -> None:
    process.kill()
    for stream in filter(None, (process.stdin, process.stdout)):
        with contextlib.suppress(OSError):
            stream.close()
    process.wait()
