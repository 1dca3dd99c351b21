"""Processes that are killed while they write: a parent that has everything imported
forks one for each job.

The parent (`fork_for_each_line`) prints the process of each worker and, once it has
ended, how. `parent_of` starts it.
"""

import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from dxkpi.settings import PROJECT

STARTED, ENDED = "started", "ended"
_LONGEST = 0.3


def fork_for_each_line(work: Callable[[str], None]) -> None:
    """Read jobs from standard input, one a line, and let a process of its own do each."""
    for line in sys.stdin:
        worker = os.fork()
        if not worker:
            work(line)
            os._exit(0)
        report(STARTED, worker)
        _process, status = os.waitpid(worker, 0)
        report(ENDED, os.waitstatus_to_exitcode(status))


def report(word: str, number: int) -> None:
    """Tell the test a word and a number, in one write: a parent and its worker share
    the pipe.
    """
    os.write(sys.stdout.fileno(), f"{word} {number}\n".encode())


@contextmanager
def parent_of(module: str) -> Iterator[subprocess.Popen[str]]:
    """A process that runs a module whose main program is `fork_for_each_line`."""
    parent = subprocess.Popen(
        [sys.executable, "-m", module],
        cwd=PROJECT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    try:
        yield parent
    finally:
        assert parent.stdin is not None
        parent.stdin.close()
        assert parent.wait() == 0
        assert parent.stdout is not None
        parent.stdout.close()


def give_job(parent: subprocess.Popen[str], job: str) -> None:
    """Let the parent fork a worker for a job."""
    assert parent.stdin is not None
    parent.stdin.write(job + "\n")
    parent.stdin.flush()


def next_line(parent: subprocess.Popen[str]) -> tuple[str, int]:
    """What the parent or its worker says next: a word and a number."""
    assert parent.stdout is not None
    word, number = parent.stdout.readline().split()
    return word, int(number)


def kill_worker(
    parent: subprocess.Popen[str], job: str, receipts: int
) -> list[tuple[str, int]]:
    """Let a worker work until it has given out some receipts, and kill it a moment later;
    all its receipts. The first line of a worker only says that it begins.
    """
    give_job(parent, job)
    worker = 0
    given: list[tuple[str, int]] = []
    while not worker or len(given) <= receipts:
        word, number = next_line(parent)
        assert word != ENDED, "the worker ended by itself"
        if word == STARTED:
            worker = number
        else:
            given.append((word, number))
    time.sleep(random.uniform(0, _LONGEST))
    os.kill(worker, signal.SIGKILL)
    while True:
        word, number = next_line(parent)
        if word == ENDED:
            return given[1:]
        given.append((word, number))
