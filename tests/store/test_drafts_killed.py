"""A process that changes a draft is killed at any moment: each step that was acknowledged
is there, and the draft is what its steps made of it.

KILL_ROUNDS=500 in the environment kills that many times on each database.
"""

import os

from dxkpi import actions
from dxkpi.actions import Actor, Identification, StartDraft, data_at_step
from dxkpi.plan import Plan
from dxkpi.plan.document_changes import value_at, with_changes
from dxkpi.store import Store
from dxkpi.store.engine import write_transaction
from tests.support import databases, forking

ROUNDS = int(os.environ.get("KILL_ROUNDS", "8"))


def assert_whole(url: str, number: int) -> int:
    """The store opens, and steps and document fit together; the number of the last step."""
    store = Store(url)
    with write_transaction(store.engine):
        pass  # whatever the killed process had told the database to do is over
    draft, steps = store.draft(number), store.draft_steps(number)
    assert [step.number for step in steps] == list(range(1, draft.listed.step + 1))
    made = draft.base
    for step in steps:
        made = with_changes(made, step.changes)
    assert made == draft.data
    assert data_at_step(draft, steps, 0) == draft.base
    if steps:
        name = value_at(draft.data, ("indicators", "K01", "name"))
        assert name == f"第{draft.listed.step}案"
    store.close()
    return draft.listed.step


def test_no_step_that_was_acknowledged_is_lost(
    stores: databases.Prepared, sample_plan: Plan
) -> None:
    url = stores.store([sample_plan])
    store = Store(url)
    operator = Actor("operator", Identification.COMMAND_LINE)
    command = StartDraft(*sample_plan.key)
    number = actions.start_draft(store, command, operator).number
    store.close()
    with forking.parent_of("tests.support.draft_writer") as parent:
        for turn in range(ROUNDS):
            receipts = forking.kill_worker(parent, f"{url} {number}", turn % 4)
            last = assert_whole(url, number)
            assert all(step <= last for _word, step in receipts)
    assert last > ROUNDS
