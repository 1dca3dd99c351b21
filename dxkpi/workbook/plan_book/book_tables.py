"""Where the tables of a plan lie on the sheets of a workbook, by their headings alone.

Sheets may have other names, columns stand elsewhere, headings take two lines; a heading
may carry the year of its figures: 現状値（R6）.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from dxkpi import fiscal
from dxkpi.plan.document_columns import (
    ABOUT_COLUMNS,
    PLAN_TABLES,
    BookRole,
    BookTable,
    Column,
    TableColumns,
)
from dxkpi.returns.filled_form import Written
from dxkpi.text.folding import folded_text
from dxkpi.workbook.cells import TOP_ROWS
from dxkpi.workbook.sheet_grid import SheetGrid

_LEAST_HEADINGS = 2
_LONGEST_HEADING = 60
_YEAR_IN_HEADING = re.compile(
    r"(?P<text>.+?)[\s(（【]+(?P<year>[^()（）【】]+)[)）】]?\s*"
)
_YEAR_BEFORE = re.compile(
    r"(?P<year>[^()（）\s]+?)\s*(?P<text>(?:現状|目標|基準|実績)値?)"
)
_LABEL_COLUMN_OF_ABOUT = 3
"""How far to the right the names of the fields of the sheet 計画 may stand."""


@dataclass(frozen=True)
class FoundTable:
    """A table on a sheet: its columns by their place, and the years that headings carry."""

    table: TableColumns
    sheet: SheetGrid
    sheet_number: int
    heading_row: int
    columns: Mapping[int, Column]
    heading_years: Mapping[int, str]
    years: Mapping[int, int]
    first_row: int

    @property
    def rows(self) -> Iterator[int]:
        """The rows in which something stands under one of its columns."""
        places = self.columns.keys() | self.years.keys()
        for row, columns in self.sheet.rows.items():
            if row >= self.first_row and not places.isdisjoint(columns):
                yield row


@dataclass(frozen=True)
class FoundAbout:
    """The sheet of the plan itself: the cell beside the name of each field."""

    sheet: SheetGrid
    sheet_number: int
    cells: Mapping[Column, tuple[int, int]]


@dataclass(frozen=True)
class _Headings:
    """What a row of headings names of a table."""

    row: int
    columns: dict[int, Column]
    heading_years: dict[int, str]
    years: dict[int, int]


def find_about(sheets: Sequence[SheetGrid]) -> list[FoundAbout]:
    """The sheets on which the names of the plan's own fields stand below each other."""
    return [
        about
        for number, sheet in enumerate(sheets, start=1)
        for about in [_about_on(sheet, number)]
        if about is not None
    ]


def _about_on(sheet: SheetGrid, number: int) -> FoundAbout | None:
    for place in range(1, _LABEL_COLUMN_OF_ABOUT + 1):
        cells: dict[Column, tuple[int, int]] = {}
        others = 0
        for row in sheet.rows:
            text = folded_text(sheet.cell_text(row, place))
            column = ABOUT_COLUMNS.by_heading.get(text)
            if column is None:
                others += bool(text)
            elif column not in cells:
                cells[column] = (row, place + 1)
        is_named_so = sheet.name == BookTable.ABOUT and bool(cells)
        if is_named_so or len(cells) > max(_LEAST_HEADINGS, others):
            return FoundAbout(sheet, number, cells)
    return None


def find_table(sheet: SheetGrid, number: int) -> FoundTable | None:
    """The table that most headings in the top of a sheet are of; None where there is none."""
    best: FoundTable | None = None
    best_score = 0
    for row in [row for row in sheet.rows if row <= TOP_ROWS]:
        if not _may_be_headings(sheet, row):
            continue
        for table in PLAN_TABLES.values():
            if table.table is BookTable.ABOUT:
                continue
            headings = _headings_in(sheet, row, table)
            score = _score(table, headings, sheet)
            if score > best_score:
                best_score = score
                best = _found(table, sheet, number, row, headings)
    return best


def _may_be_headings(sheet: SheetGrid, row: int) -> bool:
    """Whether a row names as many headings of tables as it has other cells, which nearly
    no row does.
    """
    texts = [text for text in _texts_in(sheet, row) if len(text) <= _LONGEST_HEADING]
    named = sum(_is_a_heading(text) for text in texts if text)
    if named >= _LEAST_HEADINGS and 2 * named >= len(texts):
        return True
    years = sum(_year_of(text) is not None for text in texts if text)
    return named > 0 and years >= _LEAST_HEADINGS


@lru_cache(maxsize=4096)
def _is_a_heading(text: str) -> bool:
    tables = PLAN_TABLES.values()
    return any(column_of_heading(text, table)[0] is not None for table in tables)


def _found(
    table: TableColumns, sheet: SheetGrid, number: int, row: int, headings: _Headings
) -> FoundTable:
    below = row + 1
    second = _second_line(sheet, below, table, headings)
    if second is not None:
        headings = _Headings(
            row,
            headings.columns | second.columns,
            headings.heading_years | second.heading_years,
            headings.years | second.years,
        )
        below += 1
    return FoundTable(
        table,
        sheet,
        number,
        row,
        headings.columns,
        headings.heading_years,
        headings.years,
        below,
    )


def _second_line(
    sheet: SheetGrid, row: int, table: TableColumns, above: _Headings
) -> _Headings | None:
    """The row below, where it goes on naming columns or says of which years the figures
    above it are, and holds no name of an object.
    """
    second = _headings_in(sheet, row, table)
    years = _years_below(sheet, row, above)
    second.heading_years.update(years)
    more = set(second.columns.values()) - set(above.columns.values())
    own = [text for text in _texts_in(sheet, row) if text]
    understood = len(second.columns) + len(second.years.keys() | years.keys())
    goes_on = bool(more or second.years or years)
    return second if goes_on and understood >= len(own) else None


def _years_below(sheet: SheetGrid, row: int, above: _Headings) -> dict[int, str]:
    """The years that stand below 現状値 and 目標値; a bare number may be a figure."""
    years: dict[int, str] = {}
    for place, column in above.columns.items():
        text = sheet.cell_text(row, place).strip(" 　()（）【】")
        is_figure = text.isdecimal()
        if column.path in _DATED and not is_figure and _year_of(text) is not None:
            years[place] = text
    return years


_DATED = (("baseline", "value"), ("target", "value"))


def _texts_in(sheet: SheetGrid, row: int) -> list[str]:
    return [sheet.cell_text(row, place).strip() for place in sheet.columns_in(row)]


def _score(table: TableColumns, headings: _Headings, sheet: SheetGrid) -> int:
    """How much speaks for a table; 0 where something that it needs is not there."""
    named = set(headings.columns.values())
    others = len(sheet.columns_in(headings.row)) - len(named) - len(headings.years)
    if others > len(named):
        return 0
    if not _has_what_it_needs(table, named) or len(named) < _LEAST_HEADINGS:
        return 0
    has_its_name = folded_text(sheet.name) == folded_text(table.table)
    return 10 * len(named) + (50 if has_its_name else 0)


def _has_what_it_needs(table: TableColumns, named: set[Column]) -> bool:
    """Whether a table is told from others: what it needs is there, and what is its own."""
    needed = {column for column in table.columns if column.is_needed}
    if not needed <= named:
        return False
    roles = {column.role for column in named}
    match table.table:
        case BookTable.INDICATORS:
            return any(column.path[:1] in _OF_INDICATORS for column in named)
        case BookTable.DETAILS | BookTable.TARGETS:
            return len(named) > _LEAST_HEADINGS - 1
        case BookTable.FIGURES:
            return any(column.path == ("value",) for column in named)
        case BookTable.GRADING:
            return BookRole.KIND in roles
        case BookTable.MARKS:
            return any(column.is_owner for column in named)
    return True


_OF_INDICATORS = (
    ("unit",),
    ("target",),
    ("baseline",),
    ("code",),
    ("official",),
    ("direction",),
    ("measure",),
)


def _headings_in(sheet: SheetGrid, row: int, table: TableColumns) -> _Headings:
    """The columns of a table that a row names."""
    headings = _Headings(row, {}, {}, {})
    for place in sheet.columns_in(row):
        text = _heading_text(sheet.cells[row, place].value)
        if not text or len(text) > _LONGEST_HEADING:
            continue
        column, year = column_of_heading(text, table)
        if column is not None and column not in headings.columns.values():
            headings.columns[place] = column
            if year:
                headings.heading_years[place] = year
        elif column is None and table.years is not None:
            fiscal_year = _year_of(text)
            if fiscal_year is not None:
                headings.years[place] = fiscal_year
    return headings


def _heading_text(value: Written) -> str:
    if isinstance(value, str):
        return value
    return str(value) if isinstance(value, int) else ""


@lru_cache(maxsize=4096)
def column_of_heading(text: str, table: TableColumns) -> tuple[Column | None, str]:
    """The column that a heading names, and the year that stands beside its words."""
    plain = folded_text(text)
    if plain in table.by_heading:
        return table.by_heading[plain], ""
    for pattern in (_YEAR_IN_HEADING, _YEAR_BEFORE):
        match = pattern.fullmatch(text.strip())
        if match is None or _year_of(match["year"]) is None:
            continue
        column = table.by_heading.get(folded_text(match["text"]))
        if column is not None:
            return column, match["year"]
    return None, ""


@lru_cache(maxsize=1024)
def _year_of(text: str) -> int | None:
    try:
        return fiscal.parse_year(text).fiscal_year
    except fiscal.NotAFiscalYear:
        return None
