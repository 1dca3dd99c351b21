"""Several returns at once: each is worked out against the state after those before it."""

from collections.abc import Iterator
from decimal import Decimal

import pytest

from dxkpi import actions
from dxkpi.actions import ExaminedReturn, RegisterReturn
from dxkpi.findings import Phrase, Severity
from dxkpi.plan import BarState, Progress
from dxkpi.returns import Confirmation
from dxkpi.store import Store, Submission
from tests.support.batches import (
    CITY,
    DEPARTMENTS,
    OWN,
    SHARED,
    YEAR,
    Answer,
    ReturnedFiles,
    plan_of_many_departments,
)
from tests.support.databases import Prepared
from tests.support.returned import person
from tests.support.shipped_cities import key_of

FIRST, SECOND, THIRD = DEPARTMENTS[:3]
BAR = "1-1/1"
KEY = ("1-1", "共通0", 0)
RUNNING, LATE = Answer("実施中", 40), Answer("遅れ", 10)


@pytest.fixture
def store(sqlite_stores: Prepared) -> Iterator[Store]:
    opened = Store(sqlite_stores.store([plan_of_many_departments()]))
    yield opened
    opened.close()


@pytest.fixture
def files(store: Store) -> ReturnedFiles:
    return ReturnedFiles(store, store.revision().number)


def register(store: Store, examined: ExaminedReturn, who: str = "佐藤") -> Submission:
    command = RegisterReturn(examined)
    return actions.register_return(store, command, person(who))


def hold_of(examined: ExaminedReturn) -> str:
    [hold] = examined.findings_of(Severity.HOLD)
    return f"{hold.code}@{hold.where}"


def progress(store: Store) -> Progress | None:
    return store.progress(key_of(CITY), YEAR).get(KEY)


def answers_of(department: str) -> dict[str, Answer]:
    """All entries of a department's form, in its own words."""
    if department == DEPARTMENTS[-1]:
        return {f"1-2/{n + 1}": RUNNING for n in range(OWN)}
    comment = f"{department}は準備を終えた"
    return {
        f"1-1/{n + 1}": Answer("実施中", 40, comment if n == 0 else None)
        for n in range(SHARED)
    }


def test_forty_forms_that_share_their_entries_are_all_registered_in_one_go(
    store: Store, files: ReturnedFiles
) -> None:
    shown: list[ExaminedReturn] = []
    for department in DEPARTMENTS:
        file = files.add(department, answers_of(department))
        shown.append(files.examine(file, *shown))
    assert all(examined.accepted for examined in shown)
    assert store.submissions(key_of(CITY)) == ()

    for file, before in zip(files.files, shown, strict=True):
        now = files.examine(file)
        assert now.checked is not None
        assert before.checked is not None
        assert now.checked.progress == before.checked.progress
        register(store, now)
    assert {s.department for s in store.submissions(key_of(CITY))} == set(DEPARTMENTS)
    assert len(store.progress(key_of(CITY), YEAR)) == SHARED + OWN
    found = progress(store)
    assert found is not None
    assert found.comment is not None
    assert found.comment.split("\n") == [
        f"{department}は準備を終えた" for department in DEPARTMENTS[:-1]
    ]


def test_what_departments_agree_on_changes_once_and_nobody_is_asked(
    store: Store, files: ReturnedFiles
) -> None:
    first = files.examine(files.add(FIRST, {BAR: RUNNING}))
    second = files.examine(files.add(SECOND, {BAR: RUNNING}), first)
    assert second.accepted
    assert second.checked is not None
    assert second.checked.changes == ()


@pytest.mark.parametrize("is_stored", [True, False])
def test_another_state_than_that_of_a_file_before_is_asked_about(
    store: Store, files: ReturnedFiles, *, is_stored: bool
) -> None:
    first = files.examine(files.add(FIRST, {BAR: RUNNING}))
    if is_stored:
        register(store, first)
    earlier = () if is_stored else (first,)
    late = files.add(SECOND, {BAR: LATE})
    second = files.examine(late, *earlier)
    assert hold_of(second) == "changed_meanwhile@F7"
    [hold] = second.findings_of(Severity.HOLD)
    assert [choice.key for choice in hold.choices] == ["file", "stored"]
    assert hold.facts["who"] == ("佐藤" if is_stored else f"{FIRST}.xlsx")
    assert (hold.facts["when"] is Phrase.EARLIER_IN_BATCH) is not is_stored


@pytest.mark.parametrize(
    ("choice", "state", "percent"),
    [("file", BarState.LATE, 10), ("stored", BarState.IN_PROGRESS, 40)],
)
def test_the_answer_to_a_state_of_two_departments_is_registered_and_kept(
    store: Store, files: ReturnedFiles, choice: str, state: BarState, percent: int
) -> None:
    first = files.examine(files.add(FIRST, {BAR: RUNNING}))
    late = files.add(SECOND, {BAR: LATE})
    word = Confirmation("changed_meanwhile", "F7", choice, "電話で確認")
    assert files.examine(late, first, confirmed=[word]).accepted
    register(store, first)
    second = files.examine(late, confirmed=[word])
    submission = register(store, second)
    found = progress(store)
    assert found is not None
    assert (found.state, found.percent) == (state, Decimal(percent))
    assert [c.choice for c in submission.confirmations] == [choice]


def test_a_blank_of_another_department_takes_nothing_away(
    store: Store, files: ReturnedFiles
) -> None:
    first = Answer("実施中", 40, "調達を終えた")
    register(store, files.examine(files.add(FIRST, {BAR: first})))
    for blank in (Answer("実施中"), Answer(None), Answer("実施中", 40)):
        second = files.examine(files.add(SECOND, {BAR: blank, "1-1/2": RUNNING}))
        assert second.accepted
        assert second.checked is not None
        assert KEY not in second.checked.progress


def test_a_figure_that_two_departments_report_is_asked_about_where_they_differ(
    store: Store, files: ReturnedFiles
) -> None:
    first = files.examine(files.add(FIRST, {}, figure=12))
    assert first.accepted, first.findings
    same = files.examine(files.add(SECOND, {}, figure=12), first)
    assert same.accepted
    assert same.checked is not None
    assert same.checked.actuals == {}
    other = files.add(THIRD, {}, figure=15)
    assert hold_of(files.examine(other, first)) == "changed_meanwhile@K6"
    register(store, first)
    assert hold_of(files.examine(other)) == "changed_meanwhile@K6"


def test_comments_of_two_departments_on_one_entry_both_stay(
    store: Store, files: ReturnedFiles
) -> None:
    register(store, files.examine(files.add(FIRST, {BAR: Answer("実施中", 40, "甲")})))
    second = files.examine(files.add(SECOND, {BAR: Answer("実施中", 40, "乙")}))
    assert "comments_joined" in {finding.code for finding in second.findings}
    register(store, second)
    found = progress(store)
    assert found is not None
    assert found.comment == "甲\n乙"
    again = files.examine(files.add(THIRD, {BAR: Answer("実施中", 40, "甲")}))
    assert again.checked is not None
    assert again.checked.progress == {}


def test_a_departments_own_comment_that_it_changed_is_asked_about(
    store: Store, files: ReturnedFiles
) -> None:
    register(store, files.examine(files.add(FIRST, {BAR: Answer("実施中", 40, "甲")})))
    again = files.examine(files.add(FIRST, {BAR: Answer("実施中", 40, "乙")}))
    assert hold_of(again) == "changed_meanwhile@H7"


def test_a_copy_without_its_hidden_sheet_is_asked_about_what_its_batch_changed(
    store: Store, files: ReturnedFiles
) -> None:
    first = files.examine(files.add(FIRST, {BAR: RUNNING}))
    copy = files.add(SECOND, {BAR: LATE}, origin=False)
    assert hold_of(files.examine(copy, first)) == "changed_meanwhile@F7"
    register(store, first)
    assert hold_of(files.examine(copy)) == "changed_meanwhile@F7"


def test_a_file_that_needs_a_look_changes_nothing_for_those_after_it(
    files: ReturnedFiles,
) -> None:
    refused = files.examine(files.add(FIRST, {BAR: Answer("さあ")}))
    assert not refused.accepted
    second = files.examine(files.add(SECOND, {BAR: LATE}), refused)
    assert second.accepted
    assert second.checked is not None
    assert set(second.checked.progress) == {KEY}


def test_what_changed_after_the_form_was_made_and_back_again_is_not_asked_about(
    store: Store, files: ReturnedFiles
) -> None:
    made = register(store, files.examine(files.add(FIRST, {BAR: RUNNING})))
    command = actions.WithdrawReturn(made.number, "年度の誤り")
    actions.withdraw_return(store, command, person("田中"))
    assert files.examine(files.add(SECOND, {BAR: LATE})).accepted


def test_what_was_worked_out_after_others_is_not_stored_before_it_is_examined_again(
    store: Store, files: ReturnedFiles
) -> None:
    first = files.examine(files.add(FIRST, {BAR: RUNNING}))
    file = files.add(SECOND, {"1-1/2": RUNNING})
    with pytest.raises(ValueError, match="before it"):
        register(store, files.examine(file, first))
    assert store.submissions(key_of(CITY)) == ()
    register(store, files.examine(file))
