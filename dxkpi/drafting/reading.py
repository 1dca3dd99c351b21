"""Reading a plan's own paper: from its blocks to proposals, by rules that know no city.

Nothing enters a plan from here: every proposal stands beside its passage, to be accepted,
mended or left. No figure is proposed that does not stand in its passage.
"""

from dxkpi.drafting.blocks import Document
from dxkpi.drafting.contents import without_contents
from dxkpi.drafting.outline import outline_of
from dxkpi.drafting.proposal import DraftReading, Proposal
from dxkpi.drafting.structure import structure_of
from dxkpi.drafting.structure_proposals import structure_proposals


def read_plan_document(document: Document) -> DraftReading:
    """What a paper proposes for the document of its plan. It raises nothing."""
    paper = without_contents(document)
    outline = outline_of(paper)
    structure = structure_of(outline)
    proposals: list[Proposal] = [*structure_proposals(paper, structure)]
    return DraftReading(tuple(proposals))
