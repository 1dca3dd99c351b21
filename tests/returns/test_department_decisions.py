"""Which decisions are a department's to carry out."""

import pytest

from dxkpi.plan import CityDepartment, Plan
from dxkpi.plan.document import parse_plan
from dxkpi.returns import DepartmentRegister
from dxkpi.returns.department_decisions import (
    decisions_of_department,
    departments_of_decision,
)
from tests.support.decided import GUIDE, TRAIN
from tests.support.plan_documents import PLAN

REGISTER = DepartmentRegister(
    became={"市民課": ("市民サービス課",)}, answers_for={"全課": ("総務課",)}
)
UNNAMED = GUIDE.changed(number="3", department=None)
OF_MEASURE = TRAIN.changed(number="4", measure="1-1")
OF_ALL = TRAIN.changed(number="5", department="全課")


def plan() -> Plan:
    decisions = (GUIDE, TRAIN, UNNAMED, OF_MEASURE, OF_ALL)
    return parse_plan(PLAN).model_copy(update={"decisions": decisions})


def test_a_department_has_those_that_name_it_under_any_of_its_names() -> None:
    assert decisions_of_department(plan(), "市民サービス課", REGISTER) == (GUIDE,)


def test_what_names_nobody_is_for_those_who_have_the_indicator_or_measure() -> None:
    assert decisions_of_department(plan(), "総務課", REGISTER) == (
        UNNAMED,
        OF_MEASURE,
        OF_ALL,
    )


def test_others_have_none() -> None:
    assert decisions_of_department(plan(), "税務課", REGISTER) == ()


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("企画部 情報課", ("企画部 情報課",)),
        ("企画部 情報課、税務課", ("企画部 情報課", "税務課")),
        ("総務課 市民課", ("総務課", "市民課")),
        ("総務課　市民課，企画部 情報課", ("総務課", "市民課", "企画部 情報課")),
        ("総務課;市民課", ("総務課", "市民課")),
    ],
)
def test_a_space_parts_names_only_where_each_is_known(
    text: str, names: tuple[str, ...]
) -> None:
    named = tuple(CityDepartment(name=name) for name in ("総務課", "市民課"))
    known = plan()
    city = known.municipality.model_copy(update={"departments": named})
    of_city = known.model_copy(update={"municipality": city})
    decision = GUIDE.changed(department=text)
    assert departments_of_decision(of_city, decision) == names


def test_a_known_name_with_a_space_stays_whole_beside_its_parts() -> None:
    names = ("企画部", "情報課", "企画部 情報課")
    known = plan()
    departments = tuple(CityDepartment(name=name) for name in names)
    city = known.municipality.model_copy(update={"departments": departments})
    of_city = known.model_copy(update={"municipality": city})
    decision = GUIDE.changed(department="企画部 情報課")
    assert departments_of_decision(of_city, decision) == ("企画部 情報課",)
