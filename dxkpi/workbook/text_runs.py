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
    footnotes in raised letters. `ink` is the colour of its first coloured part.
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
    runs = text.runs if isinstance(text, RunText) else (TextRun(text, None),)
    looked_at = [(run.text, run.font or cell_font) for run in runs]
    seen = [(part, font) for part, font in looked_at if part.strip()]
    inks = frozenset(font.ink for _part, font in seen)
    ink = next((font.ink for _part, font in seen if font.ink), "")
    if seen and all(font.is_struck for _part, font in seen):
        return ReadText(str(text), "", is_struck=True, ink=ink, inks=inks)
    kept = [(part, font) for part, font in looked_at if not font.is_struck]
    struck = [part for part, font in looked_at if font.is_struck and part.strip()]
    return ReadText(_joined(kept), "".join(struck), is_struck=False, ink=ink, inks=inks)


def _joined(parts: Sequence[tuple[str, CellFont]]) -> str:
    """The parts as one text; raised ones in raised letters, unless all of it is raised."""
    if all(font.is_raised for part, font in parts if part.strip()):
        return "".join(part for part, _font in parts)
    return "".join(_raised(part) if font.is_raised else part for part, font in parts)


def _raised(text: str) -> str:
    return text.translate(_FULL_WIDTH_DIGITS).translate(_RAISED)
