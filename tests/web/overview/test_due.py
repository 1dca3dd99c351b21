"""What of the schedule is late, ends this year or has passed its deadline."""

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from dxkpi import fiscal
from dxkpi.plan import BarState, Progress
from dxkpi.reports import make_brief
from dxkpi.rules import STANDARD, reportable_entries
from dxkpi.web.common import cached
from dxkpi.web.common.view import View
from dxkpi.web.overview import due
from dxkpi.web.overview.due import DueKind, DueRow
from dxkpi.wording.language import Language
from tests.support import returned
from tests.support.apptest import CITIES, Open, words
from tests.support.page_links import page_links
from tests.support.returned import put_on_record
from tests.support.shipped_cities import key_of
from tests.support.speaking import speak

TODAY = date(2026, 11, 21)


def rows_of(city: str, year: int) -> tuple[DueRow, ...]:
    """What the card of a plan's year knows."""
    speak("ja")
    listed = cached.listed_plans()[key_of(city)]
    return due.due_rows(View(listed, cached.plan(listed), year, (year,), TODAY))


def of_kind(rows: Iterable[DueRow], kind: DueKind) -> list[DueRow]:
    return [row for row in rows if row.kind is kind]


def test_what_ends_this_year_is_listed_by_initiative_and_what_was_inferred_says_so(
    visit: Open,
) -> None:
    at = visit("overview", city="999997", year="2025")
    table = at.table[0].value
    assert list(table.columns) == ["工程と期限", "担当課", "報告"]
    assert len(table) == 3
    inferred = "公衆Wi\\-Fiの整備 :gray-badge[推定] :small[:gray[R7末]]"
    assert inferred in [row.what for row in rows_of("999997", 2025)]
    assert "**工程** :gray[完了したか未報告8件、令和7年度末までに1件]" in words(at)
    names = [row.what for row in rows_of("999997", 2025)]
    assert sum(name.startswith("標準準拠システムへの移行") for name in names) == 1


def test_no_deadline_that_lies_ahead_has_passed_in_a_later_year(
    own_store: Path,
) -> None:
    unreported = of_kind(rows_of("999997", 2027), DueKind.UNREPORTED)
    assert any("R7末" in row.what for row in unreported)
    assert not any("R8末" in row.what for row in unreported)


def test_deadlines_that_lie_behind_are_neither_late_nor_done(visit: Open) -> None:
    at = visit("overview", city="452068", year="2025")
    assert ("schedule", "工程表を見る") in page_links(at)
    rows = rows_of("452068", 2025)
    assert not of_kind(rows, DueKind.LATE)
    first = of_kind(rows, DueKind.UNREPORTED)[0]
    assert first.what == "テレワークの推進 :small[:gray[R3末]]"
    assert first.state == ":gray-badge[なし]"


def test_a_plan_that_names_no_departments_has_no_column_for_them(visit: Open) -> None:
    at = visit("overview", city="452068", year="2025")
    columns = [list(table.value.columns) for table in at.table]
    assert ["工程と期限", "報告"] in columns


def reported(path: Path, city: str, year: int, reports: Mapping[str, Progress]) -> None:
    """Registers progress by the entries' codes."""
    with returned.opened(path) as store:
        plan = store.plan(key_of(city))
        assert plan is not None
        keys = {bar.code: bar.key for bar in reportable_entries(plan)}
        progress = {keys[code]: report for code, report in reports.items()}
        put_on_record(
            store,
            returned.answer(store, city, year, None, {}, progress),
            "佐藤",
            "様式.xlsx",
            f"{city}{year}".encode(),
        )


def report(
    state: BarState,
    percent: int | None = None,
    comment: str | None = None,
    year: int = 2025,
) -> Progress:
    return Progress(
        fiscal_year=year,
        state=state,
        percent=None if percent is None else Decimal(percent),
        comment=comment,
    )


REPORTS = {
    "1-1/1": report(
        BarState.IN_PROGRESS,
        90,
        "窓口の改修が残った。\n=1+1 <b>調整中</b>" + "長い" * 60,
    ),
    "1-1/2": report(BarState.DONE),
    "2-1/1": report(BarState.DONE, 100),
    "2-1/2": report(BarState.DONE),
    "2-3/1": report(BarState.DONE),
    "2-3/2": report(BarState.STOPPED, comment="見送り"),
    "3-1/1": report(BarState.LATE, 20),
}


def test_what_is_late_comes_first_with_whose_it_is_and_since_when(
    own_store: Path,
) -> None:
    reported(own_store, "999997", 2025, REPORTS)
    rows = rows_of("999997", 2025)
    first, second = of_kind(rows, DueKind.LATE)
    assert rows[:2] == (first, second)
    assert first.what.startswith(
        "窓口予約システムの導入（窓口予約・書かない窓… :small[:gray[R6末までの予定]]"
    )
    assert "窓口の改修が残った。 \\=1\\+1 \\<b\\>調整中\\<\\/b\\>" in first.what
    assert first.what.endswith("…」]]")
    assert first.whose == "市民課、関係各課"
    assert first.state == ":orange-badge[▲ 遅れ] 実施中 90\\%"
    assert second.what.startswith("DX推進リーダーの育成 :small[:gray[R9末までの予定]]")
    assert (second.whose, second.state) == (
        "人事課",
        ":orange-badge[▲ 遅れ 20%]",
    )


def test_what_ends_says_how_it_stands_as_far_as_it_is_known(own_store: Path) -> None:
    reported(own_store, "999997", 2025, REPORTS)
    ends = {
        row.what.split(" ")[0]: row
        for row in of_kind(rows_of("999997", 2025), DueKind.ENDING)
    }
    waiting = ends["窓口予約システムの導入"]
    assert waiting.state == ":gray-badge[未完了]"
    assert "窓口予約・書かない窓口の導入は実施中 90" in waiting.what
    assert ends["標準準拠システムへの移行"].state == ":blue-badge[◎ 完了]"
    unreported = of_kind(rows_of("999997", 2025), DueKind.UNREPORTED)
    assert any("生成AI利用指針の改定" in row.what for row in unreported)
    assert "生成AI利用指針の改定" not in ends


def test_passed_deadlines_are_open_or_met_in_this_order_and_else_unreported(
    own_store: Path,
) -> None:
    reported(own_store, "999997", 2025, REPORTS)
    rows = rows_of("999997", 2027)
    assert [row.state for row in of_kind(rows, DueKind.PASSED)] == [
        ":gray-badge[未完了]",
        ":blue-badge[◎ 完了]",
        ":gray-badge[中止]",
    ]
    ends = of_kind(rows, DueKind.ENDING)
    assert not any("DX推進リーダーの育成" in row.what for row in ends), "it is late"


def test_a_report_of_another_year_says_which(own_store: Path) -> None:
    reported(
        own_store, "999997", 2024, {"2-1/2": report(BarState.IN_PROGRESS, year=2024)}
    )
    rows = rows_of("999997", 2025)
    assert ":gray-badge[R6の報告 実施中]" in [row.state for row in rows]
    assert not of_kind(rows, DueKind.LATE), "a report of the year before does not tell"


def test_what_was_late_in_the_year_before_names_that_report(own_store: Path) -> None:
    """Of an entry whose end the plan does not state, too."""
    late = {"1-2/1": report(BarState.LATE, 40, year=2024)}
    reported(own_store, "999997", 2024, late)
    [row] = of_kind(rows_of("999997", 2025), DueKind.LATE_BEFORE)
    assert row.state == ":orange-badge[▲ R6の報告 遅れ 40%]"


@pytest.mark.parametrize("city", CITIES)
def test_the_sheet_lists_as_many_entries_of_the_schedule_as_this_page_in_every_year(
    city: str, own_store: Path
) -> None:
    speak("ja")
    if city == "999997":
        reported(
            own_store,
            city,
            2024,
            {"2-1/1": report(BarState.IN_PROGRESS, 40, year=2024)},
        )
        reported(own_store, city, 2025, REPORTS)
    listed = cached.listed_plans()[key_of(city)]
    plan = cached.plan(listed)
    assert plan.fiscal_years
    for year in plan.fiscal_years:
        view = View(listed, plan, year, (year,), TODAY)
        sheet = make_brief(
            plan, year, TODAY, STANDARD, view.progress(), None, Language.JAPANESE
        )
        rows = due.due_rows(view)
        counts = {
            "遅れている工程": len(of_kind(rows, DueKind.LATE)),
            "以前の年度に遅れと報告され、その後の報告がない工程": len(
                of_kind(rows, DueKind.LATE_BEFORE)
            ),
            "期限を過ぎ、完了したか未報告の工程": len(
                of_kind(rows, DueKind.UNREPORTED)
            ),
            f"{fiscal.wareki(year)}末までに終わる工程": len(
                of_kind(rows, DueKind.ENDING)
            ),
            "期限を過ぎた工程": len(of_kind(rows, DueKind.PASSED)),
        }
        counted = [listing.title for listing in sheet.lists if "工程" in listing.title]
        for title in counted:
            name, _space, n = title.partition("\u3000")
            assert counts[name] == int(n.removesuffix("件") or 0), (year, title)


def test_a_plan_without_departments_lists_what_is_late_too(own_store: Path) -> None:
    reported(
        own_store,
        "452068",
        2025,
        {"1-6/1": report(BarState.DONE), "1-6/2": report(BarState.LATE)},
    )
    [late] = of_kind(rows_of("452068", 2025), DueKind.LATE)
    assert late == DueRow(
        DueKind.LATE,
        "テレワークの推進（運用） :gray-badge[推定]",
        "",
        ":orange-badge[▲ 遅れ]",
    )
