"""The plan as it was decided: policies, measures, initiatives, effects and departments, to read, search and print.

A measure is one piece of Markdown, made once and kept. A closed one sends no more than its line. What a search finds is
shown open, and so is everything when asked for, because what is closed is not printed.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from functools import partial

import pandas as pd
import streamlit as st

from dxkpi import charts, fiscal
from dxkpi.plan import (
    Certainty,
    Indicator,
    Initiative,
    Measure,
    NationalItem,
    Plan,
    Policy,
    ScheduleItem,
    ScheduleKind,
)
from dxkpi.text.search import search_text
from dxkpi.web.common import page_files
from dxkpi.web.common.downloads import offer_downloads
from dxkpi.web.common.filters import MeasureFilters, show_measure_filters
from dxkpi.web.common.heading import period_text
from dxkpi.web.common.language import _, current_language, ngettext
from dxkpi.web.common.links import show_indicator_link
from dxkpi.web.common.markdown import SEPARATOR, faint, lines, plain, strong, unbroken
from dxkpi.web.common.opened_measure import open_measure, opened_measure
from dxkpi.web.common.plan_notes import show_plan_notes
from dxkpi.web.common.reader_choice import link_query
from dxkpi.web.common.session import WidgetKeys
from dxkpi.web.common.view import View
from dxkpi.wording import glossary
from dxkpi.wording.municipality import city_name

_FIELDS = ("departments", "description", "initiatives", "expected_effects", "schedule")


@dataclass(frozen=True)
class MeasureSheet:
    """A measure ready to be shown: whose it is, its line and its text as Markdown, what a search looks into."""

    measure: Measure
    policy: Policy
    whose: str
    line: str
    text: str
    words: str
    indicators: tuple[Indicator, ...]


@dataclass(frozen=True)
class Branch:
    """A policy ready to be shown, with its measures and the indicators that belong to no measure of it."""

    policy: Policy
    title: str
    text: str
    sheets: tuple[MeasureSheet, ...]
    indicators: tuple[Indicator, ...]


@dataclass(frozen=True)
class PlanFilters:
    """What the reader narrows the plan to, and whether all that is left stands open."""

    measures: MeasureFilters = field(default_factory=MeasureFilters)
    all_open: bool = False


def opened(view: View) -> MeasureSheet | None:
    """The measure that the address names, if it names one."""
    measure = opened_measure(view)
    sheets = (
        sheet for branch in view.timeless.worded(_branches) for sheet in branch.sheets
    )
    return next(
        (
            sheet
            for sheet in sheets
            if measure and sheet.measure.number == measure.number
        ),
        None,
    )


def place(view: View, sheet: MeasureSheet) -> tuple[str, ...]:
    """Where a measure stands in the plan, and whose it is."""
    policy = _(
        "Policy {number} {name}", number=sheet.policy.number, name=sheet.policy.name
    )
    return view.plan.about.title, policy, sheet.whose


def one(sheet: MeasureSheet) -> None:
    """One measure on its own, with how its schedule was read."""
    with st.container(border=True):
        if item := sheet.measure.national_item:
            st.markdown(
                f":gray-badge[{glossary.term_glyph(item)} {glossary.term_label(item, current_language())}]"
            )
        st.markdown(sheet.text)
        _ways_on(sheet.indicators, sheet.measure)
    if notes := dict.fromkeys(
        item.note for item in sheet.measure.schedule if item.note
    ):
        st.caption(
            "  \n".join([plain(_("How the schedule was read:")), *map(plain, notes)])
        )


def answer(view: View) -> None:
    """The page's sentence: how large the plan is; below it what ★ and ◆ mean."""
    sentence, legend = view.timeless.worded(_answer)
    st.header(sentence, anchor=False)
    if legend:
        st.caption(legend)


def _answer(view: View) -> tuple[str, str]:
    policies, measures = view.plan.policies, view.plan.measures
    initiatives = sum(len(measure.initiatives) for measure in measures)
    counts = [
        ngettext("{n} policy", "{n} policies", len(policies)) if policies else "",
        ngettext("{n} measure", "{n} measures", len(measures)) if measures else "",
        ngettext("{n} initiative", "{n} initiatives", initiatives)
        if initiatives
        else "",
    ]
    sentence = (
        _("A plan of {parts}.", parts=_(", ").join(filter(None, counts)))
        if policies
        else ""
    )
    marked = Counter(measure.national_item for measure in measures)
    legend = [
        f"{glossary.term_glyph(item)} {glossary.term_label(item, current_language())} "
        + ngettext("({n} measure)", "({n} measures)", marked[item])
        for item in NationalItem
        if marked[item]
    ]
    return plain(sentence or view.plan.about.title), SEPARATOR.join(map(plain, legend))


def filters(view: View) -> PlanFilters:
    """The filters above the tree; none where there is nothing to filter."""
    measures = view.plan.measures
    if not measures:
        return PlanFilters()
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        return PlanFilters(
            show_measure_filters(
                WidgetKeys("plan"), _("Search the plan's text"), view.plan, measures
            ),
            st.toggle(
                _("Open all"),
                key="plan_open",
                persist_state="session",
                help=_("Before printing, open all."),
            ),
        )


def show(view: View, chosen: PlanFilters) -> None:
    """The tree as far as it passes the filters, and the same as a file."""
    branches = view.timeless.worded(_branches)
    shown = [
        (
            branch,
            [
                sheet
                for sheet in branch.sheets
                if chosen.measures.keep(branch.policy, sheet.measure, sheet.words)
            ],
        )
        for branch in branches
    ]
    numbers = tuple(
        sheet.measure.number for _branch, sheets in shown for sheet in sheets
    )
    if not branches:
        st.info(
            _(
                "No policies and measures of this plan are recorded. Once the plan file holds them, they stand here."
            )
        )
    if chosen.measures:
        total = sum(len(branch.sheets) for branch in branches)
        st.markdown(
            strong(_("{found} of {all} measures fit.", found=len(numbers), all=total))
        )
        if not numbers:
            st.info(_("No measure fits these filters. Clear one of them to see more."))
    whole = [
        indicator
        for indicator in view.plan.indicators
        if not indicator.measure and not indicator.policy
    ]
    if whole and not chosen.measures:
        name, count = (
            _("The plan as a whole"),
            ngettext("{n} indicator", "{n} indicators", len(whole)),
        )
        st.header(f"{name} :small[{count}]", anchor=False)
        _ways_on(whole)
    for branch, sheets in shown:
        if sheets or not chosen.measures:
            _policy(branch, sheets, chosen, view.city.code)
    if numbers:
        offer_downloads(
            view, "plan", [], partial(csv, numbers=numbers), with_year=False
        )


def _policy(
    branch: Branch, sheets: Sequence[MeasureSheet], chosen: PlanFilters, city: str
) -> None:
    count = ngettext("{n} measure", "{n} measures", len(sheets))
    st.header(f"{branch.title} :small[{count}]", anchor=False)
    if branch.text and not chosen.measures.text:
        st.markdown(branch.text)
    if branch.indicators and not chosen.measures:
        _ways_on(branch.indicators)
    with st.container(gap="xsmall"):
        for sheet in sheets:
            if chosen.all_open or chosen.measures.text:
                with st.container(border=True):
                    st.markdown(f"{sheet.line}\n\n{sheet.text}")
                    _ways_on(sheet.indicators, sheet.measure)
            else:
                _closed(sheet, city)
    if not branch.sheets:
        st.caption(_("The plan names no measures of this policy."))


def _closed(sheet: MeasureSheet, city: str) -> None:
    number = sheet.measure.number
    line = st.expander(sheet.line, key=f"plan-{city}-{number}", on_change="rerun")
    if line.open:
        with line:
            st.markdown(sheet.text)
            _ways_on(sheet.indicators, sheet.measure)
            st.button(
                _("This measure alone"),
                icon=":material/open_in_full:",
                type="tertiary",
                key=f"plan-one-{number}",
                on_click=open_measure,
                args=(number,),
            )


def _ways_on(indicators: Sequence[Indicator], measure: Measure | None = None) -> None:
    """From a measure to its schedule and its indicators; without one, to indicators that belong to none."""
    scheduled = measure is not None and measure.schedule
    if not indicators and not scheduled:
        return
    with st.container(horizontal=True, gap="small"):
        if measure and scheduled:
            st.page_link(
                page_files.SCHEDULE,
                label=_("In the schedule"),
                icon=":material/view_timeline:",
                query_params=link_query(measure=measure.number),
            )
        for indicator in indicators:
            show_indicator_link(indicator, columns=34)


def about(view: View, chosen: PlanFilters) -> None:
    """The plan itself: edition, dates, source, what it does not state, and the notes about its data."""
    st.header(_("About this plan"), anchor=False)
    st.markdown(view.timeless.worded(_about))
    show_plan_notes(view, opened=chosen.all_open)


def _about(view: View) -> str:
    plan = view.plan
    about, unknown = plan.about, _("not stated")
    named = {
        glossary.field_label("title", current_language()): about.title,
        glossary.field_label("edition", current_language()): about.edition or unknown,
        glossary.field_label("established", current_language()): fiscal.month_label(
            about.established
        )
        if about.established
        else unknown,
        _("period"): period_text(view, with_year=False),
        glossary.field_label("source", current_language()): about.source or unknown,
    }
    rows = [f"{_label(words)}{SEPARATOR}{plain(text)}" for words, text in named.items()]
    missing = [
        glossary.field_label(name, current_language())
        for name in _FIELDS
        if name not in _stated(plan)
    ]
    if missing and plan.measures:
        rows.append(
            plain(_("The plan states nowhere: {fields}.", fields=_(", ").join(missing)))
        )
    return "  \n".join(rows)


def _branches(view: View) -> tuple[Branch, ...]:
    plan, stated = view.plan, _stated(view.plan)
    by_measure = _grouped(plan.indicators, "measure")
    loose = _grouped((i for i in plan.indicators if not i.measure), "policy")
    return tuple(
        Branch(
            policy,
            plain(f"{policy.number} {policy.name}"),
            lines(policy.description or ""),
            tuple(
                _sheet(policy, m, tuple(by_measure.get(m.number, ())), stated)
                for m in policy.measures
            ),
            tuple(loose.get(policy.number, ())),
        )
        for policy in plan.policies
    )


def _grouped(
    indicators: Iterable[Indicator], by: str
) -> dict[str | None, list[Indicator]]:
    groups: dict[str | None, list[Indicator]] = {}
    for indicator in indicators:
        groups.setdefault(getattr(indicator, by), []).append(indicator)
    return groups


def _stated(plan: Plan) -> frozenset[str]:
    """The fields that at least one measure of the plan fills."""
    return frozenset(
        name
        for name in _FIELDS
        if any(getattr(measure, name) for measure in plan.measures)
    )


def _sheet(
    policy: Policy,
    measure: Measure,
    indicators: tuple[Indicator, ...],
    stated: Collection[str],
) -> MeasureSheet:
    words = search_text(
        measure.number,
        measure.name,
        measure.description,
        *measure.departments,
        *measure.expected_effects,
        *(
            text
            for i in measure.initiatives
            for text in (i.number, i.name, i.description)
        ),
        *(item.label for item in measure.schedule),
        *(indicator.name for indicator in indicators),
    )
    whose = _(", ").join(measure.departments)
    if not whose and "departments" in stated:
        whose = _(
            "{field}: not stated",
            field=glossary.field_label("departments", current_language()),
        )
    return MeasureSheet(
        measure,
        policy,
        whose,
        _line(measure, whose, indicators),
        _text(measure, stated),
        words,
        indicators,
    )


def _line(measure: Measure, whose: str, indicators: Sequence[Indicator]) -> str:
    """A measure in one line: number, name, mark, whose it is, and what belongs to it."""
    glyph = glossary.term_glyph(measure.national_item) if measure.national_item else ""
    name = " ".join(filter(None, [strong(f"{measure.number} {measure.name}"), glyph]))
    counts = [
        ngettext("{n} initiative", "{n} initiatives", len(measure.initiatives))
        if measure.initiatives
        else "",
        ngettext("{n} indicator", "{n} indicators", len(indicators))
        if indicators
        else "",
    ]
    small = [faint(whose), *(f":gray[{unbroken(count)}]" for count in counts if count)]
    return SEPARATOR.join(filter(None, [name, *small]))


def _text(measure: Measure, stated: Collection[str]) -> str:
    """A measure in full. What only other measures of the plan state is said to be missing here."""
    found = {
        "description": [lines(measure.description or "")],
        "initiatives": [_initiative(initiative) for initiative in measure.initiatives],
        "expected_effects": [" / ".join(map(plain, measure.expected_effects))],
        "schedule": [_entry(item) for item in measure.schedule],
    }
    shown = [
        _field(name, list(filter(None, texts)))
        for name, texts in found.items()
        if any(texts) or name in stated
    ]
    return "\n\n".join(shown) or plain(_("The plan gives no more than the name."))


def _field(name: str, texts: Sequence[str]) -> str:
    if name == "description" and texts:
        return texts[0]
    if len(texts) > 1:
        return (
            f"{_label(glossary.field_label(name, current_language()))}\n"
            + "\n".join(f"- {text}" for text in texts)
        )
    return (
        _label(glossary.field_label(name, current_language()))
        + SEPARATOR
        + (texts[0] if texts else faint(_("not stated")))
    )


def _initiative(initiative: Initiative) -> str:
    name = strong(f"{initiative.number} {initiative.name}")
    return (
        f"{name}{SEPARATOR}{lines(initiative.description)}"
        if initiative.description
        else name
    )


def _entry(item: ScheduleItem) -> str:
    """An entry of the schedule: its words, its years, and what kind it is where that is not plain."""
    if item.kind is ScheduleKind.DEADLINE and item.end is not None:
        when = _("end of {year}", year=fiscal.wareki(item.end))
    else:
        when = fiscal.year_span(item.start, item.end) or _("period not stated")
    remarks = [
        glossary.term_label(item.kind, current_language())
        if item.kind is not ScheduleKind.BAR
        else "",
        glossary.term_label(item.certainty, current_language())
        if item.certainty is not Certainty.STATED
        else "",
        _("initiative {number}", number=item.initiative) if item.initiative else "",
    ]
    small = faint(_(", ").join(filter(None, remarks)))
    return SEPARATOR.join(filter(None, [plain(item.label), plain(when), small]))


def _label(words: str) -> str:
    return strong(words[:1].upper() + words[1:])


def csv(view: View, numbers: Collection[str]) -> bytes:
    """Measures of these numbers as a file: a row for each initiative, or for a measure that has none.

    Numbers stand in one cell with their names: Excel would read 1-2 as the second of January.
    """
    attached = _grouped(view.plan.indicators, "measure")
    rows = [
        {
            glossary.field_label("municipality", current_language()): city_name(
                view.city, current_language()
            ),
            glossary.field_label(
                "policy", current_language()
            ): f"{policy.number} {policy.name}",
            glossary.field_label(
                "measure", current_language()
            ): f"{measure.number} {measure.name}",
            glossary.field_label("description", current_language()): measure.description
            or "",
            glossary.field_label(
                "national_item", current_language()
            ): glossary.term_label(measure.national_item, current_language())
            if measure.national_item
            else "",
            glossary.field_label("departments", current_language()): _(", ").join(
                measure.departments
            ),
            glossary.field_label("expected_effects", current_language()): "\n".join(
                measure.expected_effects
            ),
            glossary.field_label("indicators", current_language()): "\n".join(
                indicator.name for indicator in attached.get(measure.number, ())
            ),
            glossary.field_label(
                "initiative", current_language()
            ): f"{initiative.number} {initiative.name}" if initiative else "",
            _("initiative: description"): (
                initiative.description if initiative else None
            )
            or "",
        }
        for policy in view.plan.policies
        for measure in policy.measures
        if measure.number in numbers
        for initiative in measure.initiatives or (None,)
    ]
    return charts.csv_file(pd.DataFrame(rows))
