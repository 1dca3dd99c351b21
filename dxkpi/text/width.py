"""How much room Japanese text takes in the shipped font, and where it may be cut or
broken into lines.

Kana and Latin letters of BIZ UDPGothic are proportional and bold ones differ from
regular ones. Their advances stand in `font_advances.json`; every character that it does
not list is one em wide, marks that join a letter none.
"""

import json
import re
import unicodedata
from functools import cache
from pathlib import Path

_ADVANCES_FILE = Path(__file__).with_name("font_advances.json")
_EM = 2048  # font units
_WITHOUT_WIDTH = ("Mn", "Me", "Cf")

_SPACES = re.compile(r"[^\S\u3000]+")
_OPENING, _CLOSING = "[（「『【〔［]*", "[）」』】〕］、。，．・：；]*"
_WORD = re.compile(
    rf"{_OPENING}(?:[!-~]+ ?|[ァ-ヴー]+|[一-龠々〆]+[ぁ-ん]*|[ぁ-ん]+|.){_CLOSING}"
)
_LETTER = re.compile(rf"{_OPENING}.{_CLOSING}")


def text_width(text: str, size: float, *, bold: bool = False) -> float:
    """How many pixels a line of text takes at this size in pixels."""
    advances = _advances("bold" if bold else "regular")
    units = 0
    for character in text:
        if unicodedata.category(character) not in _WITHOUT_WIDTH:
            units += advances.get(character, _EM)
    return units * size / _EM


def cut_to_width(text: str, ems: float) -> str:
    """The text on one line, shortened with … to this width; one em is as wide as one kanji."""
    line = " ".join(text.split())
    if text_width(line, 1) <= ems:
        return line

    used = 1.0  # the … takes one em
    kept = 0
    for character in line:
        used += text_width(character, 1)
        if used > ems:
            break
        kept += 1
    return line[:kept].rstrip() + "…"


def broken_lines(
    text: str, size: float, room: float, *, bold: bool = False
) -> list[str]:
    """The text in lines of at most `room` pixels.

    Words stay whole where a line can hold them; no line begins with 、 or 」.
    """
    lines = [""]
    for part in _unbreakable_parts(text, size, room, bold=bold):
        if text_width(lines[-1] + part.rstrip(), size, bold=bold) > room:
            lines.append("")
        lines[-1] += part
    return [line.rstrip() for line in lines if line]


def balanced_lines(
    text: str, size: float, room: float, most: int, *, bold: bool = False
) -> tuple[str, ...]:
    """The text in at most `most` lines of similar length; the last one is cut with …
    where that is not all of it.
    """
    lines = broken_lines(text, size, room, bold=bold)
    if len(lines) > most:
        rest = "".join(lines[most - 1 :])
        return (*lines[: most - 1], cut_to_width(rest, room / size))
    if len(lines) < 2:
        return tuple(lines)

    even = text_width(text, size, bold=bold) / len(lines)
    for narrower in range(round(even), round(room), 6):
        balanced = broken_lines(text, size, narrower, bold=bold)
        if len(balanced) == len(lines):
            return tuple(balanced)
    return tuple(lines)


def half_width_columns(text: str) -> int:
    """How many columns a text takes where a kanji takes two and a Latin letter one: in
    a cell, on a terminal.
    """
    return sum(_columns(character) for character in text)


def _unbreakable_parts(text: str, size: float, room: float, *, bold: bool) -> list[str]:
    """The words of a text, those wider than a line letter by letter."""
    parts: list[str] = []
    for word in _WORD.findall(_SPACES.sub(" ", text).strip()):
        if text_width(word, size, bold=bold) <= room:
            parts.append(word)
        else:
            parts.extend(_LETTER.findall(word))
    return parts


@cache
def _advances(weight: str) -> dict[str, int]:
    """The characters that are not one em wide, with their widths in font units."""
    table = json.loads(_ADVANCES_FILE.read_text("utf-8"))[weight]
    advances: dict[str, int] = {}
    for advance, characters in table.items():
        advances |= dict.fromkeys(characters, int(advance))
    return advances


def _columns(character: str) -> int:
    if unicodedata.category(character) in _WITHOUT_WIDTH:
        return 0
    return 2 if unicodedata.east_asian_width(character) in "FWA" else 1
