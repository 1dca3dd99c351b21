"""The process that opens workbooks, so that it can be bounded and ended: `python -m
dxkpi.workbook.worker`.

It answers requests on its standard input, one at a time, and ends when its input does. It
takes no more memory than it was allowed, and says `last` in the answer after which it ends
by itself because it has grown.
"""

import contextlib
import os
import signal
import sys
import warnings
from pathlib import Path
from typing import IO

from dxkpi.drafting.blocks import Document
from dxkpi.workbook import pipe, safety
from dxkpi.workbook.cells import OF_BOOK, read_sheets, with_telling_looks
from dxkpi.workbook.messages import (
    Answer,
    BookRequest,
    FileRefusal,
    MarkedWorkbook,
    MarkingRequest,
    OpenedSheets,
    PaperRequest,
    ReadPaper,
    Request,
    SheetsRequest,
    SurveyRequest,
)
from dxkpi.workbook.refusals import Refused
from dxkpi.workbook.sheet_parser import refuse_broken_files
from dxkpi.workbook.survey_export import read_survey

try:
    import resource
except ImportError:  # Windows has no such limits
    resource = None  # type: ignore[assignment]  # a module or none: mypy takes it for the module alone

_LONGEST_REQUEST = 4 * safety.LIMIT_MB * safety.MEGABYTE
_MOST_GROWTH = 100 * safety.MEGABYTE
_SPARE_SECONDS = 4


def main() -> None:
    """Answer requests. Arguments: the bytes of memory to take at most, seconds for a request."""
    memory, seconds = int(sys.argv[1]), int(sys.argv[2])
    warnings.simplefilter("ignore")
    # A keyboard interrupt ends the parent, and this process with it.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    requests, answers = sys.stdin.buffer, _pipe_of_answers()
    size_at_start = _resident_size()
    if size_at_start:
        _limit_memory(memory)
    pipe.send_message(answers, {"ready": True})
    _answer_requests(requests, answers, seconds, size_at_start + _MOST_GROWTH)


def _pipe_of_answers() -> IO[bytes]:
    """The standard output for answers alone: whatever a library prints goes to the
    standard error and not between them.
    """
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    return answers


def _answer_requests(
    requests: IO[bytes], answers: IO[bytes], seconds: int, most_bytes: int
) -> None:
    """Answer until there is no request any more, or the process has grown too large."""
    while True:
        try:
            header, content = pipe.receive_message(requests, _LONGEST_REQUEST)
        except EOFError:
            return
        _limit_time(seconds)
        answer, is_last = _answer_or_refusal(pipe.request_from_json(header), content)
        is_last = is_last or _resident_size() > most_bytes
        _send_answer(answers, answer, is_last=is_last)
        if is_last:
            return


def _send_answer(answers: IO[bytes], answer: Answer, *, is_last: bool) -> None:
    header, body = pipe.answer_to_json(answer)
    with contextlib.suppress(BrokenPipeError):  # nobody waits any more
        pipe.send_message(answers, header | {"last": is_last}, body)


def _answer_or_refusal(request: Request, content: bytes) -> tuple[Answer, bool]:
    """The answer, and whether the process must end because it has no memory left."""
    try:
        return answer_request(request, content), False
    except Refused as refused:
        return FileRefusal(refused.code, refused.facts), False
    except MemoryError:
        return FileRefusal("out_of_memory", {}), True


def answer_request(request: Request, content: bytes) -> Answer:
    """What a request comes to. Raises `Refused`."""
    match request:
        case SurveyRequest(form_sheets):
            return read_survey(content, frozenset(form_sheets))
        case SheetsRequest(headings, sheet_names):
            notes = safety.inspect_file(content)
            sheets = read_sheets(content, frozenset(headings), frozenset(sheet_names))
            return OpenedSheets(sheets, notes)
        case BookRequest(headings, sheet_names):
            notes = safety.inspect_file(content)
            sheets = read_sheets(
                content, frozenset(headings), frozenset(sheet_names), OF_BOOK
            )
            return OpenedSheets(tuple(map(with_telling_looks, sheets)), notes)
        case MarkingRequest():
            safety.inspect_file(content)
            return MarkedWorkbook(_marked_content(request, content))
        case PaperRequest():
            return ReadPaper(_paper(content))


def _marked_content(request: MarkingRequest, content: bytes) -> bytes:
    from dxkpi.workbook.marking import mark_workbook  # only few readings need it

    with refuse_broken_files():
        return mark_workbook(content, request.marks, request.aids)


def _paper(content: bytes) -> Document:
    from dxkpi.workbook.papers.paper_reading import read_paper  # likewise

    return read_paper(content)


def _resident_size() -> int:
    """The bytes this process takes, 0 where the system does not tell."""
    return _memory_figure(1)


def _virtual_size() -> int:
    """The bytes of addresses this process has, 0 where the system does not tell."""
    return _memory_figure(0)


def _memory_figure(position: int) -> int:
    try:
        pages = Path("/proc/self/statm").read_text().split()
    except OSError:
        return 0
    return int(pages[position]) * os.sysconf("SC_PAGE_SIZE")


def _limit_memory(more: int) -> None:
    """Let the process take so many bytes more than it has now."""
    if resource:
        _lower_limit(resource.RLIMIT_AS, _virtual_size() + more)


def _limit_time(seconds: int) -> None:
    """Set a CPU limit, so that the process dies even if its parent is gone."""
    if resource:
        used = resource.getrusage(resource.RUSAGE_SELF)
        used_seconds = int(used.ru_utime + used.ru_stime)
        most = used_seconds + seconds + _SPARE_SECONDS
        _lower_limit(resource.RLIMIT_CPU, most)


def _lower_limit(kind: int, most: int) -> None:
    """Set a limit of this process, never above the one that it already lives under.

    The hard limit stays as it is: only a privileged process may raise it.
    """
    hard = resource.getrlimit(kind)[1]
    is_bounded = hard != resource.RLIM_INFINITY
    own_limit = min(most, hard) if is_bounded else most
    resource.setrlimit(kind, (own_limit, hard))


if __name__ == "__main__":
    main()
