"""The rules: expected values, rates, statuses and grades, with their formulas in words. No clock, store or screen."""

from dxkpi.rules.agenda import Ending, ending, is_late, late, past_deadlines
from dxkpi.rules.forecast import Estimate, Outlook, chance, outlook
from dxkpi.rules.judging import (
    Judgement,
    Reason,
    default_year,
    expected_value,
    is_due,
    judge,
    judge_plan,
    judge_years,
    meets,
)
from dxkpi.rules.profiles import JUDGED, PROFILES, STANDARD, Band, Profile, Status
from dxkpi.rules.schedule_entries import Bar, BarKey, bars_in, bars_of
from dxkpi.rules.trajectory import Standing, standing
from dxkpi.wording.agenda import progress_sentence, schedule_headline
from dxkpi.wording.headline import headline

__all__ = [
    "JUDGED",
    "PROFILES",
    "STANDARD",
    "Band",
    "Bar",
    "BarKey",
    "Ending",
    "Estimate",
    "Judgement",
    "Outlook",
    "Profile",
    "Reason",
    "Standing",
    "Status",
    "bars_in",
    "bars_of",
    "chance",
    "default_year",
    "ending",
    "expected_value",
    "headline",
    "is_due",
    "is_late",
    "judge",
    "judge_plan",
    "judge_years",
    "late",
    "meets",
    "outlook",
    "past_deadlines",
    "progress_sentence",
    "schedule_headline",
    "standing",
]
