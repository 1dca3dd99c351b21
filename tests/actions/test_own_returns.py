"""Whoever returns a form again corrects his earlier return, and is asked once."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date

import pytest

from dxkpi import actions
from dxkpi.actions import Batch, ExaminedReturn, OpenedWorkbook, RegisterReturn
from dxkpi.findings import WHOLE_FILE, Quantity, Severity
from dxkpi.fiscal import day_in_japan
from dxkpi.plan import BarState
from dxkpi.returns import Confirmation
from dxkpi.store import (
    Grant,
    Membership,
    Role,
    Store,
    Submission,
    account_writing,
    writing,
)
from tests.support.accounts import MANAGING
from tests.support.batches import (
    DEPARTMENTS,
    FIGURE,
    Answer,
    ReturnedFiles,
    plan_of_many_departments,
)
from tests.support.databases import Prepared
from tests.support.returned import TODAY, person
from tests.support.shipped_cities import key_of

CITY = "472123"
OWN, OTHER = DEPARTMENTS[:2]
BAR, KEY = "1-1/1", ("1-1", "共通0", 0)
SATO, SUZUKI = "佐藤", "鈴木"
RUNNING, LATE = Answer("実施中", 40, "始めた"), Answer("遅れ", 10, "業者が遅れた")
YES = Confirmation("corrects_own_return", WHOLE_FILE, "correct")


@pytest.fixture
def store(stores: Prepared) -> Iterator[Store]:
    opened = Store(stores.store([plan_of_many_departments()]))
    yield opened
    opened.close()


@pytest.fixture
def files(store: Store) -> ReturnedFiles:
    return ReturnedFiles(store, store.revision().number)


def examine(
    store: Store,
    file: OpenedWorkbook,
    who: str = SATO,
    confirmed: Sequence[Confirmation] = (),
) -> ExaminedReturn:
    batch = Batch((), store.revision().number)
    return actions.examine_return(
        store, file, TODAY, confirmed=confirmed, batch=batch, who=who
    )


def register(
    store: Store, file: OpenedWorkbook, who: str = SATO, *confirmed: Confirmation
) -> Submission:
    command = RegisterReturn(examine(store, file, who, confirmed))
    return actions.register_return(store, command, person(who))


def holds(examined: ExaminedReturn) -> list[str]:
    return [f"{hold.code}@{hold.where}" for hold in examined.findings_of(Severity.HOLD)]


def test_a_second_return_of_one_person_is_asked_about_once(
    store: Store, files: ReturnedFiles
) -> None:
    first = register(store, files.add(OWN, {BAR: RUNNING}, figure=12))
    again = files.add(OWN, {BAR: LATE}, figure=15)
    asked = examine(store, again)
    assert holds(asked) == ["corrects_own_return@file"]
    [question] = asked.findings_of(Severity.HOLD)
    assert question.facts == {
        "day": day_in_japan(first.at),
        "number": first.number,
        "n": Quantity(2),
    }
    assert isinstance(question.facts["day"], date)
    assert asked.checked is not None
    assert {(one.place, one.field) for one in asked.checked.corrected} == {
        (FIGURE, "value"),
        (BAR, "state"),
        (BAR, "percent"),
        (BAR, "comment"),
    }


def test_its_one_answer_registers_all_of_it_and_is_kept(
    store: Store, files: ReturnedFiles
) -> None:
    register(store, files.add(OWN, {BAR: RUNNING}, figure=12))
    second = register(store, files.add(OWN, {BAR: LATE}, figure=15), SATO, YES)
    plan = store.plan(key_of(CITY))
    assert plan is not None
    indicator = plan.indicator(FIGURE)
    assert indicator is not None
    actual = indicator.actual(2025)
    assert actual is not None
    assert actual.value == 15
    assert store.progress(key_of(CITY), 2025)[KEY].state is BarState.LATE
    [kept] = second.confirmations
    assert (kept.code, kept.cell, kept.choice) == (YES.code, WHOLE_FILE, "correct")


def test_what_a_colleague_changed_is_asked_about_each(
    store: Store, files: ReturnedFiles
) -> None:
    register(store, files.add(OWN, {BAR: RUNNING}, figure=12))
    examined = examine(store, files.add(OWN, {BAR: LATE}, figure=15), SUZUKI)
    assert holds(examined) == ["changed_meanwhile@K6", "changed_meanwhile@F7"]


def test_what_was_changed_after_the_own_return_is_asked_about_beside_the_question(
    store: Store, files: ReturnedFiles
) -> None:
    register(store, files.add(OWN, {BAR: RUNNING}, figure=12))
    after = replace(files, revision=store.revision().number)
    register(store, after.add(OWN, {}, figure=13), SUZUKI)
    examined = examine(store, files.add(OWN, {BAR: LATE}, figure=15))
    assert holds(examined) == ["corrects_own_return@file", "changed_meanwhile@K6"]
    only_once = examine(store, files.add(OWN, {BAR: LATE}, figure=15), confirmed=[YES])
    assert holds(only_once) == ["changed_meanwhile@K6"]


def test_another_departments_return_by_the_same_person_is_none_of_its_own(
    store: Store, files: ReturnedFiles
) -> None:
    register(store, files.add(OTHER, {}, figure=12))
    examined = examine(store, files.add(OWN, {}, figure=15))
    assert holds(examined) == ["changed_meanwhile@K6"]


def test_nobody_without_a_name_corrects_his_own(
    store: Store, files: ReturnedFiles
) -> None:
    register(store, files.add(OWN, {}, figure=12))
    examined = examine(store, files.add(OWN, {}, figure=15), "")
    assert holds(examined) == ["changed_meanwhile@K6"]


def test_two_accounts_of_one_name_are_not_taken_for_each_other(
    store: Store, files: ReturnedFiles
) -> None:
    for subject in ("a@example.jp", "b@example.jp"):
        membership = Membership(Role.REPORTER, CITY, OWN)
        grant = Grant(subject, SATO, membership)
        account_writing.grant_roles(
            store, [grant], "管理者", "", TODAY, managing=MANAGING
        )
    register(store, files.add(OWN, {}, figure=12))
    examined = examine(store, files.add(OWN, {}, figure=15))
    assert holds(examined) == ["changed_meanwhile@K6"]


def test_what_was_taken_back_is_corrected_no_more(
    store: Store, files: ReturnedFiles
) -> None:
    first = register(store, files.add(OWN, {}, figure=12))
    writing.withdraw_return(store, first.number, SATO, "間違えた")
    assert examine(store, files.add(OWN, {}, figure=15)).accepted


def test_a_form_made_after_the_own_return_is_told_to_correct_it_and_asks_nothing(
    store: Store, files: ReturnedFiles
) -> None:
    first = register(store, files.add(OWN, {}, figure=12))
    newer = replace(files, revision=store.revision().number)
    examined = examine(store, newer.add(OWN, {}, figure=15))
    assert examined.accepted
    [told] = [f for f in examined.findings if f.code == "own_return_corrected"]
    assert (told.facts["number"], told.facts["n"]) == (first.number, Quantity(1))


def test_a_form_of_an_unknown_state_asks_once_of_the_own_return_too(
    store: Store, files: ReturnedFiles
) -> None:
    register(store, files.add(OWN, {}, figure=12))
    lost = replace(files, revision=99)
    assert holds(examine(store, lost.add(OWN, {}, figure=15))) == [
        "corrects_own_return@file"
    ]


def test_what_only_adds_to_the_own_return_corrects_nothing(
    store: Store, files: ReturnedFiles
) -> None:
    register(store, files.add(OWN, {}, figure=12))
    examined = examine(store, files.add(OWN, {BAR: RUNNING}, figure=12))
    assert examined.accepted
    assert all("own" not in finding.code for finding in examined.findings)
