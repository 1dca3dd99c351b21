"""The chart of an indicator beside the judgement."""

import streamlit as st

from dxkpi.rules import Judgement
from dxkpi.web.common.view import View
from dxkpi.web.indicator.course_card import show_course
from dxkpi.web.indicator.figures_tables import show_figures_of_parts
from dxkpi.web.indicator.judgement_card import show_judgement


def show_course_and_judgement(view: View, judgement: Judgement) -> None:
    """The chart, two thirds wide, and the judgement with its formula and numbers. Parts
    have a judgement each, so their figures stand beneath the chart beside them.
    """
    indicator = view.indicator(judgement.indicator.code)
    grid = st.grid(3, min_column_width=290, border=True)
    with grid.cell(column_span=2):
        show_course(view, indicator)
        if indicator.parts:
            show_figures_of_parts(view, indicator)
    with grid.cell():
        show_judgement(view, judgement)
