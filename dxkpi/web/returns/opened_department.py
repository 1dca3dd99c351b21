"""提出状況, one department opened: its submissions of the year, and one of these with
its original.
"""

from collections.abc import Iterable, Sequence

import streamlit as st

from dxkpi.actions import Right
from dxkpi.returns.status import ReturnStage
from dxkpi.store import Submission
from dxkpi.web.common import access, page_files
from dxkpi.web.common.language import _, current_language
from dxkpi.web.common.markdown import SEPARATOR, faint, strong
from dxkpi.web.common.page_choices import choose, option_in_address, write_choice
from dxkpi.web.common.reader_choice import link_query
from dxkpi.web.common.view import View
from dxkpi.web.returns.receipt import show_submission, show_submissions_table
from dxkpi.web.returns.review_counts import reviewed_items
from dxkpi.web.returns.submissions import (
    OPENED_DEPARTMENT,
    OPENED_SUBMISSION,
    WHOLE_CITY,
    Submissions,
    department_in_address,
    statuses_of_year,
)
from dxkpi.web.review.waiting_remarks import show_remarks
from dxkpi.wording.glossary import department_name, marked_label


def show_opened_department(view: View, submissions: Submissions) -> None:
    """One department's submissions of the year, and one of these with its original and
    the way to withdraw it.
    """
    by_department = _submissions_by_department(view, submissions)
    labels = _department_labels(view, submissions, by_department)
    if list(labels) == [WHOLE_CITY]:
        department: str | None = WHOLE_CITY
    else:
        department = _choose_department(labels)
    if department is None:
        return
    with st.container(border=True):
        name = department_name(department or None, current_language())
        year = current_language().fiscal_year_title(view.year)
        st.markdown(f"{strong(name)} {faint(year)}")
        if department:
            _link_to_its_pages(view, department)
        show_remarks(view, department or None)
        if by_department[department]:
            show_submissions_table(view, department or None, by_department[department])
            show_submission(view, _choose_submission(by_department[department]))
        else:
            _show_nothing_handed_in()


def _link_to_its_pages(view: View, department: str) -> None:
    """Everything of the department, and its review for whoever reviews."""
    query = link_query(department=department)
    with st.container(horizontal=True, gap="small"):
        st.page_link(
            page_files.DEPARTMENT,
            label=_("Everything of this department"),
            icon=":material/badge:",
            query_params=query,
        )
        if reviewed_items(view) and access.may(Right.REVIEW, view.city.code):
            st.page_link(
                page_files.REVIEW,
                label=_("Review of returns"),
                icon=":material/rate_review:",
                query_params=query,
            )


def _submissions_by_department(
    view: View, submissions: Submissions
) -> dict[str, tuple[Submission, ...]]:
    """What was handed in for the year; returns of the whole city also by themselves."""
    by_department = {
        status.department or WHOLE_CITY: status.submissions
        for status in statuses_of_year(view, submissions)
    }
    of_whole_city = tuple(
        submission
        for submission in submissions.all
        if submission.department is None and submission.fiscal_year == view.year
    )
    if of_whole_city:
        by_department.setdefault(WHOLE_CITY, of_whole_city)
    return by_department


def _department_labels(
    view: View, submissions: Submissions, departments: Iterable[str]
) -> dict[str, str]:
    """The name of each department with how its return stands."""
    language = current_language()
    stages = {
        status.department or WHOLE_CITY: status.stage
        for status in statuses_of_year(view, submissions)
    }
    labels = {}
    for department in departments:
        label = department_name(department or None, language)
        if department in stages:
            label += SEPARATOR + marked_label(stages[department], language)
        labels[department] = label
    return labels


def _choose_department(labels: dict[str, str]) -> str | None:
    by_name = {department_in_address(department): department for department in labels}
    option_in_address(OPENED_DEPARTMENT, by_name)
    chosen = st.selectbox(
        _("Open a department"),
        list(by_name),
        index=None,
        format_func=lambda name: labels[by_name[name]],
        width=400,
        placeholder=_("Its submissions, originals and withdrawal"),
        key=OPENED_DEPARTMENT,
        on_change=_write_department,
    )
    return None if chosen is None else by_name[chosen]


def _write_department() -> None:
    """Another department begins with its newest submission."""
    write_choice(OPENED_DEPARTMENT)
    choose(OPENED_SUBMISSION, "")


def _show_nothing_handed_in() -> None:
    st.markdown(_("Nothing has been handed in for this year."))
    st.page_link(
        page_files.UPLOAD,
        label=_("Register actuals"),
        icon=":material/upload_file:",
        query_params=link_query(),
    )


def _choose_submission(submissions: Sequence[Submission]) -> Submission:
    """One of a department's submissions; the newest at first."""
    if len(submissions) == 1:
        return submissions[0]
    by_number = {submission.number: submission for submission in submissions}
    labels = {
        submission.number: _submission_label(submission) for submission in submissions
    }
    if option_in_address(OPENED_SUBMISSION, by_number) is None:
        st.session_state[OPENED_SUBMISSION] = submissions[0].number
    number = st.selectbox(
        _("Receipt number"),
        list(by_number),
        format_func=labels.__getitem__,
        width=400,
        key=OPENED_SUBMISSION,
        on_change=write_choice,
        args=(OPENED_SUBMISSION,),
    )
    return by_number[number]


def _submission_label(submission: Submission) -> str:
    stage = marked_label(ReturnStage(submission.state.value), current_language())
    moment = current_language().short_moment(submission.at)
    return SEPARATOR.join([str(submission.number), stage, moment])
