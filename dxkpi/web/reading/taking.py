"""What was decided is put into the draft, as one step."""

from collections.abc import Sequence

import streamlit as st

from dxkpi.drafting.merging import merge_proposals
from dxkpi.drafting.parentage import AcceptedProposals, accepted_proposals
from dxkpi.drafting.proposal import Proposal
from dxkpi.plan.document_changes import changes_in_document
from dxkpi.plan.standard_data import standard_data
from dxkpi.web.common.language import _, current_language, ngettext, sentences
from dxkpi.web.common.markdown import plain
from dxkpi.web.edit.opened_draft import OpenedDraft
from dxkpi.web.edit.saving import save_edits
from dxkpi.web.reading.places import known_proposals
from dxkpi.web.reading.read_papers import PaperInHand, put_paper_away
from dxkpi.web.reading.way_to_draft import show_way_to_draft
from dxkpi.web.reading.widget_keys import KEYS
from dxkpi.wording.proposals import proposal_title

_MOST_NAMED = 3


def show_taking(opened: OpenedDraft, paper: PaperInHand) -> None:
    """The two buttons: everything that is sure, and what was decided one by one. What has
    no place yet is told beside them; beneath, where to go on.
    """
    known = known_proposals(opened, paper)
    sure = accepted_proposals(opened.data, paper.sure, known)
    decided = accepted_proposals(opened.data, paper.decided, known)
    takes_parents = _ask_about_parents(paper, sure, decided)
    all_sure = _to_take(sure, takes_parents=takes_parents)
    all_decided = _to_take(decided, takes_parents=takes_parents)
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.caption(
            plain(_("Nothing enters the draft before it is taken.")), width="stretch"
        )
        st.button(
            _("Take all {n} that are sure", n=len(all_sure)),
            key=KEYS.key("sure"),
            icon=":material/done_all:",
            disabled=not all_sure,
            on_click=_take,
            args=(opened, paper, all_sure),
        )
        st.button(
            ngettext(
                "Put {n} into the draft", "Put {n} into the draft", len(all_decided)
            ),
            key=KEYS.key("decided"),
            type="primary",
            icon=":material/check:",
            disabled=not all_decided,
            on_click=_take,
            args=(opened, paper, all_decided),
        )
    _show_what_follows(opened, paper)


def _show_what_follows(opened: OpenedDraft, paper: PaperInHand) -> None:
    """The draft that was filled, or another paper for it."""
    n = len(paper.open_proposals)
    left = ngettext(
        "{n} proposal is not in the draft.", "{n} proposals are not in the draft.", n
    )
    done = _("All proposals are in the draft.")
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.caption(plain(left if n else done), width="stretch")
        st.button(
            _("Read another paper or table"),
            key=KEYS.key("another"),
            icon=":material/note_add:",
            on_click=put_paper_away,
            args=(opened.number,),
        )
        show_way_to_draft(opened)


def show_taken(paper: PaperInHand) -> None:
    """What came of the last taking; told once."""
    if paper.outcome:
        st.success(plain(paper.outcome), icon=":material/check_circle:")
    paper.outcome = ""


def _ask_about_parents(
    paper: PaperInHand, sure: AcceptedProposals, decided: AcceptedProposals
) -> bool:
    """Say what waits for a policy or measure that was not taken yet; whether that is to be
    taken along.
    """
    waiting = {each.key for each in (*sure.waiting, *decided.waiting)}
    parents = {each.key: each for each in (*sure.parents, *decided.parents)}
    if not waiting:
        return False
    text = ngettext(
        "{n} proposal has no place yet: what it belongs under is not in the draft.",
        "{n} proposals have no place yet: what they belong under is not in the draft.",
        len(waiting),
    )
    st.caption(f"△ {plain(text)}")
    if not parents:
        return False
    return st.checkbox(
        plain(
            ngettext(
                "Take along the {n} that it belongs under: {names}",
                "Take along the {n} that they belong under: {names}",
                len(parents),
                names=_names(list(parents.values())),
            )
        ),
        key=KEYS.key("parents", paper.name),
    )


def _names(proposals: Sequence[Proposal]) -> str:
    """The first few by kind and name."""
    language = current_language()
    titles = [proposal_title(each, language) for each in proposals[:_MOST_NAMED]]
    named = language.listed(titles)
    return f"{named} …" if len(proposals) > _MOST_NAMED else named


def _to_take(accepted: AcceptedProposals, *, takes_parents: bool) -> list[Proposal]:
    """What a button puts into the draft: what has its place, or gets it by its parents."""
    if not takes_parents:
        return list(accepted.placed)
    keys = {each.key for each in (*accepted.waiting, *accepted.parents)}
    with_parents = [each for each in accepted.waiting if each.parent in keys]
    return [*accepted.parents, *accepted.placed, *with_parents]


def _take(opened: OpenedDraft, paper: PaperInHand, taken: Sequence[Proposal]) -> None:
    """Put proposals into the draft; those without a place stay with the others."""
    merged = merge_proposals(opened.data, taken, known_proposals(opened, paper))
    after = standard_data(merged.data)
    changes = changes_in_document(opened.data, after)
    edits = {change.location: change.new for change in changes if not change.is_order}
    if edits and save_edits(opened, edits) is None:
        return
    left = {proposal.key for proposal in merged.unplaced}
    entered = {proposal.key for proposal in taken} - left
    paper.taken |= entered
    paper.outcome = _outcome_text(len(entered), len(left))


def _outcome_text(entered: int, left: int) -> str:
    texts = [
        ngettext("{n} is in the draft now.", "{n} are in the draft now.", entered),
    ]
    if left:
        texts.append(
            ngettext(
                "{n} stays here: what it belongs under is not in the draft.",
                "{n} stay here: what they belong under is not in the draft.",
                left,
            )
        )
    return sentences(texts)
