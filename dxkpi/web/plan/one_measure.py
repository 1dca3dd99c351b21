"""One measure of the plan on its own, with how its schedule was read."""

from collections.abc import Iterable

import streamlit as st

from dxkpi.plan import DecisionSubject, ScheduleItem
from dxkpi.web.common.decision_list import show_decisions
from dxkpi.web.common.language import _, current_language
from dxkpi.web.common.markdown import grey_badge, plain
from dxkpi.web.common.view import View
from dxkpi.web.plan.policy_branches import MeasureSheet
from dxkpi.web.plan.tree import show_ways_on
from dxkpi.web.plan.year_reports import show_year_reports
from dxkpi.wording import glossary


def measure_place(view: View, sheet: MeasureSheet) -> tuple[str, str, str]:
    """Where the measure stands in the plan, and whose it is."""
    policy = _(
        "Policy {number} {name}", number=sheet.policy.number, name=sheet.policy.name
    )
    return view.plan.about.title, policy, sheet.departments


def show_measure(view: View, sheet: MeasureSheet) -> None:
    """The measure in full, the ways on from it, and how the years of its schedule were found."""
    with st.container(border=True):
        if item := sheet.measure.national_item:
            label = glossary.term_label(item, current_language())
            st.markdown(grey_badge(f"{glossary.term_glyph(item)} {label}"))
        st.markdown(sheet.text)
        show_year_reports(view, sheet.measure)
        show_ways_on(sheet.indicators, sheet.measure)
    show_decisions(view, DecisionSubject(measure=sheet.measure.number))
    if notes := _schedule_notes(sheet.measure.schedule):
        title = plain(_("How the schedule was read:"))
        st.caption("  \n".join([title, *notes]))


def _schedule_notes(schedule: Iterable[ScheduleItem]) -> list[str]:
    """The notes of the entries, each once."""
    notes = [plain(entry.note) for entry in schedule if entry.note]
    return list(dict.fromkeys(notes))
