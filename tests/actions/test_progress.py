"""Progress of the schedule, reported without figures."""

from collections.abc import Iterator, Mapping
from decimal import Decimal

import pytest

from dxkpi import actions
from dxkpi.actions import ExaminedReturn, OpenedWorkbook, ReportProgress
from dxkpi.plan import BarState, Plan, Progress
from dxkpi.store import TYPED, Store
from tests.support.databases import Prepared
from tests.support.returned import TODAY, answer, person
from tests.support.shipped_cities import key_of

YEAR = 2026
SATO = person("佐藤")
OPENED = OpenedWorkbook("様式.xlsx", b"PK a workbook", "sha", None)
LATE = Progress(
    fiscal_year=YEAR, state=BarState.LATE, percent=Decimal(40), comment="入札不調"
)


@pytest.fixture
def store(sqlite_stores: Prepared, sample_plan: Plan) -> Iterator[Store]:
    opened = Store(sqlite_stores.store([sample_plan]))
    yield opened
    opened.close()


@pytest.fixture
def progress(store: Store, city: str) -> Mapping[tuple[str, str, int], Progress]:
    form = actions.return_form(store, key_of(city), YEAR, None, TODAY)
    return {form.schedule_entries[0].key: LATE}


def test_progress_is_reported_under_a_receipt_of_its_own(
    store: Store, city: str, progress: Mapping[tuple[str, str, int], Progress]
) -> None:
    checked = answer(store, city, YEAR, None, {}, progress)
    command = ReportProgress(ExaminedReturn(None, checked, ()))
    reported = actions.report_progress(store, command, SATO)
    assert (reported.source, reported.file) == (TYPED, None)
    assert (reported.figures, reported.who) == (1, "佐藤")
    assert store.progress(key_of(city), YEAR) == progress


@pytest.mark.parametrize(
    ("opened", "figures"), [(None, {"K01": 3}), (OPENED, {})], ids=["figure", "file"]
)
def test_what_comes_with_a_figure_or_in_a_file_is_a_return(
    store: Store,
    city: str,
    progress: Mapping[tuple[str, str, int], Progress],
    opened: OpenedWorkbook | None,
    figures: dict[str, int],
) -> None:
    checked = answer(store, city, YEAR, None, figures, progress)
    command = ReportProgress(ExaminedReturn(opened, checked, ()))
    with pytest.raises(ValueError, match="without figures"):
        actions.report_progress(store, command, SATO)
    assert store.submissions(key_of(city)) == ()
