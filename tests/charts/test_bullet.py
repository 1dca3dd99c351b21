"""Bullets: from where to where they run, what their ends and ticks say, and what gives way where room is short."""

from decimal import Decimal
from typing import Any

import pytest

from dxkpi import charts
from dxkpi.charts.bullet_way import bullet_way
from dxkpi.plan import (
    Baseline,
    Comparator,
    Direction,
    DoTarget,
    Indicator,
    KeepTarget,
    Plan,
    ReachTarget,
    TargetRule,
    ValueType,
    WrittenTarget,
    target_by_rule,
)
from dxkpi.rules import judge, judge_plan, plan_summary
from dxkpi.wording.language import Language
from tests.support.specs import actual, indicator_of, layers, rows, svg, text_row, texts


def bullet_made(
    rule: str,
    value: str,
    *,
    start: str | None = None,
    goal: str | None = None,
    before: str | None = None,
    language: Language = Language.ENGLISH,
    **rest: Any,
) -> dict[str, Any] | None:
    """The bullet of 令和7年度 for an indicator of this kind, with a deadline in 令和9年度 where it is to reach."""
    kept = rule == "keep"
    past = [actual(2024, before)] if before is not None else []
    target = WrittenTarget(
        rule=TargetRule(rule),
        value=Decimal(goal) if goal is not None else None,
        comparator=rest.pop("comparator", None),
        fiscal_year=None if kept else 2027,
    )
    indicator = Indicator(
        code="K",
        name="指標",
        unit=rest.pop("unit", "件"),
        target=target_by_rule(target),
        baseline=Baseline(fiscal_year=2022, value=Decimal(start))
        if start is not None
        else None,
        actuals=(*past, actual(2025, value)),
        **rest,
    )
    return charts.bullet_charts([judge(indicator, 2025)], language)[0]


def bullet_marks(spec: dict[str, Any] | None) -> dict[str, Any]:
    """What a bullet shows: where the track and the bar run, and at which share of the frame its marks stand."""
    assert spec is not None
    boxes = rows(spec, "rect")
    track, bar = (
        next(row for row in boxes if (row["role"] == "track") is wanted and "a" in row)
        for wanted in (True, False)
    )
    marks = {row["role"]: row["at"] for row in boxes if "at" in row}
    goals = [
        row["at"]
        for row in rows(spec, "text")
        if row["text"] == "◆" and row["role"] == "target"
    ]
    marks |= dict(zip(["goal"], goals, strict=False))
    return {
        "track": (track["a"], track["b"]),
        "bar": (bar["a"], bar["b"]),
        "role": bar["role"],
        **marks,
    }


def bullet_of(
    plan: Plan, code: str, year: int = 2025, language: Language = Language.ENGLISH
) -> dict[str, Any]:
    spec = charts.bullet_charts([judge(indicator_of(plan, code), year)], language)[0]
    assert spec is not None
    return spec


def test_a_bullet_runs_from_baseline_to_target_with_a_tick_at_the_expected_value(
    sample_plan: Plan,
) -> None:
    spec = bullet_of(sample_plan, "K01")
    shown = bullet_marks(spec)
    assert shown["track"] == (0, 1)
    assert shown["bar"] == pytest.approx((0, (29 - 18) / (60 - 18)), abs=1e-4)
    assert shown["path"] == pytest.approx((43.2 - 18) / (60 - 18), abs=1e-4)
    assert shown["role"] == "far_behind"
    assert texts(spec) == [
        "29.0%",
        "expected 43.2%",
        "18.0%",
        "end of R4",
        "60.0%",
        "end of R9",
    ]
    assert spec["height"] == 58


def test_a_falling_kpi_runs_to_the_right_as_well(sample_plan: Plan) -> None:
    shown = bullet_marks(bullet_of(sample_plan, "K09"))
    assert shown["bar"] == pytest.approx((0, (820 - 701) / (820 - 500)), abs=1e-4)
    assert shown["path"] == pytest.approx((820 - 628) / (820 - 500), abs=1e-4)
    assert (
        text_row(bullet_of(sample_plan, "K09"), "500万枚 or less")["anchor"] == "left"
    )


def test_negative_figures_lie_where_they_belong() -> None:
    spec = bullet_made("reach", "-1", start="3", goal="-5", direction=Direction.LOWER)
    assert bullet_marks(spec)["bar"] == (0, 0.5)
    assert bullet_marks(spec)["path"] == 0.6
    assert spec is not None
    assert {"−1件", "−5件", "3件"} <= set(texts(spec))


def test_a_year_to_keep_runs_from_zero_to_its_target(sample_plan: Plan) -> None:
    spec = bullet_of(sample_plan, "K13")
    assert bullet_marks(spec) == {"track": (0, 1), "bar": (0, 0.991), "role": "missed"}
    assert texts(spec) == ["99.1%", "0%", "100.0%", "each year"]


def test_a_figure_to_improve_runs_from_zero_to_the_year_before(
    sample_plan: Plan,
) -> None:
    spec = bullet_of(sample_plan, "K19")
    assert bullet_marks(spec)["bar"] == pytest.approx((0, 17 / 19), abs=1e-4)
    assert texts(spec) == ["17件", "0件", "above 19件", "the year before"]


def test_a_figure_to_raise_is_shown_against_its_baseline() -> None:
    spec = bullet_made("rise", "5", start="8")
    assert bullet_marks(spec)["bar"] == (0, 0.625)
    assert spec is not None
    assert texts(spec) == ["5件", "0件", "above 8件", "the baseline"]


def test_a_figure_beyond_its_bound_stays_in_the_frame_and_the_bound_is_marked() -> None:
    spec = bullet_made(
        "keep", "12", goal="3", comparator=Comparator.AT_MOST, direction=Direction.LOWER
    )
    assert bullet_marks(spec) == {
        "track": (0, 0.25),
        "bar": (0, 1),
        "role": "missed",
        "goal": 0.25,
    }
    assert spec is not None
    assert texts(spec) == ["◆", "12件", "target 3件 or less", "0件"]


def test_a_target_of_none_at_all_is_marked_at_the_foot_of_the_bar() -> None:
    spec = bullet_made("keep", "2", goal="0", direction=Direction.LOWER)
    assert bullet_marks(spec) == {
        "track": (0, 0),
        "bar": (0, 1),
        "role": "missed",
        "goal": 0,
    }
    assert spec is not None
    assert texts(spec) == ["◆", "2件", "target 0件"]


def test_a_figure_behind_its_start_stays_in_the_frame_and_the_start_is_marked() -> None:
    spec = bullet_made("reach", "10", start="20", goal="60")
    shown = bullet_marks(spec)
    assert (shown["track"], shown["bar"], shown["ink"]) == ((0.2, 1), (0, 0.2), 0.2)
    assert shown["path"] == pytest.approx((44 - 10) / 50)
    assert spec is not None
    assert "baseline 20件\u3000expected 44件" in texts(spec)
    assert "60件" in texts(spec)


def test_a_figure_that_has_not_moved_still_shows_a_sliver() -> None:
    spec = bullet_made("reach", "20", start="20", goal="60")
    assert bullet_marks(spec)["bar"] == (0, 0)
    assert "+ 2" in str(layers(spec or {}, "rect")[0]["mark"]["x2"])


def test_without_a_baseline_the_bar_begins_at_zero_which_is_not_called_a_baseline() -> (
    None
):
    indicator = Indicator(
        code="K",
        name="指標",
        unit="件",
        actuals=(actual(2025, "15"),),
        target=ReachTarget(value=Decimal(20), fiscal_year=2025),
    )
    spec = charts.bullet_charts([judge(indicator, 2025)], Language.ENGLISH)[0]
    assert bullet_marks(spec) == {"track": (0, 1), "bar": (0, 0.75), "role": "missed"}
    assert spec is not None
    assert texts(spec) == ["15件", "0件", "20件", "end of R7"]
    assert "baseline" not in spec["description"]


def test_an_approximate_figure_says_so() -> None:
    indicator = Indicator(
        code="K",
        name="指標",
        unit="件",
        actuals=(actual(2025, "15", approximate=True),),
        target=ReachTarget(value=Decimal(20), fiscal_year=2025),
    )
    spec = charts.bullet_charts([judge(indicator, 2025)], Language.ENGLISH)[0]
    assert spec is not None
    assert "about 15件" in texts(spec)
    assert "about 15件" in spec["description"]


def test_yes_and_no_get_no_bullet_nor_does_a_figure_with_nothing_to_compare() -> None:
    do = Indicator(
        code="K",
        name="指標",
        value_type=ValueType.YES_NO,
        target=DoTarget(fiscal_year=2025),
        actuals=(actual(2025, "0"),),
    )
    kept = do.model_copy(update={"target": KeepTarget()})
    assert charts.bullet_charts(
        [judge(do, 2025), judge(kept, 2025)], Language.ENGLISH
    ) == (None, None)
    assert bullet_made("improve", "0", before="0") is None
    assert bullet_made("keep", "0") is None


def test_bullets_of_a_page_have_their_bars_one_below_the_other(
    sample_plan: Plan,
) -> None:
    specs = charts.bullet_charts(
        plan_summary.needing_attention(judge_plan(sample_plan, 2025, 2025)),
        Language.ENGLISH,
    )
    edges = {str(layers(spec, "rect")[0]["mark"]["x"]) for spec in specs if spec}
    assert len(specs) == 7
    assert len(edges) == 1


def test_a_number_beside_the_bar_is_shown_whole_or_not_at_all() -> None:
    spec = bullet_made("reach", "1", start="0", goal="123456789012345678", unit="円")
    assert spec is not None
    assert text_row(spec, "…")["anchor"] == "left"
    spec = bullet_made(
        "reach", "1", start="0", goal="1234", unit="とても長い単位の名前"
    )
    assert spec is not None
    assert "1,234とても長い単…" in texts(spec)


def test_the_figures_under_a_short_bar_give_way() -> None:
    spec = bullet_made("reach", "4480", start="1200", goal="9000", unit="時間")
    assert spec is not None
    assert "expected 5,880時間" in svg(spec, 430)
    assert "expected" not in svg(spec, 240)
    assert "5,880時間" in svg(spec, 240)


def test_a_bullet_tells_its_figures_to_who_cannot_see_it(sample_plan: Plan) -> None:
    assert bullet_of(sample_plan, "K01", language=Language.JAPANESE)["description"] == (
        "オンライン申請の利用率：遅れ、令和7年度 29.0%、期待値 43.2%、現状 18.0%、目標 60.0%（令和9年度末）。"
    )


def test_a_target_below_the_present_is_a_bar_from_zero() -> None:
    people = Indicator.model_validate(
        {
            "code": "K",
            "name": "人口",
            "unit": "人",
            "baseline": {"fiscal_year": 2025, "value": 2969},
            "target": {
                "rule": "reach",
                "value": 2800,
                "fiscal_year": 2030,
                "worse_because": "減り方を抑える",
            },
            "actuals": [{"fiscal_year": 2026, "value": 2950}],
        }
    )
    way = bullet_way(judge(people, 2026), Language.ENGLISH)
    assert way is not None
    assert [way.start.value, way.goal.value] == [Decimal(0), Decimal(2800)]
    assert way.expected is not None
    assert way.share(way.goal.value) < way.share(way.expected) < way.share(way.value)
