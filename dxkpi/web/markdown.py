"""Text for the many places where Streamlit reads Markdown: other people's words come out letter by letter."""

import re
import unicodedata
from math import ceil

from dxkpi import terms
from dxkpi.progress import Status

_JOINER = "\u2060"
_PUNCTUATION = re.compile(r"([!-/:-@\[-`{-~])")
_LINKS = re.compile(r"(?i)(?<=http)(?=s?://)|(?<=ftp)(?=://)|(?<=www)(?=\.)|(?=@)")
_ARROWS = re.compile(r"(?<=[-<>=])(?=[-<>=])")
_BADGES = {
    Status.ACHIEVED: "blue", Status.ON_TRACK: "blue", Status.MOSTLY_ON_TRACK: "blue", Status.BEHIND: "yellow",
    Status.FAR_BEHIND: "orange", Status.MISSED: "red",
}  # fmt: skip


def plain(text: str) -> str:
    """Somebody's text in one line, as it is: no markup, and no link or arrow made of what only looks like one."""
    line = " ".join(text.split())
    return _PUNCTUATION.sub(r"\\\1", _ARROWS.sub(_JOINER, _LINKS.sub(_JOINER, line)))


def strong(text: str) -> str:
    """Somebody's text in bold."""
    return f"**{plain(text)}**"


def faint(text: str) -> str:
    """Somebody's text in grey; nothing for nothing."""
    return f":gray[{plain(text)}]" if text else ""


def badge(status: Status) -> str:
    """A status as a badge: glyph and word, the colour only in support."""
    return f":{_BADGES.get(status, 'gray')}-badge[{terms.glyph(status)} {terms.label(status)}]"


def unbroken(text: str) -> str:
    """Our own short words, kept on one line in a narrow table."""
    return plain(_JOINER.join(text.replace(" ", "\u00a0")))


def wrapped(text: str, columns: int, most: int) -> str:
    """Somebody's text in lines of about the same length, for a link, which does not wrap by itself.

    A kanji takes two of the `columns`; after `most` lines the text is cut with ….
    """
    words = " ".join(text.split())
    width = sum(map(_columns, words))
    lines = max(1, ceil(width / columns))
    room = columns if lines > most else ceil(width / lines) + 1
    found, left = [""], room
    for letter in words:
        if _columns(letter) > left:
            if len(found) == most:
                found[-1] += "…"
                break
            found, left = [*found, ""], room
        found[-1] += letter
        left -= _columns(letter)
    return "  \n".join(f":blue[{plain(line)}]" for line in found)


def _columns(letter: str) -> int:
    if unicodedata.category(letter) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(letter) in "FWA" else 1
