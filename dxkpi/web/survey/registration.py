"""④ Who registers the counts of a survey, and the receipt."""

import streamlit as st

from dxkpi import actions
from dxkpi.actions import NotPermitted, Right
from dxkpi.findings import Severity
from dxkpi.store import StoreError, StoreFault, Submission
from dxkpi.web.common import access, cached, page_files
from dxkpi.web.common.finding_counts import what_is_left_text
from dxkpi.web.common.language import _
from dxkpi.web.common.links import show_returns_link
from dxkpi.web.common.markdown import plain, strong
from dxkpi.web.common.reader_choice import link_query, speak_to_reader
from dxkpi.web.common.view import View
from dxkpi.web.returns.receipt import show_receipt_slip
from dxkpi.web.sign_in.reader import current_actor
from dxkpi.web.survey.draft_survey import KEYS, DraftSurvey, SurveyAnswer, drop_draft


def show_registration(view: View, draft: DraftSurvey) -> None:
    """Who registers, and the button."""
    refusal = access.refusal_in_city(Right.TAKE_SURVEY, view.city.code)
    if refusal is not None:
        access.show_refusal(refusal)
        return
    checked = draft.answer.examined.checked if draft.answer else None
    is_accepted = checked is not None
    with st.container(border=True):
        st.markdown(strong(_("④ Register")))
        if checked is not None:
            access.ask_name()
            access.ask_correction_of([checked])
        else:
            st.markdown(plain(_what_is_left(draft.answer)))
        if draft.failure:
            st.error(plain(draft.failure), icon=":material/block:")
        st.button(
            _("Register"),
            type="primary",
            icon=":material/check_circle:",
            disabled=not is_accepted,
            key=KEYS.key("register"),
            on_click=_register,
            args=(view, draft),
        )


def show_receipt(view: View, receipt: Submission) -> None:
    """The receipt, and where to go from here."""
    show_receipt_slip(receipt)
    st.caption(_("The answers have been dropped; only the counts are on record."))
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.button(
            _("Take in another survey"),
            icon=":material/upload_file:",
            on_click=drop_draft,
            key=KEYS.key("again"),
        )
        st.page_link(
            page_files.REALISATION,
            label=_("DX felt by staff"),
            icon=":material/groups:",
            query_params=link_query(year=str(receipt.fiscal_year)),
        )
        show_returns_link(view.year)


def _what_is_left(answer: SurveyAnswer | None) -> str:
    """Why there is nothing to register yet."""
    findings = answer.examined.counted.findings if answer else ()
    severities = [finding.severity for finding in findings]
    return what_is_left_text(
        severities.count(Severity.ERROR), severities.count(Severity.HOLD)
    )


def _register(view: View, draft: DraftSurvey) -> None:
    """Register what was shown; then the answers are dropped."""
    speak_to_reader()
    draft.failure = ""
    answer = draft.answer
    if answer is None or answer.examined.checked is None:
        return
    if draft.plan != view.listed.key:
        return
    command = actions.RegisterSurvey(answer.examined, access.typed_correction())
    try:
        draft.receipt = actions.register_survey(
            cached.store(), command, current_actor()
        )
    except NotPermitted as error:
        draft.failure = access.not_done_text(error)
        return
    except StoreError as error:
        draft.failure = access.not_done_text(error)
        if error.fault not in (StoreFault.PLAN_IS_OVER, StoreFault.IS_FINAL):
            draft.answer = None  # to be counted again
        return
    draft.drop_answers()
