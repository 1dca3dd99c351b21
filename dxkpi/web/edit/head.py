"""The top of the page of an open draft."""

import streamlit as st

from dxkpi.web.common import access
from dxkpi.web.common.language import _
from dxkpi.web.common.markdown import SEPARATOR, grey_badge, plain
from dxkpi.web.edit.opened_draft import OpenedDraft
from dxkpi.web.edit.saving import take_refusals
from dxkpi.web.sign_in.reader import current_actor


def show_edit_head(opened: OpenedDraft) -> None:
    """Whose plan it is, that it is a draft, and why the last edit was refused."""
    title = _("Edit the plan")
    st.set_page_config(page_title=f"{title} – dxkpi")
    city = opened.value(("municipality", "name")) or ""
    is_draft = _("Draft")
    places = [plain(f"{city} {opened.listed.title}"), f":yellow-badge[{is_draft}]"]
    if opened.stored is None:
        places.append(grey_badge(_("a new plan")))
    st.markdown(SEPARATOR.join(places))
    st.title(title, anchor=False)
    if not current_actor().name:
        access.ask_name()
    for refusal in take_refusals():
        st.warning(plain(refusal), icon=":material/sync_problem:")
