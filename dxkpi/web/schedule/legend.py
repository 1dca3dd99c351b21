"""What the marks of the Gantt charts mean, as far as they occur."""

from collections.abc import Collection, Iterator, Sequence

from dxkpi.plan import Measure, NationalItem, ScheduleItem
from dxkpi.rules import reportable_entries
from dxkpi.rules.timetable import entry_mark
from dxkpi.web.common.language import _, current_language
from dxkpi.web.common.markdown import SEPARATOR, plain
from dxkpi.web.common.view import View
from dxkpi.wording import glossary


def legend(view: View, numbers: Collection[str]) -> str:
    """What the marks mean that occur in these measures."""
    measures = [measure for measure in view.plan.measures if measure.number in numbers]
    meanings = [
        *meanings_of_bars(measures),
        *_meanings_of_strips(view, measures),
        *_meanings_of_items(measures),
    ]
    entries = _entries(measures)
    if any(entry.note for entry in entries):
        meanings.append(
            _(
                "Point at an entry, or open its measure below, to read how its years were found."
            )
        )
    return SEPARATOR.join(plain(meaning) for meaning in meanings)


def _entries(measures: Sequence[Measure]) -> list[ScheduleItem]:
    return [entry for measure in measures for entry in measure.schedule]


def meanings_of_bars(measures: Sequence[Measure]) -> list[str]:
    """What the marks of entries mean, in the order of the legend."""
    meanings = {
        "solid": _("Solid bar: years stated in the plan"),
        "dashed": _("Dashed bar: inferred years"),
        "fading": _("Bar fading to the right: no end stated"),
        "rising": _("Bar fading to the left: no start stated"),
        "milestone": _("●: milestone"),
        "ring": _("Dashed ring: milestone in an inferred year"),
        "deadline": _("Flag: deadline"),
    }
    occurring = {entry_mark(entry) for entry in _entries(measures)}
    return [meaning for mark, meaning in meanings.items() if mark in occurring]


def _meanings_of_strips(view: View, measures: Sequence[Measure]) -> Iterator[str]:
    """What the thin bars along the entries mean."""
    if _any_reported(view, measures):
        yield _(
            "Thin bar beneath: how far it has come, as reported by {year}",
            year=current_language().fiscal_year(view.year),
        )
    if any(entry.before for entry in _entries(measures)):
        yield _("Thin outline above: its years before the plan was changed")


def _any_reported(view: View, measures: Sequence[Measure]) -> bool:
    numbers = {measure.number for measure in measures}
    reported = view.progress()
    return any(
        bar.measure.number in numbers and bar.key in reported
        for bar in reportable_entries(view.plan)
    )


def _meanings_of_items(measures: Sequence[Measure]) -> list[str]:
    """★ and ◆: which items of the national plan the measures take up."""
    occurring = {measure.national_item for measure in measures}
    language = current_language()
    return [
        _(
            "{mark}: {meaning}",
            mark=glossary.term_glyph(item),
            meaning=glossary.term_label(item, language),
        )
        for item in NationalItem
        if item in occurring
    ]
