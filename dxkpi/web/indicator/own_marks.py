"""The city's own marks of an indicator, beside what was worked out."""

import streamlit as st

from dxkpi.rules import Judgement, differing_marks, year_marks
from dxkpi.web.common.language import current_language
from dxkpi.web.common.markdown import plain
from dxkpi.web.common.own_marks import mark_line
from dxkpi.web.common.view import View
from dxkpi.wording.yearly_reports import mark_difference_text


def show_own_marks(view: View, judgement: Judgement) -> None:
    """Who marked it how, when and why; a mark that differs is said to."""
    marks = year_marks(judgement)
    if marks:
        st.markdown("\n".join(f"- {mark_line(mark)}" for mark in marks))
    for mark in differing_marks(view.plan, judgement):
        text = mark_difference_text(mark, judgement.status, current_language())
        st.warning(plain(text), icon=":material/compare_arrows:")
