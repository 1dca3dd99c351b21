"""Each page against its twin, and against itself with more cities in the store."""

import asyncio
import time
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import AbstractContextManager, AsyncExitStack, asynccontextmanager
from pathlib import Path
from statistics import median

from dxkpi.actions import Actor, Identification, StartDraft, start_draft
from dxkpi.store import Store, writing
from tests.bench.client import CHART, Visitor, visitor
from tests.bench.table import Row, Table
from tests.support import running
from tests.support.shipped_cities import key_of

HERE, ELSEWHERE = "999997", "052116"
PAGES = {
    page: f"city={HERE}&year=2025{more}"
    for page, more in {
        "changes": "",  # first: each write of the other measurements makes it longer
        "overview": "",
        "kpi": "",
        "indicator": "&kpi=K04",
        "realisation": "",
        "schedule": "",
        "plan": "",
        "department": "&department=人事課",
        "compare": "&with=052116,412091,422096,452068,472123",
        "help": "",
        "upload": "",
        "survey": "",
        "returns": "",
        "round": "",
        "review": "",
        "brief": "",
        "edit": "&draft=1",
    }.items()
}
WARM_BAR = 0.5
"""A warm rerun of a page against its twin."""

EDITOR_BAR = 1.2
"""The same of the page with the most fields, whose values come from the store."""

_REVISION_IS_OLD = 1.05
_PLAIN = (
    "--server.port",
    "PORT",
    "--server.address",
    "127.0.0.1",
    "--server.headless",
    "true",
    "--browser.gatherUsageStats",
    "false",
)


def begin_draft(database_url: str) -> None:
    """Begin the draft that the page of the editor opens, the first one of its store."""
    store = Store(database_url)
    start_draft(
        store, StartDraft(*key_of(HERE)), Actor("bench", Identification.COMMAND_LINE)
    )
    store.close()


def twins() -> AbstractContextManager[running.Server]:
    """A bare Streamlit server with the twins; its folder has no settings, and nothing is reported to anyone."""
    return _plain_streamlit("twins.py")


def simple_page() -> AbstractContextManager[running.Server]:
    """Another one with the simple page alone."""
    return _plain_streamlit("simple.py")


def _plain_streamlit(script: str) -> AbstractContextManager[running.Server]:
    return running.started(
        "-m",
        "streamlit",
        "run",
        script,
        *_PLAIN,
        health="/_stcore/health",
        quiet=True,
        folder=Path(__file__).parent,
    )


async def against_twins(
    table: Table, ours: str, twin: str, database_url: str, turns: int, writes: int
) -> dict[str, int]:
    """Reruns of each page: warm, and when another process has just written.

    Gives the pages that have charts, with their number.
    """
    with_charts = {}
    for page in PAGES:
        async with looking(page, ours, twin) as (us, other):
            elements, by_hand = (
                (await us.rerun()).elements,
                (await other.rerun()).elements,
            )
            alike(table, page, elements, by_hand)
            if elements[CHART]:
                with_charts[page] = elements[CHART]
            warm, plain = await in_turn(us, other, turns)
            bar = EDITOR_BAR if page == "edit" else WARM_BAR
            table.add(Row("warm rerun / twin", warm, plain, bar, page=page))
            for place, code in (("elsewhere", ELSEWHERE), ("here", HERE)):
                cold = await after_writes(us, database_url, code, writes)
                table.add(
                    Row(f"after a write {place} / twin", cold, plain, 1.2, page=page)
                )
    return with_charts


async def against_few(
    table: Table,
    name: str,
    stores: tuple[tuple[str, str], tuple[str, str]],
    turns: int,
    writes: int,
) -> None:
    """Reruns of each page at two servers, given with the address of their store: many cities there, few here."""
    (crowded, crowded_url), (calm, calm_url) = stores
    for page in PAGES:
        async with looking(page, crowded, calm) as (here, there):
            warm = await in_turn(here, there, turns)
            table.add(Row(f"{name}, warm / six", *warm, bar=1.15, page=page))
            many = await after_writes(here, crowded_url, ELSEWHERE, writes)
            few = await after_writes(there, calm_url, ELSEWHERE, writes)
            table.add(Row(f"{name}, after a write / six", many, few, page=page))


@asynccontextmanager
async def looking(page: str, *addresses: str) -> AsyncIterator[list[Visitor]]:
    """A visitor of the page at each server, who has seen it before."""
    async with AsyncExitStack() as stack:
        visitors = [
            await stack.enter_async_context(visitor(address, page, PAGES[page]))
            for address in addresses
        ]
        for _again in range(3):
            for one in visitors:
                await one.rerun()
        yield visitors


async def in_turn(us: Visitor, other: Visitor, turns: int) -> tuple[float, float]:
    """The median milliseconds of both one's reruns, taken by turns so that the machine's moods meet both alike."""
    pairs = [
        ((await us.rerun()).seconds, (await other.rerun()).seconds)
        for _turn in range(turns)
    ]
    ours, theirs = zip(*pairs, strict=True)
    return median(ours) * 1000, median(theirs) * 1000


async def after_writes(
    one: Visitor, database_url: str, code: str, writes: int
) -> float:
    """The median milliseconds of the first rerun that sees a write to the plan of the city `code`.

    The store is asked for its revision at most once a second.
    """
    taken = []
    for _write in range(writes):
        await one.rerun()
        await asyncio.to_thread(write, database_url, code)
        await asyncio.sleep(_REVISION_IS_OLD)
        taken.append((await one.rerun()).seconds)
    return median(taken) * 1000


def write(database_url: str, code: str) -> None:
    """What another user does, in a process that is not the server's: a remark on a figure of this city."""
    store = Store(database_url)
    plan = store.plan(key_of(code))
    assert plan is not None
    remarked = next(indicator for indicator in plan.indicators if indicator.actuals)
    actual = remarked.actuals[0].model_copy(update={"note": f"{time.time()}"})
    changed = remarked.model_copy(update={"actuals": (actual, *remarked.actuals[1:])})
    indicators = tuple(
        changed if indicator is remarked else indicator for indicator in plan.indicators
    )
    writing.save_plans(
        store, [plan.model_copy(update={"indicators": indicators})], "bench", "bench"
    )
    store.close()


def alike(table: Table, page: str, ours: Counter[str], twin: Counter[str]) -> None:
    """Says what both sent, and complains where the twin is no longer one."""
    differ = {
        kind: (ours[kind], twin[kind])
        for kind in sorted({*ours, *twin})
        if ours[kind] != twin[kind]
    }
    words = ", ".join(f"{kind} {n}/{m}" for kind, (n, m) in differ.items())
    sentence = f"{page}: {ours.total()} elements, its twin {twin.total()}" + (
        f" ({words})" if words else ""
    )
    off = sum(abs(n - m) for n, m in differ.values())
    if off > max(3, ours.total() // 20):
        table.complain(f"{sentence}: write its twin anew")
    else:
        table.say(sentence)
