"""All that five papers propose, accepted as a whole, is a plan without a problem."""

import pytest

from dxkpi.drafting.merging import with_proposals
from dxkpi.drafting.proposal import ProposalKind
from dxkpi.plan.document import check_document
from dxkpi.plan.document_source import DocumentSource
from tests.drafting import scores


@pytest.mark.parametrize("plan", scores.PLANS)
def test_what_a_paper_proposes_is_a_plan(plan: str) -> None:
    reading = scores.reading_of(plan)
    data = with_proposals({}, reading.proposals)
    made = check_document(data, DocumentSource(plan)).plan
    assert len(made.policies) == len(reading.of_kind(ProposalKind.POLICY))
    assert len(made.measures) == len(reading.of_kind(ProposalKind.MEASURE))
    assert made.municipality.code == scores.document_of(plan)["municipality"]["code"]
    official = [indicator for indicator in made.indicators if indicator.official]
    assert len(official) == len(reading.of_kind(ProposalKind.INDICATOR))
