"""Conversations on a cell (threaded comments), kept as notes when a workbook is written.

A workbook holds each conversation twice: as a thread with its writers and replies, which
openpyxl drops, and as a note that tells old programs to take a newer one. The note is
given the thread's own words, or another comment would stand in its place.
"""

import io
from collections.abc import Iterator
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element  # for its type: openpyxl parses
from zipfile import ZipFile

from openpyxl import Workbook
from openpyxl.comments import Comment
from openpyxl.xml.functions import fromstring

from dxkpi.workbook.safety import THREADS
from dxkpi.workbook.styling import existing_cells

_PERSONS = "xl/persons/"
_AUTHOR_OF_THREAD = "tc="
_DAY = "2026-05-01"
_HEIGHT_OF_LINE, _WIDTH = 19, 340
_NEUTRAL_AUTHOR = "comment"


@dataclass
class _Said:
    """One comment of a thread: who wrote what on which day, "" where it is not told."""

    who: str
    day: str
    text: str
    replies: list["_Said"] = field(default_factory=list)

    def lines(self) -> Iterator[str]:
        signed = " ".join(part for part in (self.who, self.day) if part)
        yield f"{signed}：{self.text}" if signed else self.text
        for reply in self.replies:
            yield from reply.lines()


def keep_threads_as_notes(book: Workbook, content: bytes) -> None:
    """Write what was said in each thread into the note of its cell."""
    threads = _threads(content)
    if not threads:
        return
    for sheet in book.worksheets:
        for cell in existing_cells(sheet):
            comment = cell.comment
            if comment is None or not comment.author.startswith(_AUTHOR_OF_THREAD):
                continue
            said = threads.get(comment.author.removeprefix(_AUTHOR_OF_THREAD))
            if said is not None:
                cell.comment = _note(said)


def _note(said: _Said) -> Comment:
    lines = list(said.lines())
    height = _HEIGHT_OF_LINE * (2 + len(lines))
    author = said.who or _NEUTRAL_AUTHOR
    return Comment("\n".join(lines), author, height=height, width=_WIDTH)


def _threads(content: bytes) -> dict[str, _Said]:
    """The first comment of each thread with its replies, by its identifier."""
    first: dict[str, _Said] = {}
    with ZipFile(io.BytesIO(content)) as archive:
        names = [name for name in archive.namelist() if _is_under(name, THREADS)]
        if not names:
            return {}
        persons = _persons(archive)
        for name in names:
            for element in fromstring(archive.read(name)):
                _add_comment(first, element, persons)
    return first


def _is_under(name: str, folder: str) -> bool:
    return name.casefold().startswith(folder) and name.casefold().endswith(".xml")


def _persons(archive: ZipFile) -> dict[str, str]:
    """The names of those who wrote, by their identifiers."""
    names = {}
    for part in archive.namelist():
        if _is_under(part, _PERSONS):
            for element in fromstring(archive.read(part)):
                names[element.get("id", "")] = element.get("displayName", "")
    return names


def _add_comment(
    first: dict[str, _Said], element: Element, persons: dict[str, str]
) -> None:
    """Put a comment of a thread where it belongs; a reply comes after what it answers."""
    texts = [child for child in element if child.tag.rpartition("}")[2] == "text"]
    text = "".join(child.text or "" for child in texts)
    who = persons.get(element.get("personId", ""), "")
    said = _Said(who, element.get("dT", "")[: len(_DAY)], text)
    answered = first.get(element.get("parentId", ""))
    if answered is not None:
        answered.replies.append(said)
    else:
        first[element.get("id", "")] = said
