"""Where nothing is read yet: the file, or the table that is pasted."""

from typing import NoReturn

import streamlit as st

from dxkpi.web.common.language import _, current_language
from dxkpi.web.common.markdown import plain
from dxkpi.web.common.session import page_state
from dxkpi.web.edit.opened_draft import OpenedDraft
from dxkpi.web.edit.saving import take_refusals
from dxkpi.web.reading.pasting import offer_pasting
from dxkpi.web.reading.read_papers import (
    PaperInHand,
    ReadingState,
    paper_of_draft,
    read_file,
)
from dxkpi.web.reading.way_to_draft import show_way_to_draft
from dxkpi.web.reading.widget_keys import KEYS
from dxkpi.wording.findings import finding_text
from dxkpi.workbook.reader import Unreadable

_ENDINGS = ["docx", "pdf", "xlsx", "txt", "md"]


def paper_to_read(opened: OpenedDraft) -> PaperInHand:
    """The paper that is read for the draft. The page ends with the ways to one where there
    is none yet.
    """
    paper = paper_of_draft(opened.number)
    if paper is None:
        _offer_ways(opened)
    return paper


def _offer_ways(opened: OpenedDraft) -> NoReturn:
    title = _("Read the plan's paper")
    st.set_page_config(page_title=f"{title} – dxkpi")
    st.markdown(plain(opened.listed.title))
    with st.container(horizontal=True, vertical_alignment="bottom", gap="small"):
        st.title(title, anchor=False, width="stretch")
        show_way_to_draft(opened)
    for refusal in take_refusals():
        st.warning(plain(refusal), icon=":material/sync_problem:")
    _offer_file(opened)
    offer_pasting(opened)
    st.stop()


def _offer_file(opened: OpenedDraft) -> None:
    st.header(_("The plan as a file"), anchor=False)
    file = st.file_uploader(
        _("Word, PDF, Excel or text"),
        type=_ENDINGS,
        key=KEYS.key("file", opened.number, page_state(ReadingState).times_put_away),
    )
    if file is None:
        return
    with st.spinner(_("Reading …")):
        try:
            read_file(opened.number, file.name, file.getvalue())
        except Unreadable as unreadable:
            st.error(plain(finding_text(unreadable.finding, current_language())))
            return
    st.rerun()
