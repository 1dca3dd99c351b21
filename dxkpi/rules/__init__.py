"""The rules: expected values, rates, statuses and grades, with their formulas in words. No clock, store or screen."""

from dxkpi.rules.agenda import (
    ScheduledEnd,
    ends_in_year,
    is_late,
    late_entries,
    past_deadlines,
)
from dxkpi.rules.forecast import Forecast, YearForecast, chance_of_target, forecast
from dxkpi.rules.judging import (
    Judgement,
    Reason,
    default_year,
    expected_value,
    is_due,
    judge,
    judge_plan,
    judge_years,
    meets_goal,
)
from dxkpi.rules.profiles import JUDGED, PROFILES, STANDARD, GradeBand, Profile, Status
from dxkpi.rules.schedule_entries import (
    EntryKey,
    ReportableEntry,
    entries_of_measure,
    reportable_entries,
)
from dxkpi.rules.trajectory import Trajectory, trajectory

__all__ = [
    "JUDGED",
    "PROFILES",
    "STANDARD",
    "EntryKey",
    "Forecast",
    "GradeBand",
    "Judgement",
    "Profile",
    "Reason",
    "ReportableEntry",
    "ScheduledEnd",
    "Status",
    "Trajectory",
    "YearForecast",
    "chance_of_target",
    "default_year",
    "ends_in_year",
    "entries_of_measure",
    "expected_value",
    "forecast",
    "is_due",
    "is_late",
    "judge",
    "judge_plan",
    "judge_years",
    "late_entries",
    "meets_goal",
    "past_deadlines",
    "reportable_entries",
    "trajectory",
]
