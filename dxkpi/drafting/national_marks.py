"""Marks beside the names of measures for items of the national plan: 【★】, ◆.

What a sign means is said by the paper's own legend, else it is not known; a heading may also
say it in words. Nothing is taken from what other cities mean by a sign.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from dxkpi.drafting.blocks import Document, Table
from dxkpi.drafting.entity import Entity
from dxkpi.plan import NationalItem

_SIGNS = "★☆◆◇"
_SIGN = rf"[【\[［（(]?\s?(?P<sign>[{_SIGNS}])\s?[】\]］）)]?"
_WORDS = {
    NationalItem.PRIORITY: re.compile(r"DXの(?:国の|省)?重点取組み?(?:事項|項目)"),
    NationalItem.COMPANION: re.compile(r"(?:あわせて|併せて)取り?組む"),
}
_BEHIND_WORDS = re.compile(
    rf"(?P<words>[^{_SIGNS}。]{{4,120}}?){_SIGN}\s*(?:印|マーク|$|[、。,，])"
)
_BEFORE_WORDS = re.compile(
    rf"^[\s※・]*{_SIGN}\s*(?:印|マーク)?\s*(?:[:：=＝…]+|は|が)\s*(?P<words>[^{_SIGNS}。]{{4,120}})"
)
_IN_BRACKETS = re.compile(rf"[【\[［（(]\s?(?P<sign>[{_SIGNS}])\s?[】\]］）)]")
_BESIDE_NAME = re.compile(
    rf"[0-9０-９]\s*(?P<sign>[{_SIGNS}])|(?P<last>[{_SIGNS}])\s*$"
)
_TAG = re.compile(r"【(?P<words>[^【】]{4,80})】")
_LONGEST_LEGEND = 300


@dataclass(frozen=True)
class MarksLegend:
    """What the signs of a paper mean, and the line that says it."""

    meanings: Mapping[str, NationalItem] = field(default_factory=dict)
    lines: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class NationalMark:
    """The mark of a measure. `item` is None where nothing says what its sign means, or its
    places do not agree; `line` is the words that say it.
    """

    sign: str
    item: NationalItem | None
    line: str = ""


def legend_of(document: Document) -> MarksLegend:
    """What a paper says about its signs; a sign of two meanings has none."""
    meanings: dict[str, set[NationalItem]] = {}
    lines: dict[str, str] = {}
    for line in _lines(document):
        for sign, item in _told_in(line):
            meanings.setdefault(sign, set()).add(item)
            lines.setdefault(sign, " ".join(line.split()))
    clear = {sign: items for sign, items in meanings.items() if len(items) == 1}
    return MarksLegend(
        {sign: next(iter(items)) for sign, items in clear.items()},
        {sign: lines[sign] for sign in clear},
    )


def mark_of(entity: Entity, legend: MarksLegend) -> NationalMark | None:
    """The mark beside a measure's name, in words or as a sign; None where it has none."""
    signs: dict[str, None] = {}
    items: dict[NationalItem, str] = {}
    for node in entity.nodes:
        for words in _tags_of(node.text):
            items.update(dict.fromkeys(_items_in(words), words))
        for sign in _signs_in(node.text):
            signs[sign] = None
            if sign in legend.meanings:
                items.setdefault(legend.meanings[sign], legend.lines[sign])
    if not signs and not items:
        return None
    sign = next(iter(signs), "【】")
    if len(items) != 1 or any(each not in legend.meanings for each in signs):
        return NationalMark(sign, None)
    [(item, line)] = items.items()
    return NationalMark(sign, item, line)


def _lines(document: Document) -> Iterator[str]:
    """The short lines of a paper with a sign in them, each once."""
    texts = dict.fromkeys(
        text
        for block in document.blocks
        for text in _texts_of(block)
        if _has_sign(text)
    )
    for text in texts:
        yield from (line for line in text.split("\n") if len(line) <= _LONGEST_LEGEND)


def _texts_of(block: object) -> Iterable[str]:
    if isinstance(block, Table):
        return [cell for row in block.rows for cell in row]
    return [str(getattr(block, "text", ""))]


def _has_sign(text: str) -> bool:
    return any(sign in text for sign in _SIGNS)


def _told_in(line: str) -> Iterator[tuple[str, NationalItem]]:
    """The meanings that a line gives to signs: 重点取組事項は…【★】印, ★：重点取組事項."""
    before = _BEFORE_WORDS.match(line)
    matches = [before] if before is not None else list(_BEHIND_WORDS.finditer(line))
    for match in matches:
        items = _items_in(match["words"])
        if len(items) == 1:
            yield match["sign"], items[0]


def _items_in(words: str) -> list[NationalItem]:
    plain = "".join(words.split())
    return [item for item, pattern in _WORDS.items() if pattern.search(plain)]


def _tags_of(text: str) -> list[str]:
    """The words in brackets of a heading."""
    return [match["words"] for match in _TAG.finditer(text)]


def _signs_in(text: str) -> list[str]:
    """The signs of a heading: in brackets, between number and name, or behind the name."""
    in_brackets = [match["sign"] for match in _IN_BRACKETS.finditer(text)]
    beside = [match["sign"] or match["last"] for match in _BESIDE_NAME.finditer(text)]
    return in_brackets or beside
