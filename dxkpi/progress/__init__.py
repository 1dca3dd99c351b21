"""The rules: expected values, rates, statuses and grades, with their formulas in words. No clock, store or screen."""

from dxkpi.progress.agenda import Ending, ending, past_deadlines, schedule_headline
from dxkpi.progress.headline import headline
from dxkpi.progress.outlook import Estimate, Outlook, outlook
from dxkpi.progress.profiles import JUDGED, PROFILES, STANDARD, Band, Profile, Status
from dxkpi.progress.rules import Judgement, Reason, default_year, expected_value, is_due, judge, judge_plan, meets
from dxkpi.progress.standing import Standing, standing

__all__ = [
    "JUDGED", "PROFILES", "STANDARD", "Band", "Ending", "Estimate", "Judgement", "Outlook", "Profile", "Reason",
    "Standing", "Status", "default_year", "ending", "expected_value", "headline", "is_due", "judge", "judge_plan",
    "meets", "outlook", "past_deadlines", "schedule_headline", "standing",
]  # fmt: skip
