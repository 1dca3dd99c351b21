"""The rules: expected values, rates, statuses, grades, forecasts and the schedule. No
clock, store, screen or words.
"""

from dxkpi.rules.agenda import ends_in_year, late_entries, past_deadlines
from dxkpi.rules.chance import Chance, chance_of_share
from dxkpi.rules.decisions import (
    DecisionCount,
    FollowedDecision,
    count_decisions,
    decisions_about,
    decisions_of_indicator,
    decisions_of_year,
    earlier_decisions,
)
from dxkpi.rules.due_years import default_year, is_due
from dxkpi.rules.entry_state import is_late
from dxkpi.rules.expected import expected_value, meets_goal
from dxkpi.rules.forecast import (
    Forecast,
    YearForecast,
    YearlyPace,
    chance_of_target,
    forecast,
    yearly_pace,
)
from dxkpi.rules.judgement import Judgement, Reason
from dxkpi.rules.judging import (
    first_day_after,
    judge,
    judge_last_year,
    judge_plan,
    judge_years,
)
from dxkpi.rules.own_marks import (
    MarkCount,
    count_marks,
    differing_marks,
    differs,
    year_marks,
)
from dxkpi.rules.plan_in_force import is_concluded, is_in_force, is_over, plan_in_force
from dxkpi.rules.profiles import (
    IN_ORDER,
    JUDGED,
    NEEDS_ATTENTION,
    PROFILES,
    STANDARD,
    WAITING,
    GradeBand,
    Profile,
    Status,
    profile_of,
)
from dxkpi.rules.schedule_entries import (
    EntryKey,
    ReportableEntry,
    entries_of_measure,
    reportable_entries,
    reportable_entries_in,
)
from dxkpi.rules.scheduled_ends import ScheduledEnd
from dxkpi.rules.targets_in_force import (
    TargetMove,
    TargetRevision,
    indicator_in_force,
    is_revised_by,
    original_indicator,
    target_move,
    target_revisions,
)
from dxkpi.rules.trajectory import Trajectory, trajectory
from dxkpi.rules.verdict_range import LineSide, VerdictRange
from dxkpi.rules.year_judgement import path_start
from dxkpi.rules.yearly_reports import (
    ReportCount,
    ReportedYear,
    ReportKey,
    ReportSubject,
    count_reports,
    has_reports,
    report_subjects,
    report_subjects_in,
    subject_code,
    with_reported_year,
)

__all__ = [
    "IN_ORDER",
    "JUDGED",
    "NEEDS_ATTENTION",
    "PROFILES",
    "STANDARD",
    "WAITING",
    "Chance",
    "DecisionCount",
    "EntryKey",
    "FollowedDecision",
    "Forecast",
    "GradeBand",
    "Judgement",
    "LineSide",
    "MarkCount",
    "Profile",
    "Reason",
    "ReportCount",
    "ReportKey",
    "ReportSubject",
    "ReportableEntry",
    "ReportedYear",
    "ScheduledEnd",
    "Status",
    "TargetMove",
    "TargetRevision",
    "Trajectory",
    "VerdictRange",
    "YearForecast",
    "YearlyPace",
    "chance_of_share",
    "chance_of_target",
    "count_decisions",
    "count_marks",
    "count_reports",
    "decisions_about",
    "decisions_of_indicator",
    "decisions_of_year",
    "default_year",
    "differing_marks",
    "differs",
    "earlier_decisions",
    "ends_in_year",
    "entries_of_measure",
    "expected_value",
    "first_day_after",
    "forecast",
    "has_reports",
    "indicator_in_force",
    "is_concluded",
    "is_due",
    "is_in_force",
    "is_late",
    "is_over",
    "is_revised_by",
    "judge",
    "judge_last_year",
    "judge_plan",
    "judge_years",
    "late_entries",
    "meets_goal",
    "original_indicator",
    "past_deadlines",
    "path_start",
    "plan_in_force",
    "profile_of",
    "report_subjects",
    "report_subjects_in",
    "reportable_entries",
    "reportable_entries_in",
    "subject_code",
    "target_move",
    "target_revisions",
    "trajectory",
    "with_reported_year",
    "year_marks",
    "yearly_pace",
]
