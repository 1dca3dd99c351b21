"""What of the schedule is late, ends this year or has passed its deadline."""

import re
from collections.abc import Mapping
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
from dxkpi.wording.language import Language
from tests.support import returned
from tests.support.apptest import CITIES, Open, words
from tests.support.page_links import page_links
from tests.support.returned import put_on_record
from tests.support.shipped_cities import key_of
from tests.support.speaking import speak


def test_what_ends_this_year_is_listed_by_initiative_and_what_was_inferred_says_so(
    visit: Open,
) -> None:
    shown = words(visit("overview", city="999997", year="2025"))
    assert "期限を過ぎ、完了したか未報告の工程" in shown
    assert "令和7年度末までに終わる工程** :gray[上の工程のほか]" in shown
    assert "公衆Wi\\-Fiの整備 :gray-badge[推定]" in shown
    assert shown.count("- R7末 標準準拠システムへの移行") == 1
    assert "ほか3件" in shown
    assert "期限を過ぎた工程" not in shown


def test_no_deadline_that_lies_ahead_has_passed_in_a_later_year(visit: Open) -> None:
    assert fiscal.last_closed_year(fiscal.today()) == 2025
    shown = words(visit("overview", city="999997", year="2027"))
    unreported = shown.split("期限を過ぎ、完了したか未報告の工程")[1]
    assert "R7末" in unreported
    assert "R8末" not in unreported


def test_deadlines_that_lie_behind_are_neither_late_nor_done(visit: Open) -> None:
    at = visit("overview", city="452068", year="2025")
    shown = words(at)
    assert "期限を過ぎ、完了したか未報告の工程" in shown
    assert "R3末 テレワークの推進" in shown
    assert ("schedule", "工程表を見る") in page_links(at)
    assert not re.search("遅れ|遅延|完了済", shown)


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


def section(shown: str, title: str) -> list[str]:
    """The items of a list under its title, as far as they are shown, without escapes."""
    return (
        re.split(
            r"\n\n\*\*|\n(?!- |  )", shown.split(f"**{title}**")[1].split("\n\n", 1)[1]
        )[0]
        .replace("\\", "")
        .split("\n- ")
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
    visit: Open, own_store: Path
) -> None:
    reported(own_store, "999997", 2025, REPORTS)
    shown = words(visit("overview", city="999997", year="2025"))
    first, second = section(shown, "遅れている工程")
    assert first.startswith(
        "- 窓口予約システムの導入（窓口予約・書かない窓口の導入） :orange-badge[▲ 遅れ]"
    )
    assert (
        "市民課、関係各課 / R6末までの予定 / 実施中 90% / 「窓口の改修が残った。 =1+1 <b>調整中</b>"
        in first
    )
    assert first.endswith("…」]]")
    assert second.startswith("DX推進リーダーの育成 :orange-badge[▲ 遅れ]")
    assert "人事課 / R9末までの予定 / 遅れ 20%" in second
    assert shown.index("遅れている工程") < shown.index("令和7年度末までに終わる工程")


def test_what_ends_says_how_it_stands_as_far_as_it_is_known(
    visit: Open, own_store: Path
) -> None:
    reported(own_store, "999997", 2025, REPORTS)
    shown = words(visit("overview", city="999997", year="2025"))
    ends = {
        text.removeprefix("- ").split(" ")[0]: text
        for text in section(shown, "令和7年度末までに終わる工程")
    }
    assert ":gray-badge[未完了]" in ends["窓口予約システムの導入"]
    assert "窓口予約・書かない窓口の導入は実施中 90%" in ends["窓口予約システムの導入"]
    assert ":blue-badge[◎ 完了]" in ends["標準準拠システムへの移行"]
    unreported = section(shown, "期限を過ぎ、完了したか未報告の工程")
    assert any("生成AI利用指針の改定" in text for text in unreported)
    assert "生成AI利用指針の改定" not in ends


def test_passed_deadlines_are_open_or_met_in_this_order_and_else_unreported(
    visit: Open, own_store: Path
) -> None:
    reported(own_store, "999997", 2025, REPORTS)
    shown = words(visit("overview", city="999997", year="2027"))
    passed = section(shown, "期限を過ぎた工程")
    assert [re.findall(r"badge\[(.*?)\]", text) for text in passed] == [
        ["未完了"],
        ["◎ 完了"],
        ["中止"],
    ]
    assert "以前の年度に遅れと報告され、その後の報告がない工程" in shown
    ends = section(shown, "令和9年度末までに終わる工程")
    assert not any("DX推進リーダーの育成" in text for text in ends), "it stands above"


def test_a_report_of_another_year_says_which(visit: Open, own_store: Path) -> None:
    reported(
        own_store, "999997", 2024, {"2-1/2": report(BarState.IN_PROGRESS, year=2024)}
    )
    shown = words(visit("overview", city="999997", year="2025"))
    assert ":gray-badge[R6の報告 実施中]" in shown
    assert "遅れている工程" not in shown, "a report of the year before does not tell"


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
    listed, today = cached.listed_plans()[key_of(city)], date(2026, 11, 21)
    plan = cached.plan(listed)
    assert plan.fiscal_years
    for year in plan.fiscal_years:
        view = View(listed, plan, year, (year,), today)
        shown = due.due_lists(view)
        sheet = make_brief(
            plan, year, today, STANDARD, view.progress(), None, Language.JAPANESE
        )
        counted = [listing.title for listing in sheet.lists if "工程" in listing.title]
        for title in counted:
            name, _space, n = title.partition("\u3000")
            assert on_screen(shown, name) == int(n.removesuffix("件") or 0), (
                year,
                title,
            )


def on_screen(shown: str, title: str) -> int:
    """How many entries a list of the page has, those that are only counted among them."""
    if f"**{title}**" not in shown:
        return 0
    *items, last = section(shown, title)
    more = re.search(r"ほか(\d+)件", last)
    return len(items) + (int(more[1]) if more else 1)


def test_a_plan_without_departments_lists_what_is_late_too(
    visit: Open, own_store: Path
) -> None:
    reported(
        own_store,
        "452068",
        2025,
        {"1-6/1": report(BarState.DONE), "1-6/2": report(BarState.LATE)},
    )
    shown = words(visit("overview", city="452068", year="2025"))
    assert section(shown, "遅れている工程") == [
        "- テレワークの推進（運用） :orange-badge[▲ 遅れ] :gray-badge[推定]  \n  :small[:gray[遅れ]]"
    ]
