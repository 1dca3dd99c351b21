"""The values that pass between this program and the process that opens workbooks.

They are plain (texts, numbers, days, tuples of such), because that process knows no plan.
`pipe` carries them as JSON.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal, NamedTuple

from dxkpi.drafting.blocks import Document

CellValue = str | int | float | bool | date | datetime | None

FIGURE_CELL = "{v}"
"""Stands in a judging formula for the cell of the row's figure."""

ERROR_GLYPH, HOLD_GLYPH = "×", "△"
"""What stands before a message: to be mended, to be confirmed."""


# What a workbook holds


class RawLook(NamedTuple):
    """What the formatting of a cell says about its value.

    `struck_text` was struck through and is not in the value; `is_struck`: all of it is.
    `is_hidden`: it cannot be seen; `may_be_hidden`: by a rule that could not be reckoned.
    A number is shown times ten to the `shown_power`, with `shown_before` before and
    `shown_unit` behind it. `ink` and `ground` are colours (FF0000), "" for black on
    nothing.
    """

    struck_text: str = ""
    is_struck: bool = False
    is_hidden: bool = False
    shown_power: int = 0
    shown_unit: str = ""
    ink: str = ""
    ground: str = ""
    may_be_hidden: bool = False
    shown_before: str = ""


PLAIN_LOOK = RawLook()


class RawCell(NamedTuple):
    """One cell as the file holds it; row and column count from 1.

    `percent`: the number format shows it as a percentage. A formula has the result that
    was saved with it, None where none was.
    """

    row: int
    column: int
    value: CellValue
    percent: bool
    formula: bool
    look: RawLook | None = None


@dataclass(frozen=True)
class RawSheet:
    """The cells of a sheet that hold something. `state` is "visible", "hidden" or "veryHidden".

    Of a sheet that is not read, `notes` are the cells that may explain colours. `spread`
    says of the rows and columns that are merged into a cell above from which row they are.
    """

    name: str
    state: str
    cells: tuple[RawCell, ...]
    notes: tuple[RawCell, ...] = ()
    spread: tuple[tuple[int, int, int], ...] = ()


@dataclass(frozen=True)
class SurveyTable:
    """The answers that a survey tool exported, all rows as long as the headings.

    `lines` are the rows' numbers in the file, from 1. `sheet` is the name of the sheet
    that was read where a workbook shows several.
    """

    headings: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    lines: tuple[int, ...]
    sheet: str | None = None


# How a sheet is marked, and what helps to fill it in


@dataclass(frozen=True)
class CellMark:
    """A message for a cell to mend (an error) or to confirm (a hold).

    Sheet and cell are None where it concerns the whole file or sheet.
    """

    sheet: str | None
    cell: str | None
    message: str
    is_error: bool


@dataclass(frozen=True)
class InputRule:
    """What a cell takes, in the words of a spreadsheet's data validation, and its messages.

    With `only_warns` anything can be typed all the same.
    """

    kind: Literal["list", "decimal", "whole", "textLength"]
    formula: str
    title: str
    prompt: str
    refusal: str
    operator: Literal["between", "lessThanOrEqual"] | None = None
    second_formula: str | None = None
    only_warns: bool = False


@dataclass(frozen=True)
class InputCheck:
    """The rule for some rows of a column."""

    column: int
    rows: tuple[int, ...]
    rule: InputRule


@dataclass(frozen=True)
class RowFormula:
    """The judging formula of a row, with `FIGURE_CELL` in it; "" where nothing is judged."""

    row: int
    formula: str


@dataclass(frozen=True)
class CellFormula:
    """The formula of one cell."""

    cell: str
    formula: str


@dataclass(frozen=True)
class FigureAid:
    """What helps to fill in figures: the judging formula, and the comment it may require.

    `whole_rows` hold figures that the plan prints without decimals. A comment is required
    where the judging formula shows one of `late_glyphs`.
    """

    value_column: int
    note_column: int | None
    formulas: tuple[RowFormula, ...]
    whole_rows: tuple[int, ...]
    late_glyphs: tuple[str, ...]


@dataclass(frozen=True)
class SheetAid:
    """What helps to fill in a sheet.

    `headings` are those that may stand over the rows' codes, `rows` the rows with a code.
    `advice` is the line above the table; in a form that is given back `to_do` takes its
    place, None where nothing is to be done.
    """

    sheet: str
    headings: tuple[str, ...]
    code_column: int
    input_columns: tuple[int, ...]
    rows: tuple[int, ...]
    checks: tuple[InputCheck, ...]
    advice: str
    figures: FigureAid | None = None
    worked_out: tuple[CellFormula, ...] = ()
    to_do: str | None = None


# What is asked of the process, and what it answers


@dataclass(frozen=True)
class SheetsRequest:
    """Give the cells of the sheets that have one of these headings or names."""

    headings: tuple[str, ...]
    sheet_names: tuple[str, ...]


@dataclass(frozen=True)
class BookRequest:
    """Give the cells of the sheets of a plan book, of which there may be many more."""

    headings: tuple[str, ...]
    sheet_names: tuple[str, ...]


@dataclass(frozen=True)
class MarkingRequest:
    """Mark the workbook and put the aids onto its sheets."""

    marks: tuple[CellMark, ...]
    aids: tuple[SheetAid, ...]


@dataclass(frozen=True)
class SurveyRequest:
    """Give the answers to a survey; sheets of these names tell that it is the yearly form."""

    form_sheets: tuple[str, ...]


@dataclass(frozen=True)
class OpenedSheets:
    """The sheets of a workbook, and the codes of what is to be told about the file."""

    sheets: tuple[RawSheet, ...]
    notes: tuple[str, ...]


@dataclass(frozen=True)
class MarkedWorkbook:
    """The bytes of the workbook with its marks."""

    content: bytes


@dataclass(frozen=True)
class FileRefusal:
    """Why a file is not read: a code of `findings.UNREADABLE` and the facts of its sentence."""

    code: str
    facts: Mapping[str, str | int]


@dataclass(frozen=True)
class PaperRequest:
    """Give the blocks of a plan's paper: Word, PDF, workbook or text, by its content."""


@dataclass(frozen=True)
class ReadPaper:
    """The headings, paragraphs and tables of a paper."""

    document: Document


Request = SheetsRequest | BookRequest | MarkingRequest | SurveyRequest | PaperRequest
Answer = OpenedSheets | MarkedWorkbook | SurveyTable | ReadPaper | FileRefusal
