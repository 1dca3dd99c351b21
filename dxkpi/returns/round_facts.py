"""A round as it stands: what was stored, put together for each department."""

from collections.abc import Iterable, Sequence
from datetime import date

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
) -> RoundProgress:
    """How far each department is in the round of a year.

    `forms` are those of all departments that are asked, `submissions` all of the plan,
    `taken` the takings of the year's forms. Without a round nothing is reviewed.
    """
    if not forms:
        return RoundProgress(())
    plan, year, register = forms[0].plan, forms[0].fiscal_year, forms[0].register
    statuses = return_statuses(plan, submissions, year, today, register=register)
    returned = {
        status.department: [
            submission.at
            for submission in status.submissions
            if submission.state == ReturnStage.REGISTERED
        ]
        for status in statuses
    }
    taken = tuple(taken)
    return round_progress(
        department_in_round(
            form.department,
            round_items(form),
            taken,
            returned.get(form.department, ()),
            today,
            is_reviewed=opened is not None and opened.is_reviewed,
            extension=form.deadlines.extension_of(form.department),
        )
        for form in forms
    )
