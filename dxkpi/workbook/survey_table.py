"""From rows of text to a table of answers: where the headings stand, and what is no answer."""

import re
from collections.abc import Container, Iterable, Sequence
from itertools import count
from typing import NamedTuple

from openpyxl.utils import get_column_letter

from dxkpi.workbook.cells import TOP_ROWS
from dxkpi.workbook.messages import SurveyTable
from dxkpi.workbook.refusals import Refused

MOST_ROWS, MOST_COLUMNS = 20_000, 300
MOST_LETTERS = 12_000_000

_AN_ANSWER = re.compile(
    r"\d{4}[-/年]\d{1,2}[-/月]\d{1,2}日?(?:[\sT]+\d{1,2}:\d{2}.*)?"
    r"|[^\s@]+@[^\s@]+\.[^\s@]+"
)
_CONTROLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufeff\ud800-\udfff]")
_BREAKS = re.compile(r"\r\n?")
_BREAKS_IN_HEADING = re.compile(r"\s*\n\s*")


class SurveyRow(NamedTuple):
    """The cells of a row, and its number in the file, from 1."""

    line: int
    cells: Sequence[str]


def refusal_of_excess(what: str, most: int) -> Refused:
    """That a file holds more rows, columns or letters than a survey comes to."""
    return Refused("survey_too_much", what=what, n=most)


def trimmed_rows(rows: Iterable[SurveyRow]) -> list[SurveyRow]:
    """The rows that hold something, their cells trimmed.

    Raises `Refused` for more than a survey comes to.
    """
    trimmed: list[SurveyRow] = []
    letters = 0
    for row in rows:
        cells = [_trimmed(cell) if cell else "" for cell in row.cells]
        if not any(cells):
            continue
        if any(cells[MOST_COLUMNS:]):
            raise refusal_of_excess("columns", MOST_COLUMNS)
        trimmed.append(SurveyRow(row.line, cells[:MOST_COLUMNS]))
        if len(trimmed) > MOST_ROWS + 1:
            raise refusal_of_excess("rows", MOST_ROWS)
        letters += sum(map(len, cells))
        if letters > MOST_LETTERS:
            raise refusal_of_excess("letters", MOST_LETTERS)
    return trimmed


def _trimmed(text: str) -> str:
    if not text.isprintable():
        text = _CONTROLS.sub("", _BREAKS.sub("\n", text))
    return text.strip()


def heading_index(rows: Sequence[SurveyRow]) -> int:
    """The index of the row that names the columns.

    It is the first that fills more than half as many cells as the fullest one near the
    top: a title or a line about the export may stand above it. Raises `Refused` where
    there is no row at all.
    """
    filled_cells = [sum(map(bool, row.cells)) for row in rows[:TOP_ROWS]]
    if not filled_cells:
        raise Refused("survey_no_rows")
    most = max(filled_cells)
    return next(n for n, cells in enumerate(filled_cells) if 2 * cells > most)


def survey_table(
    headings: Sequence[str],
    rows: Sequence[SurveyRow],
    below: int,
    sheet: str | None = None,
) -> SurveyTable:
    """The headings, and the answers in the rows after that of the file numbered `below`.

    Raises `Refused` where there are none, or where the headings look like an answer.
    """
    answers = _answer_rows(headings, rows, below)
    if not answers:
        raise Refused("survey_no_rows")
    given = _given_answers(answers)
    if _look_like_an_answer(headings, given):
        raise Refused("survey_no_headings", row=below)

    used = [n for n, texts in enumerate(given) if texts or headings[n]]
    names = [_column_name(headings, n) for n in used]
    return SurveyTable(
        headings=tuple(_distinct_names(names)),
        rows=tuple(_cells_at(used, row) for row in answers),
        lines=tuple(row.line for row in answers),
        sheet=sheet,
    )


def _given_answers(answers: Iterable[SurveyRow]) -> list[set[str]]:
    """The different answers in each column, without blank ones."""
    columns = zip(*(row.cells for row in answers), strict=True)
    return [set(column) - {""} for column in columns]


def _column_name(headings: Sequence[str], index: int) -> str:
    """The heading of a column, else its letter."""
    return headings[index] or f"列{get_column_letter(index + 1)}"


def _cells_at(indexes: Iterable[int], row: SurveyRow) -> tuple[str, ...]:
    return tuple(row.cells[index] for index in indexes)


def _answer_rows(
    headings: Sequence[str], rows: Sequence[SurveyRow], below: int
) -> list[SurveyRow]:
    """The answers, all as long as the headings.

    Exports that were put behind each other repeat the headings, which are no answer.
    """
    width, repeated = len(headings), list(headings)
    answers = []
    for row in rows:
        cells = padded_cells(row, width)
        if row.line > below and cells != repeated:
            answers.append(SurveyRow(row.line, cells))
    return answers


def padded_cells(row: SurveyRow, width: int) -> list[str]:
    """The row's cells, as many as `width`."""
    missing = [""] * (width - len(row.cells))
    return [*row.cells[:width], *missing]


def _look_like_an_answer(
    headings: Sequence[str], given: Sequence[Container[str]]
) -> bool:
    """Whether a row is rather an answer than headings.

    It holds a day or an address, only numbers, or what is answered below.
    """
    filled = [heading for heading in headings if heading]
    has_day_or_address = any(_AN_ANSWER.fullmatch(heading) for heading in filled)
    only_numbers = all(heading.isdecimal() for heading in filled)
    answered_below = sum(
        heading in texts for heading, texts in zip(headings, given, strict=True)
    )
    mostly_answered_below = 2 * answered_below > len(filled)
    return has_day_or_address or only_numbers or mostly_answered_below


def _distinct_names(headings: Iterable[str]) -> list[str]:
    """Headings on one line, no two the same: the second of the same words gets " (2)"."""
    names: dict[str, None] = {}
    for heading in headings:
        name = plain_name = _BREAKS_IN_HEADING.sub(" ", heading)
        numbers = count(2)
        while name in names:
            name = f"{plain_name} ({next(numbers)})"
        names[name] = None
    return list(names)
