"""Under what a proposal can stand: policies and measures of the draft and of the paper."""

from collections.abc import Iterator

from dxkpi.drafting.parentage import NEEDS_PARENT
from dxkpi.drafting.proposal import Passage, Proposal, ProposalKind
from dxkpi.plan.document_names import item_names
from dxkpi.plan.document_problem import Location
from dxkpi.web.common.language import current_language
from dxkpi.web.edit.opened_draft import OpenedDraft
from dxkpi.web.reading.read_papers import PaperInHand
from dxkpi.wording.proposals import proposal_name

_OF_DRAFT = "draft"


def known_proposals(opened: OpenedDraft, paper: PaperInHand) -> list[Proposal]:
    """Everything under which something can stand, or that is of the paper: what the draft
    has counts as if it had been proposed.
    """
    return [*_of_draft(opened), *paper.all_proposals]


def possible_parents(
    opened: OpenedDraft, paper: PaperInHand, kind: ProposalKind
) -> dict[str, str]:
    """Under what a proposal of a kind can stand: keys by names, each name once."""
    wanted = NEEDS_PARENT.get(kind, ProposalKind.MEASURE)
    language = current_language()
    keys: dict[str, str] = {}
    for proposal in known_proposals(opened, paper):
        if proposal.kind is wanted:
            keys.setdefault(proposal_name(proposal, language), proposal.key)
    return keys


def parent_name(opened: OpenedDraft, paper: PaperInHand, proposal: Proposal) -> str:
    """What a proposal belongs under is called; empty where that is not known."""
    for each in known_proposals(opened, paper):
        if each.key == proposal.parent:
            return proposal_name(each, current_language())
    return ""


def _of_draft(opened: OpenedDraft) -> Iterator[Proposal]:
    for policy in _named(opened, ("policies",)):
        yield _as_proposal(opened, ProposalKind.POLICY, policy)
        for measure in _named(opened, (*policy, "measures")):
            yield _as_proposal(opened, ProposalKind.MEASURE, measure, policy)


def _named(opened: OpenedDraft, location: Location) -> list[Location]:
    names = item_names(location[-1], opened.items(location))
    return [(*location, name) for name in names]


def _as_proposal(
    opened: OpenedDraft,
    kind: ProposalKind,
    location: Location,
    parent: Location | None = None,
) -> Proposal:
    item = opened.value(location) or {}
    data = {name: item[name] for name in ("number", "name") if item.get(name)}
    outer = None if parent is None else _key(parent)
    return Proposal(kind, _key(location), data, Passage(""), outer)


def _key(location: Location) -> str:
    return ":".join((_OF_DRAFT, *map(str, location)))
