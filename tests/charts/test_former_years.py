"""The years of the plans before, in charts, tables and files."""

from typing import Any

from dxkpi import charts
from dxkpi.charts.trend_tables import trend_csv
from dxkpi.plan import Indicator
from dxkpi.plan.linked_plans import FormerCourse
from dxkpi.rules.former_figures import FormerFigures, former_figures
from dxkpi.wording.language import Language
from tests.support.indicators import baseline, indicator, target
from tests.support.realisation import judged_course, trajectory_of
from tests.support.specs import domain, judged, rows, svg, texts

OWN = indicator(
    {2026: "66"}, unit="%", baseline=baseline("64.4"), target=target("reach", "75")
)
BEFORE = indicator({2022: "40", 2023: "60", 2024: "62"}, unit="%")


def former(because: str | None = None, before: Indicator = BEFORE) -> Any:
    return former_figures(OWN, [FormerCourse("前の計画", before, because)])


def line(parts: tuple[FormerFigures, ...]) -> dict[str, Any]:
    return charts.line_chart(
        OWN,
        judged(OWN, 2025, 2030, 2026),
        Language.ENGLISH,
        place="見本市",
        selected_year=2026,
        former=parts,
    )


def trend(parts: tuple[FormerFigures, ...]) -> dict[str, Any]:
    return charts.trend_chart(
        trajectory_of(OWN, 2026),
        judged_course(OWN, 2026),
        None,
        Language.ENGLISH,
        former=parts,
    )


def grey(spec: dict[str, Any]) -> dict[int, float]:
    return {
        row["year"]: row["value"]
        for row in rows(spec, "line")
        if row["segment"].startswith("former")
    }


def test_former_years_are_grey_and_joined_to_the_own_ones() -> None:
    for spec in (line(former()), trend(former())):
        assert grey(spec) == {2022: 40, 2023: 60, 2024: 62, 2025: 64.4}
        assert domain(spec, "x") == [2022, 2030]
        assert "former plan 40.0" in texts(spec)
        assert "<svg" in svg(spec, 600)


def test_years_that_cannot_be_compared_are_parted_by_a_line_with_the_reason() -> None:
    for spec in (line(former("設問を変えた")), trend(former("設問を変えた"))):
        assert grey(spec) == {2022: 40, 2023: 60, 2024: 62}
        assert "設問を変えた" in texts(spec)


def test_the_value_axis_holds_the_former_figures() -> None:
    low, _high = domain(line(former()), "y")
    assert low <= 40
    values = charts.former_values(former())
    assert charts.line_axis_start(OWN) != charts.line_axis_start(OWN, values)


def test_without_former_figures_nothing_is_drawn() -> None:
    assert line(()) == charts.line_chart(
        OWN,
        judged(OWN, 2025, 2030, 2026),
        Language.ENGLISH,
        place="見本市",
        selected_year=2026,
    )


def test_the_table_tells_each_former_year_with_its_plan() -> None:
    table = charts.former_table(former(), Language.ENGLISH)
    assert list(table.columns) == ["fiscal year", "actual value", "plan"]
    assert list(table["actual value"]) == ["40.0", "60.0", "62.0"]
    told = charts.former_table(former("設問を変えた"), Language.ENGLISH)
    assert set(told["remarks"]) == {"not comparable: 設問を変えた"}
    assert charts.former_table((), Language.ENGLISH).empty


def test_files_hold_the_former_figures_below_the_own_ones() -> None:
    course = judged(OWN, 2025, 2030, 2026)
    file = charts.figures_csv(
        [(OWN, course)], "見本市", Language.ENGLISH, {OWN.code: former()}
    )
    trend_file = trend_csv(OWN, course, None, "見本市", Language.ENGLISH, former())
    for content in (file, trend_file):
        lines = content.decode("utf-8-sig").splitlines()
        assert len(lines) == 1 + 6 + 3
        assert "前の計画" in lines[-1]
        assert ",62," in lines[-1]
