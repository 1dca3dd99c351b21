"""The overview's sentence: how the plan stands in the year."""

import streamlit as st

from dxkpi.web.common.language import current_language
from dxkpi.web.common.markdown import plain
from dxkpi.web.common.view import View
from dxkpi.wording.plan_sentence import plan_sentence


def show_sentence(view: View) -> None:
    """The sentence, as the page's headline."""
    st.header(plain(view.worded(_plan_sentence)), anchor=False)


def _plan_sentence(view: View) -> str:
    return plan_sentence(
        view.plan,
        view.judgements(),
        view.year,
        view.last_closed,
        current_language(),
    )
