"""The structure of a paper as proposals, with what stands under each heading."""

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from dxkpi.drafting.blocks import Document, Table
from dxkpi.drafting.departments_line import is_departments_line
from dxkpi.drafting.entity import Entity, Structure
from dxkpi.drafting.figure_pair import is_indicator_line
from dxkpi.drafting.levels import chapter_of
from dxkpi.drafting.national_marks import NationalMark, legend_of, mark_of
from dxkpi.drafting.numbering import clean_title, marked, without_footnote_marks
from dxkpi.drafting.outline_node import SECTION, Node
from dxkpi.drafting.passages import spans_of
from dxkpi.drafting.proposal import (
    Doubt,
    DoubtCode,
    Passage,
    Proposal,
    ProposalKind,
    Sureness,
)
from dxkpi.drafting.section_words import Section, is_of_indicators
from dxkpi.drafting.tidy_text import tidy

_LONGEST_EFFECT = 80
_LONGEST_DESCRIPTION = 4_000
_FOOTNOTE = re.compile(r"\s*[※*＊][0-9０-９]{0,2}\s?\S")


def structure_proposals(
    document: Document, structure: Structure
) -> tuple[list[Proposal], dict[Entity, str]]:
    """Policies, measures and initiatives in order, each behind the one it stands under,
    and the key of each entity's proposal.
    """
    writer = _Writer(document, structure)
    orphans = [entity for entity in structure.measures if entity.parent is None]
    for number, entity in enumerate(_ordered([*structure.policies, *orphans]), 1):
        writer.add(entity, str(number), None)
    return writer.proposals, writer.keys


class _Writer:
    def __init__(self, document: Document, structure: Structure) -> None:
        self._document = document
        self._structure = structure
        self._legend = legend_of(document)
        self.proposals: list[Proposal] = []
        self.keys: dict[Entity, str] = {}

    def add(self, entity: Entity, path: str, parent: str | None) -> None:
        key = f"{entity.kind}:{path}"
        self.keys[entity] = key
        self.proposals.append(self._proposal(entity, key, parent))
        for number, child in enumerate(_ordered(entity.children), 1):
            self.add(child, f"{path}-{number}", key)

    def _proposal(self, entity: Entity, key: str, parent: str | None) -> Proposal:
        node = entity.best
        data: dict[str, Any] = {}
        if entity.number is not None:
            data["number"] = entity.number
        data["name"] = entity.name
        texts = [self._text_of(node)]
        described = self._described(entity)
        lines = described[1] if described else []
        if described and described[0] is not node:
            texts.append(self._text_of(described[0]))
        if lines:
            data["description"] = "\n".join(map(tidy, lines))[:_LONGEST_DESCRIPTION]
            texts += lines
        effects = self._effects(entity)
        if effects:
            data["expected_effects"] = [
                clean_title(marked(text).title) for text in effects
            ]
            texts += effects
        passage = _passage(node, texts, entity.name)
        doubts = _doubts(entity)
        mark = mark_of(entity, self._legend)
        if mark is not None and entity.kind is ProposalKind.MEASURE:
            passage = _with_mark(passage, mark)
            if mark.item is None:
                doubts += (Doubt(DoubtCode.MARK_UNKNOWN, {"sign": mark.sign}),)
            else:
                data["national_item"] = mark.item.value
        sureness = Sureness.CHECK if doubts else Sureness.SURE
        return Proposal(entity.kind, key, data, passage, parent, sureness, doubts)

    def _text_of(self, node: Node) -> str:
        return " ".join(node.text.split())

    def _described(self, entity: Entity) -> tuple[Node, list[str]] | None:
        """The place that has most text about the entity, and that text."""
        places = [
            (node, self._lines_under(node))
            for node in entity.nodes
            if not node.is_cell and not _is_in_chapter_of_indicators(node)
        ]
        places = [place for place in places if place[1]]
        return max(places, key=lambda place: sum(map(len, place[1])), default=None)

    def _lines_under(self, node: Node) -> list[str]:
        lines = self._body(node)
        for child in node.children:
            if child.section is Section.DESCRIPTION:
                lines += self._body(child)
            is_item = child.marked.is_glyph and child not in self._structure.by_node
            if is_item and child.style != SECTION:
                lines.append(child.title)
                lines += self._body(child)
        return lines

    def _body(self, node: Node) -> list[str]:
        lines = []
        for position in node.body:
            block = self._document.blocks[position]
            is_own_heading = position == node.source
            if (
                isinstance(block, Table)
                or is_own_heading
                or is_departments_line(block.text)
                or is_indicator_line(block.text)
            ):
                continue
            text = without_footnote_marks(marked_text(block.text))
            lines.append(" ".join(text.split()))
        return lines

    def _effects(self, entity: Entity) -> list[str]:
        effects: list[str] = []
        for node in entity.nodes:
            for child in node.children:
                if child.section is Section.EFFECTS and not effects:
                    items = [
                        item.text for item in child.children if item.style != SECTION
                    ]
                    effects = [*self._body(child), *items]
        return [text for text in effects if _is_effect(text)]


def marked_text(text: str) -> str:
    """A line of a description without the sign of its list."""
    found = marked(text)
    return (
        found.title
        if found.is_glyph and len(text) < 200
        else re.sub(r"^\s*[・･•]\s*", "", text)
    )


def _is_effect(text: str) -> bool:
    is_note = _FOOTNOTE.match(text) is not None
    return (
        bool(text)
        and len(text) <= _LONGEST_EFFECT
        and not is_note
        and not text.endswith("。")
    )


def _is_in_chapter_of_indicators(node: Node) -> bool:
    chapter = chapter_of(node)
    return chapter is not None and is_of_indicators(chapter.title)


def _passage(node: Node, texts: Sequence[str], name: str) -> Passage:
    heading = next((ancestor.text for ancestor in node.ancestors()), None)
    taken = _span(texts[0], name)
    return Passage("\n".join(texts), node.page, node.line, heading, taken)


def _with_mark(passage: Passage, mark: NationalMark) -> Passage:
    """A passage with its sign, and with the words that say what that means."""
    spans = spans_of(passage.text, (mark.sign,))
    if mark.item is None:
        return replace(passage, doubtful=(*passage.doubtful, *spans))
    is_elsewhere = mark.line not in passage.text
    text = f"{passage.text}\n{mark.line}" if is_elsewhere else passage.text
    return replace(passage, text=text, taken=(*passage.taken, *spans))


def _span(text: str, name: str) -> tuple[tuple[int, int], ...]:
    """Where the letters of a name stand in a text, whatever spaces are between them."""
    pattern = r"\s*".join(map(re.escape, "".join(name.split())[:300]))
    match = re.search(pattern, text)
    return () if match is None else (match.span(),)


def _doubts(entity: Entity) -> tuple[Doubt, ...]:
    doubts = []
    is_lost = entity.parent is None and entity.kind is not ProposalKind.POLICY
    if is_lost or _has_wrong_parent(entity):
        doubts.append(Doubt(DoubtCode.NO_PARENT))
    if entity.is_by_name and entity.parent is not None:
        doubts.append(Doubt(DoubtCode.PARENT_BY_NAME, {"name": entity.parent.name}))
    if entity.is_guess or all(node.is_part_of_line for node in entity.nodes):
        doubts.append(Doubt(DoubtCode.NO_LABEL))
    if all(node.is_cell for node in entity.nodes):
        doubts.append(Doubt(DoubtCode.ONLY_IN_TABLE))
    other = _other_spelling(entity)
    if other is not None:
        doubts.append(Doubt(DoubtCode.NAME_WRITTEN_OTHERWISE, {"name": other}))
    return tuple(doubts)


def _has_wrong_parent(entity: Entity) -> bool:
    is_initiative = entity.kind is ProposalKind.INITIATIVE
    parent = entity.parent
    return is_initiative and parent is not None and parent.kind is ProposalKind.POLICY


def _other_spelling(entity: Entity) -> str | None:
    """Another spelling of the name, as long as brackets behind it are not all of it."""
    best = entity.best
    for node in entity.nodes:
        if node.key != best.key and not node.key.startswith(best.key):
            return node.title
    return None


def _ordered(entities: Sequence[Entity]) -> list[Entity]:
    """In the order of the list that names all of them, else as they first come."""
    first = {entity: _place(entity.nodes[0]) for entity in entities}
    lists: dict[int, dict[Entity, tuple[int, int]]] = {}
    for entity in entities:
        for node in entity.nodes:
            if node.is_cell:
                lists.setdefault(node.source, {}).setdefault(entity, _place(node))
    for order in lists.values():
        if len(order) == len(entities):
            return sorted(entities, key=lambda entity: order[entity])
    return sorted(entities, key=lambda entity: first[entity])


def _place(node: Node) -> tuple[int, int]:
    return (node.source, node.row or 0)
