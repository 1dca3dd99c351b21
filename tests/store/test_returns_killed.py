"""A process that registers, leaves and withdraws returns is killed at any moment: each write is there whole, or not at all.

KILL_ROUNDS=500 in the environment kills that many times on each database.
"""

import hashlib
import os
from collections import Counter

from sqlalchemy import func, select

from dxkpi.plan import Plan
from dxkpi.store import Store, SubmissionState
from dxkpi.store.engine import read_connection, write_transaction
from dxkpi.store.recorded_tables import RETURNS
from dxkpi.store.tables import (
    CHANGE_ENTRY,
    FIGURE,
    ORIGINAL,
    PROGRESS,
    REVISION,
    SUBMISSION,
)
from tests.support import databases, forking
from tests.support.shipped_cities import key_of

ROUNDS = int(os.environ.get("KILL_ROUNDS", "12"))
YEAR = 2026


def assert_whole(url: str, city: str, codes: list[str]) -> Store:
    """The store opens, and every return in it is there with its original and all its figures, or with none of them."""
    store = Store(url)
    with write_transaction(store.engine):
        pass  # whatever the killed process had told the database to do is over
    assert store.level().current
    recorded = Counter(
        step.submission
        for step in store.history(key_of(city))
        if step.submission and not step.withdrawal
    )
    returns = store.submissions(key_of(city))
    for made in returns:
        content = store.original(made.number)
        assert content is not None
        assert (hashlib.sha256(content).hexdigest(), len(content)) == (
            made.sha256,
            made.size,
        )
        assert (
            recorded[made.number]
            == made.figures
            == (0 if made.state is SubmissionState.WAITING else len(codes) + 3)
        )
    plan = store.plan(key_of(city))
    assert plan is not None
    entries = {
        indicator.actual(YEAR)
        for indicator in plan.indicators
        if indicator.code in codes
    }
    comments = {entry.comment for entry in store.progress(key_of(city), YEAR).values()}
    assert len(entries) == 1, "all figures are of the same return"
    assert {entry.note for entry in entries if entry} == comments
    with read_connection(store.engine) as connection:
        revisions = {row.id for row in connection.execute(select(REVISION.c.id))}
        s = SUBMISSION.c
        own = {
            n
            for row in connection.execute(select(s.recorded_in, s.withdrawn_in))
            for n in row
            if n is not None
        }
        e = CHANGE_ENTRY.c
        of_returns = select(e.recorded_in).where(e.kind == RETURNS.kind)
        own |= set(connection.execute(of_returns).scalars())
        assert revisions == {1} | own == set(range(1, len(revisions) + 1)), (
            "no revision without its return"
        )
        for table in (FIGURE, PROGRESS):
            assert {
                n for (n,) in connection.execute(select(table.c.recorded_in))
            } <= revisions
        assert connection.execute(
            select(func.count()).select_from(ORIGINAL)
        ).scalar_one() == len(returns)
    return store


def test_a_process_that_is_killed_at_any_moment_leaves_every_return_whole(
    stores: databases.Prepared, sample_plan: Plan
) -> None:
    city, codes = sample_plan.municipality.code, ["K01", "K02", "K03", "K05"]
    few = sample_plan.model_copy(update={"indicators": sample_plan.indicators[:6]})
    url = stores.store([few])
    job = " ".join([url, city, str(YEAR), *codes])
    receipts: list[int] = []
    with forking.parent_of("tests.support.return_writer") as parent:
        for turn in range(ROUNDS):
            given = forking.kill_worker(parent, job, receipts=turn % 4)
            receipts += [number for _word, number in given]
            store = assert_whole(url, city, codes)
            on_record = {
                s.number
                for s in store.submissions(key_of(city))
                if s.revision is not None
            }
            store.close()
            assert set(receipts) <= on_record, "a receipt that was given out holds"
    assert len(receipts) >= sum(turn % 4 for turn in range(ROUNDS))
    print(f"{url.partition(':')[0]}: killed {ROUNDS} times, {len(receipts)} receipts")
