"""The overview's sentence: how the plan stands in the year."""

import streamlit as st

from dxkpi.web.common import page_files
from dxkpi.web.common.chart_block import show_table_toggle
from dxkpi.web.common.language import _, current_language
from dxkpi.web.common.links import show_page_link
from dxkpi.web.common.markdown import plain
from dxkpi.web.common.view import View
from dxkpi.wording.plan_sentence import plan_sentence


def show_sentence(view: View) -> bool:
    """The sentence, beneath it the way to the sheet for the meeting and the toggle.

    Gives whether the reader wants tables instead of charts.
    """
    st.header(plain(view.worded(_plan_sentence)), anchor=False)
    plan = view.plan
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        if plan.indicators or plan.policies:
            label = _("On one sheet for the headquarters meeting")
            show_page_link(page_files.BRIEF, label, icon=":material/description:")
        return show_table_toggle() if plan.indicators else False


def _plan_sentence(view: View) -> str:
    return plan_sentence(
        view.plan,
        view.judgements(),
        view.year,
        view.last_closed,
        current_language(),
    )
