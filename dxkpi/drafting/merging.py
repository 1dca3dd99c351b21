"""Accepted proposals put into a document: codes and numbers given, nothing twice.

What the document has already, by its name and place, is not added again: what it does not
say yet is filled in, what it says stays. The document itself stays as it is.
"""

from collections.abc import Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass, field
from typing import Any

from dxkpi.drafting.proposal import Proposal, ProposalKind
from dxkpi.drafting.same_items import SameItems, same_name
from dxkpi.plan.document_changes import says_nothing
from dxkpi.plan.document_numbering import GrowingDocument
from dxkpi.plan.document_problem import Location

_LISTS = {
    ProposalKind.POLICY: "policies",
    ProposalKind.MEASURE: "measures",
    ProposalKind.INITIATIVE: "initiatives",
    ProposalKind.SCHEDULE: "schedule",
    ProposalKind.INDICATOR: "indicators",
    ProposalKind.REFERENCE: "indicators",
}
_PARENTS = (ProposalKind.POLICY, ProposalKind.MEASURE)


@dataclass
class MergedProposals:
    """A document with proposals in it: where each stands now, by its key, and those for
    which it has no place, because what they belong under is not there.
    """

    data: dict[str, Any]
    places: dict[str, Location] = field(default_factory=dict)
    unplaced: list[Proposal] = field(default_factory=list)


def with_proposals(
    data: Mapping[str, Any],
    proposals: Sequence[Proposal],
    among: Sequence[Proposal] = (),
) -> dict[str, Any]:
    """The document with what was accepted. `among` are all proposals of the paper: what
    was accepted before is found by them as the place of what belongs under it.
    """
    return merge_proposals(data, proposals, among).data


def merge_proposals(
    data: Mapping[str, Any],
    proposals: Sequence[Proposal],
    among: Sequence[Proposal] = (),
) -> MergedProposals:
    """The same, with where everything stands."""
    by_key = {proposal.key: proposal for proposal in (*among, *proposals)}
    accepted = {proposal.key for proposal in proposals}
    merging = _ProposalMerging(deepcopy(dict(data)), by_key, accepted)
    in_order = [each for each in proposals if each.kind in _PARENTS]
    in_order.sort(key=lambda proposal: _PARENTS.index(proposal.kind))
    in_order += [each for each in proposals if each.kind not in _PARENTS]
    for proposal in in_order:
        merging.accept(proposal)
    return merging.merged


def place_in_document(
    data: Mapping[str, Any], proposal: Proposal, by_key: Mapping[str, Proposal]
) -> Location | None:
    """Where the document has what a proposal says; None where it has not. `by_key` are the
    proposals under which it may stand.
    """
    return _ProposalMerging(dict(data), by_key, set()).place_of(proposal)


class _ProposalMerging:
    """A document into which proposals are put one after another."""

    def __init__(
        self,
        data: dict[str, Any],
        by_key: Mapping[str, Proposal],
        accepted: set[str],
    ) -> None:
        self.merged = MergedProposals(data)
        self._by_key = by_key
        self._accepted = accepted
        self._document = GrowingDocument(data)
        self._same_items = SameItems(self._document)

    def place_of(self, proposal: Proposal | None) -> Location | None:
        """Where a proposal stands in the document; None where it does not."""
        if proposal is None:
            return None
        if proposal.key in self._accepted:
            return self.merged.places.get(proposal.key)
        where = self._list_for(proposal, self._parent_of(proposal))
        if where is None:
            return None
        return self._same_items.place_of(where, proposal.data)

    def accept(self, proposal: Proposal) -> None:
        """Put a proposal where it belongs."""
        parent = self._parent_of(proposal)
        match proposal.kind:
            case ProposalKind.ABOUT:
                _fill(self.merged.data, proposal.data)
                self.merged.places[proposal.key] = ("plan",)
            case ProposalKind.DEPARTMENT:
                self._add_departments(proposal, parent)
            case _:
                self._add_item(proposal, parent)

    def _parent_of(self, proposal: Proposal) -> Location | None:
        """Where that stands which a proposal belongs under."""
        return self.place_of(self._by_key.get(proposal.parent or ""))

    def _add_item(self, proposal: Proposal, parent: Location | None) -> None:
        where = self._list_for(proposal, parent)
        if where is None:
            self.merged.unplaced.append(proposal)
            return
        fields = {**proposal.data, **_home(where, parent)}
        place = self._same_items.place_of(where, fields)
        if place is None:
            place = self._append(where, fields)
        else:
            self._fill_item(place, fields)
        self.merged.places[proposal.key] = place

    def _list_for(self, proposal: Proposal, parent: Location | None) -> Location | None:
        """The list in which a proposal is to stand; None where that is not there."""
        name = _LISTS[proposal.kind]
        if name in ("policies", "indicators"):
            return (name,)
        holder = parent
        if holder is None and name == "measures":
            holder = self._only_policy()
        if holder is None or holder[-2] not in ("policies", "measures"):
            return None
        is_measure = holder[-2] == "measures"
        return (*holder, name) if is_measure is (name != "measures") else None

    def _only_policy(self) -> Location | None:
        policies = self._document.named_list(("policies",))
        if policies is None or len(policies.names) != 1:
            return None
        return ("policies", policies.names[0])

    def _append(self, where: Location, fields: Mapping[str, Any]) -> Location:
        """Put an item behind the last one of a list, with the number that it lacks."""
        item = deepcopy(dict(fields))
        if self._same_items.is_number_taken(where, item.get("number")):
            item.pop("number", None)
        return self._document.add(where, item).location

    def _fill_item(self, place: Location, fields: Mapping[str, Any]) -> None:
        """Say in an item what it does not say yet, its number too."""
        item = self._document.value_at(place)
        had_number = bool(item.get("number"))
        _fill(item, fields)
        if not had_number and item.get("number"):
            self._document.forget(place[:-1])

    def _add_departments(self, proposal: Proposal, parent: Location | None) -> None:
        measure = None if parent is None else self._document.value_at(parent)
        if parent is None or not isinstance(measure, dict) or "measures" not in parent:
            self.merged.unplaced.append(proposal)
            return
        known = measure.get("departments") or []
        added = [
            name
            for name in proposal.data["departments"]
            if not any(same_name(name, other) for other in known)
        ]
        measure["departments"] = [*known, *added]
        self.merged.places[proposal.key] = (*parent, "departments")


def _home(where: Location, parent: Location | None) -> dict[str, Any]:
    """The policy and the measure of an indicator."""
    if where != ("indicators",) or parent is None:
        return {}
    home = {"policy": parent[1]}
    return home | {"measure": parent[3]} if len(parent) > 3 else home


def _fill(holder: Any, fields: Mapping[str, Any]) -> None:
    """Say in an object what it does not say yet."""
    for name, value in fields.items():
        present = holder.get(name)
        if says_nothing(present):
            holder[name] = deepcopy(value)
        elif isinstance(present, dict) and isinstance(value, Mapping):
            _fill(present, value)
