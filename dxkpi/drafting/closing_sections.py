"""Tables of indicators that close a policy: they stand behind its last measure and are of
the whole policy.
"""

from __future__ import annotations

from dxkpi.drafting.entity import Entity, Structure
from dxkpi.drafting.outline_node import Node
from dxkpi.drafting.section_words import Section

_LEAST_POLICIES = 2
_LEAST_MEASURES = 2


def closing_sections(structure: Structure) -> dict[Node, Entity]:
    """The sections of indicators that close policies, with their policies.

    They are told by coming behind the last measure of each policy and under no other one.
    """
    closing: dict[Node, Entity] = {}
    for policy in structure.policies:
        measures = _by_place(policy)
        if any(_sections_of(measure) for measure in measures[:-1]):
            return {}
        found = [node for measure in measures[-1:] for node in _sections_of(measure)]
        if found and len(measures) < _LEAST_MEASURES:
            return {}
        closing.update(dict.fromkeys(found, policy))
    return closing if len(set(closing.values())) >= _LEAST_POLICIES else {}


def _by_place(policy: Entity) -> list[Entity]:
    """The measures of a policy in the order in which the paper describes them."""
    described = [each for each in policy.children if _headings(each)]
    return sorted(described, key=lambda each: _headings(each)[-1].source)


def _headings(measure: Entity) -> list[Node]:
    return [node for node in measure.nodes if not node.is_cell]


def _sections_of(measure: Entity) -> list[Node]:
    """The sections of indicators under a measure or the last of its items."""
    children = [child for node in _headings(measure) for child in node.children]
    inner = [child for item in children for child in item.children]
    return [
        child for child in (*children, *inner) if child.section is Section.INDICATORS
    ]
