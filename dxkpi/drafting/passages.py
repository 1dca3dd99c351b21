"""Passages of a paper, and where in them stand the words that were used."""

import re
from collections.abc import Iterable, Sequence

from dxkpi.drafting.blocks import Document
from dxkpi.drafting.outline import Outline
from dxkpi.drafting.proposal import Passage, Span

_LONGEST_WORDS = 300


def passage_of(
    document: Document, outline: Outline, position: int, texts: Sequence[str]
) -> Passage:
    """The texts as one passage, with the place of a block and the heading over it."""
    block = document.blocks[position]
    owner = outline.owners.get(position)
    over = owner
    if owner is not None and owner.source == position:
        over = next(iter(owner.ancestors()), None)
    heading = over.text if over is not None else None
    return Passage("\n".join(filter(None, texts)), block.page, block.line, heading)


def spans_of(text: str, words: Iterable[str]) -> tuple[Span, ...]:
    """Where words stand in a text, whatever spaces and widths they are printed with."""
    spans = []
    for word in words:
        span = span_of(text, word)
        if span is not None:
            spans.append(span)
    return tuple(sorted(set(spans)))


def span_of(text: str, word: str) -> Span | None:
    letters = "".join(word.split())[:_LONGEST_WORDS]
    if not letters:
        return None
    match = re.search(r"\s*".join(map(_either_width, letters)), text)
    return match.span() if match is not None else None


def _either_width(letter: str) -> str:
    code = ord(letter)
    if 0x21 <= code <= 0x7E:
        return f"[{re.escape(letter)}{chr(code + 0xFEE0)}]"
    return re.escape(letter)
