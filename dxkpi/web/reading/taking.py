"""What was decided is put into the draft, as one step."""

from collections.abc import Sequence

import streamlit as st

from dxkpi.drafting.merging import merge_proposals
from dxkpi.drafting.proposal import Proposal
from dxkpi.plan.document_changes import changes_in_document
from dxkpi.plan.standard_data import standard_data
from dxkpi.web.common.language import _, ngettext
from dxkpi.web.common.markdown import plain
from dxkpi.web.edit.opened_draft import OpenedDraft
from dxkpi.web.edit.saving import save_edits
from dxkpi.web.reading.read_papers import PaperInHand
from dxkpi.web.reading.widget_keys import KEYS


def show_taking(opened: OpenedDraft, paper: PaperInHand) -> None:
    """The two buttons: everything that is sure, and what was decided one by one."""
    sure, decided = paper.sure, paper.decided
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.caption(
            plain(_("Nothing enters the draft before it is taken.")), width="stretch"
        )
        st.button(
            _("Take all {n} that are sure", n=len(sure)),
            key=KEYS.key("sure"),
            icon=":material/done_all:",
            disabled=not sure,
            on_click=_take,
            args=(opened, paper, sure),
        )
        st.button(
            ngettext("Put {n} into the draft", "Put {n} into the draft", len(decided)),
            key=KEYS.key("decided"),
            type="primary",
            icon=":material/check:",
            disabled=not decided,
            on_click=_take,
            args=(opened, paper, decided),
        )


def _take(opened: OpenedDraft, paper: PaperInHand, taken: Sequence[Proposal]) -> None:
    """Put proposals into the draft; those without a place stay with the others."""
    merged = merge_proposals(opened.data, taken, paper.reading.proposals)
    after = standard_data(merged.data)
    changes = changes_in_document(opened.data, after)
    edits = {change.location: change.new for change in changes if not change.is_order}
    if edits and save_edits(opened, edits) is None:
        return
    left = {proposal.key for proposal in merged.unplaced}
    paper.taken |= {proposal.key for proposal in taken} - left
