"""The indicators of a paper as proposals: of its tables, its sentences, its pairs of lines."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from dxkpi.drafting.blocks import Paragraph, Table
from dxkpi.drafting.document_table import proposals_of_table
from dxkpi.drafting.figure_pair import paired_indicators
from dxkpi.drafting.indicator_sentence import (
    PromiseContext,
    PromisedIndicator,
    indicator_of_sentence,
)
from dxkpi.drafting.numbering import marked
from dxkpi.drafting.passages import passage_of, spans_of
from dxkpi.drafting.proposal import (
    Doubt,
    DoubtCode,
    Passage,
    Proposal,
    ProposalKind,
    Sureness,
)
from dxkpi.drafting.section_words import (
    Section,
    inline_section,
    is_of_figures,
    is_of_indicators,
)
from dxkpi.drafting.surroundings import CommonYear, Surroundings
from dxkpi.drafting.tidy_text import name_key
from dxkpi.drafting.written_years import years_in

_AIM_ALONE = re.compile(r"[\s■□●○◆◇◎・【\[［〔<＜]*目標\s*[】\]］〕>＞]?\s*[:：]?")
"""Announces what is aimed at, which is an indicator only where it has a figure."""


_ITEM_NUMBER = re.compile(r"^\s*(?:[(（][0-9０-９]{1,2}[)）]|[①-⑳])\s*")


def indicator_proposals(paper: Surroundings) -> tuple[list[Proposal], set[int]]:
    """All indicators in the order of the paper, each once, and the blocks they came from."""
    reader = _Reader(paper)
    found = sorted(reader.found(), key=lambda pair: pair[0])
    names: set[tuple[str, str | None]] = set()
    proposals: list[Proposal] = []
    for _position, proposal in found:
        name = (name_key(str(proposal.data["name"])), proposal.parent)
        if name in names:
            continue
        names.add(name)
        proposals.append(replace(proposal, key=f"indicator:{len(proposals) + 1}"))
    return proposals, reader.taken


class _Reader:
    """Goes through a paper's blocks; `taken` are those that gave an indicator."""

    def __init__(self, paper: Surroundings) -> None:
        self._paper = paper
        self.taken: set[int] = set()

    def found(self) -> Iterator[tuple[int, Proposal]]:
        yield from self._of_pairs()
        before: Table | None = None
        for position, block in enumerate(self._paper.document.blocks):
            if position in self.taken:
                continue
            if isinstance(block, Table):
                for proposal in proposals_of_table(
                    self._paper, position, block, before
                ):
                    self.taken.add(position)
                    yield position, proposal
                before = block
                continue
            sentence = self._of_sentence(position, block.text)
            if sentence is not None:
                self.taken.add(position)
                yield position, sentence

    def _of_pairs(self) -> Iterator[tuple[int, Proposal]]:
        paper = self._paper
        for pair in paired_indicators(paper.document.blocks, paper.plan_years):
            first, last = pair.blocks[0], pair.blocks[-1]
            if paper.is_elsewhere(paper.owner_of(last)):
                continue
            self.taken.update(pair.blocks)
            texts = [paper.text_of(position) for position in pair.blocks]
            quote = "\n".join(texts)
            if _has(pair.draft.doubts, DoubtCode.YEAR_OF_PLAN):
                texts.append(paper.period_sentence)
            passage = passage_of(paper.document, paper.outline, first, texts)
            words = (pair.name, *pair.figures)
            passage = replace(passage, taken=spans_of(passage.text, words))
            data = {**pair.draft.data, "official": True, "quote": quote}
            parent = paper.parent_of(last)
            yield first, _proposal(data, passage, parent, pair.draft.doubts)

    def _of_sentence(self, position: int, text: str) -> Proposal | None:
        paper = self._paper
        owner = paper.owner_of(position)
        if paper.names_entity(position) or paper.is_elsewhere(owner):
            return None
        is_listed = self._is_listed(position)
        is_under_measure = owner is not None and paper.structure.over(owner) is not None
        if not is_listed and not is_under_measure:
            return None
        common = paper.common_year(owner)
        year = common.year.year if common is not None else None
        context = PromiseContext(year, paper.plan_years, is_listed)
        promised = indicator_of_sentence(_without_label(text), context)
        if promised is None:
            return None
        return self._of_promise(position, promised, common)

    def _is_listed(self, position: int) -> bool:
        """Whether a block is an item of a list of indicators."""
        block, owner = (
            self._paper.document.blocks[position],
            self._paper.owner_of(position),
        )
        if owner is None or isinstance(block, Table):
            return False
        if owner.source == position and is_of_figures(owner.marked.label or ""):
            return True
        if not isinstance(block, Paragraph):
            return False
        if owner.is_inline and owner.source == position:
            inline = inline_section(block.text)
            is_of_figures_only = _AIM_ALONE.match(block.text) is not None
            has_figure = re.search("[0-9０-９]", block.text) is not None
            is_announced = inline is not None and inline[0] is Section.INDICATORS
            return is_announced and (has_figure or not is_of_figures_only)
        is_item_itself = owner.source == position
        is_item = block.depth is not None or (
            is_item_itself and owner.marked.style is not None
        )
        over = (
            list(owner.ancestors()) if is_item_itself else [owner, *owner.ancestors()]
        )
        return is_item and any(is_of_indicators(node.title) for node in over)

    def _of_promise(
        self, position: int, promised: PromisedIndicator, common: CommonYear | None
    ) -> Proposal:
        paper = self._paper
        sentence = paper.text_of(position)
        texts = [sentence]
        if _has(promised.draft.doubts, DoubtCode.YEAR_OF_PLAN):
            texts.append(paper.period_sentence)
        elif common is not None and not years_in(sentence):
            texts.append(common.sentence)
        passage = passage_of(paper.document, paper.outline, position, texts)
        words = (promised.name_text, promised.figure or "")
        passage = replace(passage, taken=spans_of(sentence, words))
        quote = sentence.lstrip("・･• ")
        data = {**promised.draft.data, "official": True, "quote": quote}
        parent = paper.parent_of(position)
        return _proposal(data, passage, parent, promised.draft.doubts)


def _without_label(text: str) -> str:
    """The line without what announces it: 【KPI】, 目標1：."""
    inline = inline_section(text)
    if inline is not None:
        return inline[1]
    found = marked(text)
    if is_of_figures(found.label or ""):
        return found.title
    return _ITEM_NUMBER.sub("", text)


def _proposal(
    data: Mapping[str, Any],
    passage: Passage,
    parent: str | None,
    doubts: Sequence[Doubt],
) -> Proposal:
    sureness = Sureness.CHECK if doubts else Sureness.SURE
    kind = ProposalKind.INDICATOR
    return Proposal(kind, kind.value, data, passage, parent, sureness, tuple(doubts))


def _has(doubts: Sequence[Doubt], code: DoubtCode) -> bool:
    return any(doubt.code is code for doubt in doubts)
