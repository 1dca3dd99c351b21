"""The groups of a staff survey as pictures: every rate, those counted together, and changed questions."""

from typing import Any

from dxkpi import charts
from dxkpi.plan import Indicator
from dxkpi.plan.staff_survey import GroupKind
from dxkpi.survey import surveys_by_year
from dxkpi.wording.language import Language
from tests.support.specs import rows
from tests.support.survey_charts import pooled_cells, readable_texts


def told_cells(spec: dict[str, Any]) -> list[dict[str, Any]]:
    """The cells of groups whose own rate is shown."""
    return [row for row in rows(spec, "rect") if row["role"] == "actual"]


def test_the_map_shows_each_section_in_each_year_and_those_counted_together_by_name_only(
    felt: Indicator,
) -> None:
    spec = charts.group_map(
        felt, surveys_by_year(felt), GroupKind.DEPARTMENT, Language.ENGLISH
    )
    shown = list(readable_texts(spec))
    assert {
        "市民課",
        "会計課",
        "FY2025",
        "FY25",
        "90%",
        "together",
    } <= set(shown)
    pooled = [cell for cell in pooled_cells(spec) if cell["column"] == 4]
    assert len(pooled) == 3
    assert all("10" in cell["tip"] for cell in pooled)


def test_the_map_marks_the_year_that_cannot_be_compared(felt: Indicator) -> None:
    alert = [
        row
        for row in rows(
            charts.group_map(
                felt, surveys_by_year(felt), GroupKind.DEPARTMENT, Language.ENGLISH
            ),
            "rect",
        )
        if row["role"] == "alert"
    ]
    assert [row["column"] for row in alert] == [1]


def test_a_blue_is_deeper_the_higher_the_rate(felt: Indicator) -> None:
    spec = charts.group_map(
        felt, surveys_by_year(felt), GroupKind.DEPARTMENT, Language.ENGLISH
    )
    shares = {
        (text["column"], text["y"]): text["short"]
        for text in rows(spec, "text")
        if "column" in text
    }
    depths = {
        int(shares[cell["column"], cell["y"]]): cell["depth"]
        for cell in told_cells(spec)
    }
    assert min(depths.values()) < max(depths.values())
    assert [depths[share] for share in sorted(depths)] == sorted(depths.values())
