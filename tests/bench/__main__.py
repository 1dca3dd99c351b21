"""Measure everything, print a line for each measurement, and end with an error where a bar is missed."""

import argparse
import asyncio
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from dxkpi.plan import document
from dxkpi.settings import PLANS
from dxkpi.store import Store, writing
from tests.bench import browser, cities, crowd, loading, pages, papers, returns
from tests.bench.table import Row, Table
from tests.support import databases, running


@dataclass(frozen=True)
class Effort:
    """How often and how much is measured; the narrow bar of the many cities wants the most turns."""

    turns: int
    many_turns: int
    writes: int
    charts: int
    starts: int
    seconds: float
    cities: int
    returning: int


FULL = Effort(
    turns=41,
    many_turns=151,
    writes=4,
    charts=5,
    starts=5,
    seconds=5,
    cities=cities.ALL,
    returning=10,
)
QUICK = Effort(
    turns=11,
    many_turns=41,
    writes=3,
    charts=3,
    starts=3,
    seconds=3,
    cities=200,
    returning=3,
)


MOST_SENT = 80
"""Kilobytes."""


@contextmanager
def opened(url: str) -> Iterator[Store]:
    """A store, brought to its level."""
    store = Store(url)
    store.migrate()
    try:
        yield store
    finally:
        store.close()


def filled(url: str) -> str:
    """A store with the plans that come with dxkpi, and a draft of one."""
    with opened(url) as store:
        writing.save_plans(
            store,
            [document.read_plan(path) for path in sorted(PLANS.glob("*.yaml"))],
            "bench",
            "bench",
        )
    pages.begin_draft(url)
    return url


def starting(table: Table, effort: Effort, url: str) -> None:
    ours, plain = [], []
    for _turn in range(effort.starts):
        with running.dashboard(url, quiet=True) as started:
            ours.append(started.seconds)
        with pages.twins() as started:
            plain.append(started.seconds)
    table.add(
        Row(
            "start until /healthz answers / a bare Streamlit",
            median(ours),
            median(plain),
            3,
            unit="s",
        )
    )


def visiting(table: Table, effort: Effort, url: str) -> None:
    with running.dashboard(url, quiet=True) as ours, pages.twins() as twin:
        against = pages.against_twins(
            table, ours.address, twin.address, url, effort.turns, effort.writes
        )
        charts = asyncio.run(against)
        with running.chromium() as chromium, pages.simple_page() as simple:
            for page in charts:
                drawn = (
                    f"{ours.address}/{page}?{pages.PAGES[page]}",
                    f"{twin.address}/{page}",
                )
                waited = browser.first_chart(chromium, *drawn, turns=effort.charts)
                table.add(
                    Row("first chart in Chromium / twin", *waited, bar=1.5, page=page)
                )
            for page in ("overview", "kpi"):
                url = f"{ours.address}/{page}?{pages.PAGES[page]}"
                drawing(
                    table,
                    page,
                    browser.all_charts(
                        chromium,
                        browser.Place(url, charts[page]),
                        browser.Place(simple.address, 6),
                        turns=effort.charts,
                    ),
                )
            table.add(
                Row(
                    "memory once all pages were seen / a simple page, once it was",
                    crowd.resident(ours.process) / 2**20,
                    crowd.resident(simple.process) / 2**20,
                    1.75,
                    unit="MB",
                )
            )


def drawing(
    table: Table, page: str, visits: tuple[browser.Visit, browser.Visit]
) -> None:
    """A page's charts against those of a simple page, and what it sends against what it may send."""
    here, simple = visits
    table.add(
        Row(
            "all charts drawn, seen before / a simple page of six",
            here.milliseconds,
            simple.milliseconds,
            1,
            page=page,
        )
    )
    table.add(
        Row(
            "sent over the websocket / what may be sent",
            here.received / 1000,
            MOST_SENT,
            1,
            page=page,
            unit="kB",
        )
    )


def crowding(table: Table, effort: Effort, url: str) -> None:
    with running.dashboard(url, quiet=True) as ours, pages.twins() as twin:
        memory = asyncio.run(
            crowd.memory_a_session("overview", ours.address, ours.process)
        )
        table.add(
            Row(
                "memory that a session takes / what it may take",
                memory,
                0.5,
                1,
                unit="MB",
            )
        )
        addresses = (ours.address, twin.address)
        rates = asyncio.run(
            crowd.reruns_a_second(
                "overview", *addresses, sessions=50, seconds=effort.seconds
            )
        )
        table.add(
            Row(
                "reruns a second, 50 sessions in closed loop / twin",
                *rates,
                bar=3,
                at_least=True,
                unit="/s",
            )
        )


def crowded_store(
    table: Table, effort: Effort, database: str, new: Callable[[], str]
) -> None:
    few, many = filled(new()), filled(new())
    start = time.perf_counter()
    with opened(many) as store, opened(new()) as copy:
        ours, plain, figures = loading.load(store, copy, cities.plans(effort.cities))
    table.say(
        f"{database}: {effort.cities:,} cities, {figures:,} figures ({time.perf_counter() - start:.0f} s in all)"
    )
    table.add(
        Row(
            f"{database}: load them all / Core inserts of the same rows",
            ours,
            plain,
            3,
            unit="s",
        )
    )
    with (
        running.dashboard(few, quiet=True) as calm,
        running.dashboard(many, quiet=True) as crowded,
    ):
        stores = ((crowded.address, many), (calm.address, few))
        asyncio.run(
            pages.against_few(
                table, f"all cities, {database}", stores, effort.many_turns, 3
            )
        )


def returning(
    table: Table, effort: Effort, database: str, new: Callable[[], str]
) -> None:
    with opened(new()) as few, opened(new()) as many:
        one, plain, figures = returns.taking_in(few, list(returns.plans(1)))
        several, _plain, all_figures = returns.taking_in(
            many, list(returns.plans(effort.returning))
        )
    table.say(
        f"{database}: {figures:,} figures of one city, {all_figures:,} of {effort.returning} cities registered"
    )
    table.add(
        Row(
            f"{database}: 40 forms, file to registration / openpyxl's load of them",
            one,
            plain,
            8,
            unit="s",
        )
    )
    growth = several / effort.returning
    table.add(
        Row(
            f"{database}: a city's forms among {effort.returning} cities' / alone",
            growth,
            one,
            1.25,
            unit="s",
        )
    )


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description=__doc__)
    parser.add_argument(
        "--quick", action="store_true", help="fewer repeats and fewer cities"
    )
    parser.add_argument(
        "--markdown", action="store_true", help="end with the table as Markdown"
    )
    chosen = parser.parse_args()
    table, effort = Table(), QUICK if chosen.quick else FULL
    with (
        tempfile.TemporaryDirectory(prefix="dxkpi-bench-") as folder,
        databases.postgresql() as postgresql,
    ):
        url = filled(databases.sqlite(Path(folder)))
        starting(table, effort, url)
        visiting(table, effort, url)
        crowding(table, effort, url)
        seconds = returns.reading(effort.turns)
        table.add(
            Row(
                "reading a filled form of 300 rows / openpyxl's load of it",
                *seconds,
                bar=1.5,
                unit="s",
            )
        )
        paper, plain, read_pages = papers.reading(effort.writes)
        table.add(
            Row(
                f"reading a plan of {read_pages} pages as PDF / pdfplumber's text of it",
                paper,
                plain,
                bar=1.2,
                unit="s",
            )
        )
        table.add(
            Row(
                "reading a plan book of 127 indicators / openpyxl's load of it",
                *returns.reading_plan_book(effort.turns),
                bar=1.5,
                unit="s",
            )
        )
        returning(table, effort, "SQLite", lambda: databases.sqlite(Path(folder)))
        returning(table, effort, "PostgreSQL", postgresql.create)
        crowded_store(table, effort, "SQLite", lambda: databases.sqlite(Path(folder)))
        crowded_store(table, effort, "PostgreSQL", postgresql.create)
    if chosen.markdown:
        print("\n".join(table.markdown()))
    if table.missed:
        sys.exit("Missed: " + "; ".join(table.missed))


if __name__ == "__main__":
    main()
