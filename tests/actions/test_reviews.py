"""What was reported is confirmed or sent back with a remark, and the remark is answered."""

from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

import pytest

from dxkpi import actions
from dxkpi.actions import (
    Actor,
    AnswerRemark,
    ConfirmItems,
    Identification,
    NotPermitted,
    ReturnItems,
    ReviewFault,
    WrongReview,
)
from dxkpi.plan import Actual, Plan
from dxkpi.plan.review import ItemKey, figure_key
from dxkpi.returns.round_facts import round_departments
from dxkpi.returns.round_items import ItemState
from dxkpi.returns.round_status import DepartmentInRound
from dxkpi.store import NewRemark, Role, SeenItem, Store, StoreError, StoreFault
from tests.support.accounts import granted
from tests.support.databases import Prepared
from tests.support.opened_rounds import SECRETARIAT, open_round
from tests.support.returned import TODAY, answer, put_on_record

CITY, OWN = "999997", "人事課"
REPORTER = Actor("人事 佐藤", Identification.TYPED)


@pytest.fixture
def store(sqlite_stores: Prepared, sample_plan: Plan) -> Iterator[Store]:
    opened = Store(sqlite_stores.store([sample_plan]))
    open_round(opened, sample_plan.key, is_reviewed=True)
    yield opened
    opened.close()


def standing(store: Store, plan: Plan, department: str = OWN) -> DepartmentInRound:
    """How far a department is in the round, as the store stands."""
    forms = actions.return_forms(store, plan.key, 2025, TODAY)
    progress = round_departments(
        forms,
        store.submissions(plan.key),
        (),
        store.round(plan.key, 2025),
        TODAY,
        store.review(plan.key, 2025),
    )
    return next(one for one in progress.departments if one.department == department)


def states(store: Store, plan: Plan) -> dict[ItemKey, ItemState]:
    return {item.key: item.state for item in standing(store, plan).items if item.key}


@pytest.fixture
def handed_in(store: Store, sample_plan: Plan) -> tuple[SeenItem, ...]:
    """What 人事課 has in, as a reviewer sees it."""
    changes = store.review(sample_plan.key, 2025).changed_in
    return tuple(
        SeenItem(item.key, item.fiscal_year, changes[item.key, item.fiscal_year])
        for item in standing(store, sample_plan).items
        if item.state is ItemState.HANDED_IN and item.key and item.fiscal_year
    )


def remark(seen: SeenItem, text: str = "終わる時期を書いてください") -> NewRemark:
    return NewRemark(seen.item, text, "cause")


def faults(action: Callable[[], Any]) -> tuple[ReviewFault, ...]:
    with pytest.raises(WrongReview) as error:
        action()
    return error.value.faults


def test_some_are_confirmed_and_one_is_sent_back_in_one_write(
    store: Store, sample_plan: Plan, handed_in: tuple[SeenItem, ...]
) -> None:
    sent_back, *others = handed_in
    command = ReturnItems(sample_plan.key, 2025, (remark(sent_back),), tuple(others))
    revision = actions.return_items(store, command, SECRETARIAT)
    assert store.revision() == revision
    now = states(store, sample_plan)
    assert now[sent_back.item] is ItemState.SENT_BACK
    assert {now[seen.item] for seen in others} == {ItemState.CONFIRMED}
    [kept] = store.review(sample_plan.key, 2025).remarks
    assert (kept.who, kept.column) == (SECRETARIAT.name, "cause")


def test_an_answer_brings_a_thing_back_before_the_reviewer(
    store: Store, sample_plan: Plan, handed_in: tuple[SeenItem, ...]
) -> None:
    first = handed_in[0]
    command = ReturnItems(sample_plan.key, 2025, (remark(first),))
    actions.return_items(store, command, SECRETARIAT)
    reply = AnswerRemark(sample_plan.key, 2025, OWN, 1, " 令和8年10月に\n終わる ")
    actions.answer_remark(store, reply, REPORTER)
    [kept] = store.review(sample_plan.key, 2025).remarks
    assert kept.answer == "令和8年10月に 終わる"
    assert kept.answered_by == REPORTER.name
    assert kept.answered_at is not None
    assert kept.answered_at >= kept.at
    assert states(store, sample_plan)[first.item] is ItemState.HANDED_IN
    with pytest.raises(StoreError) as error:
        actions.answer_remark(store, reply, REPORTER)
    assert error.value.fault is StoreFault.NO_SUCH_REMARK


def test_an_answer_makes_nothing_final_that_was_sent_back_after_it_was(
    store: Store, sample_plan: Plan, handed_in: tuple[SeenItem, ...]
) -> None:
    key, first = sample_plan.key, handed_in[0]
    actions.confirm_items(store, ConfirmItems(key, 2025, (first,)), SECRETARIAT)
    assert states(store, sample_plan)[first.item] is ItemState.CONFIRMED
    actions.return_items(store, ReturnItems(key, 2025, (remark(first),)), SECRETARIAT)
    assert states(store, sample_plan)[first.item] is ItemState.SENT_BACK
    reply = AnswerRemark(key, 2025, OWN, 1, "令和8年10月に終わる")
    actions.answer_remark(store, reply, REPORTER)
    assert states(store, sample_plan)[first.item] is ItemState.HANDED_IN
    actions.confirm_items(store, ConfirmItems(key, 2025, (first,)), SECRETARIAT)
    assert states(store, sample_plan)[first.item] is ItemState.CONFIRMED


def test_a_later_return_opens_what_was_confirmed_and_answers_what_was_sent_back(
    store: Store, sample_plan: Plan, handed_in: tuple[SeenItem, ...]
) -> None:
    figures = [seen for seen in handed_in if seen.item.kind == "figure"][:2]
    sent_back, confirmed = figures
    command = ReturnItems(sample_plan.key, 2025, (remark(sent_back),), (confirmed,))
    actions.return_items(store, command, SECRETARIAT)
    for seen in figures:
        indicator = sample_plan.indicator(seen.item.place)
        assert indicator is not None
        old = indicator.actual(seen.fiscal_year)
        assert old is not None
        assert old.value is not None
        new = Actual(fiscal_year=seen.fiscal_year, value=old.value + 1)
        changed = answer(store, CITY, 2025, OWN, {indicator.code: new})
        put_on_record(store, changed, "佐藤", correction="再計算した")
    now = states(store, sample_plan)
    assert {now[seen.item] for seen in figures} == {ItemState.HANDED_IN}


def test_nothing_is_confirmed_that_is_not_as_it_was_seen(
    store: Store, sample_plan: Plan, handed_in: tuple[SeenItem, ...]
) -> None:
    stale = handed_in[0]._replace(stood_at=handed_in[0].stood_at + 7)
    command = ConfirmItems(sample_plan.key, 2025, (*handed_in[1:], stale))
    with pytest.raises(StoreError) as error:
        actions.confirm_items(store, command, SECRETARIAT)
    assert error.value.fault is StoreFault.CHANGED_SINCE_SEEN
    assert ItemState.CONFIRMED not in states(store, sample_plan).values()


def test_confirming_twice_keeps_one_confirmation(
    store: Store, sample_plan: Plan, handed_in: tuple[SeenItem, ...]
) -> None:
    command = ConfirmItems(sample_plan.key, 2025, handed_in)
    actions.confirm_items(store, command, SECRETARIAT)
    actions.confirm_items(store, command, SECRETARIAT)
    kept = store.review(sample_plan.key, 2025).confirmations
    assert len(kept) == len(handed_in)
    assert set(states(store, sample_plan).values()) <= {
        ItemState.CONFIRMED,
        ItemState.OPEN,
    }


@pytest.mark.parametrize(
    ("text", "fault"),
    [(" ", ReviewFault.NO_REMARK), ("長" * 301, ReviewFault.REMARK_TOO_LONG)],
)
def test_a_remark_and_an_answer_have_words(
    store: Store,
    sample_plan: Plan,
    handed_in: tuple[SeenItem, ...],
    text: str,
    fault: ReviewFault,
) -> None:
    key = sample_plan.key
    command = ReturnItems(key, 2025, (remark(handed_in[0], text),))
    assert faults(lambda: actions.return_items(store, command, SECRETARIAT)) == (fault,)
    reply = AnswerRemark(key, 2025, OWN, 1, text)
    assert faults(lambda: actions.answer_remark(store, reply, REPORTER)) == (fault,)


def test_what_cannot_be_reviewed(
    store: Store, sample_plan: Plan, handed_in: tuple[SeenItem, ...]
) -> None:
    key, first = sample_plan.key, handed_in[0]
    unknown = NewRemark(figure_key("K99"), "これは何か")
    cases = [
        (ReturnItems(key, 2025, ()), ReviewFault.NOTHING_CHOSEN),
        (ReturnItems(key, 2025, (unknown,)), ReviewFault.NOT_HANDED_IN),
        (ReturnItems(key, 2025, (remark(first),), (first,)), ReviewFault.BOTH),
        (ReturnItems(key, 2024, (remark(first),)), ReviewFault.NO_REVIEW),
    ]
    for command, fault in cases:
        returning = partial(actions.return_items, store, command, SECRETARIAT)
        assert faults(returning) == (fault,)
    nothing = ConfirmItems(key, 2025, ())
    assert faults(lambda: actions.confirm_items(store, nothing, SECRETARIAT)) == (
        ReviewFault.NOTHING_CHOSEN,
    )


def test_only_a_department_that_reports_it_answers(
    store: Store, sample_plan: Plan, handed_in: tuple[SeenItem, ...]
) -> None:
    key = sample_plan.key
    actions.return_items(
        store, ReturnItems(key, 2025, (remark(handed_in[0]),)), SECRETARIAT
    )
    other = granted(store, "other", Role.REPORTER, CITY, "防災課")
    with pytest.raises(NotPermitted):
        actions.answer_remark(store, AnswerRemark(key, 2025, OWN, 1, "はい"), other)
    with pytest.raises(StoreError):  # not by naming another year either
        actions.answer_remark(
            store, AnswerRemark(key, 2024, "防災課", 1, "はい"), other
        )
    as_own = AnswerRemark(key, 2025, "防災課", 1, "はい")
    assert faults(lambda: actions.answer_remark(store, as_own, other)) == (
        ReviewFault.OTHER_DEPARTMENT,
    )
