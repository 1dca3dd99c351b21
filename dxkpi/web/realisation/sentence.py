"""The heading of the page about the 実感率: the verdict, where it stands, where it leads."""

import streamlit as st

from dxkpi.web.common.language import current_language
from dxkpi.web.common.markdown import plain, range_badge
from dxkpi.web.common.view import View
from dxkpi.wording.trend_heading import trend_heading


def show_sentence(view: View) -> None:
    """The verdict as a badge, and the sentences that say what it means."""
    st.header(view.worded(_sentence), anchor=False)


def _sentence(view: View) -> str:
    trend = view.followed_trend()
    words = plain(trend_heading(trend, current_language()))
    return f"{range_badge(trend.judgement)} {words}"
