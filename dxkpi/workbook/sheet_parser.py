"""The sheets of an .xlsx and the cells in them, read by openpyxl as far as a form needs.

openpyxl reads the package, the list of sheets and each cell. What only a complete workbook
needs (styles, drawings, merges, links, whatever stands after a sheet's cells) is not
opened, so that it can neither break a reading nor slow it down. The XML parser is that of
the standard library, four times as fast as the one that refuses entities: `safety` has
refused them.
"""

import io
import re
import zlib
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime
from typing import IO, Any, NamedTuple
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

from dxkpi.workbook.refusals import Refused

LONGEST_TEXT = 32_767
"""Characters that a cell can hold."""

BROKEN_FILE_ERRORS = (
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
"""What openpyxl and the standard library raise for a broken workbook."""

NOT_SHOWN = re.compile(r'"[^"]*"|\[[^\]]*\]|[\\_*].')
"""What in the code of a number format does not concern the number."""

_MAIN = f"{{{SHEET_MAIN_NS}}}"
_STYLES = "application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"


class ParsedCell(NamedTuple):
    """A cell with the code of its number format, "" where its style is not there."""

    row: int
    column: int
    value: Any
    number_format: str
    percent: bool
    formula: bool


class MergedRange(NamedTuple):
    """Cells merged into one: the first column and row, the last column and row."""

    left: int
    top: int
    right: int
    bottom: int


class OpenSheet(NamedTuple):
    """A sheet that is open for reading. `state` is "visible", "hidden" or "veryHidden"."""

    name: str
    state: str
    parser: "SheetParser"


@dataclass(frozen=True)
class NumberFormats:
    """The number formats of a workbook by the index of a cell's style.

    `codes` has the code of each; the sets are the indexes of the formats that show
    percentages, days and durations.
    """

    codes: tuple[str, ...] = ()
    percentages: frozenset[int] = frozenset()
    dates: frozenset[int] = frozenset()
    durations: frozenset[int] = frozenset()

    def code_of(self, style: int) -> str:
        """The code of a style's format, "" where the workbook has no such style."""
        if 0 <= style < len(self.codes):
            return self.codes[style]
        return ""


@contextmanager
def refuse_broken_files() -> Iterator[None]:
    """Raise `Refused` for what a broken workbook raises."""
    try:
        yield
    except DefusedXmlException as error:
        raise Refused("entities") from error
    except BROKEN_FILE_ERRORS as error:
        raise Refused("damaged") from error


def open_sheets(content: bytes) -> Iterator[OpenSheet]:
    """The worksheets of a workbook; each can be read until the next one is asked for."""
    package = ExcelReader(
        io.BytesIO(content), read_only=True, data_only=True, keep_links=False
    )
    package.read_manifest()
    package.read_workbook()
    archive = package.archive
    formats = _number_formats(archive, _part_name(package, _STYLES))
    strings = _shared_strings(archive, _part_name(package, SHARED_STRINGS))
    for sheet, relation in package.parser.find_sheets():
        is_worksheet = relation.Type.endswith("/worksheet")
        if not is_worksheet or relation.target not in package.valid_files:
            continue
        with archive.open(relation.target) as source:
            parser = SheetParser(source, strings, package.wb.epoch, formats)
            yield OpenSheet(str(sheet.name), sheet.state or "visible", parser)


def unescaped_text(text: str) -> str:
    """A cell's text as Excel shows it (_x0007_ is one character), as long as a cell can be."""
    if "_x" in text:
        text = unescape(text)
    return text[:LONGEST_TEXT]


class SheetParser(WorkSheetParser):
    """openpyxl's parser of cells, which also knows formulas and formats, and stops
    after the cells.
    """

    def __init__(
        self,
        source: IO[bytes],
        strings: list[str],
        epoch: datetime,
        formats: NumberFormats,
    ) -> None:
        super().__init__(
            source,
            strings,
            data_only=True,
            epoch=epoch,
            date_formats=formats.dates,
            timedelta_formats=formats.durations,
        )
        self._formats = formats
        self._elements = iterparse(source)  # noqa: S314 (`safety` lets no DOCTYPE through)

    def rows(self) -> Iterator[tuple[int, list[ParsedCell]]]:
        """The rows with their numbers."""
        for _event, element in self._elements:
            if element.tag == ROW_TAG:
                number, cells = self.parse_row(element)  # type: ignore[arg-type]  # openpyxl's stub of an element is narrower
                yield number, [self._parsed_cell(cell) for cell in cells]
                element.clear()
            elif element.tag == DATA_TAG:
                return

    def merged_ranges(self) -> list[MergedRange]:
        """The merged ranges, which stand after the rows, as far as they can be read."""
        with suppress(ParseError, ValueError):
            for _event, element in self._elements:
                if element.tag == MERGE_TAG:
                    return _ranges_in(element)
        return []

    def parse_cell(self, element: Element) -> dict[str, Any]:
        """A cell as openpyxl has it, and whether it is a formula."""
        inline = element.find(INLINE_STRING)
        if inline is not None:
            element.remove(inline)
        cell: dict[str, Any] = super().parse_cell(element)
        cell["formula"] = element.find(FORMULA_TAG) is not None
        if cell["value"] is None:
            cell["value"] = _unseen_text(element, inline)
        return cell

    def _parsed_cell(self, cell: dict[str, Any]) -> ParsedCell:
        style = cell["style_id"]
        return ParsedCell(
            cell["row"],
            cell["column"],
            cell["value"],
            self._formats.code_of(style),
            style in self._formats.percentages,
            cell["formula"],
        )


def _ranges_in(element: Element) -> list[MergedRange]:
    """The ranges of rows and columns; those of whole rows or columns are left out.

    Raises `ValueError` where one of them cannot be read.
    """
    ranges = []
    for merge in element:
        left, top, right, bottom = range_boundaries(merge.get("ref", ""))
        if left and top and right and bottom:
            ranges.append(MergedRange(left, top, right, bottom))
    return ranges


def _unseen_text(element: Element, inline: Element | None) -> str | None:
    """The text of a cell in which openpyxl sees none: one written into the cell itself,
    or a formula's saved result of no letters.
    """
    if inline is not None:
        return _string_text(inline)
    if _has_empty_result(element):
        return ""
    return None


def _has_empty_result(element: Element) -> bool:
    """Whether a formula's saved result is a text of no letters, and not missing."""
    if element.get("t") != "str":
        return False
    is_formula = element.find(FORMULA_TAG) is not None
    has_result = element.find(VALUE_TAG) is not None
    return is_formula and has_result


def _part_name(package: ExcelReader, content_type: str) -> str | None:
    """The name of the workbook's part of this type, None where it has none."""
    override = package.package.find(content_type)  # type: ignore[no-untyped-call]  # the stubs leave it out
    if override is None:
        return None
    name: str = override.PartName[1:]
    return name if name in package.valid_files else None


def _shared_strings(archive: ZipFile, part_name: str | None) -> list[str]:
    if part_name is None:
        return []
    strings = []
    with archive.open(part_name) as source:
        for _event, element in iterparse(source):  # noqa: S314 (as above)
            if element.tag == f"{_MAIN}si":
                strings.append(_string_text(element))
                element.clear()
    return strings


def _string_text(element: Element) -> str:
    """A string without its reading in kana, as openpyxl gives it, in a tenth of the time."""
    whole = element.find(f"{_MAIN}t")
    if whole is not None:
        return whole.text or ""
    runs = element.iterfind(f"{_MAIN}r/{_MAIN}t")
    return "".join(run.text or "" for run in runs)


def _number_formats(archive: ZipFile, part_name: str | None) -> NumberFormats:
    if part_name is None:
        return NumberFormats()
    root = fromstring(archive.read(part_name))
    own_codes = {
        element.get("numFmtId"): element.get("formatCode", "")
        for element in root.iterfind(f"{_MAIN}numFmts/{_MAIN}numFmt")
    }
    codes = []
    for style in root.iterfind(f"{_MAIN}cellXfs/{_MAIN}xf"):
        number = style.get("numFmtId", "0")
        if number in own_codes:
            codes.append(own_codes[number])
        else:
            codes.append(BUILTIN_FORMATS.get(int(number), ""))
    return NumberFormats(
        codes=tuple(codes),
        percentages=_indexes_where(_shows_percent, codes),
        dates=_indexes_where(is_date_format, codes),
        durations=_indexes_where(is_timedelta_format, codes),
    )


def _shows_percent(code: str) -> bool:
    return "%" in NOT_SHOWN.sub("", code)


def _indexes_where(
    is_such: Callable[[str], bool], codes: Iterable[str]
) -> frozenset[int]:
    return frozenset(index for index, code in enumerate(codes) if is_such(code))
