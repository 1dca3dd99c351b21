"""Where the deadlines and assignments of a round count: 提出状況, 私の課, the form that
is taken, the changes.
"""

from datetime import date
from pathlib import Path

import pytest

from dxkpi import actions
from dxkpi.actions import AssignDepartments, ExtendDeadline
from dxkpi.plan import Plan, PlanKey
from dxkpi.store import Store
from tests.support.apptest import Open
from tests.support.opened_rounds import SECRETARIAT, open_round
from tests.support.returned import opened
from tests.support.returns_page import MIHON, bare_text, page_tables
from tests.support.table_cells import table_cells


@pytest.fixture
def key(sample_plan: Plan) -> PlanKey:
    return sample_plan.key


def extend(store: Store, key: PlanKey, until: date) -> None:
    command = ExtendDeadline(key, 2025, "人事課", until, "担当の異動")
    actions.extend_deadline(store, command, SECRETARIAT)


def test_the_deadline_of_the_round_counts_on_every_page(
    own_store: Path, visit: Open, key: PlanKey
) -> None:
    assert "提出期限" not in visit("returns", city=MIHON, year=2025).header[0].value
    with opened(own_store) as store:
        open_round(store, key)
    at = visit("returns", city=MIHON, year=2025)
    assert "提出期限（令和8年5月15日）" in at.header[0].value
    at = visit("department", city=MIHON, year=2025, department="人事課")
    assert "提出期限（令和8年5月15日）" in at.header[0].value
    assert any("日超過" in cell for cell in table_cells(at))


def test_whose_figures_are_in_has_time_until_the_day_for_the_schedule(
    own_store: Path, visit: Open, key: PlanKey
) -> None:
    with opened(own_store) as store:
        open_round(store, key, schedule_deadline=date(2027, 3, 31))
    at = visit("department", city=MIHON, year=2025, department="市民課")
    assert "令和9年3月31日" in at.header[0].value
    assert "期限超過" not in at.header[0].value
    at = visit("department", city=MIHON, year=2025, department="人事課")
    assert "期限超過" in at.header[0].value, "one of its figures is open"


def test_an_extension_counts_for_its_department_alone(
    own_store: Path, visit: Open, key: PlanKey
) -> None:
    with opened(own_store) as store:
        open_round(store, key)
        extend(store, key, date(2027, 3, 31))
    at = visit("department", city=MIHON, year=2025, department="人事課")
    assert "令和9年3月31日" in at.header[0].value
    assert not any("日超過" in cell for cell in table_cells(at))
    [row] = [
        r
        for r in page_tables(visit("returns", city=MIHON, year=2025))[0]
        if bare_text(r[0]) == "人事課"
    ]
    assert "期限超過" not in row[1]


def test_whom_the_round_assigned_to_all_departments_is_asked(
    own_store: Path, visit: Open, key: PlanKey
) -> None:
    with opened(own_store) as store:
        open_round(store, key)
        command = AssignDepartments(key, 2025, "全課", ("会計課",))
        actions.assign_departments(store, command, SECRETARIAT)
    at = visit("returns", city=MIHON, year=2025)
    assert "会計課" in [bare_text(row[0]) for row in page_tables(at)[0]]
    box = next(
        box
        for box in visit("upload", city=MIHON, year=2025).selectbox
        if box.label == "担当課"
    )
    assert any(option.startswith("会計課") for option in box.options)


def test_opening_and_extending_are_in_the_changes(
    own_store: Path, visit: Open, key: PlanKey
) -> None:
    with opened(own_store) as store:
        open_round(store, key)
        extend(store, key, date(2026, 5, 22))
    at = visit("changes", city=MIHON, search="取りまとめ")
    assert not at.exception
    cells = [cell for table in at.table for cell in table.value.to_numpy().ravel()]
    shown = "\n".join(map(str, cells))
    assert "年度の取りまとめ" in shown
    assert "人事課 5月22日まで（担当の異動）" in shown


def test_the_changes_name_a_round_by_its_year_in_the_reader_s_language(
    own_store: Path, visit: Open, key: PlanKey
) -> None:
    with opened(own_store) as store:
        open_round(store, key)
    for locale, name in (("ja-JP", "令和7年度"), ("en-US", "FY2025")):
        cells = table_cells(visit("changes", city=MIHON, locale=locale))
        assert name in [bare_text(cell) for cell in cells]
