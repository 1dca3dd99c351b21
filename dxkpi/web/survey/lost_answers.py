"""What is said where answers were being counted and the page was loaded anew.

What single persons answered is never written to a disk, so unlike a return it cannot be
taken up again: the file must be chosen anew. The address says that answers were there.
"""

import streamlit as st

from dxkpi.web.common.language import _
from dxkpi.web.common.markdown import plain
from dxkpi.web.survey.draft_survey import survey_state

_ADDRESS = "answers"
_HERE = "here"


def show_lost_answers() -> None:
    """That the answers are gone and the file is to be chosen again, until one is."""
    state = survey_state()
    is_new_session = state.files_read == 0
    if is_new_session and st.query_params.get(_ADDRESS) == _HERE:
        state.answers_lost = True
    if not state.answers_lost:
        return
    sentence = _(
        "The page was loaded anew, or the server was started anew. The answers that were "
        "being counted are gone: what single persons answered is never kept. Choose the "
        "file again. If you had pressed “Register”, look first whether the figure above "
        "is the new one."
    )
    st.warning(plain(sentence), icon=":material/info:")


def remember_answers_in_address() -> None:
    """Let the address say whether there are answers that a reload of the page drops."""
    draft = survey_state().draft
    if draft is not None and draft.sheet is not None:
        st.query_params[_ADDRESS] = _HERE
    elif _ADDRESS in st.query_params:
        del st.query_params[_ADDRESS]
