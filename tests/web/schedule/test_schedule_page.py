"""The schedule: what it says about a year, its Gantt charts and its table of years, and the page that shows them."""

import io
import json
import random
import re
from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal
from functools import cache
from itertools import combinations
from pathlib import Path
from typing import Any, NamedTuple

import altair as alt
import pandas as pd
import pytest
import vl_convert
from fontTools.ttLib import TTFont
from streamlit.testing.v1 import AppTest

from dxkpi import charts, fiscal
from dxkpi.charts import fonts
from dxkpi.plan import (
    BarState,
    Certainty,
    Initiative,
    Measure,
    Plan,
    Policy,
    Progress,
    ScheduleItem,
    ScheduleKind,
)
from dxkpi.rules import EntryKey, ends_in_year, past_deadlines, reportable_entries
from dxkpi.rules.timetable import ScheduleReports, timetable_rows, timetable_years
from dxkpi.settings import PROJECT
from dxkpi.web.common.language import current_language
from dxkpi.web.common.markdown import plain
from dxkpi.wording.agenda import progress_sentence, schedule_headline
from dxkpi.wording.timetable import due_text, entry_years_text, marked_measure
from tests.support import returned
from tests.support.apptest import CITIES, Open, charts_of, save, words
from tests.support.returned import put_on_record
from tests.support.speaking import speak

TODAY = date(2026, 11, 21)
WIDTHS = (326, 358, 689, 690, 905, 906, 1032)
THIN = 7
HOSTILE = '𠮷野家 <b onload="x">**太**</b> [a](http://b) `c` $d$ =1+1 | &amp; {e} ～ →'


def item(kind: str = "bar", label: str = "検討", **fields: Any) -> ScheduleItem:
    return ScheduleItem.model_validate({"kind": kind, "label": label, **fields})


def measure(
    *schedule: ScheduleItem,
    number: str = "1-1",
    name: str = "窓口の改革",
    **fields: Any,
) -> Measure:
    return Measure.model_validate(
        {"number": number, "name": name, "schedule": schedule, **fields}
    )


def plan_of(sample: Plan, *measures: Measure, **period: int | None) -> Plan:
    """A plan of one policy with just these measures."""
    years = {"first_fiscal_year": 2024, "last_fiscal_year": 2028, **period}
    policy = Policy(number="1", name="行かない市役所", measures=measures)
    about = sample.about.model_copy(update=years)
    return sample.model_copy(
        update={"about": about, "policies": (policy,), "indicators": ()}
    )


def specs(
    plan: Plan,
    year: int = 2025,
    today: date = TODAY,
    progress: Mapping[EntryKey, Progress] | None = None,
) -> list[dict[str, Any]]:
    numbers = [measure.number for measure in plan.measures]
    return [
        spec
        for policy in plan.policies
        for spec in charts.gantt_charts(
            plan,
            policy,
            numbers,
            current_language(),
            today=today,
            selected_year=year,
            progress=progress or {},
        )
    ]


def progress(
    state: str, percent: int | None = None, year: int = 2025, comment: str | None = None
) -> Progress:
    return Progress.model_validate(
        {"state": state, "percent": percent, "fiscal_year": year, "comment": comment}
    )


def told(plan: Plan, *reports: Progress | None) -> dict[EntryKey, Progress]:
    """Reports of a plan's first bars, by key."""
    return {
        bar.key: report
        for bar, report in zip(reportable_entries(plan), reports, strict=False)
        if report
    }


def rows(
    drawn: dict[str, Any] | list[dict[str, Any]], mode: int = 0
) -> list[dict[str, Any]]:
    """The rows of data of one arrangement, each with its mark and what that mark is painted with."""
    found = []
    for spec in drawn if isinstance(drawn, list) else [drawn]:
        for layer in spec["layer"]:
            paint = {
                "mark": layer["mark"]["type"],
                "settings": layer["mark"],
                "encoding": layer.get("encoding"),
            }
            found += [
                {**row, **paint}
                for row in layer["data"]["values"]
                if row["mode"] == mode
            ]
    return found


def tips(
    drawn: dict[str, Any] | list[dict[str, Any]], mode: int = 0
) -> list[dict[str, Any]]:
    """What the entries say when pointed at, from top to bottom."""
    return [row for row in rows(drawn, mode) if "when" in row]


def labels(
    drawn: dict[str, Any] | list[dict[str, Any]], mode: int = 0
) -> dict[str, dict[str, Any]]:
    found = [
        row for row in rows(drawn, mode) if row["mark"] == "text" and "side" in row
    ]
    return {row["text"]: row for row in found}


def bars(
    drawn: dict[str, Any] | list[dict[str, Any]], mode: int = 0
) -> list[dict[str, Any]]:
    return [
        row for row in rows(drawn, mode) if "strength" in row and row["role"] == "bar"
    ]


def entries(plan: Plan) -> Iterator[tuple[Measure, ScheduleItem]]:
    return ((measure, entry) for measure in plan.measures for entry in measure.schedule)


# --- what it says about a year ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("code", "year", "sentence"),
    [
        (
            "472123",
            2026,
            "19施策とも、令和8～12年度を通した取組と読み取りました（推定）。年度ごとの区切りは計画に記されていません。",
        ),
        (
            "452068",
            2025,
            "24施策・60件の工程。目標時期のある16件は、令和7年度末までにすべて期限を迎えました。",
        ),
        (
            "452068",
            2022,
            "24施策・60件の工程。目標時期のある16件のうち、4件が令和4年度末に期限を迎えました。",
        ),
        (
            "999997",
            2025,
            "11施策・31件の工程。目標時期のある6件のうち、4件が令和7年度末に期限を迎えました。",
        ),
        (
            "999997",
            2026,
            "11施策・31件の工程。目標時期のある6件のうち、2件が令和8年度末に期限を迎えます。",
        ),
        (
            "999997",
            2027,
            "11施策・31件の工程。目標時期のある6件は、令和8年度末までにすべて期限を迎えます。",
        ),
        (
            "999997",
            2024,
            "11施策・31件の工程。令和6年度末に期限を迎える工程はありません。次は令和7年度末の4件です。",
        ),
        ("422096", 2025, "15施策・15件の工程。次に始まるのは令和8年度の14件です。"),
        ("422096", 2027, "15施策・15件の工程。令和9年度に始まるのは1件です。"),
        (
            "052116",
            2026,
            "6施策・39件の工程。うち37件は、年度ごとの区切りが計画に記されていません。",
        ),
        (
            "412091",
            2024,
            "9施策のうち、年度が計画に記されているのは「自治体の情報システムの標準化・共通化」だけです。目標時期は令和7年度末です。",
        ),
        (
            "412091",
            2025,
            "9施策のうち、年度が計画に記されているのは「自治体の情報システムの標準化・共通化」だけです。目標時期の令和7年度末を過ぎています。",
        ),
    ],
)
def test_the_sentence_of_each_plan(
    shipped_plans: dict[str, Plan], code: str, year: int, sentence: str
) -> None:
    speak("ja")
    assert (
        schedule_headline(
            shipped_plans[code], year, last_closed=2025, language=current_language()
        )
        == sentence
    )


def test_years_that_were_only_inferred_are_said_to_be(
    shipped_plans: dict[str, Plan],
) -> None:
    assert schedule_headline(
        shipped_plans["472123"], 2026, 2025, current_language()
    ) == (
        f"All 19 measures are taken to run through {fiscal.year_span(2026, 2030)} (inferred). "
        "The plan does not divide them by years."
    )


def test_no_sentence_claims_that_something_is_late_or_done(
    shipped_plans: dict[str, Plan],
) -> None:
    speak("ja")
    for plan in shipped_plans.values():
        for year in range(2020, 2032):
            for closed in (2020, 2025, 2031):
                assert not re.search(
                    "遅れ|完了|達成|済",
                    schedule_headline(plan, year, closed, current_language()),
                )


def test_a_plan_without_a_schedule_has_no_sentence(sample_plan: Plan) -> None:
    assert (
        schedule_headline(
            plan_of(sample_plan, measure()), 2025, 2025, current_language()
        )
        == ""
    )
    assert schedule_headline(plan_of(sample_plan), 2025, 2025, current_language()) == ""


def test_what_ends_in_a_year_comes_in_the_plan_s_order(sample_plan: Plan) -> None:
    found = [
        (each.measure.number, each.item.label)
        for each in ends_in_year(sample_plan, 2025)
    ]
    assert found == [
        ("1-1", "R7末"),
        ("1-5", "公衆Wi-Fiの整備"),
        ("2-1", "移行"),
        ("2-1", "ガバメントクラウドへ移行"),
        ("2-1", "R7末"),
        ("2-2", "R7末"),
        ("2-3", "電子決裁の徹底"),
        ("2-3", "電子契約の試行"),
        ("2-3", "R7末"),
    ]


def test_a_bar_that_merely_fills_the_plan_does_not_end(
    shipped_plans: dict[str, Plan],
) -> None:
    assert ends_in_year(shipped_plans["472123"], 2030) == ()
    assert ends_in_year(shipped_plans["422096"], 2029) == ()
    assert [
        each.item.label for each in ends_in_year(shipped_plans["052116"], 2029)
    ] == ["補助事業実施・検証 R8～拡充"]
    assert [
        each.item.label for each in ends_in_year(shipped_plans["052116"], 2030)
    ] == ["GIGA端末管理・運用（～R12）"]


def test_past_deadlines_are_the_deadlines_before_a_year_and_nothing_else(
    sample_plan: Plan,
) -> None:
    assert past_deadlines(sample_plan, 2025) == ()
    assert [each.measure.number for each in past_deadlines(sample_plan, 2026)] == [
        "1-1",
        "2-1",
        "2-2",
        "2-3",
    ]
    assert all(
        each.item.kind is ScheduleKind.DEADLINE
        for each in past_deadlines(sample_plan, 2040)
    )


# --- rows and words --------------------------------------------------------------------------------------------------


def test_the_years_are_the_plan_s_and_those_of_every_entry(
    shipped_plans: dict[str, Plan], sample_plan: Plan
) -> None:
    years = {code: timetable_years(plan) for code, plan in shipped_plans.items()}
    assert years["472123"] == range(2026, 2031)
    assert years["052116"] == range(2026, 2031), "a bar lasts beyond the plan, ～R12"
    assert years["999997"] == range(2023, 2031)
    assert years["412091"] == range(2024, 2027), (
        "one deadline stands between two other years"
    )
    bare = {"first_fiscal_year": None, "last_fiscal_year": None}
    assert timetable_years(plan_of(sample_plan, measure(item()), **bare)) == range(0)


def test_an_initiative_is_named_unless_one_of_its_entries_is_called_the_same(
    sample_plan: Plan,
) -> None:
    named = {
        m.number: [line.initiative for line in timetable_rows(m)]
        for m in sample_plan.measures
        if m.schedule
    }
    assert named["1-1"] == ["窓口予約システムの導入"]
    assert named["1-3"] == ["", "手続の順次オンライン化", "手数料のオンライン決済"]
    assert named["2-3"] == [""]


def test_rows_hold_every_entry_once(shipped_plans: dict[str, Plan]) -> None:
    for plan in shipped_plans.values():
        for each in plan.measures:
            held = [
                entry.item for line in timetable_rows(each) for entry in line.entries
            ]
            assert sorted(map(id, held)) == sorted(map(id, each.schedule))


@pytest.mark.parametrize(
    ("entry", "said"),
    [
        (item(start=2023, end=2024), "令和5～6年度"),
        (item(start=2023), "令和5年度～"),
        (item(end=2023), "～令和5年度"),
        (item(), "年度の記載なし"),
        (item(start=2023, end=2027, certainty="inferred"), "令和5～9年度（推定）"),
        (item("milestone", start=2024, end=2024), "令和6年度"),
        (item("deadline", end=2025), "令和7年度末"),
    ],
)
def test_the_years_of_an_entry_in_words(entry: ScheduleItem, said: str) -> None:
    speak("ja")
    assert entry_years_text(entry, current_language()) == said


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
    speak("ja")
    assert due_text(item("deadline", label, end=2025), current_language()) == said


# --- the plan's own table --------------------------------------------------------------------------------------------


@pytest.mark.parametrize("code", CITIES)
def test_the_table_of_years_holds_the_plan_s_entries(
    shipped_plans: dict[str, Plan], code: str
) -> None:
    plan = shipped_plans[code]
    table = charts.plan_timetable(
        plan, [each.number for each in plan.measures], current_language()
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
    for each, entry in entries(plan):
        column = "deadline" if entry.kind is ScheduleKind.DEADLINE else entry.start
        mine = "\n".join(cells[column][table["measure"] == each.number])
        assert entry.label in mine
        assert ("deadline" in table) == any(
            e.kind is ScheduleKind.DEADLINE for _m, e in entries(plan)
        )


def test_the_table_says_until_when_and_what_was_inferred(sample_plan: Plan) -> None:
    schedule = (
        item(label="導入", start=2024, end=2026),
        item(label="運用", start=2026),
        item(label="見直し", start=2024, end=2024),
        item(label="推定", start=2025, end=2026, certainty="inferred"),
        item("milestone", "開始", start=2025, end=2025),
        item("milestone", "改正", start=2025, end=2025, certainty="inferred"),
        item(label="整理", end=2025),
        item(label="未定"),
        item("deadline", "R8末", end=2026),
    )
    table = charts.plan_timetable(
        plan_of(sample_plan, measure(*schedule)), ["1-1"], current_language()
    )
    assert table.iloc[0].to_dict() == {
        "policy": "1",
        "measure": "1-1",
        "initiative": "",
        2024: "導入 ～R8\n見直し",
        2025: "→\n推定 ～(R8)\n● 開始\n(●) 改正\n～ 整理",
        2026: "→\n運用 ～",
        2027: "",
        2028: "",
        "undated": "未定",
        "deadline": "R8末",
    }


def test_the_file_holds_every_entry_with_its_certainty_and_note(
    sample_plan: Plan,
) -> None:
    file = charts.timetable_csv(
        sample_plan,
        [each.number for each in sample_plan.measures],
        "見本市（架空）",
        current_language(),
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
        "令和5年度",
        "令和7年度",
        "inferred",
        "矢印の両端が欄の境からずれているため、近い年度に読み取った。",
        "企画課, 防災課",
        *[""] * 7,
    ]


# --- the Gantt chart: what it says -----------------------------------------------------------------------------------


@pytest.mark.parametrize("mode", [0, 1])
@pytest.mark.parametrize("code", CITIES)
def test_measures_stand_in_the_plan_s_order_with_every_entry(
    shipped_plans: dict[str, Plan], code: str, mode: int
) -> None:
    plan = shipped_plans[code]
    drawn = specs(plan)
    shown = [each for each in plan.measures if each.schedule]
    numbers = {each.number for each in shown}
    names = [row for row in rows(drawn, mode) if row["mark"] == "text" and "x" in row]
    assert [
        row["text"].split()[0] for row in names if row["text"].split()[0] in numbers
    ] == [m.number for m in shown]
    marks = [tip["measure"] for tip in tips(drawn, mode)]
    assert list(dict.fromkeys(marks)) == [marked_measure(each) for each in shown]
    assert sorted(tip["entry"] for tip in tips(drawn, mode)) == sorted(
        entry.label for _measure, entry in entries(plan)
    )


def test_a_bar_reaches_from_its_first_year_to_the_end_of_its_last(
    sample_plan: Plan,
) -> None:
    drawn = specs(
        plan_of(
            sample_plan,
            measure(
                item(start=2025, end=2026), item(label="運用", start=2024, end=2028)
            ),
        )
    )
    assert [(row["a"], row["b"]) for row in bars(drawn)] == [(1, 3), (0, 5)]
    bar = bars(drawn)[0]["settings"]
    assert bar["x"]["expr"] == "left + datum.a * step + 1"
    assert bar["x2"]["expr"] == "left + datum.b * step - 1"
    expressions = {param["name"]: param["expr"] for param in drawn[0]["params"]}
    assert expressions["step"] == "(width - left - 3) / 5"
    assert expressions["left"] == "mode ? 0 : 330"
    assert expressions["mode"] == "width < 690 ? 1 : 0"


def test_inferred_years_are_dashed_and_pale_and_stated_ones_are_not(
    sample_plan: Plan,
) -> None:
    drawn = specs(
        plan_of(
            sample_plan,
            measure(
                item(label="明記", start=2024, end=2025),
                item(label="推定", start=2024, end=2028, certainty="inferred"),
            ),
        )
    )
    stated, inferred = bars(drawn)
    assert (stated["dash"], stated["strength"]) == ([1, 0], 1)
    assert (inferred["dash"], inferred["strength"]) == ([4, 3], 0.4)
    edges = [
        row for row in rows(drawn) if row.get("strength") and row["role"] == "actual"
    ]
    assert edges[0]["settings"]["strokeDash"] == {"expr": "datum.dash"}


def test_a_bar_without_an_end_fades_to_nothing_until_the_next_one_of_its_lane(
    sample_plan: Plan,
) -> None:
    drawn = specs(
        plan_of(
            sample_plan,
            measure(
                item(label="実証", start=2024, certainty="inferred"),
                item(label="運用", start=2026, certainty="inferred"),
                item(label="準備", end=2025),
            ),
        )
    )
    fading = [
        row for row in rows(drawn) if row["mark"] == "rect" and not row["encoding"]
    ]
    assert [(row["a"], row["b"]) for row in fading] == [(0, 2), (2, 5), (0, 2)]
    ends = [
        [stop["color"].split(",")[-1] for stop in row["settings"]["stroke"]["stops"]]
        for row in fading
    ]
    assert ends == [["1)", "0)"], ["1)", "0)"], ["0)", "1)"]]
    assert bars(drawn) == []


def test_the_reason_for_inferred_years_stands_in_the_tooltip(
    shipped_plans: dict[str, Plan],
) -> None:
    for plan in shipped_plans.values():
        said = {
            (tip["measure"], tip["entry"], tip["basis"]) for tip in tips(specs(plan))
        }
        for each, entry in entries(plan):
            if entry.note:
                assert (marked_measure(each), entry.label, entry.note) in said
            else:
                assert (
                    marked_measure(each),
                    entry.label,
                    "stated in the plan",
                ) in said


def test_a_deadline_is_a_flag_at_the_end_of_its_year(sample_plan: Plan) -> None:
    drawn = specs(
        plan_of(
            sample_plan,
            measure(item("deadline", "R7末", end=2025), item(start=2024, end=2028)),
        )
    )
    flag = next(
        row for row in rows(drawn) if row["settings"].get("shape") == "triangle-left"
    )
    assert flag["a"] == 2
    assert flag["role"] == "alert"
    pole = next(
        row for row in rows(drawn) if row["role"] == "alert" and row["mark"] == "rect"
    )
    assert pole["a"] == 2
    assert pole["y2"] > bars(drawn)[0]["y2"] - 1
    assert labels(drawn)["target R7末"]["side"] == -1


def test_milestones_stand_in_the_middle_of_their_year(sample_plan: Plan) -> None:
    drawn = specs(
        plan_of(
            sample_plan,
            measure(
                item("milestone", "開始", start=2024, end=2024),
                item("milestone", "改正", start=2026, end=2026, certainty="inferred"),
            ),
        )
    )
    circles = [row for row in rows(drawn) if row["settings"].get("shape") == "circle"]
    assert [(row["a"], row["settings"]["filled"]) for row in circles] == [
        (0.5, True),
        (2.5, False),
    ]
    assert "strokeDash" in circles[1]["settings"]


def test_today_is_a_line_where_it_lies_within_the_years(sample_plan: Plan) -> None:
    plan = plan_of(sample_plan, measure(item(start=2024, end=2028)))

    def lines(today: date) -> list[float]:
        return [
            row["a"]
            for row in rows(specs(plan, today=today))
            if row["role"] == "ink" and row["mark"] == "rect"
        ]

    assert lines(date(2024, 4, 1)) == [0]
    assert lines(date(2026, 10, 1)) == [2.5]
    assert 4.99 < lines(date(2029, 3, 31))[0] < 5
    assert lines(date(2029, 4, 1)) == lines(date(2024, 3, 31)) == []
    assert "today R8.11.21" in {row.get("long") for row in rows(specs(plan))}


def test_the_chosen_year_stands_out(sample_plan: Plan) -> None:
    bold = [
        row["short"]
        for row in rows(specs(sample_plan, year=2024)[0])
        if row.get("n") and row["bold"]
    ]
    assert bold == ["R6"]


def test_departments_marks_and_initiatives_stand_beside_their_bars(
    sample_plan: Plan,
) -> None:
    said = {
        row["text"]
        for row in rows(specs(sample_plan))
        if row["mark"] == "text" and "text" in row
    }
    assert {
        "★",
        "◆",
        "市民課, 関係各課",
        "窓口予約システムの導入",
        "手数料のオンライン決済",
    } <= said


def test_a_bar_called_like_its_measure_does_not_repeat_the_name(
    shipped_plans: dict[str, Plan],
) -> None:
    drawn = specs(shipped_plans["422096"])
    assert labels(drawn) == {}
    assert len(tips(drawn)) == 15


def test_an_entry_without_years_is_named_and_not_drawn(sample_plan: Plan) -> None:
    drawn = specs(plan_of(sample_plan, measure(item(label="未定"))))
    assert "未定 (no year stated)" in labels(drawn)
    assert bars(drawn) == []


def test_a_plan_without_any_year_has_no_chart(sample_plan: Plan) -> None:
    bare = {"first_fiscal_year": None, "last_fiscal_year": None}
    assert specs(plan_of(sample_plan, measure(item()), **bare)) == []
    assert specs(plan_of(sample_plan, measure())) == []


def test_only_the_measures_asked_for_are_drawn(sample_plan: Plan) -> None:
    policy = sample_plan.policies[0]
    (spec,) = charts.gantt_charts(
        sample_plan,
        policy,
        ["1-2"],
        current_language(),
        today=TODAY,
        selected_year=2025,
    )
    assert [tip["entry"] for tip in tips(spec)] == ["出張申請・市民カード機能の検討"]
    assert (
        charts.gantt_charts(
            sample_plan,
            policy,
            ["2-1"],
            current_language(),
            today=TODAY,
            selected_year=2025,
        )
        == []
    )


def test_the_description_holds_the_chart_in_words(
    shipped_plans: dict[str, Plan],
) -> None:
    speak("ja")
    for plan in shipped_plans.values():
        said = " ".join(spec["description"] for spec in specs(plan))
        for each, entry in entries(plan):
            assert marked_measure(each) in said
            assert (
                f"{entry.label} {entry_years_text(entry, current_language())}" in said
            )
    one = specs(shipped_plans["412091"])[0]["description"]
    assert one == (
        "基本方針3「デジタル技術の活用による効率的で持続可能な行財政経営」の工程表、令和6～8年度。 3-3 自治体の情報システムの標準化・共通化：期限 令和７年度末 令和7年度末。"
    )


# --- the Gantt chart: how it is drawn --------------------------------------------------------------------------------


class Box(NamedTuple):
    """Where a text or a bar lies, in pixels."""

    left: float
    right: float
    top: float
    bottom: float
    text: str = ""

    def meets(self, other: "Box") -> bool:
        return (
            self.left < other.right - 0.5
            and other.left < self.right - 0.5
            and self.top < other.bottom
            and other.top < self.bottom
        )


@cache
def advances(weight: str) -> dict[str, float]:
    """How wide the shipped font sets each character, in parts of its size."""
    found: dict[str, float] = {}
    for path in sorted(
        (PROJECT / "dxkpi" / "web" / "static" / "fonts").glob(f"*-{weight}-*.woff2")
    ):
        font = TTFont(path)
        unit, widths = font["head"].unitsPerEm, font["hmtx"]
        found |= {
            chr(code): widths[name][0] / unit
            for code, name in font.getBestCmap().items()
        }
    return found


def marks(spec: dict[str, Any], width: int) -> list[tuple[str, dict[str, Any]]]:
    """Everything that Vega draws at a width, from the back to the front."""
    fonts.register_fonts()
    drawn = vl_convert.vegalite_to_scenegraph({**spec, "width": width})
    (root,) = drawn["scenegraph"]["items"]
    return [
        (group["marktype"], mark) for group in root["items"] for mark in group["items"]
    ]


def boxes_of(spec: dict[str, Any], width: int) -> tuple[list[Box], list[Box]]:
    """The texts and the bars at a width."""
    texts, drawn = [], []
    for kind, mark in marks(spec, width):
        if kind == "text" and mark.get("text"):
            font = advances("bold" if mark["fontWeight"] == 700 else "regular")
            wide = (
                sum(font.get(letter, 1.0) for letter in mark["text"]) * mark["fontSize"]
            )
            left = (
                mark.get("x", 0)
                - {"left": 0, "center": wide / 2, "right": wide}[mark["align"]]
            )
            texts.append(
                Box(left, left + wide, mark["y"] - 6, mark["y"] + 6, mark["text"])
            )
        elif kind == "rect" and ("stroke" in mark or mark["y2"] - mark["y"] == THIN):
            drawn.append(Box(mark.get("x", 0), mark["x2"], mark["y"], mark["y2"]))
    return texts, drawn


def assert_legible(spec: dict[str, Any], width: int) -> None:
    """No text is cut by an edge or lies on another, and none crosses the edge of a bar."""
    texts, drawn = boxes_of(spec, width)
    for text in texts:
        assert text.left >= -0.5, (width, text)
        assert text.right <= width + 0.5, (width, text)
        for bar in drawn:
            inside = (
                bar.left <= text.left
                and text.right <= bar.right + 0.5
                and bar.bottom - bar.top > THIN
            )
            assert inside or not text.meets(bar), (width, text, bar)
    for one, other in combinations(texts, 2):
        assert not one.meets(other), (width, one, other)
    for one, other in combinations(drawn, 2):
        if THIN in (one.bottom - one.top, other.bottom - other.top):
            assert not one.meets(other), (width, one, other)


@pytest.mark.parametrize("code", CITIES)
def test_labels_are_whole_and_on_nothing_else_at_every_width(
    shipped_plans: dict[str, Plan], code: str
) -> None:
    speak("en" if code == "999997" else "ja")
    for spec in specs(shipped_plans[code]):
        for width in WIDTHS:
            assert_legible(spec, width)


def test_long_names_and_labels_are_broken_and_stay_legible(sample_plan: Plan) -> None:
    long = "情報システムの標準化・共通化に向けた仕様確認と庁内調整（第2期）" * 4
    plan = plan_of(
        sample_plan,
        measure(
            item(label=long, start=2025, end=2025),
            item("deadline", long, end=2024),
            item(label=long, start=2028),
            item("milestone", long, start=2026, end=2026),
            item(label="短い", start=2024, end=2028, initiative="1"),
            name=long,
            departments=(long, "市民課"),
            initiatives=(Initiative(number="1", name=long),),
        ),
        measure(item(label=HOSTILE, start=2024, end=2024), name=HOSTILE, number="<1>"),
    )
    for spec in specs(plan):
        for width in WIDTHS:
            assert_legible(spec, width)


@pytest.mark.parametrize(
    ("code", "label", "width", "place"),
    [
        ("999997", "窓口予約・書かない窓口の導入", 1032, "inside"),
        ("999997", "窓口予約・書かない窓口の導入", 358, "right"),
        ("999997", "対象手続の洗い出し", 1032, "right"),
        ("999997", "順次オンライン化", 358, "inside"),
        ("452068", "スマホ教室等の実施、調査研究", 1032, "left"),
        ("452068", "スマホ教室等の実施、調査研究", 358, "left"),
        ("452068", "検討・導入", 358, "inside"),
        ("472123", "情報セキュリティ対策・監査", 358, "inside"),
    ],
)
def test_a_label_stands_in_its_bar_where_it_fits_and_right_beside_it_where_not(
    shipped_plans: dict[str, Plan], code: str, label: str, width: int, place: str
) -> None:
    spec = next(spec for spec in specs(shipped_plans[code]) if label in labels(spec))
    texts, drawn = boxes_of(spec, width)
    text = next(text for text in texts if text.text == label)
    bar = next(bar for bar in drawn if bar.top < text.top and text.bottom < bar.bottom)
    gaps = {
        "inside": text.left - bar.left,
        "right": text.left - bar.right,
        "left": bar.left - text.right,
    }
    assert 0 < gaps[place] < 8


def test_no_line_runs_through_a_text(shipped_plans: dict[str, Plan]) -> None:
    """Lines are drawn first, then patches of the page's colour as large as the texts upon them."""
    for spec in (spec for plan in shipped_plans.values() for spec in specs(plan)):
        order = [
            layer["mark"]["type"] if "encoding" in layer else "fade"
            for layer in spec["layer"]
        ]
        roles = [
            {row.get("role") for row in layer["data"]["values"]}
            for layer in spec["layer"]
        ]
        assert "text" not in order[: roles.index({"surface"})]
        assert all(
            not role & {"alert", "track"}
            for role, kind in zip(roles, order, strict=True)
            if kind == "text"
        )
        last_line = max(n for n, role in enumerate(roles) if "track" in role)
        assert last_line < roles.index({"surface"})
        patches = [
            row
            for layer in spec["layer"]
            for row in layer["data"]["values"]
            if row.get("role") == "surface"
        ]
        covered = {row["text"] for row in patches}
        assert {
            row["text"] for mode in (0, 1) for row in labels(spec, mode).values()
        } <= covered


def test_a_chart_is_as_high_as_its_arrangement_and_fits_a_page(
    shipped_plans: dict[str, Plan],
) -> None:
    for plan in shipped_plans.values():
        for spec in specs(plan):
            assert spec["height"] <= 600
            for width in (358, 1032):
                lowest = max(
                    box.bottom
                    for box in [*boxes_of(spec, width)[0], *boxes_of(spec, width)[1]]
                )
                (height,) = {
                    mark["y2"]
                    for kind, mark in marks(spec, width)
                    if kind == "rect" and mark.get("width") == 1
                }
                assert 0 < height - lowest < 20
    assert [
        len(
            charts.gantt_charts(
                plan,
                policy,
                [m.number for m in policy.measures],
                current_language(),
                today=TODAY,
                selected_year=2025,
            )
        )
        for plan in [shipped_plans["452068"]]
        for policy in plan.policies
    ] == [2, 1, 1, 1]


@pytest.mark.parametrize("code", CITIES)
def test_the_charts_are_valid_and_name_roles_but_for_the_fade(
    shipped_plans: dict[str, Plan], code: str
) -> None:
    for spec in specs(shipped_plans[code]):
        alt.LayerChart.validate(spec)
        assert spec["autosize"] == {"type": "none"}
        assert "width" not in spec
        assert "datasets" not in spec
        assert not re.search(r"#[0-9a-fA-F]{6}\b", json.dumps(spec))
        for layer in spec["layer"]:
            assert layer["data"]["values"]
            assert layer["mark"]["aria"] is False
            if "encoding" in layer:
                assert layer["encoding"]["color"]["scale"] == {
                    "domain": list(charts.ROLES)
                }
                assert {row["role"] for row in layer["data"]["values"]} <= set(
                    charts.ROLES
                )
            else:
                assert (
                    layer["mark"]["fill"]["gradient"]
                    == layer["mark"]["stroke"]["gradient"]
                    == "linear"
                )


# --- progress and changes of the plan --------------------------------------------------------------------------------


def strips(
    plan: Plan, progress: Mapping[EntryKey, Progress], year: int = 2025
) -> list[tuple[float, float, str]]:
    """The thin bars of what was reported: from where to where, in years from the first, and their colour."""
    return [
        (row["a"], round(row["b"], 3), row["role"])
        for row in rows(specs(plan, year, progress=progress))
        if row["mark"] == "rect"
        and "y2" in row
        and "b" in row
        and row["y2"] - row["y"] == THIN
    ]


def beside(
    plan: Plan, progress: Mapping[EntryKey, Progress], year: int = 2025
) -> list[str]:
    """The words of what was reported."""
    return [
        row["text"]
        for row in rows(specs(plan, year, progress=progress))
        if "beside" in row and row["mark"] == "text"
    ]


@pytest.mark.parametrize(
    ("report", "strip", "said"),
    [
        (progress("done"), (1, 3, "achieved"), "◎ 完了"),
        (progress("done", year=2025), (1, 2, "achieved"), "◎ 完了（R7時点）"),
        (progress("done", year=2024), None, "◎ 完了（R6時点）"),
        (progress("in_progress", 60, year=2026), (1, 2.2, "on_track"), "● 実施中 60%"),
        (progress("in_progress", year=2025), (1, 2, "on_track"), "● 実施中（R7時点）"),
        (progress("in_progress", 0), None, "● 実施中 0%"),
        (progress("late", 40), (1, 1.8, "far_behind"), "▲ 遅れ 40%"),
        (progress("not_started"), None, "… 未着手"),
        (progress("stopped"), None, "× 中止"),
    ],
)
def test_what_was_reported_runs_beneath_its_bar(
    sample_plan: Plan,
    report: Progress,
    strip: tuple[float, float, str] | None,
    said: str,
) -> None:
    speak("ja")
    if "時点" not in said:
        report = report.model_copy(update={"fiscal_year": 2026})
    plan = plan_of(sample_plan, measure(item(label="導入", start=2025, end=2026)))
    known = told(plan, report)
    assert strips(plan, known, 2026) == ([strip] if strip else [])
    assert beside(plan, known, 2026) == [said]
    ticks = [
        row["a"]
        for row in rows(specs(plan, 2026, progress=known))
        if row.get("wide") == 2.5
    ]
    assert ticks == ([3] if report.state is BarState.STOPPED else [])


def test_what_has_no_known_end_is_drawn_up_to_the_year_reported(
    sample_plan: Plan,
) -> None:
    plan = plan_of(
        sample_plan,
        measure(
            item(label="運用", start=2024),
            item(label="準備", end=2026),
            item(label="未定"),
        ),
    )
    report = progress("in_progress", 20)
    assert strips(plan, told(plan, report, report, report)) == [
        (0, 2, "on_track"),
        (0, 2, "on_track"),
    ]
    assert len(beside(plan, told(plan, report, report, report))) == 3


def test_a_bar_that_should_be_over_is_late_though_nobody_says_so(
    sample_plan: Plan,
) -> None:
    speak("ja")
    plan = plan_of(
        sample_plan,
        measure(
            item(label="導入", start=2024, end=2025),
            item("milestone", "開始", start=2025, end=2025),
        ),
    )
    known = told(plan, progress("in_progress", 60), progress("not_started"))
    assert strips(plan, known) == [(0, 1.2, "far_behind")]
    assert set(beside(plan, known)) == {"▲ 遅れ（実施中 60%）", "▲ 遅れ（未着手）"}
    assert beside(plan, told(plan, progress("in_progress", 60, 2024))) == [
        "● 実施中 60%（R6時点）"
    ], "nobody knows"


def test_nothing_changes_where_nothing_was_reported(
    shipped_plans: dict[str, Plan],
) -> None:
    for plan in shipped_plans.values():
        assert specs(plan) == specs(
            plan, progress={("9-9", "なし", 0): progress("done")}
        )


def test_progress_belongs_to_the_right_one_of_two_bars_of_the_same_name(
    sample_plan: Plan,
) -> None:
    plan = plan_of(
        sample_plan,
        measure(
            item("deadline", "検討", end=2028),
            item(start=2024, end=2024),
            item(start=2027, end=2027),
        ),
    )
    assert strips(plan, {("1-1", "検討", 1): progress("done", year=2027)}, 2027) == [
        (3, 4, "achieved")
    ]


def test_the_years_before_a_change_stand_above_as_an_outline(sample_plan: Plan) -> None:
    speak("ja")
    before = {"start": 2022, "end": 2024, "reason": "=契約規則の改正を待つため。"}
    moved = {"end": 2024, "reason": "国の期限の延長"}
    plan = plan_of(
        sample_plan,
        measure(
            item(label="導入", start=2024, end=2025, before=before),
            item(
                "milestone",
                "開始",
                start=2026,
                end=2026,
                before={**before, "start": 2024},
            ),
            item("deadline", "R7末", end=2025, before=moved),
        ),
    )
    assert timetable_years(plan) == range(2022, 2029)
    assert strips(plan, {}) == [(0, 3, "muted")]
    (outline,) = (
        row
        for row in rows(specs(plan))
        if row["role"] == "muted" and row["mark"] == "rect"
    )
    assert outline["settings"]["filled"] is False
    shapes = {
        (row["a"], row["shape"])
        for row in rows(specs(plan))
        if row["role"] == "muted" and "shape" in row
    }
    assert shapes == {(2.5, "circle"), (3, "triangle-left")}
    assert beside(plan, {}) == ["変更前"] * 3
    tip = next(tip for tip in tips(specs(plan)) if tip["entry"] == "導入")
    assert (tip["before"], tip["reason"]) == (
        "令和4～6年度",
        "=契約規則の改正を待つため。",
    )
    assert "導入 令和6～7年度 変更前 令和4～6年度" in specs(plan)[0]["description"]
    assert "導入 ～R7\n変更前 令和4～6年度" in set(
        charts.plan_timetable(plan, ["1-1"], current_language())[2024]
    )
    file = charts.timetable_csv(plan, ["1-1"], "見本市", current_language()).decode(
        "utf-8-sig"
    )
    assert ",令和4～6年度,'=契約規則の改正を待つため。," in file


def test_tooltip_words_table_and_file_say_what_was_reported(sample_plan: Plan) -> None:
    speak("ja")
    plan = plan_of(
        sample_plan,
        measure(
            item(label="導入", start=2024, end=2025),
            item(label="運用", start=2026, end=2028),
        ),
    )
    known = told(plan, progress("in_progress", 60, comment="=業者を選定中"))
    drawn = specs(plan, progress=known)
    first, other = tips(drawn)
    assert (first["progress"], first["comment"]) == (
        "▲ 遅れ（実施中 60%、R7時点）",
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
        charts.plan_timetable(plan, ["1-1"], current_language(), reports=reports)[2024][
            0
        ]
        == "導入 ～R7\n▲ 遅れ（実施中 60%）\n「=業者を選定中」"
    )
    file = pd.read_csv(
        io.BytesIO(
            charts.timetable_csv(
                plan, ["1-1"], "見本市", current_language(), reports=reports
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


def anything(plan: Plan, seed: int) -> tuple[Plan, dict[EntryKey, Progress]]:
    """A plan with former years for some of its entries, and reports of most of them."""
    draw = random.Random(seed)

    def changed(entry: ScheduleItem) -> ScheduleItem:
        start = draw.choice([2023, 2025, None])
        before = {
            "start": start,
            "end": (start or 2024) + draw.choice([0, 1, 3]),
            "reason": "変更",
        }
        moved = entry.model_copy(update={"before": item(before=before).before})
        return moved if draw.random() < 0.3 else entry

    policies = tuple(
        policy.model_copy(
            update={
                "measures": tuple(
                    each.model_copy(
                        update={"schedule": tuple(map(changed, each.schedule))}
                    )
                    for each in policy.measures
                )
            }
        )
        for policy in plan.policies
    )
    plan = plan.model_copy(update={"policies": policies})
    states = [state.value for state in BarState]
    known = {
        bar.key: progress(
            draw.choice(states),
            draw.choice([None, 0, 45, 100]),
            draw.choice([2024, 2025]),
        )
        for bar in reportable_entries(plan)
        if draw.random() < 0.8
    }
    return plan, known


@pytest.mark.parametrize("seed", [1, 2])
@pytest.mark.parametrize("code", CITIES)
def test_whatever_is_reported_and_changed_nothing_meets_at_any_width(
    shipped_plans: dict[str, Plan], code: str, seed: int
) -> None:
    speak("ja" if seed == 1 else "en")
    plan, known = anything(shipped_plans[code], seed)
    for spec in specs(plan, progress=known):
        alt.LayerChart.validate(spec)
        assert not re.search(r"#[0-9a-fA-F]{6}\b", json.dumps(spec))
        for width in (326, 690, 1032):
            assert_legible(spec, width)


def test_the_sentence_of_what_was_reported(sample_plan: Plan) -> None:
    speak("ja")
    plan = plan_of(
        sample_plan,
        measure(*(item(label=f"工程{n}", start=2024, end=2025) for n in range(4))),
    )
    done, behind, going = (
        progress("done"),
        progress("in_progress"),
        progress("in_progress", year=2024),
    )
    assert progress_sentence(plan, 2025, 2025, {}, current_language()) == ""
    assert progress_sentence(
        plan,
        2025,
        2025,
        told(plan, done, behind, going),
        current_language(),
    ) == ("令和7年度までに報告のあった3件のうち、1件が完了し、1件が遅れています。")
    assert progress_sentence(
        plan, 2025, 2025, told(plan, done), current_language()
    ) == ("令和7年度までに報告のあった1件のうち、1件が完了し、遅れはありません。")


def test_the_page_says_in_every_form_what_was_reported(
    visit: Open, own_store: Path
) -> None:
    with returned.opened(own_store) as store:
        key = ("2-1", "移行", 0)
        said = Progress(
            fiscal_year=2025,
            state=BarState.LATE,
            percent=Decimal(40),
            comment="**業者**を選定中",
        )
        put_on_record(
            store,
            returned.answer(store, "999997", 2025, None, {}, {key: said}),
            "佐藤",
            None,
            None,
        )
    at = visit("schedule", city="999997", year=2025)
    assert (
        "令和7年度までに報告のあった1件のうち、0件が完了し、1件が遅れています。"
        in at.header[0].value
    )
    assert "下の細い棒：令和7年度までに報告された進捗" in words(at)
    assert [tip["progress"] for tip in tips(charts_of(at)) if "progress" in tip] == [
        "▲ 遅れ 40%（R7時点）"
    ]
    at.toggle(key="as_table").set_value(True).run()
    assert "工程の下は、令和7年度までに報告された進捗です。" in words(at)
    assert any(
        "▲ 遅れ 40%" in cell and "「**業者**を選定中」" in cell for cell in cells(at)
    )
    one = visit("schedule", city="999997", year=2025, measure="2-1")
    assert list(one.table[0].value.columns) == ["工程", "時期と進捗", "根拠"]
    assert any("▲ 遅れ 40%（R7時点）" in cell for cell in cells(one))
    assert (
        "報告のあった"
        not in visit("schedule", city="999997", year=2024).header[0].value
    )


def test_a_changed_entry_gives_its_reason_on_the_page_of_its_measure(
    visit: Open, sample_plan: Plan
) -> None:
    changed = next(
        entry
        for each, entry in entries(sample_plan)
        if each.number == "1-1" and entry.before
    )
    at = visit("schedule", city="999997", measure="1-1")
    assert changed.before is not None
    assert any(f"変更の理由：{changed.before.reason}" in cell for cell in cells(at))
    assert any("変更前 令和7～8年度" in cell for cell in cells(at))
    assert "上の細い枠：計画変更前の年度" in words(visit("schedule", city="999997"))


# --- the page --------------------------------------------------------------------------------------------------------


def read(cell: Any) -> str:
    """What a reader of a cell's Markdown sees."""
    return (
        re.sub(r"\\([!-/:-@\[-`{-~])", r"\1", str(cell))
        .replace("\u2060", "")
        .replace("\u00a0", " ")
    )


def cells(at: AppTest) -> list[str]:
    return [read(cell) for table in at.table for cell in table.value.to_numpy().flat]


@pytest.mark.parametrize("locale", ["ja-JP", "en-US"])
@pytest.mark.parametrize("code", CITIES)
def test_the_page_shows_every_plan_in_both_languages(
    visit: Open, code: str, locale: str, shipped_plans: dict[str, Plan]
) -> None:
    at = visit("schedule", city=code, locale=locale)
    plan = shipped_plans[code]
    assert not at.exception
    assert not at.error
    assert at.title[0].value == ("工程表" if locale == "ja-JP" else "Schedule")
    drawn = charts_of(at)
    assert len(tips(drawn)) == sum(len(each.schedule) for each in plan.measures)
    for policy in plan.policies:
        scheduled = any(each.schedule for each in policy.measures)
        assert (
            any(
                head.value.startswith(plain(f"{policy.number} {policy.name}"))
                for head in at.subheader
            )
            == scheduled
        )
    without = [each for each in plan.measures if not each.schedule]
    assert all(plain(f"{each.number} {each.name}") in words(at) for each in without)


@pytest.mark.parametrize("locale", ["ja-JP", "en-US"])
@pytest.mark.parametrize("code", CITIES)
def test_the_table_is_one_click_away_with_every_entry(
    visit: Open, code: str, locale: str, shipped_plans: dict[str, Plan]
) -> None:
    at = visit("schedule", city=code, locale=locale)
    at.toggle(key="as_table").set_value(True).run()
    assert not at.exception
    assert charts_of(at) == []
    text = "\n".join(cells(at))
    for each, entry in entries(shipped_plans[code]):
        assert entry.label in text
        assert f"](plan?city={code}&measure={each.number})" in text


@pytest.mark.parametrize("code", CITIES)
def test_a_measure_in_the_address_stands_alone_with_its_reasons_and_ways_on(
    visit: Open, code: str, shipped_plans: dict[str, Plan]
) -> None:
    for each in shipped_plans[code].measures[:4] + shipped_plans[code].measures[-2:]:
        at = visit("schedule", city=code, measure=each.number)
        assert not at.exception
        assert at.title[0].value == plain(f"{each.number} {each.name}")
        assert at.button[0].label == "すべての施策へ"
        links = [link.proto for link in at.main.get("page_link")]
        assert [
            (link.page, f"measure={each.number}" in link.query_string) for link in links
        ] == [("plan", True)]
        if each.schedule:
            assert {tip["measure"] for tip in tips(charts_of(at))} == {
                marked_measure(each)
            }
            assert len(at.table[0].value) == len(each.schedule)
            assert {entry.note or "計画に明記" for entry in each.schedule} <= set(
                cells(at)
            )
        else:
            assert at.info[0].value == "この施策の工程は、計画に記されていません。"


def test_the_way_back_leads_to_all_measures(visit: Open) -> None:
    at = visit("schedule", city="999997", measure="1-2")
    at.button[0].click().run()
    assert "measure" not in at.query_params
    assert at.title[0].value == "工程表"
    at.selectbox(key="schedule_open").set_value("2-1").run()
    assert at.query_params["measure"] == "2-1"
    assert at.title[0].value == plain("2-1 情報システムの標準化・共通化")


def test_a_measure_that_the_plan_does_not_have_is_told_and_all_are_shown(
    visit: Open,
) -> None:
    at = visit("schedule", city="999997", measure="9-9")
    assert "9\\-9" in at.warning[0].value
    assert at.title[0].value == "工程表"
    assert len(charts_of(at)) == 3


@pytest.mark.parametrize(
    ("key", "value", "left"),
    [
        ("schedule_policy", "3", ["3-1", "3-2", "3-3"]),
        ("schedule_department", "人事課", ["3-1"]),
        ("schedule_item", "companion", ["1-4", "1-5"]),
    ],
)
def test_filters_narrow_the_schedule(
    visit: Open, key: str, value: str, left: list[str]
) -> None:
    at = visit("schedule", city="999997")
    at.selectbox(key=key).set_value(value).run()
    shown = dict.fromkeys(tip["measure"] for tip in tips(charts_of(at)))
    assert [re.sub("^[★◆] ", "", name).split(" ")[0] for name in shown] == left


def test_what_is_typed_is_found_in_entries_initiatives_and_departments(
    visit: Open,
) -> None:
    at = visit("schedule", city="999997")
    for typed, number in (
        ("ガバメントクラウドへ", "2-1"),
        ("手数料", "1-3"),
        ("ＲＰＡ", "2-2"),
        ("生涯学習課", "1-4"),
    ):
        at.text_input(key="schedule_search").set_value(typed).run()
        assert {tip["measure"].split(" ")[1] for tip in tips(charts_of(at))} == {number}
    at.text_input(key="schedule_search").set_value("存在しない工程").run()
    assert charts_of(at) == []
    assert "この条件に合う施策はありません" in at.info[0].value


def test_the_legend_names_only_marks_that_occur(visit: Open) -> None:
    assert "薄れる" not in words(visit("schedule", city="472123"))
    assert "旗：目標時期" not in words(visit("schedule", city="472123"))
    hyuga = words(visit("schedule", city="452068"))
    assert "右へ薄れる棒" in hyuga
    assert "実線の棒" not in hyuga


def test_a_plan_without_measures_or_without_a_schedule_says_so(
    visit: Open, own_store: Path, sample_plan: Plan
) -> None:
    for measures in ((), (measure(),)):
        save(own_store, plan_of(sample_plan, *measures))
        at = visit("schedule", city="999997")
        assert not at.exception
        assert "この計画の工程表は、まだ記録されていません。" in at.info[0].value
        assert charts_of(at) == []
        assert at.get("download_button") == []


def test_a_plan_without_any_year_shows_its_entries_as_a_table(
    visit: Open, own_store: Path, sample_plan: Plan
) -> None:
    bare = {"first_fiscal_year": None, "last_fiscal_year": None}
    save(own_store, plan_of(sample_plan, measure(item(label="順次検討")), **bare))
    at = visit("schedule", city="999997")
    assert not at.exception
    assert charts_of(at) == []
    assert cells(at)[-1] == "順次検討"
    assert not visit("schedule", city="999997", measure="1-1").exception


@pytest.mark.parametrize("query", [{}, {"measure": "1<2"}])
def test_names_that_look_like_markup_are_shown_letter_by_letter(
    visit: Open, own_store: Path, sample_plan: Plan, query: dict[str, str]
) -> None:
    awkward = measure(
        item(label=HOSTILE, start=2024, end=2026, initiative="1", note=HOSTILE),
        item("deadline", HOSTILE, end=2025),
        name=HOSTILE,
        number="1<2",
        departments=(HOSTILE,),
        initiatives=(Initiative(number="1", name=HOSTILE + "他"),),
    )
    plan = plan_of(sample_plan, awkward)
    policy = plan.policies[0].model_copy(update={"name": HOSTILE})
    save(own_store, plan.model_copy(update={"policies": (policy,)}))
    at = visit("schedule", city="999997", **query)
    assert not at.exception
    if not query:
        at.toggle(key="as_table").set_value(True).run()
        assert not at.exception
    texts = [
        *words(at).splitlines(),
        *map(str, (cell for table in at.table for cell in table.value.to_numpy().flat)),
    ]
    for text in texts:
        assert "<b" not in text.replace("\\<", "")
        assert not re.search(r"(?<!\\)\[a(?<!\\)\]", text)


def test_the_downloads_hold_what_is_shown(visit: Open, sample_plan: Plan) -> None:
    at = visit("schedule", city="999997")
    names = [button.proto.label for button in at.get("download_button")]
    assert names == ["数値 (CSV)", "図 (PNG)", "図 (SVG)", "全ての期限（カレンダー用）"]


def test_certainty_is_part_of_every_plan_s_chart(
    shipped_plans: dict[str, Plan],
) -> None:
    for plan in shipped_plans.values():
        unsure = [
            entry
            for _m, entry in entries(plan)
            if entry.certainty is not Certainty.STATED
        ]
        drawn = specs(plan)
        dashed = [
            row
            for row in rows(drawn)
            if row.get("dash") == [4, 3] and row["settings"].get("filled", True)
        ]
        rings = [
            row
            for row in rows(drawn)
            if row["settings"].get("shape") == "circle"
            and not row["settings"]["filled"]
        ]
        assert len(dashed) + len(rings) == len(unsure)


def test_what_the_plan_has_changed_is_listed_with_its_reason_beside_charts_and_table(
    visit: Open, sample_plan: Plan
) -> None:
    changed = [
        item
        for m in sample_plan.measures
        for item in m.schedule
        if item.before is not None
    ]
    assert changed
    at = visit("schedule", city="999997", year="2025")
    for shown in (at, at.toggle(key="as_table").set_value(True).run()):
        for item in changed:
            assert item.before is not None
            assert plain(item.before.reason) in words(shown)
