"""What was reported of the schedule."""

from dxkpi.rules import EntryKey
from dxkpi.rules.timetable import ScheduleReports
from dxkpi.web.common.finality import is_preliminary_entry, reported_summary
from dxkpi.web.common.view import View


def reports_of_view(view: View) -> ScheduleReports:
    """What was reported of the schedule by the view's year; which of it is not final,
    where other reports of the year are.
    """
    return ScheduleReports(
        view.year, view.last_closed, view.progress(), _preliminary_entries(view)
    )


def _preliminary_entries(view: View) -> frozenset[EntryKey]:
    if not reported_summary(view).is_mixed:
        return frozenset()
    return frozenset(key for key in view.progress() if is_preliminary_entry(view, key))
