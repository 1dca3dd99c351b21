"""The line over the years: figures, path, target, labels."""

from decimal import Decimal
from itertools import pairwise

import pytest

from dxkpi import charts
from dxkpi.plan import Baseline, Direction, Indicator, Plan, ReachTarget, Reference
from dxkpi.rules import Status
from dxkpi.wording.language import Language
from tests.support.specs import (
    actual,
    detail,
    domain,
    indicator_of,
    judged,
    layers,
    line_values,
    rising,
    rows,
    svg,
    text_row,
    texts,
)


def test_line_shows_the_plan_s_own_figures(sample_plan: Plan) -> None:
    indicator = indicator_of(sample_plan, "K04")
    spec = detail(indicator)
    assert line_values(spec, "actual") == {
        2021: 34.5,
        2022: 57.8,
        2023: 65.1,
        2024: 69.0,
        2025: 73.4,
    }
    national = {
        r.fiscal_year: float(r.value)
        for r in indicator.references
        if r.series == "全国"
    }
    assert {
        r["year"]: r["value"] for r in rows(spec, "line") if r["segment"] == "全国"
    } == national


def test_expected_path_runs_straight_from_baseline_to_deadline(
    sample_plan: Plan,
) -> None:
    path = line_values(detail(indicator_of(sample_plan, "K01")), "path")
    assert path == pytest.approx(
        {2022: 18.0, 2023: 26.4, 2024: 34.8, 2025: 43.2, 2026: 51.6, 2027: 60.0}
    )


def test_expected_path_runs_through_yearly_targets(sample_plan: Plan) -> None:
    path = line_values(detail(indicator_of(sample_plan, "K02")), "path")
    assert path == {2022: 62, 2023: 80, 2024: 110, 2025: 130, 2026: 145, 2027: 150}


def test_without_a_baseline_there_is_a_target_and_no_path(sample_plan: Plan) -> None:
    spec = detail(indicator_of(sample_plan, "K15"))
    assert line_values(spec, "path") == {}
    assert [row["value"] for row in rows(spec, "point") if row["role"] == "target"] == [
        60.0
    ]


def test_yearly_targets_without_a_baseline_still_make_a_path() -> None:
    target = ReachTarget(
        value=Decimal(60),
        fiscal_year=2027,
        yearly={2024: Decimal(30)},
    )
    indicator = Indicator(
        code="K", name="名", target=target, actuals=(actual(2024, "32"),)
    )
    path = {2024: 30, 2025: 40, 2026: 50, 2027: 60}
    assert line_values(detail(indicator), "path") == path


def test_a_yearly_target_that_turns_back_is_a_mark_beside_the_line() -> None:
    target = ReachTarget(
        value=Decimal(60), fiscal_year=2027, yearly={2024: Decimal(10)}
    )
    indicator = rising(actual(2023, "32")).model_copy(update={"target": target})
    spec = detail(indicator)
    line = [value for _year, value in sorted(line_values(spec, "path").items())]
    assert line == sorted(line)
    marks = [row["value"] for row in rows(spec, "point") if row["role"] == "path"]
    assert 10 in marks


def test_target_names_its_deadline_and_comparator(sample_plan: Plan) -> None:
    assert "target 85.0% (end of FY27)" in texts(
        detail(indicator_of(sample_plan, "K04"))
    )
    assert "target 12.0分 or less (end of FY27)" in texts(
        detail(indicator_of(sample_plan, "K03"))
    )


def test_deadline_in_mid_year_is_named_by_its_month() -> None:
    target = ReachTarget(value=Decimal(85), fiscal_year=2027, as_of="2027-10")
    indicator = rising(actual(2023, "60")).model_copy(update={"target": target})
    assert "target 85.0% (Oct 2027)" in texts(detail(indicator))


def test_line_ends_in_the_city_s_name_and_last_figure(sample_plan: Plan) -> None:
    shown = texts(detail(indicator_of(sample_plan, "K04")))
    assert {
        "見本市 73.4",
        "県平均 70.7",
        "全国 81.2",
        "65.1",
        "57.8",
        "baseline",
        "expected 79.6",
    } <= set(shown)
    assert "73.4" not in shown


def test_labels_at_the_right_keep_their_distance(sample_plan: Plan) -> None:
    spec = detail(indicator_of(sample_plan, "K04"))
    ends = (
        "見本市 73.4",
        "県平均 70.7",
        "全国 81.2",
        "expected 79.6",
        "target 85.0% (end of FY27)",
    )
    heights = sorted(text_row(spec, text)["y"] for text in ends)
    assert all(b - a >= 19.99 for a, b in pairwise(heights))


def test_crowded_series_keep_their_distance_and_their_order() -> None:
    series = {f"系列{n}": Decimal(60) + Decimal(n) / 100 for n in range(8)}
    references = tuple(
        Reference(series=name, fiscal_year=2025, value=value)
        for name, value in series.items()
    )
    spec = detail(rising(actual(2025, "60"), references=references))
    heights = [
        text_row(spec, f"{name} 60.{'1' if n >= 5 else '0'}")["y"]
        for n, name in enumerate(series)
    ]
    assert all(lower - higher >= 19.99 for lower, higher in pairwise(heights))


def test_all_years_of_the_span_are_on_the_axis(sample_plan: Plan) -> None:
    spec = detail(indicator_of(sample_plan, "K04"))
    assert domain(spec, "x") == [2021, 2027]
    assert [r["long"] for r in rows(spec, "text") if "long" in r] == [
        f"FY{year}" for year in range(2021, 2028)
    ]


def test_years_are_written_out_only_where_there_is_room(sample_plan: Plan) -> None:
    spec = detail(indicator_of(sample_plan, "K01"))
    assert ">FY2024<" in svg(spec, 760)
    assert ">FY2024<" not in svg(spec, 600)
    assert ">FY24<" in svg(spec, 340)


def test_selected_year_stands_out(sample_plan: Plan) -> None:
    spec = detail(indicator_of(sample_plan, "K04"), selected=2024)
    assert [r["year"] for r in rows(spec, "text") if "long" in r and r["bold"]] == [
        2024
    ]
    assert text_row(spec, "69.0")["size"] > text_row(spec, "65.1")["size"]
    assert not text_row(spec, "69.0")["optional"]


def test_selected_year_outside_all_figures_widens_the_axis(sample_plan: Plan) -> None:
    assert domain(detail(indicator_of(sample_plan, "K01"), selected=2030), "x") == [
        2022,
        2030,
    ]


def test_start_shows_the_steps_ahead_with_their_values(
    shipped_plans: dict[str, Plan],
) -> None:
    indicator = indicator_of(shipped_plans["472123"], "K01")
    spec = detail(
        indicator, selected=2026, place="豊見城市", first=2026, last=2030, closed=2025
    )
    assert {"64.4", "66.5", "68.6", "70.8", "72.9"} <= set(texts(spec))
    rings = [layer for layer in layers(spec, "point") if "strokeDash" in layer["mark"]]
    assert [r["year"] for layer in rings for r in layer["data"]["values"]] == [
        2026,
        2027,
        2028,
        2029,
    ]
    assert not any("豊見城市" in text for text in texts(spec))


def test_baseline_is_hollow(sample_plan: Plan) -> None:
    hollow = [
        layer
        for layer in layers(detail(indicator_of(sample_plan, "K01")), "point")
        if not layer["mark"]["filled"]
    ]
    assert [r["year"] for layer in hollow for r in layer["data"]["values"]] == [2022]


def test_approximate_figure_says_so_and_is_a_dashed_ring(sample_plan: Plan) -> None:
    spec = detail(indicator_of(sample_plan, "K08"))
    assert "about 2,700" in texts(spec)
    rings = [layer for layer in layers(spec, "point") if "strokeDash" in layer["mark"]]
    assert [r["year"] for layer in rings for r in layer["data"]["values"]] == [2023]


def test_missing_year_has_a_mark_and_its_reason_and_no_solid_line(
    sample_plan: Plan,
) -> None:
    spec = detail(indicator_of(sample_plan, "K14"))
    assert "cannot be evaluated" in texts(spec)
    dotted = [
        layer for layer in layers(spec, "line") if layer["mark"]["strokeDash"] == [2, 4]
    ]
    assert [r["segment"] for layer in dotted for r in layer["data"]["values"]] == [
        "2023–2025"
    ] * 2
    assert 2024 not in line_values(spec, "actual")


def test_year_nobody_reported_is_marked(sample_plan: Plan) -> None:
    indicator = indicator_of(sample_plan, "K01")
    lost = indicator.model_copy(update={"actuals": indicator.actuals[:-1]})
    assert "not reported" in texts(detail(lost))


def test_falling_figures_have_the_target_below(sample_plan: Plan) -> None:
    spec = detail(indicator_of(sample_plan, "K03"))
    low, high = domain(spec, "y")
    assert low < high
    assert (
        text_row(spec, "target 12.0分 or less (end of FY27)")["y"]
        > text_row(spec, "見本市 17.6")["y"]
    )


def test_negative_figures_cross_a_visible_zero(sample_plan: Plan) -> None:
    spec = detail(indicator_of(sample_plan, "K14"))
    assert domain(spec, "y") == [-6, 4]
    assert {"−2.3" in text for text in texts(spec)} == {True, False}
    assert [r["value"] for r in rows(spec, "rule") if r["role"] == "reference"] == [0]


def test_reached_target_of_zero_stands_at_the_foot(sample_plan: Plan) -> None:
    spec = detail(indicator_of(sample_plan, "K06"))
    assert domain(spec, "y") == [0, 50]
    assert "target 0件 (end of FY25)" in texts(spec)
    assert line_values(spec, "actual")[2025] == 0


def test_cumulative_figures_start_at_zero(sample_plan: Plan) -> None:
    spec = detail(indicator_of(sample_plan, "K05"))
    assert domain(spec, "y") == [0, 1000]
    assert "target 900人 or more (end of FY27)" in texts(spec)


def test_aim_without_a_number_has_the_level_to_rise_from_and_no_target_mark(
    sample_plan: Plan,
) -> None:
    spec = detail(indicator_of(sample_plan, "K17"))
    assert "target raise (end of FY27)" in texts(spec)
    assert set(line_values(spec, "path").values()) == {6.1}
    assert not [r for r in rows(spec, "point") if r["role"] == "target"]


def test_monitored_indicator_ends_with_its_figures(
    shipped_plans: dict[str, Plan],
) -> None:
    spec = detail(
        indicator_of(shipped_plans["472123"], "R01"),
        place="豊見城市",
        first=2021,
        last=2030,
    )
    assert domain(spec, "x") == [2021, 2025]
    assert "豊見城市 73.4" in texts(spec)
    assert not line_values(spec, "path")


def test_single_figure_stands_in_the_middle(shipped_plans: dict[str, Plan]) -> None:
    spec = detail(indicator_of(shipped_plans["052116"], "R03"))
    assert domain(spec, "x") == [2024, 2026]


def test_large_figures_leave_room_on_a_telephone() -> None:
    target = ReachTarget(value=Decimal(2234567890), fiscal_year=2027)
    start = Baseline(fiscal_year=2022, value=Decimal(1234567890))
    spec = detail(
        Indicator(code="K", name="額", unit="円", baseline=start, target=target)
    )
    assert "24×10⁸円" in texts(spec)
    assert "1,234,567,890" in texts(spec)


def test_directions_do_not_change_which_figures_are_drawn() -> None:
    falling = Indicator(
        code="K",
        name="名",
        direction=Direction.LOWER,
        baseline=Baseline(fiscal_year=2022, value=Decimal(9)),
        target=ReachTarget(value=Decimal(3), fiscal_year=2025),
        actuals=(actual(2023, "7"),),
    )
    spec = detail(falling)
    assert line_values(spec, "path") == {2022: 9, 2023: 7, 2024: 5, 2025: 3}
    assert {j.status for j in judged(falling)} >= {Status.ON_TRACK}


def test_a_range_is_a_pale_band_between_its_two_ends() -> None:
    noise = Indicator.model_validate(
        {
            "code": "K",
            "name": "騒音",
            "unit": "dB",
            "baseline": {"fiscal_year": 2025, "value": 65},
            "target": {"rule": "range", "low": 45, "high": 55, "fiscal_year": 2030},
            "actuals": [{"fiscal_year": 2026, "value": 62}],
        }
    )
    spec = detail(noise)
    edges = {(row["low"], row["high"]) for row in rows(spec, "area")}
    assert edges == {(45.0, 55.0)}
    assert any("45～55dB" in text for text in texts(spec)) or any(
        "45 to 55dB" in text for text in texts(spec)
    )
    assert svg(spec, 390)


def test_a_figure_that_is_not_final_has_its_word_above_its_year(
    sample_plan: Plan,
) -> None:
    indicator = indicator_of(sample_plan, "K01")
    course, language = judged(indicator), Language.JAPANESE
    spec = charts.line_chart(
        indicator,
        course,
        language,
        place="見本市",
        selected_year=2025,
        preliminary=(2025, 2099),
    )
    words = [row for row in rows(spec, "text") if row.get("text") == "速報"]
    assert [row["year"] for row in words] == [2025]
    final = charts.line_chart(
        indicator, course, language, place="見本市", selected_year=2025
    )
    assert "速報" not in texts(final)
