"""The policies, measures and initiatives of a paper, each once, with all places that name it."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from dxkpi.drafting.levels import NameGroup, accepted_levels, levels_of
from dxkpi.drafting.listing_table import ColumnRole
from dxkpi.drafting.outline import Outline
from dxkpi.drafting.outline_node import SECTION, Node
from dxkpi.drafting.proposal import ProposalKind
from dxkpi.drafting.section_words import Section
from dxkpi.drafting.tidy_text import likeness, without_count
from dxkpi.drafting.tiers import NameTier, main_chain, tiers_of

_SAME_NAME = 0.75
_SAME_NUMBER = 0.45
_LIKE_PARENT = 0.45
_LONGEST_INITIATIVE = 80
_LEAST_WITH_ITEMS = 0.4
_IN_ORDER = 4
"""How much more an orderly list tells about parents than one that is not."""


@dataclass(eq=False)
class Entity:
    """A policy, measure or initiative. `nodes` are the places that name it, in order."""

    kind: ProposalKind
    nodes: list[Node]
    parent: Entity | None = None
    is_by_name: bool = False
    """Its parent was found by the likeness of names."""

    children: list[Entity] = field(default_factory=list)

    @property
    def name(self) -> str:
        return without_count(self.best.title)

    @property
    def best(self) -> Node:
        """The place with the spelling that is used most, a heading before a table's cell."""
        keys = Counter(node.full_key for node in self.nodes)
        return max(
            self.nodes,
            key=lambda node: (
                not node.is_cell,
                keys[node.full_key],
                -self.nodes.index(node),
            ),
        )

    @property
    def number(self) -> str | None:
        numbers = [node.marked.number for node in self.nodes if node.marked.number]
        return numbers[0] if numbers else None


@dataclass(frozen=True)
class Structure:
    """The entities in order, and the entity that each node names."""

    policies: tuple[Entity, ...]
    measures: tuple[Entity, ...]
    initiatives: tuple[Entity, ...]
    by_node: dict[Node, Entity]

    @property
    def entities(self) -> tuple[Entity, ...]:
        return (*self.policies, *self.measures, *self.initiatives)

    def over(self, node: Node) -> Entity | None:
        """The entity that a node names or stands under."""
        for place in (node, *node.ancestors()):
            if place in self.by_node:
                return self.by_node[place]
        return None

    def measure_over(self, node: Node) -> Entity | None:
        """The nearest measure or policy over a node."""
        entity = self.over(node)
        while entity is not None and entity.kind is ProposalKind.INITIATIVE:
            entity = entity.parent
        return entity


def structure_of(outline: Outline) -> Structure:
    levels = levels_of(outline)
    accepted = [
        level for level in accepted_levels(levels) if not _is_of_initiatives(level)
    ]
    tiers = main_chain(tiers_of(accepted))
    kinds = _kinds_of(tiers, has_lists=_has_lists(outline, tiers))
    by_node: dict[Node, Entity] = {}
    found: dict[ProposalKind, list[Entity]] = defaultdict(list)
    for tier, kind in zip(tiers, kinds, strict=True):
        if kind is not None:
            found[kind] += _entities(_nodes_in_order(tier, outline), kind, by_node)
    measures = found[ProposalKind.MEASURE]
    policies = found[ProposalKind.POLICY]
    _give_parents(measures, ProposalKind.POLICY, by_node)
    initiatives = found[ProposalKind.INITIATIVE]
    _give_parents(initiatives, ProposalKind.MEASURE, by_node)
    listed = [node for node in outline.nodes if _is_listed_initiative(node, by_node)]
    if not listed and not initiatives:
        initiatives += _numbered_initiatives(outline, by_node, len(measures))
    initiatives += _listed_initiatives(listed, by_node)
    return Structure(tuple(policies), tuple(measures), tuple(initiatives), by_node)


def _kinds_of(
    tiers: Sequence[NameTier], *, has_lists: bool
) -> list[ProposalKind | None]:
    policy, measure, initiative = (
        ProposalKind.POLICY,
        ProposalKind.MEASURE,
        ProposalKind.INITIATIVE,
    )
    count = len(tiers)
    if count <= 1:
        return [measure] * count
    if count == 2:
        return [policy, measure]
    if has_lists:
        return [policy, *[None] * (count - 2), measure]
    return [policy, measure, initiative, *[None] * (count - 3)]


def _has_lists(outline: Outline, tiers: Sequence[NameTier]) -> bool:
    """Whether items are listed as initiatives under most names of the last tier."""
    if not tiers:
        return False
    last = tiers[-1].nodes
    with_list = {
        ancestor
        for node in outline.nodes
        if _is_in_list(node)
        for ancestor in node.ancestors()
        if ancestor in last
    }
    return len(with_list) >= 0.25 * len(tiers[-1].keys)


def _is_in_list(node: Node) -> bool:
    if node.role is ColumnRole.INITIATIVE:
        return True
    parent = node.parent
    return parent is not None and parent.section is Section.INITIATIVES


def _is_of_initiatives(level: NameGroup) -> bool:
    return all(_is_in_list(node) for node in level.nodes)


def _nodes_in_order(tier: NameTier, outline: Outline) -> list[Node]:
    evidence = {
        node for level in tier.levels if level.is_evidence for node in level.nodes
    }
    names = [node for node in outline.nodes if node in tier.nodes]
    return [node for node in names if node not in evidence] + [
        node for node in names if node in evidence
    ]


def _entities(
    nodes: Iterable[Node], kind: ProposalKind, by_node: dict[Node, Entity]
) -> list[Entity]:
    entities: list[Entity] = []
    for node in nodes:
        entity = _same_entity(node, entities)
        is_evidence = node.listing is not None and (
            node.listing.has_figures and not node.listing.has_years
        )
        if entity is None and is_evidence:
            continue
        if entity is None:
            entity = Entity(kind, [])
            entities.append(entity)
        entity.nodes.append(node)
        by_node[node] = entity
    return entities


def _same_entity(node: Node, entities: Sequence[Entity]) -> Entity | None:
    """The entity that a node names: by its name, else by its number and a name alike."""
    others = [entity for entity in entities if not _is_sibling(node, entity)]
    for entity in others:
        if any(other.full_key == node.full_key for other in entity.nodes):
            return entity
    best, most = None, 0.0
    for entity in others:
        alike = _likeness(node, entity)
        if alike > most:
            best, most = entity, alike
    return best if most >= 1 else None


def _likeness(node: Node, entity: Entity) -> float:
    """1 and more where a node may name the entity."""
    most = 0.0
    for other in entity.nodes:
        needed = _SAME_NAME
        mine, its = node.marked.number, other.marked.number
        if mine and its:
            if mine != its and node.marked.is_labelled == other.marked.is_labelled:
                continue
            needed = _SAME_NUMBER if mine == its else needed
        alike = max(
            likeness(node.key, other.key), likeness(node.full_key, other.full_key)
        )
        most = max(most, alike / needed)
    return most


def _is_sibling(node: Node, entity: Entity) -> bool:
    """Whether the entity stands beside the node: two items of a list are not the same."""
    return any(
        other.parent is node.parent
        and other.style == node.style
        and other.full_key != node.full_key
        for other in entity.nodes
    )


def _give_parents(
    entities: Iterable[Entity], kind: ProposalKind, by_node: dict[Node, Entity]
) -> None:
    for entity in entities:
        votes: Counter[Entity] = Counter()
        for node in entity.nodes:
            for upper in _entities_over(node, by_node):
                if upper.kind is kind:
                    votes[upper] += _IN_ORDER if _is_in_order(node) else 1
        if votes:
            entity.parent = votes.most_common(1)[0][0]
            entity.parent.children.append(entity)


def _is_in_order(node: Node) -> bool:
    """Whether the items beside a node count 1, 2, 3: columns of a page may be interleaved."""
    siblings = node.parent.children if node.parent is not None else []
    ordinals = [
        sibling.marked.ordinal or 0
        for sibling in siblings
        if sibling.style == node.style
    ]
    if not any(ordinals):
        return True
    return ordinals[0] == 1 and all(b > a for a, b in pairwise(ordinals))


def _entities_over(node: Node, by_node: dict[Node, Entity]) -> Iterator[Entity]:
    for ancestor in node.ancestors():
        if ancestor in by_node:
            yield by_node[ancestor]
            return


def _is_listed_initiative(node: Node, by_node: dict[Node, Entity]) -> bool:
    is_name = node not in by_node and node.style != SECTION
    if not is_name or not _is_in_list(node) or len(node.title) > _LONGEST_INITIATIVE:
        return False
    return next(_entities_over(node, by_node), None) is not None


def _numbered_initiatives(
    outline: Outline, by_node: dict[Node, Entity], measures: int
) -> list[Entity]:
    """Numbered names right under the measures, where no heading announces initiatives.

    The same name comes once: a page may repeat it under another measure.
    """
    nodes = [node for node in outline.nodes if _is_numbered_item(node, by_node)]
    parents = {by_node[node.parent] for node in nodes if node.parent is not None}
    if len(parents) < _LEAST_WITH_ITEMS * measures:
        return []
    initiatives: list[Entity] = []
    for node in nodes:
        parent = next(_entities_over(node, by_node))
        beside = [
            initiative for initiative in initiatives if initiative.parent is parent
        ]
        entity = _same_entity(node, beside) or _same_name(node, initiatives)
        if entity is None:
            entity = Entity(ProposalKind.INITIATIVE, [], parent)
            parent.children.append(entity)
            initiatives.append(entity)
        entity.nodes.append(node)
    for initiative in initiatives:
        by_node.update(dict.fromkeys(initiative.nodes, initiative))
    return initiatives


def _same_name(node: Node, entities: Sequence[Entity]) -> Entity | None:
    for entity in entities:
        if any(likeness(node.key, other.key) >= _SAME_NAME for other in entity.nodes):
            return entity
    return None


def _is_numbered_item(node: Node, by_node: dict[Node, Entity]) -> bool:
    is_name = node.marked.is_numbered and node not in by_node
    is_short = len(node.title) <= _LONGEST_INITIATIVE and not node.title.endswith("。")
    upper = by_node.get(node.parent) if node.parent is not None else None
    return (
        is_name
        and is_short
        and upper is not None
        and upper.kind is ProposalKind.MEASURE
    )


def _listed_initiatives(
    nodes: Iterable[Node], by_node: dict[Node, Entity]
) -> list[Entity]:
    """The initiatives of lists, each under the measure in which it is listed."""
    under: dict[Entity, list[Entity]] = defaultdict(list)
    for node in nodes:
        parent = next(_entities_over(node, by_node))
        is_by_name = parent.kind is ProposalKind.POLICY
        if is_by_name:
            parent = _measure_like(node, parent) or parent
        entity = _same_entity(node, under[parent])
        if entity is None:
            entity = Entity(ProposalKind.INITIATIVE, [], parent, is_by_name)
            under[parent].append(entity)
            parent.children.append(entity)
        entity.nodes.append(node)
        by_node[node] = entity
    return [entity for entities in under.values() for entity in entities]


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
