"""The sentence of the schedule: what it holds, its deadlines, what was reported."""

import streamlit as st

from dxkpi.web.common.language import current_language, sentences
from dxkpi.web.common.markdown import plain
from dxkpi.web.common.view import View
from dxkpi.wording.agenda import schedule_headline
from dxkpi.wording.schedule_progress import progress_sentence


def show_sentence(view: View) -> None:
    """The page's sentence; nothing of a plan without a schedule."""
    if sentence := view.worded(_sentence):
        st.header(sentence, anchor=False)


def _sentence(view: View) -> str:
    language = current_language()
    headline = schedule_headline(view.plan, view.year, view.last_closed, language)
    reported = progress_sentence(
        view.plan, view.year, view.last_closed, view.progress(), language
    )
    return plain(sentences((headline, reported)))
