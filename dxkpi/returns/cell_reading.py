"""What is taken from a cell, as a number, a text or a term, and what is told about it.

What is doubtful is held: the list of findings knows who confirmed what, so reading goes on
with the choice that was made.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from typing import Generic, TypeVar

from dxkpi.findings import Choice, ChoiceKind, Fact, Phrase, Quantity
from dxkpi.plan import BarState, InitiativeState, Missing, ShareCounts
from dxkpi.plan.fields import unstorable
from dxkpi.returns import vocabulary
from dxkpi.returns.cell_values import UNSEEN, digits_text, shown_value
from dxkpi.returns.filled_form import WrittenCell
from dxkpi.returns.finding_list import FindingList
from dxkpi.returns.missing_reasons import is_dash, is_not_disclosed
from dxkpi.returns.numbers import is_error
from dxkpi.returns.parsed_number import NumberKind, ParsedNumber

LONGEST_TEXT = 2_000
"""Characters of a note or a comment."""

_TROUBLES = {
    NumberKind.UNREADABLE: "not_a_number",
    NumberKind.ERROR: "error_value",
    NumberKind.DATE: "date_as_number",
    NumberKind.NO_RESULT: "no_result",
    NumberKind.TOO_LONG: "too_many_digits",
    NumberKind.SHARE_OF_NOTHING: "share_of_nothing",
}

_HOLDS = {
    NumberKind.EXTRA: "extra_text",
    NumberKind.TWO_FIGURES: "extra_text",
    NumberKind.FRACTION: "extra_text",
    NumberKind.COUNTS_DISAGREE: "counts_disagree",
    NumberKind.FROM_TO: "from_to",
    NumberKind.PARTS: "sum_of_parts",
    NumberKind.SEVERAL: "several_figures",
    NumberKind.AMONG_WORDS: "figure_among_words",
    NumberKind.LETTERS: "letters_as_digits",
    NumberKind.CHANGE: "change_or_figure",
    NumberKind.PER_PERIOD: "per_period",
    NumberKind.RANGE: "range",
    NumberKind.OTHER_UNIT: "other_unit",
}
"""The codes by which numbers are held that need a person."""

_HOLDS_WITH_UNIT = (NumberKind.PER_PERIOD, NumberKind.OTHER_UNIT)
_ONCE_CHOSEN = (
    NumberKind.RANGE,
    NumberKind.SEVERAL,
    NumberKind.AMONG_WORDS,
    NumberKind.PER_PERIOD,
    NumberKind.COUNTS_DISAGREE,
)


# Numbers


@dataclass(frozen=True)
class TakenNumber:
    """A number taken from a cell.

    `value` is None where a choice must be made first; `is_open` while a hold waits.
    `counts` are those of which it is the share, where they were written.
    """

    value: Decimal | None
    approximate: bool = False
    is_open: bool = False
    counts: ShareCounts | None = None


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
    number_cell = _NumberCell(findings, cell, place, number, fact_of)
    code = _HOLDS.get(number.kind)
    if code is None:
        return number_cell.take_plain()
    facts: dict[str, Fact] = {}
    if number.kind in _HOLDS_WITH_UNIT:
        facts["unit"] = unit or Phrase.NO_UNIT
    if _must_be_chosen(number):
        return number_cell.take_once_chosen(code, **facts)
    return number_cell.take_doubtful(code, **facts)


def _must_be_chosen(number: ParsedNumber) -> bool:
    """Whether nothing may be proposed, since nobody knows which value is meant."""
    if number.kind is NumberKind.CHANGE:
        return len(number.values) > 1
    return number.kind in _ONCE_CHOSEN


@dataclass(frozen=True)
class _NumberCell:
    """A cell with the number that was read in it."""

    findings: FindingList
    cell: WrittenCell
    place: str
    number: ParsedNumber
    fact_of: Callable[[Decimal], Fact]

    def take_once_chosen(self, code: str, **facts: Fact) -> TakenNumber:
        """One of several values, once somebody has chosen it."""
        approximate = self.number.approximate
        choices = self._choices()
        key = self.findings.hold(
            code, self.cell, self.place, choices, proposed=None, **facts
        )
        if key is None:
            return TakenNumber(None, approximate, is_open=True)
        return TakenNumber(Decimal(key), approximate)

    def take_doubtful(self, code: str, **facts: Fact) -> TakenNumber:
        """The first number, or another that was chosen, held until somebody confirms it."""
        value = self.number.values[0]
        choices = self._choices()
        proposed = choices[0].key
        facts = {"read": self.fact_of(value), **facts}
        key = self.findings.hold(
            code, self.cell, self.place, choices, proposed, **facts
        )
        chosen = value if key is None else Decimal(key)
        return TakenNumber(chosen, self.number.approximate, is_open=key is None)

    def take_plain(self) -> TakenNumber:
        """The only number; told where it does not stand there digit by digit."""
        value = self.number.values[0]
        if self.number.approximate:
            self._tell("approximate", value)
        elif not self.number.as_written:
            self._tell("read_as", value)
        return TakenNumber(value, self.number.approximate)

    def _tell(self, code: str, value: Decimal) -> None:
        self.findings.add(code, self.cell, self.place, read=self.fact_of(value))

    def _choices(self) -> list[Choice]:
        return [value_choice(value, self.fact_of) for value in self.number.values]


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
    if cell.is_blank or is_dash(cell.text):
        return TakenText(None)
    written = cell.text or shown_value(cell) or ""
    text = _with_unix_lines(written).strip()
    refusal = _refusal_of_text(cell, text)
    if refusal is not None:
        code, facts = refusal
        findings.add(code, cell, place, **facts)
        return None
    return TakenText(text or None)


def _refusal_of_text(
    cell: WrittenCell, text: str
) -> tuple[str, dict[str, Fact]] | None:
    """The code and the facts of what keeps a text from being taken."""
    if len(text) > LONGEST_TEXT:
        return "too_long", {"limit": Quantity(LONGEST_TEXT)}
    letter = unstorable(text)
    if letter:
        return "unstorable", {"value": letter}
    if cell.value is None:
        return "no_result", {}
    if is_error(text):
        return "error_in_text", {}
    return None


def is_same_text(first: str | None, second: str | None) -> bool:
    """Whether two texts are the same once both have been in a cell."""
    return _as_in_cell(first) == _as_in_cell(second)


def _as_in_cell(text: str | None) -> str:
    return UNSEEN.sub("", _with_unix_lines(text or "")).strip()


def _with_unix_lines(text: str) -> str:
    return re.sub(r"\r\n?", "\n", text)


# Terms of a dropdown

_Term = TypeVar("_Term", Missing, BarState, InitiativeState)


@dataclass(frozen=True)
class Dropdown(Generic[_Term]):
    """A column whose terms are chosen from a list, or written in other words.

    `term_named` knows them. A word that is none of them is told as `unknown_code`, and
    other words for one as `read_code`.
    """

    terms: type[_Term]
    term_named: Callable[[str], _Term | None]
    unknown_code: str
    read_code: str


REASONS = Dropdown(Missing, vocabulary.reason_named, "unknown_reason", "reason_read")
STATES = Dropdown(BarState, vocabulary.state_named, "unknown_state", "read_as")
INITIATIVE_STATES = Dropdown(
    InitiativeState, vocabulary.initiative_state_named, "unknown_state", "read_as"
)


@dataclass(frozen=True)
class TakenTerm(Generic[_Term]):
    """The term that was chosen, None for none."""

    term: _Term | None


def take_term(
    findings: FindingList, cell: WrittenCell, place: str, dropdown: Dropdown[_Term]
) -> TakenTerm[_Term] | None:
    """The term in a cell, if any; None where it holds something else, which is told."""
    if cell.is_blank or vocabulary.says_nothing(cell.text):
        return TakenTerm(None)
    term = dropdown.term_named(cell.text)
    if term is None:
        code = "no_result" if cell.value is None else dropdown.unknown_code
        if dropdown.terms is Missing and is_not_disclosed(cell.text):
            code = "not_disclosed"
        labels = vocabulary.listed_labels(dropdown.terms)
        findings.add(code, cell, place, choices_=labels)
        return None
    if not vocabulary.is_label(term, cell.text):
        label = vocabulary.FORM_LABELS[term]
        findings.add(dropdown.read_code, cell, place, read=label)
    return TakenTerm(term)
