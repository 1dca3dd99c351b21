"""What is said about an indicator: what it is, where its figures come from, and where
it stands in the plan.
"""

import streamlit as st

from dxkpi.plan import Indicator
from dxkpi.web.common.language import _, current_language
from dxkpi.web.common.markdown import plain, strong
from dxkpi.web.common.view import View
from dxkpi.wording.figure_times import figure_time_note
from dxkpi.wording.targets import worse_reason_text


def show_source(view: View, indicator: Indicator) -> None:
    """Definition, the plan's own sentence, and where it stands."""
    grid = st.grid(2, min_column_width=300, border=True)
    with grid.cell():
        st.markdown(strong(_("Definition")))
        st.text(indicator.definition or _("The plan gives no definition."))
        for name, text in _facts_of_figures(indicator).items():
            st.markdown(strong(name))
            st.text(text)
        reason = worse_reason_text(indicator, current_language())
        if reason:
            st.text(reason)
    with grid.cell():
        st.markdown(strong(_("In the plan (original words)")))
        st.text(indicator.quote or _("The plan's words are not recorded."))
        st.caption(plain(view.plan.about.source or view.plan.about.title))


def _facts_of_figures(indicator: Indicator) -> dict[str, str]:
    """How its figures are worked out, where they come from and of which time they are;
    as far as that is known.
    """
    facts = {
        _("How it is worked out"): indicator.method,
        _("Source of the figures"): indicator.source,
        _("Time of the figures"): figure_time_note(indicator, current_language()),
    }
    return {name: text for name, text in facts.items() if text}
