"""Numbers in kanji, and with several scales: 三十, 百二十, 1億2,000万, 3万5千.

A plain number with one scale (1.2万) is another matter: there the scale is part of the unit.
"""

import re
from decimal import Decimal
from typing import NamedTuple

_KANJI_DIGITS = {
    **{kanji: digit for digit, kanji in enumerate("零一二三四五六七八九")},
    **{kanji: digit for digit, kanji in zip((1, 2, 3, 5), "壱弐参伍", strict=True)},
    "〇": 0,
}
_SMALL_SCALES = {"十": 10, "拾": 10, "百": 100, "千": 1000}
_LARGE_SCALES = {"万": 10**4, "億": 10**8, "兆": 10**12}
_ZERO_WORDS = re.compile("ゼロ|ぜろ|皆無")
_LONGEST = 40

_DIGITS = r"[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]+)?|[0-9]+(?:\.[0-9]+)?"
_KANJI = "".join((*_KANJI_DIGITS, *_SMALL_SCALES, *_LARGE_SCALES))
_TOKEN = re.compile(rf"{_DIGITS}|[{_KANJI}]")
_NUMERAL = re.compile(rf"(?:{_DIGITS}|[{_KANJI}])+")
_ONE_SCALE = re.compile(rf"(?:{_DIGITS})?[十百千万億兆]*")


class Numeral(NamedTuple):
    """A number that stands at the beginning of a text, so many characters long."""

    value: Decimal
    length: int


def japanese_numeral(text: str) -> Numeral | None:
    """The number in kanji or with several scales with which a text begins, if any.

    None also for a plain number and one with a single scale.
    """
    if zero := _ZERO_WORDS.match(text):
        return Numeral(Decimal(0), zero.end())
    match = _NUMERAL.match(text)
    if match is None or match.end() > _LONGEST:
        return None
    written = match[0]
    has_kanji_digit = any(kanji in _KANJI_DIGITS for kanji in written)
    is_of_digits = written[0].isdecimal()
    if is_of_digits and _ONE_SCALE.fullmatch(written) and not has_kanji_digit:
        return None
    value = _value(_TOKEN.findall(written))
    return None if value is None else Numeral(value, match.end())


def _value(tokens: list[str]) -> Decimal | None:
    """The value of a numeral, None where its parts do not make one number (二三人)."""
    sums = _Sums()
    for token in tokens:
        if token in _LARGE_SCALES:
            is_taken = sums.close_part(_LARGE_SCALES[token])
        elif token in _SMALL_SCALES:
            is_taken = sums.take_scale(_SMALL_SCALES[token])
        elif token in _KANJI_DIGITS:
            is_taken = sums.take_digit(_KANJI_DIGITS[token])
        else:
            is_taken = sums.take_number(Decimal(token.replace(",", "")))
        if not is_taken:
            return None
    return sums.total()


class _Sums:
    """The sums so far: of the scales that are done, of the part below the next one."""

    def __init__(self) -> None:
        self._whole = Decimal(0)
        self._part = Decimal(0)
        self._number: Decimal | None = None
        self._digits = 0
        self._has_zero = False
        self._least_large: int | None = None
        self._least_small: int | None = None
        self._is_written_in_full = True

    def take_digit(self, digit: int) -> bool:
        """一二〇 is 120, digit by digit."""
        if self._number is not None and not self._digits:
            return False
        self._number = (self._number or Decimal(0)) * 10 + digit
        self._digits += 1
        self._has_zero = self._has_zero or digit == 0
        return True

    def take_number(self, number: Decimal) -> bool:
        """3万5,000 is clear, but 3万5 may be short of a 千."""
        if self._number is not None:
            return False
        self._number = number
        self._is_written_in_full = number >= self._next_scale()
        return True

    def _next_scale(self) -> int:
        """The least number that fills the places below the last scale."""
        scale = self._least_small or self._least_large
        return 0 if scale is None else scale // 10

    def take_scale(self, scale: int) -> bool:
        """Ten, a hundred or a thousand, each smaller than the one before."""
        if self._least_small is not None and scale >= self._least_small:
            return False
        if not self._is_number_clear():
            return False
        self._part += (Decimal(1) if self._number is None else self._number) * scale
        self._least_small = scale
        self._forget_number()
        return True

    def close_part(self, scale: int) -> bool:
        """万, 億 or 兆, each smaller than the one before."""
        if self._least_large is not None and scale >= self._least_large:
            return False
        part = self._below_scale()
        if part is None or part == 0:
            return False
        self._whole += part * scale
        self._part = Decimal(0)
        self._least_large, self._least_small = scale, None
        return True

    def total(self) -> Decimal | None:
        if self._number is not None and not self._is_written_in_full:
            return None
        part = self._below_scale()
        return None if part is None else self._whole + part

    def _below_scale(self) -> Decimal | None:
        if not self._is_number_clear():
            return None
        part = self._part + (self._number or Decimal(0))
        self._forget_number()
        return part

    def _is_number_clear(self) -> bool:
        """二三人 is two or three people, 二〇人 and 一二三人 are one number."""
        return self._digits != 2 or self._has_zero

    def _forget_number(self) -> None:
        self._number, self._digits, self._has_zero = None, 0, False
