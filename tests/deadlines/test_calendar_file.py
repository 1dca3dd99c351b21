"""The deadlines of a plan as an iCalendar file, read back by the library and line by line as RFC 5545 asks."""

import re
import unicodedata
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from icalendar import Calendar, Event

from dxkpi.deadlines import (
    Edition,
    NotOurCalendar,
    SubmissionDeadline,
    deadline_calendar,
    plan_deadlines,
)
from dxkpi.plan import Plan, ScheduleItem, ScheduleKind, TargetRule
from dxkpi.wording.language import Language
from tests.support.apptest import CITIES, HOSTILE
from tests.support.deadlines import by_may, named, never, with_target

STAMP = datetime(2026, 11, 21, 1, 2, 3, tzinfo=UTC)
FIRST = Edition(7, STAMP, date(2026, 11, 21))
SECOND = Edition(8, STAMP + timedelta(days=1), date(2026, 11, 22))


def calendar_of(
    plan: Plan,
    department: str | None = None,
    edition: Edition = FIRST,
    earlier: bytes | None = None,
    submission_deadline: SubmissionDeadline = by_may,
) -> bytes:
    deadlines = plan_deadlines(
        plan,
        department,
        submission_deadline,
        Language.JAPANESE,
        contact="デジタル推進課 内線123",
    )
    return deadline_calendar(
        plan, department, deadlines, edition, Language.JAPANESE, earlier=earlier
    )


def events_by_uid(content: bytes) -> dict[str, Event]:
    return {str(event.uid): event for event in Calendar.from_ical(content).events}


def events(content: bytes) -> dict[str, Event]:
    """The events of a file by what they are called."""
    return {str(event.summary): event for event in Calendar.from_ical(content).events}


@pytest.mark.parametrize("code", CITIES)
def test_every_plan_gives_a_file_that_keeps_to_the_standard(
    shipped_plans: dict[str, Plan], code: str
) -> None:
    plan = shipped_plans[code]
    content = calendar_of(plan)
    lines = content.split(b"\r\n")
    assert lines[0] == b"BEGIN:VCALENDAR"
    assert lines[-2:] == [b"END:VCALENDAR", b""]
    assert b"\n" not in content.replace(b"\r\n", b"")
    assert max(map(len, lines)) <= 75
    read = Calendar.from_ical(content)
    assert (read["VERSION"], read["PRODID"], "METHOD" in read) == (
        "2.0",
        "-//dxkpi//dxkpi//JA",
        False,
    )
    assert not read.errors
    uids = [event.uid for event in read.events]
    assert (
        len(set(uids))
        == len(uids)
        == len(plan_deadlines(plan, None, by_may, Language.JAPANESE))
    )
    for event in read.events:
        assert not event.errors
        assert event.DTSTAMP == STAMP
        assert event.end - event.start == timedelta(days=1)
        assert b"DTSTART;VALUE=DATE:" in event.to_ical()
        assert event.transparency == "TRANSPARENT"
        assert str(event.summary).startswith(
            "【DX計画・架空】" if plan.municipality.fictional else "【DX計画】"
        )
        assert ("（架空）" in str(event.description)) is plan.municipality.fictional
        assert plan.about.title in str(event.description)


def test_an_indicator_s_target_is_on_the_last_day_of_its_month_or_year(
    shipped_plans: dict[str, Plan],
) -> None:
    event = events(calendar_of(shipped_plans["472123"]))[
        "【DX計画】目標時期 職員のDX推進実感率 75.0%"
    ]
    assert event.start == date(2031, 3, 31)
    told = str(event.description).splitlines()
    assert told[0] == "目標時期 職員のDX推進実感率 75.0%"
    assert any(line.startswith("計画の記載：令和13年3月") for line in told)
    assert "日付は、計画に記された年度または月の末日です。" in told


def test_a_later_file_updates_the_entries_of_an_earlier_one(sample_plan: Plan) -> None:
    first = next(
        i
        for i in sample_plan.indicators
        if i.target and i.target.rule is TargetRule.REACH
    )
    assert first.target is not None
    assert first.target.value is not None
    moved = with_target(
        sample_plan,
        first.code,
        value=first.target.value + Decimal(1),
        fiscal_year=2027,
        as_of="2027-09",
    )
    before, after = (
        calendar_of(sample_plan),
        calendar_of(moved, edition=SECOND),
    )
    assert calendar_of(sample_plan) == before
    uids = [
        {event.uid for event in Calendar.from_ical(content).events}
        for content in (before, after)
    ]
    assert uids[0] == uids[1]
    then, now = events_by_uid(before), events_by_uid(after)
    changed = [uid for uid in then if then[uid].start != now[uid].start]
    assert len(changed) == 1
    assert all(now[uid].sequence > then[uid].sequence for uid in changed)
    assert not any(now[uid].sequence < then[uid].sequence for uid in then)
    own = {
        event.uid
        for event in Calendar.from_ical(calendar_of(sample_plan, "市民課")).events
    }
    assert own < uids[0], (
        "an entry is the same in a department's file and in that of all"
    )


def with_schedule(plan: Plan, *items: ScheduleItem) -> Plan:
    """The plan with these entries in the place of the first measure's own."""
    policy = plan.policies[0]
    measure = policy.measures[0].model_copy(update={"schedule": items})
    first = policy.model_copy(update={"measures": (measure, *policy.measures[1:])})
    return plan.model_copy(update={"policies": (first, *plan.policies[1:])})


def due_by(end: int, initiative: str | None = None) -> ScheduleItem:
    label = f"令和{end - 2018}年度末まで"
    return ScheduleItem(
        kind=ScheduleKind.DEADLINE, label=label, initiative=initiative, end=end
    )


def test_a_deadline_of_the_schedule_that_moves_stays_the_same_entry(
    sample_plan: Plan,
) -> None:
    """The label of a deadline is its time, so it changes with the day."""
    before = with_schedule(sample_plan, due_by(2027), due_by(2027, "1"))
    after = with_schedule(sample_plan, due_by(2028), due_by(2029, "1"))
    then = events_by_uid(calendar_of(before))
    now = events_by_uid(calendar_of(after, edition=SECOND))
    assert then.keys() == now.keys()
    moved = [uid for uid in then if then[uid].start != now[uid].start]
    assert sorted(now[uid].start for uid in moved) == [
        date(2029, 3, 31),
        date(2030, 3, 31),
    ]
    assert all(now[uid].sequence > then[uid].sequence for uid in moved)


def test_a_deadline_that_was_dropped_is_cancelled_in_the_file_over_the_earlier_one(
    sample_plan: Plan,
) -> None:
    before = calendar_of(with_schedule(sample_plan, due_by(2027), due_by(2028, "1")))
    dropped = with_schedule(sample_plan, due_by(2027))
    after = calendar_of(dropped, edition=SECOND, earlier=before)
    then, now = events_by_uid(before), events_by_uid(after)
    assert then.keys() == now.keys()
    (cancelled,) = [e for e in now.values() if e.get("STATUS") == "CANCELLED"]
    assert cancelled.sequence > then[str(cancelled.uid)].sequence
    assert SECOND.stamp == cancelled.DTSTAMP
    assert cancelled.start == then[str(cancelled.uid)].start
    assert calendar_of(dropped, edition=SECOND, earlier=after) == after
    back = events_by_uid(
        calendar_of(
            with_schedule(sample_plan, due_by(2027), due_by(2028, "1")),
            edition=SECOND,
            earlier=after,
        )
    )[str(cancelled.uid)]
    assert "STATUS" not in back
    assert back.sequence > cancelled.sequence


def test_a_day_to_hand_in_that_a_setting_moves_is_updated(sample_plan: Plan) -> None:
    """The setting changes without a write to the plan."""
    later = replace(FIRST, made_on=FIRST.made_on + timedelta(days=1))

    def by_june(year: int) -> date:
        return date(year + 1, 6, 1)

    before = calendar_of(sample_plan)
    after = calendar_of(sample_plan, edition=later, submission_deadline=by_june)
    same_day = calendar_of(sample_plan, earlier=before, submission_deadline=by_june)
    then = events_by_uid(before)
    for content in (after, same_day):
        now = events_by_uid(content)
        moved = [uid for uid in then if then[uid].start != now[uid].start]
        assert len(moved) == 5
        assert all(now[uid].sequence > then[uid].sequence for uid in moved)
    gone = events_by_uid(
        calendar_of(sample_plan, earlier=before, submission_deadline=never)
    )
    assert sum(event.get("STATUS") == "CANCELLED" for event in gone.values()) == 5


@pytest.mark.parametrize(
    "content",
    [b"", b"not a calendar", b"\xff\xfe", b"BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n"],
)
def test_an_earlier_file_that_is_something_else_is_refused(
    sample_plan: Plan, content: bytes
) -> None:
    with pytest.raises(NotOurCalendar):
        calendar_of(sample_plan, earlier=content)
    broken = calendar_of(sample_plan).replace(b"SEQUENCE:7", b"SEQUENCE:x", 1)
    with pytest.raises(NotOurCalendar):
        calendar_of(sample_plan, earlier=broken)
    no_day = calendar_of(sample_plan).replace(b"DTSTART", b"X-START", 1)
    with pytest.raises(NotOurCalendar):
        calendar_of(sample_plan, earlier=no_day)
    of_department = calendar_of(sample_plan, "市民課")
    with pytest.raises(NotOurCalendar):
        calendar_of(sample_plan, earlier=of_department)


def test_a_day_to_hand_in_names_whom_to_ask(
    shipped_plans: dict[str, Plan],
) -> None:
    event = events(calendar_of(shipped_plans["999997"]))[
        "【DX計画・架空】提出期限 令和8年度の実績"
    ]
    assert event.start == date(2027, 5, 15)
    assert "問い合わせ先：デジタル推進課 内線123" in str(event.description)


def test_a_paragraph_for_a_name_is_cut_in_the_title_and_whole_beneath(
    sample_plan: Plan,
) -> None:
    long = max(sample_plan.indicators, key=lambda i: len(i.name))
    event = next(
        e for s, e in events(calendar_of(sample_plan)).items() if long.name[:20] in s
    )
    assert len(str(event.summary)) < 70
    assert "… 0件" in str(event.summary)
    assert long.name in str(event.description)


@pytest.mark.parametrize(
    "name",
    [
        HOSTILE,
        '=1+1;,\\n\\,"x"\r\nBEGIN:VALARM',
        "改行\n\r\u2028\x85あり",
        "制御\x07\x1b文字",
        "𠮷葛\U000e0100城",
    ],
)
def test_no_name_breaks_out_of_its_line(sample_plan: Plan, name: str) -> None:
    plan = named(sample_plan, name)
    content = calendar_of(plan)
    read = Calendar.from_ical(content)
    assert len(read.events) == len(
        plan_deadlines(plan, None, by_may, Language.JAPANESE)
    )
    assert not read.walk("VALARM")
    assert not re.search(rb"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]", content)
    shown = " ".join(re.sub(r"[\x07\x1b]", "", name).split())
    assert any(shown in str(event.description) for event in read.events)


@settings(max_examples=60)
@given(
    name=st.text(
        st.characters(codec="utf-8", exclude_characters="\0"), min_size=1
    ).filter(str.strip)
)
def test_whatever_a_name_holds_the_file_reads_back(
    sample_plan: Plan, name: str
) -> None:
    content = calendar_of(named(sample_plan, name))
    assert len(Calendar.from_ical(content).events) == len(
        plan_deadlines(sample_plan, None, by_may, Language.JAPANESE)
    )
    assert max(map(len, content.split(b"\r\n"))) <= 75


def test_a_title_holds_nothing_that_cannot_be_seen_or_turns_the_writing_round(
    sample_plan: Plan,
) -> None:
    read = Calendar.from_ical(
        calendar_of(named(sample_plan, "窓口\u202eの\u200b予\ue000約\u2028件数"))
    )
    titles = [str(event.summary) for event in read.events]
    assert any("窓口の予約 件数" in title for title in titles)
    assert not any(
        unicodedata.category(c) in ("Cc", "Cf", "Co") for title in titles for c in title
    )
