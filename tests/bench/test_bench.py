"""The tools of `make bench`: the visitor without a browser, the synthetic cities, the copy of rows, the table."""

import asyncio
import io
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from pypdf import PdfReader

from dxkpi.plan import Plan, document, document_writing
from dxkpi.store import Store
from tests.bench import cities, loading, pages, papers
from tests.bench.client import CHART, PageFailed, Run, visitor
from tests.bench.table import Row, Table
from tests.support import databases, running
from tests.support.listed import revisions_by_city


async def runs_of(address: str, page: str, query: str, times: int) -> list[Run]:
    async with visitor(address, page, query) as one:
        return [await one.rerun() for _time in range(times)]


@pytest.fixture(scope="module")
def address(filled: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    database_url = running.copied(filled, tmp_path_factory.mktemp("bench"))
    pages.begin_draft(database_url)
    with running.server(database_url) as url:
        yield url


def test_a_visitor_counts_what_each_run_sends(address: str, sample_plan: Plan) -> None:
    first, *more = asyncio.run(runs_of(address, "kpi", "city=999997&year=2025", 3))
    without_figure = [each for each in sample_plan.indicators if not each.actuals]
    drawn = len(sample_plan.indicators) - len(without_figure)
    assert first.elements[CHART] == drawn > 20
    assert all(run.elements == first.elements for run in more)
    assert all(0 < run.seconds < 60 for run in more)


def test_a_visitor_notices_a_page_that_does_not_exist(address: str) -> None:
    with pytest.raises(PageFailed, match="no such page"):
        asyncio.run(runs_of(address, "nowhere", "", 1))


def test_every_twin_sends_about_as_much_as_its_page(address: str) -> None:
    table = Table()
    with pages.twins() as twin:
        for page, query in pages.PAGES.items():
            ours, theirs = (
                asyncio.run(runs_of(at, page, query, 1))[0]
                for at in (address, twin.address)
            )
            pages.alike(table, page, ours.elements, theirs.elements)
    assert not table.missed, table.missed


def test_synthetic_cities_are_valid_plans_in_47_prefectures_always_the_same() -> None:
    some = list(cities.plans(100, indicators=4))
    assert list(cities.plans(100, indicators=4)) == some
    assert len({plan.municipality.code for plan in some}) == 100
    assert len({plan.municipality.prefecture for plan in some}) == 47
    assert document.parse_plan(document_writing.plan_as_json(some[60])) == some[60]
    one = next(cities.plans(1))
    assert len(one.indicators) == 40
    assert {len(indicator.actuals) for indicator in one.indicators} == {10}
    assert all(measure.schedule and measure.initiatives for measure in one.measures)


def test_the_rows_of_loaded_plans_are_copied_whole(tmp_path: Path) -> None:
    store, copy = (Store(databases.sqlite(tmp_path)) for _store in range(2))
    plans = list(cities.plans(3, indicators=2, years=2))
    for each in (store, copy):
        each.migrate()
    _ours, _plain, figures = loading.load(store, copy, iter(plans))
    assert figures == 3 * 2 * (1 + 1 + 2)
    keys = [plan.key for plan in plans]
    assert list(copy.plans(keys).values()) == list(store.plans(keys).values()) == plans
    for each in (store, copy):
        each.close()


def test_a_write_of_another_process_moves_one_plan(
    filled: Path, tmp_path: Path
) -> None:
    url = running.copied(filled, tmp_path)
    store = Store(url)
    before = revisions_by_city(store)
    pages.write(url, pages.ELSEWHERE)
    after = revisions_by_city(store)
    moved = [code for code, revision in after.items() if revision != before[code]]
    store.close()
    assert moved == [pages.ELSEWHERE]


def test_the_measured_paper_has_thirty_pages() -> None:
    assert len(PdfReader(io.BytesIO(papers.paper())).pages) == 30


@pytest.mark.parametrize(
    ("row", "missed"),
    [
        (Row("fast", 60, 100, 0.7), False),
        (Row("slow", 80, 100, 0.7), True),
        (Row("many", 400, 100, 3, at_least=True), False),
        (Row("few", 200, 100, 3, at_least=True), True),
        (Row("only told", 200, 100), False),
    ],
)
def test_a_bar_is_missed_on_its_own_side(
    row: Row, missed: bool, capsys: pytest.CaptureFixture[str]
) -> None:
    table = Table()
    table.add(row)
    assert (table.missed == [row.what]) is missed
    assert ("MISSED" in capsys.readouterr().out) is missed


def test_a_twin_that_is_none_any_more_is_as_bad_as_a_missed_bar() -> None:
    table = Table()
    pages.alike(
        table, "kpi", Counter(markdown=40, table=2), Counter(markdown=40, table=1)
    )
    assert not table.missed, table.missed
    pages.alike(
        table, "kpi", Counter(markdown=40, table=2), Counter(markdown=30, table=2)
    )
    assert table.missed == [
        "kpi: 42 elements, its twin 32 (markdown 40/30): write its twin anew"
    ]
