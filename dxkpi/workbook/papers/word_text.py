"""The text of a paragraph of Word, also where it was inserted as a change or stands in a
field; without what was deleted, and without readings over kanji.
"""

from typing import Any

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"

_LEFT_OUT = frozenset(
    (
        f"{W}del",
        f"{W}moveFrom",
        f"{W}rt",
        f"{W}txbxContent",
        f"{W}instrText",
        f"{W}pPr",
        f"{W}rPr",
        _FALLBACK,
    )
)
_SIGNS = {
    f"{W}tab": "\t",
    f"{W}br": "\n",
    f"{W}cr": "\n",
    f"{W}noBreakHyphen": "-",
}

Element = Any
"""An element of lxml, which has no types of its own here."""


def paragraph_text(paragraph: Element) -> str:
    """The text of a paragraph, tabs and line breaks as such."""
    parts: list[str] = []
    _collect(paragraph, parts)
    return "".join(parts)


def _collect(element: Element, parts: list[str]) -> None:
    for child in element:
        if child.tag in _LEFT_OUT:
            continue
        if child.tag == f"{W}t":
            parts.append(child.text or "")
        elif child.tag in _SIGNS:
            parts.append(_SIGNS[child.tag])
        else:
            _collect(child, parts)


def text_boxes(paragraph: Element) -> list[Element]:
    """The contents of text boxes that are anchored in a paragraph, each once: Word keeps
    them a second time for older programs.
    """
    boxes: list[Element] = []
    _collect_boxes(paragraph, boxes)
    return boxes


def _collect_boxes(element: Element, boxes: list[Element]) -> None:
    for child in element:
        if child.tag == f"{W}txbxContent":
            boxes.append(child)
        elif child.tag != _FALLBACK:
            _collect_boxes(child, boxes)


def value_of(element: Element | None, name: str) -> str | None:
    """The `val` of a child; None where there is none."""
    if element is None:
        return None
    child = element.find(f"{W}{name}")
    return None if child is None else child.get(f"{W}val")
