"""The minutes around a deadline: it ends with its day in Japan, wherever the server stands."""

import time
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from functools import partial

import pytest

from dxkpi import actions, fiscal
from dxkpi.actions import ExtendDeadline, NoteTakenForm, RegisterReturn
from dxkpi.actions.intake import ExaminedReturn
from dxkpi.plan import Plan, PlanKey
from dxkpi.returns.round_facts import round_departments
from dxkpi.returns.round_status import DepartmentInRound, RoundProgress, RoundState
from dxkpi.store import Store
from dxkpi.wording.language import Language
from dxkpi.wording.reminders import Sender, department_reminder
from dxkpi.wording.round_sentences import (
    reason_text,
    round_sentences,
    state_or_delay,
    steps_text,
)
from tests.support import databases
from tests.support.clock import stand_at
from tests.support.opened_rounds import (
    FIGURES,
    SECRETARIAT,
    open_round,
    plan_of_two_departments,
)
from tests.support.returned import answer, person

CITY, YEAR = "999997", 2025
EXTENDED_UNTIL = date(2026, 5, 22)
MINUTE = timedelta(minutes=1)
SATO = person("佐藤")
At = Callable[[datetime], None]


def last_minute(day: date) -> datetime:
    """One minute before the day ends in Japan."""
    return fiscal.end_of_day(day) - MINUTE


def first_minute_after(day: date) -> datetime:
    return fiscal.end_of_day(day) + MINUTE


@pytest.fixture(params=["UTC", "Asia/Tokyo", "America/Los_Angeles"], autouse=True)
def zone(
    request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch
) -> Iterator[None]:
    """The time zone of the server."""
    monkeypatch.setenv("TZ", request.param)
    time.tzset()
    yield
    monkeypatch.undo()
    time.tzset()


@pytest.fixture
def it_is(monkeypatch: pytest.MonkeyPatch) -> At:
    return partial(stand_at, monkeypatch)


@pytest.fixture
def plan(sample_plan: Plan) -> PlanKey:
    return sample_plan.key


@pytest.fixture
def store(
    stores: databases.Prepared, sample_plan: Plan, zone: None, it_is: At
) -> Iterator[Store]:
    """A round of two departments, of which 総務課 was given a week more."""
    opened = Store(stores.store([plan_of_two_departments(sample_plan)]))
    it_is(datetime(2026, 4, 20, 3, tzinfo=UTC))
    open_round(opened, sample_plan.key, schedule_deadline=None, is_reviewed=True)
    extension = ExtendDeadline(
        sample_plan.key, YEAR, "総務課", EXTENDED_UNTIL, "担当の異動"
    )
    actions.extend_deadline(opened, extension, SECRETARIAT)
    yield opened
    opened.close()


def progress(store: Store, plan: PlanKey) -> RoundProgress:
    """The round as it stands at this moment."""
    today = fiscal.today()
    return round_departments(
        actions.return_forms(store, plan, YEAR, today),
        store.submissions(plan),
        store.taken_forms(plan, YEAR),
        store.round(plan, YEAR),
        today,
        store.review(plan, YEAR),
    )


def department(store: Store, plan: PlanKey, name: str) -> DepartmentInRound:
    [standing] = [
        one for one in progress(store, plan).departments if one.department == name
    ]
    return standing


def hand_in(store: Store, plan: PlanKey) -> None:
    """人事課 takes its form and returns it, both at this moment."""
    taking = NoteTakenForm(plan, YEAR, "人事課")
    actions.note_taken_form(store, taking, SATO)
    checked = answer(store, CITY, YEAR, "人事課", {"K13": 99, "K16": 24})
    examined = ExaminedReturn(None, checked, checked.findings)
    actions.register_return(store, RegisterReturn(examined), SATO)


def sentences(store: Store, plan: PlanKey) -> list[str]:
    opened = store.round(plan, YEAR)
    assert opened is not None
    return round_sentences(
        progress(store, plan),
        opened.deadlines,
        fiscal.today(),
        Language.ENGLISH,
        is_reviewed=True,
    )


def test_a_deadline_counts_until_its_day_is_over_in_japan(
    store: Store, plan: PlanKey, it_is: At
) -> None:
    it_is(last_minute(FIGURES))
    assert department(store, plan, "人事課").days_late == 0
    assert sentences(store, plan)[1:] == ["There is time until 15 May."]
    it_is(first_minute_after(FIGURES))
    late = department(store, plan, "人事課")
    assert late.days_late == 1
    assert state_or_delay(late, Language.ENGLISH) == "! 1 day overdue"
    assert sentences(store, plan)[1:] == ["2 things of 人事課 are overdue."]


def test_a_department_that_was_given_more_time_is_late_by_its_own_day(
    store: Store, plan: PlanKey, it_is: At
) -> None:
    for moment, days in (
        (first_minute_after(FIGURES), 0),
        (last_minute(EXTENDED_UNTIL), 0),
        (first_minute_after(EXTENDED_UNTIL), 1),
    ):
        it_is(moment)
        assert department(store, plan, "総務課").days_late == days
        text = department_reminder(
            department(store, plan, "総務課"),
            Sender(YEAR, fiscal.today()),
            Language.ENGLISH,
        ).text
        assert ("has passed" in text) is (days > 0)
        assert "22 May" in text


@pytest.mark.parametrize(
    ("moment", "day"),
    [(last_minute(FIGURES), "15 May"), (first_minute_after(FIGURES), "16 May")],
)
def test_what_comes_around_midnight_bears_the_day_of_japan(
    store: Store, plan: PlanKey, it_is: At, moment: datetime, day: str
) -> None:
    it_is(moment)
    hand_in(store, plan)
    standing = department(store, plan, "人事課")
    assert (standing.state, standing.days_late) == (RoundState.TO_REVIEW, 0)
    assert standing.handed_in == (moment,)
    assert [taken.at for taken in standing.taken] == [moment]
    assert reason_text(standing, Language.ENGLISH) == f"last handed in on {day}"
    assert steps_text(standing, Language.ENGLISH) == f"form {day}, in {day}"
    [submission] = store.submissions(plan)
    assert Language.ENGLISH.moment(submission.at).startswith(day)
