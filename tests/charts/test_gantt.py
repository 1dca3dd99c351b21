"""Gantt charts: what they say of measures, entries, years and certainty."""

import json
import re
from datetime import date

import altair as alt
import pytest

from dxkpi import charts
from dxkpi.plan import Certainty, Plan
from dxkpi.wording.language import Language
from dxkpi.wording.timetable import entry_years_text, marked_measure
from tests.support.apptest import CITIES
from tests.support.gantt import (
    TODAY,
    entry_bars,
    entry_labels,
    entry_tips,
    gantt_specs,
    measure_with,
    plan_of_measures,
    rows_of_mode,
    schedule_entry,
    scheduled_entries,
)
from tests.support.specs import scales


@pytest.mark.parametrize("mode", [0, 1])
@pytest.mark.parametrize("code", CITIES)
def test_measures_stand_in_the_plan_s_order_with_every_entry(
    shipped_plans: dict[str, Plan], code: str, mode: int
) -> None:
    plan = shipped_plans[code]
    drawn = gantt_specs(plan)
    shown = [each for each in plan.measures if each.schedule]
    numbers = {each.number for each in shown}
    names = [
        row for row in rows_of_mode(drawn, mode) if row["mark"] == "text" and "x" in row
    ]
    assert [
        row["text"].split()[0] for row in names if row["text"].split()[0] in numbers
    ] == [m.number for m in shown]
    marks = [tip["measure"] for tip in entry_tips(drawn, mode)]
    assert list(dict.fromkeys(marks)) == [marked_measure(each) for each in shown]
    assert sorted(tip["entry"] for tip in entry_tips(drawn, mode)) == sorted(
        entry.label for _measure, entry in scheduled_entries(plan)
    )


def test_a_bar_reaches_from_its_first_year_to_the_end_of_its_last(
    sample_plan: Plan,
) -> None:
    drawn = gantt_specs(
        plan_of_measures(
            sample_plan,
            measure_with(
                schedule_entry(start=2025, end=2026),
                schedule_entry(label="運用", start=2024, end=2028),
            ),
        )
    )
    assert [(row["a"], row["b"]) for row in entry_bars(drawn)] == [(1, 3), (0, 5)]
    bar = entry_bars(drawn)[0]["settings"]
    assert bar["x"]["expr"] == "left + datum.a * step + 1"
    assert bar["x2"]["expr"] == "left + datum.b * step - 1"
    expressions = {param["name"]: param["expr"] for param in drawn[0]["params"]}
    assert expressions["step"] == "(width - left - 3) / 5"
    assert expressions["left"] == "mode ? 0 : 330"
    assert expressions["mode"] == "width < 690 ? 1 : 0"


def test_inferred_years_are_dashed_and_pale_and_stated_ones_are_not(
    sample_plan: Plan,
) -> None:
    drawn = gantt_specs(
        plan_of_measures(
            sample_plan,
            measure_with(
                schedule_entry(label="明記", start=2024, end=2025),
                schedule_entry(
                    label="推定", start=2024, end=2028, certainty="inferred"
                ),
            ),
        )
    )
    stated, inferred = entry_bars(drawn)
    assert (stated["dash"], stated["strength"]) == ([1, 0], 1)
    assert (inferred["dash"], inferred["strength"]) == ([4, 3], 0.4)
    edges = [
        row
        for row in rows_of_mode(drawn)
        if row.get("strength") and row["role"] == "actual"
    ]
    assert edges[0]["settings"]["strokeDash"] == {"expr": "datum.dash"}


def test_a_bar_without_an_end_fades_to_nothing_until_the_next_one_of_its_lane(
    sample_plan: Plan,
) -> None:
    drawn = gantt_specs(
        plan_of_measures(
            sample_plan,
            measure_with(
                schedule_entry(label="実証", start=2024, certainty="inferred"),
                schedule_entry(label="運用", start=2026, certainty="inferred"),
                schedule_entry(label="準備", end=2025),
            ),
        )
    )
    fading = [
        row
        for row in rows_of_mode(drawn)
        if row["mark"] == "rect" and not row["encoding"]
    ]
    assert [(row["a"], row["b"]) for row in fading] == [(0, 2), (2, 5), (0, 2)]
    ends = [
        [stop["color"].split(",")[-1] for stop in row["settings"]["stroke"]["stops"]]
        for row in fading
    ]
    assert ends == [["1)", "0)"], ["1)", "0)"], ["0)", "1)"]]
    assert entry_bars(drawn) == []


def test_the_reason_for_inferred_years_stands_in_the_tooltip(
    shipped_plans: dict[str, Plan],
) -> None:
    for plan in shipped_plans.values():
        said = {
            (tip["measure"], tip["entry"], tip["basis"])
            for tip in entry_tips(gantt_specs(plan))
        }
        for each, entry in scheduled_entries(plan):
            if entry.note:
                assert (marked_measure(each), entry.label, entry.note) in said
            else:
                assert (
                    marked_measure(each),
                    entry.label,
                    "stated in the plan",
                ) in said


def test_a_deadline_is_a_flag_at_the_end_of_its_year(sample_plan: Plan) -> None:
    drawn = gantt_specs(
        plan_of_measures(
            sample_plan,
            measure_with(
                schedule_entry("deadline", "R9末", end=2027),
                schedule_entry(start=2024, end=2028),
            ),
        )
    )
    flag = next(
        row
        for row in rows_of_mode(drawn)
        if row["settings"].get("shape") == "triangle-left"
    )
    assert flag["a"] == 4
    assert flag["role"] == "alert"
    pole = next(
        row
        for row in rows_of_mode(drawn)
        if row["role"] == "alert" and row["mark"] == "rect"
    )
    assert pole["a"] == 4
    assert pole["y2"] > entry_bars(drawn)[0]["y2"] - 1
    assert entry_labels(drawn)["target R9末 (end of FY27)"]["side"] == -1


def test_milestones_stand_in_the_middle_of_their_year(sample_plan: Plan) -> None:
    drawn = gantt_specs(
        plan_of_measures(
            sample_plan,
            measure_with(
                schedule_entry("milestone", "開始", start=2024, end=2024),
                schedule_entry(
                    "milestone", "改正", start=2026, end=2026, certainty="inferred"
                ),
            ),
        )
    )
    circles = [
        row for row in rows_of_mode(drawn) if row["settings"].get("shape") == "circle"
    ]
    assert [(row["a"], row["settings"]["filled"]) for row in circles] == [
        (0.5, True),
        (2.5, False),
    ]
    assert "strokeDash" in circles[1]["settings"]


def test_today_is_a_line_where_it_lies_within_the_years(sample_plan: Plan) -> None:
    plan = plan_of_measures(
        sample_plan, measure_with(schedule_entry(start=2024, end=2028))
    )

    def lines(today: date) -> list[float]:
        return [
            row["a"]
            for row in rows_of_mode(gantt_specs(plan, today=today))
            if row["role"] == "ink" and row["mark"] == "rect"
        ]

    assert lines(date(2024, 4, 1)) == [0]
    assert lines(date(2026, 10, 1)) == [2.5]
    assert 4.99 < lines(date(2029, 3, 31))[0] < 5
    assert lines(date(2029, 4, 1)) == lines(date(2024, 3, 31)) == []
    assert "today 21 Nov 2026" in {
        row.get("long") for row in rows_of_mode(gantt_specs(plan))
    }


def test_the_chosen_year_stands_out(sample_plan: Plan) -> None:
    bold = [
        row["short"]
        for row in rows_of_mode(gantt_specs(sample_plan, year=2024)[0])
        if row.get("n") and row["bold"]
    ]
    assert bold == ["FY24"]


def test_departments_marks_and_initiatives_stand_beside_their_bars(
    sample_plan: Plan,
) -> None:
    said = {
        row["text"]
        for row in rows_of_mode(gantt_specs(sample_plan))
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
    drawn = gantt_specs(shipped_plans["422096"])
    assert entry_labels(drawn) == {}
    assert len(entry_tips(drawn)) == 15


def test_an_entry_without_years_is_named_and_not_drawn(sample_plan: Plan) -> None:
    drawn = gantt_specs(
        plan_of_measures(sample_plan, measure_with(schedule_entry(label="未定")))
    )
    assert "未定 (no year stated)" in entry_labels(drawn)
    assert entry_bars(drawn) == []


def test_a_plan_without_any_year_has_no_chart(sample_plan: Plan) -> None:
    bare = {"first_fiscal_year": None, "last_fiscal_year": None}
    assert (
        gantt_specs(
            plan_of_measures(sample_plan, measure_with(schedule_entry()), **bare)
        )
        == []
    )
    assert gantt_specs(plan_of_measures(sample_plan, measure_with())) == []


def test_only_the_measures_asked_for_are_drawn(sample_plan: Plan) -> None:
    policy = sample_plan.policies[0]
    spec = charts.gantt_chart(
        sample_plan,
        policy,
        ["1-2"],
        Language.ENGLISH,
        today=TODAY,
        selected_year=2025,
    )
    assert spec is not None
    assert [tip["entry"] for tip in entry_tips(spec)] == [
        "出張申請・市民カード機能の検討"
    ]
    assert (
        charts.gantt_chart(
            sample_plan,
            policy,
            ["2-1"],
            Language.ENGLISH,
            today=TODAY,
            selected_year=2025,
        )
        is None
    )


def test_the_description_holds_the_chart_in_words(
    shipped_plans: dict[str, Plan],
) -> None:
    for plan in shipped_plans.values():
        said = " ".join(
            spec["description"]
            for spec in gantt_specs(plan, language=Language.JAPANESE)
        )
        for each, entry in scheduled_entries(plan):
            assert marked_measure(each) in said
            assert f"{entry.label} {entry_years_text(entry, Language.JAPANESE)}" in said
    one = gantt_specs(shipped_plans["412091"], language=Language.JAPANESE)[0][
        "description"
    ]
    assert one == (
        "基本方針3「デジタル技術の活用による効率的で持続可能な行財政経営」の工程表、令和6～8年度。 3-3 自治体の情報システムの標準化・共通化：期限 令和７年度末 令和7年度末 完了したか未報告。"
    )


@pytest.mark.parametrize("code", CITIES)
def test_the_charts_are_valid_and_name_roles_but_for_the_fade(
    shipped_plans: dict[str, Plan], code: str
) -> None:
    for spec in gantt_specs(shipped_plans[code]):
        alt.LayerChart.validate(spec)
        assert spec["autosize"] == {"type": "none"}
        assert "width" not in spec
        assert "datasets" not in spec
        assert not re.search(r"#[0-9a-fA-F]{6}\b", json.dumps(spec))
        assert spec["config"]["mark"]["aria"] is False
        assert scales(spec, "color") == [{"domain": list(charts.ROLES)}]
        for layer in spec["layer"]:
            assert layer["data"]["values"]
            if "encoding" in layer:
                assert {row["role"] for row in layer["data"]["values"]} <= set(
                    charts.ROLES
                )
            else:
                assert (
                    layer["mark"]["fill"]["gradient"]
                    == layer["mark"]["stroke"]["gradient"]
                    == "linear"
                )


def test_certainty_is_part_of_every_plan_s_chart(
    shipped_plans: dict[str, Plan],
) -> None:
    for plan in shipped_plans.values():
        unsure = [
            entry
            for _m, entry in scheduled_entries(plan)
            if entry.certainty is not Certainty.STATED
        ]
        drawn = gantt_specs(plan)
        dashed = [
            row
            for row in rows_of_mode(drawn)
            if row.get("dash") == [4, 3] and row["settings"].get("filled", True)
        ]
        rings = [
            row
            for row in rows_of_mode(drawn)
            if row["settings"].get("shape") == "circle"
            and not row["settings"]["filled"]
        ]
        assert len(dashed) + len(rings) == len(unsure)
