"""The cells of a workbook as plain data, read in one pass and never further than a form could reach.

openpyxl reads the package, the sheets' list and each cell; what only a complete workbook needs (styles, drawings, merges,
links, whatever stands after a sheet's cells) is not opened, so that it can neither break a reading nor slow it down. A
sheet is read whole only if a heading sought stands near its top; of any other only that top is looked at. The parser is
the fast one of the standard library, four times as fast as the one that refuses entities: `safety` has refused them.
"""

import io
import re
import unicodedata
import zlib
from collections.abc import Container, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import date, datetime
from math import isfinite
from typing import IO, Any
from xml.etree.ElementTree import Element, ParseError, iterparse
from zipfile import BadZipFile, ZipFile

from defusedxml.common import DefusedXmlException
from openpyxl.reader.excel import ExcelReader
from openpyxl.styles.numbers import BUILTIN_FORMATS, is_date_format, is_timedelta_format
from openpyxl.utils.cell import range_boundaries
from openpyxl.utils.escape import unescape
from openpyxl.worksheet._reader import (
    DATA_TAG,
    FORMULA_TAG,
    INLINE_STRING,
    MERGE_TAG,
    ROW_TAG,
    VALUE_TAG,
    WorkSheetParser,
)
from openpyxl.xml.constants import SHARED_STRINGS, SHEET_MAIN_NS
from openpyxl.xml.functions import fromstring

from dxkpi.workbook.safety import Refused

TOP_ROWS, MOST_ROWS, MOST_COLUMNS = 40, 3_000, 200
MOST_CELLS = 100_000
LONGEST_TEXT = 32_767
PERCENT, FORMULA = 1, 2

BROKEN = (
    ArithmeticError,
    AssertionError,
    AttributeError,
    BadZipFile,
    EOFError,
    LookupError,
    OSError,
    ParseError,
    RuntimeError,
    TypeError,
    ValueError,
    zlib.error,
)

_MAIN = f"{{{SHEET_MAIN_NS}}}"
_STYLES = "application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"
NOT_SHOWN = re.compile(r'"[^"]*"|\[[^\]]*\]|[\\_*].')


@dataclass(frozen=True)
class Formats:
    """What the cells' number formats say, by the index of a cell's style."""

    percent: frozenset[int] = frozenset()
    dates: frozenset[int] = frozenset()
    durations: frozenset[int] = frozenset()
    codes: tuple[str, ...] = ()


@contextmanager
def refusing() -> Iterator[None]:
    """What a broken workbook raises as `Refused`."""
    try:
        yield
    except DefusedXmlException as error:
        raise Refused("entities") from error
    except BROKEN as error:
        raise Refused("damaged") from error


def read(
    content: bytes, headings: Container[str], names: Container[str]
) -> list[dict[str, Any]]:
    """The sheets of a workbook: `{"name", "state", "cells": [[row, column, value, flags], ...]}`, as JSON can carry them.

    Cells are given where one of `headings` (as `plain` writes them) stands in the first rows or the sheet's name is in
    `names`. A day is `{"date": iso}`, a moment `{"datetime": iso}`; a formula without a result has the value None. Raises
    `Refused`.
    """
    with refusing():
        return _read(content, headings, names)


def plain(text: str) -> str:
    """A text as headings are compared: without any space, in one width and one case."""
    return "".join(unicodedata.normalize("NFKC", text).split()).casefold()


def _read(
    content: bytes, headings: Container[str], names: Container[str]
) -> list[dict[str, Any]]:
    sheets, left = [], MOST_CELLS
    for name, state, parser in opened(content):
        cells = _cells(parser, headings, whole=name in names)
        left -= len(cells)
        if left < 0:
            raise Refused("too_much_inside", what="cells", n=MOST_CELLS)
        sheets.append({"name": name, "state": state, "cells": cells})
    if not sheets:
        raise Refused("no_sheets")
    return sheets


def opened(content: bytes) -> Iterator[tuple[str, str, "Parser"]]:
    """The sheets of a workbook with cells: name, state ("visible", "hidden", ...) and a parser, open until the next."""
    package = ExcelReader(
        io.BytesIO(content), read_only=True, data_only=True, keep_links=False
    )
    package.read_manifest()
    package.read_workbook()
    formats = _formats(package.archive, _part(package, _STYLES))
    strings = _strings(package.archive, _part(package, SHARED_STRINGS))
    for sheet, relation in package.parser.find_sheets():
        if (
            not relation.Type.endswith("/worksheet")
            or relation.target not in package.valid_files
        ):
            continue
        with package.archive.open(relation.target) as source:
            yield (
                str(sheet.name),
                sheet.state or "visible",
                Parser(source, strings, package.wb.epoch, formats),
            )


def _part(package: ExcelReader, content_type: str) -> str | None:
    found = package.package.find(content_type)  # type: ignore[no-untyped-call]  # the stubs leave it out
    name = found.PartName[1:] if found is not None else None
    return name if name in package.valid_files else None


def _strings(archive: ZipFile, part: str | None) -> list[str]:
    if part is None:
        return []
    found = []
    with archive.open(part) as source:
        for _event, element in iterparse(source):  # noqa: S314 (`safety` lets no DOCTYPE through)
            if element.tag == f"{_MAIN}si":
                found.append(_text(element))
                element.clear()
    return found


def _text(element: Element) -> str:
    """A string without its reading in kana, as openpyxl gives it, in a tenth of the time."""
    if (whole := element.find(f"{_MAIN}t")) is not None:
        return whole.text or ""
    return "".join(run.text or "" for run in element.iterfind(f"{_MAIN}r/{_MAIN}t"))


def _formats(archive: ZipFile, part: str | None) -> Formats:
    if part is None:
        return Formats()
    root = fromstring(archive.read(part))
    own = {
        e.get("numFmtId"): e.get("formatCode", "")
        for e in root.iterfind(f"{_MAIN}numFmts/{_MAIN}numFmt")
    }
    used = [e.get("numFmtId", "0") for e in root.iterfind(f"{_MAIN}cellXfs/{_MAIN}xf")]
    codes = [own[i] if i in own else BUILTIN_FORMATS.get(int(i), "") for i in used]
    return Formats(
        frozenset(n for n, code in enumerate(codes) if "%" in NOT_SHOWN.sub("", code)),
        frozenset(n for n, code in enumerate(codes) if is_date_format(code)),
        frozenset(n for n, code in enumerate(codes) if is_timedelta_format(code)),
        tuple(codes),
    )


class Parser(WorkSheetParser):
    """openpyxl's own parser of cells, which also tells formulas and percentages, and stops where the cells end."""

    def __init__(
        self, source: IO[bytes], strings: list[str], epoch: datetime, formats: Formats
    ) -> None:
        super().__init__(
            source,
            strings,
            data_only=True,
            epoch=epoch,
            date_formats=formats.dates,
            timedelta_formats=formats.durations,
        )
        self.percent, self._codes = formats.percent, formats.codes
        self._elements = iterparse(source)  # noqa: S314 (as above)

    def rows(self) -> Iterator[tuple[int, list[dict[str, Any]]]]:
        """The rows by their number, each cell with row, column, value, style_id and flags."""
        for _event, element in self._elements:
            if element.tag == ROW_TAG:
                yield self.parse_row(element)  # type: ignore[arg-type]  # openpyxl's stub of an element is narrower
                element.clear()
            elif element.tag == DATA_TAG:
                return

    def merges(self) -> list[tuple[int, int, int, int]]:
        """The merged ranges after the rows: first column and row, last column and row, as far as they can be read."""
        found = []
        with suppress(ParseError, ValueError):
            for _event, element in self._elements:
                if element.tag == MERGE_TAG:
                    found += [range_boundaries(one.get("ref", "")) for one in element]
                    break
        return [
            (left, top, right, bottom)
            for left, top, right, bottom in found
            if left and top and right and bottom
        ]

    def number_format(self, cell: dict[str, Any]) -> str:
        """The code of the number format of one of the cells of `rows`; nothing where its style is not there."""
        style = cell["style_id"]
        return self._codes[style] if 0 <= style < len(self._codes) else ""

    def parse_cell(self, element: Element) -> dict[str, Any]:
        inline = element.find(INLINE_STRING)
        if inline is not None:
            element.remove(inline)
        cell: dict[str, Any] = super().parse_cell(element)
        if inline is not None and cell["value"] is None:
            cell["value"] = _text(inline)
        formula = element.find(FORMULA_TAG) is not None
        if (
            formula
            and cell["value"] is None
            and element.get("t") == "str"
            and element.find(VALUE_TAG) is not None
        ):
            cell["value"] = ""
        cell["flags"] = (PERCENT if cell["style_id"] in self.percent else 0) | (
            FORMULA if formula else 0
        )
        return cell


def _cells(parser: Parser, headings: Container[str], *, whole: bool) -> list[list[Any]]:
    """The cells of a sheet; none of one that need not be read whole."""
    found: list[list[Any]] = []
    for number, row in parser.rows():
        if (
            number > MOST_ROWS
            or (number > TOP_ROWS and not whole)
            or len(found) > MOST_CELLS
        ):
            break
        for cell in row:
            value, flags = cell["value"], cell["flags"]
            if cell["column"] > MOST_COLUMNS or (
                value in (None, "") and not flags & FORMULA
            ):
                continue
            carried = _carried(value)
            if isinstance(carried, str) and not whole and plain(carried) in headings:
                whole = True
            found.append([cell["row"], cell["column"], carried, flags])
    return found if whole else []


def unescaped(text: str) -> str:
    """A text of a cell as Excel shows it, no longer than a cell can be."""
    return (unescape(text) if "_x" in text else text)[:LONGEST_TEXT]


def _carried(value: Any) -> Any:
    """A value as JSON can carry it."""
    if isinstance(value, str):
        return unescaped(value)
    if isinstance(value, datetime):
        return (
            {"datetime": value.isoformat()}
            if value.time() != datetime.min.time()
            else {"date": value.date().isoformat()}
        )
    if isinstance(value, date):
        return {"date": value.isoformat()}
    if (
        value is None
        or isinstance(value, bool | int)
        or (isinstance(value, float) and isfinite(value))
    ):
        return value
    return str(value)
