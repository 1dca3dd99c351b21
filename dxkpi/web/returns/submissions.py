"""提出状況, the facts: a municipality's submissions, and how the return of each department stands.

Whatever depends on the plan and the submissions is worked out once and kept.
"""

from dataclasses import dataclass, field, replace

from dxkpi.returns.return_form import NAMES_APART
from dxkpi.returns.status import (
    ReturnStatus,
    return_statuses,
    sorted_by_urgency,
    years_of_returns,
)
from dxkpi.settings import settings
from dxkpi.store import Submission, submissions_known
from dxkpi.web.common.addressed_submission import take_addressed_submission
from dxkpi.web.common.language import _
from dxkpi.web.common.notices import add_notice
from dxkpi.web.common.page_choices import choose
from dxkpi.web.common.view import View
from dxkpi.web.returns.widget_keys import KEYS

WHOLE_CITY = ""
"""Stands for the department of a return that covers the whole municipality."""

OPENED_DEPARTMENT = KEYS.key("department")
OPENED_SUBMISSION = KEYS.key("submission")
"""The keys of the two selectors that open a department and one of its submissions."""

_WHOLE_CITY_IN_ADDRESS = "*"

SubmissionStatus = ReturnStatus[Submission]


@dataclass(frozen=True)
class Submissions:
    """A municipality's submissions as they stood when they were read, and the deadline
    that is set; comparable.
    """

    all: tuple[Submission, ...] = field(compare=False, repr=False)
    stamp: tuple[tuple[int, str], ...]
    deadline: str | None

    def numbered(self, number: int | None) -> Submission | None:
        """The submission with this receipt number."""
        for submission in self.all:
            if submission.number == number:
                return submission
        return None


def read_submissions(view: View) -> Submissions:
    """The submissions of now: one that waits changes nothing of the plan, so nothing of
    the view says that it is new.
    """
    listed = view.listed
    submissions = view.store.submissions(listed.key)
    submissions = submissions_known(submissions, listed.known_on)
    stamp = tuple((s.number, s.state.value) for s in submissions)
    return Submissions(submissions, stamp, settings().submission_deadline)


def open_addressed_submission(view: View, submissions: Submissions) -> None:
    """Open the submission that the address names (`?submission=12`)."""
    asked = take_addressed_submission()
    if asked is None:
        return
    submission = submissions.numbered(asked.number)
    if submission is None:
        add_notice(
            _(
                "There is no return with the receipt number {number}.",
                number=asked.quote,
            )
        )
        return
    departments = (submission.department or WHOLE_CITY).split(NAMES_APART)
    of_year = replace(view, year=submission.fiscal_year)
    present = of_year.register.present_names(departments) or departments
    choose(OPENED_DEPARTMENT, department_in_address(present[0]))
    choose(OPENED_SUBMISSION, str(submission.number))


def department_in_address(department: str) -> str:
    """How the address names a department, or the whole municipality."""
    return department or _WHOLE_CITY_IN_ADDRESS


def statuses_of_year(
    view: View, submissions: Submissions
) -> tuple[SubmissionStatus, ...]:
    """How the return of each department stands in the view's year, what needs somebody first."""
    return view.kept(_statuses_of_year, submissions)


def _statuses_of_year(
    view: View, submissions: Submissions
) -> tuple[SubmissionStatus, ...]:
    statuses = return_statuses(
        view.plan, submissions.all, view.year, view.today, view.deadlines, view.register
    )
    return sorted_by_urgency(statuses)


def statuses_of_all_years(
    view: View, submissions: Submissions
) -> tuple[SubmissionStatus, ...]:
    """Every department in every year that returns are asked for, year by year."""
    statuses: list[SubmissionStatus] = []
    for year in years_of_returns(view.plan, submissions.all):
        of_year = replace(view, year=year)
        statuses += return_statuses(
            view.plan,
            submissions.all,
            year,
            view.today,
            of_year.deadlines,
            of_year.register,
        )
    return tuple(statuses)
