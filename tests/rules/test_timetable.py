"""The rows of a timetable: its years, its initiatives, and every entry once."""

from dxkpi.plan import Plan
from dxkpi.rules.timetable import timetable_rows, timetable_years
from tests.support.gantt import measure_with, plan_of_measures, schedule_entry


def test_the_years_are_the_plan_s_and_those_of_every_entry(
    shipped_plans: dict[str, Plan], sample_plan: Plan
) -> None:
    years = {code: timetable_years(plan) for code, plan in shipped_plans.items()}
    assert years["472123"] == range(2026, 2031)
    assert years["052116"] == range(2026, 2030), "that a bar lasts to R12 is no year"
    assert years["999997"] == range(2023, 2028)
    assert years["412091"] == range(2024, 2027), (
        "one deadline stands between two other years"
    )
    bare = {"first_fiscal_year": None, "last_fiscal_year": None}
    assert timetable_years(
        plan_of_measures(sample_plan, measure_with(schedule_entry()), **bare)
    ) == range(0)


def test_an_initiative_is_named_unless_one_of_its_entries_is_called_the_same(
    sample_plan: Plan,
) -> None:
    named = {
        m.number: [line.initiative for line in timetable_rows(m)]
        for m in sample_plan.measures
        if m.schedule
    }
    assert named["1-1"] == ["窓口予約システムの導入"]
    assert named["1-3"] == ["", "手続の順次オンライン化", "手数料のオンライン決済"]
    assert named["2-3"] == [""]


def test_rows_hold_every_entry_once(shipped_plans: dict[str, Plan]) -> None:
    for plan in shipped_plans.values():
        for each in plan.measures:
            held = [
                entry.item for line in timetable_rows(each) for entry in line.entries
            ]
            assert sorted(map(id, held)) == sorted(map(id, each.schedule))
