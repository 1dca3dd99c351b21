"""An Excel workbook as a paper: each visible sheet is a heading with its tables.

Rows that are empty part a sheet's tables; a row with one text is a heading or paragraph.
Cells are given as they are shown: 58.2% and not 0.582.
"""

from collections.abc import Iterator
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any

from dxkpi.drafting.blocks import (
    LONGEST_BLOCK,
    MOST_TABLE_COLUMNS,
    MOST_TABLE_ROWS,
    Block,
    Document,
    Heading,
    PageProblem,
    PageProblemKind,
    Paragraph,
    Table,
    equal_rows,
)
from dxkpi.drafting.heading_looks import looks_like_heading
from dxkpi.text.rounding import round_half_up
from dxkpi.text.written_figures import times_power_of_ten
from dxkpi.workbook.refusals import Refused
from dxkpi.workbook.sheet_parser import (
    OpenSheet,
    ParsedCell,
    open_sheets,
    refuse_broken_files,
    unescaped_text,
)

_MOST_CELLS = 200_000
_DIGITS_OF_FORMAT = 15
"""Digits behind the point that a spreadsheet shows at most."""

Grid = dict[int, dict[int, str]]
"""The texts of a sheet by row and column, from 1."""


def read_workbook(content: bytes) -> Document:
    """The blocks of an .xlsx that was inspected. Raises `Refused`."""
    reader = _WorkbookReader()
    with refuse_broken_files():
        for sheet in open_sheets(content):
            if sheet.state == "visible":
                reader.read_sheet(sheet)
    return reader.document()


class _WorkbookReader:
    def __init__(self) -> None:
        self._blocks: list[Block] = []
        self._problems: list[PageProblem] = []
        self._cells = 0

    def document(self) -> Document:
        if not any(not isinstance(block, Heading) for block in self._blocks):
            self._problems.append(PageProblem(PageProblemKind.NO_TEXT))
        return Document(tuple(self._blocks), None, tuple(self._problems))

    def read_sheet(self, sheet: OpenSheet) -> None:
        grid = self._grid(sheet)
        _fill_merged(grid, sheet)
        self._blocks.append(Heading(sheet.name, 1))
        for rows in _parts(grid):
            self._blocks.extend(_blocks_of(grid, rows))

    def _grid(self, sheet: OpenSheet) -> Grid:
        grid: Grid = {}
        for number, cells in sheet.parser.rows():
            if len(grid) >= MOST_TABLE_ROWS:
                kind = PageProblemKind.TOO_MANY_ROWS
                self._problems.append(PageProblem(kind, n=MOST_TABLE_ROWS))
                break
            texts = _texts(cells)
            self._cells += len(texts)
            if self._cells > _MOST_CELLS:
                raise Refused("too_much_inside", what="cells", n=_MOST_CELLS)
            if texts:
                grid[number] = texts
        return grid


def _texts(cells: list[ParsedCell]) -> dict[int, str]:
    texts = {}
    for cell in cells:
        text = shown_text(cell)
        if text and cell.column <= MOST_TABLE_COLUMNS:
            texts[cell.column] = text[:LONGEST_BLOCK]
    return texts


def shown_text(cell: ParsedCell) -> str:
    """A cell's value as the sheet shows it, without the separators of thousands."""
    match cell.value:
        case str() as text:
            return unescaped_text(text).strip()
        case bool() | None:
            return ""
        case int() | float() as number:
            return _shown_number(number, cell)
        case datetime() as moment if moment.time() == time.min:
            return moment.date().isoformat()
        case date() as day:
            return day.isoformat()
    return str(cell.value)


def _shown_number(number: float, cell: ParsedCell) -> str:
    exact = Decimal(repr(number))
    digits = _digits_of_format(cell.number_format)
    if cell.percent:
        exact *= 100
    if digits is not None and exact.is_finite():
        exact = round_half_up(exact, digits)
    elif exact.is_finite() and exact == exact.to_integral_value():
        exact = exact.quantize(Decimal(1)) if abs(exact) < 10**15 else exact
    behind = "%" if cell.percent else ""
    if cell.look is not None:
        exact = times_power_of_ten(exact, cell.look.shown_power)
        behind = behind or cell.look.shown_unit
    return f"{exact:f}{behind}"


def _digits_of_format(code: str) -> int | None:
    """How many digits behind the point a number's format shows; None where it does not
    say: General, or a format with places that may stay empty.
    """
    places = "".join(
        letter for letter in code.split(";", maxsplit=1)[0] if letter in "0#?.%"
    )
    if not places or "#." in places or "#" in places.partition(".")[2]:
        return None
    _whole, point, behind = places.partition(".")
    digits = behind.count("0")
    return min(digits, _DIGITS_OF_FORMAT) if point or "0" in places else None


def _fill_merged(grid: Grid, sheet: OpenSheet) -> None:
    """Put the text of merged cells into each of them."""
    for merged in sheet.parser.merged_ranges():
        text = grid.get(merged.top, {}).get(merged.left)
        if text is None:
            continue
        for row in range(
            merged.top, min(merged.bottom, merged.top + MOST_TABLE_ROWS) + 1
        ):
            if row not in grid and row != merged.top:
                continue
            last = min(merged.right, MOST_TABLE_COLUMNS)
            for column in range(merged.left, last + 1):
                grid[row].setdefault(column, text)


def _parts(grid: Grid) -> Iterator[list[int]]:
    """The rows of each part of a sheet: empty rows stand between them."""
    part: list[int] = []
    for number in sorted(grid):
        if part and number > part[-1] + 1:
            yield part
            part = []
        part.append(number)
    if part:
        yield part


def _blocks_of(grid: Grid, rows: list[int]) -> Iterator[Block]:
    """The texts above the table, the table, and the texts below it."""
    wide = [row for row in rows if len(set(grid[row].values())) > 1]
    if len(wide) < 2:
        for row in rows:
            yield _text_block(grid[row], row)
        return
    first, last = wide[0], wide[-1]
    for row in rows:
        if row < first:
            yield _text_block(grid[row], row)
    inside = [row for row in rows if first <= row <= last]
    width = max(max(grid[row]) for row in inside)
    texts = [
        [grid[row].get(place, "") for place in range(1, width + 1)] for row in inside
    ]
    yield Table(equal_rows(texts), line=first)
    for row in rows:
        if row > last:
            yield _text_block(grid[row], row)


def _text_block(cells: dict[int, Any], row: int) -> Block:
    text = " ".join(" ".join(dict.fromkeys(cells.values())).split())
    if looks_like_heading(text):
        return Heading(text, None, line=row)
    return Paragraph(text, line=row)
