"""Texts of a plan as the cells of the book hold them, each letter coming back as it was."""

import re

from dxkpi.workbook.styling import writable_text

_LOST_IN_XML = re.compile("[\r\ufffe\uffff]")
"""What XML makes another character of, or cannot hold."""


def book_text(text: str) -> str:
    """A text as a cell holds it; what XML would lose is escaped as spreadsheets do."""
    parts: list[str] = []
    position = 0
    for lost in _LOST_IN_XML.finditer(text):
        parts.append(writable_text(text[position : lost.start()]))
        parts.append(f"_x{ord(lost[0]):04X}_")
        position = lost.end()
    parts.append(writable_text(text[position:]))
    return "".join(parts)
