"""Where nothing is reviewed: what that means, and the way to switch it on."""

import streamlit as st

from dxkpi import actions
from dxkpi.actions import ChangeRound, NotPermitted, WrongRound
from dxkpi.plan.round import Round
from dxkpi.store import StoreError
from dxkpi.web.common import access, cached, page_files
from dxkpi.web.common.language import _, current_language, sentences
from dxkpi.web.common.links import show_page_link
from dxkpi.web.common.markdown import plain
from dxkpi.web.common.reader_choice import speak_to_reader
from dxkpi.web.common.session import page_state
from dxkpi.web.common.view import View
from dxkpi.web.review.deciding import ReviewState
from dxkpi.web.review.widget_keys import KEYS
from dxkpi.web.round.shown_round import may_run_round
from dxkpi.web.sign_in.reader import current_actor
from dxkpi.wording.rounds import round_fault_text


def show_no_round(view: View) -> None:
    """No round is open: it is opened with a review on its own page."""
    year = current_language().fiscal_year(view.year)
    st.header(plain(_("The round of {year} is not open yet.", year=year)), anchor=False)
    text = _("A round that is opened with a review brings its returns here.")
    st.markdown(plain(text))
    show_page_link(page_files.ROUND, _("Yearly round"), ":material/event_available:")


def show_review_off(view: View, opened: Round) -> None:
    """The round is not reviewed; one button changes that."""
    st.header(plain(_("In this round nothing is reviewed.")), anchor=False)
    st.markdown(plain(_("What is registered counts as final as it is.")))
    if may_run_round(view):
        access.ask_name()
        st.button(
            _("Review this round"),
            type="primary",
            icon=":material/rate_review:",
            key=KEYS.key("switch_on"),
            on_click=_switch_on,
            args=(view, opened),
        )
    show_page_link(page_files.ROUND, _("Yearly round"), ":material/event_available:")


def _switch_on(view: View, opened: Round) -> None:
    speak_to_reader()
    state = page_state(ReviewState)
    command = ChangeRound(
        view.listed.key,
        view.year,
        opened.deadline,
        opened.schedule_deadline,
        is_reviewed=True,
    )
    try:
        actions.change_round(cached.store(), command, current_actor())
    except WrongRound as error:
        language = current_language()
        texts = [round_fault_text(fault, language) for fault in error.faults]
        state.succeeded, state.outcome = False, sentences(texts)
    except (NotPermitted, StoreError) as error:
        state.succeeded, state.outcome = False, access.not_done_text(error)
    else:
        state.succeeded, state.outcome = True, _("This round is reviewed now.")
