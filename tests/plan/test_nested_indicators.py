"""An indicator under several measures, and one above others."""

import pytest

from dxkpi.plan import Plan, changes_between, document, document_writing
from dxkpi.plan.document_problem import ProblemCode
from dxkpi.returns import ReturnForm
from tests.support.plan_documents import problems_of

TEXT = """\
municipality: {code: "472123", prefecture: 沖縄県, name: 豊見城市}
plan: {title: 計画, first_fiscal_year: R8, last_fiscal_year: R12}
policies:
  - number: 1
    name: 方針
    measures:
      - {number: 1-1, name: 窓口, departments: [市民課]}
      - {number: 1-2, name: 申請, departments: [税務課]}
indicators:
  - {code: K01, name: 満足度, measure: 1-1, also_in: [1-2]}
  - {code: K02, name: 待ち時間, measure: 1-2, part_of: K01}
"""


@pytest.fixture
def plan() -> Plan:
    return document.parse_plan(TEXT)


def test_an_indicator_belongs_to_each_measure_under_which_it_stands(plan: Plan) -> None:
    satisfaction, waiting = plan.indicators
    assert satisfaction.belongs_to("1-1")
    assert satisfaction.belongs_to("1-2")
    assert not waiting.belongs_to("1-1")
    assert waiting.part_of == "K01"


def test_the_document_comes_back_and_its_changes_are_told(plan: Plan) -> None:
    assert document.parse_plan(document_writing.plan_as_yaml(plan)) == plan
    before = document.parse_plan(TEXT.replace(", also_in: [1-2]", ""))
    paths = [change.path for change in changes_between(before, plan)]
    assert paths == [("indicator", "K01", "also_in")]


def test_it_is_asked_once_of_the_department_of_its_own_measure(plan: Plan) -> None:
    asked = [
        [
            indicator.code
            for indicator in ReturnForm(plan, 2026, whose, 1, 2026).indicators
        ]
        for whose in (None, "市民課", "税務課")
    ]
    assert asked == [["K01", "K02"], ["K01"], ["K02"]]


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("also_in: [1-2]", "also_in: [9-9]", ProblemCode.NO_SUCH_MEASURE),
        ("also_in: [1-2]", "also_in: [1-1]", ProblemCode.ALSO_IN_OWN),
        ("part_of: K01", "part_of: K09", ProblemCode.NO_SUCH_INDICATOR),
        ("part_of: K01", "part_of: K02", ProblemCode.PART_OF_ITSELF),
    ],
)
def test_what_leads_nowhere_is_refused(old: str, new: str, code: ProblemCode) -> None:
    assert [found for _line, found in problems_of(TEXT.replace(old, new))] == [code]


def test_indicators_that_are_part_of_each_other_are_refused() -> None:
    text = TEXT.replace("also_in: [1-2]", "part_of: K02")
    assert [code for _line, code in problems_of(text)] == [
        ProblemCode.PART_OF_ITSELF,
        ProblemCode.PART_OF_ITSELF,
    ]
