"""The parts of an indicator on one plane, and which form suits them."""

from typing import Any

from dxkpi import charts
from dxkpi.charts.figure_file import figures_csv
from dxkpi.charts.parts import parts_axis_start
from dxkpi.plan import Indicator, Plan
from dxkpi.rules import Judgement, judge_years
from dxkpi.wording.language import Language
from tests.support.parts import CODE, MEN, WOMEN, indicator_of_parts, plan_of_parts
from tests.support.specs import read_back, rows, text_row, texts

YEAR = 2026


def whole_of(plan: Plan) -> Indicator:
    indicator = plan.indicator(CODE)
    assert indicator is not None
    return indicator


def course(plan: Plan) -> tuple[Judgement, ...]:
    return judge_years(plan, whole_of(plan), YEAR)


def opened(plan: Plan) -> dict[str, Any]:
    return charts.parts_chart(
        whole_of(plan), course(plan), Language.ENGLISH, selected_year=YEAR
    )


def small(plan: Plan) -> dict[str, Any]:
    return charts.small_multiple(
        whole_of(plan), course(plan), Language.ENGLISH, first_year=2025, last_year=2030
    )


def actual_lines(spec: dict[str, Any]) -> list[tuple[int, float]]:
    return [
        (r["year"], r["value"]) for r in rows(spec, "line") if r["role"] == "actual"
    ]


def test_each_part_has_a_line_and_is_called_at_its_end() -> None:
    spec = opened(plan_of_parts())
    assert actual_lines(spec) == [
        (2025, 79.5),
        (2026, 80.0),
        (2025, 84.0),
        (2026, 84.1),
    ]
    assert {"男 80.0", "女 84.1"} <= set(texts(spec))
    assert {"男 target 81.5", "女 target 86.0"} <= set(texts(spec))


def test_the_part_that_decides_stands_out() -> None:
    spec = opened(plan_of_parts())
    assert text_row(spec, "女 84.1")["bold"]
    assert not text_row(spec, "男 80.0")["bold"]


def test_a_small_multiple_has_the_same_lines() -> None:
    spec = small(plan_of_parts())
    assert actual_lines(spec) == actual_lines(opened(plan_of_parts()))
    assert spec["height"] == 120
    assert {"男 79.5", "女 84.0"} <= set(texts(spec))


def test_both_say_the_figures_of_each_part_to_who_cannot_see_them() -> None:
    for spec in (opened(plan_of_parts()), small(plan_of_parts())):
        assert "健康寿命（男）" in spec["description"]
        assert "84.1年" in spec["description"]


def test_parts_without_a_figure_are_drawn_by_what_they_promise() -> None:
    plan = plan_of_parts(
        {
            "- {fiscal_year: R8, value: 80.0}": "[]",
            "- {fiscal_year: R8, value: 84.1}": "[]",
        }
    )
    assert "男 79.5" in texts(opened(plan))
    assert "女 84.0" in texts(small(plan))


def test_the_axis_holds_all_parts() -> None:
    start = parts_axis_start(whole_of(plan_of_parts()))
    assert start is not None
    assert start <= 79


def test_the_form_is_the_one_that_suits_all_parts() -> None:
    reach = {"target": {"rule": "reach", "value": 9, "fiscal_year": 2030}}
    keep = {"target": {"rule": "keep", "value": 9}}
    forms = {
        "lines": indicator_of_parts(reach, reach),
        "two units": indicator_of_parts(reach, reach | {"unit": "人"}),
        "each year": indicator_of_parts(keep, keep),
        "both": indicator_of_parts(keep, reach),
        "one empty": indicator_of_parts({}, reach),
        "empty": indicator_of_parts({}, {}),
    }
    assert {name: charts.chart_form(one) for name, one in forms.items()} == {
        "lines": "parts",
        "two units": "years",
        "each year": "years",
        "both": "years",
        "one empty": "parts",
        "empty": "nothing",
    }


def test_an_empty_part_beside_another_is_drawn() -> None:
    reach = {"target": {"rule": "reach", "value": 9, "fiscal_year": 2030}}
    plan = plan_of_parts()
    indicator = indicator_of_parts({}, reach)
    judgements = judge_years(plan, indicator, YEAR)
    spec = charts.parts_chart(
        indicator, judgements, Language.ENGLISH, selected_year=YEAR
    )
    assert "部1 target 9" in texts(spec)
    small_spec = charts.small_multiple(
        indicator, judgements, Language.ENGLISH, first_year=2025, last_year=2030
    )
    assert small_spec["layer"]


def test_the_file_has_the_indicator_and_each_part() -> None:
    plan = plan_of_parts()
    shown = (whole_of(plan), *whole_of(plan).part_indicators)
    courses = [(one, judge_years(plan, one, YEAR)) for one in shown]
    table = read_back(figures_csv(courses, "豊見城市", Language.ENGLISH))
    assert set(table["code"]) == {CODE, MEN, WOMEN}
    of_year = table[table["fiscal year"] == "FY2026 (令和8)"].set_index("code")
    assert of_year["judgement"].to_dict() == {
        CODE: "behind",
        MEN: "on track",
        WOMEN: "behind",
    }
