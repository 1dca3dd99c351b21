"""The top of the page: which paper was read, and what was found in it."""

import streamlit as st

from dxkpi.drafting.blocks import PageProblemKind
from dxkpi.drafting.proposal import ProposalKind
from dxkpi.text.folding import folded_text
from dxkpi.web.common.language import _, current_language, ngettext, sentences
from dxkpi.web.common.markdown import SEPARATOR, plain
from dxkpi.web.edit.opened_draft import OpenedDraft
from dxkpi.web.edit.others_changes import show_changes_of_others
from dxkpi.web.edit.saving import take_refusals
from dxkpi.web.reading.read_papers import PaperInHand
from dxkpi.web.reading.taking import show_taken
from dxkpi.web.reading.way_to_draft import show_way_to_draft
from dxkpi.wording.drafting import proposal_kind_text

_TOLD = (
    ProposalKind.POLICY,
    ProposalKind.MEASURE,
    ProposalKind.INITIATIVE,
    ProposalKind.INDICATOR,
    ProposalKind.SCHEDULE,
)


def show_reading_head(opened: OpenedDraft, paper: PaperInHand) -> None:
    """The draft, the paper, what was found, and what of it could not be read."""
    title = _("Read the plan's paper")
    st.set_page_config(page_title=f"{title} – dxkpi")
    facts = [plain(opened.listed.title), plain(paper.name)]
    if paper.pages is not None:
        facts.append(ngettext("{n} page", "{n} pages", paper.pages))
    st.markdown(SEPARATOR.join(facts))
    with st.container(horizontal=True, vertical_alignment="bottom", gap="small"):
        st.title(title, anchor=False, width="stretch")
        show_way_to_draft(opened)
    st.header(plain(found_text(paper)), anchor=False)
    refusals = take_refusals()
    for refusal in refusals:
        st.warning(plain(refusal), icon=":material/sync_problem:")
    show_changes_of_others(opened, refusals)
    show_taken(paper)
    for sentence in other_plan_texts(opened, paper):
        st.warning(plain(sentence), icon=":material/help:")
    for sentence in _problem_sentences(paper):
        st.caption(plain(sentence))


def found_text(paper: PaperInHand) -> str:
    """How much of each kind was found, and how many are to be checked."""
    language = current_language()
    counts = [
        f"{proposal_kind_text(kind, language)}{len(paper.reading.of_kind(kind))}"
        for kind in _TOLD
        if paper.reading.of_kind(kind)
    ]
    if not counts:
        return _("Nothing was found that looks like a part of a plan.")
    found = _("Found: {what}.", what=language.listed(counts))
    n = len(paper.to_check)
    check = ngettext("{n} is to be checked.", "{n} are to be checked.", n)
    return sentences((found, check if n else _("Nothing is left to be checked.")))


def other_plan_texts(opened: OpenedDraft, paper: PaperInHand) -> list[str]:
    """Where the paper says that it is of another municipality or plan than the draft."""
    texts = []
    for about in paper.reading.of_kind(ProposalKind.ABOUT):
        city = (about.data.get("municipality") or {}).get("name")
        title = (about.data.get("plan") or {}).get("title")
        own_city = opened.value(("municipality", "name"))
        own_title = opened.value(("plan", "title"))
        if city and own_city and folded_text(city) != folded_text(own_city):
            texts.append(
                _(
                    "The paper seems to be of {city}; the draft is of {own}.",
                    city=city,
                    own=own_city,
                )
            )
        if title and own_title and folded_text(title) != folded_text(own_title):
            texts.append(
                _(
                    "The paper is called “{title}”, the draft “{own}”. The draft keeps its "
                    "title.",
                    title=title,
                    own=own_title,
                )
            )
    return texts


def _problem_sentences(paper: PaperInHand) -> list[str]:
    """What of the paper could not be read."""
    scans = [
        problem.page
        for problem in paper.problems
        if problem.kind is PageProblemKind.NO_TEXT and problem.page is not None
    ]
    if not scans:
        return []
    pages = current_language().listed(str(page) for page in scans)
    return [
        _("Pages {pages} are pictures without text and were not read.", pages=pages)
    ]
