"""A round as it stands: what was stored, put together for each department."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, datetime

from dxkpi.plan.review import YearReview
from dxkpi.plan.round import Round, TakenForm
from dxkpi.returns.return_form import ReturnForm
from dxkpi.returns.round_items import round_items
from dxkpi.returns.round_status import (
    RoundProgress,
    department_in_round,
    round_progress,
)
from dxkpi.returns.status import Returned, ReturnStage, return_statuses


def round_departments(
    forms: Sequence[ReturnForm],
    submissions: Iterable[Returned],
    taken: Iterable[TakenForm],
    opened: Round | None,
    today: date,
    review: YearReview | None = None,
) -> RoundProgress:
    """How far each department is in the round of a year.

    `forms` are those of all departments that are asked, `submissions` all of the plan,
    `taken` the takings of the year's forms, `review` what the secretariat remarked and
    confirmed. Without a round nothing is reviewed.
    """
    if not forms:
        return RoundProgress(())
    plan, year, register = forms[0].plan, forms[0].fiscal_year, forms[0].register
    statuses = return_statuses(plan, submissions, year, today, register=register)
    by_department = {status.department: status.returns for status in statuses}
    is_reviewed = opened is not None and opened.is_reviewed
    taken = tuple(taken)
    departments = []
    for form in forms:
        returned = by_department.get(form.department, ())
        one = department_in_round(
            form.department,
            round_items(form, review if is_reviewed else None),
            taken,
            _moments(returned, ReturnStage.REGISTERED),
            today,
            is_reviewed=is_reviewed,
            extension=form.deadlines.extension_of(form.department),
        )
        is_held = bool(_moments(returned, ReturnStage.WAITING))
        departments.append(replace(one, holds_return=is_held))
    return round_progress(departments)


def _moments(submissions: Iterable[Returned], stage: ReturnStage) -> list[datetime]:
    """When the returns came that are at a stage."""
    return [submission.at for submission in submissions if submission.state == stage]
