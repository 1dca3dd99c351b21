"""A text of a workbook whose parts look different: struck through, raised, coloured.

The old value struck through beside the new one is the ordinary 見え消し of offices:
~~4100~~4250 is 4250, and no 41,004,250.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple
from xml.etree.ElementTree import Element

from openpyxl.xml.constants import SHEET_MAIN_NS

from dxkpi.workbook.cell_styles import CellFont, written_font

_MAIN = f"{{{SHEET_MAIN_NS}}}"
_RAISED = str.maketrans(
    "0123456789+-=()（）*abcdefghijklmnoprstuvwxyz",
    "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾⁽⁾*ᵃᵇᶜᵈᵉᶠᵍʰⁱʲᵏˡᵐⁿᵒᵖʳˢᵗᵘᵛʷˣʸᶻ",
)
_FULL_WIDTH_DIGITS = str.maketrans("０１２３４５６７８９", "0123456789")


class TextRun(NamedTuple):
    """A part of a text; without a `font` of its own it looks as its cell does."""

    text: str
    font: CellFont | None


class RunText(str):
    """A text as a whole, which knows its parts."""

    runs: tuple[TextRun, ...]

    @classmethod
    def of(cls, runs: Sequence[TextRun]) -> "RunText":
        """The text of these parts."""
        text = cls("".join(run.text for run in runs))
        text.runs = tuple(runs)
        return text


@dataclass(frozen=True)
class ReadText:
    """What is read of a text: without the parts that are struck through, marks of
    footnotes in raised letters. `inks` are the colours of what is read, `ink` the first
    of them that is not the usual black.
    """

    text: str
    struck_text: str
    is_struck: bool
    ink: str
    inks: frozenset[str]

    @classmethod
    def of_font(cls, font: CellFont) -> "ReadText":
        """What the letters of a number say."""
        inks = frozenset((font.ink,))
        return cls("", "", is_struck=font.is_struck, ink=font.ink, inks=inks)


class _LetteredText(NamedTuple):
    """A part of a text with the letters that it is seen in."""

    text: str
    font: CellFont

    @property
    def is_blank(self) -> bool:
        return not self.text.strip()


def written_text(element: Element, theme: Sequence[str]) -> str:
    """A string of a workbook without its reading in kana; a `RunText` where parts of it
    look different.
    """
    whole = element.find(f"{_MAIN}t")
    if whole is not None:
        return whole.text or ""
    runs = []
    for run in element.iterfind(f"{_MAIN}r"):
        text = run.find(f"{_MAIN}t")
        properties = run.find(f"{_MAIN}rPr")
        font = None if properties is None else written_font(properties, theme)
        if text is not None and text.text:
            runs.append(TextRun(text.text, font))
    return RunText.of(runs)


def read_text(text: str, cell_font: CellFont) -> ReadText:
    """What a text says in a cell with these letters."""
    parts = _parts(text, cell_font)
    struck = [part for part in parts if part.font.is_struck and not part.is_blank]
    kept = [part for part in parts if not part.font.is_struck]
    if struck and all(part.is_blank for part in kept):
        return _struck_as_a_whole(text, struck)
    return ReadText(
        text=_joined(kept),
        struck_text="".join(part.text for part in struck),
        is_struck=False,
        ink=_first_colour(kept),
        inks=_colours(kept),
    )


def _struck_as_a_whole(text: str, struck: Sequence[_LetteredText]) -> ReadText:
    """The text as it stands, of which nothing counts."""
    ink, inks = _first_colour(struck), _colours(struck)
    return ReadText(str(text), "", is_struck=True, ink=ink, inks=inks)


def _parts(text: str, cell_font: CellFont) -> list[_LetteredText]:
    if not isinstance(text, RunText):
        return [_LetteredText(text, cell_font)]
    return [_LetteredText(run.text, run.font or cell_font) for run in text.runs]


def _first_colour(parts: Sequence[_LetteredText]) -> str:
    """The first colour that is not the usual black, "" for none."""
    for part in parts:
        if part.font.ink and not part.is_blank:
            return part.font.ink
    return ""


def _colours(parts: Sequence[_LetteredText]) -> frozenset[str]:
    return frozenset(part.font.ink for part in parts if not part.is_blank)


def _joined(parts: Sequence[_LetteredText]) -> str:
    """The parts as one text; raised ones in raised letters, unless all of it is raised."""
    is_all_raised = all(part.font.is_raised or part.is_blank for part in parts)
    text = ""
    for part in parts:
        is_mark = part.font.is_raised and not is_all_raised
        text += _raised(part.text) if is_mark else part.text
    return text


def _raised(text: str) -> str:
    return text.translate(_FULL_WIDTH_DIGITS).translate(_RAISED)
