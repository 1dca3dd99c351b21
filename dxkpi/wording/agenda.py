"""The schedule in words: an item for a list of what is late or ends, and the sentences above the whole.

A screen and a sheet of the same plan and year list the same items; they only arrange and shorten them.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from operator import attrgetter

from dxkpi import fiscal
from dxkpi.plan import BarState, Certainty, Plan, Progress
from dxkpi.rules.agenda import (
    ReportedProgress,
    ScheduledEnd,
    ends_in_year,
    is_inferred_bar,
    late_entries,
    past_deadlines,
    schedule_ends,
)
from dxkpi.wording import figures, glossary
from dxkpi.wording.language import Language

_OPEN_FIRST = (BarState.IN_PROGRESS, None, BarState.DONE, BarState.STOPPED)


@dataclass(frozen=True)
class AgendaItem:
    """The entries of one initiative (or measure) that stand alike, the earliest end first.

    `name` is the initiative or measure, and what of it. `state` is how they stand, empty where nobody said so; `until`
    the end that a late one has missed or is to meet, empty where the plan states none, or when a deadline has passed.
    """

    members: tuple[ScheduledEnd, ...]
    name: str
    state: str
    until: str = ""

    @property
    def first(self) -> ScheduledEnd:
        return self.members[0]

    @property
    def departments(self) -> tuple[str, ...]:
        return self.first.measure.departments

    def unsure(self, language: Language) -> tuple[str, ...]:
        """How certain the years are that the plan does not state."""
        found = (end.item.certainty for end in self.members)
        return tuple(
            dict.fromkeys(
                glossary.term_label(one, language)
                for one in found
                if one is not Certainty.STATED
            )
        )


@dataclass(frozen=True)
class Agenda:
    """What is late in a fiscal year, longest overdue first, what else ends in it, and the deadlines that have passed.

    `besides` says that some of what is late ends in the year, too. Of the deadlines open ones come first, then those of
    which nothing is known.
    """

    late: tuple[AgendaItem, ...]
    ending: tuple[AgendaItem, ...]
    passed: tuple[AgendaItem, ...]
    besides: bool


def agenda(
    plan: Plan,
    fiscal_year: int,
    last_closed: int,
    known: ReportedProgress,
    language: Language,
) -> Agenda:
    """What the schedule asks for as known in a fiscal year. `last_closed` is the last year that is over."""
    behind, ends = (
        late_entries(plan, fiscal_year, last_closed, known),
        ends_in_year(plan, fiscal_year, known),
    )
    others = [end for end in ends if end not in behind]
    passed = _grouped(
        past_deadlines(plan, min(fiscal_year, last_closed + 1), known),
        fiscal_year,
        language,
    )
    return Agenda(
        late=tuple(
            _late(end, language) for end in sorted(behind, key=attrgetter("last_year"))
        ),
        ending=_grouped(others, fiscal_year, language),
        passed=tuple(
            sorted(
                [_passed(item, language) for item in passed],
                key=lambda entry: _OPEN_FIRST.index(entry.first.state),
            )
        ),
        besides=len(others) < len(ends),
    )


def _grouped(
    found: Sequence[ScheduledEnd], fiscal_year: int, language: Language
) -> tuple[AgendaItem, ...]:
    """An item for each initiative (or measure) of which something ends and for each way in which that stands."""
    groups: dict[tuple[str, str | None, str], list[ScheduledEnd]] = {}
    for end in sorted(found, key=attrgetter("last_year")):
        groups.setdefault(
            (
                end.measure.number,
                end.item.initiative,
                _state(end, fiscal_year, language),
            ),
            [],
        ).append(end)
    bars = {
        (end.measure.number, end.item.initiative)
        for end in found
        if not end.is_deadline
    }
    return tuple(
        AgendaItem(
            tuple(members),
            _told_apart(members, language)
            if (measure, initiative) in bars
            else entry_name(members, language),
            state,
        )
        for (measure, initiative, state), members in groups.items()
    )


def _told_apart(members: Sequence[ScheduledEnd], language: Language) -> str:
    """The name of entries in a list that holds bars of the same initiative: deadlines alone say that they are some."""
    _ = language.gettext
    if all(end.is_deadline for end in members):
        return _(
            "{name} ({what})", name=entry_name(members, language), what=_("Deadline")
        )
    return entry_name(members, language)


def _passed(entry: AgendaItem, language: Language) -> AgendaItem:
    """When it was; whether it was met is said to be unknown where it is."""
    _ = language.gettext
    when = fiscal.short_year(entry.members[-1].last_year)
    return replace(
        entry, until=_("end of {year}", year=when), state=entry.state or _("not known")
    )


def entry_name(members: Sequence[ScheduledEnd], language: Language) -> str:
    """The initiative or measure of these entries, and what of it; a deadline's own words are mostly its year."""
    _ = language.gettext
    name = members[0].name
    labels = (end.item.label for end in members if not end.is_deadline)
    what = dict.fromkeys(label for label in labels if label not in name)
    return _("{name} ({what})", name=name, what=_(", ").join(what)) if what else name


def _late(end: ScheduledEnd, language: Language) -> AgendaItem:
    _ = language.gettext
    entry, said = end.item, end.progress
    assert said is not None  # nothing is late that nobody reported
    stated = entry.end is not None and entry.certainty is Certainty.STATED
    until = (
        _("planned until the end of {year}", year=fiscal.short_year(end.last_year))
        if stated
        else ""
    )
    return AgendaItem(
        (end,), entry_name((end,), language), _in_its_year(said, language), until
    )


def _state(end: ScheduledEnd, fiscal_year: int, language: Language) -> str:
    """How an entry stands; a report of another year says so, and what is done needs no percent."""
    _ = language.gettext
    state, said = end.state, end.progress
    if state is None:
        return ""
    if end.is_deadline and state is BarState.IN_PROGRESS:
        return _("not finished")
    if said is not None and said.fiscal_year != fiscal_year:
        return _in_its_year(said, language)
    return (
        glossary.term_label(state, language)
        if said is None or state is BarState.DONE
        else figures.progress_text(said, language)
    )


def _in_its_year(said: Progress, language: Language) -> str:
    _ = language.gettext
    return _(
        "{state} in {year}",
        state=figures.progress_text(said, language),
        year=fiscal.short_year(said.fiscal_year),
    )


def schedule_headline(
    plan: Plan, fiscal_year: int, last_closed: int, language: Language
) -> str:
    """One or two sentences above the schedule: how much it holds, and its deadlines as seen from a fiscal year.

    `last_closed` is the last fiscal year that is over. Empty for a plan without a schedule.
    """
    _ = language.gettext
    scheduled = [measure for measure in plan.measures if measure.schedule]
    found = list(schedule_ends(plan))
    first, last = plan.about.first_fiscal_year, plan.about.last_fiscal_year
    whole = [
        e
        for e in found
        if is_inferred_bar(e.item)
        and None not in (first, last)
        and (e.item.start, e.item.end) == (first, last)
    ]
    period = fiscal.year_span(first, last)
    if not found:
        return ""
    if len(whole) == len(found) and len(scheduled) == len(plan.measures):
        return language.sentences(
            (
                language.ngettext(
                    "{n} measure is taken to run through {period} (inferred).",
                    "All {n} measures are taken to run through {period} (inferred).",
                    len(scheduled),
                    period=period,
                ),
                language.ngettext(
                    "The plan does not divide it by years.",
                    "The plan does not divide them by years.",
                    len(scheduled),
                ),
            )
        )
    due = [e for e in found if e.is_deadline]
    if len(scheduled) == 1 < len(plan.measures):
        start = _(
            "Of {n} measures, only “{name}” has years in the plan.",
            n=len(plan.measures),
            name=scheduled[0].name,
        )
    else:
        measures = language.ngettext("{n} measure", "{n} measures", len(scheduled))
        start = _("{measures}, {n} schedule entries.", measures=measures, n=len(found))
    if due:
        return language.sentences(
            (start, _due(due, fiscal_year, last_closed, language))
        )
    return language.sentences(
        (
            start,
            _undivided(len(whole), language)
            if whole
            else _starting(found, fiscal_year, language),
        )
    )


def _due(
    found: Sequence[ScheduledEnd], year: int, last_closed: int, language: Language
) -> str:
    """The deadlines as seen from a year: all reached, some in this year, or the next ones."""
    _ = language.gettext
    n, last = len(found), max(e.last_year for e in found)
    now = sum(e.last_year == year for e in found)
    if n == 1:
        if last <= min(year, last_closed):
            return _(
                "Its deadline, the end of {year}, is past.", year=fiscal.wareki(last)
            )
        return _("Its deadline is the end of {year}.", year=fiscal.wareki(last))
    if last <= min(year, last_closed):
        return _(
            "All {n} deadlines came by the end of {year}.",
            n=n,
            year=fiscal.wareki(last),
        )
    if last < year or now == n:
        return _(
            "All {n} deadlines come by the end of {year}.",
            n=n,
            year=fiscal.wareki(last),
        )
    if now:
        words = {"n": n, "now": now, "year": fiscal.wareki(year)}
        if year <= last_closed:
            return _("Of {n} deadlines, {now} lay at the end of {year}.", **words)
        return _("Of {n} deadlines, {now} will be at the end of {year}.", **words)
    after = min(e.last_year for e in found if e.last_year > year)
    return _(
        "No deadline at the end of {year}; next, at the end of {after}: {n}.",
        year=fiscal.wareki(year),
        n=sum(e.last_year == after for e in found),
        after=fiscal.wareki(after),
    )


def _starting(found: Sequence[ScheduledEnd], year: int, language: Language) -> str:
    """How many entries start in a year, or next after it."""
    _ = language.gettext
    starts = [
        e.item.start for e in found if e.item.start is not None and e.item.start >= year
    ]
    if not starts:
        return ""
    first = min(starts)
    words = {"n": starts.count(first), "year": fiscal.wareki(first)}
    return (
        _("Starting in {year}: {n} of them.", **words)
        if first == year
        else _("Next to start, in {year}: {n} of them.", **words)
    )


def _undivided(n: int, language: Language) -> str:
    return language.ngettext(
        "The plan does not divide {n} of them by years.",
        "The plan does not divide {n} of them by years.",
        n,
    )


def progress_sentence(
    plan: Plan,
    fiscal_year: int,
    last_closed: int,
    known: ReportedProgress,
    language: Language,
) -> str:
    """How many of the entries reported by a fiscal year are done or late; empty where nothing was reported."""
    reported = [e for e in schedule_ends(plan, known) if e.progress is not None]
    done = sum(e.state is BarState.DONE for e in reported)
    behind = len(late_entries(plan, fiscal_year, last_closed, known))
    words = {"year": fiscal.wareki(fiscal_year), "done": done, "late": behind}
    if not reported:
        return ""
    if behind:
        return language.ngettext(
            "Of {n} entry reported by {year}, {done} done and {late} late.",
            "Of {n} entries reported by {year}, {done} are done and {late} late.",
            len(reported),
            **words,
        )
    return language.ngettext(
        "Of {n} entry reported by {year}, {done} done and none late.",
        "Of {n} entries reported by {year}, {done} are done and none is late.",
        len(reported),
        **words,
    )
