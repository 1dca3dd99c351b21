"""The deadlines of a plan as an iCalendar file (RFC 5545): 目標時期 of its indicators
and schedule, and the 提出期限.

Only what the plan states goes into a calendar. An inferred end is left out: there it
would stand without its mark, and remind people year after year of a day that nobody
set. A plan that names a year or a month means its end, and each entry says so. An entry
keeps its UID as long as the plan keeps its code, whatever day it moves to, and its
SEQUENCE grows with each change of the plan, so a later file updates an earlier one. What
the earlier file held and the plan dropped is cancelled, where that file is at hand.
"""

import json
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from operator import attrgetter
from uuid import NAMESPACE_URL, uuid5

from icalendar import TRANSP, Calendar, Event

from dxkpi import fiscal
from dxkpi.plan import (
    Certainty,
    Indicator,
    Measure,
    Plan,
    ScheduleItem,
    ScheduleKind,
    Target,
)
from dxkpi.returns import departments_asked
from dxkpi.rules import ScheduledEnd, is_due
from dxkpi.text.lines import one_line, shortened
from dxkpi.wording.agenda import entry_name
from dxkpi.wording.language import Language
from dxkpi.wording.municipality import city_name
from dxkpi.wording.targets import bound_text, goal_text

PRODID = "-//dxkpi//dxkpi//JA"

_CANCELLED = "CANCELLED"
_FIRST_DAY = date(2020, 1, 1)
_LONGEST_NAME = 40
_MONTH = "2026-03"

SubmissionDeadline = Callable[[int], date | None]
"""The day by which a fiscal year's figures are to be in; None where none is set."""


@dataclass(frozen=True)
class Deadline:
    """A day by which something is to be reached or handed in. `uid` is the same in
    every file; `lines` tell more of it. One `by_setting` is no word of the plan.
    """

    uid: str
    day: date
    kind: str
    name: str
    goal: str = ""
    lines: tuple[str, ...] = ()
    by_setting: bool = False

    @property
    def full_title(self) -> str:
        return f"{self.kind} {self.name} {self.goal}"

    @property
    def short_title(self) -> str:
        """The same as a calendar has room for: some plans name an indicator by a whole
        paragraph.
        """
        name = shortened(one_line(self.name), _LONGEST_NAME)
        return f"{self.kind} {name} {self.goal}"


@dataclass(frozen=True)
class Edition:
    """Which state of the plan a calendar shows.

    `revision` and `stamp` are number and moment of the plan's last change; `made_on` is
    the day on which the file is made.
    """

    revision: int
    stamp: datetime
    made_on: date

    def sequence(self, deadline: Deadline) -> int:
        """A number that is greater whenever the deadline may have changed.

        A setting changes without a revision; the day on which the file is made stands
        for its state.
        """
        if not deadline.by_setting:
            return self.revision
        return self.revision + (self.made_on - _FIRST_DAY).days


class NotOurCalendar(ValueError):
    """A file is no calendar of these deadlines that this program has made."""


def plan_deadlines(
    plan: Plan,
    department: str | None,
    submission_deadline: SubmissionDeadline,
    language: Language,
    *,
    contact: str | None = None,
) -> tuple[Deadline, ...]:
    """What a department (None: all of them) has to reach or hand in, by day.

    `contact` is whom to ask about the figures of a year.
    """
    deadlines = [
        *_target_deadlines(plan, department, language),
        *_schedule_deadlines(plan, department, language),
        *_submission_deadlines(
            plan, department, submission_deadline, contact, language
        ),
    ]
    return tuple(sorted(deadlines, key=attrgetter("day")))


def deadline_calendar(
    plan: Plan,
    department: str | None,
    submission_deadline: SubmissionDeadline,
    contact: str | None,
    edition: Edition,
    language: Language,
    *,
    earlier: bytes | None = None,
) -> bytes:
    """The deadlines as all-day events, which leave their day free.

    `earlier` is a former file of the same deadlines: what is no more among them is
    cancelled. Raises `NotOurCalendar` where it is something else.
    """
    _ = language.gettext
    city = plan.municipality
    heading = _("DX plan, invented") if city.fictional else _("DX plan")
    plan_name = f"{city.prefecture}{city_name(city, language)} {plan.about.title}"
    source = _("Source: {source}", source=plan.about.source or plan.about.title)
    calendar_uid = _uid(plan, "calendar", department)
    former = {} if earlier is None else _former_events(earlier, calendar_uid)
    calendar = Calendar.new(
        prodid=PRODID,
        calscale="GREGORIAN",
        uid=calendar_uid,
        name=one_line(f"{heading} {city.name} {department or ''}"),
    )
    for deadline in plan_deadlines(
        plan, department, submission_deadline, language, contact=contact
    ):
        summary = _("[{plan}] {what}", plan=heading, what=deadline.short_title)
        description = (deadline.full_title, *deadline.lines, plan_name, source)
        event = _event(deadline, edition, summary, description)
        _follow(event, former.pop(deadline.uid, None))
        calendar.add_component(event)
    for dropped in former.values():
        calendar.add_component(_cancelled(dropped, edition))
    content: bytes = calendar.to_ical()
    return content


def _event(
    deadline: Deadline, edition: Edition, summary: str, description: Sequence[str]
) -> Event:
    """A deadline as an event of its day, each text of it on one line."""
    return Event.new(
        uid=deadline.uid,
        sequence=edition.sequence(deadline),
        stamp=edition.stamp,
        last_modified=edition.stamp,
        start=deadline.day,
        end=deadline.day + timedelta(days=1),
        summary=one_line(summary),
        description="\n".join(one_line(line) for line in description),
        transparency=TRANSP.TRANSPARENT,
    )


# --- an earlier file


def _former_events(earlier: bytes, calendar_uid: str) -> dict[str, Event]:
    """The events of an earlier file by their UID."""
    try:
        calendar = Calendar.from_ical(earlier)
        is_ours = str(calendar["PRODID"]) == PRODID
        is_same = str(calendar["UID"]) == calendar_uid
        events = {str(event["UID"]): event for event in calendar.events}
    except (ValueError, KeyError, IndexError, TypeError, AttributeError):
        raise NotOurCalendar from None
    if not (is_ours and is_same):
        raise NotOurCalendar
    return events


def _follow(event: Event, former: Event | None) -> None:
    """Raise the SEQUENCE above that of the former event, if the day is another one."""
    if former is None:
        return
    least = _sequence_of(former)
    is_moved = former.start != event.start
    is_revived = str(former.get("STATUS")) == _CANCELLED
    if is_moved or is_revived:
        least += 1
    event.sequence = max(event.sequence, least)


def _cancelled(dropped: Event, edition: Edition) -> Event:
    """The event of a deadline that is no more; one that was cancelled stays as it is."""
    if str(dropped.get("STATUS")) == _CANCELLED:
        return dropped
    sequence = max(_sequence_of(dropped) + 1, edition.revision)
    for name in ("SEQUENCE", "STATUS", "DTSTAMP", "LAST-MODIFIED"):
        dropped.pop(name, None)
    dropped.add("sequence", sequence)
    dropped.add("status", _CANCELLED)
    dropped.add("dtstamp", edition.stamp)
    dropped.add("last-modified", edition.stamp)
    return dropped


def _sequence_of(event: Event) -> int:
    return int(event.get("SEQUENCE", 0))


# --- targets


def _target_deadlines(
    plan: Plan, department: str | None, language: Language
) -> Iterator[Deadline]:
    """The day of each indicator's target, and those of its yearly targets."""
    for indicator in plan.indicators:
        departments = plan.departments_of(indicator)
        if department is not None and department not in departments:
            continue
        if indicator.target is None:
            continue
        measure = plan.measure(indicator.measure)
        about = _about_lines(measure, departments, language)
        yield from _target_deadline(plan, indicator, indicator.target, about, language)
        yield from _yearly_deadlines(plan, indicator, indicator.target, about, language)


def _target_deadline(
    plan: Plan,
    indicator: Indicator,
    target: Target,
    about: tuple[str, ...],
    language: Language,
) -> Iterator[Deadline]:
    """The day of the target; none where it has no deadline."""
    if target.fiscal_year is None:
        return
    month = target.as_of or fiscal.last_month(target.fiscal_year)
    when = fiscal.wareki(target.fiscal_year)
    if target.as_of is not None:
        when = fiscal.month_label(target.as_of)
    yield Deadline(
        _uid(plan, "target", indicator.code),
        _last_day(month),
        language.gettext("Deadline"),
        indicator.name,
        goal_text(indicator, language) or "",
        (*about, *_source_lines(when, indicator.quote, language)),
    )


def _yearly_deadlines(
    plan: Plan,
    indicator: Indicator,
    target: Target,
    about: tuple[str, ...],
    language: Language,
) -> Iterator[Deadline]:
    """The ends of the years that have a target of their own."""
    _ = language.gettext
    for year, value in sorted(target.yearly.items()):
        if year == target.fiscal_year:
            continue
        when = fiscal.wareki(year)
        yield Deadline(
            _uid(plan, "yearly target", indicator.code, year),
            _last_day(fiscal.last_month(year)),
            _("Target of {year}", year=when),
            indicator.name,
            bound_text(indicator, value, target.comparator, language),
            (*about, *_source_lines(when, None, language)),
        )


# --- the schedule


def _schedule_deadlines(
    plan: Plan, department: str | None, language: Language
) -> Iterator[Deadline]:
    """The ends that the plan states in its schedule: deadlines, milestones, the last
    years of bars.
    """
    for measure in plan.measures:
        is_asked = department is None or department in measure.departments
        occurrences: Counter[tuple[ScheduleKind, str]] = Counter()
        for item in measure.schedule:
            what = _what_is_due(item)
            occurrence = occurrences[item.kind, what]
            occurrences[item.kind, what] += 1
            if is_asked and item.certainty is Certainty.STATED and item.end is not None:
                uid = _uid(
                    plan, "schedule", measure.number, item.kind, what, occurrence
                )
                yield _schedule_deadline(uid, measure, item, item.end, language)


def _what_is_due(item: ScheduleItem) -> str:
    """What an entry is known by: its label; that of a deadline is its time (令和9年度末),
    which is what moves, so it is known by its initiative.
    """
    if item.kind is ScheduleKind.DEADLINE:
        return item.initiative or ""
    return item.label


def _schedule_deadline(
    uid: str, measure: Measure, item: ScheduleItem, end: int, language: Language
) -> Deadline:
    """The end of an entry."""
    lines = [
        *_about_lines(measure, measure.departments, language),
        *_source_lines(_years_in_plan(item), None, language),
    ]
    if item.note:
        lines.append(item.note)
    return Deadline(
        uid,
        _last_day(fiscal.last_month(end)),
        _kind_text(item.kind, language),
        entry_name((ScheduledEnd(measure, item),), language),
        lines=tuple(lines),
    )


def _kind_text(kind: ScheduleKind, language: Language) -> str:
    _ = language.gettext
    match kind:
        case ScheduleKind.DEADLINE:
            return _("Schedule deadline")
        case ScheduleKind.MILESTONE:
            return _("Milestone")
        case ScheduleKind.BAR:
            return _("End of schedule entry")


def _years_in_plan(item: ScheduleItem) -> str:
    """What the plan says of an entry: a deadline's own words, or the years of the others."""
    if item.kind is ScheduleKind.DEADLINE:
        return item.label
    return f"{item.label} {fiscal.year_span(item.start, item.end)}"


# --- returns


def _submission_deadlines(
    plan: Plan,
    department: str | None,
    submission_deadline: SubmissionDeadline,
    contact: str | None,
    language: Language,
) -> Iterator[Deadline]:
    """The day by which the figures of each fiscal year of the plan are to be in, for
    those who are asked for any.
    """
    _ = language.gettext
    if not _is_asked_for_figures(plan, department):
        return
    lines = (_("Contact: {contact}", contact=contact),) if contact else ()
    last_year = plan.about.last_fiscal_year
    for year in plan.fiscal_years:
        day = submission_deadline(year)
        is_over = last_year is not None and year > last_year
        if day is None or is_over or not is_due(plan, year, last_closed=year):
            continue
        yield Deadline(
            _uid(plan, "submission", year),
            day,
            _("Submission deadline"),
            _("figures of {year}", year=fiscal.wareki(year)),
            lines=lines,
            by_setting=True,
        )


def _is_asked_for_figures(plan: Plan, department: str | None) -> bool:
    """Whether a department (None: anybody) has figures to hand in."""
    departments = departments_asked(plan)
    if department is not None:
        return department in departments
    return bool(plan.indicators or departments)


# --- words


def _about_lines(
    measure: Measure | None, departments: tuple[str, ...], language: Language
) -> tuple[str, ...]:
    """Whose deadline it is: the measure and the departments, as far as there are any."""
    _ = language.gettext
    lines: list[str] = []
    if measure is not None:
        lines.append(
            _("Measure: {number} {name}", number=measure.number, name=measure.name)
        )
    if departments:
        names = language.listed(departments)
        lines.append(_("Department: {names}", names=names))
    return tuple(lines)


def _source_lines(when: str, quote: str | None, language: Language) -> tuple[str, str]:
    """When the plan says it is, with its own words if there are any, and how that became a day."""
    _ = language.gettext
    words = language.listed([when, quote] if quote else [when])
    return (
        _("In the plan: {words}", words=words),
        _("The day is the last one of the year or month that the plan names."),
    )


def _last_day(month: str) -> date:
    """The last day of a month (`"2026-03"`); a day stays itself."""
    if len(month) > len(_MONTH):
        return date.fromisoformat(month)
    first = date.fromisoformat(f"{month}-01")
    in_next_month = first + timedelta(days=31)
    return in_next_month.replace(day=1) - timedelta(days=1)


def _uid(plan: Plan, *key: object) -> str:
    """The same for the same entry, whatever else changes: made of the codes by which
    the plan knows it.
    """
    parts = ["dxkpi", plan.municipality.code, *key]
    return str(uuid5(NAMESPACE_URL, json.dumps(parts, ensure_ascii=False)))
