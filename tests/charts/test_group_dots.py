"""The groups of a survey as dots: the highest first, blue only where it is sure."""

from typing import Any

import altair as alt

from dxkpi import charts
from dxkpi.plan import Indicator
from dxkpi.plan.staff_survey import GroupKind
from dxkpi.rules import judge
from dxkpi.rules.survey_margin import positive_rate, rate_interval
from dxkpi.survey import SurveyCourse, survey_course
from dxkpi.survey.group_differences import groups_apart
from dxkpi.wording.language import Language
from tests.support.specs import layers, rows, svg


def course_of(felt: Indicator) -> SurveyCourse:
    course = survey_course(judge(felt, 2025))
    assert course is not None
    return course


def dots(course: SurveyCourse) -> dict[str, Any]:
    groups = course.groups(GroupKind.DEPARTMENT, course.last_year)
    pairs = course.pairs_of_groups(GroupKind.DEPARTMENT)
    return charts.group_dots(
        course.indicator,
        course.latest_survey,
        groups,
        groups_apart(groups),
        {later.name: earlier for earlier, later in pairs},
        Language.ENGLISH,
    )


def test_the_groups_stand_in_the_order_of_their_rates_with_their_margins(
    felt: Indicator,
) -> None:
    course = course_of(felt)
    spec = dots(course)
    alt.LayerChart.validate(spec)
    groups = course.groups(GroupKind.DEPARTMENT, course.last_year)
    filled = [
        row
        for layer in layers(spec, "point")
        if layer["mark"]["filled"]
        for row in layer["data"]["values"]
    ]
    drawn = [row["at"] for row in sorted(filled, key=lambda row: row["y"])]
    assert drawn == sorted(
        (float(positive_rate(group)) for group in groups), reverse=True
    )
    ends = {(row["low"], row["high"]) for row in filled}
    assert ends == {
        (float(rate_interval(group).low), float(rate_interval(group).high))
        for group in groups
    }


def test_only_what_is_sure_is_blue_and_bold(felt: Indicator) -> None:
    spec = dots(course_of(felt))
    bold = [row["long"] for row in rows(spec, "text") if "long" in row and row["bold"]]
    assert bold == ["市民課", "福祉課"]
    blue = {row["tip"][:3] for row in rows(spec, "point") if row["role"] == "actual"}
    assert blue == {"市民課", "福祉課"}


def test_a_ring_is_the_survey_before_and_the_line_is_the_whole(
    felt: Indicator,
) -> None:
    course = course_of(felt)
    spec = dots(course)
    rings = [row for row in rows(spec, "point") if row["role"] == "muted"]
    assert len(rings) == len(course.pairs_of_groups(GroupKind.DEPARTMENT))
    whole = [
        row["text"] for row in rows(spec, "text") if row.get("text", "")[:5] == "whole"
    ]
    assert whole == ["whole 64.1%"]


def test_on_a_telephone_the_answers_give_way(felt: Indicator) -> None:
    spec = dots(course_of(felt))
    assert "39/62" in svg(spec, 700)
    assert "39/62" not in svg(spec, 320)
