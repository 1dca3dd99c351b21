"""What is chosen of a proposal rather than written: its departments, and where it belongs."""

from collections.abc import Mapping

import streamlit as st

from dxkpi.drafting.proposal import Proposal, ProposalKind
from dxkpi.web.common.language import _
from dxkpi.web.edit.opened_draft import OpenedDraft
from dxkpi.web.reading.places import parent_name, possible_parents
from dxkpi.web.reading.read_papers import PaperInHand, ProposalChoice
from dxkpi.web.reading.widget_keys import KEYS

_WITH_PARENT = (
    ProposalKind.MEASURE,
    ProposalKind.INITIATIVE,
    ProposalKind.SCHEDULE,
    ProposalKind.DEPARTMENT,
    ProposalKind.INDICATOR,
    ProposalKind.REFERENCE,
)


def ask_departments(
    opened: OpenedDraft, paper: PaperInHand, proposal: Proposal
) -> None:
    """Which departments are meant, of those that draft and paper name, or typed."""
    key = KEYS.key("departments", paper.name, proposal.key)
    read = list(proposal.data["departments"])
    st.session_state[key] = read
    st.multiselect(
        _("Which departments (also to be decided later)"),
        list(dict.fromkeys([*read, *_named_departments(opened, paper)])),
        key=key,
        accept_new_options=True,
        placeholder=_("choose, or type"),
        on_change=_mend_departments,
        args=(paper, proposal, key),
    )


def _named_departments(opened: OpenedDraft, paper: PaperInHand) -> list[str]:
    names = list(opened.departments)
    for proposal in paper.reading.of_kind(ProposalKind.DEPARTMENT):
        names += proposal.data["departments"]
    return sorted(set(names))


def _mend_departments(paper: PaperInHand, proposal: Proposal, key: str) -> None:
    chosen = [name.strip() for name in st.session_state[key] if name.strip()]
    if chosen:
        paper.mended[proposal.key] = {**proposal.data, "departments": chosen}
        paper.decisions[proposal.key] = ProposalChoice.MEND
    else:
        paper.mended.pop(proposal.key, None)
        paper.decisions[proposal.key] = ProposalChoice.LEAVE


def ask_parent(opened: OpenedDraft, paper: PaperInHand, proposal: Proposal) -> None:
    """Under which policy or measure it belongs."""
    if proposal.kind not in _WITH_PARENT:
        return
    parents = possible_parents(opened, paper, proposal.kind)
    key = KEYS.key("parent", paper.name, proposal.key)
    held = parent_name(opened, paper, proposal)
    st.session_state[key] = held if held in parents else None
    st.selectbox(
        _("Belongs under"),
        list(parents),
        index=None,
        placeholder=_("not stated"),
        key=key,
        on_change=_put_under,
        args=(paper, proposal.key, key, parents),
    )


def _put_under(
    paper: PaperInHand, proposal: str, key: str, parents: Mapping[str, str]
) -> None:
    chosen = st.session_state[key]
    if chosen is None:
        paper.parents.pop(proposal, None)
    elif chosen in parents:
        paper.parents[proposal] = parents[chosen]
