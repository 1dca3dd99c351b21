"""Sentences about fields by the names of their columns: 目標値 in place of value.

Whoever fills in a workbook or a screen does not know what a document calls its fields.
"""

import re
from functools import lru_cache

from dxkpi.plan.document_columns import heading_at
from dxkpi.plan.document_problem import Location
from dxkpi.plan.document_words import JAPANESE_WORDS

_TERM = re.compile(r"(?<![a-z_.])(?P<field>[a-z_]+): (?P<term>[a-z_]+)(?![a-z_])")
_NAME = re.compile(r"(?<![A-Za-z0-9_.-])(?P<name>[a-z]+(?:_[a-z]+)*)(?![A-Za-z0-9_-])")
_EMPTY = {"null": "空欄", "true": "○", "false": "×"}
_SAME_BEHIND = re.compile(r"(?P<name>[^\s（）「」、。]+)[ 　]?（(?P=name)）")
"""A word with the same word in brackets behind it."""

_GROUPS = {
    "municipality": "団体",
    "plan": "計画",
    "policies": "基本方針",
    "measures": "施策",
    "initiatives": "取組",
    "indicators": "指標",
    "parts": "内訳",
    "baseline": "現状値",
    "target": "目標",
    "yearly": "年度ごとの目標",
    "former_targets": "変更前の目標",
    "actuals": "実績",
    "references": "参考値",
    "counts": "分子・分母の説明",
    "published": "公表の時期",
    "continues": "引き継ぐ指標",
    "shares": "実績を共有する指標",
    "schedule": "工程",
    "before": "変更前の工程",
    "departments": "担当課",
    "grading": "判定の型",
    "bands": "区分",
    "reports": "取組の報告",
    "marks": "市の評価",
    "decisions": "本部の決定",
    "survey": "職員アンケート",
    "tally": "選択肢",
    "counted": "肯定的な回答",
    "excluded": "除く選択肢",
}
"""What groups of fields and lists are called, which have no column themselves."""


def with_headings(text: str, place: Location) -> str:
    """The sentence with what columns are called; `place` is that of its problem."""
    holders = tuple(part for part in place if isinstance(part, str))
    text = _TERM.sub(lambda match: _term_text(match, holders), text)
    text = _NAME.sub(lambda match: _name_text(match["name"], holders), text)
    return _SAME_BEHIND.sub(lambda match: match["name"], text)


def place_in_headings(place: Location) -> str:
    """A place by what columns and sheets are called: 指標 3 › 目標 › 目標値."""
    steps: list[str] = []
    holders: list[str] = []
    for part in place:
        if isinstance(part, str):
            steps.append(_name_text(part, tuple(holders)))
            holders.append(part)
        elif steps:
            steps[-1] = f"{steps[-1]} {part + 1}"
    return " › ".join(steps)


def _term_text(match: re.Match[str], holders: tuple[str, ...]) -> str:
    word = _words_of_terms().get(match["term"])
    if word is None:
        return match[0]
    return f"{_name_text(match['field'], holders)}「{word}」"


def _name_text(name: str, holders: tuple[str, ...]) -> str:
    """What a field is called, the nearest of several with one name; else a term's word."""
    if name in _GROUPS and not holders:
        return _GROUPS[name]
    heading = heading_at((*holders, name))
    if heading != name:
        return heading
    return _GROUPS.get(name) or _EMPTY.get(name) or _words_of_terms().get(name, name)


@lru_cache(maxsize=1)
def _words_of_terms() -> dict[str, str]:
    return {term.value: words[0] for term, words in JAPANESE_WORDS.items()}
