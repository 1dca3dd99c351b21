"""① The file with the answers: its choice, what is kept of it, and what could be read."""

import streamlit as st
from streamlit.runtime.uploaded_file_manager import UploadedFile

from dxkpi import actions
from dxkpi.actions import Right
from dxkpi.findings import Finding, Severity
from dxkpi.settings import settings
from dxkpi.web.common import access
from dxkpi.web.common.language import _, current_language, ngettext
from dxkpi.web.common.markdown import SEPARATOR, faint, plain, strong
from dxkpi.web.common.view import View
from dxkpi.web.common.workbook_reader import workbook_reader
from dxkpi.web.survey.draft_survey import KEYS, DraftSurvey, drop_draft, survey_state
from dxkpi.wording.findings import finding_text


def show_file_choice(view: View) -> None:
    """The uploader, and what happens to the file."""
    grid = st.grid(2, min_column_width=320, border=True)
    with grid.cell():
        _show_uploader(view)
    if access.may_write(Right.TAKE_SURVEY, view.city.code):
        with grid.cell():
            _show_what_is_kept()


def show_file(draft: DraftSurvey) -> None:
    """Which file it is, how many answers, and the way to another; why it cannot be
    read, where it cannot.
    """
    with st.container(
        border=True, horizontal=True, vertical_alignment="center", gap="small"
    ):
        count = faint(_rows_text(draft))
        st.markdown(strong(draft.file) + SEPARATOR + count, width="stretch")
        st.button(
            _("Choose another file"),
            icon=":material/upload_file:",
            type="tertiary",
            on_click=drop_draft,
            key=KEYS.key("again"),
        )
    if draft.sheet is not None:
        st.caption(plain(_when_to_choose_again()))
    for finding in draft.findings:
        _show_finding(finding)


def _show_uploader(view: View) -> None:
    st.markdown(strong(_("① Choose the file with the answers")))
    st.markdown(
        _(
            "One row for each answer, the questions as headings, as "
            "LoGoフォーム, Microsoft Forms and Google フォーム "
            "export it: Excel (.xlsx) or CSV."
        )
    )
    refusal = access.refusal_in_city(Right.TAKE_SURVEY, view.city.code)
    if refusal is not None:
        access.show_refusal(refusal)
        return
    file = st.file_uploader(
        _("Put the file here, or press “Upload” and choose it. Up to 10 MB."),
        key=KEYS.key("file", survey_state().files_read),
    )
    if file is not None:
        _read_file(view, file)
        st.rerun()


def _show_what_is_kept() -> None:
    sentences = (
        _("The file is not kept. Only counts are stored, once “Register” is pressed."),
        _(
            "What a single person answered, free text, addresses "
            "and numbers of staff are never stored."
        ),
        _(
            "Groups of fewer than {n} answers are put "
            "together before anything is stored.",
            n=settings().smallest_group,
        ),
        _(
            "The answers lie in this browser's session only, "
            "and are dropped when they are registered."
        ),
        _when_to_choose_again(),
    )
    st.markdown(strong(_("What is kept, and what is not")))
    st.markdown("\n".join(f"- {plain(sentence)}" for sentence in sentences))


def _when_to_choose_again() -> str:
    return _(
        "If the page is loaded anew (F5) or the server restarts before you register, "
        "choose the file again: single answers are never kept."
    )


def _read_file(view: View, file: UploadedFile) -> None:
    state = survey_state()
    state.files_read += 1
    state.answers_lost = False
    with st.spinner(_("Reading the answers")):
        sheet, findings = actions.read_answer_sheet(workbook_reader(), file.getvalue())
    state.draft = DraftSurvey(
        state.files_read, view.listed.key, file.name, sheet, findings
    )


def _rows_text(draft: DraftSurvey) -> str:
    if draft.sheet is None:
        return ""
    rows = len(draft.sheet.rows)
    return ngettext("{n} row of answers", "{n} rows of answers", rows)


def _show_finding(finding: Finding) -> None:
    words = plain(finding_text(finding, current_language()))
    if finding.severity is Severity.ERROR:
        st.error(words, icon=":material/error:")
    else:
        st.info(words, icon=":material/info:")
