"""The sentence of the page about the 実感率: where it stands and where it leads."""

import streamlit as st

from dxkpi.web.common.language import current_language
from dxkpi.web.common.markdown import plain
from dxkpi.web.common.view import View
from dxkpi.wording.survey_verdict import trend_verdict


def show_sentence(view: View) -> None:
    """The page's sentence."""
    st.header(view.worded(_sentence), anchor=False)


def _sentence(view: View) -> str:
    return plain(trend_verdict(view.followed_trend(), current_language()))
