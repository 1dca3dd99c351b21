"""Two at the same moment: one does it, the other is told, nothing is recorded twice."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, closing
from datetime import date
from functools import partial
from typing import Any

import pytest

from dxkpi import actions
from dxkpi.actions import (
    Actor,
    AnswerRemark,
    ChangeRound,
    ConfirmItems,
    ExaminedReturn,
    GrantRole,
    Identification,
    OpenRound,
    RegisterReturn,
    ReleaseYear,
    ReturnItems,
)
from dxkpi.plan import Plan, PlanKey
from dxkpi.plan.review import figure_key
from dxkpi.plan.round import Round
from dxkpi.store import (
    Membership,
    NewRemark,
    Role,
    SeenItem,
    Store,
    StoreError,
    StoreFault,
)
from dxkpi.store.engine import read_connection
from dxkpi.store.revisions import last_revision
from dxkpi.store.tables import ITEM_CONFIRMATION
from tests.support.databases import Prepared
from tests.support.opened_rounds import (
    FIGURES,
    SECRETARIAT,
    open_round,
    plan_of_two_departments,
)
from tests.support.returned import answer, person
from tests.support.threads import at_once

CITY, YEAR = "999997", 2025
TURNS = 4
OTHER_REVIEWER = Actor("企画課 高橋", Identification.TYPED)
SATO = person("佐藤")
Action = Callable[[Store, Any, Actor], Any]
Job = tuple[Action, Any, Actor]


@pytest.fixture
def key(sample_plan: Plan) -> PlanKey:
    return sample_plan.key


@pytest.fixture
def empty(stores: Prepared, sample_plan: Plan) -> Iterator[Store]:
    """A plan of two departments, for which no round is open."""
    opened = Store(stores.store([plan_of_two_departments(sample_plan)]))
    yield opened
    opened.close()


@pytest.fixture
def store(empty: Store, key: PlanKey) -> Store:
    """A round that is reviewed, in which 人事課 handed in."""
    open_round(empty, key, is_reviewed=True)
    register(empty, {"K13": 99, "K16": 24})
    return empty


def return_of(store: Store, figures: dict[str, int]) -> RegisterReturn:
    checked = answer(store, CITY, YEAR, "人事課", figures)
    return RegisterReturn(ExaminedReturn(None, checked, checked.findings))


def register(store: Store, figures: dict[str, int]) -> None:
    actions.register_return(store, return_of(store, figures), SATO)


def seen(store: Store, key: PlanKey) -> tuple[SeenItem, ...]:
    """What 人事課 has in, as a reviewer sees it."""
    changes = store.review(key, YEAR).changed_in
    items = [figure_key(code) for code in ("K13", "K16")]
    return tuple(SeenItem(item, YEAR, changes[item, YEAR]) for item in items)


def confirming(store: Store, key: PlanKey) -> ConfirmItems:
    return ConfirmItems(key, YEAR, seen(store, key), seen=store.revision().number)


def sending_back(store: Store, key: PlanKey) -> ReturnItems:
    first, second = seen(store, key)
    remark = NewRemark(first.item, "分母は何ですか")
    number = store.revision().number
    return ReturnItems(key, YEAR, (remark,), (second,), seen=number)


def results_at_once(store: Store, jobs: Sequence[Job]) -> list[Any]:
    """What each comes to of several who begin at the same moment, each as in a process of
    his own.
    """
    with ExitStack() as stack:
        own_stores = [stack.enter_context(closing(Store(store.url))) for _job in jobs]
        return at_once(
            [
                partial(action, own, command, actor)
                for own, (action, command, actor) in zip(own_stores, jobs, strict=True)
            ]
        )


def compete(store: Store, jobs: Sequence[Job]) -> list[StoreFault]:
    """What those were told who were too late. Exactly one is not."""
    results = results_at_once(store, jobs)
    faults = [result.fault for result in results if isinstance(result, StoreError)]
    assert len(faults) == len(jobs) - 1
    return faults


def newest_revision(store: Store) -> int:
    with read_connection(store.engine) as connection:
        return last_revision(connection).number


def confirmations_on_record(store: Store) -> int:
    """How many were ever recorded, also those that others took the place of."""
    with read_connection(store.engine) as connection:
        return len(connection.execute(ITEM_CONFIRMATION.select()).all())


def test_of_two_who_confirm_the_same_one_is_told(store: Store, key: PlanKey) -> None:
    command, revision = confirming(store, key), store.revision().number
    confirm = actions.confirm_items
    jobs = [(confirm, command, SECRETARIAT), (confirm, command, OTHER_REVIEWER)]
    assert compete(store, jobs) == [StoreFault.CHANGED_SINCE_SEEN]
    review = store.review(key, YEAR)
    assert len({one.who for one in review.confirmations}) == 1
    assert len(review.confirmations) == confirmations_on_record(store) == 2
    assert {one.revision for one in review.confirmations} == {revision + 1}


def test_of_two_who_send_the_same_back_one_is_told(store: Store, key: PlanKey) -> None:
    command, send_back = sending_back(store, key), actions.return_items
    jobs = [(send_back, command, SECRETARIAT), (send_back, command, OTHER_REVIEWER)]
    assert compete(store, jobs) == [StoreFault.CHANGED_SINCE_SEEN]
    review = store.review(key, YEAR)
    assert len(review.remarks) == len(review.confirmations) == 1
    assert review.remarks[0].who == review.confirmations[0].who


@pytest.mark.parametrize("_turn", range(TURNS))
def test_one_confirms_and_another_sends_back(
    store: Store, key: PlanKey, _turn: int
) -> None:
    jobs: list[Job] = [
        (actions.confirm_items, confirming(store, key), SECRETARIAT),
        (actions.return_items, sending_back(store, key), OTHER_REVIEWER),
    ]
    assert compete(store, jobs) == [StoreFault.CHANGED_SINCE_SEEN]
    review = store.review(key, YEAR)
    reviewers = {one.who for one in review.confirmations}
    reviewers |= {remark.who for remark in review.remarks}
    [reviewer] = reviewers
    by_first = reviewer == SECRETARIAT.name
    assert (len(review.remarks), len(review.confirmations)) == (
        (0, 2) if by_first else (1, 1)
    )


@pytest.mark.parametrize("_turn", range(TURNS))
def test_nothing_becomes_final_and_changes_at_the_same_moment(
    store: Store, key: PlanKey, _turn: int
) -> None:
    """Whoever comes second is told: the reviewer that it changed, the department that it
    is final and takes a reason.
    """
    jobs: list[Job] = [
        (actions.confirm_items, confirming(store, key), SECRETARIAT),
        (actions.register_return, return_of(store, {"K13": 98}), SATO),
    ]
    [fault] = compete(store, jobs)
    review = store.review(key, YEAR)
    if fault is StoreFault.IS_FINAL:
        assert len(review.confirmations) == 2
        assert len(store.submissions(key)) == 1
    else:
        assert fault is StoreFault.CHANGED_SINCE_SEEN
        assert not review.confirmations
        assert len(store.submissions(key)) == 2


def test_of_two_answers_to_a_remark_one_counts(store: Store, key: PlanKey) -> None:
    actions.return_items(store, sending_back(store, key), SECRETARIAT)
    [remark] = store.review(key, YEAR).remarks
    jobs: list[Job] = [
        (
            actions.answer_remark,
            AnswerRemark(key, YEAR, "人事課", remark.number, text),
            person(text),
        )
        for text in ("全職員です", "正規職員です")
    ]
    assert compete(store, jobs) == [StoreFault.NO_SUCH_REMARK]


def test_of_two_who_open_a_round_one_is_told(empty: Store, key: PlanKey) -> None:
    jobs: list[Job] = [
        (actions.open_round, OpenRound(key, YEAR, deadline), actor)
        for deadline, actor in (
            (FIGURES, SECRETARIAT),
            (date(2026, 6, 1), OTHER_REVIEWER),
        )
    ]
    assert compete(empty, jobs) == [StoreFault.ROUND_IS_OPEN]


def test_of_two_who_release_a_year_one_is_told(store: Store, key: PlanKey) -> None:
    release = ReleaseYear(key, YEAR, although_preliminary=True)
    jobs: list[Job] = [
        (actions.release_year, release, actor)
        for actor in (SECRETARIAT, OTHER_REVIEWER)
    ]
    results = results_at_once(store, jobs)
    [released] = store.releases(key)
    for result in results:
        if isinstance(result, StoreError):
            assert result.fault is StoreFault.CHANGED_SINCE_SEEN
        else:
            assert result == released


def test_two_who_do_the_same_to_a_round_or_an_account_write_once(
    store: Store, key: PlanKey
) -> None:
    change = ChangeRound(key, YEAR, date(2026, 6, 1), None, is_reviewed=True)
    grant = GrantRole("suzuki", "鈴木", Membership(Role.REVIEWER, CITY))
    operator = Actor("root", Identification.COMMAND_LINE)
    for action, command in (
        (actions.change_round, change),
        (actions.grant_role, grant),
    ):
        before = newest_revision(store)
        results = results_at_once(store, [(action, command, operator)] * 2)
        assert not [result for result in results if isinstance(result, StoreError)]
        assert newest_revision(store) == before + 1
    changed: Round | None = store.round(key, YEAR)
    assert changed is not None
    assert changed.deadline == date(2026, 6, 1)
