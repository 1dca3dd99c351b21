"""② The files to choose, which are read at once; or figures to type without a file."""

import streamlit as st

from dxkpi.actions import Right
from dxkpi.web.common import access
from dxkpi.web.common.language import _
from dxkpi.web.common.markdown import strong
from dxkpi.web.common.view import View
from dxkpi.web.upload import drafts
from dxkpi.web.upload.file_opening import open_with_progress
from dxkpi.web.upload.widget_keys import KEYS


def show_file_choice(view: View) -> None:
    """The uploader, and the way to type figures without a file."""
    title = strong(_("② Choose the form that was filled in"))
    what_happens = _(
        "It is checked at once, cell by cell. Nothing is stored until “Register” is pressed."
    )
    st.markdown(title + "  \n" + what_happens)
    refusal = access.refusal_in_city(Right.REPORT, view.city.code)
    if refusal is not None:
        access.show_refusal(refusal)
        return
    files = st.file_uploader(
        _(
            "Put Excel files (.xlsx) here, or press “Upload” and choose them, "
            "several at once. Up to 10 MB each."
        ),
        accept_multiple_files=True,
        key=KEYS.key("files", drafts.upload_state().times_chosen),
    )
    if files:
        named = [(file.name, file.getvalue()) for file in files]
        drafts.add_files(open_with_progress(named))
        st.rerun()
    st.button(
        _("Type figures without a file"),
        icon=":material/keyboard:",
        type="tertiary",
        on_click=drafts.type_figures,
        key=KEYS.key("type"),
    )
