"""A form made from a state that the store does not know, as after a backup was restored."""

from collections.abc import Iterator
from datetime import timedelta

import pytest

from dxkpi import actions
from dxkpi.actions import ExaminedReturn, RegisterReturn
from dxkpi.findings import Severity
from dxkpi.plan import BarState
from dxkpi.returns import Confirmation
from dxkpi.store import Store
from tests.support.batches import (
    DEPARTMENTS,
    FIGURE,
    Answer,
    ReturnedFiles,
    plan_of_many_departments,
)
from tests.support.databases import Prepared
from tests.support.returned import person

OWN, OTHER = DEPARTMENTS[:2]
BAR, KEY = "1-1/1", ("1-1", "共通0", 0)
LOST_REVISION = 99


@pytest.fixture
def store(sqlite_stores: Prepared) -> Iterator[Store]:
    opened = Store(sqlite_stores.store([plan_of_many_departments()]))
    yield opened
    opened.close()


@pytest.fixture
def lost(store: Store) -> ReturnedFiles:
    """Forms made at a revision that the store has never seen."""
    return ReturnedFiles(store, LOST_REVISION)


@pytest.fixture
def reported(store: Store) -> Store:
    """The store in which another department has reported."""
    files = ReturnedFiles(store, store.revision().number)
    file = files.add(OTHER, {BAR: Answer("実施中", 40)}, figure=12)
    command = RegisterReturn(files.examine(file))
    actions.register_return(store, command, person("佐藤"))
    return store


def holds(examined: ExaminedReturn) -> set[str]:
    return {f"{hold.code}@{hold.where}" for hold in examined.findings_of(Severity.HOLD)}


def codes(examined: ExaminedReturn) -> set[str]:
    return {finding.code for finding in examined.findings}


def test_what_differs_from_what_is_registered_is_asked_about_place_by_place(
    reported: Store, lost: ReturnedFiles
) -> None:
    file = lost.add(OWN, {BAR: Answer("遅れ", 10)}, figure=15)
    examined = lost.examine(file)
    assert holds(examined) == {
        "differs_from_registered@K6",
        "differs_from_registered@F7",
    }
    assert "form_of_unknown_state" in codes(examined)
    [hold] = [f for f in examined.findings_of(Severity.HOLD) if f.where == "K6"]
    assert (hold.proposed, hold.facts["who"]) == (None, "佐藤")
    assert [choice.key for choice in hold.choices] == ["file", "stored"]


@pytest.mark.parametrize(("choice", "figures"), [("file", {FIGURE}), ("stored", set())])
def test_the_answer_counts(
    reported: Store, lost: ReturnedFiles, choice: str, figures: set[str]
) -> None:
    file = lost.add(OWN, {}, figure=15)
    word = Confirmation("differs_from_registered", "K6", choice, "電話で確認")
    examined = lost.examine(file, confirmed=[word])
    assert examined.accepted
    assert examined.checked is not None
    assert set(examined.checked.actuals) == figures


def test_what_is_the_same_and_what_is_blank_is_not_asked_about(
    reported: Store, lost: ReturnedFiles
) -> None:
    same = lost.examine(lost.add(OWN, {BAR: Answer("実施中", 40)}, figure=12))
    assert same.accepted
    assert "form_of_unknown_state" not in codes(same)
    blank = lost.examine(lost.add(OWN, {"1-1/2": Answer("実施中")}))
    assert blank.accepted
    assert blank.checked is not None
    assert set(blank.checked.progress) == {("1-1", "共通1", 0)}


def test_what_the_restored_store_has_lost_is_registered_again(
    store: Store, lost: ReturnedFiles
) -> None:
    examined = lost.examine(lost.add(OWN, {BAR: Answer("遅れ", 10)}, figure=15))
    assert examined.accepted
    assert examined.checked is not None
    assert examined.checked.progress[KEY].state is BarState.LATE


def test_a_number_that_other_writes_took_after_the_restoring_is_not_the_forms(
    reported: Store,
) -> None:
    last = reported.revision()
    assert last.at is not None
    known = ReturnedFiles(reported, last.number, last.at)
    corrected = known.examine(known.add(OWN, {}, figure=15))
    assert corrected.accepted  # the form was made after 12 was registered

    before_restoring = last.at - timedelta(days=1)
    other = ReturnedFiles(reported, last.number, before_restoring)
    examined = other.examine(other.add(OWN, {}, figure=15))
    assert holds(examined) == {"differs_from_registered@K6"}
