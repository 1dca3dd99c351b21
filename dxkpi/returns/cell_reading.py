"""What is taken from a cell, as a number or a text, and what is told about it.

What is doubtful is held: the list of findings knows who confirmed what, so reading goes on
with the choice that was made.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal

from dxkpi.findings import Choice, ChoiceKind, Fact, Phrase, Quantity
from dxkpi.plan.fields import unstorable
from dxkpi.returns.cell_values import UNSEEN, digits_text, shown_value
from dxkpi.returns.filled_form import WrittenCell
from dxkpi.returns.finding_list import FindingList
from dxkpi.returns.missing_reasons import is_dash
from dxkpi.returns.numbers import NumberKind, ParsedNumber, is_error

LONGEST_TEXT = 2_000
"""Characters of a note or a comment."""

_TROUBLES = {
    NumberKind.UNREADABLE: "not_a_number",
    NumberKind.ERROR: "error_value",
    NumberKind.DATE: "date_as_number",
    NumberKind.NO_RESULT: "no_result",
    NumberKind.TOO_LONG: "too_many_digits",
}


# Numbers


@dataclass(frozen=True)
class TakenNumber:
    """A number taken from a cell.

    `value` is None where a choice must be made first; `is_open` while a hold waits.
    """

    value: Decimal | None
    approximate: bool = False
    is_open: bool = False


def trouble_code(number: ParsedNumber) -> str | None:
    """The code of what keeps a cell from being read as a number.

    None where it holds one, or says that there is none.
    """
    return _TROUBLES.get(number.kind)


def take_number(
    findings: FindingList,
    cell: WrittenCell,
    place: str,
    number: ParsedNumber,
    unit: str,
    fact_of: Callable[[Decimal], Fact],
) -> TakenNumber:
    """Take a number that was read, telling how.

    It is held where other text, another unit or a range stands in the cell. `fact_of`
    makes the fact by which a value is told and offered.
    """
    choices = [value_choice(value, fact_of) for value in number.values]
    if number.kind is NumberKind.RANGE:
        key = findings.hold("range", cell, place, choices, proposed=None)
        value = None if key is None else Decimal(key)
        return TakenNumber(value, number.approximate, is_open=key is None)

    value, fact = number.values[0], fact_of(number.values[0])
    if number.kind in (NumberKind.EXTRA, NumberKind.OTHER_UNIT):
        facts: dict[str, Fact] = {"read": fact}
        code = "extra_text"
        if number.kind is NumberKind.OTHER_UNIT:
            facts["unit"] = unit or Phrase.NO_UNIT
            code = "other_unit"
        key = findings.hold(code, cell, place, choices, choices[0].key, **facts)
        return TakenNumber(value, number.approximate, is_open=key is None)

    if number.approximate:
        findings.add("approximate", cell, place, read=fact)
    elif not number.as_written:
        findings.add("read_as", cell, place, read=fact)
    return TakenNumber(value, number.approximate)


def value_choice(value: Decimal, fact_of: Callable[[Decimal], Fact]) -> Choice:
    """Registering this very value."""
    return Choice(digits_text(value), ChoiceKind.REGISTER, fact_of(value))


# Texts


@dataclass(frozen=True)
class TakenText:
    """A text taken from a cell; None where it is blank."""

    text: str | None


def take_text(findings: FindingList, cell: WrittenCell, place: str) -> TakenText | None:
    """A cell's text, blank for a mere stroke; None where it cannot be kept, which is told."""
    if cell.is_blank or (isinstance(cell.value, str) and is_dash(cell.value)):
        return TakenText(None)
    written = cell.value if isinstance(cell.value, str) else shown_value(cell) or ""
    text = _with_unix_lines(written).strip()
    refused = unstorable(text)
    if len(text) > LONGEST_TEXT:
        findings.add("too_long", cell, place, limit=Quantity(LONGEST_TEXT))
    elif refused:
        findings.add("unstorable", cell, place, value=refused)
    elif cell.value is None:
        findings.add("no_result", cell, place)
    elif is_error(text):
        findings.add("error_in_text", cell, place)
    else:
        return TakenText(text or None)
    return None


def is_same_text(one: str | None, other: str | None) -> bool:
    """Whether two texts are the same once both have been in a cell."""
    return _as_in_cell(one) == _as_in_cell(other)


def _as_in_cell(text: str | None) -> str:
    return UNSEEN.sub("", _with_unix_lines(text or "")).strip()


def _with_unix_lines(text: str) -> str:
    return re.sub(r"\r\n?", "\n", text)
