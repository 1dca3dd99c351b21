"""The rules: expected values, rates, statuses and grades, with their formulas in words. No clock, store or screen."""

from dxkpi.progress.headline import headline
from dxkpi.progress.profiles import JUDGED, PROFILES, STANDARD, Band, Profile, Status
from dxkpi.progress.rules import Judgement, Reason, default_year, expected_value, is_due, judge, judge_plan, meets

__all__ = [
    "JUDGED", "PROFILES", "STANDARD", "Band", "Judgement", "Profile", "Reason", "Status", "default_year",
    "expected_value", "headline", "is_due", "judge", "judge_plan", "meets",
]  # fmt: skip
