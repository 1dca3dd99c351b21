"""What was reported of the schedule."""

from dxkpi.plan.review import Finality
from dxkpi.rules.timetable import ScheduleReports
from dxkpi.web.common.finality import marked_entries
from dxkpi.web.common.view import View


def reports_of_view(view: View) -> ScheduleReports:
    """What was reported of the schedule by the view's year; which of it is not final, or
    which is, where most of the year's reports are the other.
    """
    return ScheduleReports(
        view.year,
        view.last_closed,
        view.progress(),
        preliminary=marked_entries(view, Finality.PRELIMINARY),
        confirmed=marked_entries(view, Finality.CONFIRMED),
    )
