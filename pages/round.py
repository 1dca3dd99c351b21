"""年度の取りまとめ: the secretariat's round of a year, from the forms to the last return."""

import streamlit as st

from dxkpi.actions import Right
from dxkpi.web.common.closed_page import open_closed_view
from dxkpi.web.common.heading import show_heading
from dxkpi.web.common.language import _
from dxkpi.web.round.calendar import show_calendar
from dxkpi.web.round.changing import (
    leave_other_rounds,
    offer_changes,
    show_opened_form,
    show_outcome,
)
from dxkpi.web.round.forms import offer_forms
from dxkpi.web.round.next_steps import show_next_steps
from dxkpi.web.round.opening import show_no_round
from dxkpi.web.round.record import show_record
from dxkpi.web.round.release import show_release_tab
from dxkpi.web.round.sentence import show_foot, show_sentence
from dxkpi.web.round.shown_round import may_run_round, read_shown_round
from dxkpi.web.round.tabs import RoundTab, open_tab

title = _("Yearly round")
view = open_closed_view(Right.SEE_REPORTED, title, to_report=True)
show_heading(view, title, view.plan.about.title)
leave_other_rounds(view)
show_outcome()
if view.round is None:
    tab, place = open_tab(view)
    with place:
        if tab is RoundTab.RELEASE:
            show_release_tab(view)
        else:
            show_no_round(view)
    st.stop()

shown = read_shown_round(view, view.round)
may_run = may_run_round(view)
show_sentence(view, shown)
tab, place = open_tab(view)
with place:
    if tab is RoundTab.RECORD:
        show_record(view, shown)
        st.stop()
    if tab is RoundTab.RELEASE:
        show_release_tab(view)
        st.stop()
    if may_run:
        with st.container(horizontal=True, gap="small"):
            offer_forms(view)
            offer_changes(view)
        show_opened_form(view, view.round)
    if shown.progress.departments:
        show_calendar(view, shown)
        show_next_steps(view, shown)
    show_foot(shown)
