"""A process that registers, holds and withdraws returns until it is killed.

A job is the address of a store, a city, a year and codes of indicators. The worker
prints "returns 0" when it begins and then the number of each return that it has
registered.
"""

import os
from collections.abc import Sequence
from decimal import Decimal
from itertools import count

from dxkpi.plan import Actual, BarState, Progress
from dxkpi.returns import CheckedReturn, ReturnForm
from dxkpi.store import Store, writing
from tests.support.forking import fork_for_each_line, report
from tests.support.listed import last_change
from tests.support.returned import hold, put_on_record
from tests.support.shipped_cities import key_of


def write_returns(url: str, city: str, year: int, codes: Sequence[str]) -> None:
    """Register one return after the other; every third waits first, every fourth is
    withdrawn.
    """
    store = Store(url)
    report("returns", 0)
    for n in count(1):
        form = current_form(store, city, year)
        content = os.urandom(50_000)
        if n % 3 == 1:
            hold(store, form, "left", "waits.xlsx", content)
        made = put_on_record(
            store, return_of(form, codes), "worker", "return.xlsx", content
        )
        report("returns", made.number)
        if n % 4 == 3:
            writing.withdraw_return(store, made.number, "worker", "mistaken")


def current_form(store: Store, city: str, year: int) -> ReturnForm:
    plan = store.plan(key_of(city))
    assert plan is not None
    revision = last_change(store, city)
    progress = store.progress(key_of(city), year)
    return ReturnForm(plan, year, None, revision, year, progress)


def return_of(form: ReturnForm, codes: Sequence[str]) -> CheckedReturn:
    """All these figures and three entries of the schedule, each saying the revision
    that the return was made at.
    """
    year, said = form.fiscal_year, str(form.revision)
    figure = Actual(fiscal_year=year, value=Decimal(said), note=said)
    progress = Progress(fiscal_year=year, state=BarState.LATE, comment=said)
    return CheckedReturn(
        form,
        (),
        (),
        dict.fromkeys(codes, figure),
        dict.fromkeys((bar.key for bar in form.schedule_entries[:3]), progress),
    )


def write_returns_of_line(line: str) -> None:
    url, city, year, *codes = line.split()
    write_returns(url, city, int(year), codes)


if __name__ == "__main__":
    fork_for_each_line(write_returns_of_line)
