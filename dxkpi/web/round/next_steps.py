"""What the secretariat does next: the departments that need somebody, and the mail to them."""

import streamlit as st

from dxkpi.web.common import page_files
from dxkpi.web.common.language import _
from dxkpi.web.common.links import show_page_link
from dxkpi.web.common.view import View
from dxkpi.web.round.reminders import show_reminders
from dxkpi.web.round.shown_round import ShownRound
from dxkpi.web.round.unsettled import show_unsettled
from dxkpi.web.schedule.calendar_file import offer_calendar

_NARROWEST = 220


def show_next_steps(view: View, shown: ShownRound) -> None:
    """Both beside each other; the table alone where nobody is missing."""
    is_anybody_missing = bool(shown.progress.missing)
    grid = st.grid(3, min_column_width=_NARROWEST, border=True)
    with grid.cell(column_span=2 if is_anybody_missing else "all"):
        show_unsettled(view, shown)
        with st.container(horizontal=True, vertical_alignment="center", gap="small"):
            offer_calendar(view, None)
            if shown.opened.is_reviewed:
                title = _("Review of returns")
                show_page_link(page_files.REVIEW, title, ":material/rate_review:")
    if is_anybody_missing:
        with grid.cell():
            show_reminders(view, shown)
