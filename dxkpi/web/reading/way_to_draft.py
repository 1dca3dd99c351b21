"""The way from a paper to the draft that it is read for."""

import streamlit as st

from dxkpi.web.common.language import _
from dxkpi.web.common.page_files import EDIT
from dxkpi.web.edit.opened_draft import OpenedDraft


def show_way_to_draft(opened: OpenedDraft) -> None:
    """The link to the editor."""
    st.page_link(
        EDIT,
        label=_("Go on with this draft"),
        icon=":material/arrow_forward:",
        query_params={"draft": str(opened.number)},
    )
