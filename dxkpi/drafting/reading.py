"""Reading a plan's own paper: from its blocks to proposals, by rules that know no city.

Nothing enters a plan from here: every proposal stands beside its passage, to be accepted,
mended or left. No figure is proposed that does not stand in its passage.
"""

from dxkpi.drafting.blocks import Document
from dxkpi.drafting.card_tables import with_cards_as_text
from dxkpi.drafting.contents import without_contents
from dxkpi.drafting.department_proposals import department_proposals
from dxkpi.drafting.front_page import about_proposal, municipality_of
from dxkpi.drafting.heading_rows import with_heading_rows
from dxkpi.drafting.indicator_proposals import indicator_proposals
from dxkpi.drafting.outline import outline_of
from dxkpi.drafting.plan_period import period_of
from dxkpi.drafting.proposal import DraftReading, Proposal
from dxkpi.drafting.reference_figures import reference_proposals
from dxkpi.drafting.schedule_proposals import schedule_proposals
from dxkpi.drafting.structure import structure_of
from dxkpi.drafting.structure_proposals import structure_proposals
from dxkpi.drafting.surroundings import Surroundings
from dxkpi.drafting.unread import unread_passages


def read_plan_document(document: Document) -> DraftReading:
    """What a paper proposes for the document of its plan. It raises nothing."""
    paper = with_cards_as_text(with_heading_rows(without_contents(document)))
    outline = outline_of(paper)
    structure = structure_of(outline)
    period = period_of(paper)
    entities, keys = structure_proposals(paper, structure)
    around = Surroundings(paper, outline, structure, period, keys)
    about = about_proposal(paper, period)
    indicators, in_indicators = indicator_proposals(around)
    schedules, in_schedules = schedule_proposals(around)
    departments, in_departments = department_proposals(around)
    taken = in_indicators | in_schedules | in_departments
    references, in_references = reference_proposals(
        around, municipality_of(paper), taken
    )
    proposals: list[Proposal] = [
        *entities,
        *indicators,
        *references,
        *schedules,
        *departments,
    ]
    if about is not None:
        proposals.insert(0, about)
    unread = unread_passages(around, taken | in_references)
    return DraftReading(tuple(proposals), tuple(unread))
