"""The sentence of the page: how far the round is, and what follows."""

import streamlit as st

from dxkpi import fiscal
from dxkpi.web.common.language import _, current_language, sentences
from dxkpi.web.common.markdown import plain
from dxkpi.web.common.view import View
from dxkpi.web.round.shown_round import ShownRound
from dxkpi.wording.round_sentences import round_sentences


def show_sentence(view: View, shown: ShownRound) -> None:
    st.header(view.worded(_sentence, shown), anchor=False)


def _sentence(view: View, shown: ShownRound) -> str:
    texts = round_sentences(
        shown.progress,
        shown.deadlines,
        view.today,
        current_language(),
        is_reviewed=shown.opened.is_reviewed,
    )
    return plain(sentences(texts))


def show_foot(shown: ShownRound) -> None:
    """How a round ends, and who opened it."""
    ends = _("A round closes by itself when everything is in.")
    if shown.opened.is_reviewed:
        ends = _("A round closes by itself when everything is confirmed.")
    texts = [ends]
    opening = shown.opened.opening
    if opening is not None:
        day = current_language().month(fiscal.day_in_japan(opening.at).isoformat())
        texts.append(_("Opened on {day} by {who}.", day=day, who=opening.who))
    st.caption(plain(sentences(texts)))
