"""What the plan itself says of an indicator."""

import streamlit as st

from dxkpi.plan import Indicator
from dxkpi.web.common.language import _, current_language
from dxkpi.web.common.markdown import plain, strong
from dxkpi.web.common.view import View
from dxkpi.wording.targets import worse_reason_text


def show_source(view: View, indicator: Indicator) -> None:
    """Definition, the plan's own sentence, and where it stands."""
    grid = st.grid(2, min_column_width=300, border=True)
    with grid.cell():
        st.markdown(strong(_("Definition")))
        st.text(indicator.definition or _("The plan gives no definition."))
        reason = worse_reason_text(indicator, current_language())
        if reason:
            st.text(reason)
    with grid.cell():
        st.markdown(strong(_("In the plan (original words)")))
        st.text(indicator.quote or _("The plan's words are not recorded."))
        st.caption(plain(view.plan.about.source or view.plan.about.title))
