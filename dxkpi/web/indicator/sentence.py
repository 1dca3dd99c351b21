"""The sentence of an indicator's page."""

import streamlit as st

from dxkpi.rules import Judgement
from dxkpi.web.common.indicator_sentence import indicator_sentence
from dxkpi.web.common.markdown import plain
from dxkpi.web.common.view import View


def show_sentence(view: View, judgement: Judgement) -> None:
    """How the indicator stands in the view's year."""
    st.header(plain(indicator_sentence(view, judgement)), anchor=False)
