"""A proposal beside the passage it came from, and what becomes of it."""

from collections.abc import Mapping
from typing import Any

import streamlit as st

from dxkpi.drafting.proposal import DoubtCode, Passage, Proposal, ProposalKind, Sureness
from dxkpi.web.common.language import _, current_language, ngettext
from dxkpi.web.common.markdown import faint, plain, strong
from dxkpi.web.edit.opened_draft import OpenedDraft
from dxkpi.web.reading.chosen_places import ask_departments, ask_parent
from dxkpi.web.reading.passage_text import passage_text
from dxkpi.web.reading.read_papers import PaperInHand, ProposalChoice
from dxkpi.web.reading.widget_keys import KEYS
from dxkpi.wording.drafting import proposal_doubt_text, sureness_text
from dxkpi.wording.proposals import proposal_detail, proposal_title

CARDS_AT_ONCE = 12
_MOST_UNREAD = 40

_MENDABLE: Mapping[ProposalKind, tuple[tuple[str, ...], ...]] = {
    ProposalKind.POLICY: (("number",), ("name",)),
    ProposalKind.MEASURE: (("number",), ("name",)),
    ProposalKind.INITIATIVE: (("name",),),
    ProposalKind.INDICATOR: (
        ("name",),
        ("unit",),
        ("baseline", "value"),
        ("baseline", "fiscal_year"),
        ("target", "value"),
        ("target", "fiscal_year"),
    ),
    ProposalKind.SCHEDULE: (("label",), ("start",), ("end",)),
}
"""The fields that are mended here; the others are, once it is in the draft."""


def show_cards(
    opened: OpenedDraft, paper: PaperInHand, proposals: list[Proposal]
) -> None:
    """A card for each proposal, as many as can be looked at at once."""
    shown = _choose_page(paper, proposals)
    for proposal in shown:
        with st.container(border=True):
            passage, proposed = st.columns(2)
            with passage:
                _show_passage(proposal.passage)
            with proposed:
                _show_proposal(opened, paper, proposal)
    undecided = [each.key for each in shown if each.key not in paper.decisions]
    if shown:
        n = len(undecided)
        st.button(
            ngettext(
                "Mark this {n} as to be taken", "Mark these {n} as to be taken", n
            ),
            key=KEYS.key("take_shown"),
            icon=":material/checklist:",
            disabled=not undecided,
            on_click=_take_all,
            args=(paper, undecided),
        )


def _choose_page(paper: PaperInHand, proposals: list[Proposal]) -> list[Proposal]:
    """The proposals that are shown of many: from which to which the reader chooses."""
    starts = list(range(0, len(proposals), CARDS_AT_ONCE))
    if len(starts) < 2:
        return proposals
    last = len(proposals)
    start = st.segmented_control(
        _("Which of them"),
        starts,
        default=0,
        format_func=lambda first: f"{first + 1}–{min(first + CARDS_AT_ONCE, last)}",
        key=KEYS.key("from", paper.name, last),
        label_visibility="collapsed",
        required=True,
    )
    start = start or 0
    return proposals[start : start + CARDS_AT_ONCE]


def _take_all(paper: PaperInHand, keys: list[str]) -> None:
    paper.decisions |= dict.fromkeys(keys, ProposalChoice.TAKE)


def show_unread(paper: PaperInHand) -> None:
    """The passages that were not understood."""
    if not paper.reading.unread:
        st.caption(_("Everything that looks like a part of a plan was understood."))
    for passage in paper.reading.unread[:_MOST_UNREAD]:
        with st.container(border=True):
            _show_passage(passage)


def _show_passage(passage: Passage) -> None:
    original = _("Original")
    st.markdown(faint(f"{original}　{_place_text(passage)}"))
    st.markdown(passage_text(passage))


def _place_text(passage: Passage) -> str:
    """Where the passage stands: the page, or the line, and the heading over it."""
    parts = []
    if passage.page is not None:
        parts.append(_("page {n}", n=passage.page))
    elif passage.line is not None:
        parts.append(_("line {n}", n=passage.line))
    if passage.heading:
        parts.append(passage.heading)
    return " ".join(parts)


def _show_proposal(opened: OpenedDraft, paper: PaperInHand, proposal: Proposal) -> None:
    language = current_language()
    badge = sureness_text(proposal.sureness, language)
    colour = "blue" if proposal.sureness is Sureness.SURE else "yellow"
    label = _("Proposal")
    st.markdown(f"{label} :{colour}-badge[{badge}]")
    st.markdown(strong(proposal_title(proposal, language)))
    detail = proposal_detail(proposal, language)
    if detail:
        st.markdown(plain(detail))
    for doubt in proposal.doubts:
        st.caption(f"△ {plain(proposal_doubt_text(doubt, language))}")
    decision = _choose_decision(paper, proposal)
    is_of_departments = proposal.kind is ProposalKind.DEPARTMENT
    is_unnamed = any(
        doubt.code is DoubtCode.NOT_A_DEPARTMENT for doubt in proposal.doubts
    )
    if is_of_departments and (is_unnamed or decision is ProposalChoice.MEND):
        ask_departments(opened, paper, proposal)
    if decision is ProposalChoice.MEND:
        _show_mending(paper, proposal)
        ask_parent(opened, paper, proposal)


def _choose_decision(paper: PaperInHand, proposal: Proposal) -> ProposalChoice | None:
    labels = {
        ProposalChoice.TAKE: _("Take"),
        ProposalChoice.MEND: _("Mend"),
        ProposalChoice.LEAVE: _("Leave out"),
    }
    offered = list(ProposalChoice)
    if proposal.kind is ProposalKind.ABOUT:
        offered.remove(ProposalChoice.MEND)
    key = KEYS.key("decision", paper.name, proposal.key)
    st.session_state[key] = paper.decisions.get(proposal.key)
    return st.segmented_control(
        _("What becomes of it"),
        offered,
        format_func=labels.__getitem__,
        key=key,
        label_visibility="collapsed",
        on_change=_decide,
        args=(paper, proposal.key, key),
    )


def _decide(paper: PaperInHand, proposal: str, key: str) -> None:
    decision = st.session_state[key]
    if decision is None:
        paper.decisions.pop(proposal, None)
    else:
        paper.decisions[proposal] = decision


def _show_mending(paper: PaperInHand, proposal: Proposal) -> None:
    """The fields of a proposal, to be written otherwise."""
    fields = _MENDABLE.get(proposal.kind, ())
    labels = _field_labels()
    for path in fields:
        key = KEYS.key("mend", paper.name, proposal.key, *path)
        st.session_state[key] = _text_at(proposal.data, path)
        st.text_input(
            labels[path],
            key=key,
            on_change=_mend,
            args=(paper, proposal, path, key),
        )


def _field_labels() -> dict[tuple[str, ...], str]:
    return {
        ("number",): _("Number in the plan"),
        ("name",): _("Name"),
        ("unit",): _("Unit"),
        ("label",): _("Entry"),
        ("start",): _("Begins in"),
        ("end",): _("Ends in"),
        ("baseline", "value"): _("Present figure"),
        ("baseline", "fiscal_year"): _("Year of the present figure"),
        ("target", "value"): _("Target"),
        ("target", "fiscal_year"): _("Year of the target"),
    }


def _text_at(data: Mapping[str, Any], path: tuple[str, ...]) -> str:
    value: Any = data
    for name in path:
        value = value.get(name) if isinstance(value, Mapping) else None
    is_year = path[-1] in ("fiscal_year", "start", "end")
    if is_year and isinstance(value, int):
        return current_language().short_year(value)
    return "" if value is None else str(value)


def _mend(
    paper: PaperInHand, proposal: Proposal, path: tuple[str, ...], key: str
) -> None:
    paper.mended[proposal.key] = with_text(
        proposal.data, path, st.session_state[key].strip()
    )


def with_text(
    data: Mapping[str, Any], path: tuple[str, ...], text: str
) -> dict[str, Any]:
    """The data with a text in a field; without the field for no text."""
    name, *inside = path
    changed = dict(data)
    if inside:
        holder = changed.get(name)
        within = dict(holder) if isinstance(holder, Mapping) else {}
        changed[name] = with_text(within, tuple(inside), text)
    elif text:
        changed[name] = text
    else:
        changed.pop(name, None)
    return changed
