"""The head of a plan's table: which rows it takes, and what each column is of."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from dxkpi.drafting.column_meaning import ColumnMeaning, ReadHeading, read_heading
from dxkpi.fiscal import ParsedYear
from dxkpi.text.folding import folded_text

Rows = Sequence[tuple[str, ...]]

_MOST_ROWS_ABOVE = 8
"""Rows that may stand above the head, as a title and an empty line in a workbook."""

_MOST_HEAD_ROWS = 3
_BARE_HEADINGS = ("年度", "年次", "年", "時点", "数値", "値")
"""Headings that say something only together with the one over them: 基準値 over 年度."""


@dataclass(frozen=True)
class PlanColumn:
    """A column with what it was taken for. `is_known`: its heading says so, and not only
    its place or its contents. `year` is that of its figures.
    """

    heading: str
    meaning: ColumnMeaning
    year: ParsedYear | None = None
    unit: str | None = None
    is_known: bool = True


@dataclass(frozen=True)
class TableHead:
    """The rows from `start` to before `stop`, and the columns; no rows where a table
    has no head.
    """

    start: int
    stop: int
    columns: tuple[PlanColumn, ...]


def read_head(rows: Rows) -> TableHead:
    """The head of a table. Columns without a heading that is known are OTHER."""
    for start in range(min(len(rows), _MOST_ROWS_ABOVE)):
        if is_head_row(rows[start]):
            stop = start + 1
            while stop - start < _MOST_HEAD_ROWS and _goes_on(rows, start, stop):
                stop += 1
            return TableHead(start, stop, _columns(rows[start:stop]))
    width = len(rows[0]) if rows else 0
    nothing = PlanColumn("", ColumnMeaning.OTHER, is_known=False)
    return TableHead(0, 0, (nothing,) * width)


def is_head_row(row: tuple[str, ...]) -> bool:
    """Whether most of a row's texts are headings, and at least two of them."""
    texts = {text.strip() for text in row if text.strip()}
    known = [text for text in texts if read_heading(text) is not None]
    return len(known) >= 2 and 2 * len(known) >= len(texts)


def _goes_on(rows: Rows, start: int, stop: int) -> bool:
    """Whether a row still belongs to the head: years or headings under merged cells."""
    if stop >= len(rows):
        return False
    row, above = rows[stop], rows[stop - 1]
    if tuple(map(folded_text, row)) == tuple(map(folded_text, rows[start])):
        return False  # the head once more, as on a new page
    new = [
        text
        for text, over in zip(row, above, strict=True)
        if text.strip() and text != over
    ]
    if not new:
        return False
    known = [text for text in new if _is_under_head(text)]
    return 2 * len(known) > len(new)


def _is_under_head(text: str) -> bool:
    bare = text.strip()
    is_unit = len(bare) <= 6 and bare[:1] in "(（" and bare[-1:] in ")）"
    return is_unit or bare in _BARE_HEADINGS or read_heading(bare) is not None


def _columns(head: Rows) -> tuple[PlanColumn, ...]:
    filled = [_with_left(row, below) for row, below in pairwise(head)]
    rows = [*filled, head[-1]]
    columns = []
    for place in range(len(head[0])):
        texts = _distinct(row[place] for row in rows)
        columns.append(_column(texts))
    return tuple(_with_last_as_main(columns))


def _with_left(row: tuple[str, ...], below: tuple[str, ...]) -> tuple[str, ...]:
    """A row of the head whose empty cells belong to the heading on their left, where
    headings stand under them.
    """
    cells = list(row)
    for place in range(1, len(cells)):
        has_heading_below = bool(below[place].strip() and below[place - 1].strip())
        if not cells[place].strip() and has_heading_below:
            cells[place] = cells[place - 1]
    return tuple(cells)


def _distinct(texts: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(text.strip() for text in texts if text.strip()))


def _column(texts: list[str]) -> PlanColumn:
    heading = "\n".join(texts)
    whole = read_heading("".join(texts))
    if whole is None:
        whole = _combined([read_heading(text) for text in texts])
    if whole is None:
        return PlanColumn(heading, ColumnMeaning.OTHER, is_known=False)
    return PlanColumn(heading, whole.meaning, whole.year, whole.unit)


_GENERAL = (ColumnMeaning.NAME, ColumnMeaning.OTHER, ColumnMeaning.INITIATIVE)
"""What may stand over the heading that counts: 指標 over 現状値."""


def _combined(headings: list[ReadHeading | None]) -> ReadHeading | None:
    """What headings over one another say together: 目標値 over R7 is the target of R7."""
    known = [heading for heading in headings if heading is not None]
    if not known:
        return None
    result = known[0]
    for lower in known[1:]:
        if lower.meaning is ColumnMeaning.YEAR:
            result = replace(result, year=lower.year, year_text=lower.year_text)
        elif result.meaning is ColumnMeaning.YEAR:
            result = replace(lower, year=result.year, year_text=result.year_text)
        elif result.meaning in _GENERAL:
            result = lower
    return result


def _with_last_as_main(columns: list[PlanColumn]) -> list[PlanColumn]:
    """Of several targets by year the last is the target and the others are on the way;
    of several baselines the last is the baseline.
    """
    result = list(columns)
    for meaning, other in (
        (ColumnMeaning.TARGET, ColumnMeaning.YEARLY_TARGET),
        (ColumnMeaning.BASELINE, ColumnMeaning.ACTUAL),
    ):
        places = [
            place
            for place, column in enumerate(result)
            if column.meaning is meaning and column.year is not None
        ]
        if not places:
            continue
        last = max(places, key=lambda place: _fiscal_year(result[place]))
        for place in places:
            if place != last:
                result[place] = replace(result[place], meaning=other)
    return result


def _fiscal_year(column: PlanColumn) -> int:
    assert column.year is not None
    return column.year.fiscal_year
