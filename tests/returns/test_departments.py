"""Who is asked: collective names get no form, former names are followed."""

from datetime import date

import pytest

from dxkpi.plan import CityDepartment, Plan
from dxkpi.returns import (
    NO_REGISTER,
    DepartmentRegister,
    collective_names,
    departments_asked,
    is_collective,
    places_without_answer,
    register_at,
    report_day,
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


RENAMED = (
    CityDepartment(name="情報政策課", until="2026-03", became=("デジタル推進課",)),
    CityDepartment(name="デジタル推進課", since="2026-04", answers_for=("全課",)),
)
MARCH, APRIL = date(2026, 3, 31), date(2026, 4, 1)


def at(day: date, *departments: CityDepartment) -> DepartmentRegister:
    return register_at(departments, day, NO_REGISTER)


def test_the_report_of_a_year_is_asked_of_those_who_are_there_on_1_april_after_it() -> (
    None
):
    assert report_day(2025, date(2026, 11, 30)) == APRIL
    assert report_day(2025, date(2026, 3, 1)) == date(2026, 3, 1)
    assert report_day(2026, date(2026, 11, 30)) == date(2026, 11, 30)


@pytest.mark.parametrize("named", ["情報政策課", "デジタル推進課"])
def test_a_renamed_department_is_asked_under_its_name_of_the_day(named: str) -> None:
    """Whether the plan still names the old one, or the new one already."""
    assert at(MARCH, *RENAMED).answering([named]) == ("情報政策課",)
    assert at(APRIL, *RENAMED).answering([named]) == ("デジタル推進課",)


def test_who_answers_for_all_is_asked_under_its_name_of_the_day() -> None:
    assert at(MARCH, *RENAMED).answering(["全課"]) == ("情報政策課",)
    assert at(APRIL, *RENAMED).answering(["全課"]) == ("デジタル推進課",)


def test_a_split_department_is_asked_as_all_of_its_parts() -> None:
    split = CityDepartment(name="福祉課", until="2026-03", became=("高齢課", "障害課"))
    assert at(APRIL, split).answering(["福祉課"]) == ("高齢課", "障害課")
    assert at(MARCH, split).answering(["福祉課"]) == ("福祉課",)


def test_joined_departments_are_asked_once() -> None:
    joined = [
        CityDepartment(name=name, until="2026-03", became=("市民税務課",))
        for name in ("市民課", "税務課")
    ]
    assert at(APRIL, *joined).answering(["市民課", "税務課"]) == ("市民税務課",)
    new = CityDepartment(name="市民税務課", since="2026-04")
    assert at(MARCH, *joined, new).answering(["市民税務課"]) == ("市民課", "税務課")


def test_changes_of_several_years_are_followed_one_after_the_other() -> None:
    chain = (
        CityDepartment(name="電算課", until="2020-03", became=("情報課",)),
        CityDepartment(
            name="情報課", since="2020-04", until="2024-03", became=("DX課",)
        ),
        CityDepartment(name="DX課", since="2024-04"),
    )
    for named in ("電算課", "情報課", "DX課"):
        assert at(date(2019, 4, 1), *chain).answering([named]) == ("電算課",)
        assert at(date(2022, 4, 1), *chain).answering([named]) == ("情報課",)
        assert at(APRIL, *chain).answering([named]) == ("DX課",)


def test_a_department_that_was_given_up_is_asked_no_more() -> None:
    closed = CityDepartment(name="五輪推進課", until="2022-03")
    assert at(APRIL, closed).answering(["五輪推進課", "総務課"]) == ("総務課",)


def test_the_month_of_the_change_may_be_written_as_the_end() -> None:
    former = CityDepartment(name="甲課", until="2026-04", became=("乙課",))
    new = CityDepartment(name="乙課", since="2026-04")
    assert at(APRIL, former, new).answering(["甲課"]) == ("乙課",)
    assert at(MARCH, former, new).answering(["甲課"]) == ("甲課",)
    unstated = CityDepartment(name="甲課", became=("乙課",))
    assert at(APRIL, unstated, new).answering(["甲課"]) == ("乙課",)
    assert at(MARCH, unstated, new).answering(["甲課"]) == ("甲課",)


def test_of_a_name_that_the_city_knows_its_register_counts_before_the_file() -> None:
    file = DepartmentRegister(
        became={"情報政策課": ("総務課",), "旧広報課": ("情報政策課",)},
        answers_for={"全課": ("総務課",), "関係課": ("情報政策課",)},
    )
    register = register_at(RENAMED, APRIL, file)
    assert register.answering(["情報政策課"]) == ("デジタル推進課",)
    assert register.answering(["旧広報課"]) == ("デジタル推進課",)
    assert register.answering(["全課"]) == ("デジタル推進課",)
    assert register.answering(["関係課"]) == ("デジタル推進課",)
    assert register_at((), APRIL, file) is file


def test_names_that_run_in_a_circle_stay_as_they_are() -> None:
    register = DepartmentRegister(became={"甲課": ("乙課",), "乙課": ("甲課",)})
    assert register.answering(["甲課", "乙課"]) == ("甲課", "乙課")


def test_the_form_of_a_joined_department_has_the_rows_of_both(
    sample_plan: Plan,
) -> None:
    names = departments_asked(sample_plan)[:2]
    register = DepartmentRegister(became=dict.fromkeys(names, ("統合課",)))
    form = form_of(sample_plan, "統合課", register=register)
    both = {
        indicator.code
        for name in names
        for indicator in form_of(sample_plan, name).indicators
    }
    assert {indicator.code for indicator in form.indicators} == both
    assert not set(names) & set(departments_asked(sample_plan, register))
