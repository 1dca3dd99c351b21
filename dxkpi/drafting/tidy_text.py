"""Texts of a paper as a plan would have them: spaces of typesetting and extraction removed."""

import re
from functools import lru_cache

from dxkpi.text.folding import folded_text

LONGEST_LINE = 2_000
"""Letters of a line that are looked at; longer ones are no heading and no target."""

_SPACE = re.compile(r"\s+")
_LETTERS_APART = re.compile(
    r"(?<![A-Za-zＡ-Ｚａ-ｚ])([A-ZＡ-Ｚ]) (?=[A-ZＡ-Ｚ](?![A-Za-zＡ-Ｚａ-ｚ]))"
)
_BESIDE_WIDE = re.compile(r"(?<=[^\x00-\x7f]) | (?=[^\x00-\x7f])")
_MARKS = re.compile(
    r"[\s「」『』（）()【】\[\]［］〔〕〈〉《》・･、,，。．.:：;；/／★◆※*＊～~]"
)
_BEHIND = re.compile(r"[（(【〔\[][^（()）【】〔〕\[\]]{1,60}[）)】〕\]]$")
_COUNT_BEHIND = re.compile(r"[:：][0-9０-９]{1,3}(?:項目|施策|事業|取組|件)$")


def tidy(text: str) -> str:
    """One line, spaces only between words of Latin letters: 「D X 推進 計画」 is DX推進計画."""
    plain = _SPACE.sub(" ", text[:LONGEST_LINE]).strip()
    plain = _LETTERS_APART.sub(r"\1", plain)
    return _BESIDE_WIDE.sub("", plain)


@lru_cache(maxsize=50_000)
def name_key(text: str) -> str:
    """What two spellings of a name have in common: no spaces, widths, brackets and marks."""
    return folded_text(_MARKS.sub("", text[:LONGEST_LINE]))


@lru_cache(maxsize=50_000)
def bare_key(text: str) -> str:
    """The key of a name without what stands in brackets behind it."""
    return name_key(without_tail(tidy(text)))


def without_tail(text: str) -> str:
    """A name without brackets behind it and without a count of what follows."""
    bare = _COUNT_BEHIND.sub("", text)
    return _BEHIND.sub("", bare).strip() or text


def without_count(text: str) -> str:
    """A name without the number of things under it: …の取組：12項目."""
    return _COUNT_BEHIND.sub("", text).strip() or text


def likeness(one: str, other: str) -> float:
    """How much two keys have in common, 0 to 1: pairs of letters (Dice), linear in length."""
    if one == other:
        return 1.0
    if len(one) < 2 or len(other) < 2:
        return 0.0
    pairs = _pairs(one)
    others = _pairs(other)
    return 2 * len(pairs & others) / (len(pairs) + len(others))


@lru_cache(maxsize=20_000)
def _pairs(key: str) -> frozenset[str]:
    return frozenset(key[at : at + 2] for at in range(len(key) - 1))
