"""The sheets of an .xlsx and the cells in them, read by openpyxl as far as a form needs.

openpyxl reads the package, the list of sheets and each cell. What only a complete workbook
needs (drawings, links, whatever stands after a sheet's cells) is not opened, so that it
can neither break a reading nor slow it down. The XML parser is that of
the standard library, four times as fast as the one that refuses entities: `safety` has
refused them.
"""

import io
import zlib
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import datetime
from typing import IO, Any, NamedTuple
from xml.etree.ElementTree import Element, ParseError, iterparse
from zipfile import BadZipFile

from defusedxml.common import DefusedXmlException
from openpyxl.reader.excel import ExcelReader
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

from dxkpi.workbook.cell_colours import is_unseen, theme_colours
from dxkpi.workbook.cell_styles import PATTERN, USUAL_FONT, CellStyles, cell_styles
from dxkpi.workbook.conditional_styles import ConditionalRule, rules_in
from dxkpi.workbook.messages import PLAIN_LOOK, RawLook
from dxkpi.workbook.number_formats import (
    shown_before,
    shown_power,
    shown_unit,
    shows_nothing,
)
from dxkpi.workbook.refusals import Refused
from dxkpi.workbook.text_runs import ReadText, RunText, read_text, written_text

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

_PLAIN_CODES = ("", "General", "@", "0", "#,##0.0####")
"""Formats that say nothing about a value."""

_ANY_TEXT = "文字"

_MAIN = f"{{{SHEET_MAIN_NS}}}"
_CONDITIONAL = f"{_MAIN}conditionalFormatting"
_STYLES = "application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"
_THEME = "application/vnd.openxmlformats-officedocument.theme+xml"


class ParsedCell(NamedTuple):
    """A cell with the code of its number format, "" where its style is not there.

    Parts of a text that are struck through are not in its value. `look` is None where
    its formatting says nothing.
    """

    row: int
    column: int
    value: Any
    number_format: str
    percent: bool
    formula: bool
    look: RawLook | None = None


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
    styles = _cell_styles(package)
    strings = _shared_strings(package, styles)
    for sheet, relation in package.parser.find_sheets():
        is_worksheet = relation.Type.endswith("/worksheet")
        if not is_worksheet or relation.target not in package.valid_files:
            continue
        with archive.open(relation.target) as source:
            parser = SheetParser(source, strings, package.wb.epoch, styles)
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
        styles: CellStyles,
    ) -> None:
        super().__init__(
            source,
            strings,
            data_only=True,
            epoch=epoch,
            date_formats=styles.dates,
            timedelta_formats=styles.durations,
        )
        self._styles = styles
        self._looks_of_texts: dict[int, RawLook | None] = {}
        self._is_past_rows = False
        self._elements = iterparse(source)  # noqa: S314 (`safety` lets no DOCTYPE through)

    def rows(self) -> Iterator[tuple[int, list[ParsedCell]]]:
        """The rows with their numbers."""
        for _event, element in self._elements:
            if element.tag == ROW_TAG:
                number, cells = self.parse_row(element)  # type: ignore[arg-type]  # openpyxl's stub of an element is narrower
                yield number, [self._parsed_cell(cell) for cell in cells]
                element.clear()
            elif element.tag == DATA_TAG:
                self._is_past_rows = True
                return

    def merged_ranges(self) -> list[MergedRange]:
        """The merged ranges, which stand after the rows, as far as they can be read."""
        with suppress(ParseError, ValueError):
            for _event, element in self._elements:
                if element.tag == MERGE_TAG:
                    return _ranges_in(element)
        return []

    def conditional_rules(self) -> list[ConditionalRule]:
        """The rules of conditional formatting, which stand after the rows, as far as they
        can be read; none where not all rows were read.
        """
        rules: list[ConditionalRule] = []
        if not self._is_past_rows:
            return rules
        with suppress(ParseError, ValueError):
            for _event, element in self._elements:
                if element.tag == _CONDITIONAL:
                    rules.extend(rules_in(element, self._styles.conditional))
        return rules

    def parse_cell(self, element: Element) -> dict[str, Any]:
        """A cell as openpyxl has it, and whether it is a formula."""
        inline = element.find(INLINE_STRING)
        if inline is not None:
            element.remove(inline)
        cell: dict[str, Any] = super().parse_cell(element)
        cell["formula"] = element.find(FORMULA_TAG) is not None
        if cell["value"] is None:
            cell["value"] = self._unseen_text(element, inline)
        return cell

    def _unseen_text(self, element: Element, inline: Element | None) -> str | None:
        """The text of a cell in which openpyxl sees none: one written into the cell
        itself, or a formula's saved result of no letters.
        """
        if inline is not None:
            return written_text(inline, self._styles.theme)
        if _has_empty_result(element):
            return ""
        return None

    def _parsed_cell(self, cell: dict[str, Any]) -> ParsedCell:
        value, style = cell["value"], cell["style_id"]
        code = self._styles.code_of(style)
        look = None
        if value is not None:
            value, look = self._value_and_look(value, style)
        return ParsedCell(
            cell["row"],
            cell["column"],
            value,
            code,
            style in self._styles.percentages,
            cell["formula"],
            look,
        )

    def _value_and_look(self, value: Any, style: int) -> tuple[Any, RawLook | None]:
        """What is read of a value, and what its formatting says, if anything."""
        if not isinstance(value, str):
            return value, self._look_of_value(value, style)
        if not isinstance(value, RunText) and not value.isspace():
            return value, self._look_of_text(style)
        read = read_text(value, self._styles.font_of(style))
        return read.text, self._look(value, read, style)

    def _look_of_value(self, value: Any, style: int) -> RawLook | None:
        font, code = self._styles.font_of(style), self._styles.code_of(style)
        is_plain = font == USUAL_FONT and not self._styles.ground_of(style)
        if is_plain and code in _PLAIN_CODES:
            return None
        return self._look(value, ReadText.of_font(font), style)

    def _look_of_text(self, style: int) -> RawLook | None:
        """What a style says of any text whose letters all look alike."""
        if style not in self._looks_of_texts:
            look = self._look_of_value(_ANY_TEXT, style)
            self._looks_of_texts[style] = look
        return self._looks_of_texts[style]

    def _look(self, value: Any, read: ReadText, style: int) -> RawLook | None:
        code, ground = self._styles.code_of(style), self._styles.ground_of(style)
        look = RawLook(
            struck_text=read.struck_text,
            is_struck=read.is_struck,
            is_hidden=_is_hidden(value, code, read, ground),
            shown_power=shown_power(code, value),
            shown_unit=shown_unit(code, value),
            shown_before=shown_before(code, value),
            ink=read.ink,
            ground=ground,
        )
        return None if look == PLAIN_LOOK else look


def _is_hidden(value: Any, code: str, read: ReadText, ground: str) -> bool:
    """Whether nobody sees the value: its format shows nothing, or its letters have the
    colour of their ground.
    """
    if shows_nothing(code, value):
        return True
    if ground == PATTERN:
        return False
    return all(is_unseen(ink, ground) for ink in read.inks)


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


def _shared_strings(package: ExcelReader, styles: CellStyles) -> list[str]:
    part_name = _part_name(package, SHARED_STRINGS)
    if part_name is None:
        return []
    strings = []
    with package.archive.open(part_name) as source:
        for _event, element in iterparse(source):  # noqa: S314 (as above)
            if element.tag == f"{_MAIN}si":
                strings.append(written_text(element, styles.theme))
                element.clear()
    return strings


def _cell_styles(package: ExcelReader) -> CellStyles:
    styles = _parsed_part(package, _STYLES)
    if styles is None:
        return CellStyles()
    return cell_styles(styles, theme_colours(_parsed_part(package, _THEME)))


def _parsed_part(package: ExcelReader, content_type: str) -> Element | None:
    part_name = _part_name(package, content_type)
    if part_name is None:
        return None
    root: Element = fromstring(package.archive.read(part_name))
    return root
