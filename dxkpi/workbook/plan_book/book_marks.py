"""What a plan book is given back with: marks in the cells to mend and to answer."""

from collections.abc import Iterator, Sequence

from dxkpi.findings import Finding, Severity
from dxkpi.plan.document_problem import DocumentProblem, SheetCell
from dxkpi.wording.findings import finding_text
from dxkpi.wording.plan_document import problem_text
from dxkpi.workbook.form_language import FORM_LANGUAGE
from dxkpi.workbook.messages import (
    ERROR_GLYPH,
    HOLD_GLYPH,
    CellMark,
    InputCheck,
    InputRule,
    MarkingRequest,
    SheetAid,
)
from dxkpi.workbook.plan_book.book_reading import BookReading
from dxkpi.workbook.plan_book.book_tables import FoundTable
from dxkpi.workbook.plan_book.sheet_writing import (
    SPARE_ROWS,
    dropdown_words,
    table_advice,
)

_ = FORM_LANGUAGE.gettext
_LONGEST_LIST = 250


def marks_of_book(
    reading: BookReading,
    problems: Sequence[DocumentProblem],
    findings: Sequence[Finding],
) -> MarkingRequest:
    """How a book is to be marked with what is wrong in it, and what is asked."""
    marks = [
        CellMark(
            problem.position.sheet,
            problem.position.name,
            problem_text(problem, FORM_LANGUAGE),
            is_error=True,
        )
        for problem in problems
        if isinstance(problem.position, SheetCell)
    ]
    marks += [
        CellMark(
            finding.sheet,
            finding.cell,
            finding_text(finding, FORM_LANGUAGE),
            is_error=finding.severity is Severity.ERROR,
        )
        for finding in findings
        if finding.is_open
    ]
    aids = tuple(_aid(table, marks) for table in reading.tables if _rows(table))
    return MarkingRequest(tuple(marks), aids)


def _aid(table: FoundTable, marks: Sequence[CellMark]) -> SheetAid:
    first_column = min(table.columns)
    rows = _rows(table)
    return SheetAid(
        sheet=table.sheet.name,
        headings=table.columns[first_column].headings,
        code_column=first_column,
        input_columns=(),
        rows=rows,
        checks=tuple(_checks(table, rows)),
        advice=table_advice(table.table),
        to_do=_to_do([mark for mark in marks if mark.sheet == table.sheet.name]),
    )


def _rows(table: FoundTable) -> tuple[int, ...]:
    return tuple(table.rows)


def _checks(table: FoundTable, rows: Sequence[int]) -> Iterator[InputCheck]:
    """The dropdowns of the table, also for a few rows behind it."""
    last = max(rows)
    for place, column in table.columns.items():
        words = ",".join(dropdown_words(column))
        if not words or len(words) > _LONGEST_LIST:
            continue
        rule = InputRule(
            kind="list",
            formula=f'"{words}"',
            title=column.heading,
            prompt=_("Choose from the list."),
            refusal=_("Choose from the list."),
            only_warns=True,
        )
        yield InputCheck(place, tuple(range(min(rows), last + SPARE_ROWS + 1)), rule)


def _to_do(marks: Sequence[CellMark]) -> str | None:
    """What is to be done on a sheet, in a line above its table."""
    if not marks:
        return None
    errors = sum(mark.is_error for mark in marks)
    questions = len(marks) - errors
    sentences = []
    if errors:
        mend = FORM_LANGUAGE.ngettext("{n} cell to mend.", "{n} cells to mend.", errors)
        sentences.append(f"{ERROR_GLYPH} {mend}")
    if questions:
        answer = FORM_LANGUAGE.ngettext(
            "{n} question to answer.", "{n} questions to answer.", questions
        )
        sentences.append(f"{HOLD_GLYPH} {answer}")
    sentences += [mark.message for mark in marks if mark.cell is None]
    if any(mark.cell is not None for mark in marks):
        sentences.append(_("Reasons stand at the right and in the cells' comments."))
    return FORM_LANGUAGE.sentences(sentences)
