"""The foot of the overview: as of when, how complete, and from where."""

import streamlit as st

from dxkpi.web.common.known_day import offer_known_days
from dxkpi.web.common.language import _, current_language, sentences
from dxkpi.web.common.markdown import plain
from dxkpi.web.common.view import View
from dxkpi.wording.year_review import review_foot


def show_foot(view: View) -> None:
    """The page's last sentence, and the way to what was known on a day."""
    st.caption(view.worded(_foot))
    offer_known_days(view)


def _foot(view: View) -> str:
    language = current_language()
    foot = review_foot(
        view.figure_counts(), view.year, view.listed.revision.at, language
    )
    source = _("Source: {source}", source=view.plan.about.title)
    return plain(sentences((foot, source)))
