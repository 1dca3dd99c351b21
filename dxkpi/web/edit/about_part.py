"""計画: title, period and source of the plan, and its municipality."""

import streamlit as st

from dxkpi.plan.document_columns import ABOUT_COLUMNS
from dxkpi.web.common.language import _, current_language
from dxkpi.web.common.markdown import SEPARATOR, plain, strong
from dxkpi.web.edit.field_widgets import holds_sentences, show_field
from dxkpi.web.edit.opened_draft import OpenedDraft
from dxkpi.wording.field_help import field_heading

_FIXED = (("municipality", "code"), ("plan", "id"))
"""What says of which plan the draft is."""

_NARROWEST = 240
"""Pixels of a field in which a title can be read."""


def show_about(opened: OpenedDraft) -> None:
    """The fields of the plan as a whole."""
    with st.container(border=True):
        st.markdown(strong(_("About the plan")))
        st.caption(_fixed_text(opened))
        edited = [each for each in ABOUT_COLUMNS.columns if each.path not in _FIXED]
        pairs = st.grid(2, min_column_width=_NARROWEST)
        for column in edited:
            if not holds_sentences(column):
                with pairs.cell():
                    show_field(opened, (), column)
        for column in edited:
            if holds_sentences(column):
                show_field(opened, (), column)


def _fixed_text(opened: OpenedDraft) -> str:
    language = current_language()
    return SEPARATOR.join(
        plain(f"{field_heading(column, language)}: {opened.value(column.path)}")
        for column in ABOUT_COLUMNS.columns
        if column.path in _FIXED
    )
