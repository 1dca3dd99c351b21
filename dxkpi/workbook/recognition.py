"""From the cells of a workbook to what was filled in: which sheets hold the form, which column is which, whose row it is.

Nothing is found by its position. A table begins at a row of headings, which may stand anywhere in the first rows of any
sheet, in two lines, in any order and among other columns; its rows are known by their code.
What cannot be told apart is told, never chosen.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

from openpyxl.utils import get_column_letter

from dxkpi import fiscal
from dxkpi.findings import FactList, Finding, FiscalYear, make_finding
from dxkpi.returns import FilledForm, FilledRow, FormColumn, FormOrigin, WrittenCell
from dxkpi.returns.filled_form import Written
from dxkpi.returns.form_columns import (
    ACTUALS_SHEET,
    HEADINGS,
    INPUTS,
    ORIGIN_SHEET,
    SCHEDULE_SHEET,
    TOTALS_SHEET,
    column_heading,
    column_of_heading,
)
from dxkpi.workbook import origin, totals_recognition
from dxkpi.workbook.cells import TOP_ROWS, plain
from dxkpi.workbook.grid import SheetGrid

HEADINGS_SOUGHT = sorted(
    {*map(plain, HEADINGS[FormColumn.CODE]), *totals_recognition.HEADINGS_SOUGHT}
)
SHEETS_SOUGHT = [ACTUALS_SHEET, SCHEDULE_SHEET, TOTALS_SHEET, ORIGIN_SHEET]

_KEY = {ACTUALS_SHEET: FormColumn.VALUE, SCHEDULE_SHEET: FormColumn.STATE}
_LONGEST_HEADING, _LONGEST_CODE = 40, 40
_MOST_TABLES = 100
_DASHES = str.maketrans(dict.fromkeys("‐‑‒–—―−", "-"))
_PREFILLED = (FormColumn.CODE, FormColumn.AS_OF)
_YEAR = re.compile(
    r"(?:(?:令和|平成|[RH])(?:元|\d{1,2})|\d{4})年度|[RH]\d{1,2}(?=の?(?:実績|様式))"
)
_SPAN = re.compile(
    rf"(?:{_YEAR.pattern}|(?:令和|平成|[RH])?\d{{1,4}}年?)[~～〜\-–—―](?:{_YEAR.pattern}|\d{{1,2}}年度)"
)
_CITY = re.compile(r"(.{1,10}[市町村区])(?:[(（].*[)）])?")


@dataclass(frozen=True)
class _Heading:
    column: int
    ref: str
    text: str
    year: int | None


@dataclass(frozen=True)
class _Table:
    """A table of the form: the rows from `first` to `last` of a sheet, under headings that name these columns."""

    sheet: SheetGrid
    head: int
    first: int
    last: int
    headings: Mapping[FormColumn, tuple[_Heading, ...]]

    @property
    def kinds(self) -> tuple[str, ...]:
        """What it holds: actuals, the schedule, or both, told by the column that either cannot be without."""
        return tuple(
            kind for kind, key in _KEY.items() if key in self.headings
        ) or tuple(
            kind
            for kind, columns in INPUTS.items()
            if self.sheet.name == kind
            or sum(column in self.headings for column in columns) > 1
        )

    def contents(self, one: _Heading) -> list[tuple[Written, bool]]:
        cells = (
            self.sheet.at(row, one.column) for row in range(self.first, self.last + 1)
        )
        return [(cell.value, cell.percent) for cell in cells]

    def candidates(self, column: FormColumn, year: int | None) -> tuple[_Heading, ...]:
        """The headings that may mean a column of the form's year. What is the same twice counts once."""
        found = self.headings.get(column, ())
        if column is FormColumn.VALUE:
            years = [one.year for one in found if one.year is not None]
            if year is None and all(one.year is not None for one in found):
                year = max(years, default=None)
            found = tuple(one for one in found if one.year in (year, None))
        else:
            own = plain(column_heading(column))
            found = tuple(one for one in found if plain(one.text) == own) or found
        alike = len(found) > 1 and all(
            self.contents(one) == self.contents(found[0]) for one in found[1:]
        )
        return found[:1] if alike else found


def recognise(
    sheets: Sequence[Mapping[str, Any]], notes: Iterable[str] = ()
) -> FilledForm:
    """What was filled in, from the sheets as `cells.read` gives them. `notes` are codes of findings about the file."""
    findings = [make_finding(code) for code in notes]
    made_for, about = _origin(sheets)
    findings += about
    own = [SheetGrid.of(sheet) for sheet in sheets if not _is_origin(sheet)]
    tables = [table for sheet in own for table in _tables(sheet)]
    tables = _in_sight([t for t in tables if ACTUALS_SHEET in t.kinds]) + _in_sight(
        [
            t
            for t in tables
            if t.kinds == (SCHEDULE_SHEET,)
            and any("/" in code for _row, code in _codes(t, slash=True))
        ]
    )
    if not tables:
        words: dict[str, Any] = {
            "code": column_heading(FormColumn.CODE),
            "value_": column_heading(FormColumn.VALUE),
        }
        return FilledForm(
            origin=made_for, findings=(*findings, make_finding("not_the_form", **words))
        )
    titles = list(dict.fromkeys(_titles(tables)))
    years = [
        one.year
        for table in tables
        for one in table.headings.get(FormColumn.VALUE, ())
        if one.year is not None
    ]
    said = _year(titles) or max(years, default=None)
    year = made_for.fiscal_year if made_for else said
    of_the_year = [
        t
        for t in tables
        if FormColumn.VALUE not in t.headings or t.candidates(FormColumn.VALUE, year)
    ]
    tables = (
        of_the_year if any(ACTUALS_SHEET in t.kinds for t in of_the_year) else tables
    )
    findings += [
        make_finding("read_from_sheet", sheet=name)
        for name in dict.fromkeys(table.sheet.name for table in tables)
        if name not in SHEETS_SOUGHT
    ]
    rows: list[FilledRow] = []
    bars: list[FilledRow] = []
    for table in tables:
        columns, wrong = _columns(table, year)
        findings += wrong
        for row, is_bar in _rows(table, columns):
            (bars if is_bar else rows).append(row)
    if not rows and not bars and not any(f.severity.value == "error" for f in findings):
        findings.append(make_finding("nothing_filled"))
    totals, wrong = totals_recognition.recognise(own)
    findings += wrong
    city, department = _whose(titles)
    return FilledForm(
        tuple(rows),
        tuple(bars),
        made_for,
        said,
        city,
        department,
        tuple(findings),
        totals,
    )


# Sheets


def _is_origin(sheet: Mapping[str, Any]) -> bool:
    return bool(sheet["name"].casefold() == ORIGIN_SHEET)


def _origin(
    sheets: Sequence[Mapping[str, Any]],
) -> tuple[FormOrigin | None, list[Finding]]:
    """What the hidden sheet says, and what is wrong with it."""
    hidden = next((sheet for sheet in sheets if _is_origin(sheet)), None)
    if hidden is None:
        return None, []
    cells = SheetGrid.of(hidden).cells
    said = {
        str(cell.value): value
        if isinstance(value := cells[row, 2].value, str)
        else _code(value)
        for (row, column), cell in cells.items()
        if column == 1 and (row, 2) in cells
    }
    try:
        found = origin.parse(said)
    except origin.NewerForm:
        return None, [make_finding("newer_form")]
    return found, [] if found else [make_finding("origin_altered")]


def _in_sight(tables: list[_Table]) -> list[_Table]:
    """A hidden sheet is read only where no other has the same."""
    return [table for table in tables if not table.sheet.hidden] or tables


# Headings


def _tables(sheet: SheetGrid) -> Iterator[_Table]:
    """The tables of a sheet: from the first row of headings in its top, again where headings are repeated."""
    last = max(sheet.rows, default=0)
    top = (row for row in sheet.rows if row <= TOP_ROWS)
    heads = (
        row
        for row in top
        if any(
            column is FormColumn.CODE
            for column, _year in _own_headings(sheet, row).values()
        )
    )
    found = (_table(sheet, row, last) for row in heads)
    first = next((table for table in found if _is_form(table)), None)
    if first is None:
        return
    code = first.headings[FormColumn.CODE][0].column
    again = [
        row
        for row in range(first.first, last + 1)
        if (one := _meaning(sheet.text(row, code))) and one[0] is FormColumn.CODE
    ]
    repeated = [
        table
        for row in again[:_MOST_TABLES]
        if _is_form(table := _table(sheet, row, last))
    ]
    starts = [first, *repeated]
    for table, following in zip(starts, [*starts[1:], None], strict=True):
        end = following.head - 1 if following else last
        yield _Table(sheet, table.head, table.first, end, table.headings)


def _is_form(table: _Table) -> bool:
    return FormColumn.CODE in table.headings and bool(table.kinds)


def _table(sheet: SheetGrid, head: int, last: int) -> _Table:
    codes = [
        c
        for c, (column, _year) in _own_headings(sheet, head).items()
        if column is FormColumn.CODE
    ]
    second = all(not sheet.at(head + 1, c).value for c in codes) and any(
        column is not FormColumn.CODE
        for column, _year in _own_headings(sheet, head + 1).values()
    )
    lines = [head - 1, head, head + 1] if second else [head - 1, head]
    headings: dict[FormColumn, list[_Heading]] = {}
    for c in sorted({c for row in lines for c in sheet.rows.get(row, ())}):
        if found := _heading(sheet, lines, c):
            row, text, (column, year) = found
            headings.setdefault(column, []).append(
                _Heading(c, f"{get_column_letter(c)}{row}", text, year)
            )
    return _Table(
        sheet,
        head,
        lines[-1] + 1,
        last,
        {column: tuple(ones) for column, ones in headings.items()},
    )


def _own_headings(
    sheet: SheetGrid, row: int
) -> dict[int, tuple[FormColumn, int | None]]:
    return {
        c: found
        for c in sheet.rows.get(row, ())
        if (found := _meaning(sheet.text(row, c)))
    }


@lru_cache(maxsize=4096)
def _meaning(text: str) -> tuple[FormColumn, int | None] | None:
    return column_of_heading(text) if 0 < len(text) <= _LONGEST_HEADING else None


def _heading(
    sheet: SheetGrid, lines: list[int], column: int
) -> tuple[int, str, tuple[FormColumn, int | None]] | None:
    """What stands over a column: one line, or two that make one heading, the upper perhaps written over several columns.

    The line above the codes' heading counts alone only where nothing stands below it.
    """
    texts = [sheet.text(row, column) for row in lines]
    for upper in range(len(lines) - 1):
        lower = upper + 1
        over = texts[upper] or _year_over(sheet, lines[upper], column)
        if texts[lower] and over and (found := _meaning(over + texts[lower])):
            return lines[lower], texts[lower], found
    for n in (1, *range(2, len(lines))):
        if found := _meaning(texts[n]):
            return lines[n], texts[n], found
    if not any(texts[1:]) and (found := _meaning(texts[0])):
        return lines[0], texts[0], found
    return None


def _year_over(sheet: SheetGrid, row: int, column: int) -> str:
    """The year that stands over several columns, in the first of them."""
    left = [c for c in sheet.rows.get(row, ()) if c < column]
    text = sheet.text(row, left[-1]) if left else ""
    try:
        fiscal.parse_year(text[:_LONGEST_HEADING])
    except fiscal.NotAFiscalYear:
        return ""
    return text


def _columns(
    table: _Table, year: int | None
) -> tuple[dict[FormColumn, int], list[Finding]]:
    """The column of each kind, and what is wrong with the headings."""
    sheet = table.sheet.name
    asked = dict.fromkeys(
        (FormColumn.CODE, *(column for kind in table.kinds for column in INPUTS[kind]))
    )
    columns: dict[FormColumn, int] = {}
    findings = []
    for column in asked:
        found = table.candidates(column, year)
        if len(found) == 1:
            columns[column] = found[0].column
        elif found:
            refs = [one.ref for one in found]
            facts: dict[str, Any] = {
                "heading": column_heading(column),
                "cells": FactList(tuple(refs)),
            }
            findings.append(
                make_finding("column_twice", sheet=sheet, cell=refs[-1], **facts)
            )
        elif others := table.headings.get(column):
            latest = max(others, key=lambda one: one.year or 0)
            assert latest.year is not None
            assert year is not None
            value = FiscalYear(latest.year, era_only=True)
            own = FiscalYear(year, era_only=True)
            findings.append(
                make_finding(
                    "two_years", sheet=sheet, cell=latest.ref, value=value, year=own
                )
            )
        else:
            findings.append(
                make_finding(
                    "column_missing", sheet=sheet, heading=column_heading(column)
                )
            )
    return columns, findings


# Rows


def _codes(table: _Table, *, slash: bool = False) -> Iterator[tuple[int, str]]:
    column = table.candidates(FormColumn.CODE, None)[0].column
    for row in range(table.first, table.last + 1):
        yield row, _code(table.sheet.at(row, column).value, slash=slash)


def _rows(
    table: _Table, columns: Mapping[FormColumn, int]
) -> Iterator[tuple[FilledRow, bool]]:
    """The rows with a code, and any other in which something was written; whether each is one of the schedule."""
    if FormColumn.CODE not in columns:
        return
    schedule = table.kinds == (SCHEDULE_SHEET,)
    for row, code in _codes(table, slash=schedule):
        cells = {column: table.sheet.at(row, at) for column, at in columns.items()}
        if not 0 < len(code) <= _LONGEST_CODE and all(
            _blank(cell) for column, cell in cells.items() if column not in _PREFILLED
        ):
            continue
        is_bar = schedule or (SCHEDULE_SHEET in table.kinds and "/" in code)
        kind = SCHEDULE_SHEET if is_bar else ACTUALS_SHEET
        own = {
            column: cell
            for column, cell in cells.items()
            if column is FormColumn.CODE or column in INPUTS[kind]
        }
        yield FilledRow(code, own), is_bar


def _blank(cell: WrittenCell) -> bool:
    return not cell.formula and (
        cell.value is None or (isinstance(cell.value, str) and not cell.value.strip())
    )


def _code(value: Written, *, slash: bool = False) -> str:
    """A code as text, also where the spreadsheet has made a number or a day of it: 1-2 becomes the second of January.

    1-2-3 becomes a day of 2001, and 1-32, which can be no day of January, the first of January 1932. With `slash` the
    last stroke was one (1-2/3).
    """
    if isinstance(value, date):
        if 2001 <= value.year <= 2012:
            return (
                f"{value.year - 2000}-{value.month}{'/' if slash else '-'}{value.day}"
            )
        return f"{value.month}-{value.year % 100 if value.year < 2000 and value.day == 1 else value.day}"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return (
        ""
        if value is None
        else unicodedata.normalize("NFKC", str(value)).translate(_DASHES).strip()
    )


# What the title says


def _titles(tables: Iterable[_Table]) -> Iterator[str]:
    for table in tables:
        for row, columns in table.sheet.rows.items():
            if row < table.head:
                yield from (
                    text
                    for column in columns
                    if (text := table.sheet.text(row, column))
                )


def _year(titles: Iterable[str]) -> int | None:
    """The fiscal year in a title: a text about actuals or the form counts before any other."""
    for text in sorted(titles, key=lambda text: not re.search("実績|様式", text)):
        told = _SPAN.sub("", "".join(unicodedata.normalize("NFKC", text[:200]).split()))
        for found in _YEAR.findall(told):
            try:
                return fiscal.parse_year(found).fiscal_year
            except fiscal.NotAFiscalYear:
                continue
    return None


def _whose(titles: Iterable[str]) -> tuple[str | None, str | None]:
    """The municipality and the department, which stands beside it."""
    for text in titles:
        words = text.split()
        for word, following in zip(words, [*words[1:], None], strict=True):
            if found := _CITY.fullmatch(word):
                return found[1], following
    return None, None
