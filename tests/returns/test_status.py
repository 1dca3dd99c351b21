"""Who has handed in what: stages, what counts as a return, what is overdue, and in which years returns are asked for."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from dxkpi.plan import (
    About,
    Actual,
    Indicator,
    Measure,
    Missing,
    Municipality,
    Plan,
    Policy,
    ScheduleItem,
    ScheduleKind,
)
from dxkpi.plan.round import ReportDeadlines
from dxkpi.returns import DepartmentRegister
from dxkpi.returns.status import (
    SURVEYED,
    ReturnStage,
    ReturnStatus,
    return_statuses,
    sorted_by_urgency,
    years_of_returns,
)
from tests.support.handed_in import Handed, State

TODAY, BEFORE, AFTER = date(2026, 5, 12), date(2026, 5, 15), date(2026, 5, 11)


TODAY, BEFORE, AFTER = date(2026, 5, 12), date(2026, 5, 15), date(2026, 5, 11)


TODAY, BEFORE, AFTER = date(2026, 5, 12), date(2026, 5, 15), date(2026, 5, 11)


def until(day: date | None) -> ReportDeadlines:
    return ReportDeadlines(day, day)


def figure(year: int = 2025) -> Actual:
    return Actual(fiscal_year=year, value=Decimal(1))


def gap(reason: Missing, year: int = 2025) -> Actual:
    return Actual(fiscal_year=year, missing=reason)


def plan_of(
    owners: dict[str, Sequence[Actual | None]],
    *,
    first: int | None = 2024,
    last: int | None = 2026,
) -> Plan:
    """A plan whose departments have these figures, and 防災課 with an entry of the schedule alone."""
    kept = [
        (name, n, entry)
        for name, entries in owners.items()
        for n, entry in enumerate(entries)
    ]
    bar = ScheduleItem(kind=ScheduleKind.BAR, label="訓練", start=2024, end=2026)
    measure = (
        Measure(number="1-1", name="施策", departments=("防災課",), schedule=(bar,))
        if "防災課" in owners
        else None
    )
    return Plan(
        municipality=Municipality(code="999997", prefecture="試験県", name="試験市"),
        about=About(title="計画", first_fiscal_year=first, last_fiscal_year=last),
        policies=(
            Policy(number="1", name="方針", measures=(measure,) if measure else ()),
        ),
        indicators=tuple(
            Indicator(
                code=f"{name}{n}",
                name="指標",
                department=name or None,
                actuals=(entry,) if entry else (),
            )
            for name, n, entry in kept
        ),
    )


def stands(
    plan: Plan, *handed: Handed, deadline: date | None = None, year: int = 2025
) -> dict[str | None, ReturnStatus[Handed]]:
    return {
        row.department: row
        for row in return_statuses(plan, handed, year, TODAY, until(deadline))
    }


def test_each_department_stands_where_its_newest_return_stands() -> None:
    plan = plan_of(
        {"人事課": [None], "市民課": [None], "総務課": [None], "税務課": [None]}
    )
    found = stands(
        plan,
        Handed(1, "市民課"),
        Handed(2, "総務課", State.WITHDRAWN),
        Handed(3, "税務課"),
        Handed(4, "税務課", State.WAITING),
    )
    assert {name: row.stage for name, row in found.items()} == {
        "人事課": ReturnStage.NOT_SUBMITTED,
        "市民課": ReturnStage.REGISTERED,
        "総務課": ReturnStage.WITHDRAWN,
        "税務課": ReturnStage.WAITING,
    }


def test_a_withdrawn_return_leaves_the_one_before_it_standing() -> None:
    found = stands(
        plan_of({"市民課": [None]}),
        Handed(1, "市民課"),
        Handed(2, "市民課", State.WITHDRAWN),
    )
    assert found["市民課"].stage is ReturnStage.REGISTERED
    assert found["市民課"].decisive == Handed(1, "市民課")


def test_what_waited_before_a_later_registration_waits_no_more() -> None:
    found = stands(
        plan_of({"市民課": [None]}),
        Handed(1, "市民課", State.WAITING),
        Handed(2, "市民課"),
    )
    assert found["市民課"].stage is ReturnStage.REGISTERED


def test_a_return_of_the_whole_city_counts_for_every_department() -> None:
    found = stands(plan_of({"人事課": [None], "防災課": []}), Handed(7, None))
    assert all(
        row.stage is ReturnStage.REGISTERED and row.whole for row in found.values()
    )
    assert all(row.changed == 0 for row in found.values()), (
        "how many of its changes are a department's is not known"
    )


def test_a_return_of_two_departments_counts_for_both_and_for_no_other() -> None:
    plan = plan_of({"市民課": [None], "総務課": [None], "税務課": [None]})
    found = stands(plan, Handed(7, "市民課\n総務課", figures=3))
    assert [found[name].stage for name in ("市民課", "総務課", "税務課")] == [
        ReturnStage.REGISTERED,
        ReturnStage.REGISTERED,
        ReturnStage.NOT_SUBMITTED,
    ]
    assert (found["総務課"].changed, found["税務課"].changed) == (3, 0)
    assert not found["市民課"].whole


def test_one_figure_typed_on_the_screen_is_no_return_while_others_are_open() -> None:
    plan = plan_of({"人事課": [figure(), None]})
    assert (
        stands(plan, Handed(1, "人事課", file=None))["人事課"].stage
        is ReturnStage.NOT_SUBMITTED
    )
    assert (
        stands(plan, Handed(1, "人事課", State.WITHDRAWN, file=None))["人事課"].stage
        is ReturnStage.NOT_SUBMITTED
    )


@pytest.mark.parametrize("state", [State.REGISTERED, State.WITHDRAWN])
@pytest.mark.parametrize("entries", [[figure()], [figure(), None]])
def test_a_survey_is_listed_but_is_no_return(
    state: State, entries: Sequence[Actual | None]
) -> None:
    counted = Handed(1, "人事課", state, file=None, source=SURVEYED)
    row = stands(plan_of({"人事課": entries}), counted)["人事課"]
    assert (row.stage, row.decisive, row.submissions) == (
        ReturnStage.NOT_SUBMITTED,
        None,
        (counted,),
    )
    before = Handed(0, "人事課")
    assert (
        stands(plan_of({"人事課": entries}), before, counted)["人事課"].decisive
        == before
    )


def test_typed_figures_are_a_return_once_nothing_is_open_for_their_own_department_only() -> (
    None
):
    plan = plan_of(
        {"人事課": [figure(), gap(Missing.NOT_PUBLISHED)], "市民課": [figure()]}
    )
    own = stands(plan, Handed(1, "人事課", file=None))
    assert (own["人事課"].stage, own["市民課"].stage) == (
        ReturnStage.REGISTERED,
        ReturnStage.NOT_SUBMITTED,
    )
    assert {row.stage for row in stands(plan, Handed(1, None, file=None)).values()} == {
        ReturnStage.NOT_SUBMITTED
    }


def test_figures_reasons_and_what_is_open_are_counted_apart() -> None:
    entries = [
        figure(),
        gap(Missing.NOT_PUBLISHED),
        gap(Missing.NOT_PUBLISHED),
        gap(Missing.DISCONTINUED),
        None,
    ]
    row = stands(plan_of({"人事課": entries, "防災課": []}))["人事課"]
    assert (row.asked, row.reported, row.open, row.entries_asked) == (5, 1, 1, 0)
    assert row.missing == ((Missing.NOT_PUBLISHED, 2), (Missing.DISCONTINUED, 1))


def test_a_department_with_entries_of_the_schedule_alone_is_late_once_others_have_handed_in() -> (
    None
):
    plan = plan_of({"防災課": [], "人事課": [figure()]})
    row = stands(plan, deadline=AFTER)["防災課"]
    assert (row.asked, row.entries_asked, row.stage, row.overdue, row.settled) == (
        0,
        1,
        ReturnStage.NOT_SUBMITTED,
        False,
        False,
    )
    assert stands(plan, Handed(1, "人事課"), deadline=AFTER)["防災課"].overdue


def test_a_plan_that_names_no_department_has_one_row() -> None:
    found = stands(plan_of({"": [None, figure()]}), Handed(1, None))
    assert [(name, row.asked, row.stage, row.whole) for name, row in found.items()] == [
        (None, 2, ReturnStage.REGISTERED, False)
    ]


@pytest.mark.parametrize(
    ("deadline", "overdue"),
    [(None, False), (BEFORE, False), (TODAY, False), (AFTER, True)],
)
def test_a_return_is_overdue_after_the_deadline_and_not_on_it(
    deadline: date | None, overdue: bool
) -> None:
    assert (
        stands(plan_of({"人事課": [None]}), deadline=deadline)["人事課"].overdue
        is overdue
    )


def test_nothing_is_overdue_that_is_in_or_waits_or_is_known_already() -> None:
    plan = plan_of(
        {"人事課": [figure()], "市民課": [None], "総務課": [None], "税務課": [None]}
    )
    found = stands(
        plan,
        Handed(1, "市民課"),
        Handed(2, "総務課", State.WAITING),
        Handed(3, "税務課", State.WITHDRAWN),
        deadline=AFTER,
    )
    assert [name for name, row in found.items() if row.overdue] == ["税務課"]
    assert found["人事課"].settled


@pytest.mark.parametrize("year", [2023, 2026])
def test_nothing_is_asked_for_before_the_plan_or_before_the_year_is_over(
    year: int,
) -> None:
    assert (
        stands(plan_of({"人事課": [None]}), year=year, deadline=AFTER)["人事課"].stage
        is ReturnStage.NOT_DUE
    )


def test_an_early_return_is_registered_all_the_same() -> None:
    found = stands(
        plan_of({"人事課": [None]}), Handed(1, "人事課", fiscal_year=2026), year=2026
    )
    assert found["人事課"].stage is ReturnStage.REGISTERED


def test_what_needs_somebody_comes_first() -> None:
    plan = plan_of(
        {"済": [None], "値あり": [figure()], "待": [None], "取下": [None], "遅": [None]}
    )
    handed = [
        Handed(1, "済"),
        Handed(2, "待", State.WAITING),
        Handed(3, "取下", State.WITHDRAWN),
    ]
    rows = sorted_by_urgency(return_statuses(plan, handed, 2025, TODAY, until(AFTER)))
    assert [row.department for row in rows] == ["遅", "取下", "値あり", "待", "済"]


def test_returns_are_asked_for_in_the_plans_period_and_seen_in_any_year_that_has_one() -> (
    None
):
    assert years_of_returns(plan_of({"人事課": [figure(2021)]}), []) == (
        2024,
        2025,
        2026,
    )
    assert years_of_returns(plan_of({}), [Handed(1, None, fiscal_year=2021)]) == (
        2021,
        2024,
        2025,
        2026,
    )
    assert years_of_returns(
        plan_of({"人事課": [figure(2021)]}, first=None, last=None), []
    ) == (2021,)
    assert years_of_returns(plan_of({}, first=None, last=None), []) == ()


def in_register(
    plan: Plan, register: DepartmentRegister, *handed: Handed
) -> dict[str | None, ReturnStatus[Handed]]:
    rows = return_statuses(plan, handed, 2025, TODAY, until(AFTER), register)
    return {row.department: row for row in rows}


def test_what_a_former_department_handed_in_counts_for_the_new_one() -> None:
    register = DepartmentRegister(became={"情報課": ("DX課",)})
    for named in ("情報課", "DX課"):
        rows = in_register(plan_of({named: [None]}), register, Handed(1, "情報課"))
        assert list(rows) == ["DX課"]
        row = rows["DX課"]
        assert (row.stage, row.overdue) == (ReturnStage.REGISTERED, False)
        assert row.decisive == Handed(1, "情報課")
        assert row.changed == Handed(1, "情報課").figures


def test_what_a_split_department_handed_in_counts_for_all_its_parts() -> None:
    register = DepartmentRegister(became={"福祉課": ("高齢課", "障害課")})
    rows = in_register(plan_of({"福祉課": [None]}), register, Handed(1, "福祉課"))
    assert {name: row.stage for name, row in rows.items()} == {
        "高齢課": ReturnStage.REGISTERED,
        "障害課": ReturnStage.REGISTERED,
    }


def test_one_of_two_joined_departments_has_not_handed_in_for_both() -> None:
    register = DepartmentRegister(became=dict.fromkeys(["市民課", "税務課"], ("新課",)))
    plan = plan_of({"市民課": [None], "税務課": [None]})
    alone = in_register(plan, register, Handed(1, "市民課"))["新課"]
    assert (alone.stage, alone.overdue) == (ReturnStage.NOT_SUBMITTED, True)
    assert alone.submissions == (Handed(1, "市民課"),)
    settled = plan_of({"市民課": [figure()], "税務課": [figure()]})
    whole = in_register(settled, register, Handed(1, "市民課"))["新課"]
    assert whole.stage is ReturnStage.REGISTERED


def test_who_took_another_in_has_his_own_return_to_make() -> None:
    absorbed = DepartmentRegister(became={"広報課": ("秘書課",)})
    plan = plan_of({"広報課": [None], "秘書課": [None]})
    row = in_register(plan, absorbed, Handed(1, "広報課"))["秘書課"]
    assert (row.stage, row.overdue) == (ReturnStage.NOT_SUBMITTED, True)
    older = replace(absorbed, older=frozenset(["秘書課"]))
    rewritten = plan_of({"秘書課": [None, None]})
    row = in_register(rewritten, older, Handed(1, "広報課"))["秘書課"]
    assert row.stage is ReturnStage.NOT_SUBMITTED
