"""The foot of the overview: as of when, how complete, and from where."""

import streamlit as st

from dxkpi.web.common.known_day import offer_known_days
from dxkpi.web.common.language import _, current_language, sentences
from dxkpi.web.common.markdown import plain
from dxkpi.web.common.view import View
from dxkpi.web.overview.files import offer_files
from dxkpi.web.overview.unjudged import (
    has_only_references_besides_lead,
    last_figures_of_references,
)
from dxkpi.wording.year_review import review_foot


def show_foot(view: View) -> None:
    """The page's last sentence, beside it the files and the way to what was known on a day."""
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        with st.container(width="stretch"):
            st.caption(view.worded(_foot))
        if view.plan.indicators:
            with st.popover(_("Files"), icon=":material/download:"):
                offer_files(view)
        offer_known_days(view)


def _foot(view: View) -> str:
    language = current_language()
    foot = review_foot(
        view.figure_counts(), view.year, view.listed.revision.at, language
    )
    source = _("Source: {source}", source=view.plan.about.title)
    return plain(sentences((_references(view), foot, source)))


def _references(view: View) -> str:
    """The last figures of what is only observed, where no card names them."""
    if not has_only_references_besides_lead(view):
        return ""
    figures = last_figures_of_references(view)
    return _("For reference: {figures}.", figures=figures) if figures else ""
