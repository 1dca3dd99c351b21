"""The small multiples of the list."""

import pytest

from dxkpi import charts
from dxkpi.plan import Plan
from dxkpi.wording.language import Language
from tests.support.specs import domain, indicator_of, judged, line_values, rows, texts


def test_small_multiples_share_their_years(sample_plan: Plan) -> None:
    for indicator in sample_plan.indicators:
        spec = charts.small_multiple(
            indicator,
            judged(indicator),
            Language.ENGLISH,
            first_year=2022,
            last_year=2027,
        )
        assert spec["height"] == 120
        assert domain(spec, "x") == [2022, 2027]


def test_small_multiple_prints_baseline_and_target_only(sample_plan: Plan) -> None:
    indicator = indicator_of(sample_plan, "K01")
    spec = charts.small_multiple(
        indicator, judged(indicator), Language.ENGLISH, first_year=2022, last_year=2027
    )
    assert sorted(texts(spec)) == ["18.0", "target 60.0"]
    assert line_values(spec, "actual") == {
        2022: 18.0,
        2023: 22.6,
        2024: 26.2,
        2025: 29.0,
    }


def test_small_multiple_leaves_out_what_lies_outside_its_years(
    sample_plan: Plan,
) -> None:
    indicator = indicator_of(sample_plan, "K04")
    spec = charts.small_multiple(
        indicator, judged(indicator), Language.ENGLISH, first_year=2022, last_year=2025
    )
    assert min(line_values(spec, "actual")) == 2022
    assert not [text for text in texts(spec) if text.startswith("target")]


def test_small_multiple_says_why_a_figure_is_missing(sample_plan: Plan) -> None:
    indicator = indicator_of(sample_plan, "K18")
    assert "not submitted" in texts(
        charts.small_multiple(
            indicator,
            judged(indicator),
            Language.ENGLISH,
            first_year=2022,
            last_year=2027,
        )
    )


@pytest.mark.parametrize("code", ["K01", "K07"])
def test_a_small_multiple_marks_the_year_that_is_looked_at(
    sample_plan: Plan, code: str
) -> None:
    indicator = indicator_of(sample_plan, code)

    def marked_years(selected: int | None) -> list[int]:
        spec = charts.small_multiple(
            indicator,
            judged(indicator),
            Language.ENGLISH,
            first_year=2022,
            last_year=2027,
            selected_year=selected,
        )
        years = [row for row in rows(spec, "text") if "short" in row]
        return [row["year"] for row in years if row["bold"]]

    assert marked_years(2025) == [2025]
    assert marked_years(None) == []
    assert marked_years(2030) == []
