"""The trend: steps, figures, outlook, and what is left to the target."""

from decimal import Decimal
from itertools import pairwise
from typing import Any

import altair as alt
import pytest

from dxkpi import charts, survey
from dxkpi.plan import Indicator, Plan
from dxkpi.rules import forecast, judge, trajectory
from dxkpi.survey import NextSurvey, survey_course
from dxkpi.survey.assumed_survey import USUAL_SURVEY
from dxkpi.wording.language import Language
from tests.support.indicators import UPHELD, baseline, target
from tests.support.realisation import (
    AIMLESS,
    GROUNDLESS,
    SUNK,
    judged_course,
    outlook_of,
    realisation_rate,
    trajectory_of,
)
from tests.support.specs import domain, layers, rows, svg, text_row, texts


def trend_spec(
    found: Indicator, year: int = 2025, *, closed: int = 2025
) -> dict[str, Any]:
    until = found.target.fiscal_year if found.target else None
    surveys = survey.survey_course(judge(found, year, due=year <= closed))
    seen = (
        surveys.outlook(until)
        if surveys and until
        else forecast(found, year, until)
        if until
        else None
    )
    return charts.trend_chart(
        trajectory_of(found, year, due=year <= closed),
        judged_course(found, closed),
        seen,
        Language.ENGLISH,
    )


def segment_values(spec: dict[str, Any], segment: str) -> dict[int, float]:
    return {
        r["year"]: r["value"] for r in rows(spec, "line") if r["segment"] == segment
    }


def band_of(spec: dict[str, Any], segment: str) -> dict[int, tuple[float, float]]:
    return {
        row["year"]: (row["low"], row["high"])
        for row in rows(spec, "area")
        if row["segment"] == segment
    }


def test_the_start_of_tomigusuku_shows_the_way_in_steps(
    shipped_plans: dict[str, Plan],
) -> None:
    found = shipped_plans["472123"].realisation
    assert found is not None
    spec = trend_spec(found, 2026)
    assert segment_values(spec, "path 0") == pytest.approx(
        {2025: 64.4, 2026: 66.52, 2027: 68.64, 2028: 70.76, 2029: 72.88, 2030: 75.0}
    )
    shown = {
        "64.4",
        "66.5",
        "68.6",
        "70.8",
        "72.9",
        "target 75.0%",
        "target line",
    }
    assert shown <= set(texts(spec))
    assert domain(spec, "x") == [2025, 2030]
    assert domain(spec, "y") == [64, 76]
    assert not layers(spec, "area")


def test_the_trend_of_mihon_shows_figures_band_and_what_is_left(
    sample_plan: Plan,
) -> None:
    assert sample_plan.realisation is not None
    spec = trend_spec(sample_plan.realisation)
    assert {
        **segment_values(spec, "2022–2023"),
        **segment_values(spec, "2023–2024"),
        **segment_values(spec, "2024–2025"),
    } == {
        2022: 58.2,
        2023: 60.5,
        2024: 62.8,
        2025: 64.1,
    }
    assert segment_values(spec, "trend") == {
        2022: 58.4,
        2023: 60.4,
        2024: 62.4,
        2025: 64.4,
        2026: 66.4,
        2027: 68.4,
    }
    band = band_of(spec, "outlook")
    assert band[2025] == pytest.approx((61.20, 66.85), abs=0.01)
    assert band[2027] == pytest.approx((62.29, 74.51), abs=0.01)
    assert {
        "58.2",
        "60.5",
        "62.8",
        "64.1",
        "62–75%",
        "outlook",
        "target line 67.6",
        "target 70.0%",
    } <= set(texts(spec))
    assert text_row(spec, "64.1")["size"] > text_row(spec, "62.8")["size"]
    assert [r["year"] for r in rows(spec, "text") if "long" in r and r["bold"]] == [
        2025
    ]


def test_the_band_belongs_to_the_axis() -> None:
    wild = realisation_rate({2023: "70.5", 2024: "40.0"})
    assert domain(trend_spec(wild, 2024), "y") == [0, 100]
    assert charts.trend_axis_start(wild, outlook_of(wild, 2024)) is None
    assert (
        charts.trend_axis_start(realisation_rate(), outlook_of(realisation_rate()))
        == 58
    )


def test_figures_after_the_chosen_year_are_pale() -> None:
    spec = trend_spec(realisation_rate(), 2023)
    assert segment_values(spec, "later") == {2023: 60.5, 2024: 62.8, 2025: 64.1}
    assert {row["role"] for row in rows(spec, "line") if row["segment"] == "later"} == {
        "reference"
    }
    assert text_row(spec, "64.1")["role"] == "muted"
    assert "2024–2025" not in {row["segment"] for row in rows(spec, "line")}


def test_the_alternative_text_holds_figures_and_outlook() -> None:
    said = trend_spec(realisation_rate())["description"]
    assert "FY2025 64.1%" in said
    assert said.endswith("If this trend goes on: 67–70% in FY2027.")
    assert "FY2025" not in trend_spec(realisation_rate(), 2023)["description"]


def test_a_missing_year_is_bridged_and_says_why() -> None:
    spec = trend_spec(
        realisation_rate({2023: "60.5", 2024: "not_submitted", 2025: "63.0"})
    )
    assert segment_values(spec, "2023–2025") == {2023: 60.5, 2025: 63.0}
    assert "not submitted" in texts(spec)


@pytest.mark.parametrize(
    "found",
    [
        realisation_rate(),
        realisation_rate({}),
        realisation_rate({2023: "62", 2024: "64", 2025: "69"}),
        realisation_rate({2023: "62", 2024: "68", 2025: "71"}),
        realisation_rate({2023: "57", 2024: "55", 2025: "50"}),
        realisation_rate({2023: "58.2", 2024: "58.2", 2025: "58.2"}),
        realisation_rate({2027: "68"}),
        realisation_rate({2028: "68"}),
        realisation_rate(**GROUNDLESS),
        realisation_rate({2025: "64.1"}, **GROUNDLESS),
        realisation_rate(**AIMLESS),
        realisation_rate({2026: 23, 2027: 20, 2028: 18}, **SUNK),
        realisation_rate({2026: 14, 2027: 13, 2028: "12.5"}, **SUNK),
        realisation_rate(
            unit="%", target=target("improve"), baseline=baseline(58, 2022)
        ),
        realisation_rate(unit="%", target=target("rise"), baseline=baseline(58, 2022)),
        realisation_rate(
            unit="%",
            target=target("keep", 60, comparator=">="),
            baseline=baseline(58, 2022),
        ),
        realisation_rate({2026: 79}, unit="%", **UPHELD),
    ],
)
def test_every_situation_draws_in_roles_without_an_empty_layer(
    found: Indicator,
) -> None:
    for year in range(min(found.years), max(found.years) + 1):
        if trajectory(judge(found, year)) is None:
            continue
        spec = trend_spec(found, year, closed=2028)
        alt.LayerChart.validate(spec)
        for layer in spec["layer"]:
            assert layer["data"]["values"]
            assert {row["role"] for row in layer["data"]["values"]} <= set(charts.ROLES)
        assert "<svg" in svg(spec, 326)


def test_the_labels_at_the_end_do_not_sit_on_each_other() -> None:
    """The target and the outlook keep their distance, however close the trend comes to it."""
    for last in ("64.1", "68.9", "69.6", "69.95"):
        spec = trend_spec(
            realisation_rate({2023: "60.5", 2024: "64.8", 2026: last}),
            2026,
            closed=2026,
        )
        ends = [row["y"] for row in rows(spec, "text") if "over" in row]
        assert len(ends) == 3
        heights = sorted(ends)
        assert all(b - a >= 17.9 for a, b in pairwise(heights)), last


def test_the_trend_has_the_margin_of_every_survey_and_is_broken_where_the_question_changed(
    felt: Indicator,
) -> None:
    judgements = [judge(felt, year, due=year <= 2025) for year in range(2021, 2028)]
    found, stands = survey_course(judgements[4]), trajectory(judgements[4])
    assert found is not None
    assert stands is not None
    spec = charts.trend_chart(stands, judgements, found.outlook(2027), Language.ENGLISH)
    (alone,) = [row for row in rows(spec, "rule") if "low" in row]
    assert alone["year"] == 2021
    margins = band_of(spec, "margin 2022")
    assert sorted(margins) == [2022, 2023, 2024, 2025]
    for year, (low, high) in margins.items():
        assert low < float(found.published_rate(year)) < high
    assert band_of(spec, "outlook")[2025] == margins[2025]
    assert "2021–2022" not in {row.get("segment") for row in rows(spec, "line")}
    assert [row["year"] for row in rows(spec, "rect") if row["role"] == "alert"] == [
        2022
    ]


def test_a_supposed_figure_is_drawn_hollow_with_its_word_and_the_way_it_leaves(
    felt: Indicator,
) -> None:
    judgements = [judge(felt, year, due=year <= 2025) for year in range(2021, 2028)]
    stands = trajectory(judgements[4])
    assert stands is not None
    plain, played = (
        charts.trend_chart(stands, judgements, None, Language.ENGLISH, supposed=value)
        for value in (None, Decimal("70.5"))
    )
    assert not [row for row in rows(plain, "line") if row["segment"] == "supposed"]
    way = {
        row["year"]: row["value"]
        for row in rows(played, "line")
        if row["segment"] == "supposed"
    }
    assert way == {2025: 64.1, 2026: 70.5, 2027: 70.0}


def test_no_line_is_drawn_across_a_changed_question_even_as_seen_from_before_it(
    felt: Indicator,
) -> None:
    judgement = judge(felt, 2021)
    stands = trajectory(judgement)
    assert stands is not None
    spec = charts.trend_chart(stands, [judgement], None, Language.ENGLISH)
    assert [row["year"] for row in rows(spec, "rect") if row["role"] == "alert"] == [
        2022
    ]
    assert not [row for row in rows(spec, "line") if row["year"] == 2021]


# --- marks -----------------------------------------------------------------------------------------------------


def surveyed(rates: dict[int, int], **fields: Any) -> Indicator:
    """An indicator whose figures come from surveys of 400 answers of 620 staff."""
    survey_of = {
        year: {
            "question": "感じますか",
            "tally": {"はい": positive, "いいえ": 400 - positive},
            "counted": ["はい"],
            "asked": 620,
        }
        for year, positive in rates.items()
    }
    actuals = [
        {
            "fiscal_year": year,
            "as_of": f"{year + 1}-03",
            "value": str(Decimal(positive) / 4),
            "survey": survey_of[year],
        }
        for year, positive in rates.items()
    ]
    start = baseline("60", 2022)
    found = realisation_rate({}, unit="%", decimals=2, baseline=start, **fields)
    return Indicator.model_validate({**found.model_dump(), "actuals": actuals})


def marked_spec(found: Indicator, year: int, **more: Any) -> dict[str, Any]:
    judgements = judged_course(found, year)
    so_far = trajectory(next(j for j in judgements if j.fiscal_year == year))
    assert so_far is not None
    return charts.trend_chart(so_far, judgements, None, Language.ENGLISH, **more)


def alert_rules(spec: dict[str, Any]) -> list[tuple[int, float, float]]:
    return [
        (row["year"], row["low"], row["high"])
        for row in rows(spec, "rule")
        if row["role"] == "alert"
    ]


def test_a_gap_to_the_line_is_marked_only_where_it_is_more_than_the_margin() -> None:
    to_reach = target("reach", "75", 2027)
    far = marked_spec(surveyed({2023: 240, 2024: 240}, target=to_reach), 2024)
    assert alert_rules(far) == [(2024, 60.0, 66.0)]
    near = marked_spec(surveyed({2023: 250, 2024: 256}, target=to_reach), 2024)
    assert alert_rules(near) == []
    ahead = marked_spec(surveyed({2023: 250, 2024: 300}, target=to_reach), 2024)
    assert alert_rules(ahead) == []


def test_the_next_survey_is_an_open_ring_with_its_month() -> None:
    found = surveyed({2023: 250, 2024: 256}, target=target("reach", "75", 2027))
    spec = marked_spec(found, 2024, coming=NextSurvey(2025, "2026-03"))
    (label,) = [row for row in rows(spec, "text") if row.get("short") == "Mar 2026"]
    assert label["long"] == "next survey Mar 2026"
    rings = [
        layer
        for layer in layers(spec, "point")
        if layer["mark"].get("strokeDash") == [3, 2.5]
    ]
    (ring,) = rings[0]["data"]["values"]
    assert (ring["year"], ring["value"]) == (2025, 69.0)
    assert "next survey Mar 2026" in ring["tip"]


def test_what_departments_wrote_stands_numbered_at_its_year() -> None:
    found = surveyed({2023: 250, 2024: 256}, target=target("reach", "75", 2027))
    noted = found.model_copy(
        update={
            "actuals": tuple(
                actual.model_copy(update={"note": f"{actual.fiscal_year}の事情。"})
                for actual in found.actuals
            )
        }
    )
    notes = {
        row["year"]: (row["number"], row["long"])
        for row in rows(marked_spec(noted, 2024, numbered=True), "text")
        if "until" in row
    }
    assert notes == {2023: ("①", "① 2023の事情"), 2024: ("②", "② 2024の事情")}
    then = rows(marked_spec(noted, 2023, numbered=True), "text")
    assert [row["year"] for row in then if "until" in row] == [2023]
    on_paper = rows(marked_spec(noted, 2024), "text")
    assert not [row for row in on_paper if "until" in row]


def test_the_way_ahead_has_the_margin_that_surveys_would_have() -> None:
    found = realisation_rate({})
    spec = trend_spec(found, 2022)
    assert not band_of(spec, "assumed")
    course = judged_course(found)
    so_far = trajectory_of(found, 2022)
    spec = charts.trend_chart(
        so_far, course, None, Language.ENGLISH, assumed=USUAL_SURVEY
    )
    band = band_of(spec, "assumed")
    assert sorted(band) == [2023, 2024, 2025, 2026, 2027]
    low, high = band[2027]
    assert (low + high) / 2 == pytest.approx(70)
    assert high - low == pytest.approx(2 * float(USUAL_SURVEY.margin(Decimal(70))))


def test_on_a_telephone_the_words_at_the_end_stand_over_their_marks() -> None:
    spec = trend_spec(realisation_rate())
    (words,) = [row for row in rows(spec, "text") if row.get("text") == "67–70%"]
    (name,) = [row for row in rows(spec, "text") if row.get("text") == "outlook"]
    assert words["short"] == "67–70%"
    assert name["short"] == ""
    assert "67" in svg(spec, 300)
