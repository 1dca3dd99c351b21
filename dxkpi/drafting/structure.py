"""The policies, measures and initiatives of a paper, each once, with all places that name it."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from itertools import pairwise

from dxkpi.drafting.entity import Entity, EntityFinder, Structure, entities_over
from dxkpi.drafting.initiatives import (
    is_in_list,
    is_listed_initiative,
    is_row_of_measure,
    listed_initiatives,
    numbered_initiatives,
)
from dxkpi.drafting.level_scores import NameGroup
from dxkpi.drafting.levels import (
    WORDS_OF_POLICIES,
    accepted_levels,
    chapter_of,
    levels_of,
)
from dxkpi.drafting.outline import Outline
from dxkpi.drafting.outline_node import Node
from dxkpi.drafting.proposal import ProposalKind
from dxkpi.drafting.tiers import NameTier, main_chain, tiers_of

_IN_ORDER = 4
"""How much more an orderly list tells about parents than one that is not."""


def structure_of(outline: Outline) -> Structure:
    levels = levels_of(outline)
    accepted = [
        level for level in accepted_levels(levels) if not _is_of_initiatives(level)
    ]
    told_in_lists = _levels_told_in_lists(accepted, levels)
    accepted = [level for level in accepted if level not in told_in_lists]
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
    listed = [node for node in outline.nodes if is_listed_initiative(node, by_node)]
    if not listed and not initiatives:
        listed = [node for node in outline.nodes if is_row_of_measure(node, by_node)]
    if not listed and not initiatives:
        initiatives += numbered_initiatives(outline, by_node, len(measures))
    for entity in listed_initiatives(listed, by_node):
        (measures if entity.is_listed else initiatives).append(entity)
    _add_places(told_in_lists, initiatives, by_node)
    if measures and not policies:
        policies += _chapter_as_policy(measures)
    _mark_guesses(accepted, by_node)
    _name_cells(outline, [*policies, *measures, *initiatives], by_node)
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
        is_policy = has_lists and any(_is_of_policies(tier) for tier in tiers)
        return [policy if is_policy else measure] * count
    if count == 2:
        return [policy, measure]
    if has_lists:
        return [policy, *[None] * (count - 2), measure]
    return [policy, measure, initiative, *[None] * (count - 3)]


def _is_of_policies(tier: NameTier) -> bool:
    labels = [node.marked.label for node in tier.nodes if node.marked.label]
    return any(WORDS_OF_POLICIES.search(label) for label in labels)


def _has_lists(outline: Outline, tiers: Sequence[NameTier]) -> bool:
    """Whether items are listed as initiatives under most names of the last tier."""
    if not tiers:
        return False
    last = tiers[-1].nodes
    with_list = {
        ancestor
        for node in outline.nodes
        if is_in_list(node)
        for ancestor in node.ancestors()
        if ancestor in last
    }
    return len(with_list) >= 0.25 * len(tiers[-1].keys)


def _chapter_as_policy(measures: Sequence[Entity]) -> list[Entity]:
    """The chapter over the measures, where a plan has one level only."""
    chapter = chapter_of(measures[0].nodes[0])
    if chapter is None or not chapter.key:
        return []
    policy = Entity(ProposalKind.POLICY, [chapter], is_guess=True)
    for measure in measures:
        measure.parent = policy
        policy.children.append(measure)
    return [policy]


def _mark_guesses(groups: Sequence[NameGroup], by_node: dict[Node, Entity]) -> None:
    """Mark what stands only where a group of names was guessed to be a level."""
    guessed: set[Node] = set()
    for group in groups:
        if group.is_guess:
            guessed.update(group.nodes)
    for entity in by_node.values():
        if guessed.issuperset(entity.nodes):
            entity.is_guess = True


def _name_cells(
    outline: Outline, entities: Sequence[Entity], by_node: dict[Node, Entity]
) -> None:
    """Names in tables that are those of entities, where they stand in tables of their own."""
    by_key = {node.key: entity for entity in entities for node in entity.nodes}
    for node in outline.nodes:
        if node.is_cell and node not in by_node and node.key in by_key:
            by_node[node] = by_key[node.key]


def _is_of_initiatives(level: NameGroup) -> bool:
    return all(is_in_list(node) for node in level.nodes)


_TOLD = 0.6


def _levels_told_in_lists(
    accepted: Sequence[NameGroup], levels: Sequence[NameGroup]
) -> list[NameGroup]:
    """Levels that are none of their own: headings whose names a table lists as initiatives,
    and rows of a schedule that are listed as such.
    """
    in_lists = [level for level in levels if _is_of_initiatives(level)]
    in_tables = {key for level in in_lists if level.is_table for key in level.keys}
    anywhere = {key for level in in_lists for key in level.keys}
    told = []
    for level in accepted:
        names = anywhere if level.is_table else in_tables
        is_told = len(level.keys & names) >= _TOLD * len(level.keys)
        if is_told and not level.is_labelled:
            told.append(level)
    return told


def _add_places(
    levels: Iterable[NameGroup],
    initiatives: Iterable[Entity],
    by_node: dict[Node, Entity],
) -> None:
    """The headings of such levels as places of the initiatives whose names they have."""
    by_key = {node.key: entity for entity in initiatives for node in entity.nodes}
    for level in levels:
        for node in level.nodes:
            if node.key in by_key:
                by_node[node] = by_key[node.key]
                by_key[node.key].nodes.append(node)


def _nodes_in_order(tier: NameTier, outline: Outline) -> list[Node]:
    """The nodes of a tier as the paper has them, those of mere evidence last."""
    evidence: set[Node] = set()
    for level in tier.levels:
        if level.is_evidence:
            evidence.update(level.nodes)
    nodes = [node for node in outline.nodes if node in tier.nodes]
    return sorted(nodes, key=lambda node: node in evidence)


def _entities(
    nodes: Iterable[Node], kind: ProposalKind, by_node: dict[Node, Entity]
) -> list[Entity]:
    finder = EntityFinder()
    for node in nodes:
        entity = finder.find(node)
        is_evidence = node.listing is not None and (
            node.listing.has_figures and not node.listing.has_years
        )
        if entity is None and is_evidence:
            continue
        entity = entity or Entity(kind, [])
        finder.add(entity, node)
        by_node[node] = entity
    return finder.entities


def _give_parents(
    entities: Iterable[Entity], kind: ProposalKind, by_node: dict[Node, Entity]
) -> None:
    orders: dict[tuple[Node | None, str], bool] = {}
    for entity in entities:
        votes: Counter[Entity] = Counter()
        for node in entity.nodes:
            place = (node.parent, node.style)
            if place not in orders:
                orders[place] = _is_in_order(node)
            for upper in entities_over(node, by_node):
                if upper.kind is kind:
                    votes[upper] += _IN_ORDER if orders[place] else 1
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
