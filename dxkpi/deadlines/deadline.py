"""A day by which something is to be reached or handed in, and all such days of a plan.

Only what the plan states is here. An inferred end is left out: in a calendar it would
stand without its mark, and remind people year after year of a day that nobody set. A
plan that names a year or a month means its end, and each deadline says so.
"""

import json
from calendar import monthrange
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from operator import attrgetter
from uuid import NAMESPACE_URL, uuid5

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
from dxkpi.returns import NO_REGISTER, DepartmentRegister, departments_asked
from dxkpi.rules import ScheduledEnd, is_due
from dxkpi.text.lines import one_line, shortened
from dxkpi.wording.agenda import entry_name
from dxkpi.wording.language import Language
from dxkpi.wording.targets import bound_text, goal_text

_LONGEST_NAME = 40
_MONTH = "2026-03"

SubmissionDeadline = Callable[[int], date | None]
"""The day by which a part of a fiscal year's report is to be in; None where none is set."""


def no_deadline(_year: int) -> date | None:
    """Where no day is set."""
    return None


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


def plan_deadlines(
    plan: Plan,
    department: str | None,
    submission_deadline: SubmissionDeadline,
    language: Language,
    *,
    schedule_deadline: SubmissionDeadline = no_deadline,
    contact: str | None = None,
    register: DepartmentRegister = NO_REGISTER,
) -> tuple[Deadline, ...]:
    """What a department (None: all of them) has to reach or hand in, by day.

    `submission_deadline` is that of the figures, `schedule_deadline` that of the schedule
    where it is another day; `contact` is whom to ask about the report of a year;
    `register` says who answers for 全課 and the like.
    """
    deadlines = [
        *_target_deadlines(plan, department, register, language),
        *_schedule_deadlines(plan, department, register, language),
    ]
    if _is_asked_for_figures(plan, department, register):
        days = (submission_deadline, schedule_deadline)
        deadlines += _submission_deadlines(plan, *days, contact, language)
    return tuple(sorted(deadlines, key=attrgetter("day")))


# --- targets


def _target_deadlines(
    plan: Plan,
    department: str | None,
    register: DepartmentRegister,
    language: Language,
) -> Iterator[Deadline]:
    """The day of each indicator's target, and those of its yearly targets."""
    for indicator in plan.measured_indicators:
        departments = plan.departments_of(indicator)
        is_asked = department is None or register.is_asked(department, departments)
        if indicator.target is None or not is_asked:
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
    when = language.fiscal_year(target.fiscal_year)
    if target.as_of is not None:
        when = language.month(target.as_of)
    yield Deadline(
        deadline_uid(plan, "target", indicator.code),
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
        when = language.fiscal_year(year)
        yield Deadline(
            deadline_uid(plan, "yearly target", indicator.code, year),
            _last_day(fiscal.last_month(year)),
            _("Target of {year}", year=when),
            indicator.name,
            bound_text(indicator, value, target.comparator, language),
            (*about, *_source_lines(when, None, language)),
        )


# --- the schedule


def _schedule_deadlines(
    plan: Plan,
    department: str | None,
    register: DepartmentRegister,
    language: Language,
) -> Iterator[Deadline]:
    """The ends that the plan states in its schedule: deadlines, milestones, the last
    years of bars.
    """
    for measure in plan.measures:
        departments = measure.departments
        is_asked = department is None or register.is_asked(department, departments)
        occurrences: Counter[tuple[ScheduleKind, str]] = Counter()
        for item in measure.schedule:
            what = _what_is_due(item)
            occurrence = occurrences[item.kind, what]
            occurrences[item.kind, what] += 1
            if is_asked and item.certainty is Certainty.STATED and item.end is not None:
                uid = deadline_uid(
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
        *_source_lines(_years_in_plan(item, language), None, language),
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


def _years_in_plan(item: ScheduleItem, language: Language) -> str:
    """What the plan says of an entry: a deadline's own words, or the years of the others."""
    if item.kind is ScheduleKind.DEADLINE:
        return item.label
    return f"{item.label} {language.fiscal_years(item.start, item.end)}"


# --- returns


def _submission_deadlines(
    plan: Plan,
    submission_deadline: SubmissionDeadline,
    schedule_deadline: SubmissionDeadline,
    contact: str | None,
    language: Language,
) -> Iterator[Deadline]:
    """The days by which the figures of each fiscal year of the plan are to be in, and its
    schedule.
    """
    _ = language.gettext
    lines = (_("Contact: {contact}", contact=contact),) if contact else ()
    last_year = plan.about.last_fiscal_year
    for year in plan.fiscal_years:
        is_over = last_year is not None and year > last_year
        if is_over or not is_due(plan, year, last_closed=year):
            continue
        when = language.fiscal_year(year)
        figures_day = submission_deadline(year)
        if figures_day is not None:
            uid = deadline_uid(plan, "submission", year)
            name = _("figures of {year}", year=when)
            yield _submission_deadline(uid, figures_day, name, lines, language)
        schedule_day = schedule_deadline(year)
        if schedule_day is not None:
            uid = deadline_uid(plan, "submission", "schedule", year)
            name = _("schedule of {year}", year=when)
            yield _submission_deadline(uid, schedule_day, name, lines, language)


def _submission_deadline(
    uid: str, day: date, name: str, lines: tuple[str, ...], language: Language
) -> Deadline:
    """The day by which a part of the report is to be in."""
    kind = language.gettext("Submission deadline")
    return Deadline(uid, day, kind, name, lines=lines, by_setting=True)


def _is_asked_for_figures(
    plan: Plan, department: str | None, register: DepartmentRegister
) -> bool:
    """Whether a department (None: anybody) has figures to hand in."""
    departments = departments_asked(plan, register)
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
    year, number = map(int, month.split("-"))
    return date(year, number, monthrange(year, number)[1])


def deadline_uid(plan: Plan, *key: object) -> str:
    """The same for the same deadline, whatever else changes: made of the codes by which
    the plan knows it.
    """
    parts = ["dxkpi", *plan.key, *key]
    return str(uuid5(NAMESPACE_URL, json.dumps(parts, ensure_ascii=False)))
