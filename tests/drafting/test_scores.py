"""How well plans of cities are read: the bars that no change of a rule may fall under."""

import pytest

from dxkpi.drafting.proposal import ProposalKind
from tests.drafting import scores


@pytest.mark.parametrize("plan", scores.PLANS)
def test_structure_of_a_plan_is_proposed_rightly(plan: str) -> None:
    by_kind = scores.scores_of(plan)
    structure = scores.total(
        by_kind[kind]
        for kind in (ProposalKind.POLICY, ProposalKind.MEASURE, ProposalKind.INITIATIVE)
    )
    assert structure.share_right >= 0.95
    assert structure.share_wrong <= 0.05


def test_tomigusuku_has_its_three_policies_nineteen_measures_and_75_initiatives() -> (
    None
):
    reading = scores.reading_of("472123-tomigusuku")
    counts = [
        len(reading.of_kind(kind))
        for kind in (ProposalKind.POLICY, ProposalKind.MEASURE, ProposalKind.INITIATIVE)
    ]
    assert counts == [3, 19, 75]
