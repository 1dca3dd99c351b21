"""The schedule of a plan: a Gantt chart for each policy or the plan's own table of years, and one measure on its own."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import NamedTuple
from urllib.parse import urlencode

import pandas as pd
import streamlit as st

from dxkpi import charts, fiscal
from dxkpi.charts import timetable
from dxkpi.charts.timetable import Reports, TimetableEntry
from dxkpi.plan import Measure, NationalItem, Policy, ScheduleItem, ScheduleKind
from dxkpi.rules import reportable_entries
from dxkpi.text.search import search_text
from dxkpi.web.common import page_files
from dxkpi.web.common.agenda import calendar_button
from dxkpi.web.common.chart_block import show_chart, show_table_toggle
from dxkpi.web.common.downloads import Picture, offer_downloads
from dxkpi.web.common.filters import MeasureFilters, show_measure_filters
from dxkpi.web.common.language import _, current_language, ngettext, sentences
from dxkpi.web.common.links import show_measure_link
from dxkpi.web.common.markdown import SEPARATOR, faint, plain, strong, unbroken
from dxkpi.web.common.opened_measure import open_measure
from dxkpi.web.common.plan_notes import show_plan_notes
from dxkpi.web.common.reader_choice import link_query
from dxkpi.web.common.session import WidgetKeys
from dxkpi.web.common.view import View
from dxkpi.wording import glossary
from dxkpi.wording.agenda import progress_sentence, schedule_headline
from dxkpi.wording.municipality import city_name

_MANY = 11


@dataclass(frozen=True)
class ScheduleFilters:
    """What the reader narrows the schedule to, and whether it is shown as the plan's table."""

    measures: MeasureFilters = field(default_factory=MeasureFilters)
    as_table: bool = False


class Section(NamedTuple):
    """A policy, or as much of it as goes on one sheet of paper: its heading as Markdown, and its chart."""

    heading: str
    picture: Picture


def answer(view: View) -> None:
    """The page's sentence: what the schedule holds, its deadlines as seen from the chosen year, and what was reported."""
    if sentence := view.worded(_answer):
        st.header(sentence, anchor=False)


def _answer(view: View) -> str:
    reported = progress_sentence(
        view.plan,
        view.year,
        view.last_closed,
        view.progress(),
        current_language(),
    )
    return plain(
        sentences(
            (
                schedule_headline(
                    view.plan,
                    view.year,
                    view.last_closed,
                    current_language(),
                ),
                reported,
            )
        )
    )


def _reports(view: View) -> Reports:
    """What was reported of the schedule by the view's year."""
    return Reports(view.year, view.last_closed, view.progress())


def filters(view: View) -> ScheduleFilters:
    """The filters above the schedule; none where there is no schedule."""
    scheduled = [measure for measure in view.plan.measures if measure.schedule]
    if not scheduled:
        return ScheduleFilters()
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        narrowed = show_measure_filters(
            WidgetKeys("schedule"),
            _("Search measures and schedule"),
            view.plan,
            scheduled,
        )
        return ScheduleFilters(narrowed, show_table_toggle())


def show(view: View, chosen: ScheduleFilters) -> None:
    """The schedule as far as it passes the filters, as charts or as the plan's table, and the same as files."""
    searched = view.timeless.worded(_searchable)
    fitting = [
        measure
        for policy, measure, words in searched
        if chosen.measures.keep(policy, measure, words)
    ]
    numbers = tuple(measure.number for measure in fitting if measure.schedule)
    if chosen.measures:
        st.markdown(
            strong(
                _(
                    "{found} of {all} measures fit.",
                    found=len(fitting),
                    all=len(searched),
                )
            )
        )
    if numbers:
        sections = (
            _sections(view, numbers)
            if chosen.measures.text
            else view.worded(_sections, numbers)
        )
        if sections and not chosen.as_table:
            _charts(view, numbers, sections)
        else:
            _years(view, numbers, typed=bool(chosen.measures.text))
    elif not chosen.measures:
        st.info(
            _(
                "No schedule of this plan is recorded. Once the plan file holds one, it stands here."
            )
        )
    elif not fitting:
        st.info(_("No measure fits these filters. Clear one of them to see more."))
    if len(fitting) > len(numbers) and (numbers or chosen.measures):
        without = [
            f"{measure.number} {measure.name}"
            for measure in fitting
            if not measure.schedule
        ]
        st.caption(
            plain(
                _(
                    "Without a schedule in the plan: {measures}",
                    measures=_(", ").join(without),
                )
            )
        )
    if numbers:
        if changed := _changes(view, numbers):
            st.markdown(changed)
        _open_one(view, numbers)
        _files(view, "schedule", numbers, sections)
        calendar_button(view, chosen.measures.department)
    show_plan_notes(view)


def _searchable(view: View) -> tuple[tuple[Policy, Measure, str], ...]:
    return tuple(
        (policy, measure, search_text(*_texts(policy, measure)))
        for policy in view.plan.policies
        for measure in policy.measures
    )


def _texts(policy: Policy, measure: Measure) -> Iterator[str]:
    yield from (policy.name, measure.number, measure.name, *measure.departments)
    for item in measure.schedule:
        yield from (item.label, timetable.initiative(measure, item.initiative))


def _sections(view: View, numbers: Collection[str]) -> tuple[Section, ...]:
    """The charts of the policies that have one of these measures; none in a plan without any year."""
    return tuple(
        section
        for policy in view.plan.policies
        for section in _policy_sections(view, policy, numbers)
    )


def _policy_sections(
    view: View, policy: Policy, numbers: Collection[str]
) -> Iterator[Section]:
    specs = charts.gantt(
        view.plan,
        policy,
        numbers,
        today=view.today,
        selected_year=view.year,
        progress=view.progress(),
    )
    count = sum(
        measure.number in numbers and bool(measure.schedule)
        for measure in policy.measures
    )
    name = f"{policy.number} {policy.name}"
    for n, spec in enumerate(specs, 1):
        page = f"{name} ({n}/{len(specs)})" if len(specs) > 1 else name
        small = (
            ngettext("{n} measure", "{n} measures", count) if n == 1 else _("continued")
        )
        yield Section(
            f"{plain(name)} :small[{small}]",
            Picture(_("Schedule: {name}", name=page), spec),
        )


def _charts(
    view: View, numbers: Collection[str], sections: Collection[Section]
) -> None:
    st.caption(_legend(view, numbers))
    for section in sections:
        st.subheader(section.heading, anchor=False)
        show_chart(section.picture.spec)


def _changes(view: View, numbers: Collection[str]) -> str:
    """The entries whose years the plan has changed, each with its years before, those of now, and why."""
    items = [
        f"- {strong(f'{measure.number} {entry.label}')} "
        + plain(
            _(
                "{before} → {now}. Reason: {reason}",
                before=timetable.former_years(entry),
                now=timetable.when(entry),
                reason=entry.before.reason,
            )
        )
        for measure in view.plan.measures
        if measure.number in numbers
        for entry in measure.schedule
        if entry.before is not None
    ]
    return "\n".join([strong(_("Changed years")), "", *items]) if items else ""


def _open_one(view: View, numbers: Collection[str]) -> None:
    """A choice of one of these measures to see on its own: a chart cannot hold links."""
    names = {
        m.number: f"{m.number} {m.name}"
        for m in view.plan.measures
        if m.number in numbers
    }
    st.selectbox(
        _("Open a measure"),
        list(names),
        index=None,
        format_func=names.__getitem__,
        placeholder=_("Open a measure"),
        label_visibility="collapsed",
        width=420,
        key="schedule_open",
        on_change=lambda: open_measure(st.session_state["schedule_open"]),
    )


def _files(
    view: View, name: str, numbers: Collection[str], sections: Collection[Section]
) -> None:
    offer_downloads(
        view,
        name,
        [section.picture for section in sections],
        partial(_csv, numbers=numbers),
    )


def _csv(view: View, numbers: Collection[str]) -> bytes:
    return timetable.csv(
        view.plan, numbers, city_name(view.city, current_language()), _reports(view)
    )


# --- what the marks mean ---------------------------------------------------------------------------------------------


def _legend(view: View, numbers: Collection[str]) -> str:
    """What the marks mean that occur in these measures."""
    measures = [measure for measure in view.plan.measures if measure.number in numbers]
    marks = {timetable.mark(item) for measure in measures for item in measure.schedule}
    meanings = {
        "solid": _("Solid bar: years stated in the plan"),
        "dashed": _("Dashed bar: inferred years"),
        "fading": _("Bar fading to the right: no end stated"),
        "rising": _("Bar fading to the left: no start stated"),
        "milestone": _("●: milestone"),
        "ring": _("Dashed ring: milestone in an inferred year"),
        "deadline": _("Flag: deadline"),
    }
    words = [meaning for mark, meaning in meanings.items() if mark in marks]
    words += _legend_of_strips(view, measures)
    items = {measure.national_item for measure in measures}
    words += [
        _(
            "{mark}: {meaning}",
            mark=glossary.term_glyph(i),
            meaning=glossary.term_label(i, current_language()),
        )
        for i in NationalItem
        if i in items
    ]
    if any(item.note for measure in measures for item in measure.schedule):
        words.append(
            _(
                "Point at an entry, or open its measure below, to read how its years were found."
            )
        )
    return SEPARATOR.join(map(plain, words))


def _legend_of_strips(view: View, measures: Sequence[Measure]) -> Iterator[str]:
    """What the thin bars along the entries mean, and the words of the table."""
    numbers = {measure.number for measure in measures}
    if any(
        bar.key in view.progress()
        for bar in reportable_entries(view.plan)
        if bar.measure.number in numbers
    ):
        yield _(
            "Thin bar beneath: how far it has come, as reported by {year}",
            year=fiscal.wareki(view.year),
        )
    if any(item.before for measure in measures for item in measure.schedule):
        yield _("Thin outline above: its years before the plan was changed")


# --- the table of years ----------------------------------------------------------------------------------------------


def _years(view: View, numbers: Collection[str], *, typed: bool) -> None:
    """The plan's own table, years as columns."""
    st.caption(_table_legend(view, numbers))
    address = tuple(link_query().items())
    table = (
        _table(view, numbers, address)
        if typed
        else view.worded(_table, numbers, address)
    )
    st.table(table, border="horizontal", hide_index=True, alt=_("Schedule"))


def _table_legend(view: View, numbers: Collection[str]) -> str:
    """How to read the table, as far as it occurs in these measures."""
    measures = [measure for measure in view.plan.measures if measure.number in numbers]
    items = [item for measure in measures for item in measure.schedule]
    reported = any(
        entry.progress for measure in measures for entry in _reports(view).of(measure)
    )
    spans = [(item.start, item.end) for item in items if item.kind is ScheduleKind.BAR]
    until = any(start and end for start, end in spans)
    words = (
        _("Entries stand in the year they start in."),
        _("～R6: until that year, and → where it goes on; in brackets where inferred.")
        if until
        else "",
        _("～ alone: no end stated.")
        if any(start and not end for start, end in spans)
        else "",
        _(
            "Beneath an entry: how far it has come, as reported by {year}.",
            year=fiscal.wareki(view.year),
        )
        if reported
        else "",
    )
    return plain(sentences(words))


def _table(
    view: View, numbers: Collection[str], address: Collection[tuple[str, str]]
) -> pd.DataFrame:
    """The table in Markdown: policies in bold, measures as links into the plan, initiatives beneath them."""
    frame = timetable.printed(view.plan, numbers, _reports(view))
    name, columns = (
        _("Measure"),
        [_column(c, few=len(frame.columns) < _MANY) for c in frame.columns[3:]],
    )
    rows: list[dict[str, str]] = []
    above = ("", "")
    for policy, measure, initiative, *texts in frame.itertuples(index=False):
        beneath = SEPARATOR + plain(initiative)
        if policy != above[0]:
            rows.append({name: strong(_policy(view, policy))})
        if (policy, measure) != above:
            rows.append({name: _link(view, measure, address)})
            if initiative:
                rows.append({name: beneath})
        else:
            rows.append({name: beneath})
        rows[-1] |= dict(zip(columns, map(_cell, texts), strict=True))
        above = (policy, measure)
    return pd.DataFrame(rows, columns=[name, *columns]).fillna("")


def _column(name: int | str, *, few: bool) -> str:
    """The heading of a column: short where there are many years."""
    if isinstance(name, int):
        return unbroken(fiscal.wareki(name) if few else fiscal.short_year(name))
    return unbroken({"undated": _("No year"), "deadline": _("Deadline")}[name])


def _policy(view: View, number: str) -> str:
    policy = view.plan.policy(number)
    return f"{number} {policy.name}" if policy else number


def _link(view: View, number: str, address: Collection[tuple[str, str]]) -> str:
    """A measure as a link into the plan. With links in it, a table wider than the screen scrolls by keyboard."""
    measure = view.plan.measure(number)
    words = timetable.marked(measure) if measure else number
    return f"[{_held(words, 9)}]({page_files.PLAN.stem}?{urlencode([*address, ('measure', number)])})"


def _cell(text: str) -> str:
    """Entries on lines of their own; what says until when stays with the end of its entry."""
    lines = (line.rpartition(" ～") for line in text.splitlines())
    return "  \n".join(
        _held(entry, 6) + unbroken(until + end) if entry else _held(end, 6)
        for entry, until, end in lines
    )


def _held(text: str, letters: int) -> str:
    """Somebody's text whose first letters stay on one line, so that its column keeps a width on a narrow screen."""
    first, rest = text[:letters], text[letters:]
    return unbroken(first) + " " * rest.startswith(" ") + plain(rest)


# --- one measure -----------------------------------------------------------------------------------------------------


def place(view: View, measure: Measure) -> tuple[str, ...]:
    """Where a measure stands."""
    policy = next(policy for policy in view.plan.policies if measure in policy.measures)
    return _("Schedule"), _(
        "Policy {number} {name}", number=policy.number, name=policy.name
    )


def one(view: View, measure: Measure) -> None:
    """A measure's schedule on its own: the chart, each entry with how its years were found, the way into the plan."""
    numbers = (measure.number,)
    if measure.schedule:
        sections = view.worded(_sections, numbers)
        for section in sections:
            show_chart(section.picture.spec)
        st.table(
            view.worded(_entries, measure.number),
            border="horizontal",
            hide_index=True,
            alt=_("Entries"),
        )
    else:
        st.info(_("The plan gives no schedule for this measure."))
    show_measure_link(measure.number)
    if measure.schedule:
        _files(view, f"schedule-{measure.number}", numbers, sections)


def _entries(view: View, number: str) -> pd.DataFrame:
    """The entries of a measure, their years in words, what was reported of them, and how the years were found."""
    measure = view.plan.measure(number)
    assert measure is not None
    entries = _reports(view).of(measure)
    years = (
        _("Years and progress")
        if any(entry.progress for entry in entries)
        else _("Years")
    )
    return pd.DataFrame(_entry(measure, entry, years) for entry in entries)


def _entry(measure: Measure, entry: TimetableEntry, years: str) -> dict[str, str]:
    """A row of the table. Three columns are as many as a telephone has room for."""
    item, said = entry.item, entry.progress
    initiative, former = (
        timetable.initiative(measure, item.initiative),
        timetable.former(item),
    )
    reason = (
        _("Changed because: {reason}", reason=item.before.reason) if item.before else ""
    )
    comment = _("“{comment}”", comment=said.comment) if said and said.comment else ""
    columns = {
        _("Entry"): [
            faint(initiative if initiative != item.label else ""),
            _held(_named(item), 5),
        ],
        years: [
            _held(timetable.when(item), 7),
            faint(former),
            _held(timetable.marked_state(entry, dated=True), 7),
            plain(comment),
        ],
        _("Basis"): [_held(timetable.basis(item), 7), plain(reason)],
    }
    return {name: "  \n".join(filter(None, lines)) for name, lines in columns.items()}


def _named(item: ScheduleItem) -> str:
    return (
        item.label
        if item.kind is ScheduleKind.BAR
        else f"{glossary.term_label(item.kind, current_language())} {item.label}"
    )
