"""Sentences about fields by the names of their columns: 目標値 in place of value.

Whoever fills in a workbook or a screen does not know what a document calls its fields.
"""

import re
from functools import lru_cache

from dxkpi.plan.document_columns import heading_of_field
from dxkpi.plan.document_problem import Location
from dxkpi.plan.document_words import JAPANESE_WORDS

_TERM = re.compile(r"(?<![a-z_.])(?P<field>[a-z_]+): (?P<term>[a-z_]+)(?![a-z_])")
_NAME = re.compile(r"(?<![A-Za-z0-9_.-])(?P<name>[a-z]+(?:_[a-z]+)*)(?![A-Za-z0-9_-])")
_EMPTY = {"null": "空欄", "true": "○", "false": "×"}


def with_headings(text: str, place: Location) -> str:
    """The sentence with what columns are called; `place` is that of its problem."""
    holders = tuple(part for part in place if isinstance(part, str))
    text = _TERM.sub(lambda match: _term_text(match, holders), text)
    return _NAME.sub(lambda match: _name_text(match["name"], holders), text)


def _term_text(match: re.Match[str], holders: tuple[str, ...]) -> str:
    word = _words_of_terms().get(match["term"])
    if word is None:
        return match[0]
    return f"{_name_text(match['field'], holders)}「{word}」"


def _name_text(name: str, holders: tuple[str, ...]) -> str:
    """What a field is called, the nearest of several with one name."""
    headings = heading_of_field()
    for holder in reversed(holders):
        if (holder, name) in headings:
            return headings[holder, name]
    return headings.get((name,)) or _EMPTY.get(name, name)


@lru_cache(maxsize=1)
def _words_of_terms() -> dict[str, str]:
    return {term.value: words[0] for term, words in JAPANESE_WORDS.items()}
