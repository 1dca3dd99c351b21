"""The schedules of a paper as proposals: of tables of years, and of words under スケジュール."""

from __future__ import annotations

from collections.abc import Container, Iterator, Sequence
from dataclasses import replace
from typing import Any

from dxkpi.drafting.blocks import Table
from dxkpi.drafting.entity import SAME_NAME, Entity
from dxkpi.drafting.listing_table import ColumnRole, ListingTable, column_year
from dxkpi.drafting.numbering import clean_title, marked
from dxkpi.drafting.passages import spans_of
from dxkpi.drafting.proposal import (
    Doubt,
    DoubtCode,
    Passage,
    Proposal,
    ProposalKind,
    Sureness,
)
from dxkpi.drafting.schedule_cards import ScheduleCard, heads_of, schedule_cards
from dxkpi.drafting.schedule_table import (
    ScheduleBar,
    bars_of_row,
    deadline_in_sentence,
    holds_figures,
    with_written_end,
)
from dxkpi.drafting.section_words import Section
from dxkpi.drafting.surroundings import Surroundings
from dxkpi.drafting.tidy_text import bare_key, likeness

_LONGEST_LABEL = 80


def schedule_proposals(paper: Surroundings) -> tuple[list[Proposal], set[int]]:
    """The schedules of all tables of years, under their measures."""
    proposals: list[Proposal] = []
    taken: set[int] = set()
    for proposal, positions in (
        *_of_sections(paper),
        *_of_cards(paper),
        *_of_aims(paper),
    ):
        taken.update(positions)
        proposals.append(replace(proposal, key=f"schedule:{len(proposals) + 1}"))
    for proposal, position in _of_year_tables(paper, taken):
        taken.add(position)
        proposals.append(replace(proposal, key=f"schedule:{len(proposals) + 1}"))
    for position, listing in paper.outline.listings.items():
        if not listing.has_years or holds_figures(listing):
            continue
        measures = dict(paper.measures_of_rows(position))
        for number, entity in paper.entities_of_rows(position):
            measure = measures.get(number)
            if measure is None:
                continue
            taken.add(position)
            for bar in bars_of_row(listing, number, entity.name):
                key = f"schedule:{len(proposals) + 1}"
                proposals.append(_proposal(paper, position, number, bar, key, entity))
    return proposals, taken


def _of_sections(paper: Surroundings) -> Iterator[tuple[Proposal, list[int]]]:
    """スケジュール with years and no bars, and the words of the bars under them."""
    for node in paper.outline.nodes:
        if node.section is not Section.SCHEDULE:
            continue
        entity = paper.entity_before(node)
        if entity is None or entity.kind is ProposalKind.POLICY:
            continue
        years: list[int] = []
        table, head = -1, ""
        for position in node.body:
            block = paper.document.blocks[position]
            if isinstance(block, Table):
                years, table = _years_alone(block), position
                head = " ".join(" ".join(block.rows[0]).split())
                continue
            label = clean_title(block.text)
            if years and 1 < len(label) <= _LONGEST_LABEL and not label.endswith("。"):
                bar = ScheduleBar("bar", label, years[0], years[-1], is_inferred=True)
                bar = with_written_end(bar)
                text = f"{head}\n{paper.text_of(position)}"
                place = Passage(text, block.page, block.line, entity.best.text)
                yield _entry(paper, bar, entity, place), [table, position]


def _of_aims(paper: Surroundings) -> Iterator[tuple[Proposal, list[int]]]:
    """What is to be finished by a year, in the sentences under 目標 of a measure."""
    for node in paper.outline.nodes:
        if node.section is not Section.INDICATORS:
            continue
        entity = paper.structure.over(node)
        if entity is None or entity.kind is ProposalKind.POLICY:
            continue
        for position in node.body:
            text = paper.text_of(position)
            bar = deadline_in_sentence(text)
            if bar is not None:
                block = paper.document.blocks[position]
                place = Passage(text, block.page, block.line, entity.best.text)
                proposal = _entry(paper, bar, entity, place)
                yield _with_doubt(proposal, DoubtCode.DEADLINE_IN_SENTENCE), [position]


def _of_cards(paper: Surroundings) -> Iterator[tuple[Proposal, list[int]]]:
    """Initiatives side by side in a table, each with a schedule beneath its name."""
    for position, block in enumerate(paper.document.blocks):
        owner = paper.owner_of(position)
        if not isinstance(block, Table) or owner is None:
            continue
        measure = paper.structure.measure_over(owner)
        if measure is None or measure.kind is not ProposalKind.MEASURE:
            continue
        columns = _initiatives_named(heads_of(block), measure)
        if len(columns) < 2:
            continue
        inner = _tables_of_years_behind(paper, position)
        cards = schedule_cards(block)
        if cards:
            for card, entity in zip(cards, columns, strict=True):
                yield from _of_card(paper, card, entity, [position, *inner])
        elif len(inner) == len(columns):
            for at, entity in zip(inner, columns, strict=True):
                for proposal in _of_table(paper, at, entity):
                    yield proposal, [position, at]


def _initiatives_named(heads: Sequence[str], measure: Entity) -> list[Entity]:
    """The initiatives of a measure by the names over columns; none unless all are."""
    columns = []
    for head in heads:
        key = bare_key(marked(head).title)
        alike = [
            (max(likeness(key, node.key) for node in child.nodes), child)
            for child in measure.children
        ]
        most, child = max(alike, key=lambda pair: pair[0], default=(0.0, None))
        if child is None or most < SAME_NAME or child in columns:
            return []
        columns.append(child)
    return columns


def _tables_of_years_behind(paper: Surroundings, position: int) -> list[int]:
    """The tables right behind another that have only years in their heads: those that
    stood in its cells.
    """
    behind = []
    for at in range(position + 1, len(paper.document.blocks)):
        block = paper.document.blocks[at]
        if not isinstance(block, Table) or not _years_of_head(block):
            break
        behind.append(at)
    return behind


def _of_card(
    paper: Surroundings, card: ScheduleCard, entity: Entity, positions: list[int]
) -> Iterator[tuple[Proposal, list[int]]]:
    block = paper.document.blocks[positions[0]]
    for label in card.labels:
        bar = ScheduleBar("bar", label, card.years[0], card.years[-1], is_inferred=True)
        text = f"{card.head}\n{card.printed}\n{label}"
        place = Passage(text, block.page, block.line, entity.best.text)
        yield _entry(paper, with_written_end(bar), entity, place), positions


def _of_year_tables(
    paper: Surroundings, taken: Container[int]
) -> Iterator[tuple[Proposal, int]]:
    """Tables that have only years in their head, under a measure or initiative."""
    for position, block in enumerate(paper.document.blocks):
        if position in taken:
            continue
        owner = paper.owner_of(position)
        entity = paper.structure.over(owner) if owner is not None else None
        if not isinstance(block, Table) or entity is None:
            continue
        if entity.kind is not ProposalKind.POLICY:
            for proposal in _of_table(paper, position, entity):
                yield proposal, position


def _of_table(paper: Surroundings, position: int, entity: Entity) -> Iterator[Proposal]:
    """The entries of a table that has only years in its head."""
    block = paper.document.blocks[position]
    if not isinstance(block, Table) or len(block.rows) < 2:
        return
    years = _years_of_head(block)
    listing = ListingTable(
        tuple(ColumnRole.YEAR for _year in years), dict(enumerate(years)), 1, block.rows
    )
    if not years or holds_figures(listing):
        return
    for number in range(1, len(block.rows)):
        for bar in bars_of_row(listing, number, entity.name):
            text = "\n".join(
                " | ".join(" ".join(cell.split()) for cell in row)
                for row in (block.rows[0], block.rows[number])
            )
            place = Passage(text, block.page, block.line, entity.best.text)
            yield _entry(paper, bar, entity, place)


def _years_of_head(table: Table) -> list[int]:
    """The years of a head that has two or more, and nothing else."""
    head = table.rows[0]
    years = [year for cell in head if (year := column_year(cell)) is not None]
    is_of_years = len(years) == len(head) > 1
    return years if is_of_years else []


def _years_alone(table: Table) -> list[int]:
    """The years of a table that has nothing else."""
    _head, *others = table.rows
    has_more = any("".join(row).strip() for row in others)
    return [] if has_more else _years_of_head(table)


def _proposal(
    paper: Surroundings,
    position: int,
    number: int,
    bar: ScheduleBar,
    key: str,
    entity: Entity,
) -> Proposal:
    block = paper.document.blocks[position]
    listing = paper.outline.listings[position]
    head = [" ".join(row) for row in listing.head]
    row = " | ".join(" ".join(cell.split()) for cell in listing.rows[number])
    text = "\n".join([*(" ".join(line.split()) for line in head), row])
    place = Passage(text, block.page, block.line, entity.best.text)
    return replace(_entry(paper, bar, entity, place), key=key)


def _entry(
    paper: Surroundings, bar: ScheduleBar, entity: Entity, place: Passage
) -> Proposal:
    data: dict[str, Any] = {
        "kind": bar.kind,
        "label": bar.label,
        "start": bar.start,
        "end": bar.end,
        "certainty": "inferred" if bar.is_inferred else "stated",
    }
    parent = entity
    if entity.kind is ProposalKind.INITIATIVE and entity.parent is not None:
        parent = entity.parent
        if entity.number is not None:
            data["initiative"] = entity.number
    spans = spans_of(place.text, (bar.label,))
    kind = ProposalKind.SCHEDULE
    passage = replace(place, taken=spans)
    proposal = Proposal(kind, kind.value, data, passage, paper.keys.get(parent))
    if place.page is not None and place.line is None:
        proposal = _with_doubt(proposal, DoubtCode.CELL_OF_PAGE)
    if bar.is_inferred:
        proposal = _with_doubt(proposal, DoubtCode.BARS_WITHOUT_ENDS)
    return proposal


def _with_doubt(proposal: Proposal, code: DoubtCode) -> Proposal:
    """The proposal for somebody to look at, what was taken of its passage with a doubt."""
    spans = (*proposal.passage.taken, *proposal.passage.doubtful)
    passage = replace(proposal.passage, taken=(), doubtful=spans)
    doubts = (*proposal.doubts, Doubt(code))
    return replace(proposal, passage=passage, sureness=Sureness.CHECK, doubts=doubts)
