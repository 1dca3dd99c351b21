"""Where no round is open: what opening one does, and the form for it."""

from datetime import date

import streamlit as st

from dxkpi.plan.round import proposed_deadline
from dxkpi.web.common import page_files
from dxkpi.web.common.language import _, current_language, ngettext
from dxkpi.web.common.links import show_page_link
from dxkpi.web.common.markdown import list_item, plain
from dxkpi.web.common.view import View
from dxkpi.web.round.changing import show_opening
from dxkpi.web.round.shown_round import forms_of_departments, may_run_round

_USUAL_MONTH, _USUAL_DAY = 5, 15


def show_no_round(view: View) -> None:
    """The sentence, what opening does, and the form for who may."""
    year = current_language().fiscal_year(view.year)
    st.header(plain(_("The round of {year} is not open yet.", year=year)), anchor=False)
    st.markdown("\n".join(list_item(plain(text)) for text in _what_opening_does(view)))
    if may_run_round(view):
        show_opening(view, _deadline_at_first(view))
    else:
        st.info(_("The secretariat opens it."), icon=":material/lock:")
    show_page_link(page_files.RETURNS, _("Returns"), ":material/fact_check:")


def _what_opening_does(view: View) -> list[str]:
    n = len(forms_of_departments(view))
    return [
        ngettext(
            "The form of {n} department says the deadline, and so does every page.",
            "The forms of {n} departments say the deadline, and so does every page.",
            n,
        ),
        _("From now on it is noted who took a form and who handed in."),
        _("A department can be given more time, with the reason."),
        _("It is said who answers for 全課 and the like in this year."),
        _("Reminders are ready to be pasted. Nothing is sent by itself."),
    ]


def _deadline_at_first(view: View) -> date:
    """The day that is usual in this house, else 15 May; a later one where it is past."""
    usual = view.deadlines.of_figures()
    if usual is None:
        usual = date(view.year + 1, _USUAL_MONTH, _USUAL_DAY)
    return proposed_deadline(usual, view.today)
