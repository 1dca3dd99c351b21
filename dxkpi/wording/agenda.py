"""The schedule in words: an item for a list of what is late or ends, and the sentences
above the whole.

A screen and a sheet of the same plan and year list the same items; they only arrange
and shorten them.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from dxkpi.plan import BarState, Certainty, Measure, Plan
from dxkpi.rules.agenda import Agenda, EndGroup, EndStanding
from dxkpi.rules.profiles import Status
from dxkpi.rules.scheduled_ends import ScheduledEnd, is_inferred_bar, schedule_ends
from dxkpi.wording import glossary
from dxkpi.wording.figures import state_text
from dxkpi.wording.language import Language


@dataclass(frozen=True)
class AgendaItem:
    """One line of a list: the entries of one initiative (or measure) that stand alike,
    the earliest end first.

    `name` is the initiative or measure, and what of it. `state` is how they stand,
    empty where nobody said so; `until` the end that a late one has missed or is to
    meet, empty where the plan states none, or when a deadline has passed. `last_report`
    is what was last reported of any of them.
    """

    members: tuple[ScheduledEnd, ...]
    name: str
    state: str
    until: str = ""
    last_report: BarState | None = None

    @property
    def first(self) -> ScheduledEnd:
        return self.members[0]

    @property
    def departments(self) -> tuple[str, ...]:
        return self.first.measure.departments

    def uncertainties(self, language: Language) -> tuple[str, ...]:
        """How certain the years are that the plan does not state."""
        unstated = [
            end.item.certainty
            for end in self.members
            if end.item.certainty is not Certainty.STATED
        ]
        labels = [glossary.term_label(certainty, language) for certainty in unstated]
        return tuple(dict.fromkeys(labels))


@dataclass(frozen=True)
class WordedAgenda:
    """An agenda's lists as they are shown; all as in the agenda."""

    late: tuple[AgendaItem, ...]
    late_before: tuple[AgendaItem, ...]
    unreported: tuple[AgendaItem, ...]
    unconfirmed: tuple[AgendaItem, ...]
    ending: tuple[AgendaItem, ...]
    passed: tuple[AgendaItem, ...]
    late_end_too: bool


def worded_agenda(agenda: Agenda, language: Language) -> WordedAgenda:
    """The items of an agenda's lists in words."""
    return WordedAgenda(
        tuple(_late_item(group, language) for group in agenda.late),
        tuple(_late_item(group, language) for group in agenda.late_before),
        tuple(_unreported_item(group, language) for group in agenda.unreported),
        tuple(_unreported_item(group, language) for group in agenda.unconfirmed),
        tuple(_ending_item(group, language) for group in agenda.ending),
        tuple(_passed_item(group, language) for group in agenda.passed),
        agenda.late_end_too,
    )


def _late_item(group: EndGroup, language: Language) -> AgendaItem:
    name = entry_name(group.members, language)
    state = _standing_text(group.standing, language)
    return AgendaItem(group.members, name, state, _planned_end(group.first, language))


def _planned_end(end: ScheduledEnd, language: Language) -> str:
    """The end that the plan states; empty where it states none."""
    if end.item.end is None or end.item.certainty is not Certainty.STATED:
        return ""
    year = language.short_year(end.item.end)
    return language.gettext("planned until the end of {year}", year=year)


def _unreported_item(group: EndGroup, language: Language) -> AgendaItem:
    """What has ended with nobody saying whether it was finished, or with that waiting to
    be confirmed: when that was, and its last report.
    """
    _ = language.gettext
    name = entry_name(group.members, language)
    state = _standing_text(group.standing, language)
    was_reported = any(end.reports or end.is_unconfirmed for end in group.members)
    if not was_reported:
        state = _("never reported")
    last = language.short_year(group.members[-1].last_year)
    until = _("end of {year}", year=last)
    return AgendaItem(group.members, name, state, until, group.standing.state)


def _ending_item(group: EndGroup, language: Language) -> AgendaItem:
    state = _standing_text(group.standing, language)
    return AgendaItem(group.members, _group_name(group, language), state)


def _passed_item(group: EndGroup, language: Language) -> AgendaItem:
    """When it was, and whether it was met."""
    _ = language.gettext
    name = _group_name(group, language)
    state = _standing_text(group.standing, language)
    last = language.short_year(group.members[-1].last_year)
    return AgendaItem(group.members, name, state, _("end of {year}", year=last))


def _group_name(group: EndGroup, language: Language) -> str:
    """The name of entries in a list; beside other entries of their initiative,
    deadlines say that they are some.
    """
    _ = language.gettext
    name = entry_name(group.members, language)
    only_deadlines = all(end.is_deadline for end in group.members)
    if group.beside_entries and only_deadlines:
        return _("{name} ({what})", name=name, what=_("Deadline"))
    return name


def entry_name(members: Sequence[ScheduledEnd], language: Language) -> str:
    """The initiative or measure of these entries, and what of it; a deadline's own
    words are mostly its year.
    """
    name = members[0].name
    labels = [end.item.label for end in members if not end.is_deadline]
    telling = dict.fromkeys(label for label in labels if label not in name)
    if not telling:
        return name
    what = language.listed(telling)
    return language.gettext("{name} ({what})", name=name, what=what)


def _standing_text(standing: EndStanding, language: Language) -> str:
    """How something stands; 確認中 before it where a newer report is not final."""
    final = _final_standing_text(standing, language)
    if not standing.is_unconfirmed:
        return final
    waits = glossary.term_label(Status.UNCONFIRMED, language)
    if not final:
        return waits
    return language.gettext("{value} ({remark})", value=waits, remark=final)


def _final_standing_text(standing: EndStanding, language: Language) -> str:
    _ = language.gettext
    if standing.state is None:
        return ""
    if standing.is_open_deadline:
        return _("not finished")
    state = state_text(standing.state, standing.percent, language)
    if standing.reported_in is None:
        return state
    year = language.short_year(standing.reported_in)
    return _("{year} report: {state}", state=state, year=year)


def schedule_headline(
    plan: Plan, fiscal_year: int, last_closed: int, language: Language
) -> str:
    """One or two sentences above the schedule: how much it holds, and its deadlines as
    seen from a fiscal year.

    `last_closed` is the last fiscal year that is over. Empty for a plan without a schedule.
    """
    ends = list(schedule_ends(plan))
    if not ends:
        return ""
    scheduled = [measure for measure in plan.measures if measure.schedule]
    undivided = sum(_runs_through_plan(end, plan) for end in ends)
    if undivided == len(ends) and len(scheduled) == len(plan.measures):
        return _all_undivided(plan, len(scheduled), language)
    extent = _extent(plan, scheduled, len(ends), language)
    when = _when_text(ends, undivided, fiscal_year, last_closed, language)
    return language.sentences((extent, when))


def _when_text(
    ends: Sequence[ScheduledEnd],
    undivided: int,
    fiscal_year: int,
    last_closed: int,
    language: Language,
) -> str:
    """The deadlines; without any what runs through the plan, or what starts when."""
    deadlines = [end for end in ends if end.is_deadline]
    if deadlines:
        return _deadlines_text(deadlines, fiscal_year, last_closed, language)
    if undivided:
        return _some_undivided(undivided, language)
    return _starts_text(ends, fiscal_year, language)


def _runs_through_plan(end: ScheduledEnd, plan: Plan) -> bool:
    """Whether an entry is merely inferred to run from the plan's first year to its last."""
    first, last = plan.about.first_fiscal_year, plan.about.last_fiscal_year
    if first is None or last is None or not is_inferred_bar(end.item):
        return False
    return (end.item.start, end.item.end) == (first, last)


def _all_undivided(plan: Plan, measures: int, language: Language) -> str:
    about = plan.about
    period = language.fiscal_years(about.first_fiscal_year, about.last_fiscal_year)
    inferred = language.ngettext(
        "{n} measure is taken to run through {period} (inferred).",
        "All {n} measures are taken to run through {period} (inferred).",
        measures,
        period=period,
    )
    undivided = language.ngettext(
        "The plan does not divide it by years.",
        "The plan does not divide them by years.",
        measures,
    )
    return language.sentences((inferred, undivided))


def _extent(
    plan: Plan, scheduled: Sequence[Measure], entries: int, language: Language
) -> str:
    """How many measures and entries the schedule holds."""
    _ = language.gettext
    if len(scheduled) == 1 < len(plan.measures):
        return _(
            "Of {n} measures, only “{name}” has years in the plan.",
            n=len(plan.measures),
            name=scheduled[0].name,
        )
    measures = language.ngettext("{n} measure", "{n} measures", len(scheduled))
    return _("{measures}, {n} schedule entries.", measures=measures, n=entries)


def _deadlines_text(
    deadlines: Sequence[ScheduledEnd], year: int, last_closed: int, language: Language
) -> str:
    """The deadlines as seen from a year: all reached, some in this year, or the next ones."""
    _ = language.gettext
    count = len(deadlines)
    ends = [end.last_year for end in deadlines]
    last = max(ends)
    last_text = language.fiscal_year(last)
    all_past = last <= min(year, last_closed)
    if count == 1:
        return _only_deadline_text(last_text, language, is_past=all_past)
    if all_past:
        return _(
            "All {n} deadlines came by the end of {year}.", n=count, year=last_text
        )
    this_year = ends.count(year)
    if last < year or this_year == count:
        return _(
            "All {n} deadlines come by the end of {year}.", n=count, year=last_text
        )
    if not this_year:
        return _next_deadlines_text(ends, year, language)
    facts = {"n": count, "now": this_year, "year": language.fiscal_year(year)}
    if year <= last_closed:
        return _("Of {n} deadlines, {now} lay at the end of {year}.", **facts)
    return _("Of {n} deadlines, {now} will be at the end of {year}.", **facts)


def _only_deadline_text(year: str, language: Language, *, is_past: bool) -> str:
    if is_past:
        return language.gettext("Its deadline, the end of {year}, is past.", year=year)
    return language.gettext("Its deadline is the end of {year}.", year=year)


def _next_deadlines_text(ends: Sequence[int], year: int, language: Language) -> str:
    """That a year has no deadline, and when the next ones are."""
    _ = language.gettext
    following = min(end for end in ends if end > year)
    return _(
        "No deadline at the end of {year}; next, at the end of {after}: {n}.",
        year=language.fiscal_year(year),
        n=ends.count(following),
        after=language.fiscal_year(following),
    )


def _starts_text(ends: Sequence[ScheduledEnd], year: int, language: Language) -> str:
    """How many entries start in a year, or next after it; empty where none does."""
    _ = language.gettext
    starts = [end.item.start for end in ends if end.item.start is not None]
    ahead = [start for start in starts if start >= year]
    if not ahead:
        return ""
    first = min(ahead)
    facts = {"n": ahead.count(first), "year": language.fiscal_year(first)}
    if first == year:
        return _("Starting in {year}: {n} of them.", **facts)
    return _("Next to start, in {year}: {n} of them.", **facts)


def _some_undivided(entries: int, language: Language) -> str:
    return language.ngettext(
        "The plan does not divide {n} of them by years.",
        "The plan does not divide {n} of them by years.",
        entries,
    )
