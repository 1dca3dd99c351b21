"""年度の取りまとめ, the facts: the round of the view's year, and how far each 課 is."""

from dataclasses import dataclass

from dxkpi import fiscal
from dxkpi.actions import Right
from dxkpi.plan.round import ReportDeadlines, Round, TakenForm
from dxkpi.returns import ReturnForm, departments_asked
from dxkpi.returns.round_facts import round_departments
from dxkpi.returns.round_status import RoundProgress
from dxkpi.web.common import access
from dxkpi.web.common.department_form import department_form
from dxkpi.web.common.view import View
from dxkpi.web.returns.submissions import Submissions, read_submissions


@dataclass(frozen=True)
class ShownRound:
    """A round that was opened, by when its parts are due, and how far each 課 is."""

    opened: Round
    deadlines: ReportDeadlines
    progress: RoundProgress


def read_shown_round(view: View, opened: Round) -> ShownRound:
    """The round as it stands now, or stood on the day that is looked back to: who took a
    form changes nothing of the plan.
    """
    submissions = read_submissions(view)
    taken = _taken_forms(view)
    progress = view.kept(_progress, submissions, taken)
    return ShownRound(opened, view.deadlines, progress)


def forms_of_departments(view: View) -> tuple[ReturnForm, ...]:
    """What each 課 is asked for in the view's year; the whole city where the plan names
    none.
    """
    return view.kept(_forms)


def may_run_round(view: View) -> bool:
    """Whether the reader may open and change a round; not one who looks back."""
    return access.may_write(Right.RUN_ROUND, view.city.code)


def _progress(
    view: View, submissions: Submissions, taken: tuple[TakenForm, ...]
) -> RoundProgress:
    forms = forms_of_departments(view)
    review = view.store.review(view.listed.key, view.year, view.listed.known_at)
    return round_departments(
        forms, submissions.all, taken, view.round, view.today, review
    )


def _taken_forms(view: View) -> tuple[TakenForm, ...]:
    taken = view.store.taken_forms(view.listed.key, view.year)
    day = view.listed.known_on
    if day is None:
        return taken
    return tuple(form for form in taken if fiscal.day_in_japan(form.at) <= day)


def _forms(view: View) -> tuple[ReturnForm, ...]:
    departments = departments_asked(view.plan, view.register, view.year) or (None,)
    return tuple(department_form(view, department) for department in departments)
