"""The deadlines of a plan for people's calendars: 目標時期 of its indicators and schedule,
and the 提出期限.
"""

from dxkpi.deadlines.calendar_file import (
    PRODID,
    Edition,
    NotOurCalendar,
    deadline_calendar,
)
from dxkpi.deadlines.deadline import Deadline, SubmissionDeadline, plan_deadlines

__all__ = [
    "PRODID",
    "Deadline",
    "Edition",
    "NotOurCalendar",
    "SubmissionDeadline",
    "deadline_calendar",
    "plan_deadlines",
]
