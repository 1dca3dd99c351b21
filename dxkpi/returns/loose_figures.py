"""A figure between words that nobody foresaw: 研修12回, 最大120, 12事例, l2.

It is never taken without a question, and only where no word turns it into another figure.
"""

import re
from dataclasses import replace

from dxkpi.returns.missing_reasons import says_zero
from dxkpi.returns.number_phrases import Read
from dxkpi.returns.parsed_number import NumberKind, ParsedNumber

_LONGEST_WORDS = 12
_FIGURE = re.compile(
    r"(?P<before>[^0-9]*?)(?P<number>[▲△+-]?[0-9][0-9,]*(?:\.[0-9]+)?)(?P<behind>[^0-9]*)"
)
_WORDS = re.compile(r"[\w\s:：、。,・※*\[\]()「」『』]*")
_TURNS_INTO_ANOTHER = re.compile(
    "[数倍割分位番号条項章頁第増減差残他外未非不欠超台年月日時期半約"
    "A-Za-zＡ-Ｚａ-ｚ%]"
    "|目標|計画|見込|予定|予算|定員|前|昨|去|翌|来|次|別紙|資料|様式|図|表|あと|不足|達成率|か$|かも|たぶん"
)
_AS_DIGIT = str.maketrans("OoОоΟοIl|", "000000111")
_WITH_LETTERS = re.compile("[0-9OoОоΟοIl|,.]+")


def loose_figure(plain: str, read: Read) -> ParsedNumber | None:
    """The one figure between words that do not change it; None for any other text."""
    return _with_letters(plain, read) or _among_words(plain, read)


def _among_words(plain: str, read: Read) -> ParsedNumber | None:
    match = _FIGURE.fullmatch(plain)
    if match is None or says_zero(plain):
        return None
    if not _leave_as_it_is(match["before"], match["behind"]):
        return None
    number = read(match["number"])
    if number is None or number.kind is not NumberKind.NUMBER:
        return None
    return replace(number, kind=NumberKind.AMONG_WORDS, unit_written=True)


def _leave_as_it_is(*texts: str) -> bool:
    """Whether words beside a figure leave it the figure that it is."""
    for text in texts:
        words = text.strip()
        if len(words) > _LONGEST_WORDS or not _WORDS.fullmatch(words):
            return False
        if _TURNS_INTO_ANOTHER.search(words) or any(map(str.isnumeric, words)):
            return False
    return True


def _with_letters(plain: str, read: Read) -> ParsedNumber | None:
    """12 of l2, 10 of 1O: letters that look like digits."""
    match = _WITH_LETTERS.match(plain)
    if match is None or match[0].isdecimal():
        return None
    number = read(match[0].translate(_AS_DIGIT) + plain[match.end() :])
    if number is None or number.kind is not NumberKind.NUMBER:
        return None
    return replace(number, kind=NumberKind.LETTERS)
