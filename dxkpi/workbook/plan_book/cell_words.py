"""What stands in a cell for a value of the document, and which value a cell's writing is.

Terms stand in Japanese, years as R8, flags as ○; figures are numbers where a number says
all their digits, else text.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Any

from dxkpi import fiscal
from dxkpi.plan.document_columns import NO, YES, BookRole, Column, ListStyle
from dxkpi.plan.document_shape import FieldShape
from dxkpi.plan.document_words import JAPANESE_WORDS
from dxkpi.plan.fields import FieldKind
from dxkpi.plan.indicator_terms import ValueType
from dxkpi.returns.filled_form import Written
from dxkpi.text.folding import folded_text
from dxkpi.text.listed_texts import joined_texts, parted_texts
from dxkpi.text.rounding import padded_figure
from dxkpi.workbook.row_codes import code_text

SEPARATORS: Mapping[ListStyle, str] = {
    ListStyle.NAMES: "、，,\n",
    ListStyle.LINES: "\n",
    ListStyle.STAGES: "→、，,\n",
}
_DEPARTMENT_SEPARATORS = SEPARATORS[ListStyle.NAMES]
_FLAGS = {"○": True, "〇": True, "◯": True, "はい": True, "true": True, "有": True}
_FLAGS |= {"×": False, "✕": False, "いいえ": False, "false": False, "無": False}
_YES, _NO = "実施", "未実施"
_MOST_DIGITS = 15
"""Digits that a number of a spreadsheet keeps."""

BookCell = str | Decimal | int | None
"""What is written into a cell."""


@dataclass(frozen=True)
class FigureForm:
    """How the figures of an indicator are written: digits after the point, or yes and no."""

    decimals: int = 0
    is_yes_no: bool = False

    @classmethod
    def of(cls, indicator: Mapping[str, Any], whole: Mapping[str, Any]) -> "FigureForm":
        """The form of an indicator's figures; a part has it from the whole."""
        decimals = indicator.get("decimals")
        if decimals is None:
            decimals = whole.get("decimals", 0)
        if not isinstance(decimals, int):  # a draft keeps what was typed
            decimals = 0
        return cls(decimals, whole.get("value_type") == ValueType.YES_NO)


PLAIN_FIGURES = FigureForm()


# Writing


def cell_of_value(
    column: Column, value: Any, figures: FigureForm = PLAIN_FIGURES
) -> BookCell:
    """What stands in a cell of this column for a value of the document."""
    if value is None or value == []:
        return None
    if column.role is BookRole.DEPARTMENTS:
        return departments_text(value)
    if isinstance(value, list):
        style = column.list_style or ListStyle.NAMES
        return joined_texts(value, SEPARATORS[style])
    return cell_of_shape(column.shape, value, figures)


def cell_of_shape(
    shape: FieldShape, value: Any, figures: FigureForm = PLAIN_FIGURES
) -> BookCell:
    """The same for one value of a field; what a draft has that is none stays as typed."""
    match shape.kind:
        case FieldKind.YEAR if isinstance(value, int):
            return fiscal.short_year(value)
        case FieldKind.FLAG if isinstance(value, bool):
            return _flag_word(value, shape)
        case FieldKind.TERM if shape.terms is not None and value in list(shape.terms):
            return JAPANESE_WORDS[shape.terms(value)][0]
        case FieldKind.FIGURE:
            return figure_cell(value, figures)
        case FieldKind.COUNT if isinstance(value, int | Decimal):
            return int(value)
    return str(value)


def _flag_word(value: bool, shape: FieldShape) -> str | None:  # noqa: FBT001 (a document's value)
    if value:
        return YES
    return NO if shape.is_nullable else None


def figure_cell(value: Any, form: FigureForm) -> BookCell:
    """A figure as a number, where that says all its digits; a stage by its name."""
    if not isinstance(value, Decimal | int):
        return str(value)
    figure = Decimal(value)
    if form.is_yes_no and figure in (0, 1):
        return _YES if figure else _NO
    comes_back = padded_figure(decimal_of_number(float(figure)), form.decimals)
    has_its_digits = f"{comes_back:f}" == f"{figure:f}"
    return figure if has_its_digits else f"{figure:f}"


def departments_text(departments: str | Sequence[str]) -> str:
    """One department, or several; a list of one ends with its separator."""
    if isinstance(departments, str):
        return joined_texts([departments], _DEPARTMENT_SEPARATORS)
    text = joined_texts(departments, _DEPARTMENT_SEPARATORS)
    return text if len(departments) > 1 else text + _DEPARTMENT_SEPARATORS[0]


# Reading


def value_of_cell(column: Column, value: Written) -> Any:
    """The value for the document, as the door reads it: what is not understood stays text."""
    if value is None or value == "":
        return None
    if column.role is BookRole.DEPARTMENTS:
        return departments_of_text(plain_text(value))
    if column.shape.is_list:
        style = column.list_style or ListStyle.NAMES
        return parted_texts(plain_text(value), SEPARATORS[style])
    if column.is_code:
        return _code(value)
    return value_of_shape(column.shape, value)


def value_of_shape(shape: FieldShape, value: Written) -> Any:
    """The same for one value of a field."""
    match shape.kind:
        case FieldKind.FLAG:
            return flag_of_text(value)
        case FieldKind.FIGURE:
            return _figure(value)
        case FieldKind.COUNT if isinstance(value, float) and value.is_integer():
            return int(value)
        case FieldKind.COUNT if isinstance(value, int):
            return value
        case FieldKind.YEAR:
            return _year(value)
    return plain_text(value)


def departments_of_text(text: str) -> str | list[str]:
    """One department as text; several, or one with a separator behind it, as a list."""
    departments = parted_texts(text, _DEPARTMENT_SEPARATORS)
    is_list = len(departments) != 1 or text.rstrip().endswith(
        tuple(_DEPARTMENT_SEPARATORS)
    )
    return departments if is_list else departments[0]


def flag_of_text(value: Written) -> Any:
    """Whether something is so; a writing that says neither stays."""
    if isinstance(value, bool):
        return value
    text = plain_text(value)
    return _FLAGS.get(folded_text(text), text)


def plain_text(value: Written) -> str:
    """A cell's value as text: a number without .0, a day as 2026-03-31."""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, float):
        return f"{decimal_of_number(value):f}"
    return value.isoformat() if isinstance(value, date) else str(value)


def _code(value: Written) -> str:
    """A number or code; text stays as it is, so that no reference is lost."""
    return value if isinstance(value, str) else code_text(value)


def _figure(value: Written) -> Any:
    if isinstance(value, int | float | Decimal) and not isinstance(value, bool):
        return decimal_of_number(value)
    return plain_text(value)


def _year(value: Written) -> Any:
    """A fiscal year that a spreadsheet has as a number, or the text."""
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    if isinstance(value, int) and not isinstance(value, bool):
        return value
    return plain_text(value)


def decimal_of_number(value: float | Decimal) -> Decimal:
    """The number that a spreadsheet shows: of 64.400000000000006 the 15 digits that it keeps."""
    number = Decimal(format(value, f".{_MOST_DIGITS}g"))
    return Decimal(f"{number:f}") if number else Decimal(0)


def term_words(terms: type[StrEnum]) -> list[str]:
    """The words of a dropdown for these terms."""
    return [JAPANESE_WORDS[term][0] for term in terms]
