"""What a paragraph's style says of it: whether it is a heading, and its numbering."""

from dataclasses import dataclass

from dxkpi.workbook.papers.word_text import Element, W, value_of

_MOST_BASES = 20
_HEADING_NAMES = ("heading ", "見出し ", "見出し")
_TITLE_NAMES = ("title", "表題")
_BODY_LEVEL = 9


@dataclass(frozen=True)
class ListPlace:
    """The list that a paragraph belongs to, and how deep: `level` from 0."""

    list_id: str
    level: int


@dataclass(frozen=True)
class ParagraphStyle:
    """What a style says, also by the styles that it is based on. `heading` counts from
    1; `is_contents`: it is for a table of contents.
    """

    heading: int | None = None
    place: ListPlace | None = None
    is_contents: bool = False


class WordStyles:
    """The styles of a document."""

    def __init__(self, styles: Element | None) -> None:
        self._elements: dict[str, Element] = {}
        self._read: dict[str, ParagraphStyle] = {}
        for style in () if styles is None else styles.findall(f"{W}style"):
            self._elements[style.get(f"{W}styleId", "")] = style

    def of_paragraph(self, properties: Element | None) -> ParagraphStyle:
        """What a paragraph's own properties say, else its style."""
        style = self._style(value_of(properties, "pStyle") or "")
        if properties is None:
            return style
        own = _numbering(properties, style.place)
        level = _outline_level(properties)
        return ParagraphStyle(level or style.heading, own, style.is_contents)

    def _style(self, style_id: str) -> ParagraphStyle:
        if style_id not in self._read:
            self._read[style_id] = self._style_through_bases(style_id)
        return self._read[style_id]

    def _style_through_bases(self, style_id: str) -> ParagraphStyle:
        heading: int | None = None
        place: ListPlace | None = None
        is_contents = False
        for _base in range(_MOST_BASES):
            element = self._elements.get(style_id)
            if element is None:
                break
            name = (value_of(element, "name") or "").casefold()
            properties = element.find(f"{W}pPr")
            heading = heading or _heading_of_name(name) or _outline_level(properties)
            if place is None and properties is not None:
                place = _numbering(properties, None)
            is_contents = is_contents or name.startswith(("toc ", "目次"))
            style_id = value_of(element, "basedOn") or ""
        return ParagraphStyle(heading, place, is_contents)


def _heading_of_name(name: str) -> int | None:
    if name in _TITLE_NAMES:
        return 1
    for beginning in _HEADING_NAMES:
        digits = name.removeprefix(beginning).strip()
        if digits != name and digits.isascii() and digits.isdigit():
            return min(int(digits[:2]), _BODY_LEVEL)
    return None


def _outline_level(properties: Element | None) -> int | None:
    """The level of the outline from 1; None for body text."""
    level = value_of(properties, "outlineLvl")
    if level is None or not level.isdigit() or int(level) >= _BODY_LEVEL:
        return None
    return int(level) + 1


def _numbering(properties: Element, inherited: ListPlace | None) -> ListPlace | None:
    """The list that properties name; list 0 takes a paragraph out of its style's list."""
    numbering = properties.find(f"{W}numPr")
    if numbering is None:
        return inherited
    list_id = value_of(numbering, "numId")
    if list_id is None and inherited is not None:
        list_id = inherited.list_id
    level = value_of(numbering, "ilvl") or "0"
    if not list_id or list_id == "0":
        return None
    return ListPlace(list_id, int(level) if level.isdigit() else 0)
