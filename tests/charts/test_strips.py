"""What was reported beneath an entry, and its years before a change above it."""

import io
from collections.abc import Mapping

import pandas as pd
import pytest

from dxkpi import charts
from dxkpi.plan import BarState, Plan, Progress
from dxkpi.rules import EntryKey
from dxkpi.rules.timetable import ScheduleReports, timetable_years
from dxkpi.wording.language import Language
from tests.support.gantt import (
    THIN,
    entry_bars,
    entry_labels,
    entry_tips,
    gantt_specs,
    measure_with,
    plan_of_measures,
    progress_report,
    reports_of_entries,
    rows_of_mode,
    schedule_entry,
)


def reported_strips(
    plan: Plan,
    progress: Mapping[EntryKey, Progress],
    year: int = 2025,
    language: Language = Language.ENGLISH,
) -> list[tuple[float, float, str]]:
    """The thin bars of what was reported: from where to where, in years from the first, and their colour."""
    return [
        (row["a"], round(row["b"], 3), row["role"])
        for row in rows_of_mode(
            gantt_specs(plan, year, progress=progress, language=language)
        )
        if row["mark"] == "rect"
        and "y2" in row
        and "b" in row
        and row["y2"] - row["y"] == THIN
    ]


def reported_words(
    plan: Plan,
    progress: Mapping[EntryKey, Progress],
    year: int = 2025,
    language: Language = Language.ENGLISH,
) -> list[str]:
    """The words of what was reported."""
    return [
        row["text"]
        for row in rows_of_mode(
            gantt_specs(plan, year, progress=progress, language=language)
        )
        if "beside" in row and row["mark"] == "text"
    ]


@pytest.mark.parametrize(
    ("report", "strip", "said"),
    [
        (progress_report("done"), (1, 3, "achieved"), "◎ 完了"),
        (progress_report("done", year=2025), (1, 2, "achieved"), "◎ R7の報告 完了"),
        (progress_report("done", year=2024), None, "◎ R6の報告 完了"),
        (
            progress_report("in_progress", 60, year=2026),
            (1, 2.2, "on_track"),
            "● 実施中 60%",
        ),
        (
            progress_report("in_progress", year=2025),
            (1, 2, "on_track"),
            "● R7の報告 実施中",
        ),
        (progress_report("in_progress", 0), None, "● 実施中 0%"),
        (progress_report("late", 40), (1, 1.8, "far_behind"), "▲ 遅れ 40%"),
        (progress_report("not_started"), None, "… 未着手"),
        (progress_report("stopped"), None, "× 中止"),
    ],
)
def test_what_was_reported_runs_beneath_its_bar(
    sample_plan: Plan,
    report: Progress,
    strip: tuple[float, float, str] | None,
    said: str,
) -> None:
    if "の報告" not in said:
        report = report.model_copy(update={"fiscal_year": 2026})
    plan = plan_of_measures(
        sample_plan, measure_with(schedule_entry(label="導入", start=2025, end=2026))
    )
    known = reports_of_entries(plan, report)
    assert reported_strips(plan, known, 2026, language=Language.JAPANESE) == (
        [strip] if strip else []
    )
    assert reported_words(plan, known, 2026, language=Language.JAPANESE) == [said]
    ticks = [
        row["a"]
        for row in rows_of_mode(
            gantt_specs(plan, 2026, progress=known, language=Language.JAPANESE)
        )
        if row.get("wide") == 2.5
    ]
    assert ticks == ([3] if report.state is BarState.STOPPED else [])


def test_what_has_no_known_end_is_drawn_up_to_the_year_reported(
    sample_plan: Plan,
) -> None:
    plan = plan_of_measures(
        sample_plan,
        measure_with(
            schedule_entry(label="運用", start=2024),
            schedule_entry(label="準備", end=2026),
            schedule_entry(label="未定"),
        ),
    )
    report = progress_report("in_progress", 20)
    assert reported_strips(plan, reports_of_entries(plan, report, report, report)) == [
        (0, 2, "on_track"),
        (0, 2, "on_track"),
    ]
    assert (
        len(reported_words(plan, reports_of_entries(plan, report, report, report))) == 3
    )


def test_a_bar_that_should_be_over_is_late_though_nobody_says_so(
    sample_plan: Plan,
) -> None:
    plan = plan_of_measures(
        sample_plan,
        measure_with(
            schedule_entry(label="導入", start=2024, end=2025),
            schedule_entry("milestone", "開始", start=2025, end=2025),
        ),
    )
    known = reports_of_entries(
        plan, progress_report("in_progress", 60), progress_report("not_started")
    )
    assert reported_strips(plan, known, language=Language.JAPANESE) == [
        (0, 1.2, "far_behind")
    ]
    assert set(reported_words(plan, known, language=Language.JAPANESE)) == {
        "▲ 遅れ（実施中 60%）",
        "▲ 遅れ（未着手）",
    }
    assert reported_words(
        plan,
        reports_of_entries(plan, progress_report("in_progress", 60, 2024)),
        language=Language.JAPANESE,
    ) == ["● R6の報告 実施中 60%"], "nobody knows"


def test_nothing_changes_where_nothing_was_reported(
    shipped_plans: dict[str, Plan],
) -> None:
    for plan in shipped_plans.values():
        assert gantt_specs(plan) == gantt_specs(
            plan, progress={("9-9", "なし", 0): progress_report("done")}
        )


def test_progress_belongs_to_the_right_one_of_two_bars_of_the_same_name(
    sample_plan: Plan,
) -> None:
    plan = plan_of_measures(
        sample_plan,
        measure_with(
            schedule_entry("deadline", "検討", end=2028),
            schedule_entry(start=2024, end=2024),
            schedule_entry(start=2027, end=2027),
        ),
    )
    assert reported_strips(
        plan, {("1-1", "検討", 1): progress_report("done", year=2027)}, 2027
    ) == [(3, 4, "achieved")]


def test_the_years_before_a_change_stand_above_as_an_outline(sample_plan: Plan) -> None:
    before = {"start": 2022, "end": 2024, "reason": "=契約規則の改正を待つため。"}
    moved = {"end": 2024, "reason": "国の期限の延長"}
    plan = plan_of_measures(
        sample_plan,
        measure_with(
            schedule_entry(label="導入", start=2024, end=2025, before=before),
            schedule_entry(
                "milestone",
                "開始",
                start=2026,
                end=2026,
                before={**before, "start": 2024},
            ),
            schedule_entry("deadline", "R7末", end=2025, before=moved),
        ),
    )
    assert timetable_years(plan) == range(2022, 2029)
    assert reported_strips(plan, {}, language=Language.JAPANESE) == [(0, 3, "muted")]
    (outline,) = (
        row
        for row in rows_of_mode(gantt_specs(plan, language=Language.JAPANESE))
        if row["role"] == "muted" and row["mark"] == "rect"
    )
    assert outline["settings"]["filled"] is False
    shapes = {
        (row["a"], row["shape"])
        for row in rows_of_mode(gantt_specs(plan, language=Language.JAPANESE))
        if row["role"] == "muted" and "shape" in row
    }
    assert shapes == {(2.5, "circle"), (3, "triangle-left")}
    assert reported_words(plan, {}, language=Language.JAPANESE) == ["変更前"] * 3
    tip = next(
        tip
        for tip in entry_tips(gantt_specs(plan, language=Language.JAPANESE))
        if tip["entry"] == "導入"
    )
    assert (tip["before"], tip["reason"]) == (
        "令和4～6年度",
        "=契約規則の改正を待つため。",
    )
    assert (
        "導入 令和6～7年度 完了したか未報告 変更前 令和4～6年度"
        in gantt_specs(plan, language=Language.JAPANESE)[0]["description"]
    )
    assert "導入 ～R7\n変更前 令和4～6年度" in set(
        charts.plan_timetable(plan, ["1-1"], Language.JAPANESE)[2024]
    )
    file = charts.timetable_csv(plan, ["1-1"], "見本市", Language.JAPANESE).decode(
        "utf-8-sig"
    )
    assert ",令和4～6年度,'=契約規則の改正を待つため。," in file


def test_tooltip_words_table_and_file_say_what_was_reported(sample_plan: Plan) -> None:
    plan = plan_of_measures(
        sample_plan,
        measure_with(
            schedule_entry(label="導入", start=2024, end=2025),
            schedule_entry(label="運用", start=2026, end=2028),
        ),
    )
    known = reports_of_entries(
        plan, progress_report("in_progress", 60, comment="=業者を選定中")
    )
    drawn = gantt_specs(plan, progress=known, language=Language.JAPANESE)
    first, other = entry_tips(drawn)
    assert (first["progress"], first["comment"]) == (
        "▲ R7の報告 遅れ（実施中 60%）",
        "=業者を選定中",
    )
    assert not {"progress", "comment", "before", "reason"} & other.keys()
    assert [tip["title"] for tip in first["encoding"]["tooltip"]] == [
        "工程",
        "時期",
        "進捗",
        "コメント",
        "根拠",
        "施策",
    ]
    assert [tip["title"] for tip in other["encoding"]["tooltip"]] == [
        "工程",
        "時期",
        "根拠",
        "施策",
    ]
    assert "導入 令和6～7年度 遅れ（実施中 60%）、運用" in drawn[0]["description"]
    reports = ScheduleReports(2025, 2025, known)
    assert (
        charts.plan_timetable(plan, ["1-1"], Language.JAPANESE, reports=reports)[2024][
            0
        ]
        == "導入 ～R7\n▲ 遅れ（実施中 60%）\n「=業者を選定中」"
    )
    file = pd.read_csv(
        io.BytesIO(
            charts.timetable_csv(
                plan, ["1-1"], "見本市", Language.JAPANESE, reports=reports
            )
        ),
        dtype=str,
        keep_default_na=False,
    )
    assert file.iloc[0].tolist()[-7:] == [
        "",
        "",
        "実施中",
        "60",
        "令和7年度",
        "▲ 遅れ",
        "'=業者を選定中",
    ]
    assert file.iloc[1].tolist()[-7:] == [""] * 7


def test_a_bar_that_lasts_beyond_the_plan_ends_at_the_edge_and_says_until_when(
    sample_plan: Plan,
) -> None:
    plan = plan_of_measures(
        sample_plan,
        measure_with(schedule_entry(label="運用", start=2026, end=2031)),
        first_fiscal_year=2023,
        last_fiscal_year=2027,
    )
    known = reports_of_entries(plan, progress_report("in_progress", 50))
    drawn = gantt_specs(plan, progress=known, language=Language.JAPANESE)
    assert timetable_years(plan) == range(2023, 2028)
    assert [(row["a"], row["b"]) for row in entry_bars(drawn)] == [(3, 5)]
    assert list(entry_labels(drawn)) == ["運用 ～R13"]
    reported = [row for row in rows_of_mode(drawn) if row.get("b") == 5]
    assert reported, "half of six years is beyond the edge"
