"""The schedule's lists in words: an item's name, how it stands, and when it was to end."""

import re
from decimal import Decimal

import pytest

from dxkpi.plan import BarState, Initiative, Plan, Progress
from dxkpi.rules.agenda import plan_agenda
from dxkpi.rules.scheduled_ends import FinalProgress, ReportedProgress
from dxkpi.wording.agenda import WordedAgenda, schedule_headline, worded_agenda
from dxkpi.wording.language import Language
from dxkpi.wording.schedule_progress import progress_sentence
from tests.support.gantt import (
    measure_with,
    plan_of_measures,
    progress_report,
    reports_of_entries,
    schedule_entry,
)
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
        ("窓口（c）", "R7の報告 実施中 40%"),
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
        ("窓口（導入）", "R7の報告 実施中"),
        ("窓口（目標時期）", ""),
    ]
    alone = scheduled_plan(
        schedule_item(end=2027), schedule_item("deadline", "R8末", end=2026)
    )
    assert [entry.name for entry in items(alone, 2026, 2025, {}).ending] == ["窓口"]


def test_deadlines_that_have_passed_are_open_and_met_in_this_order_or_unreported() -> (
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
    found = items(plan, 2027, 2025, known)
    assert [(entry.name, entry.until, entry.state) for entry in found.passed] == [
        ("取組2", "R6末", "未完了"),
        ("取組1", "R6末", "完了"),
    ]
    unreported = [(entry.name, entry.until, entry.state) for entry in found.unreported]
    assert unreported == [
        ("取組4（工程4）", "R6末", "報告なし"),
        ("取組3", "R6末", "報告なし"),
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
        ("窓口（d）", "R6末までの予定", "未着手"),
        ("窓口（b）", "R7末までの予定", "実施中"),
        ("窓口（a）", "", "遅れ"),
    ]
    assert [entry.name for entry in found.unreported] == ["窓口（c）"]
    assert found.ending == ()
    assert found.late_end_too


@pytest.mark.parametrize(
    ("code", "year", "sentence"),
    [
        (
            "472123",
            2026,
            "19施策とも、令和8～12年度を通した取組と読み取りました（推定）。年度ごとの区切りは計画に記されていません。",
        ),
        (
            "452068",
            2025,
            "24施策・60件の工程。目標時期のある16件は、令和7年度末までにすべて期限を迎えました。",
        ),
        (
            "452068",
            2022,
            "24施策・60件の工程。目標時期のある16件のうち、4件が令和4年度末に期限を迎えました。",
        ),
        (
            "999997",
            2025,
            "11施策・31件の工程。目標時期のある6件のうち、4件が令和7年度末に期限を迎えました。",
        ),
        (
            "999997",
            2026,
            "11施策・31件の工程。目標時期のある6件のうち、2件が令和8年度末に期限を迎えます。",
        ),
        (
            "999997",
            2027,
            "11施策・31件の工程。目標時期のある6件は、令和8年度末までにすべて期限を迎えます。",
        ),
        (
            "999997",
            2024,
            "11施策・31件の工程。令和6年度末に期限を迎える工程はありません。次は令和7年度末の4件です。",
        ),
        ("422096", 2025, "15施策・15件の工程。次に始まるのは令和8年度の14件です。"),
        ("422096", 2027, "15施策・15件の工程。令和9年度に始まるのは1件です。"),
        (
            "052116",
            2026,
            "6施策・39件の工程。うち37件は、年度ごとの区切りが計画に記されていません。",
        ),
        (
            "412091",
            2024,
            "9施策のうち、年度が計画に記されているのは「自治体の情報システムの標準化・共通化」だけです。目標時期は令和7年度末です。",
        ),
        (
            "412091",
            2025,
            "9施策のうち、年度が計画に記されているのは「自治体の情報システムの標準化・共通化」だけです。目標時期の令和7年度末を過ぎています。",
        ),
    ],
)
def test_the_sentence_of_each_plan(
    shipped_plans: dict[str, Plan], code: str, year: int, sentence: str
) -> None:
    assert (
        schedule_headline(
            shipped_plans[code], year, last_closed=2025, language=Language.JAPANESE
        )
        == sentence
    )


def test_years_that_were_only_inferred_are_said_to_be(
    shipped_plans: dict[str, Plan],
) -> None:
    assert schedule_headline(shipped_plans["472123"], 2026, 2025, Language.ENGLISH) == (
        "All 19 measures are taken to run through FY2026–2030 (inferred). "
        "The plan does not divide them by years."
    )


def test_no_sentence_claims_that_something_is_late_or_done(
    shipped_plans: dict[str, Plan],
) -> None:
    for plan in shipped_plans.values():
        for year in range(2020, 2032):
            for closed in (2020, 2025, 2031):
                assert not re.search(
                    "遅れ|完了|達成|済",
                    schedule_headline(plan, year, closed, Language.JAPANESE),
                )


def test_a_plan_without_a_schedule_has_no_sentence(sample_plan: Plan) -> None:
    assert (
        schedule_headline(
            plan_of_measures(sample_plan, measure_with()),
            2025,
            2025,
            Language.ENGLISH,
        )
        == ""
    )
    assert (
        schedule_headline(plan_of_measures(sample_plan), 2025, 2025, Language.ENGLISH)
        == ""
    )


def test_the_sentence_of_what_was_reported(sample_plan: Plan) -> None:
    plan = plan_of_measures(
        sample_plan,
        measure_with(
            *(schedule_entry(label=f"工程{n}", start=2024, end=2025) for n in range(4))
        ),
    )
    done, behind, going = (
        progress_report("done"),
        progress_report("in_progress"),
        progress_report("in_progress", year=2024),
    )
    assert progress_sentence(plan, 2025, 2024, {}, Language.JAPANESE) == ""
    assert progress_sentence(plan, 2025, 2025, {}, Language.JAPANESE) == (
        "期限を過ぎた1件は、完了したか未報告です。"
    )
    assert progress_sentence(
        plan,
        2025,
        2025,
        reports_of_entries(plan, done, behind, going),
        Language.JAPANESE,
    ) == (
        "令和7年度までに報告のあった3件のうち、1件が完了し、1件が遅れています。"
        "期限を過ぎた1件は、完了したか未報告です。"
    )
    assert progress_sentence(
        plan, 2025, 2024, reports_of_entries(plan, done), Language.JAPANESE
    ) == ("令和7年度までに報告のあった1件のうち、1件が完了し、遅れはありません。")


def test_what_was_reported_of_an_earlier_year_is_never_told_as_this_year_s(
    sample_plan: Plan,
) -> None:
    plan = plan_of_measures(
        sample_plan,
        measure_with(
            *(schedule_entry(label=f"工程{n}", start=2024, end=2027) for n in range(3))
        ),
    )
    late_before = progress_report("late", 40, year=2024)
    before = reports_of_entries(plan, late_before, progress_report("done", year=2024))
    assert progress_sentence(plan, 2025, 2025, before, Language.JAPANESE) == (
        "令和7年度の報告はまだありません。"
        "令和6年度までに報告のあった2件では、1件が完了、1件が遅れでした。"
    )
    mixed = reports_of_entries(plan, late_before, progress_report("late", 20))
    assert progress_sentence(plan, 2025, 2025, mixed, Language.JAPANESE) == (
        "令和7年度までに報告のあった2件のうち、0件が完了し、1件が遅れています。"
        "ほかに1件が、以前の年度の報告で遅れていました。"
    )
    found = items(plan, 2025, 2025, mixed)
    assert [(entry.name, entry.state) for entry in found.late] == [
        (f"{plan.measures[0].name}（工程1）", "遅れ 20%")
    ]
    assert [(entry.name, entry.state) for entry in found.late_before] == [
        (f"{plan.measures[0].name}（工程0）", "R6の報告 遅れ 40%")
    ]


def test_what_was_late_comes_first_of_what_nobody_reported() -> None:
    initiatives = tuple(Initiative(number=n, name=f"取組{n}") for n in "123")
    plan = scheduled_plan(
        *(schedule_item(label=f"工程{n}", initiative=n, end=2025) for n in "123"),
        schedule_item("deadline", "R7末", initiative="3", end=2025),
        initiatives=initiatives,
    )
    known = reports_of(2024, 工程2=S.IN_PROGRESS, 工程3=S.LATE)
    found = items(plan, 2025, 2025, known)
    assert [(e.name, e.state, e.last_report) for e in found.unreported] == [
        ("取組3（工程3）", "R6の報告 遅れ", S.LATE),
        ("取組1（工程1）", "報告なし", None),
        ("取組2（工程2）", "R6の報告 実施中", S.IN_PROGRESS),
    ]
    assert (found.late, found.late_before, found.ending) == ((), (), ())
    assert found.late_end_too


def test_what_waits_to_be_confirmed_is_told_as_that() -> None:
    plan = scheduled_plan(
        schedule_item(label="a", end=2025),
        schedule_item(label="b", end=2025),
        schedule_item(label="c", end=2026),
    )
    keys = [("1-1", label, 0) for label in "abc"]
    final = FinalProgress(reports_of(2024, a=S.IN_PROGRESS), keys)
    shown = items(plan, 2025, 2025, final)
    assert shown.unreported == ()
    assert [(item.name, item.state) for item in shown.unconfirmed] == [
        ("窓口（a、b）", "確認中（R6の報告 実施中）")
    ]
    sentence = progress_sentence(plan, 2025, 2025, final, Language.JAPANESE)
    assert sentence == (
        "令和6年度までに報告のあった1件では、0件が完了、0件が遅れでした。"
        "工程3件の報告は確認中です。"
    )
