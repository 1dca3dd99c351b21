"""Former targets in charts: the path that was given up, its step and its label."""

from decimal import Decimal
from typing import Any

import pytest

from dxkpi.charts import line_chart
from dxkpi.plan import Indicator, Plan
from dxkpi.rules import judge_years
from dxkpi.rules.figure_course import course_years, figures_on_record
from dxkpi.rules.former_paths import eras_of_target, former_paths
from dxkpi.wording.language import Language
from tests.support.indicators import baseline, indicator, target
from tests.support.standings import plan_with_indicators

ACTUALS: dict[int, object] = {2022: 62, 2023: 64, 2024: 66}


def revised(value: object = 72, former: object = 78, **more: Any) -> Indicator:
    entry = {
        "target": target("reach", former, 2027),
        "decided": "2025-03-18",
        "reason": "制度改正",
    }
    return indicator(
        ACTUALS,
        unit="%",
        baseline=baseline(60, 2021),
        target=target("reach", value, more.pop("until", 2027)),
        former_targets=[entry],
        **more,
    )


def texts(one: Indicator) -> str:
    plan: Plan = plan_with_indicators([one])
    course = judge_years(plan, one, 2024)
    spec = line_chart(one, course, Language.ENGLISH, place="city", selected_year=2024)
    return str(spec)


def test_a_former_path_goes_on_from_the_last_year_that_it_judged() -> None:
    [path] = former_paths(revised())
    assert list(path.figures) == [2023, 2024, 2025, 2026, 2027]
    assert (path.figures[2023], path.figures[2027]) == (Decimal(66), Decimal(78))
    assert (path.deadline, path.goal, path.step) == (
        2027,
        Decimal(78),
        Decimal(66),
    )


def test_the_path_breaks_in_the_first_year_of_the_new_target() -> None:
    eras = [eras_of_target(revised(), year) for year in (2022, 2023, 2024, 2027)]
    assert eras == [0, 0, 1, 1]


def test_the_chart_has_room_for_what_was_promised() -> None:
    assert max(figures_on_record(revised())) == 78
    shorter = revised(until=2026)
    assert course_years(shorter, ())[-1] == 2027


def test_the_chart_names_the_former_target() -> None:
    assert "former target 78.0%" in texts(revised())


@pytest.mark.parametrize("entry", [{"correction": "転記誤り"}, None])
def test_a_slip_that_was_corrected_is_not_drawn(entry: dict[str, str] | None) -> None:
    former = [{"target": target("reach", 78, 2027), **entry}] if entry else []
    one = indicator(
        ACTUALS,
        baseline=baseline(60, 2021),
        target=target("reach", 72, 2027),
        former_targets=former,
    )
    assert former_paths(one) == ()
    assert "former target" not in texts(one)


def test_a_total_leaves_its_own_path_behind() -> None:
    one = indicator(
        {2022: 60, 2023: 62},
        aggregation="annual",
        target=target("total", 400, 2027, since=2022),
        former_targets=[
            {
                "target": target("total", 500, 2027, since=2022),
                "decided": "2024-03-18",
                "reason": "制度改正",
            }
        ],
    )
    [path] = former_paths(one)
    assert (path.goal, path.figures[2027]) == (Decimal(500), Decimal(500))
    assert "former target 500" in texts(one)
