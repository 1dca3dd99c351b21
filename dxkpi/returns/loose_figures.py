"""A figure between words that nobody foresaw: 研修12回, 参加3,456人、12回, 12事例, l2.

It is never taken without a question, and only where no word turns it into another figure.
"""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

from dxkpi.returns.missing_reasons import says_zero
from dxkpi.returns.number_phrases import DIGITS, Read
from dxkpi.returns.parsed_number import NumberKind, ParsedNumber
from dxkpi.text.brackets import without_brackets_behind

_LONGEST_WORDS = 12
_LONGEST_UNIT = 8
_MOST_FIGURES = 4
_WORDS = re.compile(r"[\w\s:、。,・※*\[\]()「」『』/]*")
_TURNS_INTO_ANOTHER = re.compile(
    "[倍割分位番号条項章頁第増減差残他外未非不欠超台年月日時期半約A-Za-z%]"
    "|^数|(?<![者件人員回校額])数$|目標|計画|見込|予定|予算|定員|前|昨|去|翌|次|来[月年週]|別紙|資料"
    "|様式|図[0-9]|表|あと|不足|達成率|か$|かも|たぶん|プラス|α|当たり|あたり|平均|各|毎"
)
_NUMBERS_IN_LETTERS = ("No", "Nl")  # ½, ①, Ⅻ
_AS_DIGIT = str.maketrans("OoОоΟοIl|", "000000111")
_WITH_LETTERS = re.compile("[0-9OoОоΟοIl|,.]+")


def loose_figure(plain: str, read: Read) -> ParsedNumber | None:
    """The one figure between words that do not change it; None for any other text."""
    return _with_letters(plain, read) or figure_among_words(plain, read)


def figure_among_words(plain: str, read: Read) -> ParsedNumber | None:
    """The only figure of a text, or the only one in the unit that is asked for."""
    if says_zero(plain):
        return None
    return _figure_among_words(plain, read) or _figure_among_words(
        without_brackets_behind(plain), read
    )


class _Figure(NamedTuple):
    """A number with its unit, and where both stand in a text."""

    number: ParsedNumber
    start: int
    end: int


def _figure_among_words(plain: str, read: Read) -> ParsedNumber | None:
    figures: list[_Figure] = []
    matches = list(DIGITS.finditer(plain))
    if len(matches) > _MOST_FIGURES:
        return None
    for match in matches:
        figure = _figure_at(match, plain, read)
        if figure is None:
            return None
        if figures and _is_one_numeral(plain, figures[-1], figure):
            return None
        figures.append(figure)
    number = _figure_asked_for(figures)
    if number is None or not _leave_as_it_is(_words_between(plain, figures)):
        return None
    return replace(number, kind=NumberKind.AMONG_WORDS, unit_written=True)


def _is_one_numeral(plain: str, figure: _Figure, following: _Figure) -> bool:
    """Whether two figures are parts of one number that makes no sense: 1億2,000億."""
    is_next = figure.end == following.start
    return is_next and plain[figure.end - 1] in "十百千万億兆"


def _figure_asked_for(figures: Sequence[_Figure]) -> ParsedNumber | None:
    """The only figure; of several the only one that is not in another unit."""
    candidates = []
    for figure in figures:
        if figure.number.kind is NumberKind.NUMBER:
            candidates.append(figure)
    if len(candidates) != 1:
        return None
    [figure] = candidates
    is_clear = len(figures) == 1 or figure.number.unit_written
    return figure.number if is_clear else None


def _figure_at(match: re.Match[str], plain: str, read: Read) -> _Figure | None:
    """The figure that begins here, with as much behind it as may be its unit."""
    for length in range(_LONGEST_UNIT, -1, -1):
        end = match.end() + length
        if end > len(plain):
            continue
        number = read(plain[match.start() : end])
        if number is not None and number.kind in _PLAIN_KINDS:
            return _Figure(number, match.start(), end)
    return None


_PLAIN_KINDS = (NumberKind.NUMBER, NumberKind.OTHER_UNIT)


def _words_between(plain: str, figures: list[_Figure]) -> list[str]:
    words = []
    position = 0
    for figure in figures:
        words.append(plain[position : figure.start])
        position = figure.end
    return [*words, plain[position:]]


def _leave_as_it_is(texts: list[str]) -> bool:
    """Whether the words beside a figure leave it the figure that it is."""
    for text in texts:
        words = text.strip()
        if len(words) > _LONGEST_WORDS or not _WORDS.fullmatch(words):
            return False
        if _TURNS_INTO_ANOTHER.search(words) or _holds_number(words):
            return False
    return True


def _holds_number(words: str) -> bool:
    """Whether a letter of the words is a number of another kind, as ½ or ①."""
    return any(unicodedata.category(letter) in _NUMBERS_IN_LETTERS for letter in words)


def _with_letters(plain: str, read: Read) -> ParsedNumber | None:
    """12 of l2, 10 of 1O: letters that look like digits."""
    match = _WITH_LETTERS.match(plain)
    if match is None or match[0].isdecimal():
        return None
    number = read(match[0].translate(_AS_DIGIT) + plain[match.end() :])
    if number is None or number.kind is not NumberKind.NUMBER:
        return None
    return replace(number, kind=NumberKind.LETTERS)
