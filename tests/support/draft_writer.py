"""A process that changes a draft step by step until it is killed.

A job is the address of a store and the number of a draft. The worker prints "step 0" when
it begins, and after each step the number of the step.
"""

from typing import Any

from dxkpi import actions
from dxkpi.actions import Actor, ChangeDraft, Identification
from dxkpi.plan.document_problem import Location
from dxkpi.store import Store
from tests.support.forking import fork_for_each_line, report

_OPERATOR = Actor("operator", Identification.COMMAND_LINE)


def write_steps(job: str) -> None:
    """Give the first indicator the number of each step, and add one, until killed."""
    url, number = job.split()
    store = Store(url)
    seen = store.draft(int(number)).listed.step
    report("step", 0)
    while True:
        edits: dict[Location, Any] = {
            ("indicators", "K01", "name"): f"第{seen + 1}案",
            ("indicators", "+"): {"name": f"指標{seen + 1}"},
        }
        command = ChangeDraft(int(number), seen, edits)
        seen = actions.change_draft(store, command, _OPERATOR).listed.step
        report("step", seen)


if __name__ == "__main__":
    fork_for_each_line(lambda line: write_steps(line.strip()))
