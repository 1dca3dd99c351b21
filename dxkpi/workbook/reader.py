"""Reads and marks workbooks in a process of its own, ended when a file takes too long
or too much memory.

The process is kept warm between readings and replaced when it was ended or has grown.
What understands a form brings openpyxl's names of cells, and with them all of openpyxl;
so it is loaded with the first form and not with every command, nor before the server
answers.
"""

import threading
from collections.abc import Mapping, Sequence
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self, TypeVar

from dxkpi.findings import FileExcess, FileMeasure, make_finding
from dxkpi.returns import CheckedReturn, FilledForm, ReturnForm
from dxkpi.returns.form_columns import (
    ACTUALS_SHEET,
    ORIGIN_SHEET,
    FormColumn,
    column_of_heading,
)
from dxkpi.returns.round_items import RemarkOnRow
from dxkpi.survey import AnswerSheet
from dxkpi.workbook import safety
from dxkpi.workbook.messages import (
    Answer,
    FileRefusal,
    MarkedWorkbook,
    MarkingRequest,
    OpenedSheets,
    Request,
    SurveyRequest,
    SurveyTable,
)
from dxkpi.workbook.worker_process import WorkerEnded, WorkerProcess

if TYPE_CHECKING:
    from dxkpi.workbook.plan_book.book_reading import BookReading

SECONDS = 8
MEMORY = 450 * safety.MEGABYTE
MOST_REQUESTS = 200
"""How many requests one process answers."""

_ANSWERS_TO_SURVEY = SurveyRequest(form_sheets=(ACTUALS_SHEET, ORIGIN_SHEET))
_COLUMNS_OF_FORM = (
    {FormColumn.CODE, FormColumn.VALUE, FormColumn.MISSING},
    {FormColumn.CODE, FormColumn.STATE, FormColumn.PERCENT},
    {FormColumn.CODE, FormColumn.REPORT_STATE, FormColumn.DONE},
)
_CODES_FOR_SURVEYS = {
    "empty_file": "survey_no_rows",
    "timed_out": "survey_too_heavy",
    "out_of_memory": "survey_too_heavy",
}

_Answer = TypeVar("_Answer", OpenedSheets, MarkedWorkbook, SurveyTable)


class Unreadable(Exception):
    """A file that is no readable workbook: `finding` says why."""

    def __init__(self, code: str, **facts: Any) -> None:
        self.finding = make_finding(code, **facts)
        super().__init__(code)


class WorkbookReader:
    """Reads workbooks, one at a time, in a warm process. Threads may share one; a
    context manager closes it.

    `seconds` is how long each process that starts from now on has for a file.
    """

    def __init__(self, seconds: float = SECONDS, memory: int = MEMORY) -> None:
        self.seconds, self._memory = seconds, memory
        self._lock = threading.Lock()
        self._process: WorkerProcess | None = self._new_process()

    @property
    def pid(self) -> int | None:
        """The number of the process that is to read next; None after `close`."""
        return self._process.pid if self._process is not None else None

    def read_form(self, content: bytes) -> FilledForm:
        """What was filled in. Raises `Unreadable`, and nothing else because of the file."""
        from dxkpi.workbook.recognition import SHEETS_OF_FORM, recognise_form

        opened = self._ask(SHEETS_OF_FORM, content, OpenedSheets)
        return recognise_form(opened.sheets, opened.notes)

    def read_plan_book(self, content: bytes) -> "BookReading":
        """What a plan book holds. Raises `Unreadable`."""
        from dxkpi.workbook.plan_book.book_reading import SHEETS_OF_BOOK, read_book

        opened = self._ask(SHEETS_OF_BOOK, content, OpenedSheets)
        return read_book(opened.sheets, opened.notes)

    def mark_plan_book(self, content: bytes, request: MarkingRequest) -> bytes:
        """The same book with marks. Raises `Unreadable`."""
        return self._ask(request, content, MarkedWorkbook).content

    def mark_form(self, content: bytes, answer: CheckedReturn) -> bytes:
        """The same workbook with the answer's errors and holds marked in it. Raises
        `Unreadable`.
        """
        from dxkpi.workbook.return_marks import marks_of_return

        request = marks_of_return(answer, self.read_form(content))
        return self._ask(request, content, MarkedWorkbook).content

    def mark_remarks(
        self, content: bytes, form: ReturnForm, remarks: Sequence[RemarkOnRow]
    ) -> bytes:
        """The form's workbook with what the secretariat remarked on its rows. Raises
        `Unreadable`.
        """
        from dxkpi.workbook.return_marks import marks_of_remarks

        request = marks_of_remarks(form, self.read_form(content), remarks)
        return self._ask(request, content, MarkedWorkbook).content

    def read_survey(self, content: bytes) -> AnswerSheet:
        """What a survey tool exported, .xlsx or .csv by its content. Raises `Unreadable`."""
        try:
            table = self._ask(_ANSWERS_TO_SURVEY, content, SurveyTable)
        except Unreadable as unreadable:
            code = _CODES_FOR_SURVEYS.get(unreadable.finding.code)
            if code is None:
                raise
            raise Unreadable(code) from None
        if _is_yearly_form(table):
            raise Unreadable("survey_yearly_form")
        return AnswerSheet(table.headings, table.rows, table.lines, table.sheet)

    def close(self) -> None:
        """End the process. A reading that is under way ends first; the next one would
        start another process.
        """
        with self._lock:
            if self._process is not None:
                self._process.end()
                self._process = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def _ask(self, request: Request, content: bytes, kind: type[_Answer]) -> _Answer:
        """The process's answer, which is of this kind. Raises `Unreadable`."""
        if not content:
            raise Unreadable("empty_file")
        if len(content) > safety.LIMIT_MB * safety.MEGABYTE:
            raise Unreadable("too_large", limit=safety.LIMIT_MB)
        with self._lock:
            answer = self._ask_process(request, content)
        if isinstance(answer, FileRefusal):
            raise _unreadable(answer)
        if not isinstance(answer, kind):
            raise TypeError(type(answer))
        return answer

    def _ask_process(self, request: Request, content: bytes) -> Answer:
        process = self._process
        if process is None or not process.alive:
            process = self._process = self._new_process()
        try:
            answer = process.ask(request, content)
        except WorkerEnded:
            self._replace(process)
            if process.timed_out:
                seconds = round(process.seconds)
                raise Unreadable("timed_out", seconds=seconds) from None
            raise Unreadable("out_of_memory") from None
        if process.is_spent or process.requests >= MOST_REQUESTS:
            self._replace(process)
        return answer

    def _replace(self, process: WorkerProcess) -> None:
        process.end()
        self._process = self._new_process()

    def _new_process(self) -> WorkerProcess:
        return WorkerProcess(self.seconds, self._memory)


def _unreadable(refusal: FileRefusal) -> Unreadable:
    facts: Mapping[str, Any] = refusal.facts
    if "what" in facts:
        excess = FileExcess(FileMeasure(facts["what"]), facts["n"])
        return Unreadable(refusal.code, what=excess)
    return Unreadable(refusal.code, **facts)


def _is_yearly_form(table: SurveyTable) -> bool:
    """Whether the headings are those of the form: somebody exported one of its sheets."""
    columns = set()
    for heading in table.headings:
        named = column_of_heading(heading)
        if named is not None:
            columns.add(named[0])
    return any(columns >= form_columns for form_columns in _COLUMNS_OF_FORM)
