"""The initiatives of a paper: items of lists that say so, else numbered names."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from dxkpi.drafting.entity import (
    SAME_NAME,
    Entity,
    EntityFinder,
    entities_over,
    is_sibling,
)
from dxkpi.drafting.level_scores import lists_initiatives
from dxkpi.drafting.listing_table import ColumnRole
from dxkpi.drafting.outline import Outline
from dxkpi.drafting.outline_node import SECTION, Node
from dxkpi.drafting.proposal import ProposalKind
from dxkpi.drafting.section_words import Section, is_of_figures
from dxkpi.drafting.tidy_text import likeness

_LIKE_PARENT = 0.45
_LONGEST_INITIATIVE = 80
_LEAST_WITH_ITEMS = 0.4
_MOST_COMPARED = 300
_MOST_PLACES = 5


def is_in_list(node: Node) -> bool:
    if node.role is ColumnRole.INITIATIVE:
        return True
    parent = node.parent
    return parent is not None and parent.section is Section.INITIATIVES


def is_listed_initiative(node: Node, by_node: dict[Node, Entity]) -> bool:
    is_name = node not in by_node and node.style != SECTION
    if not is_name or not is_in_list(node) or len(node.title) > _LONGEST_INITIATIVE:
        return False
    return next(entities_over(node, by_node), None) is not None


def is_row_of_measure(node: Node, by_node: dict[Node, Entity]) -> bool:
    """Whether a node is a row of a table of initiatives right under a measure's heading."""
    if node in by_node or not lists_initiatives(node) or node.parent is None:
        return False
    upper = by_node.get(node.parent)
    is_of_measure = upper is not None and upper.kind is ProposalKind.MEASURE
    return is_of_measure and not node.parent.is_cell


def numbered_initiatives(
    outline: Outline, by_node: dict[Node, Entity], measures: int
) -> list[Entity]:
    """Numbered names right under the measures, where no heading announces initiatives.

    The same name comes once: a page may repeat it under another measure.
    """
    nodes = [node for node in outline.nodes if _is_numbered_item(node, by_node)]
    parents = {by_node[node.parent] for node in nodes if node.parent is not None}
    if len(parents) < _LEAST_WITH_ITEMS * measures:
        return []
    beside: dict[Entity, EntityFinder] = defaultdict(EntityFinder)
    initiatives: list[Entity] = []
    for node in nodes:
        parent = next(entities_over(node, by_node))
        entity = beside[parent].find(node) or _same_name(node, initiatives)
        if entity is None:
            entity = Entity(ProposalKind.INITIATIVE, [], parent)
            parent.children.append(entity)
            initiatives.append(entity)
        home = entity.parent or parent
        beside[home].add(entity, node)
    for initiative in initiatives:
        by_node.update(dict.fromkeys(initiative.nodes, initiative))
    return initiatives


_ITEM_SIGNS = tuple(f"glyph:{sign}" for sign in "○◎●▶▽▼◇◆")
"""Signs of items that are names; what stands behind ・ may be anything."""


def _same_name(node: Node, initiatives: Sequence[Entity]) -> Entity | None:
    for initiative in initiatives[-_MOST_COMPARED:]:
        places = initiative.nodes[:_MOST_PLACES]
        is_alike = any(likeness(node.key, other.key) >= SAME_NAME for other in places)
        if is_alike and not is_sibling(node, initiative):
            return initiative
    return None


def _is_numbered_item(node: Node, by_node: dict[Node, Entity]) -> bool:
    is_aim = is_of_figures(node.marked.label or "")
    is_item = node.marked.is_numbered or node.style in _ITEM_SIGNS
    is_name = is_item and node not in by_node and not is_aim
    is_short = len(node.title) <= _LONGEST_INITIATIVE and not node.title.endswith("。")
    upper = by_node.get(node.parent) if node.parent is not None else None
    return (
        is_name
        and is_short
        and upper is not None
        and upper.kind is ProposalKind.MEASURE
    )


def listed_initiatives(
    nodes: Iterable[Node], by_node: dict[Node, Entity]
) -> list[Entity]:
    """The initiatives of lists, each under the measure in which it is listed."""
    under: dict[Entity, EntityFinder] = defaultdict(EntityFinder)
    for node in nodes:
        parent = next(entities_over(node, by_node))
        alike = None
        if parent.kind is ProposalKind.POLICY:
            alike = _measure_like(node, parent)
        is_by_name = alike is not None
        parent = alike or parent
        entity = under[parent].find(node)
        if entity is None:
            has_measures = any(map(_is_measure, parent.children))
            is_level_itself = parent.kind is ProposalKind.POLICY and not has_measures
            kind = ProposalKind.MEASURE if is_level_itself else ProposalKind.INITIATIVE
            entity = Entity(kind, [], parent, is_by_name=is_by_name)
            entity.is_listed = is_level_itself
            parent.children.append(entity)
        under[parent].add(entity, node)
        by_node[node] = entity
    return [entity for finder in under.values() for entity in finder.entities]


def _is_measure(entity: Entity) -> bool:
    return entity.kind is ProposalKind.MEASURE and not entity.is_listed


def _measure_like(node: Node, policy: Entity) -> Entity | None:
    measures = [
        child for child in policy.children if child.kind is ProposalKind.MEASURE
    ]
    alike = [
        (max(likeness(node.key, other.key) for other in measure.nodes), measure)
        for measure in measures
    ]
    most, measure = max(alike, key=lambda pair: pair[0], default=(0.0, None))
    return measure if most >= _LIKE_PARENT else None
