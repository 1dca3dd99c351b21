"""What was reported of the schedule."""

from dxkpi.rules.timetable import ScheduleReports
from dxkpi.web.common.view import View


def reports_of_view(view: View) -> ScheduleReports:
    """What was reported of the schedule by the view's year."""
    return ScheduleReports(view.year, view.last_closed, view.progress())
