"""Jobs that begin at the same moment."""

import threading
from collections.abc import Callable
from typing import TypeVar

from dxkpi.store import StoreError

T = TypeVar("T")


def at_once(jobs: list[Callable[[], T]]) -> list[T | StoreError]:
    """What each of some jobs that begin at the same moment comes to."""
    gate = threading.Barrier(len(jobs))
    results: list[T | StoreError] = []

    def run(job: Callable[[], T]) -> None:
        gate.wait()
        try:
            results.append(job())
        except StoreError as refused:
            results.append(refused)

    threads = [threading.Thread(target=run, args=(job,)) for job in jobs]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return results
