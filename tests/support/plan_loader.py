"""A process that loads the shipped plans and kills itself before the n-th statement.

A job is a store's address and n.
"""

import os
import signal
from functools import partial
from typing import Any

from sqlalchemy import event

from dxkpi.plan import Plan, document
from dxkpi.settings import PLANS
from dxkpi.store import Store, writing
from tests.support.forking import fork_for_each_line


def load(plans: list[Plan], line: str) -> None:
    url, statement = line.split()
    store = Store(url)
    left = iter(range(int(statement), -1, -1))

    def count_down(*_: Any) -> None:
        if next(left) == 0:
            os.kill(os.getpid(), signal.SIGKILL)

    event.listen(store.engine, "before_cursor_execute", count_down)
    writing.save_plans(store, plans, "killed", "test")


if __name__ == "__main__":
    shipped = [document.read_plan(path) for path in sorted(PLANS.glob("*.yaml"))]
    fork_for_each_line(partial(load, shipped))
