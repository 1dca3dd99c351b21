"""Reads workbooks and survey exports in a process of its own, ended when a file takes too long or too much memory.

The process is kept warm between readings and replaced when it was ended or has grown. It sends back plain JSON, so
nothing that a file could do to it reaches this process.
"""

import contextlib
import os
import subprocess
import sys
import threading
import weakref
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import dxkpi
from dxkpi.findings import FileExcess, FileMeasure, make_finding
from dxkpi.returns import CheckedReturn, FilledForm
from dxkpi.returns.form_columns import (
    ACTUALS_SHEET,
    ORIGIN_SHEET,
    FormColumn,
    column_of_heading,
)
from dxkpi.survey import AnswerSheet
from dxkpi.workbook import input_aids, safety, worker
from dxkpi.workbook.recognition import HEADINGS_SOUGHT, SHEETS_SOUGHT, recognise

SECONDS = 8
MEMORY = 450 * safety.MEGABYTE
MOST_READINGS = 200
_LONGEST_ANSWER = 64 * safety.MEGABYTE
_START_SECONDS = 30
_OF_FORM = [ACTUALS_SHEET, ORIGIN_SHEET]
_COLUMNS_OF_FORM = (
    {FormColumn.CODE, FormColumn.VALUE, FormColumn.MISSING},
    {FormColumn.CODE, FormColumn.STATE, FormColumn.PERCENT},
)
_OF_SURVEYS = {
    "empty_file": "survey_no_rows",
    "timed_out": "survey_too_heavy",
    "out_of_memory": "survey_too_heavy",
}


class Unreadable(Exception):
    """A file that is no readable workbook: `finding` says why and what to do."""

    def __init__(self, code: str, **facts: Any) -> None:
        self.finding = make_finding(code, **facts)
        super().__init__(code)


class Reader:
    """Reads workbooks, one at a time, in a warm child process. Threads may share one; a context manager closes it."""

    def __init__(self, seconds: float = SECONDS, memory: int = MEMORY) -> None:
        self._seconds, self._memory = seconds, memory
        self._lock = threading.Lock()
        self._child: _Child | None = _Child(seconds, memory)

    def read(self, content: bytes) -> FilledForm:
        """What was filled in. Raises `Unreadable`, and nothing else because of the file."""
        request = {"ask": "read", "headings": HEADINGS_SOUGHT, "names": SHEETS_SOUGHT}
        header, _body = self._ask(request, content)
        return recognise(header["sheets"], header["notes"])

    def mark(self, content: bytes, answer: CheckedReturn) -> bytes:
        """The same workbook with the answer's errors and holds marked in it. Raises `Unreadable` as `read` does."""
        given = input_aids.of_return(answer, self.read(content))
        _header, body = self._ask({"ask": "mark", **given}, content)
        return body

    def answers(self, content: bytes) -> AnswerSheet:
        """What a survey tool exported, .xlsx or .csv by its content. Raises `Unreadable` as `read` does."""
        try:
            found, _body = self._ask({"ask": "answers", "forms": _OF_FORM}, content)
        except Unreadable as refused:
            if code := _OF_SURVEYS.get(refused.finding.code):
                raise Unreadable(code) from None
            raise
        columns = {
            named[0] for named in map(column_of_heading, found["headings"]) if named
        }
        if any(columns >= of_form for of_form in _COLUMNS_OF_FORM):
            raise Unreadable("survey_yearly_form")
        rows = tuple(map(tuple, found["rows"]))
        return AnswerSheet(
            tuple(found["headings"]), rows, tuple(found["lines"]), found.get("sheet")
        )

    def close(self) -> None:
        """End the child process. A reading that is under way ends first; the next one would start another child."""
        with self._lock:
            if self._child is not None:
                self._child.end()
                self._child = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def _ask(
        self, request: dict[str, Any], content: bytes
    ) -> tuple[dict[str, Any], bytes]:
        if not content:
            raise Unreadable("empty_file")
        if len(content) > safety.LIMIT_MB * safety.MEGABYTE:
            raise Unreadable("too_large", limit=safety.LIMIT_MB)
        with self._lock:
            child = (
                self._child
                if self._child and self._child.alive
                else _Child(self._seconds, self._memory)
            )
            try:
                header, body = child.ask(request, content)
            except EOFError:
                child.end()
                self._child = _Child(self._seconds, self._memory)
                if child.timed_out:
                    raise Unreadable(
                        "timed_out", seconds=round(self._seconds)
                    ) from None
                raise Unreadable("out_of_memory") from None
            self._child = child
            if header.get("last") or child.timed_out or child.asked >= MOST_READINGS:
                child.end()
                self._child = _Child(self._seconds, self._memory)
        if code := header.get("refused"):
            raise _refused(code, header["facts"])
        return header, body


class _Child:
    """One child process, from its start to its end."""

    def __init__(self, seconds: float, memory: int) -> None:
        root = str(Path(dxkpi.__file__).parents[1])
        paths = os.pathsep.join(filter(None, (root, os.environ.get("PYTHONPATH"))))
        self._process = subprocess.Popen(  # noqa: S603 (this program itself)
            [sys.executable, "-m", worker.__name__, str(memory), str(round(seconds))],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env={**os.environ, "PYTHONPATH": paths},
        )
        self._seconds = seconds
        self._ready = False
        self._late = threading.Event()
        self.asked = 0
        self._finalizer = weakref.finalize(self, _end, self._process)

    @property
    def alive(self) -> bool:
        return self._process.poll() is None

    @property
    def timed_out(self) -> bool:
        """Whether it was ended because it took too long."""
        return self._late.is_set()

    def ask(
        self, request: dict[str, Any], content: bytes
    ) -> tuple[dict[str, Any], bytes]:
        """One question and its answer. Raises `EOFError` when the child was ended or ended by itself."""
        if not self._ready:
            try:
                self._exchange(None, b"", _START_SECONDS)
            except EOFError:
                raise RuntimeError(
                    "the process that reads workbooks does not start"
                ) from None
            self._ready = True
        self.asked += 1
        return self._exchange(request, content, self._seconds)

    def _exchange(
        self, request: dict[str, Any] | None, content: bytes, seconds: float
    ) -> tuple[dict[str, Any], bytes]:
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        timer = threading.Timer(seconds, _give_up, (self._process, self._late))
        timer.daemon = True
        timer.start()
        try:
            if request is not None:
                worker.send(self._process.stdin, request, content)
            return worker.receive(self._process.stdout, _LONGEST_ANSWER)
        except (OSError, ValueError) as error:
            raise EOFError from error
        finally:
            timer.cancel()
            timer.join()  # it may be killing the process at this moment

    def end(self) -> None:
        """End the process, if it has not ended, and wait for it."""
        self._finalizer()


def _give_up(process: "subprocess.Popen[bytes]", late: threading.Event) -> None:
    late.set()
    process.kill()


def _end(process: "subprocess.Popen[bytes]") -> None:
    process.kill()
    for pipe in (process.stdin, process.stdout):
        with contextlib.suppress(OSError):
            if pipe is not None:
                pipe.close()
    process.wait()


def _refused(code: str, facts: dict[str, Any]) -> Unreadable:
    if "what" in facts:
        excess = FileExcess(FileMeasure(facts["what"]), facts["n"])
        return Unreadable(code, what=excess)
    return Unreadable(code, **facts)
