"""What the person who returns a form returned before, in the same round."""

from collections.abc import Iterator, Sequence

from dxkpi.returns import ReturnForm
from dxkpi.returns.own_correction import OwnReturns
from dxkpi.store import Store, Submission, SubmissionState


def own_returns(store: Store, form: ReturnForm, who: str) -> OwnReturns | None:
    """What somebody returned for the departments of a form, in its round; None where he
    has returned nothing that stands, or nobody knows who he is.

    `who` is the name that is kept with what he writes.
    """
    if not who or _is_name_of_several(store, form.plan.key.city, who):
        return None
    submissions = [
        submission
        for submission in store.submissions(form.plan.key)  # newest first
        if _is_of_form(submission, form) and _is_by(submission, who)
    ]
    if not submissions:
        return None
    last, revisions = submissions[0], _revisions(submissions)
    places = frozenset(_places(store, form, revisions))
    return OwnReturns(last.number, last.at, revisions, places)


def _is_name_of_several(store: Store, city: str, who: str) -> bool:
    """Whether two people with an account bear the name: one might be taken for the
    other, who must be asked what he changes.
    """
    return sum(account.name == who for account in store.accounts(city)) > 1


def _is_of_form(submission: Submission, form: ReturnForm) -> bool:
    is_of_year = submission.fiscal_year == form.fiscal_year
    return is_of_year and submission.department == form.departments


def _is_by(submission: Submission, who: str) -> bool:
    """Whether somebody both handed it in and put it on record; what waited for the
    secretariat was decided by another.
    """
    is_on_record = submission.state is SubmissionState.REGISTERED
    return is_on_record and submission.who == submission.registered_by == who


def _revisions(submissions: Sequence[Submission]) -> frozenset[int]:
    numbers = (submission.revision for submission in submissions)
    return frozenset(number for number in numbers if number is not None)


def _places(store: Store, form: ReturnForm, revisions: frozenset[int]) -> Iterator[str]:
    """The codes of what these writes said last."""
    plan, year = form.plan.key, form.fiscal_year
    years = {one.code: form.figure_year(one) for one in form.indicators}
    for figure_year in sorted(set(years.values())):
        figures = store.changed_since(plan, figure_year, None)
        for code, figure in figures.items():
            if years.get(code) == figure_year and figure.revision in revisions:
                yield code

    entries = store.progress_changed_since(plan, year, None)
    for entry in form.schedule_entries:
        if entry.key in entries and entries[entry.key].revision in revisions:
            yield entry.code

    reports = store.reports_changed_since(plan, year, None)
    marks = store.marks_changed_since(plan, year, None)
    for subject in form.report_subjects:
        for of_year in (reports, marks):
            if subject.key in of_year and of_year[subject.key].revision in revisions:
                yield subject.code
