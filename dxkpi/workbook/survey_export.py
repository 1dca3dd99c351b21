"""The answers to a survey as survey tools export them, .xlsx or .csv told by content, as one table of text.

Bytes in, plain data out, nothing kept and nothing of the content in any message. Cells are given as they are shown, so
that the same answers come out the same from a workbook and from a csv. What would shift or lose an answer without
anybody noticing (a quotation mark that is never closed, a row longer than its headings) is refused with its row.
"""

import csv
import io
import re
from collections.abc import Container, Iterable, Iterator, Sequence
from contextlib import suppress
from datetime import date, datetime, time, timedelta
from itertools import count, islice
from typing import Any

from openpyxl.utils import get_column_letter

from dxkpi.workbook import cells, safety
from dxkpi.workbook.cells import LONGEST_TEXT, NOT_SHOWN, TOP_ROWS
from dxkpi.workbook.safety import Refused

MOST_ROWS, MOST_COLUMNS = 20_000, 300
MOST_LETTERS = 12_000_000

Row = tuple[int, Sequence[str]]
"""Where a row begins in the file, from 1, and its cells."""

Merge = tuple[int, int, int, int]
"""A merged range: its first column and row, its last column and row."""

_DELIMITERS = ",\t;"
_TRIED_ROWS = 200
_MOST_HEADING_ROWS = 4
_PDF = b"%PDF"
FOR_SURVEYS = {
    "other_file": "survey_other_file",
    "other_office": "survey_other_kind",
    "too_much_inside": "survey_too_much",
}
_NUMBER_FORMAT = re.compile(r"(#,##)?(0+)(?:\.(0+))?(%?)")
_AN_ANSWER = re.compile(
    r"\d{4}[-/年]\d{1,2}[-/月]\d{1,2}日?(?:[\sT]+\d{1,2}:\d{2}.*)?|[^\s@]+@[^\s@]+\.[^\s@]+"
)
_CONTROLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufeff\ud800-\udfff]")
_BREAKS = re.compile(r"\r\n?")
_BREAKS_IN_HEADING = re.compile(r"\s*\n\s*")


def read(content: bytes, forms: Container[str]) -> dict[str, Any]:
    """The table: `{"headings": [...], "rows": [[...], ...], "lines": [...]}`, as `AnswerSheet` has it.

    Of a workbook that shows several sheets also the `"sheet"` that was taken.

    A workbook with a sheet called as one of `forms` is the yearly form. Raises `Refused` with a code of
    findings.UNREADABLE.
    """
    try:
        safety.inspect(content)
    except Refused as refused:
        if refused.code == "text_file":
            return from_csv(safety.decoded(content) or "")
        if content.startswith(_PDF):
            raise Refused("survey_other_kind", kind="PDF") from refused
        raise Refused(
            FOR_SURVEYS.get(refused.code, refused.code), **refused.facts
        ) from refused
    return from_workbook(content, forms)


def from_csv(text: str) -> dict[str, Any]:
    """The table of a csv, its cells parted by commas, tabs or semicolons. Raises `Refused`."""
    rows = _bounded(_records(text, _delimiter(text)))
    head = _heading_row(rows)
    headings = rows[head][1]
    for line, row in rows[head:]:
        if any(row[len(headings) :]):
            raise Refused("survey_row_longer", row=line)
    return _table(headings, rows[head:], below=rows[head][0])


def from_workbook(content: bytes, forms: Container[str]) -> dict[str, Any]:
    """The table of the first sheet that is shown and holds one. Raises `Refused`."""
    with cells.refusing():
        names: list[str] = []
        visible, chosen = 0, ""
        rows: list[Row] = []
        merges: list[Merge] = []
        for name, state, parser in cells.opened(content):
            if name in forms:
                raise Refused("survey_yearly_form")
            names.append(name)
            visible += state == "visible"
            if state == "visible" and not _is_table(rows):
                found = _bounded(_shown_rows(parser))
                if not rows or _is_table(found):
                    rows, merges, chosen = found, parser.merges(), name
    if not names:
        raise Refused("no_sheets")
    head = rows[_heading_row(rows)][0]
    headings, last = _merged_headings(rows, head, merges)
    table = _table(headings, rows, below=last)
    return table | {"sheet": chosen} if visible > 1 else table


def _records(text: str, delimiter: str) -> Iterator[Row]:
    """The rows with their numbers as Excel shows them: an answer of several lines is one row."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    for line in count(1):
        try:
            row = next(reader, None)
        except csv.Error as error:
            raise Refused(
                "survey_row_unreadable", row=line, limit=LONGEST_TEXT
            ) from error
        if row is None:
            return
        if any(len(cell) > LONGEST_TEXT for cell in row):
            raise Refused("survey_row_unreadable", row=line, limit=LONGEST_TEXT)
        yield line, row


def _delimiter(text: str) -> str:
    """What parts the cells: that which makes most of the first rows as long as their headings, and leaves no quotes."""

    def fits(delimiter: str) -> tuple[int, int, int]:
        rows: list[Row] = []
        with suppress(Refused):
            for row in islice(_records(text, delimiter), _TRIED_ROWS):
                rows += [row] if any(row[1]) else []
        if not rows:
            return 0, 0, 0
        width = len(rows[_heading_row(rows)][1])
        alike = sum(len(row) == width for _line, row in rows) if width > 1 else 0
        return alike, -sum('"' in cell for _line, row in rows for cell in row), width

    return max(_DELIMITERS, key=fits)


def _shown_rows(parser: cells.Parser) -> Iterator[Row]:
    """The rows of a sheet, hidden and filtered ones too, every cell as it is shown."""
    for number, found in parser.rows():
        row: list[str] = []
        for cell in found:
            if text := _shown(cell["value"], parser.number_format(cell)):
                if cell["column"] > MOST_COLUMNS:
                    raise Refused("survey_too_much", what="columns", n=MOST_COLUMNS)
                row += [""] * (cell["column"] - len(row))
                row[cell["column"] - 1] = text
        yield number, row


def _shown(value: Any, code: str) -> str:
    """A value as a cell with this number format shows it; days and times always in one and the same way."""
    match value:
        case None:
            return ""
        case str():
            return cells.unescaped(value)
        case bool():
            return str(value).upper()
        case datetime():
            whole = value + timedelta(milliseconds=500)
            return (
                f"{whole:%Y/%m/%d}"
                if value.time() == time()
                else f"{whole:%Y/%m/%d %H:%M:%S}"
            )
        case date():
            return f"{value:%Y/%m/%d}"
        case time():
            return f"{value:%H:%M:%S}"
        case int() | float():
            return _number(value, code)
    return str(value)


def _number(value: float, code: str) -> str:
    if not (
        found := _NUMBER_FORMAT.fullmatch(
            NOT_SHOWN.sub("", code.split(";", maxsplit=1)[0])
        )
    ):
        return str(value) if isinstance(value, int) else f"{value:.15g}"
    thousands, digits, decimals, percent = found.groups(default="")
    text = f"{value * 100 if percent else value:{',' if thousands else ''}.{len(decimals)}f}"
    return text.zfill(len(digits) + (len(decimals) + 1 if decimals else 0)) + percent


def _bounded(rows: Iterable[Row]) -> list[Row]:
    """The rows that hold something, their cells trimmed. Raises `Refused` for more than a survey comes to."""
    found: list[Row] = []
    letters = 0
    for line, row in rows:
        clean = [_clean(cell) if cell else "" for cell in row]
        if not any(clean):
            continue
        if any(clean[MOST_COLUMNS:]):
            raise Refused("survey_too_much", what="columns", n=MOST_COLUMNS)
        found.append((line, clean[:MOST_COLUMNS]))
        if len(found) > MOST_ROWS + 1:
            raise Refused("survey_too_much", what="rows", n=MOST_ROWS)
        letters += sum(map(len, clean))
        if letters > MOST_LETTERS:
            raise Refused("survey_too_much", what="letters", n=MOST_LETTERS)
    return found


def _clean(text: str) -> str:
    if not text.isprintable():
        text = _CONTROLS.sub("", _BREAKS.sub("\n", text))
    return text.strip()


def _heading_row(rows: Sequence[Row]) -> int:
    """Which row names the columns: the first that fills more than half of what the fullest one near the top does.

    A title or a line about the export stands above it. Raises `Refused` where there is no row at all.
    """
    filled = [sum(map(bool, row)) for _line, row in rows[:TOP_ROWS]]
    if not filled:
        raise Refused("survey_no_rows")
    return next(n for n, count in enumerate(filled) if 2 * count > max(filled))


def _is_table(rows: Sequence[Row]) -> bool:
    """Whether several columns have headings and rows below them."""
    if not rows:
        return False
    head = _heading_row(rows)
    return len(rows) > head + 1 and sum(map(bool, rows[head][1])) > 1


def _merged_headings(
    rows: Sequence[Row], head: int, merges: Sequence[Merge]
) -> tuple[list[str], int]:
    """The headings of a sheet, as wide as its rows, and the row of the sheet after which the answers begin.

    Headings take several rows where cells merged over rows say so; what stands above each other is then one heading.
    """
    first = last = head
    for _left, top, _right, bottom in sorted(merges, key=lambda merge: merge[1]):
        if top < bottom < top + _MOST_HEADING_ROWS and top <= last and bottom >= first:
            first, last = min(first, top), max(last, bottom)
    width = max(len(row) for _line, row in rows)
    lines = {
        line: [*row, *[""] * (width - len(row))]
        for line, row in rows
        if first <= line <= last
    }
    for left, top, right, _bottom in merges:
        if top in lines and left <= width:
            lines[top][left - 1 : right] = [lines[top][left - 1]] * (
                min(right, width) - left + 1
            )
    return [
        " ".join(dict.fromkeys(filter(None, texts)))
        for texts in zip(*lines.values(), strict=True)
    ], last


def _table(headings: Sequence[str], rows: Sequence[Row], below: int) -> dict[str, Any]:
    """Headings and the answers in the rows after that of the file called `below`. Raises `Refused` where there are none."""
    width, repeated = len(headings), list(headings)
    lines, answers = [], []
    for line, row in rows:
        answer = [*row[:width], *[""] * (width - len(row))]
        if (
            line > below and answer != repeated
        ):  # exports put behind each other repeat them
            lines.append(line)
            answers.append(answer)
    if not answers:
        raise Refused("survey_no_rows")
    given = [set(column) - {""} for column in zip(*answers, strict=True)]
    if _like_an_answer(headings, given):
        raise Refused("survey_no_headings", row=below)
    used = [n for n, column in enumerate(given) if column or headings[n]]
    return {
        "headings": _named(
            [headings[n] or f"列{get_column_letter(n + 1)}" for n in used]
        ),
        "rows": [[answer[n] for n in used] for answer in answers],
        "lines": lines,
    }


def _like_an_answer(headings: Sequence[str], given: Sequence[Container[str]]) -> bool:
    """Whether a row does not look like headings: it holds a day or an address, only numbers, or what is answered below."""
    filled = [heading for heading in headings if heading]
    again = sum(
        heading in column for heading, column in zip(headings, given, strict=True)
    )
    return (
        any(map(_AN_ANSWER.fullmatch, filled))
        or all(map(str.isdecimal, filled))
        or 2 * again > len(filled)
    )


def _named(headings: Iterable[str]) -> list[str]:
    """Headings on one line, no two the same: the second of the same words gets " (2)"."""
    names: dict[str, None] = {}
    for heading in headings:
        name = plain = _BREAKS_IN_HEADING.sub(" ", heading)
        numbers = count(2)
        while name in names:
            name = f"{plain} ({next(numbers)})"
        names[name] = None
    return list(names)
