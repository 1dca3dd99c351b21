"""Who is asked: collective names get no form, former names are followed."""

import pytest

from dxkpi.plan import Plan
from dxkpi.returns import (
    DepartmentRegister,
    collective_names,
    departments_asked,
    is_collective,
    places_without_answer,
)
from tests.support.workbooks import form_of


@pytest.mark.parametrize(
    "name",
    [
        "全課",
        "全ての課",
        "すべての課",
        "各課",
        "関係各課",
        "関係課",
        "関係 各課",
        "関連部署",
        "対象業務担当課",
        "担当課",
        "業務所管課".removeprefix("業務"),
        "各所属",
        "全庁",
        "庁内各課",
        "関係課等",
        "全部局",
    ],
)
def test_a_name_of_many_is_known(name: str) -> None:
    assert is_collective(name)


@pytest.mark.parametrize(
    "name",
    [
        "総務課",
        "業務課",
        "事業課",
        "関係人口推進課",
        "全国大会推進課",
        "各種証明課",
        "対象者支援課",
        "庁舎管理課",
        "担い手支援課",
        "会計課",
        "課",
    ],
)
def test_the_name_of_a_department_is_no_name_of_many(name: str) -> None:
    assert not is_collective(name)


def test_collective_names_of_the_real_plans_get_no_form(
    shipped_plans: dict[str, Plan],
) -> None:
    plan = shipped_plans["472123"]
    asked = departments_asked(plan)
    assert set(collective_names(plan)) == {"全課", "関係各課", "対象業務担当課"}
    assert not set(asked) & set(collective_names(plan))
    assert {"総務課", "デジタル推進課"} <= set(asked)


def test_what_only_all_are_asked_for_is_told_until_somebody_answers(
    shipped_plans: dict[str, Plan],
) -> None:
    plan = shipped_plans["472123"]
    open_places = places_without_answer(plan)
    assert "全課" in open_places
    register = DepartmentRegister(
        answers_for={"全課": ("人事課",), "関係各課": ("デジタル推進課",)}
    )
    assert not places_without_answer(plan, register)
    assert "人事課" in departments_asked(plan, register)
    codes = {
        e.code for e in form_of(plan, "人事課", register=register).schedule_entries
    }
    assert set(open_places["全課"]) <= codes


def test_a_figure_is_shared_only_with_those_who_are_asked(sample_plan: Plan) -> None:
    everybody = next(
        m for m in sample_plan.measures if m.departments == ("デジタル推進課", "全課")
    )
    indicator = sample_plan.indicators[0].model_copy(
        update={"measure": everybody.number, "department": None}
    )
    plan = sample_plan.model_copy(update={"indicators": (indicator,)})
    assert not form_of(plan, "デジタル推進課").is_shared(indicator)
    register = DepartmentRegister(answers_for={"全課": ("人事課",)})
    shared = form_of(plan, "デジタル推進課", register=register)
    assert shared.is_shared(indicator)


def test_former_names_are_followed_through_all_changes() -> None:
    register = DepartmentRegister(
        became={
            "電算課": ("情報政策課",),
            "情報政策課": ("デジタル推進課",),
            "広報課": ("秘書課", "企画課"),
            "甲課": ("乙課",),
            "乙課": ("甲課",),
        }
    )
    assert register.successors("電算課") == ("デジタル推進課",)
    assert register.successors("広報課") == ("秘書課", "企画課")
    assert register.successors("市民課") == ()
    assert register.successors("甲課") == ()
