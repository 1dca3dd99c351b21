"""The formulas of conditional formatting, as far as what people write there can be
reckoned from the sheet's values: $K5=0, ISBLANK(K5), AND(K5<>"",L5="未").
"""

import re
from collections.abc import Callable, Mapping
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from openpyxl.utils.cell import column_index_from_string

from dxkpi.workbook.messages import CellValue

Values = Mapping[tuple[int, int], CellValue]
"""The values of a sheet by row and column."""

_Reckoned = str | float | bool | None

_TOKEN = re.compile(
    r"\s*(?:(?P<number>\d+(?:\.\d+)?)|(?P<text>\"(?:[^\"]|\"\")*\")"
    r"|(?P<reference>\$?[A-Za-z]{1,3}\$?\d{1,7})(?![\w(!])|(?P<word>[A-Za-z.]+)"
    r"|(?P<sign><>|<=|>=|[-=<>(),]))"
)
_REFERENCE = re.compile(
    r"(?P<fixed_column>\$?)(?P<column>[A-Za-z]{1,3})(?P<fixed_row>\$?)(?P<row>\d+)"
)
_ERROR = re.compile(r"#[A-Z/0!?]+")
_COMPARISONS = ("<>", "<=", ">=", "=", "<", ">")
_LONGEST = 200


class CannotReckon(Exception):
    """The formula holds more than is understood here."""


class Shift(NamedTuple):
    """How far a cell is from the one for which the formula is written."""

    rows: int
    columns: int


def is_true(formula: str, values: Values, shift: Shift) -> bool:
    """Whether a formula is true for a cell. Raises `CannotReckon`."""
    if len(formula) > _LONGEST:
        raise CannotReckon(formula)
    reckoned = _Formula(formula, values, shift).result()
    if isinstance(reckoned, str):
        raise CannotReckon(formula)
    return bool(reckoned)


def reckoned_value(formula: str, values: Values, shift: Shift) -> _Reckoned:
    """What a formula gives for a cell. Raises `CannotReckon`."""
    return _Formula(formula, values, shift).result()


def compare(left: _Reckoned, sign: str, right: _Reckoned) -> bool:
    """Compare as a spreadsheet does: a blank is 0 and "", a text more than any number."""
    pair = _comparable(left, right)
    if sign == "=":
        return pair[0] == pair[1]
    if sign == "<>":
        return pair[0] != pair[1]
    if sign in ("<", "<="):
        is_less = pair[0] < pair[1]
        return is_less or (sign == "<=" and pair[0] == pair[1])
    is_more = pair[0] > pair[1]
    return is_more or (sign == ">=" and pair[0] == pair[1])


_Key = tuple[int, float, str]


def _comparable(left: _Reckoned, right: _Reckoned) -> tuple[_Key, _Key]:
    if left is None:
        left = "" if isinstance(right, str) else 0.0
    if right is None:
        right = "" if isinstance(left, str) else 0.0
    return _key(left), _key(right)


def _key(value: str | float) -> _Key:
    if isinstance(value, bool):
        return 2, float(value), ""
    if isinstance(value, str):
        return 1, 0.0, value.casefold()
    return 0, float(value), ""


@lru_cache(maxsize=512)
def _tokens_of(formula: str) -> tuple[tuple[str, str], ...]:
    """The parts of a formula, each with its kind. Raises `CannotReckon`."""
    written = formula.removeprefix("=").rstrip()
    tokens = []
    position = 0
    while position < len(written):
        match = _TOKEN.match(written, position)
        if match is None or match.lastgroup is None:
            raise CannotReckon(formula)
        tokens.append((match.lastgroup, match[match.lastgroup]))
        position = match.end()
    return tuple(tokens)


class _Formula:
    """A formula that is read from left to right."""

    def __init__(self, formula: str, values: Values, shift: Shift) -> None:
        self._formula = formula
        self._values = values
        self._shift = shift
        self._tokens = _tokens_of(formula)
        self._position = 0

    def result(self) -> _Reckoned:
        value = self._comparison()
        if self._position < len(self._tokens):
            raise CannotReckon(self._formula)
        return value

    def _take(self) -> tuple[str, str]:
        if self._position >= len(self._tokens):
            raise CannotReckon(self._formula)
        token = self._tokens[self._position]
        self._position += 1
        return token

    def _is_next(self, *signs: str) -> bool:
        if self._position >= len(self._tokens):
            return False
        kind, text = self._tokens[self._position]
        return kind == "sign" and text in signs

    def _comparison(self) -> _Reckoned:
        left = self._term()
        if not self._is_next(*_COMPARISONS):
            return left
        _kind, sign = self._take()
        return compare(left, sign, self._term())

    def _term(self) -> _Reckoned:
        kind, text = self._take()
        match kind:
            case "number":
                return float(text)
            case "text":
                return text[1:-1].replace('""', '"')
            case "reference":
                return self._value_at(text)
            case "word":
                return self._word(text.upper())
        if text == "-":
            return self._negative()
        if text == "(":
            value = self._comparison()
            self._close()
            return value
        raise CannotReckon(self._formula)

    def _negative(self) -> float:
        value = self._term()
        if isinstance(value, str | None):
            raise CannotReckon(self._formula)
        return -value

    def _close(self) -> None:
        if self._take() != ("sign", ")"):
            raise CannotReckon(self._formula)

    def _word(self, word: str) -> _Reckoned:
        if word in ("TRUE", "FALSE") and not self._is_next("("):
            return word == "TRUE"
        if self._take() != ("sign", "("):
            raise CannotReckon(self._formula)
        arguments = self._arguments()
        function = _FUNCTIONS.get(word)
        if function is None or not arguments:
            raise CannotReckon(self._formula)
        return function(arguments)

    def _arguments(self) -> list[_Reckoned]:
        arguments: list[_Reckoned] = []
        if self._is_next(")"):
            self._take()
            return arguments
        while True:
            arguments.append(self._comparison())
            if self._is_next(","):
                self._take()
                continue
            self._close()
            return arguments

    def _value_at(self, reference: str) -> _Reckoned:
        match = _REFERENCE.fullmatch(reference)
        if match is None:
            raise CannotReckon(self._formula)
        row = int(match["row"])
        column = column_index_from_string(match["column"].upper())
        if not match["fixed_row"]:
            row += self._shift.rows
        if not match["fixed_column"]:
            column += self._shift.columns
        return _reckoned(self._values.get((row, column)))


def _reckoned(value: CellValue) -> _Reckoned:
    if isinstance(value, date):
        raise CannotReckon("days are not compared")
    return value


def _is_error(value: _Reckoned) -> bool:
    return isinstance(value, str) and _ERROR.fullmatch(value) is not None


def _is_number(value: _Reckoned) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _text(value: _Reckoned) -> str:
    return "" if value is None else f"{value:g}" if _is_number(value) else str(value)


_FUNCTIONS: Mapping[str, Callable[[list[_Reckoned]], _Reckoned]] = {
    "AND": all,
    "OR": any,
    "NOT": lambda arguments: not arguments[0],
    "ISBLANK": lambda arguments: arguments[0] is None,
    "ISNUMBER": lambda arguments: _is_number(arguments[0]),
    "ISTEXT": lambda arguments: (
        isinstance(arguments[0], str) and not _is_error(arguments[0])
    ),
    "ISERROR": lambda arguments: _is_error(arguments[0]),
    "ISNA": lambda arguments: arguments[0] == "#N/A",
    "LEN": lambda arguments: float(len(_text(arguments[0]))),
    "TRIM": lambda arguments: _text(arguments[0]).strip(),
}
