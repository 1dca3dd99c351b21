"""What the schedule says about a fiscal year: what ends in it, what is late, which deadlines lay before it.

What an entry has come to is known only where its department said so: without a report nothing is late or done, and a
deadline is ahead or past, no more.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from dxkpi import fiscal
from dxkpi.i18n import _, ngettext, sentences
from dxkpi.plan import BarState, Certainty, Measure, Plan, Progress, ScheduleItem, ScheduleKind
from dxkpi.progress.bars import BarKey, bars_of

Known = Mapping[BarKey, Progress]
_NOTHING: Known = MappingProxyType({})


@dataclass(frozen=True)
class Ending:
    """An entry of the schedule that ends, with the measure it belongs to and what was last reported of it.

    Nothing is ever reported of a deadline itself. `bars` are what it is the deadline of: the entries of its initiative
    (or of its measure, where it names none), each with its own report.
    """

    measure: Measure
    item: ScheduleItem
    progress: Progress | None = None
    bars: tuple["Ending", ...] = ()

    @property
    def name(self) -> str:
        """The initiative that it belongs to, or the measure where it names none."""
        return next((i.name for i in self.measure.initiatives if i.number == self.item.initiative), self.measure.name)

    @property
    def whole_name(self) -> str:
        """The same with what of it ends; a deadline's own words are mostly its year."""
        plain = self.item.kind is ScheduleKind.DEADLINE or self.item.label in self.name
        return self.name if plain else _("{name} ({what})", name=self.name, what=self.item.label)

    @property
    def state(self) -> BarState | None:
        """How it stands as far as it is known; None where nobody said so.

        A deadline is met (`DONE`) once everything that was not stopped is done, and open (`IN_PROGRESS`) while one of
        them is known not to be.
        """
        if self.item.kind is not ScheduleKind.DEADLINE:
            return self.progress.state if self.progress else None
        states = {bar.state for bar in self.bars}
        if states and states <= {BarState.DONE, BarState.STOPPED}:
            return BarState.DONE if BarState.DONE in states else BarState.STOPPED
        return BarState.IN_PROGRESS if self.waits_for else None

    @property
    def waits_for(self) -> tuple["Ending", ...]:
        """What a deadline is the deadline of and was not done by its year's report; an earlier report does not tell."""
        return tuple(
            bar
            for bar in self.bars
            if bar.progress is not None
            and bar.progress.state not in (BarState.DONE, BarState.STOPPED)
            and bar.progress.fiscal_year >= (self.item.end or bar.progress.fiscal_year)
        )


def ending(plan: Plan, fiscal_year: int, known: Known = _NOTHING) -> tuple[Ending, ...]:
    """What ends in a fiscal year, in the plan's order: deadlines, milestones and bars.

    `known` is the progress reported by then. A bar whose end was merely inferred to be the plan's own is left out: that
    says nothing about the year.
    """
    last = plan.about.last_fiscal_year
    return tuple(
        e
        for e in _entries(plan, known)
        if e.item.end == fiscal_year and not (_is_inferred_bar(e.item) and e.item.end == last)
    )


def late(plan: Plan, fiscal_year: int, last_closed: int, known: Known) -> tuple[Ending, ...]:
    """What is behind as known in a fiscal year (`is_late`), in the plan's order. `last_closed` is the last year over."""
    return tuple(e for e in _entries(plan, known) if is_late(e.item, e.progress, fiscal_year, last_closed))


def past_deadlines(plan: Plan, fiscal_year: int, known: Known = _NOTHING) -> tuple[Ending, ...]:
    """The deadlines that lay before a fiscal year, in the plan's order, met or not as far as `known` tells."""
    return tuple(e for e in _deadlines(plan, known) if _end(e) < fiscal_year)


def is_late(item: ScheduleItem, progress: Progress | None, fiscal_year: int, last_closed: int) -> bool:
    """Whether an entry is behind as known in a fiscal year: its department says 遅れ, or its end is past and it is not done.

    Only an end that the plan states can be missed, and only a report of its year or later tells that it was. What nobody
    reported is unknown and not late, what was stopped neither.
    """
    if progress is None or progress.state in (BarState.DONE, BarState.STOPPED):
        return False
    last = item.end if item.certainty is Certainty.STATED else None
    missed = last is not None and last <= min(fiscal_year, last_closed) and progress.fiscal_year >= last
    return missed or progress.state is BarState.LATE


def schedule_headline(plan: Plan, fiscal_year: int, last_closed: int) -> str:
    """One or two sentences above the schedule: how much it holds, and its deadlines as seen from a fiscal year.

    `last_closed` is the last fiscal year that is over. Empty for a plan without a schedule.
    """
    scheduled = [measure for measure in plan.measures if measure.schedule]
    entries = list(_entries(plan))
    first, last = plan.about.first_fiscal_year, plan.about.last_fiscal_year
    whole = [
        e for e in entries if _is_inferred_bar(e.item) and None not in (first, last) and _ends(e.item) == (first, last)
    ]
    period = fiscal.span(first, last)
    if not entries:
        return ""
    if len(whole) == len(entries) and len(scheduled) == len(plan.measures):
        return sentences((
            ngettext(
                "{n} measure is taken to run through {period} (inferred).",
                "All {n} measures are taken to run through {period} (inferred).",
                len(scheduled), period=period,
            ),
            ngettext("The plan does not divide it by years.", "The plan does not divide them by years.", len(scheduled)),
        ))  # fmt: skip
    deadlines = list(_deadlines(plan))
    if len(scheduled) == 1 < len(plan.measures):
        start = _("Of {n} measures, only “{name}” has years in the plan.", n=len(plan.measures), name=scheduled[0].name)
    else:
        measures = ngettext("{n} measure", "{n} measures", len(scheduled))
        start = _("{measures}, {n} schedule entries.", measures=measures, n=len(entries))
    if deadlines:
        return sentences((start, _due(deadlines, fiscal_year, last_closed)))
    return sentences((start, _undivided(len(whole)) if whole else _starting(entries, fiscal_year)))


def _due(deadlines: Sequence[Ending], year: int, last_closed: int) -> str:
    """The deadlines as seen from a year: all reached, some in this year, or the next ones."""
    n, last = len(deadlines), max(map(_end, deadlines))
    now = sum(_end(e) == year for e in deadlines)
    if n == 1:
        if last <= min(year, last_closed):
            return _("Its deadline, the end of {year}, is past.", year=fiscal.wareki(last))
        return _("Its deadline is the end of {year}.", year=fiscal.wareki(last))
    if last <= min(year, last_closed):
        return _("All {n} deadlines came by the end of {year}.", n=n, year=fiscal.wareki(last))
    if last < year or now == n:
        return _("All {n} deadlines come by the end of {year}.", n=n, year=fiscal.wareki(last))
    if now:
        words = {"n": n, "now": now, "year": fiscal.wareki(year)}
        if year <= last_closed:
            return _("Of {n} deadlines, {now} lay at the end of {year}.", **words)
        return _("Of {n} deadlines, {now} will be at the end of {year}.", **words)
    after = min(_end(e) for e in deadlines if _end(e) > year)
    return _(
        "No deadline at the end of {year}; next, at the end of {after}: {n}.",
        year=fiscal.wareki(year), n=sum(_end(e) == after for e in deadlines), after=fiscal.wareki(after),
    )  # fmt: skip


def _starting(entries: Sequence[Ending], year: int) -> str:
    """How many entries start in a year, or next after it."""
    starts = [e.item.start for e in entries if e.item.start is not None and e.item.start >= year]
    if not starts:
        return ""
    first = min(starts)
    words = {"n": starts.count(first), "year": fiscal.wareki(first)}
    return (
        _("Starting in {year}: {n} of them.", **words)
        if first == year
        else _("Next to start, in {year}: {n} of them.", **words)
    )


def _undivided(n: int) -> str:
    return ngettext(
        "The plan does not divide {n} of them by years.", "The plan does not divide {n} of them by years.", n
    )


def _entries(plan: Plan, known: Known = _NOTHING) -> Iterator[Ending]:
    """Every entry of the schedule in the plan's order, with what is known of it."""
    reported = iter(Ending(bar.measure, bar.item, known.get(bar.key)) for bar in bars_of(plan))
    for measure in plan.measures:
        bars = {n: next(reported) for n, item in enumerate(measure.schedule) if item.kind is not ScheduleKind.DEADLINE}
        for n, item in enumerate(measure.schedule):
            yield bars.get(n) or Ending(measure, item, bars=tuple(_ending_by(item, bars.values())))


def _ending_by(deadline: ScheduleItem, bars: Iterable[Ending]) -> Iterator[Ending]:
    """What a deadline is the deadline of: not what the plan lets start after it."""
    for bar in bars:
        start = bar.item.start if bar.item.certainty is Certainty.STATED else None
        after = start is not None and deadline.end is not None and start > deadline.end
        if deadline.initiative in (None, bar.item.initiative) and not after:
            yield bar


def _deadlines(plan: Plan, known: Known = _NOTHING) -> Iterator[Ending]:
    return (e for e in _entries(plan, known) if e.item.kind is ScheduleKind.DEADLINE)


def _end(deadline: Ending) -> int:
    assert deadline.item.end is not None
    return deadline.item.end


def _ends(item: ScheduleItem) -> tuple[int | None, int | None]:
    return item.start, item.end


def _is_inferred_bar(item: ScheduleItem) -> bool:
    """Whether an entry is a bar whose years somebody read into the plan."""
    return item.kind is ScheduleKind.BAR and item.certainty is not Certainty.STATED


def progress_sentence(plan: Plan, fiscal_year: int, last_closed: int, known: Known) -> str:
    """How many of the entries reported by a fiscal year are done or late; empty where nothing was reported."""
    reported = [e for e in _entries(plan, known) if e.progress is not None]
    done = sum(e.state is BarState.DONE for e in reported)
    behind = len(late(plan, fiscal_year, last_closed, known))
    words = {"year": fiscal.wareki(fiscal_year), "done": done, "late": behind}
    if not reported:
        return ""
    if behind:
        return ngettext(
            "Of {n} entry reported by {year}, {done} done and {late} late.",
            "Of {n} entries reported by {year}, {done} are done and {late} late.",
            len(reported), **words,
        )  # fmt: skip
    return ngettext(
        "Of {n} entry reported by {year}, {done} done and none late.",
        "Of {n} entries reported by {year}, {done} are done and none is late.",
        len(reported), **words,
    )  # fmt: skip
