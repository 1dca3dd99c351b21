"""Years judged each on its own, as tiles."""

from decimal import Decimal
from typing import Any

import pytest

from dxkpi import charts
from dxkpi.plan import Comparator, DoTarget, Indicator, KeepTarget, Plan, ValueType
from dxkpi.rules import judge
from dxkpi.text.width import text_width
from dxkpi.wording.language import Language
from dxkpi.wording.targets import goal_text
from tests.support.specs import (
    actual,
    indicator_of,
    judged,
    layers,
    rows,
    text_row,
    texts,
    tiles,
)


def tile_roles(spec: dict[str, Any]) -> dict[int, str]:
    squares = next(
        layer
        for layer in layers(spec, "point")
        if layer["mark"].get("shape") == "square"
    )
    return {row["year"]: row["role"] for row in squares["data"]["values"]}


def test_kept_years_are_tiles_with_glyph_word_and_figure(sample_plan: Plan) -> None:
    spec = tiles(indicator_of(sample_plan, "K07"))
    assert tile_roles(spec) == {
        2023: "achieved",
        2024: "missed",
        2025: "achieved",
        2026: "not_due",
        2027: "not_due",
    }
    shown = texts(spec)
    assert {
        "◎",
        "×",
        "82.1",
        "79.4",
        "83.0",
        "achieved",
        "missed",
        "discontinued",
        "to come",
    } <= set(shown)
    assert "target every year 80.0% or more" in shown
    assert not layers(spec, "line")


@pytest.mark.parametrize("language", list(Language))
def test_what_a_small_strip_says_of_the_target_fits_into_the_narrowest_card(
    sample_plan: Plan, language: Language
) -> None:
    for code in ("K07", "K19"):
        kpi = indicator_of(sample_plan, code)
        years = range(2022, 2028)
        judgements = [judge(kpi, year) for year in years]
        spec = charts.small_multiple(
            kpi, judgements, language, first_year=2022, last_year=2027
        )
        [goal] = [row["text"] for row in rows(spec, "text") if row["role"] == "target"]
        assert text_width(goal, 12) <= 205
        assert str(goal_text(kpi, language)) in goal


def test_glyphs_stand_in_a_role_that_can_be_read_on_the_tile(sample_plan: Plan) -> None:
    assert text_row(tiles(indicator_of(sample_plan, "K07")), "×")["role"] == "on_solid"


def test_improving_years_begin_with_the_baseline_as_a_point(sample_plan: Plan) -> None:
    spec = tiles(indicator_of(sample_plan, "K19"))
    assert tile_roles(spec)[2025] == "missed"
    assert {"9", "baseline", "12", "19", "17", "target above the year before"} <= set(
        texts(spec)
    )
    assert 2022 not in tile_roles(spec)


def test_baseline_year_is_no_tile_even_when_a_judgement_comes_with_it(
    sample_plan: Plan,
) -> None:
    indicator = indicator_of(sample_plan, "K19")
    spec = charts.year_tiles(
        indicator, judged(indicator, first=2022), Language.ENGLISH, selected_year=2025
    )
    assert 2022 not in tile_roles(spec)


def test_something_to_do_shows_its_deadline(sample_plan: Plan) -> None:
    spec = tiles(indicator_of(sample_plan, "K20"))
    assert "deadline" in texts(spec)
    assert "target carry out (end of FY26)" in texts(spec)
    assert years_of_small_squares(spec) == [2026]


def years_of_small_squares(spec: dict[str, Any]) -> list[int]:
    """The years whose tile is smaller than a judged one."""
    small = [
        layer
        for layer in layers(spec, "point")
        if "* 0.6" in layer["mark"]["size"]["expr"]
    ]
    return [mark["year"] for layer in small for mark in layer["data"]["values"]]


def test_something_done_is_a_tile_in_its_year() -> None:
    target = DoTarget(fiscal_year=2026)
    indicator = Indicator(
        code="K",
        name="名",
        value_type=ValueType.YES_NO,
        target=target,
        actuals=(actual(2023, "0"), actual(2025, "1")),
    )
    spec = tiles(indicator)
    assert tile_roles(spec)[2025] == "achieved"
    assert {"yes", "no"} <= set(texts(spec))


def test_unreported_year_is_an_empty_tile_with_a_dashed_edge() -> None:
    target = KeepTarget(value=Decimal(80), comparator=Comparator.AT_LEAST)
    spec = tiles(
        Indicator(code="K", name="名", target=target, actuals=(actual(2023, "81"),))
    )
    dashed = [layer for layer in layers(spec, "point") if "strokeDash" in layer["mark"]]
    assert [r["year"] for layer in dashed for r in layer["data"]["values"]] == [
        2024,
        2025,
    ]
    assert "not reported" in texts(spec)
