"""The deadlines of a plan as an iCalendar file (RFC 5545): 目標時期 of its indicators and schedule, and the 提出期限.

Only what the plan states goes into a calendar. An inferred end is left out: there it would stand without its mark, and
remind people year after year of a day that nobody set. A plan that names a year or a month means its end, and each entry
says so. An entry keeps its UID as long as the plan keeps its code, so a later file updates an earlier one.
"""

import json
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
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
from dxkpi.wording import agenda
from dxkpi.wording.language import _, current_language
from dxkpi.wording.targets import bound_text, goal_text

PRODID = "-//dxkpi//dxkpi//JA"

_LONGEST = 40
_KINDS: dict[ScheduleKind, Callable[[], str]] = {
    ScheduleKind.DEADLINE: lambda: _("Schedule deadline"),
    ScheduleKind.MILESTONE: lambda: _("Milestone"),
    ScheduleKind.BAR: lambda: _("End of schedule entry"),
}

SubmissionDeadline = Callable[[int], date | None]


@dataclass(frozen=True)
class Deadline:
    """A day by which something is to be reached or handed in. `uid` is the same in every file; `lines` tell more of it."""

    uid: str
    day: date
    kind: str
    name: str
    goal: str = ""
    lines: tuple[str, ...] = ()

    @property
    def what(self) -> str:
        return f"{self.kind} {self.name} {self.goal}"

    @property
    def short(self) -> str:
        """The same as it fits into a calendar: some plans name an indicator by a whole paragraph."""
        return f"{self.kind} {shortened(one_line(self.name), _LONGEST)} {self.goal}"


def deadlines(
    plan: Plan,
    department: str | None,
    submission_deadline: SubmissionDeadline,
    contact: str | None = None,
) -> tuple[Deadline, ...]:
    """What a department (None: all of them) has to reach or hand in, by day.

    `submission_deadline` gives the day by which a fiscal year's figures are to be in, None where none is set; `contact`
    is whom to ask about them.
    """
    found = [*_targets(plan, department), *_ends(plan, department)]
    found += _submissions(plan, department, submission_deadline, contact)
    return tuple(sorted(found, key=lambda deadline: deadline.day))


def calendar(
    plan: Plan,
    department: str | None,
    submission_deadline: SubmissionDeadline,
    contact: str | None,
    stamp: datetime,
) -> bytes:
    """The deadlines as all-day events, which leave their day free. `stamp` is the moment of the plan's last change."""
    city = plan.municipality
    invented = _(" (invented)") if city.fictional else ""
    whose = f"{city.prefecture}{city.name}{invented} {plan.about.title}"
    heading = _("DX plan, invented") if city.fictional else _("DX plan")
    source = _("Source: {source}", source=plan.about.source or plan.about.title)
    written = Calendar.new(
        prodid=PRODID,
        calscale="GREGORIAN",
        uid=_uid(plan, "calendar", department),
        name=one_line(f"{heading} {city.name} {department or ''}"),
    )
    for deadline in deadlines(plan, department, submission_deadline, contact):
        event = Event.new(
            uid=deadline.uid,
            stamp=stamp,
            last_modified=stamp,
            start=deadline.day,
            end=deadline.day + timedelta(days=1),
            summary=one_line(_("[{plan}] {what}", plan=heading, what=deadline.short)),
            description="\n".join(
                map(one_line, (deadline.what, *deadline.lines, whose, source))
            ),
            transparency=TRANSP.TRANSPARENT,
        )
        written.add_component(event)
    content: bytes = written.to_ical()
    return content


def _targets(plan: Plan, department: str | None) -> Iterator[Deadline]:
    """The day of each indicator's target, and those of its yearly targets."""
    for indicator in plan.indicators:
        whose, target = plan.departments_of(indicator), indicator.target
        if target is None or (department is not None and department not in whose):
            continue
        about = _about(plan.measure(indicator.measure), whose)
        if target.fiscal_year is not None:
            yield Deadline(
                _uid(plan, "target", indicator.code),
                _last_day(target.as_of or fiscal.last_month(target.fiscal_year)),
                _("Deadline"),
                indicator.name,
                goal_text(indicator, current_language()) or "",
                (*about, *_stated(_when(target), indicator.quote)),
            )
        yield from _yearly(plan, indicator, target, about)


def _yearly(
    plan: Plan, indicator: Indicator, target: Target, about: tuple[str, ...]
) -> Iterator[Deadline]:
    for year, value in sorted(target.yearly.items()):
        if year != target.fiscal_year:
            yield Deadline(
                _uid(plan, "yearly target", indicator.code, year),
                _last_day(fiscal.last_month(year)),
                _("Target of {year}", year=fiscal.wareki(year)),
                indicator.name,
                bound_text(indicator, value, target.comparator, current_language()),
                (*about, *_stated(fiscal.wareki(year))),
            )


def _ends(plan: Plan, department: str | None) -> Iterator[Deadline]:
    """The ends that the plan states in its schedule: deadlines, milestones, the last years of bars."""
    for measure in plan.measures:
        seen: Counter[tuple[ScheduleKind, str]] = Counter()
        for item in measure.schedule:
            nth = seen[item.kind, item.label]
            seen[item.kind, item.label] += 1
            own = department is None or department in measure.departments
            if own and item.end is not None and item.certainty is Certainty.STATED:
                yield Deadline(
                    _uid(plan, "schedule", measure.number, item.kind, item.label, nth),
                    _last_day(fiscal.last_month(item.end)),
                    _KINDS[item.kind](),
                    agenda.entry_name(
                        (ScheduledEnd(measure, item),), current_language()
                    ),
                    lines=(
                        *_about(measure, measure.departments),
                        *_stated(_years(item)),
                        *filter(None, [item.note]),
                    ),
                )


def _years(item: ScheduleItem) -> str:
    """What the plan says of an entry: a deadline's own words, or the years of the others."""
    if item.kind is ScheduleKind.DEADLINE:
        return item.label
    return f"{item.label} {fiscal.year_span(item.start, item.end)}"


def _submissions(
    plan: Plan,
    department: str | None,
    submission_deadline: SubmissionDeadline,
    contact: str | None,
) -> Iterator[Deadline]:
    """The day by which the figures of each fiscal year of the plan are to be in, for those who are asked for any."""
    asked = departments_asked(plan)
    if (
        department not in asked
        if department is not None
        else not plan.indicators and not asked
    ):
        return
    last = plan.about.last_fiscal_year
    for year in plan.fiscal_years:
        day = submission_deadline(year)
        if (
            day is not None
            and (last is None or year <= last)
            and is_due(plan, year, last_closed=year)
        ):
            yield Deadline(
                _uid(plan, "submission", year),
                day,
                _("Submission deadline"),
                _("figures of {year}", year=fiscal.wareki(year)),
                lines=(_("Contact: {contact}", contact=contact),) if contact else (),
            )


# --- words ---------------------------------------------------------------------------------------------------------------


def _about(measure: Measure | None, whose: tuple[str, ...]) -> tuple[str, ...]:
    lines = (
        [_("Measure: {number} {name}", number=measure.number, name=measure.name)]
        if measure
        else []
    )
    return (
        (*lines, _("Department: {names}", names=_(", ").join(whose)))
        if whose
        else tuple(lines)
    )


def _stated(when: str, words: str | None = None) -> tuple[str, ...]:
    """When the plan says it is, with its own words if there are any, and how that became a day."""
    plan_says = _(
        "In the plan: {words}", words=_(", ").join(filter(None, (when, words)))
    )
    return plan_says, _(
        "The day is the last one of the year or month that the plan names."
    )


def _when(target: Target) -> str:
    assert target.fiscal_year is not None
    return (
        fiscal.month_label(target.as_of)
        if target.as_of
        else fiscal.wareki(target.fiscal_year)
    )


def _last_day(month: str) -> date:
    """The last day of a month (`"2026-03"`); a day stays itself."""
    if len(month) > len("2026-03"):
        return date.fromisoformat(month)
    first = date.fromisoformat(f"{month}-01")
    return (first + timedelta(days=31)).replace(day=1) - timedelta(days=1)


def _uid(plan: Plan, *key: object) -> str:
    """The same for the same entry, whatever else changes: made of the codes by which the plan knows it."""
    return str(
        uuid5(
            NAMESPACE_URL,
            json.dumps(["dxkpi", plan.municipality.code, *key], ensure_ascii=False),
        )
    )
