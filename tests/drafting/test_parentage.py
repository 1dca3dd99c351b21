"""Which accepted proposals have a place, and what the others wait for."""

from typing import Any

from dxkpi.drafting.merging import with_proposals
from dxkpi.drafting.parentage import accepted_proposals
from dxkpi.drafting.proposal import Passage, Proposal, ProposalKind


def proposal(kind: str, key: str, name: str, parent: str | None = None) -> Proposal:
    return Proposal(ProposalKind(kind), key, {"name": name}, Passage("…"), parent)


POLICY = proposal("policy", "policy:1", "行かない市役所")
MEASURE = proposal("measure", "measure:1", "手続の電子化", "policy:1")
INITIATIVE = proposal("initiative", "initiative:1", "申請", "measure:1")
INDICATOR = proposal("indicator", "indicator:1", "申請率", "measure:1")
ALL = (POLICY, MEASURE, INITIATIVE, INDICATOR)


def accepted(data: dict[str, Any], *proposals: Proposal) -> tuple[tuple[str, ...], ...]:
    """The keys of those with a place, of those that wait, and of what they wait for."""
    found = accepted_proposals(data, proposals, ALL)
    groups = (found.placed, found.waiting, found.parents)
    return tuple(tuple(each.key for each in group) for group in groups)


def test_an_initiative_waits_for_its_measure_and_that_for_its_policy() -> None:
    assert accepted({}, INITIATIVE) == (
        (),
        ("initiative:1",),
        ("policy:1", "measure:1"),
    )


def test_an_indicator_stands_by_itself() -> None:
    assert accepted({}, INDICATOR) == (("indicator:1",), (), ())


def test_what_is_accepted_with_its_parents_has_a_place() -> None:
    keys, waiting, parents = accepted({}, INITIATIVE, MEASURE, POLICY)
    assert set(keys) == {"initiative:1", "measure:1", "policy:1"}
    assert (waiting, parents) == ((), ())


def test_what_the_document_has_already_is_a_place() -> None:
    data = with_proposals({}, (POLICY, MEASURE))
    assert accepted(data, INITIATIVE) == (("initiative:1",), (), ())
    assert accepted(with_proposals({}, (POLICY,)), INITIATIVE) == (
        (),
        ("initiative:1",),
        ("measure:1",),
    )
