"""The overview's sentence: how the plan stands in the year."""

import streamlit as st

from dxkpi.web.common.chart_block import show_table_toggle
from dxkpi.web.common.language import current_language
from dxkpi.web.common.markdown import plain
from dxkpi.web.common.view import View
from dxkpi.wording.plan_sentence import plan_sentence


def show_sentence(view: View) -> bool:
    """The sentence with the toggle beside it.

    Gives whether the reader wants tables instead of charts.
    """
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        sentence = view.worded(_plan_sentence)
        st.header(plain(sentence), anchor=False, width="stretch")
        if not view.plan.indicators:
            return False
        return show_table_toggle()


def _plan_sentence(view: View) -> str:
    return plan_sentence(
        view.plan,
        view.judgements(),
        view.year,
        view.last_closed,
        current_language(),
    )
