"""The numbers that Word puts before paragraphs of a list and that stand nowhere in their
text: 第1章, 1.1, (1), ①, ア.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass

from dxkpi.workbook.papers.word_styles import ListPlace
from dxkpi.workbook.papers.word_text import Element, W, value_of

_LEVELS = 9
_PLACE = re.compile(r"%([1-9])")
_KANJI = "〇一二三四五六七八九"
_AIUEO = (
    "アイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホ"
    "マミムメモヤユヨラリルレロワヲン"
)
_IROHA = (
    "イロハニホヘトチリヌルヲワカヨタレソツネナラムウヰノオクヤマケフコエテ"
    "アサキユメミシヱヒモセス"
)
_BULLETS = "・●○■□◆◇◎★☆※►▶▲△▼▽➢"


@dataclass(frozen=True)
class ListLevel:
    """How one level of a list is numbered."""

    number_format: str
    text: str
    start: int


@dataclass(frozen=True)
class ListLabel:
    """What stands before a paragraph of a list; "" for a sign that has no letter.

    `depth` is how deep it stands, from 0; `is_number`: the label counts.
    """

    text: str
    depth: int
    is_number: bool


class WordNumbering:
    """Counts through the lists of a document, paragraph by paragraph."""

    def __init__(self, numbering: Element | None) -> None:
        self._levels: dict[str, dict[int, ListLevel]] = {}
        self._abstract_of: dict[str, str] = {}
        self._counts: dict[str, list[int | None]] = {}
        if numbering is not None:
            self._read(numbering)

    def label(self, place: ListPlace) -> ListLabel | None:
        """The label of the next paragraph at this place; None where no list is there."""
        levels = self._levels.get(place.list_id)
        level = levels.get(place.level) if levels else None
        if levels is None or level is None or level.number_format == "none":
            return None
        if level.number_format == "bullet":
            sign = level.text if level.text in _BULLETS else ""
            return ListLabel(sign, place.level, is_number=False)
        counts = self._count(place, levels)
        text = _PLACE.sub(
            lambda match: _number_at(int(match[1]) - 1, counts, levels), level.text
        )
        return ListLabel(text.strip(), place.level, is_number=True)

    def _count(self, place: ListPlace, levels: dict[int, ListLevel]) -> list[int]:
        """Count one further at a level; deeper ones begin anew."""
        key = self._abstract_of[place.list_id]
        counts = self._counts.setdefault(key, [None] * _LEVELS)
        for level in range(place.level):
            if counts[level] is None:
                counts[level] = _start(levels, level)
        before = counts[place.level]
        start = _start(levels, place.level)
        counts[place.level] = start if before is None else before + 1
        for deeper in range(place.level + 1, _LEVELS):
            counts[deeper] = None
        return [count or 0 for count in counts]

    def _read(self, numbering: Element) -> None:
        abstract = {
            element.get(f"{W}abstractNumId"): _levels(element)
            for element in numbering.findall(f"{W}abstractNum")
        }
        for number in numbering.findall(f"{W}num"):
            list_id = number.get(f"{W}numId")
            abstract_id = value_of(number, "abstractNumId") or ""
            levels = dict(abstract.get(abstract_id, {}))
            overridden = _overridden(number, levels)
            self._levels[list_id] = overridden or levels
            # A list that starts anew counts by itself, others go on with one another.
            self._abstract_of[list_id] = (
                f"list {list_id}" if overridden else abstract_id
            )


def _start(levels: dict[int, ListLevel], level: int) -> int:
    return levels[level].start if level in levels else 1


def _levels(element: Element) -> dict[int, ListLevel]:
    return {
        int(level.get(f"{W}ilvl")): _level(level)
        for level in element.findall(f"{W}lvl")
        if (level.get(f"{W}ilvl") or "").isdigit()
        and int(level.get(f"{W}ilvl")) < _LEVELS
    }


def _level(element: Element) -> ListLevel:
    start = value_of(element, "start") or "1"
    return ListLevel(
        value_of(element, "numFmt") or "decimal",
        value_of(element, "lvlText") or "",
        int(start) if start.isdigit() else 1,
    )


def _overridden(
    number: Element, levels: dict[int, ListLevel]
) -> dict[int, ListLevel] | None:
    """The levels of a list that starts anew or looks otherwise than the one it is of."""
    result = dict(levels)
    for override in number.findall(f"{W}lvlOverride"):
        place = override.get(f"{W}ilvl") or ""
        level = override.find(f"{W}lvl")
        start = value_of(override, "startOverride")
        if not place.isdigit():
            continue
        if level is not None:
            result[int(place)] = _level(level)
        if start is not None and start.isdigit() and int(place) in result:
            old = result[int(place)]
            result[int(place)] = ListLevel(old.number_format, old.text, int(start))
    has_override = number.find(f"{W}lvlOverride") is not None
    return result if has_override else None


# Numbers in letters


def _number_at(place: int, counts: list[int], levels: dict[int, ListLevel]) -> str:
    level = levels.get(place)
    number = counts[place]
    if level is None:
        return str(number)
    write = _WRITERS.get(level.number_format, str)
    return write(number)


def _kanji(number: int) -> str:
    """十二 of 12, up to 99."""
    tens, ones = divmod(number, 10)
    if not 0 < number < 100:
        return str(number)
    before = "" if tens == 0 else ("十" if tens == 1 else f"{_KANJI[tens]}十")
    return before + (_KANJI[ones] if ones else "")


def _circled(number: int) -> str:
    return chr(0x2460 + number - 1) if 1 <= number <= 20 else str(number)


def _wide(number: int) -> str:
    return "".join(chr(0xFF10 + int(digit)) for digit in str(number))


def _letter_of(letters: str) -> Callable[[int], str]:
    def letter(number: int) -> str:
        return letters[(number - 1) % len(letters)] if number > 0 else str(number)

    return letter


_ROMANS = ((10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))


def _roman(number: int) -> str:
    if not 0 < number < 90:
        return str(number)
    letters = ""
    for value, sign in _ROMANS:
        while number >= value:
            letters += sign
            number -= value
    return letters


_WRITERS: dict[str, Callable[[int], str]] = {
    "decimalFullWidth": _wide,
    "decimalFullWidth2": _wide,
    "decimalEnclosedCircle": _circled,
    "decimalEnclosedCircleChinese": _circled,
    "japaneseCounting": _kanji,
    "japaneseDigitalTenThousand": _kanji,
    "chineseCounting": _kanji,
    "ideographDigital": _kanji,
    "aiueo": _letter_of(_AIUEO),
    "aiueoFullWidth": _letter_of(_AIUEO),
    "iroha": _letter_of(_IROHA),
    "irohaFullWidth": _letter_of(_IROHA),
    "upperRoman": _roman,
    "lowerRoman": lambda number: _roman(number).lower(),
    "upperLetter": _letter_of("ABCDEFGHIJKLMNOPQRSTUVWXYZ"),
    "lowerLetter": _letter_of("abcdefghijklmnopqrstuvwxyz"),
    "decimalZero": lambda number: f"{number:02}",
}
