"""Documents that come from elsewhere than YAML: their problems know where they stand."""

import copy
from typing import Any

import pytest

from dxkpi.plan import Plan
from dxkpi.plan.document import check_document, parse_plan
from dxkpi.plan.document_data import plan_as_data
from dxkpi.plan.document_problem import (
    DocumentProblem,
    Location,
    Position,
    ProblemCode,
    SheetCell,
    UnreadablePlan,
)
from dxkpi.plan.document_source import DocumentSource
from tests.support.plan_documents import PLAN


def small_plan() -> dict[str, Any]:
    return plan_as_data(parse_plan(PLAN))


def problems_of_data(
    data: Any, positions: dict[Location, Position] | None = None
) -> tuple[DocumentProblem, ...]:
    with pytest.raises(UnreadablePlan) as error:
        check_document(data, DocumentSource("計画.xlsx", positions))
    return error.value.problems


def test_data_of_a_plan_give_the_same_plan_as_its_text(
    shipped_plans: dict[str, Plan],
) -> None:
    for plan in shipped_plans.values():
        assert check_document(plan_as_data(plan), DocumentSource("-")).plan == plan


def test_data_are_read_as_people_write_them_and_stay_as_they_are() -> None:
    data = small_plan()
    data["indicators"][0]["unit"] = "%"
    data["indicators"][0]["target"] |= {"value": "75.0%", "fiscal_year": "令和12年度"}
    before = copy.deepcopy(data)
    target = check_document(data, DocumentSource("-")).plan.indicators[0].target
    assert target is not None
    assert (str(target.value), target.fiscal_year) == ("75.0", 2030)
    assert data == before


def test_what_was_typed_on_a_screen_has_its_place_alone() -> None:
    data = small_plan()
    data["indicators"][0]["target"]["value"] = "たくさん"
    [problem] = problems_of_data(data)
    place = ("indicators", 0, "target", "value")
    assert (problem.position, problem.line, problem.place) == (place, 0, place)
    assert problem.code is ProblemCode.DECIMAL_PARSING


def test_the_same_mistake_in_two_places_of_a_screen_is_two_problems() -> None:
    data = small_plan()
    data["indicators"].append(dict(data["indicators"][0], code="K02"))
    for indicator in data["indicators"]:
        indicator["measure"] = "9"
    places = [problem.place for problem in problems_of_data(data)]
    assert places == [("indicators", 0, "measure"), ("indicators", 1, "measure")]


def test_a_problem_stands_at_its_cell_or_at_that_of_what_it_belongs_in() -> None:
    data = small_plan()
    row = SheetCell(4, 5, 1, "指標", "A5")
    figure = SheetCell(5, 5, 7, "目標", "G5")
    positions: dict[Location, Position] = {
        ("indicators", 0): row,
        ("indicators", 0, "target", "value"): figure,
    }
    data["indicators"][0]["target"]["value"] = "たくさん"
    data["indicators"][0]["measure"] = "9"
    problems = problems_of_data(data, positions)
    assert [(problem.position, problem.code) for problem in problems] == [
        (row, ProblemCode.NO_SUCH_MEASURE),
        (figure, ProblemCode.DECIMAL_PARSING),
    ]


def test_problems_of_cells_come_in_the_order_of_sheets_and_rows() -> None:
    data = small_plan()
    data["indicators"][0]["target"]["value"] = "たくさん"
    data["indicators"][0]["actuals"][0]["value"] = "多数"
    target = SheetCell(5, 10, 2, "目標", "B10")
    actual = SheetCell(5, 9, 7, "目標", "G9")
    positions: dict[Location, Position] = {
        ("indicators", 0, "target"): target,
        ("indicators", 0, "actuals"): actual,
    }
    problems = problems_of_data(data, positions)
    assert [problem.position for problem in problems] == [actual, target]


@pytest.mark.parametrize("data", [None, [], "計画", 1])
def test_data_that_are_no_plan_are_refused_as_a_whole(data: Any) -> None:
    [problem] = problems_of_data(data)
    assert (problem.code, problem.place) == (ProblemCode.NO_PLAN, ())


def test_the_exception_names_each_position_without_words() -> None:
    cell = SheetCell(4, 5, 1, "指標", "A5")
    error = UnreadablePlan(
        [
            DocumentProblem("a.yaml", 3, ProblemCode.MISSING),
            DocumentProblem("b.xlsx", cell, ProblemCode.MISSING),
            DocumentProblem("c", ("indicators", 0, "name"), ProblemCode.MISSING),
        ]
    )
    assert str(error).splitlines() == [
        "a.yaml:3: missing",
        "b.xlsx:指標!A5: missing",
        "c:indicators.0.name: missing",
    ]
