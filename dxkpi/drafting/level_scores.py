"""How much tells that headings of one kind are policies, measures or initiatives."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from dxkpi.drafting.listing_table import ColumnRole
from dxkpi.drafting.outline_node import Node
from dxkpi.drafting.section_words import (
    Section,
    is_elsewhere,
    is_of_figures,
    is_of_the_plan,
)

ENOUGH = 3.0
"""The score from which on headings are part of the plan's structure."""

MOST_HOLD = 0.6
"""Share of headings that are most of them, 0 to 1."""

_LONGEST_NAME = 60
_FIGURE = re.compile(r"[0-9０-９]\s?[^\s0-9０-９)）]")
HAS_PARTS = (
    Section.INITIATIVES,
    Section.DEPARTMENTS,
    Section.INDICATORS,
    Section.EFFECTS,
    Section.SCHEDULE,
)


@dataclass(eq=False)
class NameGroup:
    """Headings or names of one kind under parents of one kind in one chapter."""

    nodes: list[Node]
    score: float = 0.0
    repeated: float = 0.0
    """Share of its names that come back elsewhere, 0 to 1."""

    is_evidence: bool = False
    """Its names only confirm others: rows of a table of KPI."""

    is_guess: bool = False
    """Neither words nor repetition tell it, only its place."""

    keys: set[str] = field(default_factory=set)

    @property
    def first(self) -> Node:
        return self.nodes[0]

    @property
    def is_labelled(self) -> bool:
        return self.first.marked.is_labelled

    @property
    def is_table(self) -> bool:
        return self.first.is_cell


def score_of_level(level: NameGroup) -> float:
    if is_of_sentences(level) or is_article(level) or is_of_aims(level):
        return 0.0
    if is_of_chapters(level):
        return _score_of_chapters(level)
    score = 0.0
    if level.is_labelled and len(level.nodes) >= 2:
        score += 4
    if len(level.nodes) >= 2 or level.is_table:
        score += 4 * level.repeated
    if level.is_table and (_is_of_schedule(level) or _is_over_initiatives(level)):
        score += 3
    score += 2 * _share_with_parts(level)
    score += sign_of_chapter(level)
    return score


def lists_initiatives(node: Node) -> bool:
    """Whether a name stands in a column that says so: 事業名, 取組."""
    listing, column = node.listing, node.column
    if listing is None or column is None or listing.has_figures:
        return False
    return listing.announces_initiatives(column)


def _is_of_schedule(level: NameGroup) -> bool:
    listing = level.first.listing
    is_named = level.first.role in (ColumnRole.NAME, ColumnRole.INITIATIVE)
    return listing is not None and listing.has_years and is_named


def _is_over_initiatives(level: NameGroup) -> bool:
    """Whether a table lists initiatives beside the names."""
    with_initiatives = [
        node
        for node in level.nodes
        if any(child.role is ColumnRole.INITIATIVE for child in node.children)
    ]
    return len(with_initiatives) >= MOST_HOLD * len(level.nodes)


def is_of_sentences(level: NameGroup) -> bool:
    sentences = sum(_is_sentence(node) for node in level.nodes)
    return sentences > 0.4 * len(level.nodes)


def is_of_aims(level: NameGroup) -> bool:
    """Whether the names are aims with figures: 目標1：研修の受講者 1,000人."""
    if not is_of_figures(level.first.marked.label or ""):
        return False
    with_figure = sum(_FIGURE.search(node.title) is not None for node in level.nodes)
    return with_figure >= 0.5 * len(level.nodes)


def _is_sentence(node: Node) -> bool:
    title = node.title
    return len(title) > _LONGEST_NAME or title.endswith(("。", "ます", "、", "である"))


def is_article(level: NameGroup) -> bool:
    styles = [node.style for node in (level.first, *level.first.ancestors())]
    return any(style in ("chapter:条", "chapter:項") for style in styles)


def is_of_chapters(level: NameGroup) -> bool:
    return level.first.style.startswith("chapter:")


def _score_of_chapters(level: NameGroup) -> float:
    """Chapters are measures where nearly each has initiatives, indicators or the like."""
    is_list = len(level.nodes) >= 2
    is_of_measures = is_list and _share_with_parts(level) >= MOST_HOLD
    return ENOUGH + 1 if is_of_measures else 0.0


def _share_with_parts(level: NameGroup) -> float:
    may_list = len(level.nodes) >= 2 and not level.is_table
    with_parts = sum(
        any(
            child.section in HAS_PARTS or (may_list and lists_initiatives(child))
            for child in node.children
        )
        for node in level.nodes
    )
    return with_parts / len(level.nodes)


def has_parts(level: NameGroup) -> bool:
    """Whether some of its names have initiatives, departments or the like under them."""
    return any(_parts_of(node) for node in level.nodes)


def has_several_parts(level: NameGroup) -> bool:
    """Whether most of its names have initiatives, or parts of several kinds."""
    if level.is_table or is_article(level) or is_of_sentences(level):
        return False
    several = 0
    for node in level.nodes:
        parts = _parts_of(node)
        several += Section.INITIATIVES in parts or len(parts) >= 2
    return len(level.nodes) >= 2 and several >= MOST_HOLD * len(level.nodes)


def _parts_of(node: Node) -> set[Section]:
    sections = {child.section for child in node.children if child.section is not None}
    for child in node.children:
        if lists_initiatives(child):
            sections.add(Section.INITIATIVES)
            if child.listing and child.listing.columns(ColumnRole.DEPARTMENT):
                sections.add(Section.DEPARTMENTS)
    return sections.intersection(HAS_PARTS)


def sign_of_chapter(level: NameGroup) -> float:
    titles = [node.title for node in level.first.ancestors()]
    if any(is_elsewhere(title) for title in titles[-2:]):
        return -2.0
    return 1.0 if any(is_of_the_plan(title) for title in titles) else 0.0
