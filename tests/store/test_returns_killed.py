"""A process that registers, leaves and withdraws returns is killed at any moment: each write is there whole, or not at all.

KILL_ROUNDS=500 in the environment kills that many times on each database.
"""

import hashlib
import os
import random
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import func, select

from dxkpi.plan import Plan
from dxkpi.settings import PROJECT
from dxkpi.store import Store, SubmissionState
from dxkpi.store.engine import reading, writing
from dxkpi.store.tables import FIGURE, ORIGINAL, PROGRESS, REVISION, SUBMISSION

ROUNDS = int(os.environ.get("KILL_ROUNDS", "12"))
LONGEST = 0.3
YEAR = 2026

_WORKER = """
import os, sys
from decimal import Decimal
from dxkpi.plan import Actual, BarState, Progress
from dxkpi.store import Store
from dxkpi.submission import Answer, Form

def work(url, city, year, codes):
    store = Store(url)
    print(0, flush=True)
    for n in range(1, 1_000_000):
        last = next(c.revision.number for c in store.cities() if c.code == city)
        form = Form(store.plan(city), year, None, last, year, store.progress(city, year))
        said = Decimal(last)
        figures = {code: Actual(fiscal_year=year, value=said, note=f"{last}") for code in codes}
        bars = {bar.key: Progress(fiscal_year=year, state=BarState.LATE, comment=f"{last}") for bar in form.bars[:3]}
        content = os.urandom(50_000)
        if n % 3 == 1:
            left = store.leave(form, "left", "waits.xlsx", content)
        made = store.register(Answer(form, (), (), figures, bars), "worker", "return.xlsx", content)
        print(made.number, flush=True)
        if n % 4 == 3:
            store.withdraw(made.number, "worker", "mistaken")

for line in sys.stdin:
    child = os.fork()
    if not child:
        work(*line.split()[:2], int(line.split()[2]), line.split()[3:])
    print(f"pid {child}", flush=True)
    os.waitpid(child, 0)
    print("dead", flush=True)
"""


@contextmanager
def nursery() -> Iterator[subprocess.Popen[str]]:
    """A process that has imported everything and forks a worker whenever it is told a store."""
    started = subprocess.Popen(
        [sys.executable, "-c", _WORKER],
        cwd=PROJECT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    try:
        yield started
    finally:
        assert started.stdin is not None
        started.stdin.close()
        assert started.wait(30) == 0
        assert started.stdout is not None
        started.stdout.close()


def killed(parent: subprocess.Popen[str], job: str) -> list[int]:
    """Let a worker work and kill it at some moment; the receipts that it had given out before."""
    assert parent.stdin is not None
    assert parent.stdout is not None
    parent.stdin.write(job + "\n")
    parent.stdin.flush()
    worker, ready, receipts = 0, False, []
    while not (worker and ready):
        line = parent.stdout.readline().split()
        if line[0] == "pid":
            worker = int(line[1])
        else:
            ready = True
            receipts.append(int(line[0]))
    time.sleep(random.uniform(0, LONGEST))
    os.kill(worker, signal.SIGKILL)
    while (said := parent.stdout.readline().strip()) != "dead":
        receipts.append(int(said))
    return receipts[1:]


def assert_whole(url: str, city: str, codes: list[str]) -> Store:
    """The store opens, and every return in it is there with its original and all its figures, or with none of them."""
    store = Store(url)
    with writing(store._engine):
        pass  # whatever the killed process had told the database to do is over
    assert store.level().current
    recorded = Counter(
        step.submission
        for step in store.history(city)
        if step.submission and not step.withdrawal
    )
    returns = store.submissions(city)
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
    plan = store.plan(city)
    assert plan is not None
    entries = {
        indicator.actual(YEAR)
        for indicator in plan.indicators
        if indicator.code in codes
    }
    comments = {entry.comment for entry in store.progress(city, YEAR).values()}
    assert len(entries) == 1, "all figures are of the same return"
    assert {entry.note for entry in entries if entry} == comments
    with reading(store._engine) as connection:
        revisions = {row.id for row in connection.execute(select(REVISION.c.id))}
        s = SUBMISSION.c
        own = {
            n
            for row in connection.execute(select(s.recorded_in, s.withdrawn_in))
            for n in row
            if n is not None
        }
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
    store_url: str, sample_plan: Plan
) -> None:
    city, codes = sample_plan.municipality.code, ["K01", "K02", "K03", "K05"]
    store = Store(store_url)
    store.migrate()
    store.save(
        [sample_plan.model_copy(update={"indicators": sample_plan.indicators[:6]})],
        "secretariat",
        "plan.yaml",
    )
    store.close()
    receipts: list[int] = []
    with nursery() as parent:
        for _round in range(ROUNDS):
            receipts += killed(parent, f"{store_url} {city} {YEAR} {' '.join(codes)}")
            store = assert_whole(store_url, city, codes)
            on_record = {
                s.number for s in store.submissions(city) if s.revision is not None
            }
            store.close()
            assert set(receipts) <= on_record, "a receipt that was given out holds"
    assert receipts
    print(
        f"{store_url.partition(':')[0]}: killed {ROUNDS} times, {len(receipts)} receipts"
    )
