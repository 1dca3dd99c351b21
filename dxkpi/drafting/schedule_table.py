"""A table of years as entries of a schedule: bars, milestones, deadlines.

What a row has in the columns of years is read as it stands; where the ends of a bar were
lost, the years are inferred and marked so, as the documents in data/plans do.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from dxkpi.drafting.blocks import Table
from dxkpi.drafting.entity import Entity
from dxkpi.drafting.listing_table import ColumnRole, ListingTable, column_year
from dxkpi.drafting.numbering import clean_title
from dxkpi.drafting.passages import spans_of
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
from dxkpi.drafting.tidy_text import tidy
from dxkpi.drafting.written_years import years_in

_ARROWS = re.compile(r"[\s→⇒➡⇨▶►⟶＝=ー―─━\-~～><＞＜↔⟷]+")
_SIGNS = re.compile(r"[\s○◯〇●■□◎★☆△▲◆◇・]+")
_MILESTONE = re.compile(
    r"^\s*[●◆★▲◎]\s*(?P<before>\S.*)$|^(?P<behind>.*\S)\s*[●◆★▲]\s*$"
)
_DEADLINE_TEXT = re.compile(r"[0-9０-９元]")
_FIGURE = re.compile(r"[\s0-9０-９.,．，%％]+\S{0,3}")
_LONGEST_LABEL = 80


@dataclass(frozen=True)
class ScheduleBar:
    """An entry of a row. `is_inferred`: an end of it does not stand in the table."""

    kind: str
    label: str
    start: int | None
    end: int | None
    is_inferred: bool = False


def schedule_proposals(paper: Surroundings) -> tuple[list[Proposal], set[int]]:
    """The schedules of all tables of years, under their measures."""
    proposals: list[Proposal] = []
    taken: set[int] = set()
    for proposal, positions in _of_sections(paper):
        taken.update(positions)
        proposals.append(replace(proposal, key=f"schedule:{len(proposals) + 1}"))
    for proposal, position in _of_year_tables(paper):
        taken.add(position)
        proposals.append(replace(proposal, key=f"schedule:{len(proposals) + 1}"))
    for position, listing in paper.outline.listings.items():
        if not listing.has_years or _holds_figures(listing):
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
        entity = paper.structure.over(node)
        is_schedule = node.section is Section.SCHEDULE
        if not is_schedule or entity is None or entity.kind is ProposalKind.POLICY:
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
                text = f"{head}\n{paper.text_of(position)}"
                place = Passage(text, block.page, block.line, entity.best.text)
                yield _entry(paper, bar, entity, place), [table, position]


def _of_year_tables(paper: Surroundings) -> Iterator[tuple[Proposal, int]]:
    """Tables that have only years in their head, under a measure or initiative."""
    for position, block in enumerate(paper.document.blocks):
        owner = paper.owner_of(position)
        entity = paper.structure.over(owner) if owner is not None else None
        if not isinstance(block, Table) or entity is None or len(block.rows) < 2:
            continue
        years = [column_year(cell) for cell in block.rows[0]]
        if entity.kind is ProposalKind.POLICY or len(years) < 2 or None in years:
            continue
        roles = tuple(ColumnRole.YEAR for _year in years)
        columns = {at: year for at, year in enumerate(years) if year is not None}
        listing = ListingTable(roles, columns, 1, block.rows)
        if _holds_figures(listing):
            continue
        for number in range(1, len(block.rows)):
            for bar in bars_of_row(listing, number, entity.name):
                text = "\n".join(
                    " | ".join(" ".join(cell.split()) for cell in row)
                    for row in (block.rows[0], block.rows[number])
                )
                place = Passage(text, block.page, block.line, entity.best.text)
                yield _entry(paper, bar, entity, place), position


def _years_alone(table: Table) -> list[int]:
    """The years of a table that has nothing else."""
    head, *others = table.rows
    if any("".join(row).strip() for row in others):
        return []
    years = [year for cell in head if (year := column_year(cell)) is not None]
    is_of_years = len(years) == len(head) > 1
    return years if is_of_years else []


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
    if bar.is_inferred:
        return Proposal(
            kind,
            kind.value,
            data,
            replace(place, doubtful=spans),
            paper.keys.get(parent),
            Sureness.CHECK,
            (Doubt(DoubtCode.BARS_WITHOUT_ENDS),),
        )
    passage = replace(place, taken=spans)
    return Proposal(kind, kind.value, data, passage, paper.keys.get(parent))


def _holds_figures(listing: ListingTable) -> bool:
    """Whether the columns of years hold figures: a table of actuals or targets."""
    cells = [
        row[column]
        for row in listing.rows[listing.head_rows :]
        for column in listing.years
        if column < len(row) and row[column].strip()
    ]
    figures = sum(
        re.fullmatch(r"[\s0-9０-９.,．，%％]+\S{0,3}", cell) is not None
        for cell in cells
    )
    return figures > 0.5 * len(cells)


def bars_of_row(listing: ListingTable, number: int, name: str) -> Iterator[ScheduleBar]:
    """The entries of a row. `name` labels what has only arrows or signs."""
    row = listing.rows[number]
    cells = [
        (listing.years[column], row[column].strip())
        for column in sorted(listing.years)
        if column < len(row)
    ]
    yield from _bars(listing, cells, name)
    for column in listing.columns(ColumnRole.DEADLINE):
        text = tidy(row[column]) if column < len(row) else ""
        years = years_in(text)
        if years and _DEADLINE_TEXT.search(text):
            yield ScheduleBar("deadline", text, None, years[-1].year.fiscal_year)


def _bars(
    listing: ListingTable, cells: list[tuple[int, str]], name: str
) -> Iterator[ScheduleBar]:
    if not cells:
        return
    first, last = cells[0][0], max(listing.years.values())
    filled = [(year, text) for year, text in cells if text]
    for year, end, text in _runs(cells):
        lines = [line for line in text.split("\n") if line.strip()]
        if _is_sign_only(text):
            is_lost = "○" not in text and year == end and len(filled) == 1
            yield ScheduleBar("bar", name, year, last if is_lost else end, is_lost)
            continue
        for line in lines:
            yield _bar_of_line(listing, line, (year, end), (first, last), len(filled))


def _bar_of_line(
    listing: ListingTable,
    line: str,
    run: tuple[int, int],
    whole: tuple[int, int],
    filled: int,
) -> ScheduleBar:
    milestone = _MILESTONE.match(line)
    if milestone is not None:
        label = tidy(milestone["before"] or milestone["behind"])
        return ScheduleBar("milestone", label, run[0], run[0], is_inferred=True)
    label = clean_title(
        _ARROWS.sub(" ", line) if _ARROWS.fullmatch(line[-1:]) else line
    )
    label = label[:_LONGEST_LABEL]
    if run[0] < run[1]:
        return ScheduleBar("bar", label, *run)
    is_alone = filled == 1 and _labels_are_centred(listing)
    if is_alone or listing.goes_on:
        return ScheduleBar("bar", label, *whole, is_inferred=True)
    return ScheduleBar("bar", label, run[0], None, is_inferred=True)


def _labels_are_centred(listing: ListingTable) -> bool:
    """Whether no row with one label has it in the first year's column: then labels stand
    in the middle of bars over several years, whose ends were lost.
    """
    columns = sorted(listing.years)
    for number in range(listing.head_rows, len(listing.rows)):
        row = listing.rows[number]
        filled = [at for at in columns if at < len(row) and row[at].strip()]
        is_entry = number not in listing.other_rows
        if is_entry and len(filled) == 1 and filled[0] in (columns[0], columns[-1]):
            return False
    return True


def _runs(cells: list[tuple[int, str]]) -> Iterator[tuple[int, int, str]]:
    """Cells of one text side by side are one merged cell: first year, last year, text.

    Arrows and signs behind a text prolong it.
    """
    start, end, text = cells[0][0], cells[0][0], cells[0][1]
    for year, cell in cells[1:]:
        is_same = bool(text) and (cell == text or (cell and _is_sign_only(cell)))
        if is_same:
            end = year
            continue
        if text:
            yield start, end, text
        start, end, text = year, year, cell
    if text:
        yield start, end, text


def _is_sign_only(text: str) -> bool:
    return not _SIGNS.sub("", _ARROWS.sub("", text))
