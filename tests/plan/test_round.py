"""The round of a year: its deadlines, extensions and assignments."""

from datetime import date

import pytest

from dxkpi.plan.round import (
    NO_DEADLINES,
    Assignment,
    Extension,
    Round,
    proposed_deadline,
    report_deadlines,
    with_assignment,
    with_extension,
)
from dxkpi.returns import DepartmentRegister
from dxkpi.returns.departments import register_in_round

MAY_15, MAY_22, MAY_29 = date(2026, 5, 15), date(2026, 5, 22), date(2026, 5, 29)
EXTENDED = Extension(department="人事課", until=MAY_22, reason="担当の異動")
OPENED = Round(2025, MAY_15, MAY_29, extensions=(EXTENDED,))


@pytest.mark.parametrize(
    ("opened", "department", "figures", "schedule"),
    [
        (OPENED, None, MAY_15, MAY_29),
        (OPENED, "総務課", MAY_15, MAY_29),
        (OPENED, "人事課", MAY_22, MAY_29),
        (Round(2025, MAY_15), "総務課", MAY_15, MAY_15),
        (Round(2025, MAY_15, extensions=(EXTENDED,)), "人事課", MAY_22, MAY_22),
    ],
)
def test_the_deadline_of_a_department(
    opened: Round, department: str | None, figures: date, schedule: date
) -> None:
    deadlines = report_deadlines(opened, date(2026, 6, 30))
    assert deadlines.of_figures(department) == figures
    assert deadlines.of_schedule(department) == schedule


def test_without_a_round_the_usual_day_counts() -> None:
    deadlines = report_deadlines(None, MAY_15)
    assert (deadlines.of_figures("人事課"), deadlines.of_schedule()) == (MAY_15, MAY_15)
    assert report_deadlines(None, None) == NO_DEADLINES


def test_the_word_of_a_round_on_all_departments_is_the_last() -> None:
    register = DepartmentRegister(
        became={"情報課": ("デジタル課",)},
        answers_for={"全課": ("企画課",), "関係各課": ("企画課",)},
    )
    assigned = Assignment(named="全課", departments=("総務課", "情報課"))
    opened = Round(2025, MAY_15, assignments=(assigned,))
    of_round = register_in_round(register, opened)
    assert of_round.answering(["全課"]) == ("総務課", "デジタル課")
    assert of_round.answering(["関係各課"]) == ("企画課",)
    assert register_in_round(register, opened) is of_round
    assert register_in_round(register, Round(2025, MAY_15)) is register
    assert register_in_round(register, None) is register


def test_an_assignment_or_extension_takes_the_place_of_the_former() -> None:
    first = with_assignment((), "全課", ("総務課",))
    second = with_assignment(first, "全課", ("企画課",))
    assert [one.departments for one in second] == [("企画課",)]
    assert with_assignment(second, "全課", ()) == ()
    assert with_extension((EXTENDED,), "人事課", None) == ()
    later = Extension(department="人事課", until=MAY_29, reason="調査中")
    assert with_extension((EXTENDED,), "人事課", later) == (later,)


@pytest.mark.parametrize(
    ("today", "proposed"),
    [
        (date(2026, 4, 1), MAY_15),
        (MAY_15, MAY_15),
        (date(2026, 5, 16), date(2026, 6, 1)),  # from a Saturday to the Monday
        (date(2026, 5, 17), date(2026, 6, 1)),
        (date(2026, 5, 18), date(2026, 6, 1)),
        (date(2026, 5, 19), date(2026, 6, 2)),
        (date(2026, 11, 21), date(2026, 12, 7)),
    ],
)
def test_the_usual_day_is_proposed_and_a_weekday_in_two_weeks_once_it_is_past(
    today: date, proposed: date
) -> None:
    assert proposed_deadline(MAY_15, today) == proposed
