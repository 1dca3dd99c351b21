"""A paper's table of indicators: its rows as proposals under the measures that it names."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from dxkpi.drafting.blocks import Table
from dxkpi.drafting.column_meaning import ColumnMeaning
from dxkpi.drafting.entity import Entity
from dxkpi.drafting.indicator_table import (
    IndicatorOfTable,
    PlanTable,
    indicators_of_table,
    read_plan_table,
)
from dxkpi.drafting.numbering import Marked, marked, plain_number, without_tags
from dxkpi.drafting.proposal import DoubtCode, Proposal, ProposalKind, Sureness
from dxkpi.drafting.surroundings import CommonYear, Surroundings
from dxkpi.drafting.table_columns import PlanYears
from dxkpi.drafting.tidy_text import likeness, name_key, tidy

_LIKE_ENTITY = 0.6
_MOST_COMPARED = 1_000
_TARGETS = (
    ColumnMeaning.TARGET,
    ColumnMeaning.CHANGE,
    ColumnMeaning.YEARLY_TARGET,
)
_UNDER = (ColumnMeaning.INITIATIVE, ColumnMeaning.MEASURE, ColumnMeaning.POLICY)


def proposals_of_table(
    paper: Surroundings, position: int, table: Table, before: Table | None = None
) -> Iterator[Proposal]:
    """The indicators of a table; none where no heading says that it has targets.

    `before` is the table before it: one with the same head goes on with its last section.
    """
    owner = paper.owner_of(position)
    common = paper.common_year(owner)
    years = paper.plan_years
    if common is not None:
        years = replace(years, last=common.year.year.fiscal_year)
    read = read_plan_table(table.rows, years)
    if not _has_head_of_targets(read):
        return
    section = _section_before(table, before, years)
    heading = owner.text if owner is not None else None
    for indicator in indicators_of_table(
        read, years, page=table.page, line=table.line, heading=heading
    ):
        placed = replace(indicator, section=indicator.section or section)
        yield _proposal_of_row(paper, position, placed, common)


def _section_before(table: Table, before: Table | None, years: PlanYears) -> str | None:
    """The last section of a table that goes on in this one, as over the end of a page."""
    if before is None or before.rows[:1] != table.rows[:1]:
        return None
    rows = read_plan_table(before.rows, years).rows
    return rows[-1].section if rows else None


def _has_head_of_targets(table: PlanTable) -> bool:
    """Whether a heading says that a column is a target; others are figures of anything."""
    return any(
        column.is_known and column.meaning in _TARGETS for column in table.columns
    )


def _proposal_of_row(
    paper: Surroundings,
    position: int,
    indicator: IndicatorOfTable,
    common: CommonYear | None,
) -> Proposal:
    proposal = indicator.proposal
    entity = _entity_of_row(paper, position, indicator)
    doubts = list(proposal.doubts)
    passage = proposal.passage
    if any(doubt.code is DoubtCode.YEAR_OF_PLAN for doubt in doubts):
        sentence = paper.period_sentence
        if common is not None:
            doubts = [d for d in doubts if d.code is not DoubtCode.YEAR_OF_PLAN]
            sentence = common.sentence
        passage = replace(passage, text=f"{passage.text}\n{sentence}".strip())
    return replace(
        proposal,
        parent=paper.keys.get(entity) if entity is not None else None,
        data=_without_note(proposal.data),
        passage=passage,
        doubts=tuple(doubts),
        sureness=Sureness.CHECK if doubts else Sureness.SURE,
    )


def _without_note(data: Mapping[str, object]) -> dict[str, object]:
    """A note behind the name as the indicator's definition: …サービス ※…を除く."""
    name, sign, note = str(data["name"]).partition("※")
    if not sign or not name.strip() or not note.strip():
        return {**data, "name": without_tags(tidy(str(data["name"])))}
    tidied = without_tags(tidy(name))
    return {"definition": tidy(sign + note), **data, "name": tidied}


def _entity_of_row(
    paper: Surroundings, position: int, indicator: IndicatorOfTable
) -> Entity | None:
    """The measure of a row: by the names that stand over it, else by its chapter."""
    texts = {meaning: indicator.under.get(meaning, "") for meaning in _UNDER}
    for meaning, text in texts.items():
        entity = _entity_numbered(paper, text, meaning) or _entity_named(paper, text)
        if entity is not None:
            return _measure_of(entity)
    over_rows = _entity_named(paper, indicator.section or "")
    if over_rows is not None:
        return _measure_of(over_rows)
    entity = _entity_of_cell(paper, position, indicator.row)
    if entity is not None:
        return _measure_of(entity)
    owner = paper.owner_of(position)
    return paper.measured_by(owner) if owner is not None else None


def _entity_of_cell(paper: Surroundings, position: int, row: int) -> Entity | None:
    if position not in paper.outline.listings:
        return None
    return dict(paper.entities_of_rows(position)).get(row)


def _entity_named(paper: Surroundings, text: str) -> Entity | None:
    if not text or _is_number(text):
        return None
    found = marked(text)
    if found.is_labelled and not found.title:
        return _entity_labelled(paper, found)
    key = name_key(text)
    best, most = None, _LIKE_ENTITY
    for entity in paper.structure.entities[:_MOST_COMPARED]:
        alike = max(likeness(key, node.full_key) for node in entity.nodes[:5])
        if alike >= most and (best is None or alike > most):
            best, most = entity, alike
    return best


def _is_number(text: str) -> bool:
    return plain_number(text).replace("-", "").isdecimal()


def _entity_numbered(
    paper: Surroundings, text: str, meaning: ColumnMeaning
) -> Entity | None:
    """The only entity of a number, in the level that the column is of: 関連施策 3."""
    if not _is_number(text):
        return None
    is_of_policies = meaning is ColumnMeaning.POLICY
    level = paper.structure.policies if is_of_policies else paper.structure.measures
    numbered = [each for each in level if each.number == plain_number(text)]
    return numbered[0] if len(numbered) == 1 else None


def _entity_labelled(paper: Surroundings, label: Marked) -> Entity | None:
    """The entity that a label with its number means: 基本目標1."""
    for entity in paper.structure.entities[:_MOST_COMPARED]:
        for node in entity.nodes[:5]:
            if (node.style, node.marked.number) == (label.style, label.number):
                return entity
    return None


def _measure_of(entity: Entity) -> Entity | None:
    found: Entity | None = entity
    while found is not None and found.kind is ProposalKind.INITIATIVE:
        found = found.parent
    return found
