"""What the schedule says once progress is reported: what ends in a year, what is late, which deadlines were met."""

from collections.abc import Mapping
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dxkpi.plan import BarState, Initiative, Plan, Progress, ScheduleItem, ScheduleKind
from dxkpi.rules import (
    EntryKey,
    ScheduledEnd,
    ends_in_year,
    is_late,
    late_entries,
    past_deadlines,
    reportable_entries,
)
from dxkpi.rules.agenda import plan_agenda, unreported_ends
from dxkpi.rules.scheduled_ends import FinalProgress
from tests.support.schedules import reports_of, schedule_item, scheduled_plan

S = BarState


DEADLINE = schedule_item("deadline", "R7末", end=2025)


def deadline_of(
    known: Mapping[EntryKey, Progress], *schedule: ScheduleItem
) -> ScheduledEnd:
    (found,) = past_deadlines(scheduled_plan(*schedule), 2026, known)
    return found


def test_each_entry_comes_with_its_own_report_also_where_two_have_the_same_label() -> (
    None
):
    plan = scheduled_plan(
        schedule_item(end=2025),
        DEADLINE,
        schedule_item(end=2025),
        schedule_item(label="運用", end=2025),
    )
    known = {
        ("1-1", "導入", 1): Progress(fiscal_year=2025, state=S.DONE),
        ("1-1", "運用", 0): Progress(fiscal_year=2025, state=S.LATE),
    }
    found = ends_in_year(plan, 2025, known)
    assert [(end.item.label, end.state) for end in found] == [
        ("導入", None),
        ("R7末", S.IN_PROGRESS),
        ("導入", S.DONE),
        ("運用", S.LATE),
    ]
    assert ends_in_year(plan, 2025) == ends_in_year(plan, 2025, {})
    assert all(end.state is None for end in ends_in_year(plan, 2025))


def test_a_deadline_is_met_once_everything_that_was_not_stopped_is_done() -> None:
    entries = (
        schedule_item(label="a", end=2024),
        schedule_item("milestone", "b", start=2025, end=2025),
        schedule_item(label="c"),
        DEADLINE,
    )
    assert (
        deadline_of(reports_of(2025, a=S.DONE, b=S.DONE, c=S.DONE), *entries).state
        is S.DONE
    )
    assert (
        deadline_of(reports_of(2025, a=S.DONE, b=S.DONE, c=S.STOPPED), *entries).state
        is S.DONE
    )
    assert (
        deadline_of(
            reports_of(2025, a=S.STOPPED, b=S.STOPPED, c=S.STOPPED), *entries
        ).state
        is S.STOPPED
    )
    assert deadline_of(reports_of(2025, a=S.DONE, b=S.DONE), *entries).state is None, (
        "nobody said how c stands"
    )


@pytest.mark.parametrize("state", [S.NOT_STARTED, S.IN_PROGRESS, S.LATE])
def test_a_deadline_is_open_while_something_is_known_not_to_be_done_and_says_what(
    state: BarState,
) -> None:
    found = deadline_of(
        reports_of(2025, a=S.DONE, b=state),
        schedule_item(label="a"),
        schedule_item(label="b"),
        DEADLINE,
    )
    assert found.state is S.IN_PROGRESS
    assert [bar.item.label for bar in found.unfinished] == ["b"]


def test_a_report_from_before_the_deadline_does_not_say_whether_it_was_met() -> None:
    assert (
        deadline_of(
            reports_of(2024, a=S.IN_PROGRESS), schedule_item(label="a"), DEADLINE
        ).state
        is None
    )
    assert (
        deadline_of(
            reports_of(2024, a=S.DONE), schedule_item(label="a"), DEADLINE
        ).state
        is S.DONE
    )


def test_a_deadline_concerns_its_own_initiative_and_what_does_not_start_after_it() -> (
    None
):
    deadline = schedule_item("deadline", "R7末", end=2025, initiative="1")
    own = schedule_item(label="a", initiative="1", start=2024, end=2025)
    after = schedule_item(label="b", initiative="1", start=2026, end=2027)
    other = schedule_item(label="c", initiative="2", end=2025)
    guessed = schedule_item(label="d", initiative="1", start=2026, certainty="inferred")
    known = reports_of(2026, a=S.DONE, b=S.IN_PROGRESS, c=S.IN_PROGRESS)
    assert deadline_of(known, own, after, other, deadline).state is S.DONE
    assert deadline_of(known, own, after, guessed, deadline).state is None, (
        "a guessed start does not let it off"
    )


def test_a_deadline_with_nothing_to_report_stays_unknown() -> None:
    assert deadline_of({}, DEADLINE).state is None


def test_an_entry_is_named_by_its_initiative_or_its_measure() -> None:
    plan = scheduled_plan(
        schedule_item(end=2025, initiative="1"),
        schedule_item(end=2025),
        initiatives=(Initiative(number="1", name="予約"),),
    )
    assert [end.name for end in ends_in_year(plan, 2025)] == ["予約", "窓口"]


@pytest.mark.parametrize(
    ("fields", "state", "reported", "expected"),
    [
        ({"end": 2025}, S.IN_PROGRESS, 2025, True),
        ({"end": 2025}, S.NOT_STARTED, 2026, True),
        (
            {"end": 2025},
            S.IN_PROGRESS,
            2024,
            False,
        ),  # a report of the year before cannot tell
        ({"end": 2025}, S.DONE, 2025, False),
        ({"end": 2025}, S.STOPPED, 2025, False),
        ({"end": 2025, "certainty": "inferred"}, S.IN_PROGRESS, 2025, False),
        ({"end": 2025, "certainty": "inferred"}, S.LATE, 2025, True),
        ({"end": 2027}, S.IN_PROGRESS, 2025, False),
        ({"end": 2027}, S.LATE, 2024, True),
        ({}, S.LATE, 2025, True),
        ({}, S.IN_PROGRESS, 2025, False),
    ],
)
def test_late_is_what_the_department_says_or_what_missed_a_stated_end(
    fields: dict[str, Any], state: BarState, reported: int, expected: bool
) -> None:
    known = {("1-1", "導入", 0): Progress(fiscal_year=reported, state=state)}
    assert (
        bool(late_entries(scheduled_plan(schedule_item(**fields)), 2026, 2025, known))
        is expected
    )


def test_a_year_that_is_not_over_has_not_missed_its_end() -> None:
    running = reports_of(2026, 導入=S.IN_PROGRESS)
    assert (
        late_entries(scheduled_plan(schedule_item(end=2026)), 2026, 2025, running) == ()
    )
    assert (
        late_entries(scheduled_plan(schedule_item(end=2026)), 2026, 2026, running) != ()
    )


ENTRIES = st.builds(
    schedule_item,
    st.sampled_from(["bar", "deadline"]),
    st.sampled_from("ab"),
    end=st.integers(2022, 2028),
    certainty=st.sampled_from(["stated", "inferred", "unclear"]),
    initiative=st.sampled_from(["1", "2", None]),
)


@settings(max_examples=100, deadline=None)
@given(entries=st.lists(ENTRIES, max_size=6), data=st.data())
def test_what_nobody_reported_is_neither_late_nor_done(
    entries: list[ScheduleItem], data: st.DataObject
) -> None:
    plan = scheduled_plan(*entries)
    reports = st.builds(
        Progress, fiscal_year=st.integers(2023, 2027), state=st.sampled_from(BarState)
    )
    known = {
        bar.key: data.draw(reports)
        for bar in reportable_entries(plan)
        if data.draw(st.booleans())
    }
    year, closed = (
        data.draw(st.integers(2023, 2028)),
        data.draw(st.integers(2022, 2027)),
    )
    assert late_entries(plan, year, closed, {}) == ()
    by_bar = [
        is_late(bar.item, known.get(bar.key), year, closed)
        for bar in reportable_entries(plan)
    ]
    assert len(late_entries(plan, year, closed, known)) == sum(by_bar)
    for end in (*ends_in_year(plan, year, known), *past_deadlines(plan, year, known)):
        if end.state is S.DONE and end.entries:
            assert all(bar.state in (S.DONE, S.STOPPED) for bar in end.entries)
        assert not end.unfinished or end.state is S.IN_PROGRESS
    assert all(end.state is None for end in past_deadlines(plan, year))


def test_what_ends_in_a_year_comes_in_the_plan_s_order(sample_plan: Plan) -> None:
    found = [
        (each.measure.number, each.item.label)
        for each in ends_in_year(sample_plan, 2025)
    ]
    assert found == [
        ("1-1", "R7末"),
        ("1-5", "公衆Wi-Fiの整備"),
        ("2-1", "移行"),
        ("2-1", "ガバメントクラウドへ移行"),
        ("2-1", "R7末"),
        ("2-2", "R7末"),
        ("2-3", "電子決裁の徹底"),
        ("2-3", "電子契約の試行"),
        ("2-3", "R7末"),
    ]


def test_a_bar_that_merely_fills_the_plan_does_not_end(
    shipped_plans: dict[str, Plan],
) -> None:
    assert ends_in_year(shipped_plans["472123"], 2030) == ()
    assert ends_in_year(shipped_plans["422096"], 2029) == ()
    assert [
        each.item.label for each in ends_in_year(shipped_plans["052116"], 2029)
    ] == ["補助事業実施・検証 R8～拡充"]
    assert [
        each.item.label for each in ends_in_year(shipped_plans["052116"], 2030)
    ] == ["GIGA端末管理・運用（～R12）"]


def test_past_deadlines_are_the_deadlines_before_a_year_and_nothing_else(
    sample_plan: Plan,
) -> None:
    assert past_deadlines(sample_plan, 2025) == ()
    assert [each.measure.number for each in past_deadlines(sample_plan, 2026)] == [
        "1-1",
        "2-1",
        "2-2",
        "2-3",
    ]
    assert all(
        each.item.kind is ScheduleKind.DEADLINE
        for each in past_deadlines(sample_plan, 2040)
    )


@pytest.mark.parametrize(
    ("fields", "report", "expected"),
    [
        ({"end": 2025}, None, True),
        ({"end": 2025}, Progress(fiscal_year=2024, state=S.IN_PROGRESS), True),
        ({"end": 2025}, Progress(fiscal_year=2024, state=S.LATE), True),
        ({"end": 2025}, Progress(fiscal_year=2024, state=S.DONE), False),
        ({"end": 2025}, Progress(fiscal_year=2024, state=S.STOPPED), False),
        ({"end": 2025}, Progress(fiscal_year=2025, state=S.IN_PROGRESS), False),
        ({"end": 2026}, None, False),
        ({}, None, False),
        ({"end": 2025, "certainty": "inferred"}, None, False),
    ],
)
def test_what_ended_without_a_report_of_its_end_is_unreported(
    fields: dict[str, Any], report: Progress | None, expected: bool
) -> None:
    known = {} if report is None else {("1-1", "導入", 0): report}
    plan = scheduled_plan(schedule_item(**fields))
    assert bool(unreported_ends(plan, 2026, 2025, known)) is expected
    assert unreported_ends(plan, 2024, 2025, known) == ()
    assert unreported_ends(plan, 2026, 2024, known) == ()


def test_a_deadline_that_passed_is_unreported_until_its_entries_tell() -> None:
    plan = scheduled_plan(schedule_item(label="a"), DEADLINE)

    def deadlines(known: Mapping[EntryKey, Progress]) -> list[str]:
        return [end.item.label for end in unreported_ends(plan, 2025, 2025, known)]

    assert deadlines({}) == ["R7末"]
    assert deadlines(reports_of(2024, a=S.LATE)) == ["R7末"]
    assert deadlines(reports_of(2025, a=S.LATE)) == []
    assert deadlines(reports_of(2024, a=S.DONE)) == []


def test_what_ended_and_waits_to_be_confirmed_is_not_called_unreported() -> None:
    plan = scheduled_plan(
        schedule_item(label="a", end=2025), schedule_item(label="b", end=2025), DEADLINE
    )
    final = FinalProgress(reports_of(2024, a=S.LATE), [("1-1", "a", 0)])
    agenda = plan_agenda(plan, 2025, 2025, final)

    def labels(groups: Any) -> list[str]:
        return [end.item.label for group in groups for end in group.members]

    assert labels(agenda.unreported) == ["b"]
    assert labels(agenda.unconfirmed) == ["a", "R7末"]
    [group] = agenda.unconfirmed
    assert (group.standing.state, group.standing.reported_in) == (S.LATE, 2024)
    assert group.standing.is_unconfirmed
    assert agenda.late == agenda.late_before == agenda.ending == ()


def test_what_ends_says_that_its_report_waits() -> None:
    plan = scheduled_plan(schedule_item(label="a", end=2026))
    final = FinalProgress({}, [("1-1", "a", 0)])
    agenda = plan_agenda(plan, 2026, 2025, final)
    assert agenda.unconfirmed == ()
    [group] = agenda.ending
    assert group.standing.is_unconfirmed
