"""A return that waits to be confirmed: what is asked of it still."""

from datetime import date

from dxkpi.actions.file_questions import EVERYONE
from dxkpi.actions.form_matching import StatedPurpose
from dxkpi.actions.intake import ExaminedReturn, examine_return, open_workbook
from dxkpi.store import Store, Submission
from dxkpi.workbook.reader import WorkbookReader


def purpose_of_waiting(submission: Submission) -> StatedPurpose:
    """What a return that waits is for: what was said when it was handed in."""
    department = submission.department or EVERYONE
    return StatedPurpose(None, submission.fiscal_year, department)


def examine_waiting(
    store: Store, reader: WorkbookReader, submission: Submission, today: date
) -> ExaminedReturn | None:
    """What comes now of a return that waits, as whoever left it saw it; None where its
    file is not kept.
    """
    content = store.original(submission.number)
    if content is None:
        return None
    opened = open_workbook(reader, submission.file or "", content)
    plan, year = submission.plan, submission.fiscal_year
    stated = StatedPurpose(
        plan.city, year, submission.department or EVERYONE, year, plan=plan.id
    )
    return examine_return(store, opened, today, stated, who=submission.who)
