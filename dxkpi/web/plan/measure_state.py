"""How a measure stands in the year, short enough for its closed line: its indicators by
status, and what of its schedule is late or unreported.
"""

from collections import Counter
from collections.abc import Iterable, Iterator

from dxkpi.plan import Measure
from dxkpi.rules import JUDGED, Status
from dxkpi.rules.severity import WORST_FIRST
from dxkpi.rules.timetable import TimetableEntry
from dxkpi.web.common.language import current_language, ngettext
from dxkpi.web.common.markdown import faint, grey_badge, status_badge
from dxkpi.web.common.view import View
from dxkpi.web.plan.policy_branches import indicators_by_measure
from dxkpi.web.schedule.reports import reports_of_view
from dxkpi.wording.glossary import term_glyph

_TOLD = (*JUDGED, Status.UNCONFIRMED, Status.NOT_REPORTED)


def measure_state(view: View, measure: Measure) -> str:
    """The year and the state as Markdown; empty where nothing is known or due."""
    return view.worded(_states)[measure.number]


def _states(view: View) -> dict[str, str]:
    by_measure = indicators_by_measure(view.plan.indicators)
    states = {}
    for measure in view.plan.measures:
        codes = [i.code for i in by_measure.get(measure.number, ())]
        parts = [*_status_badges(view, codes), *_schedule_badges(view, measure)]
        year = faint(current_language().short_year(view.year))
        states[measure.number] = " ".join([year, *parts]) if parts else ""
    return states


def _status_badges(view: View, codes: list[str]) -> Iterator[str]:
    """The worst status first, each with how many of the indicators have it."""
    counts = Counter(
        judgement.counted_status
        for judgement in view.judgements()
        if judgement.indicator.code in codes
    )
    for status in WORST_FIRST:
        if status in _TOLD and counts[status]:
            yield status_badge(status, counts[status])


def _schedule_badges(view: View, measure: Measure) -> Iterator[str]:
    """What its reports of the year call late, what has ended without one, and what waits
    to be confirmed.
    """
    entries = reports_of_view(view).entries(measure)
    late = sum(entry.late and not entry.earlier for entry in entries)
    unreported = sum(entry.unreported for entry in entries)
    unconfirmed = _count_unconfirmed(entries)
    if late:
        text = ngettext("{n} schedule entry late", "{n} schedule entries late", late)
        yield f":orange-badge[▲ {text}]"
    if unreported:
        yield grey_badge(f"－ {_unreported_text(unreported)}")
    if unconfirmed:
        glyph = term_glyph(Status.UNCONFIRMED)
        yield grey_badge(f"{glyph} {_unconfirmed_text(unconfirmed)}")


def _count_unconfirmed(entries: Iterable[TimetableEntry]) -> int:
    return sum(entry.unconfirmed and entry.key is not None for entry in entries)


def _unreported_text(n: int) -> str:
    return ngettext(
        "{n} entry past its end unreported", "{n} entries past their end unreported", n
    )


def _unconfirmed_text(n: int) -> str:
    return ngettext(
        "report of {n} entry being confirmed",
        "reports of {n} entries being confirmed",
        n,
    )
