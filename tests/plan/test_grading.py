"""A plan's own grading in its document: what is read, what is refused, what a change is."""

from typing import Any

import pytest
from pydantic import ValidationError

from dxkpi.plan import changes_between, plans_with_facts_of_cities
from dxkpi.plan.document import parse_plan
from dxkpi.plan.document_problem import UnreadablePlan
from dxkpi.plan.document_writing import plan_as_yaml
from dxkpi.plan.grading import GradedQuantity, Grading, NamedProfile, PathStart
from tests.support.plan_values import problems

HEAD = """\
municipality: {code: 040002, prefecture: 宮城県, name: 宮城県}
plan:
  title: 新・宮城の将来ビジョン
  first_fiscal_year: R3
  last_fiscal_year: R6
"""
OWN = """\
  grading:
    profile: 宮城県
    quantity: 進捗率
    path_start: 計画の前年度末から
    bands:
      - {grade: ◎, status: 順調, more_than: 110%}
      - {grade: ○, status: 概ね順調, at_least: 95}
      - {grade: ×, status: やや遅れ}
    keep_by_bands: false
    not_assessable: －
"""


def band(grade: str, **fields: Any) -> dict[str, Any]:
    return {"grade": grade, "status": "on_track", **fields}


def test_a_named_profile_alone_is_enough() -> None:
    plan = parse_plan(HEAD + "  grading: {profile: 宮城県}\n")
    assert plan.about.grading == Grading(profile=NamedProfile.MIYAGI)


def test_words_of_the_office_are_understood() -> None:
    grading = parse_plan(HEAD + OWN).about.grading
    assert grading is not None
    assert grading.quantity is GradedQuantity.PROGRESS
    assert grading.path_start is PathStart.BEFORE_PLAN
    assert [str(one) for one in grading.bands] == ["◎ > 110%", "○ ≥ 95%", "×"]
    assert (grading.keep_by_bands, grading.latest_figure) == (False, None)


def test_what_was_read_is_written_and_read_again() -> None:
    plan = parse_plan(HEAD + OWN)
    assert parse_plan(plan_as_yaml(plan)) == plan


def test_a_plan_that_says_nothing_writes_nothing() -> None:
    assert "grading" not in plan_as_yaml(parse_plan(HEAD))


def test_a_changed_grading_is_told_old_and_new() -> None:
    before = parse_plan(HEAD + "  grading: {profile: 宮城県}\n")
    after = parse_plan(HEAD + OWN.replace("宮城県", "佐野市"))
    changes = {change.path: change for change in changes_between(before, after)}
    profile = changes["plan", "grading", "profile"]
    assert (profile.old, profile.new) == (NamedProfile.MIYAGI, NamedProfile.SANO)
    assert changes["plan", "grading", "bands"].new == ("◎ > 110%", "○ ≥ 95%", "×")
    gone = {
        change.path: change.new for change in changes_between(before, parse_plan(HEAD))
    }
    assert gone == {("plan", "grading", "profile"): None}


def of_the_city(grading: str) -> str:
    """The document with what the municipality says of its grading."""
    return HEAD.replace("name: 宮城県}", f"name: 宮城県, grading: {grading}}}")


def test_a_municipality_may_say_how_its_plans_are_graded() -> None:
    plan = parse_plan(of_the_city("{profile: 佐野市}"))
    assert plan.municipality.grading == Grading(profile=NamedProfile.SANO)
    assert plan.about.grading is None
    assert parse_plan(plan_as_yaml(plan)) == plan
    [change] = changes_between(parse_plan(HEAD), plan)
    assert change.path == ("municipality", "grading", "profile")
    assert (change.old, change.new) == (None, NamedProfile.SANO)


def test_the_grading_of_the_city_is_that_of_all_its_plans_that_are_silent() -> None:
    silent = parse_plan(HEAD)
    saying = parse_plan(of_the_city("{profile: 佐野市}"))
    emptied = parse_plan(of_the_city("null"))
    stored = {saying.key.city: saying.municipality}
    assert plans_with_facts_of_cities([silent], stored) == [saying]
    assert plans_with_facts_of_cities([silent, saying], {}) == [saying, saying]
    assert plans_with_facts_of_cities([emptied], stored) == [silent]


@pytest.mark.parametrize(
    ("fields", "refused"),
    [
        ({}, "grading_needs"),
        ({"latest_figure": True}, "grading_needs"),
        ({"bands": [band("A", at_least=100)]}, "grading_rest"),
        ({"bands": [band("A"), band("B")]}, "grading_rest"),
        (
            {"bands": [band("A", at_least=80), band("B", at_least=100), band("C")]},
            "grading_order",
        ),
        (
            {"bands": [band("A", at_least=80), band("B", at_least=80), band("C")]},
            "grading_order",
        ),
        (
            {"bands": [band("A", at_least=80, more_than=80), band("C")]},
            "grading_two_bounds",
        ),
        ({"bands": [{"grade": "A", "status": "not_due"}]}, "enum"),
        ({"profile": "kyoto"}, "enum"),
    ],
)
def test_a_grading_that_grades_nothing_or_everything_twice_is_refused(
    fields: dict[str, Any], refused: str
) -> None:
    with pytest.raises(ValidationError) as error:
        Grading.model_validate(fields)
    assert problems(error) == [refused]


def test_a_bound_may_be_reached_in_one_grade_and_passed_in_the_next() -> None:
    Grading.model_validate(
        {"bands": [band("S", more_than=100), band("A", at_least=100), band("B")]}
    )


def test_an_unknown_profile_is_refused_with_its_line_and_the_known_ones() -> None:
    with pytest.raises(UnreadablePlan) as error:
        parse_plan(HEAD + "  grading:\n    profile: 京都市\n")
    [problem] = error.value.problems
    assert problem.line == 7
    assert "miyagi" in str(problem.facts["expected"])
