"""A process that walks a year's cycle is killed at any moment: each of its writes is there
whole, or not at all, and what it was told of is there.

KILL_ROUNDS=500 in the environment kills that many times on each database.
"""

import os
from collections import Counter, defaultdict
from typing import Any

from sqlalchemy import Column, Select, func, select

from dxkpi.plan import Plan
from dxkpi.store import Store
from dxkpi.store.engine import read_connection, write_transaction
from dxkpi.store.tables import (
    ACCOUNT_CHANGE,
    FIGURE,
    ITEM_CONFIRMATION,
    MEMBERSHIP,
    PLAN,
    RELEASE,
    REMARK,
    REVISION,
    ROUND,
    SUBMISSION,
)
from tests.support import databases, forking
from tests.support.cycle_writer import CODES, KEY, YEAR, Step
from tests.support.shipped_cities import MIHON

ROUNDS = int(os.environ.get("KILL_ROUNDS", "16"))
_WRITTEN_BY = {
    "round": ROUND.c.recorded_in,
    "submission": SUBMISSION.c.recorded_in,
    "figure": FIGURE.c.recorded_in,
    "remark": REMARK.c.recorded_in,
    "answer": REMARK.c.answered_in,
    "confirmation": ITEM_CONFIRMATION.c.recorded_in,
    "release": RELEASE.c.recorded_in,
    "membership": MEMBERSHIP.c.recorded_in,
    "account event": ACCOUNT_CHANGE.c.recorded_in,
}
"""What says which revision wrote a row."""

_WHOLE = {
    Step.ROUND: {"round": 1},
    Step.REGISTER: {"submission": 1, "figure": len(CODES)},
    Step.SEND_BACK: {"remark": 1, "confirmation": len(CODES) - 1},
    Step.ANSWER: {"answer": 1},
    Step.CONFIRM: {"confirmation": len(CODES)},
    Step.RELEASE: {"release": 1},
    Step.GRANT: {"membership": 1, "account event": 2},
}
"""The rows of each step's write."""


def steps_on_record(store: Store) -> dict[int, Step]:
    """The step of each revision after the first, each of which is there whole."""
    steps = {}
    rows: defaultdict[int, Counter[str]] = defaultdict(Counter)
    with read_connection(store.engine) as connection:
        for name, column in _WRITTEN_BY.items():
            for number, count in connection.execute(_counted(column)):
                rows[number][name] = count
        sources = connection.execute(select(REVISION.c.id, REVISION.c.source))
        for number, source in sources:
            if number > 1:
                steps[number] = Step(source)
        [changed_in] = connection.execute(select(PLAN.c.changed_in)).scalars()
    for number, step in steps.items():
        assert rows.pop(number) == _WHOLE[step], (number, step)
    assert set(rows) <= {1}, "nothing is written without its revision"
    assert sorted(steps) == list(range(2, len(steps) + 2))
    of_plan = [number for number, step in steps.items() if step is not Step.GRANT]
    assert changed_in == max(of_plan, default=1)
    return steps


def _counted(column: Column[Any]) -> Select[Any]:
    return select(column, func.count()).where(column.is_not(None)).group_by(column)


def assert_whole(url: str) -> dict[int, Step]:
    """The store opens; what it holds is whole and fits together."""
    store = Store(url)
    with write_transaction(store.engine):
        pass  # whatever the killed process had told the database to do is over
    assert store.level().current
    assert store.verify().is_sound
    steps = steps_on_record(store)
    plan = store.plan(KEY)
    assert plan is not None
    figures = {indicator.actual(YEAR) for indicator in plan.indicators}
    assert len(figures) == 1, "all figures are of the same return"
    review = store.review(KEY, YEAR)
    items = [confirmation.item for confirmation in review.confirmations]
    assert len(items) == len(set(items)), "nothing is final twice"
    for release in store.releases(KEY):
        assert store.release_content(KEY, release.number)
    granted = [step for step in steps.values() if step is Step.GRANT]
    assert len(store.accounts(MIHON)) == len(granted)
    store.close()
    return steps


def test_a_process_that_is_killed_at_any_moment_leaves_every_step_of_the_cycle_whole(
    stores: databases.Prepared, sample_plan: Plan
) -> None:
    alone = {"actuals": (), "parts": ()}
    asked = [
        indicator.model_copy(update=alone)
        for indicator in sample_plan.indicators
        if indicator.code in CODES
    ]
    url = stores.store([sample_plan.model_copy(update={"indicators": asked})])
    receipts: list[tuple[str, int]] = []
    with forking.parent_of("tests.support.cycle_writer") as parent:
        for turn in range(ROUNDS):
            receipts += forking.kill_worker(parent, url, turn % (len(Step) + 1))
            steps = assert_whole(url)
            on_record = {(step.name, number) for number, step in steps.items()}
            assert set(receipts) <= on_record, "a step that was told of is there"
    assert {word for word, _number in receipts} == {step.name for step in Step}
