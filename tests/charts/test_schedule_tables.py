"""The plan's own table of years and its file."""

import io
from datetime import UTC, datetime

import pandas as pd
import pytest

from dxkpi import charts
from dxkpi.plan import BarState, Plan, Progress, ScheduleKind
from dxkpi.plan.review import entry_item
from dxkpi.returns.finality import PlanFinality
from dxkpi.rules import reportable_entries
from dxkpi.rules.timetable import ScheduleReports
from dxkpi.wording.language import Language
from tests.support.apptest import CITIES
from tests.support.gantt import (
    measure_with,
    plan_of_measures,
    schedule_entry,
    scheduled_entries,
)
from tests.support.specs import read_back


@pytest.mark.parametrize("code", CITIES)
def test_the_table_of_years_holds_the_plan_s_entries(
    shipped_plans: dict[str, Plan], code: str
) -> None:
    plan = shipped_plans[code]
    table = charts.plan_timetable(
        plan, [each.number for each in plan.measures], Language.ENGLISH
    )
    assert list(dict.fromkeys(table["measure"])) == [
        each.number for each in plan.measures if each.schedule
    ]
    cells = table.drop(columns=["policy", "measure", "initiative"])
    lines = [
        text
        for column in cells
        for cell in cells[column]
        for text in cell.splitlines()
        if text != "→"
    ]
    written = [text for text in lines if not text.startswith("before the change ")]
    assert len(written) == sum(len(each.schedule) for each in plan.measures)
    for each, entry in scheduled_entries(plan):
        column = "deadline" if entry.kind is ScheduleKind.DEADLINE else entry.start
        mine = "\n".join(cells[column][table["measure"] == each.number])
        assert entry.label in mine
        assert ("deadline" in table) == any(
            e.kind is ScheduleKind.DEADLINE for _m, e in scheduled_entries(plan)
        )


def test_the_table_says_until_when_and_what_was_inferred(sample_plan: Plan) -> None:
    schedule = (
        schedule_entry(label="導入", start=2024, end=2026),
        schedule_entry(label="運用", start=2026),
        schedule_entry(label="見直し", start=2024, end=2024),
        schedule_entry(label="推定", start=2025, end=2026, certainty="inferred"),
        schedule_entry("milestone", "開始", start=2025, end=2025),
        schedule_entry("milestone", "改正", start=2025, end=2025, certainty="inferred"),
        schedule_entry(label="整理", end=2025),
        schedule_entry(label="未定"),
        schedule_entry("deadline", "R8末", end=2026),
    )
    table = charts.plan_timetable(
        plan_of_measures(sample_plan, measure_with(*schedule)),
        ["1-1"],
        Language.ENGLISH,
    )
    assert table.iloc[0].to_dict() == {
        "policy": "1",
        "measure": "1-1",
        "initiative": "",
        2024: "導入 ～FY26\n見直し",
        2025: "→\n推定 ～(FY26)\n● 開始\n(●) 改正\n～ 整理",
        2026: "→\n運用 ～",
        2027: "",
        2028: "",
        "undated": "未定",
        "deadline": "R8末 (end of FY26)",
    }


def test_the_file_holds_every_entry_with_its_certainty_and_note(
    sample_plan: Plan,
) -> None:
    file = charts.timetable_csv(
        sample_plan,
        [each.number for each in sample_plan.measures],
        "見本市（架空）",
        Language.ENGLISH,
    )
    assert file.startswith(b"\xef\xbb\xbf")
    frame = pd.read_csv(
        io.BytesIO(file), dtype=str, keep_default_na=False, encoding="utf-8-sig"
    )
    assert len(frame) == 31
    row = frame[frame["Entry"] == "公衆Wi-Fiの整備"].iloc[0]
    assert row.tolist() == [
        "見本市（架空）",
        "1 行かない・待たない市役所",
        "1-5 地域のデジタル化とデータの公開",
        "companion item of the national plan",
        "公衆Wi-Fiの整備",
        "period",
        "公衆Wi-Fiの整備",
        "FY2023 (令和5)",
        "FY2025 (令和7)",
        "inferred",
        "矢印の両端が欄の境からずれているため、近い年度に読み取った。",
        "企画課, 防災課",
        *[""] * 7,
    ]


def test_of_a_plan_that_is_reviewed_the_file_says_whose_report_is_final(
    sample_plan: Plan,
) -> None:
    first, second, *_others = reportable_entries(sample_plan)
    begun = Progress(fiscal_year=2025, state=BarState.IN_PROGRESS)
    known = {first.key: begun, second.key: begun}
    reports = ScheduleReports(2025, 2025, known, frozenset({second.key}))
    confirmed_at = {
        (entry_item(*first.key), 2025): datetime(2026, 6, 3, tzinfo=UTC),
        (entry_item(*second.key), 2025): None,
    }
    numbers = [measure.number for measure in sample_plan.measures]
    place = (sample_plan, numbers, "見本市", Language.JAPANESE)
    finality = PlanFinality(confirmed_at)
    file = read_back(charts.timetable_csv(*place, reports=reports, finality=finality))
    words = file["速報・確定"]
    assert words[words.isin(["速報", "確定"])].tolist() == ["確定", "速報"]
    table = charts.plan_timetable(
        sample_plan, numbers, Language.JAPANESE, reports=reports
    )
    cells = "".join(map(str, table.to_numpy().ravel()))
    assert cells.count("（速報）") == 1
    assert "速報・確定" not in read_back(charts.timetable_csv(*place)).columns
