"""What stands around a place of a paper: its heading, its measure, the years of its targets."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from dxkpi.drafting.blocks import Document, Table
from dxkpi.drafting.closing_sections import closing_sections
from dxkpi.drafting.entity import Entity, Structure
from dxkpi.drafting.levels import chapter_of
from dxkpi.drafting.outline import Outline
from dxkpi.drafting.outline_node import Node
from dxkpi.drafting.plan_period import PlanPeriod
from dxkpi.drafting.proposal import ProposalKind
from dxkpi.drafting.section_words import Section, is_elsewhere, is_of_indicators
from dxkpi.drafting.table_columns import PlanYears
from dxkpi.drafting.written_years import WrittenYear, years_in

_ABOUT_TARGETS = ("目標", "指標", "KPI", "達成")
_OF_MEASURING = ("測定", "評価")


@dataclass(frozen=True)
class CommonYear:
    """The year of all targets of a chapter, and the sentence that says it."""

    year: WrittenYear
    sentence: str


@dataclass
class Surroundings:
    """A paper with all that was made of it: blocks, tree, structure, period.

    `keys` are those of the entities' proposals.
    """

    document: Document
    outline: Outline
    structure: Structure
    period: PlanPeriod | None
    keys: Mapping[Entity, str]
    _years: dict[Node, CommonYear | None] = field(default_factory=dict)

    @property
    def plan_years(self) -> PlanYears:
        return self.period.years if self.period is not None else PlanYears()

    @property
    def period_sentence(self) -> str:
        return self.period.sentence if self.period is not None else ""

    def owner_of(self, position: int) -> Node | None:
        """The heading or item that a block is or stands under."""
        return self.outline.owners.get(position)

    def text_of(self, position: int) -> str:
        block = self.document.blocks[position]
        return "" if isinstance(block, Table) else " ".join(block.text.split())

    def parent_of(self, position: int) -> str | None:
        """The key of the measure or policy over a block."""
        owner = self.owner_of(position)
        entity = self.measured_by(owner) if owner is not None else None
        return self.keys.get(entity) if entity is not None else None

    def measured_by(self, owner: Node) -> Entity | None:
        """The measure or policy of which indicators under a heading are."""
        for node in (owner, *owner.ancestors()):
            if node in self._closing_sections:
                return self._closing_sections[node]
        return self.structure.measure_over(owner)

    @cached_property
    def _closing_sections(self) -> dict[Node, Entity]:
        return closing_sections(self.structure)

    def entities_of_rows(self, position: int) -> list[tuple[int, Entity]]:
        """The entity of each row of a listing, by its names: the innermost, what is over
        them where it names several, or the one of the row above where its own cells are
        empty.
        """
        listing = self.outline.listings[position]
        named = self._names_of_rows.get(position)
        if named is None:
            return []
        rows = []
        current: Entity | None = None
        for number in range(listing.head_rows, len(listing.rows)):
            current = named.get(number, current)
            if current is not None and number not in listing.other_rows:
                rows.append((number, current))
        return rows

    def measures_of_rows(self, position: int) -> list[tuple[int, Entity]]:
        """The measure of each row of a listing."""
        rows = []
        for number, entity in self.entities_of_rows(position):
            measure: Entity | None = entity
            while measure is not None and measure.kind is ProposalKind.INITIATIVE:
                measure = measure.parent
            if measure is not None and measure.kind is ProposalKind.MEASURE:
                rows.append((number, measure))
        return rows

    @cached_property
    def _names_of_rows(self) -> dict[int, dict[int, Entity]]:
        named: dict[int, dict[int, list[Entity]]] = {}
        for node in self.outline.nodes:
            entity = self.structure.by_node.get(node)
            if node.row is not None and entity is not None:
                of_table = named.setdefault(node.source, {})
                of_table.setdefault(node.row, []).append(entity)
        return {
            position: {row: _entity_of_row(entities) for row, entities in rows.items()}
            for position, rows in named.items()
        }

    def entity_before(self, node: Node) -> Entity | None:
        """The measure or initiative that a section is of: the one that it stands under, or
        one whose name stands nearer before it. Columns of a page may be interleaved, so
        that a name stands under another one's heading.
        """
        over = next(
            (
                place
                for place in (node, *node.ancestors())
                if place in self.structure.by_node
            ),
            None,
        )
        nearest = over
        for place in self._named_places:
            is_nearer = nearest is None or place.source > nearest.source
            if place.source < node.source and is_nearer:
                nearest = place
        return None if nearest is None else self._entity_named(nearest)

    def _entity_named(self, place: Node) -> Entity | None:
        entity = self.structure.by_node.get(place)
        return entity or self._entities_by_name.get(place.key)

    @cached_property
    def _entities_by_name(self) -> dict[str, Entity]:
        """Measures and initiatives by their names, as far as only one has each."""
        named: dict[str, list[Entity]] = {}
        for entity in (*self.structure.measures, *self.structure.initiatives):
            for key in {node.key for node in entity.nodes}:
                named.setdefault(key, []).append(entity)
        return {key: found[0] for key, found in named.items() if len(found) == 1}

    @cached_property
    def _named_places(self) -> list[Node]:
        """Numbered names that are those of entities, wherever they stand."""
        return [
            node
            for node in self.outline.nodes
            if node.marked.is_numbered
            and not node.is_cell
            and node not in self.structure.by_node
            and node.key in self._entities_by_name
        ]

    def names_entity(self, position: int) -> bool:
        owner = self.owner_of(position)
        if owner is None or owner.source != position:
            return False
        return owner in self.structure.by_node

    def is_elsewhere(self, owner: Node | None) -> bool:
        """Whether a chapter tells of something else and no measure stands over the place."""
        if owner is None:
            return True
        chain = [owner, *owner.ancestors()]
        if any(node.section is Section.OTHER for node in chain):
            return True
        if self.structure.over(owner) is not None:
            return False
        title = chain[-1].title
        if any(is_of_indicators(node.title) for node in chain):
            return False
        return is_elsewhere(title) and not any(word in title for word in _OF_MEASURING)

    def common_year(self, owner: Node | None) -> CommonYear | None:
        """The year that a chapter says all of its targets have."""
        if owner is None:
            return None
        chapter = chapter_of(owner) or owner
        if chapter not in self._years:
            self._years[chapter] = self._year_said_in(chapter)
        return self._years[chapter]

    def _year_said_in(self, chapter: Node) -> CommonYear | None:
        if not is_of_indicators(chapter.title):
            return None
        for position in chapter.body:
            text = self.text_of(position)
            years = years_in(text)
            is_about = any(word in text for word in _ABOUT_TARGETS)
            if is_about and len(years) == 1:
                return CommonYear(years[0], text)
        return None


def _entity_of_row(named: Sequence[Entity]) -> Entity:
    """What a row is of that names these in its cells."""
    last = named[-1]
    initiatives = {each for each in named if each.kind is ProposalKind.INITIATIVE}
    is_one_of_several = last in initiatives and len(initiatives) > 1
    return last.parent or last if is_one_of_several else last
