"""The foot of 私の課: what its address is good for, as of when, and from where."""

import streamlit as st

from dxkpi.plan.sight import SeenState
from dxkpi.web.common.known_day import offer_known_days
from dxkpi.web.common.language import _, current_language, sentences
from dxkpi.web.common.markdown import plain
from dxkpi.web.common.view import View


def show_foot(view: View) -> None:
    """The page's last sentence, and the way to what was known on a day."""
    st.caption(view.worded(_foot))
    offer_known_days(view)


def _foot(view: View) -> str:
    day = current_language().month(view.today.isoformat())
    texts = [
        _("As of {day}.", day=day),
        _("Source: {source}", source=view.plan.about.title),
    ]
    is_for_staff = view.listed.state is not SeenState.RELEASED
    if is_for_staff:
        board = _("The address of this page can be kept on the department's own board.")
        texts.insert(0, board)
    return plain(sentences(texts))
