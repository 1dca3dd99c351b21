"""確認待ち: what is asked of a return that waits, for whoever may take it up."""

import pandas as pd
import streamlit as st

from dxkpi import actions
from dxkpi.actions import ExaminedReturn, Right
from dxkpi.findings import Finding
from dxkpi.store import Submission, SubmissionState
from dxkpi.web.common import access, cached, page_files
from dxkpi.web.common.finding_lines import (
    MOST_LISTED,
    finding_place,
    finding_words,
    names_by_place,
)
from dxkpi.web.common.language import _, current_language, ngettext
from dxkpi.web.common.markdown import faint, plain, strong
from dxkpi.web.common.reader_choice import link_query
from dxkpi.web.common.view import View
from dxkpi.web.common.workbook_reader import workbook_reader
from dxkpi.wording.findings import choice_text


def may_take_up(view: View, submission: Submission) -> bool:
    """Whether the reader may confirm what is asked of a return that waits, and register
    it.
    """
    city, department = view.city.code, submission.department
    if submission.state is not SubmissionState.WAITING:
        return False
    if not access.may_write(Right.REPORT, city):
        return False
    rights = (Right.SEE_ORIGINALS, Right.REPORT)
    return all(access.may(right, city, department) for right in rights)


def show_open_questions(view: View, submission: Submission) -> None:
    """Each open question with its cell, what the file says and the answers to choose
    from, and the way to answer them; nothing to who may not.
    """
    if not may_take_up(view, submission):
        return
    examined = view.kept(_examined, submission.number)
    if examined is not None:
        _show_table(examined)
    _link_to_confirming(submission)


def _examined(view: View, number: int) -> ExaminedReturn | None:
    store = cached.store()
    submission = store.submission(number)
    if submission is None:
        return None
    return actions.examine_waiting(store, workbook_reader(), submission, view.today)


def _show_table(examined: ExaminedReturn) -> None:
    questions = [finding for finding in examined.findings if finding.is_open]
    if not questions:
        st.markdown(plain(_("Nothing of it is open any more: it can be registered.")))
        return
    n = len(questions)
    title = ngettext("{n} question is open", "{n} questions are open", n)
    st.markdown(strong(title))
    names = names_by_place(examined.checked.form) if examined.checked else {}
    st.table(
        pd.DataFrame([_row(each, names) for each in questions[:MOST_LISTED]]),
        border="horizontal",
        hide_index=True,
        alt=_("Open questions of the return"),
    )


def _row(question: Finding, names: dict[str, str]) -> dict[str, str]:
    language = current_language()
    place = _("the whole file") if question.is_of_file else finding_place(question)
    name = faint(names.get(question.place or "", ""))
    choices = [choice_text(choice, language) for choice in question.choices]
    return {
        _("Where"): f"{strong(place)} {name}".rstrip(),
        _("What is to be confirmed"): finding_words(question),
        _("Possible answers"): plain(" / ".join([*choices, _("mend the form")])),
    }


def _link_to_confirming(submission: Submission) -> None:
    year, number = str(submission.fiscal_year), str(submission.number)
    st.page_link(
        page_files.UPLOAD,
        label=_("Go on with confirming"),
        icon=":material/fact_check:",
        query_params=link_query(year=year, submission=number),
    )
