"""The schedule's lists in words: an item's name, how it stands, and when it was to end."""

from decimal import Decimal

from dxkpi.plan import BarState, Initiative, Plan, Progress
from dxkpi.rules.agenda import ReportedProgress, plan_agenda
from dxkpi.wording.agenda import WordedAgenda, worded_agenda
from dxkpi.wording.language import Language
from tests.support.schedules import reports_of, schedule_item, scheduled_plan

S = BarState


def items(plan: Plan, year: int, closed: int, known: ReportedProgress) -> WordedAgenda:
    return worded_agenda(plan_agenda(plan, year, closed, known), Language.JAPANESE)


def test_what_stands_alike_is_one_item_and_a_different_percent_or_year_makes_another() -> (
    None
):
    plan = scheduled_plan(
        *(schedule_item(label=label, end=2026) for label in "abcde"),
        schedule_item("deadline", "R8末", end=2026),
    )
    known = {
        ("1-1", "a", 0): Progress(
            fiscal_year=2026, state=S.IN_PROGRESS, percent=Decimal(40)
        ),
        ("1-1", "b", 0): Progress(
            fiscal_year=2026, state=S.IN_PROGRESS, percent=Decimal(70)
        ),
        ("1-1", "c", 0): Progress(
            fiscal_year=2025, state=S.IN_PROGRESS, percent=Decimal(40)
        ),
        ("1-1", "d", 0): Progress(fiscal_year=2026, state=S.DONE, percent=Decimal(100)),
        ("1-1", "e", 0): Progress(fiscal_year=2026, state=S.DONE),
    }
    found = items(plan, 2026, 2025, known)
    assert [(entry.name, entry.state) for entry in found.ending] == [
        ("窓口（a）", "実施中 40%"),
        ("窓口（b）", "実施中 70%"),
        ("窓口（c）", "R7は実施中 40%"),
        ("窓口（d、e）", "完了"),
        ("窓口（目標時期）", "未完了"),
    ]
    assert (found.late, found.late_end_too) == ((), False)
    assert [entry.name for entry in items(plan, 2026, 2025, {}).ending] == [
        "窓口（a、b、c、d、e）"
    ]


def test_a_deadline_says_that_it_is_one_where_a_bar_of_its_initiative_stands_beside_it() -> (
    None
):
    plan = scheduled_plan(
        schedule_item(end=2026),
        schedule_item(label="運用"),
        schedule_item("deadline", "R8末", end=2026),
    )
    found = items(plan, 2026, 2025, reports_of(2025, 導入=S.IN_PROGRESS)).ending
    assert [(entry.name, entry.state) for entry in found] == [
        ("窓口（導入）", "R7は実施中"),
        ("窓口（目標時期）", ""),
    ]
    alone = scheduled_plan(
        schedule_item(end=2027), schedule_item("deadline", "R8末", end=2026)
    )
    assert [entry.name for entry in items(alone, 2026, 2025, {}).ending] == ["窓口"]


def test_deadlines_that_have_passed_are_open_unknown_and_met_in_this_order_and_none_lies_ahead() -> (
    None
):
    initiatives = tuple(Initiative(number=n, name=f"取組{n}") for n in "1234")
    bars = (schedule_item(label=f"工程{n}", initiative=n, end=2024) for n in "124")
    deadlines = (
        schedule_item("deadline", "期限", initiative=n, end=2026 if n == "4" else 2024)
        for n in "1234"
    )
    plan = scheduled_plan(*bars, *deadlines, initiatives=initiatives)
    known = reports_of(2025, 工程1=S.DONE, 工程2=S.IN_PROGRESS)
    passed = items(plan, 2027, 2025, known).passed
    assert [(entry.name, entry.until, entry.state) for entry in passed] == [
        ("取組2", "R6末", "未完了"),
        ("取組3", "R6末", "完了したか不明"),
        ("取組1", "R6末", "完了"),
    ]
    assert items(plan, 2024, 2025, known).passed == ()


def test_what_is_late_stands_there_once_and_the_longest_overdue_first() -> None:
    plan = scheduled_plan(
        schedule_item(label="a"),
        schedule_item(label="b", end=2025),
        schedule_item(label="c", end=2025),
        schedule_item(label="d", end=2024),
    )
    found = items(
        plan, 2025, 2025, reports_of(2025, a=S.LATE, b=S.IN_PROGRESS, d=S.NOT_STARTED)
    )
    assert [(entry.name, entry.until, entry.state) for entry in found.late] == [
        ("窓口（d）", "R6末までの予定", "R7は未着手"),
        ("窓口（b）", "R7末までの予定", "R7は実施中"),
        ("窓口（a）", "", "R7は遅れ"),
    ]
    assert [entry.name for entry in found.ending] == ["窓口（c）"]
    assert found.late_end_too
