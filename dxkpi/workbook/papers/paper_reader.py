"""Reads a plan's papers in a process of their own, each in a new one.

A plan of 200 pages takes seconds: the warm process that answers forms is not kept waiting,
and what a paper left in memory ends with its process.
"""

import threading
from typing import Any

from dxkpi.drafting.blocks import Document
from dxkpi.findings import FileExcess, FileMeasure
from dxkpi.workbook import safety
from dxkpi.workbook.messages import Answer, FileRefusal, PaperRequest, ReadPaper
from dxkpi.workbook.reader import Unreadable
from dxkpi.workbook.worker_process import WorkerEnded, WorkerProcess

SECONDS = 60
MEMORY = 700 * safety.MEGABYTE

_CODES = {
    "empty_file": "empty_file",
    "too_large": "paper_too_large",
    "encrypted": "paper_encrypted",
    "other_file": "paper_other_file",
    "damaged": "paper_damaged",
    "duplicate_parts": "paper_damaged",
    "entities": "paper_damaged",
    "no_sheets": "paper_damaged",
    "too_much_inside": "paper_too_much",
    "timed_out": "paper_too_heavy",
    "out_of_memory": "paper_too_heavy",
}
_KINDS = {
    "old_excel": "Excel (.xls)",
    "macro_workbook": "Excel (.xlsm)",
    "binary_workbook": "Excel (.xlsb)",
    "strict_workbook": "Strict Open XML",
    "web_page": "HTML",
}
"""Kinds of files that are known and not read."""


class PaperReader:
    """Reads papers, one at a time. Threads may share one."""

    def __init__(self, seconds: float = SECONDS, memory: int = MEMORY) -> None:
        self._seconds, self._memory = seconds, memory
        self._lock = threading.Lock()

    def read(self, content: bytes) -> Document:
        """The blocks of a paper. Raises `Unreadable`, and nothing else because of it."""
        with self._lock:
            process = WorkerProcess(self._seconds, self._memory)
            try:
                answer: Answer = process.ask(PaperRequest(), content)
            except WorkerEnded:
                raise Unreadable("paper_too_heavy") from None
            finally:
                process.end()
        match answer:
            case ReadPaper(document):
                return document
            case FileRefusal():
                raise _unreadable(answer)
        raise TypeError(type(answer))


def _unreadable(refusal: FileRefusal) -> Unreadable:
    kind = _KINDS.get(refusal.code)
    if refusal.code == "other_office":
        kind = str(refusal.facts["kind"])
    if kind is not None:
        return Unreadable("paper_other_kind", kind=kind)
    facts: dict[str, Any] = dict(refusal.facts)
    if "what" in facts:
        excess = FileExcess(FileMeasure(facts["what"]), facts["n"])
        return Unreadable(_CODES[refusal.code], what=excess)
    return Unreadable(_CODES[refusal.code], **facts)
