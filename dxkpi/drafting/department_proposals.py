"""Whose each measure is: lines that begin with 担当課, and columns of departments."""

from __future__ import annotations

from collections.abc import Iterator

from dxkpi.drafting.blocks import Table
from dxkpi.drafting.departments_line import (
    departments_of,
    departments_of_line,
    is_named_department,
)
from dxkpi.drafting.entity import Entity
from dxkpi.drafting.listing_table import ColumnRole, ListingTable
from dxkpi.drafting.passages import passage_of, spans_of
from dxkpi.drafting.proposal import (
    Doubt,
    DoubtCode,
    Passage,
    Proposal,
    ProposalKind,
    Sureness,
)
from dxkpi.drafting.section_words import Section
from dxkpi.drafting.surroundings import Surroundings

_Found = tuple[int, Entity, tuple[str, ...], str]


def department_proposals(paper: Surroundings) -> tuple[list[Proposal], set[int]]:
    """The departments of each measure as first told; a table that differs is a doubt."""
    first: dict[Entity, _Found] = {}
    others: dict[Entity, tuple[str, ...]] = {}
    taken: set[int] = set()
    for found in (*_of_lines(paper), *_of_tables(paper)):
        position, entity, names, _text = found
        taken.add(position)
        if entity not in first:
            first[entity] = found
        elif set(first[entity][2]) != set(names):
            others.setdefault(entity, names)
    proposals = [
        _proposal(paper, found, others.get(entity), number)
        for number, (entity, found) in enumerate(first.items(), 1)
    ]
    return proposals, taken


def _proposal(
    paper: Surroundings, found: _Found, other: tuple[str, ...] | None, number: int
) -> Proposal:
    position, entity, names, text = found
    unnamed = [name for name in names if not is_named_department(name)]
    named = [name for name in names if name not in unnamed]
    passage = passage_of(paper.document, paper.outline, position, (text,))
    passage = Passage(
        passage.text,
        passage.page,
        passage.line,
        entity.best.text,
        spans_of(text, named),
        spans_of(text, unnamed),
    )
    doubts: list[Doubt] = []
    if other is not None:
        facts = {"name": "、".join(other)}
        doubts.append(Doubt(DoubtCode.NAME_WRITTEN_OTHERWISE, facts))
    if unnamed:
        facts = {"text": "、".join(unnamed)}
        doubts.append(Doubt(DoubtCode.NOT_A_DEPARTMENT, facts))
    return Proposal(
        ProposalKind.DEPARTMENT,
        f"department:{number}",
        {"departments": list(names)},
        passage,
        paper.keys.get(entity),
        Sureness.CHECK if doubts else Sureness.SURE,
        tuple(doubts),
    )


def _of_lines(paper: Surroundings) -> Iterator[_Found]:
    for position, block in enumerate(paper.document.blocks):
        if isinstance(block, Table):
            continue
        names = departments_of_line(block.text)
        owner = paper.owner_of(position)
        is_under_heading = owner is not None and owner.section is Section.DEPARTMENTS
        if (
            not names
            and is_under_heading
            and owner is not None
            and owner.source != position
        ):
            names = departments_of(block.text)
        entity = paper.structure.measure_over(owner) if owner is not None else None
        if names and entity is not None and entity.kind is ProposalKind.MEASURE:
            yield position, entity, names, paper.text_of(position)


def _of_tables(paper: Surroundings) -> Iterator[_Found]:
    for position, listing in paper.outline.listings.items():
        columns = listing.columns(ColumnRole.DEPARTMENT)
        if columns:
            yield from _of_rows(paper, position, listing, columns[0])


def _of_rows(
    paper: Surroundings, position: int, listing: ListingTable, column: int
) -> Iterator[_Found]:
    named: dict[Entity, list[str]] = {}
    for number, entity in paper.measures_of_rows(position):
        text = listing.rows[number][column]
        named.setdefault(entity, []).extend(departments_of(text))
    for entity, names in named.items():
        if names:
            text = " ".join(" ".join(names).split())
            yield position, entity, tuple(dict.fromkeys(names)), text
