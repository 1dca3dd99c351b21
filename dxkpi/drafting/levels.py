"""Which headings of a paper are its policies, measures and initiatives.

A plan says its structure several times: in chapters, an overview, the schedule, tables of
KPI. So names that come back are its own, whatever words the city has for its levels;
words like 基本方針 and 施策, what hangs under a heading, and what its chapter is about help.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence

from dxkpi.drafting.level_scores import (
    ENOUGH,
    HAS_PARTS,
    MOST_HOLD,
    NameGroup,
    has_parts,
    has_several_parts,
    is_article,
    is_of_aims,
    is_of_chapters,
    is_of_sentences,
    lists_initiatives,
    score_of_level,
    sign_of_chapter,
)
from dxkpi.drafting.outline import Outline
from dxkpi.drafting.outline_node import SECTION, Node
from dxkpi.drafting.tidy_text import likeness

_WORDS_OF_LEVELS = re.compile(
    "基本(?:方針|目標|戦略|施策)|方針|施策|取組|取り組み|柱|戦略|プロジェクト|事業"
)
WORDS_OF_POLICIES = re.compile(
    "^(?!(?:施策|取組)の?方)(?:.*)(?:方針|目標|柱|戦略|分野|方向)"
)
_ALIKE = 0.75
_MOST_COMPARED = 150
_MOST_GROUPS = 40
_MOST_TIERS_OVER = 2


def levels_of(outline: Outline) -> list[NameGroup]:
    """All levels of a paper with their scores."""
    levels = [
        NameGroup(nodes, keys={node.key for node in nodes})
        for nodes in _nodes_by_kind(outline.nodes).values()
    ]
    for level in levels:
        listing = level.first.listing
        has_figures_only = listing is not None and listing.has_figures
        level.is_evidence = has_figures_only and not (listing and listing.has_years)
    _count_repeated(levels)
    for level in levels:
        level.score = score_of_level(level)
    return levels


def accepted_levels(levels: Sequence[NameGroup]) -> list[NameGroup]:
    """The levels that are part of the plan's structure.

    What holds most names of such a level is one too. Where nothing tells a level, the
    numbered headings of the chapter about measures are guessed to be some.
    """
    accepted = [level for level in levels if level.score >= ENOUGH]
    if not any(has_parts(level) for level in accepted):
        accepted += [level for level in levels if has_several_parts(level)]
    single = [level for level in levels if _is_single_by_word(level)]
    if not any(not level.is_evidence for level in accepted):
        return single or _guessed_levels(levels)
    over = [level for level in single if _is_over_most(level, accepted)]
    result = _with_level_under([*accepted, *over], levels)
    for _tier in range(_MOST_TIERS_OVER):
        result = _with_levels_over(result, levels)
    return result


def _with_level_under(
    accepted: list[NameGroup], levels: Sequence[NameGroup]
) -> list[NameGroup]:
    """The levels with the one right under policies, where words say only these."""
    policies = {
        node
        for level in accepted
        if not level.is_table and _is_of_policies(level)
        for node in level.nodes
    }
    names = {node.key for node in policies}
    headings = [level for level in accepted if not level.is_table]
    is_told = any(_names_over(level, policies) for level in headings)
    if is_told or len(names) < 2:
        return accepted
    under = [
        level
        for level in levels
        if _may_be_guessed(level)
        and len(_names_over(level, policies)) >= MOST_HOLD * len(names)
    ]
    if not under:
        return accepted
    guess = max(under, key=lambda level: len(level.nodes))
    guess.is_guess = True
    guess.score = ENOUGH
    return [*accepted, guess]


def _is_of_policies(level: NameGroup) -> bool:
    label = level.first.marked.label
    return label is not None and WORDS_OF_POLICIES.search(label) is not None


def _names_over(level: NameGroup, policies: set[Node]) -> set[str]:
    """The names of the policies right over a level's names."""
    parents = [node.parent for node in level.nodes if node.parent is not None]
    return {parent.key for parent in parents if parent in policies}


def _may_be_guessed(level: NameGroup) -> bool:
    is_other = is_of_sentences(level) or is_article(level) or is_of_aims(level)
    is_heading = level.first.marked.is_numbered or level.first.is_heading
    return is_heading and not is_other and not level.is_table and len(level.nodes) >= 2


def _is_single_by_word(level: NameGroup) -> bool:
    """Whether a heading says itself what it is, though the paper has only one: 施策1-1."""
    label = level.first.marked.label
    if len(level.nodes) != 1 or level.is_table or label is None:
        return False
    is_other = level.score >= ENOUGH or is_of_sentences(level) or is_of_aims(level)
    is_of_plan = _WORDS_OF_LEVELS.search(label) and sign_of_chapter(level) >= 0
    return bool(is_of_plan) and not is_other


def _is_over_most(level: NameGroup, levels: Sequence[NameGroup]) -> bool:
    """Whether most headings of other levels stand under the one of this level."""
    headings = [node for other in levels for node in other.nodes if not node.is_cell]
    under = sum(level.first in node.ancestors() for node in headings)
    return bool(headings) and under >= MOST_HOLD * len(headings)


def _with_levels_over(
    accepted: list[NameGroup], levels: Sequence[NameGroup]
) -> list[NameGroup]:
    if _is_complete(accepted):
        return accepted
    inside = {node for level in accepted for node in level.nodes}
    result = list(accepted)
    for level in levels:
        over = [
            node
            for node in level.nodes
            if any(child in inside and not child.is_cell for child in node.children)
        ]
        is_over_most = len(over) >= 2 and len(over) >= MOST_HOLD * len(level.nodes)
        may_be = not is_of_sentences(level) and not is_article(level)
        if level in accepted or not is_over_most or not may_be or level.is_table:
            continue
        if is_of_chapters(level):
            level.nodes = over
        if sign_of_chapter(level) >= 0:
            level.is_guess = True
            level.score = ENOUGH
            result.append(level)
    return result


def _is_complete(levels: Sequence[NameGroup]) -> bool:
    """Whether words alone say policies with what stands under them: 戦略1 over 施策1."""
    headings = [level for level in levels if not level.is_table]
    for upper in headings:
        if not _is_of_policies(upper):
            continue
        nodes = set(upper.nodes)
        for lower in headings:
            under = sum(not nodes.isdisjoint(node.ancestors()) for node in lower.nodes)
            if lower is not upper and under >= MOST_HOLD * len(lower.nodes):
                return True
    return False


def _guessed_levels(levels: Sequence[NameGroup]) -> list[NameGroup]:
    """The numbered or marked headings of the chapter that has most of them."""
    chapters: dict[Node, list[NameGroup]] = defaultdict(list)
    for level in levels:
        is_list = len(level.nodes) >= 2 and level.first.marked.is_numbered
        is_other = is_of_sentences(level) or is_article(level) or level.is_table
        ancestors = list(level.first.ancestors())
        if is_list and not is_other and ancestors and sign_of_chapter(level) > 0:
            chapters[ancestors[-1]].append(level)
    if not chapters:
        return []
    best = max(chapters.values(), key=lambda found: sum(len(x.nodes) for x in found))
    for level in best:
        level.is_guess = True
        level.score = ENOUGH
    return best if len(best) >= 2 else []


def share_of_names(one: NameGroup, other: NameGroup) -> float:
    """How many names of the smaller level stand in the larger, 0 to 1."""
    smaller, larger = sorted((one, other), key=lambda level: len(level.keys))
    if not smaller.keys:
        return 0.0
    same = sum(has_name(larger.keys, key) for key in smaller.keys)
    return same / len(smaller.keys)


def has_name(keys: set[str], key: str) -> bool:
    """Whether a name stands among others, if not letter by letter then nearly."""
    if key in keys:
        return True
    if len(keys) > _MOST_COMPARED or len(key) < 4:
        return False
    return any(likeness(key, other) >= _ALIKE for other in keys)


def _nodes_by_kind(nodes: Sequence[Node]) -> dict[tuple[object, ...], list[Node]]:
    kinds: dict[tuple[object, ...], list[Node]] = defaultdict(list)
    several = _chapters_of_one_level(nodes)
    for node in nodes:
        if node.style == SECTION or not node.key:
            continue
        kinds[_kind(node, several)].append(node)
    return kinds


def _chapters_of_one_level(nodes: Sequence[Node]) -> set[Node]:
    """Chapters or top headings of one kind that each have things with parts: what stands
    in them is one level, as the measures under Ⅰ and those under Ⅱ.
    """
    by_kind: dict[tuple[object, ...], set[Node]] = defaultdict(set)
    for node in nodes:
        is_part = node.section in HAS_PARTS or lists_initiatives(node)
        if not is_part or node.parent is None:
            continue
        chapter = chapter_of(node.parent)
        over = (chapter, *chapter.ancestors()) if chapter is not None else ()
        for upper in over:
            by_kind[upper.style, upper.parent].add(upper)
    return {
        chapter
        for chapters in by_kind.values()
        if len(chapters) >= 2
        for chapter in chapters
    }


def _kind(node: Node, several: set[Node]) -> tuple[object, ...]:
    parent = node.parent
    style_over = parent.style.rstrip("'") if parent is not None else ""
    if node.marked.is_labelled:
        return (node.style, chapter_of(node), node.is_cell)
    role = node.role if node.is_cell else None
    return (node.style, style_over, role, _home_of(node, several))


def _home_of(node: Node, several: set[Node]) -> Node | None:
    """The chapter in which a level is one: that of its numbered parts, where it has such."""
    chapter = chapter_of(node)
    while chapter in several:
        chapter = next(chapter.ancestors(), None)
    if chapter is None:
        return None
    over = next(chapter.ancestors(), None)
    if over is None:
        return chapter
    is_part = over.style.startswith(("chapter:", "roman"))
    is_number_over = over.style == "decimal:0" and chapter.style == "decimal:1"
    return over if is_part or is_number_over else chapter


def chapter_of(node: Node) -> Node | None:
    """The chapter or numbered part of the paper in which a node stands."""
    for ancestor in node.ancestors():
        if ancestor.style.startswith(
            ("chapter:章", "chapter:編", "chapter:部", "decimal:0")
        ):
            return ancestor
        if ancestor.style.startswith("decimal:"):
            return ancestor
    top = None
    for ancestor in node.ancestors():
        top = ancestor
    return top


def _count_repeated(levels: Sequence[NameGroup]) -> None:
    """How much of each level comes back in levels of other chapters or in tables."""
    homes: dict[str, set[int]] = defaultdict(set)
    for number, level in enumerate(levels):
        for key in level.keys:
            homes[key].add(number)
    candidates = [level for level in levels if _may_confirm(level)]
    candidates.sort(key=lambda level: -len(level.keys))
    candidates = candidates[:_MOST_GROUPS]
    for number, level in enumerate(levels):
        if len(level.keys) > _MOST_COMPARED:
            continue
        others = {
            other for key in level.keys for other in homes[key] if other != number
        }
        confirming = [levels[at] for at in sorted(others)[:_MOST_GROUPS]]
        confirming = [other for other in confirming if _may_confirm(other)]
        confirming += [other for other in candidates if other is not level]
        names: set[str] = set()
        for other in confirming:
            if _confirms(level, other):
                names |= {key for key in level.keys if has_name(other.keys, key)}
        level.repeated = len(names) / len(level.keys)


def _may_confirm(level: NameGroup) -> bool:
    if is_of_sentences(level) or len(level.keys) > _MOST_COMPARED:
        return False
    return len(level.keys) >= 2 or level.is_labelled or level.is_table


def _confirms(level: NameGroup, other: NameGroup) -> bool:
    if len(level.keys) > _MOST_COMPARED:
        return False
    is_elsewhere_too = chapter_of(level.first) is not chapter_of(other.first)
    is_told_otherwise = other.is_table != level.is_table
    if not is_elsewhere_too and not is_told_otherwise:
        return False
    same = sum(has_name(other.keys, key) for key in level.keys)
    return same >= 2 or (same == 1 and min(len(level.keys), len(other.keys)) <= 2)
