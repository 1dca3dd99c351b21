"""The value of a cell: as it is quoted back, and the number that it holds.

A number cell is taken with the digits that a spreadsheet shows.
"""

import re
from datetime import date
from decimal import Decimal

from dxkpi.returns.filled_form import WrittenCell
from dxkpi.returns.numbers import is_storable_figure, parse_number
from dxkpi.returns.parsed_number import NumberKind, ParsedNumber
from dxkpi.text.written_figures import times_power_of_ten

_SIGNIFICANT = 15
"""Digits that Excel keeps and shows of a number."""

_MOST_BITS = 200
"""An integer of more bits has more digits than any figure; its text is not even made."""

UNSEEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\xad\u061c\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff"
    "\ud800-\udfff]"
)
"""Characters that nothing can show, or that nobody sees: no width, a direction."""


def shown_value(cell: WrittenCell) -> str | None:
    """A cell's value as it is quoted back; None for an empty cell."""
    value = cell.value
    if value is None:
        return None
    if isinstance(value, str):
        return UNSEEN.sub("\ufffd", value)
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, date):
        return value.isoformat()[:10]
    number = _shown_number(value)
    if number is not None:
        return digits_text(number)
    if isinstance(value, float):
        return f"{value:.3e}"
    return "…"


def number_in_cell(cell: WrittenCell, unit: str) -> ParsedNumber:
    """The number in a cell, before anything is made of a format of percentages."""
    value = cell.value
    if value is None:
        return ParsedNumber(NumberKind.BLANK if cell.is_blank else NumberKind.NO_RESULT)
    if isinstance(value, str):
        return parse_number(value, unit)
    if isinstance(value, bool):
        return ParsedNumber(NumberKind.UNREADABLE)
    if isinstance(value, date):
        return ParsedNumber(NumberKind.DATE)
    return _plain_number(value, percent=cell.percent)


def _plain_number(value: float | Decimal, *, percent: bool) -> ParsedNumber:
    number = _shown_number(value)
    if number is None:
        return ParsedNumber(NumberKind.TOO_LONG)
    if percent and not is_storable_figure(as_percentage(number)):
        return ParsedNumber(NumberKind.TOO_LONG)
    return ParsedNumber(NumberKind.NUMBER, (number,), as_written=True)


def is_stored_number(cell: WrittenCell, value: Decimal, stored: Decimal | None) -> bool:
    """Whether a cell's number is the stored one, of which a cell keeps 15 digits only."""
    if stored is None:
        return False
    if value == stored:
        return True
    return not isinstance(cell.value, str) and _shown_number(float(stored)) == value


def digits_text(value: Decimal) -> str:
    """A number digit by digit: the key of a choice."""
    return format(value, "f")


def as_percentage(value: Decimal) -> Decimal:
    """What a format of percentages shows: 75 of 0.75."""
    return times_power_of_ten(value, 2)


def _shown_number(value: float | Decimal) -> Decimal | None:
    """A number as a spreadsheet shows it; None where it has too many digits.

    64.400000000000006 is 64.4.
    """
    if isinstance(value, int) and value.bit_length() > _MOST_BITS:
        return None
    if isinstance(value, float):
        number = Decimal(f"{value:.{_SIGNIFICANT}g}")
    else:
        number = Decimal(value)
    if not is_storable_figure(number):
        return None
    exact = Decimal(digits_text(number))
    return abs(exact) if exact == 0 else exact
