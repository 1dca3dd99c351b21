"""Under what accepted proposals would stand, and which of that is not there yet."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from dxkpi.drafting.merging import place_in_document
from dxkpi.drafting.proposal import Proposal, ProposalKind

NEEDS_PARENT: Mapping[ProposalKind, ProposalKind] = {
    ProposalKind.MEASURE: ProposalKind.POLICY,
    ProposalKind.INITIATIVE: ProposalKind.MEASURE,
    ProposalKind.SCHEDULE: ProposalKind.MEASURE,
    ProposalKind.DEPARTMENT: ProposalKind.MEASURE,
}
"""What cannot stand by itself, and under what it does."""


@dataclass(frozen=True)
class AcceptedProposals:
    """Proposals that have a place once they are accepted, and those that have none yet.

    `parents` are what is to be accepted too so that all of them have one, outermost first.
    """

    placed: tuple[Proposal, ...]
    waiting: tuple[Proposal, ...]
    parents: tuple[Proposal, ...]


def accepted_proposals(
    data: Mapping[str, Any], accepted: Sequence[Proposal], among: Sequence[Proposal]
) -> AcceptedProposals:
    """Which of the accepted ones would find their place in a document. `among` are all
    proposals of the paper.
    """
    lineage = _Lineage(data, {each.key: each for each in (*among, *accepted)})
    keys = {each.key for each in accepted}
    placed = [each for each in accepted if lineage.has_place(each, keys)]
    waiting = [each for each in accepted if not lineage.has_place(each, keys)]
    parents: dict[str, Proposal] = {}
    for proposal in waiting:
        for parent in lineage.missing_parents(proposal, keys):
            parents[parent.key] = parent
    return AcceptedProposals(tuple(placed), tuple(waiting), tuple(parents.values()))


class _Lineage:
    """Who belongs under whom, and what of it the document has."""

    def __init__(self, data: Mapping[str, Any], by_key: Mapping[str, Proposal]) -> None:
        self._data = data
        self._by_key = by_key
        self._in_document: dict[str, bool] = {}

    def has_place(self, proposal: Proposal, accepted: set[str]) -> bool:
        """Whether what it stands under is accepted with it, or in the document."""
        if proposal.kind not in NEEDS_PARENT:
            return True
        parent = self._by_key.get(proposal.parent or "")
        if parent is None:
            return self._is_in_document(proposal)
        if self._is_in_document(parent):
            return True
        return parent.key in accepted and self.has_place(parent, accepted)

    def missing_parents(self, proposal: Proposal, accepted: set[str]) -> list[Proposal]:
        """What it stands under and is neither accepted nor there, outermost first."""
        missing: list[Proposal] = []
        parent = self._by_key.get(proposal.parent or "")
        while parent is not None and not self._is_in_document(parent):
            if parent.key not in accepted:
                missing.insert(0, parent)
            parent = self._by_key.get(parent.parent or "")
        return missing

    def _is_in_document(self, proposal: Proposal) -> bool:
        if proposal.key not in self._in_document:
            place = place_in_document(self._data, proposal, self._by_key)
            self._in_document[proposal.key] = place is not None
        return self._in_document[proposal.key]
