"""計画: title, period and source of the plan, and its municipality."""

import streamlit as st

from dxkpi.plan.document_columns import ABOUT_COLUMNS
from dxkpi.web.common.language import _
from dxkpi.web.common.markdown import plain, strong
from dxkpi.web.edit.field_widgets import show_field
from dxkpi.web.edit.opened_draft import OpenedDraft

_FIXED = (("municipality", "code"), ("plan", "id"))
"""What says of which plan the draft is."""


def show_about(opened: OpenedDraft) -> None:
    """The fields of the plan as a whole."""
    with st.container(border=True):
        st.markdown(strong(_("About the plan")))
        for column in ABOUT_COLUMNS.columns:
            if column.path in _FIXED:
                st.caption(plain(f"{column.heading}: {opened.value(column.path)}"))
            else:
                show_field(opened, (), column)
