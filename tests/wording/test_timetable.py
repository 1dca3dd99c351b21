"""The years and deadlines of an entry in words."""

import pytest

from dxkpi.plan import BarState, Progress, ScheduleItem
from dxkpi.rules.timetable import TimetableEntry
from dxkpi.wording.language import Language
from dxkpi.wording.timetable import due_text, entry_years_text, marked_entry_state
from tests.support.gantt import schedule_entry


@pytest.mark.parametrize(
    ("entry", "said"),
    [
        (schedule_entry(start=2023, end=2024), "令和5～6年度"),
        (schedule_entry(start=2023), "令和5年度～"),
        (schedule_entry(end=2023), "～令和5年度"),
        (schedule_entry(), "年度の記載なし"),
        (
            schedule_entry(start=2023, end=2027, certainty="inferred"),
            "令和5～9年度（推定）",
        ),
        (schedule_entry("milestone", start=2024, end=2024), "令和6年度"),
        (schedule_entry("deadline", end=2025), "令和7年度末"),
    ],
)
def test_the_years_of_an_entry_in_words(entry: ScheduleItem, said: str) -> None:
    assert entry_years_text(entry, Language.JAPANESE) == said


@pytest.mark.parametrize(
    ("label", "words"),
    [
        ("R7末", "R7末 (end of FY25)"),
        ("移行期限", "移行期限 (end of FY25)"),
        ("R6末", "R6末 (end of FY25)"),
    ],
)
def test_a_reader_of_english_is_told_the_year_of_every_deadline(
    label: str, words: str
) -> None:
    deadline = schedule_entry("deadline", label, end=2025)
    assert due_text(deadline, Language.ENGLISH) == words


@pytest.mark.parametrize(
    ("label", "said"),
    [
        ("R7末", "R7末"),
        ("令和７年度末", "令和７年度末"),
        ("移行期限", "移行期限（R7末）"),
        ("R6末", "R6末（R7末）"),
    ],
)
def test_a_deadline_keeps_the_plan_s_words_and_says_its_year(
    label: str, said: str
) -> None:
    assert (
        due_text(schedule_entry("deadline", label, end=2025), Language.JAPANESE) == said
    )


@pytest.mark.parametrize(
    ("progress", "words"),
    [
        (None, "◇ 確認中"),
        (
            Progress(fiscal_year=2024, state=BarState.IN_PROGRESS),
            "◇ 確認中（R6の報告 実施中）",
        ),
    ],
)
def test_an_entry_whose_report_waits_is_called_so_with_what_was_final_before(
    progress: Progress | None, words: str
) -> None:
    entry = TimetableEntry(
        schedule_entry(end=2025), progress, earlier=True, unconfirmed=True
    )
    assert marked_entry_state(entry, Language.JAPANESE) == words
