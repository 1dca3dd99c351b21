"""Accepted proposals put into a document: codes and numbers given, nothing twice.

What the document has already, by its name and place, is not added again: what it does not
say yet is filled in, what it says stays. The document itself stays as it is.
"""

from collections.abc import Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass, field
from typing import Any

from dxkpi.drafting.proposal import Proposal, ProposalKind
from dxkpi.plan.document_changes import (
    ABSENT,
    DocumentChange,
    says_nothing,
    value_at,
    with_changes,
)
from dxkpi.plan.document_names import item_names
from dxkpi.plan.document_numbering import name_of_added, numbered_item
from dxkpi.plan.document_parts import objects_in
from dxkpi.plan.document_problem import Location
from dxkpi.text.folding import folded_text

_LISTS = {
    ProposalKind.POLICY: "policies",
    ProposalKind.MEASURE: "measures",
    ProposalKind.INITIATIVE: "initiatives",
    ProposalKind.SCHEDULE: "schedule",
    ProposalKind.INDICATOR: "indicators",
    ProposalKind.REFERENCE: "indicators",
}
_SAME_BY = {"schedule": ("label", "start", "end")}
"""By which fields items of a list are the same, where it is not their name alone."""

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
    merged = MergedProposals(deepcopy(dict(data)))
    by_key = {proposal.key: proposal for proposal in (*among, *proposals)}
    accepted = {proposal.key for proposal in proposals}
    in_order = [each for each in proposals if each.kind in _PARENTS]
    in_order.sort(key=lambda proposal: _PARENTS.index(proposal.kind))
    in_order += [each for each in proposals if each.kind not in _PARENTS]
    for proposal in in_order:
        parent = _place_of(merged, by_key.get(proposal.parent or ""), by_key, accepted)
        _accept(merged, proposal, parent)
    return merged


def place_in_document(
    data: Mapping[str, Any], proposal: Proposal, by_key: Mapping[str, Proposal]
) -> Location | None:
    """Where the document has what a proposal says; None where it has not. `by_key` are the
    proposals under which it may stand.
    """
    return _place_of(MergedProposals(dict(data)), proposal, by_key, set())


def _place_of(
    merged: MergedProposals,
    proposal: Proposal | None,
    by_key: Mapping[str, Proposal],
    accepted: set[str],
) -> Location | None:
    """Where a proposal stands in the document; None where it does not."""
    if proposal is None:
        return None
    if proposal.key in accepted:
        return merged.places.get(proposal.key)
    parent = _place_of(merged, by_key.get(proposal.parent or ""), by_key, accepted)
    where = _list_for(merged.data, proposal, parent)
    return None if where is None else _same_item(merged.data, where, proposal.data)


def _accept(
    merged: MergedProposals, proposal: Proposal, parent: Location | None
) -> None:
    match proposal.kind:
        case ProposalKind.ABOUT:
            _fill(merged.data, proposal.data)
            merged.places[proposal.key] = ("plan",)
        case ProposalKind.DEPARTMENT:
            _add_departments(merged, proposal, parent)
        case _:
            _add_item(merged, proposal, parent)


def _add_item(
    merged: MergedProposals, proposal: Proposal, parent: Location | None
) -> None:
    data = merged.data
    where = _list_for(data, proposal, parent)
    if where is None:
        merged.unplaced.append(proposal)
        return
    fields = {**proposal.data, **_home(where, parent)}
    place = _same_item(data, where, fields)
    if place is None:
        place = _append(data, where, fields)
    else:
        _fill(value_at(data, place), fields)
    merged.places[proposal.key] = place


def _list_for(
    data: dict[str, Any], proposal: Proposal, parent: Location | None
) -> Location | None:
    """The list in which a proposal is to stand; None where that is not there."""
    name = _LISTS[proposal.kind]
    if name in ("policies", "indicators"):
        return (name,)
    holder = parent
    if holder is None and name == "measures":
        holder = _only_policy(data)
    if holder is None or holder[-2] not in ("policies", "measures"):
        return None
    is_measure = holder[-2] == "measures"
    return (*holder, name) if is_measure is (name != "measures") else None


def _only_policy(data: dict[str, Any]) -> Location | None:
    policies = objects_in(data.get("policies"))
    names = item_names("policies", policies)
    return ("policies", names[0]) if len(names) == 1 else None


def _home(where: Location, parent: Location | None) -> dict[str, Any]:
    """The policy and the measure of an indicator."""
    if where != ("indicators",) or parent is None:
        return {}
    home = {"policy": parent[1]}
    return home | {"measure": parent[3]} if len(parent) > 3 else home


def _same_item(
    data: dict[str, Any], where: Location, fields: Mapping[str, Any]
) -> Location | None:
    """Where an item stands that is the same; a measure may stand in another policy."""
    kind = str(where[-1])
    for place in _lists_of_kind(data, where):
        items = objects_in(value_at(data, place))
        for name, item in zip(item_names(kind, items), items, strict=True):
            if _is_same(kind, item, fields):
                return (*place, name)
    return None


def _lists_of_kind(data: dict[str, Any], where: Location) -> list[Location]:
    """A list, and for measures those of all policies: their numbers are the plan's."""
    if where[-1] != "measures":
        return [where]
    policies = objects_in(data.get("policies"))
    names = item_names("policies", policies)
    return [where, *(("policies", name, "measures") for name in names)]


def _is_same(name: str, item: Mapping[str, Any], fields: Mapping[str, Any]) -> bool:
    for key in _SAME_BY.get(name, ("name",)):
        if _folded(item.get(key)) != _folded(fields.get(key)):
            return False
    return name != "indicators" or _are_at_home(item, fields)


def _are_at_home(item: Mapping[str, Any], fields: Mapping[str, Any]) -> bool:
    """Whether two indicators of one name are not said to be of different measures."""
    own, other = item.get("measure"), fields.get("measure")
    return own is None or other is None or own == other


def _folded(value: Any) -> str:
    return folded_text(str(value)) if value is not None else ""


def _append(
    data: dict[str, Any], where: Location, fields: Mapping[str, Any]
) -> Location:
    """Put an item behind the last one of a list, with the number that it lacks."""
    item = numbered_item(data, where, _without_taken_number(data, where, fields))
    place = (*where, name_of_added(data, where, item))
    data |= with_changes(data, [DocumentChange(place, ABSENT, deepcopy(item))])
    return place


def _without_taken_number(
    data: dict[str, Any], where: Location, fields: Mapping[str, Any]
) -> dict[str, Any]:
    """What is to be added, without a number that another has."""
    number = fields.get("number")
    taken = [
        item.get("number")
        for place in _lists_of_kind(data, where)
        for item in objects_in(value_at(data, place))
    ]
    left_out = ("number",) if number in taken else ()
    return {name: value for name, value in fields.items() if name not in left_out}


def _fill(holder: Any, fields: Mapping[str, Any]) -> None:
    """Say in an object what it does not say yet."""
    for name, value in fields.items():
        present = holder.get(name)
        if says_nothing(present):
            holder[name] = deepcopy(value)
        elif isinstance(present, dict) and isinstance(value, Mapping):
            _fill(present, value)


def _add_departments(
    merged: MergedProposals, proposal: Proposal, parent: Location | None
) -> None:
    measure = None if parent is None else value_at(merged.data, parent)
    if parent is None or not isinstance(measure, dict) or "measures" not in parent:
        merged.unplaced.append(proposal)
        return
    known = measure.get("departments") or []
    added = [
        name
        for name in proposal.data["departments"]
        if _folded(name) not in map(_folded, known)
    ]
    measure["departments"] = [*known, *added]
    merged.places[proposal.key] = (*parent, "departments")
