"""The register of a city's departments in the document, and whose an indicator is."""

from datetime import date

import pytest

from dxkpi.plan import (
    CityDepartment,
    changes_between,
    document,
    document_writing,
    plans_with_facts_of_cities,
)
from dxkpi.plan.document_data import plan_as_data
from dxkpi.plan.document_problem import ProblemCode
from tests.support.plan_documents import PLAN, changed_plan, problems_of

REGISTER = """\
[{name: 情報政策課, until: 令和8年3月, became: [デジタル推進課]},
   {name: デジタル推進課, since: "2026-04", answers_for: [全課]}]"""


def with_register(register: str) -> str:
    return changed_plan("name: 豊見城市}", f"name: 豊見城市, departments: {register}}}")


def with_indicator(fields: str) -> str:
    return changed_plan('    measure: "1-1"\n', f'    measure: "1-1"\n    {fields}\n')


def test_the_register_is_read_and_written_back() -> None:
    plan = document.parse_plan(with_register(REGISTER))
    former, present = plan.municipality.departments
    assert (former.name, former.last_day) == ("情報政策課", date(2026, 3, 31))
    assert former.became == ("デジタル推進課",)
    assert (present.first_day, present.answers_for) == (date(2026, 4, 1), ("全課",))
    for write in (document_writing.plan_as_yaml, document_writing.plan_as_json):
        assert document.parse_plan(write(plan)) == plan


def test_a_document_without_a_register_writes_none() -> None:
    written = plan_as_data(document.parse_plan(PLAN))
    assert "departments" not in written["municipality"]
    assert "departments" not in written["indicators"][0]


@pytest.mark.parametrize(
    ("register", "code"),
    [
        ("[{name: 甲課}, {name: 甲課}]", ProblemCode.DEPARTMENT_TWICE),
        ("[{name: 甲課, became: [甲課]}]", ProblemCode.BECOMES_ITSELF),
        (
            '[{name: 甲課, since: "2026-04", until: "2026-03"}]',
            ProblemCode.DEPARTMENT_ORDER,
        ),
        ("[{name: 甲課, since: 春}]", ProblemCode.STRING_PATTERN_MISMATCH),
        ("[{became: [甲課]}]", ProblemCode.MISSING),
        ("[{name: 甲課, head: 乙}]", ProblemCode.EXTRA_FORBIDDEN),
    ],
)
def test_a_register_that_cannot_be_is_refused(register: str, code: ProblemCode) -> None:
    assert code in [found for _line, found in problems_of(with_register(register))]


def test_a_department_may_last_a_single_month() -> None:
    department = CityDepartment(name="準備室", since="2026-03", until="2026-03")
    assert department.first_day is not None
    assert department.last_day == date(2026, 3, 31)


def test_an_indicator_may_have_several_departments() -> None:
    plan = document.parse_plan(with_indicator("departments: [市民課, 税務課]"))
    [indicator] = plan.indicators
    assert plan.departments_of(indicator) == ("市民課", "税務課")
    assert document.parse_plan(document_writing.plan_as_yaml(plan)) == plan


def test_one_department_and_that_of_the_measure_stay_as_they_were() -> None:
    own = document.parse_plan(with_indicator("department: 市民課"))
    assert own.departments_of(own.indicators[0]) == ("市民課",)
    plan = document.parse_plan(PLAN)
    assert plan.departments_of(plan.indicators[0]) == ("総務課",)


def test_department_and_departments_are_not_both_written() -> None:
    problems = problems_of(with_indicator("department: 甲課\n    departments: [乙課]"))
    assert [code for _line, code in problems] == [ProblemCode.DEPARTMENT_OR_DEPARTMENTS]


def test_a_difference_names_the_department_that_changed() -> None:
    old = document.parse_plan(with_register("[{name: 甲課}]"))
    new = document.parse_plan(with_register('[{name: 甲課, until: "2026-03"}]'))
    [change] = changes_between(old, new)
    assert change.path == ("municipality", "department", "甲課", "until")
    assert (change.old, change.new) == (None, "2026-03")


def test_a_document_that_says_nothing_keeps_the_register_of_the_city() -> None:
    silent, saying = (
        document.parse_plan(PLAN),
        document.parse_plan(with_register("[{name: 乙課}]")),
    )
    stored = {
        "472123": silent.municipality.model_copy(
            update={"departments": (CityDepartment(name="甲課"),)}
        )
    }
    [kept] = plans_with_facts_of_cities([silent], stored)
    assert kept.municipality == stored["472123"]
    both = plans_with_facts_of_cities([silent, saying], stored)
    assert [p.municipality.departments[0].name for p in both] == ["乙課", "乙課"]
    [emptied] = plans_with_facts_of_cities(
        [document.parse_plan(with_register("[]"))], stored
    )
    assert emptied.municipality.departments == ()
