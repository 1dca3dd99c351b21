"""The revisions of an indicator's target, beneath its chart."""

import streamlit as st

from dxkpi.rules import target_revisions
from dxkpi.web.common.language import current_language
from dxkpi.web.common.markdown import plain
from dxkpi.web.common.view import View
from dxkpi.wording.ledger import revision_note


def show_revisions(view: View, code: str) -> None:
    """Each revision in a line: when, from what to what, who decided, why."""
    for line in view.timeless.worded(_revisions, code):
        st.caption(line)


def _revisions(view: View, code: str) -> list[str]:
    revisions = target_revisions(view.indicator(code))
    return [plain(revision_note(each, current_language())) for each in revisions]
