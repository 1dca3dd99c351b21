"""The paper or table that a session reads for a draft, and what was decided of it."""

from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Any

import streamlit as st

from dxkpi.drafting.blocks import PageProblem
from dxkpi.drafting.column_meaning import ColumnMeaning
from dxkpi.drafting.pasted_table import PastedTable
from dxkpi.drafting.proposal import DraftReading, Proposal, Sureness
from dxkpi.drafting.reading import read_plan_document
from dxkpi.web.common.session import page_state
from dxkpi.workbook.papers.paper_reader import PaperReader


class ProposalChoice(StrEnum):
    """What becomes of a proposal."""

    TAKE = "take"
    MEND = "mend"
    LEAVE = "leave"


@dataclass
class PaperInHand:
    """A paper or table that was read for a draft.

    `decisions` are those made on the page, by the key of the proposal, `mended` the data
    of those that were mended, `parents` under what somebody put them; `taken` are the keys
    of those that are in the draft. `outcome` is what came of the last taking, told once.
    """

    name: str
    reading: DraftReading
    pages: int | None = None
    problems: tuple[PageProblem, ...] = ()
    table: PastedTable | None = None
    decisions: dict[str, ProposalChoice] = field(default_factory=dict)
    mended: dict[str, dict[str, Any]] = field(default_factory=dict)
    parents: dict[str, str] = field(default_factory=dict)
    taken: set[str] = field(default_factory=set)
    outcome: str = ""

    @property
    def open_proposals(self) -> list[Proposal]:
        """Those that are not in the draft yet, as they were mended."""
        return [each for each in self.all_proposals if each.key not in self.taken]

    @property
    def all_proposals(self) -> list[Proposal]:
        """All of the paper, as they were mended."""
        return [self.as_mended(proposal) for proposal in self.reading.proposals]

    @property
    def to_check(self) -> list[Proposal]:
        """Those that somebody should look at."""
        return [
            proposal
            for proposal in self.open_proposals
            if proposal.sureness is Sureness.CHECK
        ]

    @property
    def sure(self) -> list[Proposal]:
        """Those that were read without doubt, and are not to be left."""
        return [
            proposal
            for proposal in self.open_proposals
            if proposal.sureness is Sureness.SURE
            and self.decisions.get(proposal.key) is not ProposalChoice.LEAVE
        ]

    @property
    def decided(self) -> list[Proposal]:
        """Those that are to be put into the draft."""
        kept = (ProposalChoice.TAKE, ProposalChoice.MEND)
        return [
            proposal
            for proposal in self.open_proposals
            if self.decisions.get(proposal.key) in kept
        ]

    def as_mended(self, proposal: Proposal) -> Proposal:
        """A proposal with what somebody wrote in place of what was read."""
        data = self.mended.get(proposal.key, proposal.data)
        parent = self.parents.get(proposal.key, proposal.parent)
        return replace(proposal, data=data, parent=parent)


@dataclass
class ReadingState:
    """The papers of this session, by the number of the draft they are read for."""

    papers: dict[int, PaperInHand] = field(default_factory=dict)
    meanings: dict[int, dict[int, ColumnMeaning]] = field(default_factory=dict)
    """What somebody said that columns of the table that is pasted for a draft are."""

    times_put_away: int = 0
    """So that the widgets for a paper are empty then."""


def read_file(draft: int, name: str, content: bytes) -> None:
    """Read a paper for a draft. Raises `Unreadable`."""
    document = _paper_reader().read(content)
    reading = read_plan_document(document)
    page_state(ReadingState).papers[draft] = PaperInHand(
        name, reading, document.pages, document.problems
    )


def read_pasted(draft: int, name: str, table: PastedTable) -> None:
    """Propose for a draft what a pasted table says."""
    reading = DraftReading(table.proposals)
    page_state(ReadingState).papers[draft] = PaperInHand(name, reading, table=table)


def paper_of_draft(draft: int) -> PaperInHand | None:
    """What this session reads for a draft; None where it reads nothing."""
    return page_state(ReadingState).papers.get(draft)


def put_paper_away(draft: int) -> None:
    """Read nothing for a draft any more, so that another paper can be chosen."""
    state = page_state(ReadingState)
    state.papers.pop(draft, None)
    state.times_put_away += 1


@st.cache_resource(show_spinner=False)
def _paper_reader() -> PaperReader:
    """The reader of this process; each paper is read in a process that can be ended."""
    return PaperReader()
