"""How far a round is: the state of each department, its next step, and the whole."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from dxkpi.plan import Plan
from dxkpi.plan.review import ItemKind
from dxkpi.plan.round import ReportDeadlines, Round, TakenForm
from dxkpi.returns import ReturnForm
from dxkpi.returns.round_facts import round_departments
from dxkpi.returns.round_items import ItemState, RoundItem, round_items
from dxkpi.returns.round_status import (
    DepartmentInRound,
    NextStep,
    RoundState,
    department_in_round,
    department_state,
    forms_of_department,
    next_step,
    round_progress,
)
from dxkpi.returns.status import SURVEYED
from dxkpi.rules import is_due
from tests.support.handed_in import Handed

MAY_15, TODAY, MAY_29 = date(2026, 5, 15), date(2026, 5, 20), date(2026, 5, 29)
DEADLINES = ReportDeadlines(MAY_15, MAY_29)
MORNING = datetime(2026, 4, 20, tzinfo=UTC)
FIGURE, ENTRY, INITIATIVE = ItemKind.FIGURE, ItemKind.ENTRY, ItemKind.INITIATIVE
_LETTERS = {
    "-": ItemState.OPEN,
    "i": ItemState.HANDED_IN,
    "b": ItemState.SENT_BACK,
    "c": ItemState.CONFIRMED,
}


def items_of(states: str, kind: ItemKind = FIGURE) -> tuple[RoundItem, ...]:
    """An item for each letter: - open, i in, b sent back, c confirmed."""
    return tuple(
        RoundItem(kind, f"{kind}{n}", "事項", MAY_15, _LETTERS[letter])
        for n, letter in enumerate(states)
    )


@pytest.mark.parametrize(
    ("figures", "initiatives", "taken", "reviewed", "state"),
    [
        ("--", "", False, False, RoundState.FORM_NOT_TAKEN),
        ("--", "", True, False, RoundState.FORM_TAKEN),
        ("--", "ii", True, False, RoundState.FORM_TAKEN),
        ("i-", "", True, False, RoundState.PARTLY_IN),
        ("i-", "", False, True, RoundState.PARTLY_IN),
        ("c-", "", True, True, RoundState.PARTLY_IN),
        ("ii", "", True, False, RoundState.ALL_IN),
        ("ii", "--", True, False, RoundState.ALL_IN),
        ("ii", "", True, True, RoundState.TO_REVIEW),
        ("ic", "", True, True, RoundState.TO_REVIEW),
        ("cc", "", True, True, RoundState.CONFIRMED),
        ("cc", "--", True, True, RoundState.CONFIRMED),
        ("bc", "", True, True, RoundState.SENT_BACK),
        ("cc", "i", True, True, RoundState.TO_REVIEW),
        ("cc", "c-", True, True, RoundState.CONFIRMED),
        ("cc", "b", True, True, RoundState.SENT_BACK),
        ("ii", "i-", True, False, RoundState.ALL_IN),
        ("b-", "", True, True, RoundState.SENT_BACK),
        ("", "--", False, False, RoundState.FORM_NOT_TAKEN),
        ("", "i-", True, False, RoundState.PARTLY_IN),
        ("", "ii", True, False, RoundState.ALL_IN),
    ],
)
def test_the_state_of_a_department(
    figures: str, initiatives: str, taken: bool, reviewed: bool, state: RoundState
) -> None:
    items = (*items_of(figures), *items_of(initiatives, INITIATIVE))
    assert department_state(items, is_taken=taken, is_reviewed=reviewed) is state


@pytest.mark.parametrize(
    ("state", "days_late", "step"),
    [
        (RoundState.FORM_NOT_TAKEN, 0, NextStep.HAND_OUT_FORM),
        (RoundState.FORM_NOT_TAKEN, 3, NextStep.REMIND),
        (RoundState.FORM_TAKEN, 0, NextStep.AWAIT),
        (RoundState.FORM_TAKEN, 1, NextStep.REMIND),
        (RoundState.PARTLY_IN, 0, NextStep.AWAIT),
        (RoundState.PARTLY_IN, 5, NextStep.REMIND),
        (RoundState.SENT_BACK, 0, NextStep.AWAIT_ANSWER),
        (RoundState.TO_REVIEW, 0, NextStep.REVIEW),
        (RoundState.ALL_IN, 0, NextStep.NOTHING),
        (RoundState.CONFIRMED, 0, NextStep.NOTHING),
    ],
)
def test_what_the_secretariat_does_next(
    state: RoundState, days_late: int, step: NextStep
) -> None:
    assert next_step(state, days_late) is step


@pytest.mark.parametrize(
    ("state", "deadline", "days"),
    [
        (ItemState.OPEN, MAY_15, 5),
        (ItemState.OPEN, TODAY, 0),
        (ItemState.OPEN, MAY_29, 0),
        (ItemState.OPEN, None, 0),
        (ItemState.HANDED_IN, MAY_15, 0),
        (ItemState.SENT_BACK, MAY_15, 0),
    ],
)
def test_only_what_is_open_is_overdue(
    state: ItemState, deadline: date | None, days: int
) -> None:
    item = RoundItem(FIGURE, "K01", "指標", deadline, state)
    assert item.days_late(TODAY) == days


def test_a_report_that_may_be_left_out_makes_nobody_late() -> None:
    items = (*items_of("ii"), *items_of("-", INITIATIVE))
    one = department_in_round("人事課", items, (), (), TODAY, is_reviewed=False)
    assert (one.days_late, one.open_items, one.is_settled) == (0, (), True)


def standing(
    name: str, states: str, *, reviewed: bool = False, late: bool = False
) -> DepartmentInRound:
    today = TODAY if late else MAY_15
    return department_in_round(
        name, items_of(states), (), (), today, is_reviewed=reviewed
    )


def test_those_who_need_somebody_stand_first() -> None:
    progress = round_progress(
        [
            standing("提出", "ii"),
            standing("未受取", "--"),
            standing("一部", "i-"),
            standing("期限超過", "i-", late=True),
            standing("確認待ち", "ii", reviewed=True),
            standing("なし", ""),
        ]
    )
    names = [one.department for one in progress.departments]
    assert names == ["期限超過", "確認待ち", "一部", "未受取", "提出"]
    assert [one.department for one in progress.overdue] == ["期限超過"]
    assert [one.department for one in progress.missing] == [
        "期限超過",
        "一部",
        "未受取",
    ]
    assert not progress.is_closed


@pytest.mark.parametrize(
    ("states", "reviewed", "closed"),
    [
        (("ii", "i"), False, True),
        (("ii", "-"), False, False),
        (("ii", "c"), True, False),
        (("cc", "c"), True, True),
        (("cc", "b"), True, False),
    ],
)
def test_a_round_closes_by_itself(
    states: tuple[str, ...], reviewed: bool, closed: bool
) -> None:
    departments = [standing(text, text, reviewed=reviewed) for text in states]
    assert round_progress(departments).is_closed is closed


def test_the_forms_of_all_were_taken_for_each() -> None:
    taken = (
        TakenForm(None, MORNING, "事務局"),
        TakenForm("総務課", MORNING, "総務 山田"),
    )
    assert [form.who for form in forms_of_department(taken, "人事課")] == ["事務局"]
    assert len(forms_of_department(taken, "総務課")) == 2
    assert len(forms_of_department(taken, None)) == 2


def form_of(plan: Plan, department: str | None) -> ReturnForm:
    return ReturnForm(plan, 2025, department, 0, 2025, today=TODAY, deadlines=DEADLINES)


def test_a_department_answers_for_what_its_form_asks(sample_plan: Plan) -> None:
    assert is_due(sample_plan, 2025, 2025)
    items = round_items(form_of(sample_plan, "人事課"))
    by_kind = {kind: [i for i in items if i.kind is kind] for kind in ItemKind}
    form = form_of(sample_plan, "人事課")
    assert [i.code for i in by_kind[FIGURE]] == [i.code for i in form.asked_indicators]
    assert {i.deadline for i in by_kind[FIGURE]} == {MAY_15}
    assert {i.deadline for i in (*by_kind[ENTRY], *by_kind[INITIATIVE])} == {MAY_29}
    assert {i.code for i in by_kind[ENTRY]} <= {e.code for e in form.schedule_entries}


def test_returns_and_forms_are_put_together_for_each_department(
    sample_plan: Plan,
) -> None:
    forms = [form_of(sample_plan, name) for name in ("人事課", "総務課")]
    progress = round_departments(
        forms,
        [Handed(1, "人事課")],
        [TakenForm("総務課", MORNING, "山田")],
        Round(2025, MAY_15, MAY_29),
        TODAY,
    )
    by_name = {one.department: one for one in progress.departments}
    assert by_name["人事課"].handed_in == (Handed(1, "人事課").at,)
    assert by_name["人事課"].taken == ()
    assert [form.who for form in by_name["総務課"].taken] == ["山田"]
    assert round_departments([], [], [], None, TODAY).departments == ()


def test_neither_a_survey_nor_a_correction_is_handing_in(sample_plan: Plan) -> None:
    handed_in = Handed(1, "人事課")
    survey = replace(handed_in, number=2, department=None, file=None, source=SURVEYED)
    correction = replace(handed_in, number=3, file=None, at=MORNING)
    progress = round_departments(
        [form_of(sample_plan, "人事課")],
        [correction, survey, handed_in],
        [],
        Round(2025, MAY_15, MAY_29),
        TODAY,
    )
    [department] = progress.departments
    assert department.open_items
    assert department.handed_in == (handed_in.at,)
