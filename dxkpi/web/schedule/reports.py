"""What was reported of the schedule."""

from dxkpi.charts.timetable import Reports
from dxkpi.web.common.view import View


def reports_of_view(view: View) -> Reports:
    """What was reported of the schedule by the view's year."""
    return Reports(view.year, view.last_closed, view.progress())
