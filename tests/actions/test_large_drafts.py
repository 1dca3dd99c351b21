"""A draft with twice as many indicators takes twice the work, and no more."""

from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

import pytest

from dxkpi import actions
from dxkpi.actions import ChangeDraft, StartDraft, UndoStep, compare_draft
from dxkpi.drafting.merging import with_proposals
from dxkpi.drafting.proposal import Passage, Proposal, ProposalKind
from dxkpi.plan import Plan
from dxkpi.plan.document_changes import ABSENT
from dxkpi.plan.document_problem import Location
from dxkpi.store import Store
from tests.support.counted_calls import calls_made
from tests.support.databases import Prepared
from tests.support.returned import person

SATO = person("企画課 佐藤")
FEW, MANY = 100, 200
MOST_GROWTH = 2.3
"""Of twice as many; what grows with the square would be four times the work."""

Edits = dict[Location, Any]


@pytest.fixture
def store(sqlite_stores: Prepared, sample_plan: Plan) -> Iterator[Store]:
    opened = Store(sqlite_stores.store([sample_plan]))
    yield opened
    opened.close()


def change(store: Store, number: int, edits: Edits) -> None:
    step = store.draft(number).listed.step
    actions.change_draft(store, ChangeDraft(number, step, edits), SATO)


def undo(store: Store, number: int) -> None:
    step = store.draft(number).listed.step
    actions.undo_step(store, UndoStep(number, step), SATO)


def new_indicators(count: int) -> Edits:
    """Indicators that are named and nothing else, so that each has a problem."""
    return {("indicators", f"+{n}"): {"name": f"新しい指標{n}"} for n in range(count)}


def work_of_editing(
    store: Store, plan: Plan, edits_of: Callable[[str], Edits], count: int
) -> list[int]:
    """The work of editing each of many indicators, of looking at what came of it, and of
    undoing it.
    """
    number = actions.start_draft(store, StartDraft(*plan.key), SATO).number
    change(store, number, new_indicators(count))
    edits: Edits = {}
    for indicator in store.draft(number).data["indicators"][-count:]:
        edits |= edits_of(indicator["code"])
    steps = (
        lambda: change(store, number, edits),
        lambda: compare_draft(store, number),
        lambda: undo(store, number),
    )
    work = [calls_made(step) for step in steps]
    actions.discard_draft(store, actions.DiscardDraft(number), SATO)
    return work


def grows_evenly(few: int, many: int) -> bool:
    return many <= MOST_GROWTH * few


@pytest.mark.parametrize(
    "edits_of",
    [
        lambda code: {("indicators", code, "name"): f"指標 {code}"},
        lambda code: {("indicators", code, "code"): f"Z-{code}"},
        lambda code: {("indicators", code): ABSENT},
    ],
    ids=["named", "coded", "taken out"],
)
def test_twice_as_many_edits_are_twice_the_work(
    store: Store, sample_plan: Plan, edits_of: Callable[[str], Edits]
) -> None:
    few = work_of_editing(store, sample_plan, edits_of, FEW)
    many = work_of_editing(store, sample_plan, edits_of, MANY)
    assert all(map(grows_evenly, few, many)), (few, many)


def test_twice_as_many_new_items_are_twice_the_work(
    store: Store, sample_plan: Plan
) -> None:
    work: list[int] = []
    for count in (FEW, MANY):
        number = actions.start_draft(store, StartDraft(*sample_plan.key), SATO).number
        edits = new_indicators(count)
        work.append(calls_made(partial(change, store, number, edits)))
        actions.discard_draft(store, actions.DiscardDraft(number), SATO)
    assert grows_evenly(*work), work


def test_twice_as_many_proposals_are_twice_the_work() -> None:
    proposals = [
        Proposal(ProposalKind.INDICATOR, str(n), {"name": f"指標{n}"}, Passage("…"))
        for n in range(MANY)
    ]
    work = [
        calls_made(partial(with_proposals, {}, proposals[:count]))
        for count in (FEW, MANY)
    ]
    assert grows_evenly(*work), work
