"""Beneath the cards: the file that was handed in, and who else waits."""

import streamlit as st

from dxkpi.returns.status import ReturnStage
from dxkpi.store import Submission
from dxkpi.web.common import page_files
from dxkpi.web.common.language import _, current_language, ngettext
from dxkpi.web.common.links import show_page_link
from dxkpi.web.common.markdown import faint, plain
from dxkpi.web.common.view import View
from dxkpi.web.returns.receipt import show_original, source_label
from dxkpi.web.returns.submissions import read_submissions, statuses_of_year
from dxkpi.web.review.shown_review import ShownReview
from dxkpi.wording.glossary import department_name


def registered_returns(view: View, department: str | None) -> tuple[Submission, ...]:
    """What the department handed in that counts, the newest first."""
    for status in statuses_of_year(view, read_submissions(view)):
        if status.department == department:
            return tuple(
                submission
                for submission in status.returns
                if submission.state.value == ReturnStage.REGISTERED.value
            )
    return ()


def handed_in_text(returns: tuple[Submission, ...]) -> str:
    """When the last return came, and which of several it is; empty where none did."""
    if not returns:
        return ""
    moment = current_language().moment(returns[0].at)
    if len(returns) == 1:
        return _("handed in {moment}", moment=moment)
    return _("handed in {moment} (time {n})", moment=moment, n=len(returns))


def show_foot(shown: ShownReview, returns: tuple[Submission, ...]) -> None:
    """The last return's original, the round, and the departments that wait as well."""
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        if returns:
            label = _("Last file: {name}", name=source_label(returns[0]))
            st.markdown(faint(label), width="content")
            if returns[0].file is not None:
                show_original(returns[0])
        show_page_link(
            page_files.ROUND, _("Yearly round"), ":material/event_available:"
        )
    others = shown.others_to_review
    if not others:
        return
    language = current_language()
    names = [department_name(department.department, language) for department in others]
    text = ngettext(
        "{n} other department waits to be reviewed: {names}.",
        "{n} other departments wait to be reviewed: {names}.",
        len(names),
        names=language.listed(names),
    )
    st.caption(plain(text))
