"""The sentence of the page: how many indicators need attention, and who has most of them."""

from collections import Counter

import streamlit as st

from dxkpi.rules.profiles import JUDGED
from dxkpi.web.common.language import _, current_language, ngettext, sentences
from dxkpi.web.common.markdown import plain
from dxkpi.web.common.view import View
from dxkpi.wording.plan_sentence import unconfirmed_text

_SEVERAL = 2


def show_sentence(view: View) -> None:
    """The sentence; none where no indicator was judged."""
    sentence = view.worded(attention_sentence)
    if sentence:
        st.header(plain(sentence), anchor=False)


def attention_sentence(view: View) -> str:
    """How many of the plan's figures wait to be confirmed, how many indicators need
    attention, and the department that has several of them and more than any other.
    """
    judgements = view.judgements()
    if not any(judgement.status in JUDGED for judgement in judgements):
        return ""
    waiting = unconfirmed_text(judgements, current_language())
    concerns = [judgement for judgement in judgements if judgement.needs_attention]
    if not concerns:
        return sentences([waiting, _("No indicator needs attention.")])
    count = ngettext(
        "{n} indicator needs attention.",
        "{n} indicators need attention.",
        len(concerns),
    )
    counts = Counter(
        department
        for judgement in concerns
        for department in view.plan.departments_of(judgement.indicator)
    )
    return sentences([waiting, count, _most_burdened(counts)])


def _most_burdened(counts: Counter[str]) -> str:
    ranked = counts.most_common(2)
    if not ranked or ranked[0][1] < _SEVERAL:
        return ""
    department, most = ranked[0]
    is_shared = len(ranked) > 1 and ranked[1][1] == most
    if is_shared:
        return ""
    return ngettext(
        "{department} has {n} of them.",
        "{department} has {n} of them.",
        most,
        department=department,
    )
