"""Which of the proposals are shown: those to check first, or those of one kind."""

from dataclasses import dataclass

import streamlit as st

from dxkpi.drafting.proposal import Proposal, ProposalKind
from dxkpi.web.common.language import _, current_language
from dxkpi.web.reading.read_papers import PaperInHand
from dxkpi.web.reading.widget_keys import KEYS
from dxkpi.wording.drafting import proposal_kind_text

_CHECK, _UNREAD = "check", "unread"


@dataclass(frozen=True)
class Shown:
    """The proposals to show; `is_unread`: the passages that were not understood instead."""

    proposals: list[Proposal]
    is_unread: bool = False


def choose_shown(paper: PaperInHand) -> Shown:
    """What the reader wants to see, with how many there are of each."""
    labels = _labels(paper)
    chosen = st.segmented_control(
        _("Which proposals"),
        list(labels),
        default=next(iter(labels)),
        format_func=labels.__getitem__,
        key=KEYS.key("kind", paper.name),
        label_visibility="collapsed",
        required=True,
    )
    if chosen == _UNREAD:
        return Shown([], is_unread=True)
    if chosen == _CHECK:
        return Shown(paper.to_check)
    return Shown([each for each in paper.open_proposals if each.kind.value == chosen])


def _labels(paper: PaperInHand) -> dict[str, str]:
    language = current_language()
    labels: dict[str, str] = {}
    if paper.to_check:
        labels[_CHECK] = _("To check {n}", n=len(paper.to_check))
    for kind in ProposalKind:
        n = sum(each.kind is kind for each in paper.open_proposals)
        if n:
            labels[kind.value] = f"{proposal_kind_text(kind, language)} {n}"
    labels[_UNREAD] = _("Not understood {n}", n=len(paper.reading.unread))
    return labels
