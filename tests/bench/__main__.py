"""Run all measurements and print them as a table of ratios."""

import shutil
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser
from sqlalchemy import insert, select

from dxkpi.plan import document
from dxkpi.progress import judge_plan
from dxkpi.settings import PLANS
from dxkpi.store import Store
from dxkpi.store.engine import writing
from dxkpi.store.tables import METADATA
from tests import databases, running
from tests.bench import cities

MANY = 300
TWIN = (
    "-m",
    "streamlit",
    "run",
    str(Path(__file__).parent / "twin.py"),
    "--server.port",
    "PORT",
    "--server.headless",
    "true",
)


def seconds(action: Callable[[], object], times: int = 1) -> float:
    """The median time of an action."""
    taken = []
    for _n in range(times):
        start = time.perf_counter()
        action()
        taken.append(time.perf_counter() - start)
    return statistics.median(taken)


_missed: list[str] = []


def row(name: str, ours: float, plain: float, bar: float) -> None:
    print(f"{name:68} {ours * 1000:9.1f} ms {plain * 1000:9.1f} ms {ours / plain:7.2f}x  ≤ {bar}")
    if ours / plain > bar:
        _missed.append(name)


@contextmanager
def new_store(url: str) -> Iterator[Store]:
    store = Store(url)
    store.migrate()
    yield store
    store.close()


def loading(database: str, new: Callable[[], str]) -> None:
    """Loading many plans against plain inserts of the very same rows; reading one of many against one of few."""
    shipped = [document.read(path) for path in sorted(PLANS.glob("*.yaml"))]
    many = list(cities.plans(MANY))
    code = shipped[-1].municipality.code
    with new_store(new()) as store, new_store(new()) as copy:
        store.save(shipped, "bench", "bench")
        few = seconds(lambda: store.plan(code), 21)
        ours = seconds(lambda: store.save(many, "bench", "bench"))
        with store._engine.connect() as connection:
            rows = {t: [dict(r) for r in connection.execute(select(t)).mappings()] for t in METADATA.sorted_tables}

        def plain() -> None:
            with writing(copy._engine) as connection:
                for table, values in rows.items():
                    connection.execute(insert(table), values)

        figures = sum(len(values) for table, values in rows.items() if table.name == "figure")
        row(
            f"{database}: load {MANY} plans, {figures:,} figures / Core inserts of the rows",
            ours,
            seconds(plain),
            3,
        )
        row(
            f"{database}: read one plan of {MANY + len(shipped)} / of {len(shipped)}",
            seconds(lambda: store.plan(code), 21),
            few,
            1.15,
        )
    plan = shipped[-1]
    row(
        "judge every indicator of 見本市 / read it from the store",
        seconds(lambda: judge_plan(plan, 2025, 2025), 21),
        few,
        1,
    )


def first_chart(browser: Browser, url: str) -> float:
    """From navigation to the first chart drawn, warm, in a new browser context each time."""

    def visit() -> None:
        context = browser.new_context(locale="ja-JP")
        page = context.new_page()
        page.goto(url)
        page.wait_for_selector('[data-testid="stVegaLiteChart"] svg')
        context.close()

    visit()
    return seconds(visit, 7)


def main() -> None:
    print(f"{'':64} {'ours':>12} {'plain':>12} {'ratio':>8}")
    folder = Path(tempfile.mkdtemp(prefix="dxkpi-bench-"))
    try:
        loading("SQLite", lambda: databases.sqlite(folder))
        with databases.postgresql() as new:
            loading("PostgreSQL", new)
        url = databases.sqlite(folder)
        with new_store(url) as store:
            store.save([document.read(path) for path in sorted(PLANS.glob("*.yaml"))], "bench", "bench")
        with running.chromium() as browser, running.server(url) as ours, running.server(url, *TWIN) as twin:
            page = f"{ours}/kpi?city=999997&kpi=K04"
            row(
                "Chromium: indicator opened, first chart / bare Streamlit page",
                first_chart(browser, page),
                first_chart(browser, twin),
                1.5,
            )
    finally:
        shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    main()
    if _missed:
        sys.exit("Missed: " + "; ".join(_missed))
