"""A policy, measure or initiative with all places of a paper that name it."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from dxkpi.drafting.outline_node import Node
from dxkpi.drafting.proposal import ProposalKind
from dxkpi.drafting.tidy_text import likeness, without_count

SAME_NAME = 0.75
"""How much two names have in common that are spellings of one, 0 to 1."""

_SAME_NUMBER = 0.45
_MOST_COMPARED = 300
"""More entities than a plan has measures or initiatives of one kind."""

_MOST_PLACES = 30
"""Places of an entity that are looked at."""


@dataclass(eq=False)
class Entity:
    """A policy, measure or initiative. `nodes` are the places that name it, in order."""

    kind: ProposalKind
    nodes: list[Node]
    parent: Entity | None = None
    is_guess: bool = False
    """Only its place and look say that it is one."""

    is_listed: bool = False
    """It stands in a list right under a policy, where a plan has no measures."""

    is_by_name: bool = False
    """Its parent was found by the likeness of names."""

    children: list[Entity] = field(default_factory=list)

    @property
    def name(self) -> str:
        return without_count(self.best.title)

    @property
    def best(self) -> Node:
        """The place with the spelling that is used most, a heading before a table's cell."""
        places = self.nodes[:_MOST_PLACES]
        keys = Counter(node.full_key for node in places)
        return max(
            places,
            key=lambda node: (
                not node.is_cell,
                keys[node.full_key],
                -places.index(node),
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


class EntityFinder:
    """Finds the entity that a node names: by its name, else by one alike.

    Where there are more than any plan has, only those of the same number are compared.
    """

    def __init__(self) -> None:
        self.entities: list[Entity] = []
        self._by_key: dict[str, list[Entity]] = defaultdict(list)
        self._by_number: dict[str, list[Entity]] = defaultdict(list)

    def add(self, entity: Entity, node: Node) -> None:
        """Take a new entity, or another place that names a known one."""
        if not entity.nodes:
            self.entities.append(entity)
        entity.nodes.append(node)
        self._by_key[node.full_key].append(entity)
        self._by_number[node.marked.number or ""].append(entity)

    def find(self, node: Node) -> Entity | None:
        for entity in self._by_key[node.full_key][:_MOST_PLACES]:
            if not is_sibling(node, entity):
                return entity
        best, most = None, 0.0
        for entity in self._comparable(node):
            alike = _likeness(node, entity)
            if alike > most and not is_sibling(node, entity):
                best, most = entity, alike
        return best if most >= 1 else None

    def _comparable(self, node: Node) -> Sequence[Entity]:
        if len(self.entities) <= _MOST_COMPARED:
            return self.entities
        return self._by_number[node.marked.number or ""][:_MOST_PLACES]


def _likeness(node: Node, entity: Entity) -> float:
    """1 and more where a node may name the entity."""
    most = 0.0
    for other in entity.nodes[:_MOST_PLACES]:
        needed = SAME_NAME
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


def is_sibling(node: Node, entity: Entity) -> bool:
    """Whether the entity stands beside the node: two items of a list are not the same."""
    return any(
        other.parent is node.parent
        and other.style == node.style
        and other.full_key != node.full_key
        for other in entity.nodes[:_MOST_PLACES]
    )


def entities_over(node: Node, by_node: dict[Node, Entity]) -> Iterator[Entity]:
    for ancestor in node.ancestors():
        if ancestor in by_node:
            yield by_node[ancestor]
            return
