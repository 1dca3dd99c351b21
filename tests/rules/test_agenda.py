"""What the schedule says once progress is reported: what ends in a year, what is late, which deadlines were met."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dxkpi.plan import (
    About,
    BarState,
    Initiative,
    Measure,
    Municipality,
    Plan,
    Policy,
    Progress,
    ScheduleItem,
)
from dxkpi.rules import (
    EntryKey,
    ScheduledEnd,
    ends_in_year,
    is_late,
    late_entries,
    past_deadlines,
    reportable_entries,
)
from dxkpi.wording import agenda, language
from dxkpi.wording.language import current_language

S = BarState


def item(kind: str = "bar", label: str = "導入", **fields: Any) -> ScheduleItem:
    return ScheduleItem.model_validate({"kind": kind, "label": label, **fields})


def plan_of(*schedule: ScheduleItem, initiatives: tuple[Initiative, ...] = ()) -> Plan:
    measure = Measure(
        number="1-1",
        name="窓口",
        departments=("市民課",),
        schedule=schedule,
        initiatives=initiatives,
    )
    return Plan(
        municipality=Municipality(
            code="999997", prefecture="見本県", name="見本市", fictional=True
        ),
        about=About(title="計画", first_fiscal_year=2023, last_fiscal_year=2027),
        policies=(Policy(number="1", name="窓口", measures=(measure,)),),
    )


def said(year: int, **states: BarState) -> dict[EntryKey, Progress]:
    """The reports of a year on the entries with these labels."""
    return {
        ("1-1", label, 0): Progress(fiscal_year=year, state=state)
        for label, state in states.items()
    }


DEADLINE = item("deadline", "R7末", end=2025)


def deadline_of(
    known: Mapping[EntryKey, Progress], *schedule: ScheduleItem
) -> ScheduledEnd:
    (found,) = past_deadlines(plan_of(*schedule), 2026, known)
    return found


def test_each_entry_comes_with_its_own_report_also_where_two_have_the_same_label() -> (
    None
):
    plan = plan_of(
        item(end=2025), DEADLINE, item(end=2025), item(label="運用", end=2025)
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
        item(label="a", end=2024),
        item("milestone", "b", start=2025, end=2025),
        item(label="c"),
        DEADLINE,
    )
    assert (
        deadline_of(said(2025, a=S.DONE, b=S.DONE, c=S.DONE), *entries).state is S.DONE
    )
    assert (
        deadline_of(said(2025, a=S.DONE, b=S.DONE, c=S.STOPPED), *entries).state
        is S.DONE
    )
    assert (
        deadline_of(said(2025, a=S.STOPPED, b=S.STOPPED, c=S.STOPPED), *entries).state
        is S.STOPPED
    )
    assert deadline_of(said(2025, a=S.DONE, b=S.DONE), *entries).state is None, (
        "nobody said how c stands"
    )


@pytest.mark.parametrize("state", [S.NOT_STARTED, S.IN_PROGRESS, S.LATE])
def test_a_deadline_is_open_while_something_is_known_not_to_be_done_and_says_what(
    state: BarState,
) -> None:
    found = deadline_of(
        said(2025, a=S.DONE, b=state), item(label="a"), item(label="b"), DEADLINE
    )
    assert found.state is S.IN_PROGRESS
    assert [bar.item.label for bar in found.waits_for] == ["b"]


def test_a_report_from_before_the_deadline_does_not_say_whether_it_was_met() -> None:
    assert (
        deadline_of(said(2024, a=S.IN_PROGRESS), item(label="a"), DEADLINE).state
        is None
    )
    assert deadline_of(said(2024, a=S.DONE), item(label="a"), DEADLINE).state is S.DONE


def test_a_deadline_concerns_its_own_initiative_and_what_does_not_start_after_it() -> (
    None
):
    deadline = item("deadline", "R7末", end=2025, initiative="1")
    own = item(label="a", initiative="1", start=2024, end=2025)
    after = item(label="b", initiative="1", start=2026, end=2027)
    other = item(label="c", initiative="2", end=2025)
    guessed = item(label="d", initiative="1", start=2026, certainty="inferred")
    known = said(2026, a=S.DONE, b=S.IN_PROGRESS, c=S.IN_PROGRESS)
    assert deadline_of(known, own, after, other, deadline).state is S.DONE
    assert deadline_of(known, own, after, guessed, deadline).state is None, (
        "a guessed start does not let it off"
    )


def test_a_deadline_with_nothing_to_report_stays_unknown() -> None:
    assert deadline_of({}, DEADLINE).state is None


def test_an_entry_is_named_by_its_initiative_or_its_measure() -> None:
    plan = plan_of(
        item(end=2025, initiative="1"),
        item(end=2025),
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
    assert bool(late_entries(plan_of(item(**fields)), 2026, 2025, known)) is expected


def test_a_year_that_is_not_over_has_not_missed_its_end() -> None:
    running = said(2026, 導入=S.IN_PROGRESS)
    assert late_entries(plan_of(item(end=2026)), 2026, 2025, running) == ()
    assert late_entries(plan_of(item(end=2026)), 2026, 2026, running) != ()


def test_what_stands_alike_is_one_item_and_a_different_percent_or_year_makes_another() -> (
    None
):
    language.use("ja")
    plan = plan_of(
        *(item(label=label, end=2026) for label in "abcde"),
        item("deadline", "R8末", end=2026),
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
    found = agenda.agenda(plan, 2026, 2025, known, current_language())
    assert [(entry.name, entry.state) for entry in found.ending] == [
        ("窓口（a）", "実施中 40%"),
        ("窓口（b）", "実施中 70%"),
        ("窓口（c）", "R7は実施中 40%"),
        ("窓口（d、e）", "完了"),
        ("窓口（目標時期）", "未完了"),
    ]
    assert (found.late, found.besides) == ((), False)
    assert [
        entry.name
        for entry in agenda.agenda(plan, 2026, 2025, {}, current_language()).ending
    ] == ["窓口（a、b、c、d、e）"]


def test_a_deadline_says_that_it_is_one_where_a_bar_of_its_initiative_stands_beside_it() -> (
    None
):
    language.use("ja")
    plan = plan_of(
        item(end=2026), item(label="運用"), item("deadline", "R8末", end=2026)
    )
    found = agenda.agenda(
        plan, 2026, 2025, said(2025, 導入=S.IN_PROGRESS), current_language()
    ).ending
    assert [(entry.name, entry.state) for entry in found] == [
        ("窓口（導入）", "R7は実施中"),
        ("窓口（目標時期）", ""),
    ]
    alone = plan_of(item(end=2027), item("deadline", "R8末", end=2026))
    assert [
        entry.name
        for entry in agenda.agenda(alone, 2026, 2025, {}, current_language()).ending
    ] == ["窓口"]


def test_deadlines_that_have_passed_are_open_unknown_and_met_in_this_order_and_none_lies_ahead() -> (
    None
):
    language.use("ja")
    initiatives = tuple(Initiative(number=n, name=f"取組{n}") for n in "1234")
    bars = (item(label=f"工程{n}", initiative=n, end=2024) for n in "124")
    deadlines = (
        item("deadline", "期限", initiative=n, end=2026 if n == "4" else 2024)
        for n in "1234"
    )
    plan = plan_of(*bars, *deadlines, initiatives=initiatives)
    known = said(2025, 工程1=S.DONE, 工程2=S.IN_PROGRESS)
    passed = agenda.agenda(plan, 2027, 2025, known, current_language()).passed
    assert [(entry.name, entry.until, entry.state) for entry in passed] == [
        ("取組2", "R6末", "未完了"),
        ("取組3", "R6末", "完了したか不明"),
        ("取組1", "R6末", "完了"),
    ]
    assert agenda.agenda(plan, 2024, 2025, known, current_language()).passed == ()


def test_what_is_late_stands_there_once_and_the_longest_overdue_first() -> None:
    language.use("ja")
    plan = plan_of(
        item(label="a"),
        item(label="b", end=2025),
        item(label="c", end=2025),
        item(label="d", end=2024),
    )
    found = agenda.agenda(
        plan,
        2025,
        2025,
        said(2025, a=S.LATE, b=S.IN_PROGRESS, d=S.NOT_STARTED),
        current_language(),
    )
    assert [(entry.name, entry.until, entry.state) for entry in found.late] == [
        ("窓口（d）", "R6末までの予定", "R7は未着手"),
        ("窓口（b）", "R7末までの予定", "R7は実施中"),
        ("窓口（a）", "", "R7は遅れ"),
    ]
    assert [entry.name for entry in found.ending] == ["窓口（c）"]
    assert found.besides


ENTRIES = st.builds(
    item,
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
    plan = plan_of(*entries)
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
        if end.state is S.DONE and end.bars:
            assert all(bar.state in (S.DONE, S.STOPPED) for bar in end.bars)
        assert not end.waits_for or end.state is S.IN_PROGRESS
    assert all(end.state is None for end in past_deadlines(plan, year))
