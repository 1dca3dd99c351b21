"""What the schedule says about a fiscal year: what ends in it, which deadlines lay before it, and the sentence above it.

A plan's schedule holds no progress, so nothing here is late or done: a deadline is ahead or past, no more.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from dxkpi import fiscal
from dxkpi.i18n import _, ngettext, sentences
from dxkpi.plan import Certainty, Measure, Plan, ScheduleItem, ScheduleKind


@dataclass(frozen=True)
class Ending:
    """An entry of the schedule that ends, with the measure it belongs to."""

    measure: Measure
    item: ScheduleItem


def ending(plan: Plan, fiscal_year: int) -> tuple[Ending, ...]:
    """What ends in a fiscal year, in the plan's order: deadlines, milestones and bars.

    A bar whose end was merely inferred to be the plan's own is left out: that says nothing about the year.
    """
    last = plan.about.last_fiscal_year
    return tuple(
        e for e in _entries(plan) if e.item.end == fiscal_year and not (_is_inferred_bar(e.item) and e.item.end == last)
    )


def past_deadlines(plan: Plan, fiscal_year: int) -> tuple[Ending, ...]:
    """The deadlines that lay before a fiscal year, in the plan's order. Whether they were met, a schedule cannot say."""
    return tuple(e for e in _deadlines(plan) if _end(e) < fiscal_year)


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


def _entries(plan: Plan) -> Iterator[Ending]:
    return (Ending(measure, item) for measure in plan.measures for item in measure.schedule)


def _deadlines(plan: Plan) -> Iterator[Ending]:
    return (e for e in _entries(plan) if e.item.kind is ScheduleKind.DEADLINE)


def _end(deadline: Ending) -> int:
    assert deadline.item.end is not None
    return deadline.item.end


def _ends(item: ScheduleItem) -> tuple[int | None, int | None]:
    return item.start, item.end


def _is_inferred_bar(item: ScheduleItem) -> bool:
    """Whether an entry is a bar whose years somebody read into the plan."""
    return item.kind is ScheduleKind.BAR and item.certainty is not Certainty.STATED
