"""The rules: expected values, rates, statuses and grades, with their formulas in words. No clock, store or screen."""

from dxkpi.progress.agenda import Ending, ending, is_late, late, past_deadlines
from dxkpi.progress.agenda_wording import progress_sentence, schedule_headline
from dxkpi.progress.bars import Bar, BarKey, bars_in, bars_of
from dxkpi.progress.headline import headline
from dxkpi.progress.outlook import Estimate, Outlook, chance, outlook
from dxkpi.progress.profiles import JUDGED, PROFILES, STANDARD, Band, Profile, Status
from dxkpi.progress.rules import (
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
from dxkpi.progress.standing import Standing, standing

__all__ = [
    "JUDGED", "PROFILES", "STANDARD", "Band", "Bar", "BarKey", "Ending", "Estimate", "Judgement", "Outlook", "Profile", "Reason",
    "Standing", "Status", "bars_in", "bars_of", "chance", "default_year", "ending", "expected_value", "headline", "is_due", "is_late", "judge", "judge_plan", "judge_years",
    "late", "meets", "outlook", "past_deadlines", "progress_sentence", "schedule_headline", "standing",
]  # fmt: skip
