"""The schedule of all measures that pass the filters.

As charts or as the plan's table, and as files.
"""

from collections.abc import Collection, Sequence

import streamlit as st

from dxkpi.plan import Measure, Policy
from dxkpi.rules.timetable import initiative_label
from dxkpi.text.search import search_text
from dxkpi.web.common.language import _, current_language
from dxkpi.web.common.markdown import plain, strong
from dxkpi.web.common.opened_measure import open_measure
from dxkpi.web.common.plan_notes import show_plan_notes
from dxkpi.web.common.session import WidgetKeys
from dxkpi.web.common.view import View
from dxkpi.web.schedule.calendar_file import offer_calendar
from dxkpi.web.schedule.changed_years import changed_years
from dxkpi.web.schedule.files import offer_files
from dxkpi.web.schedule.filters import ScheduleFilters
from dxkpi.web.schedule.gantt_charts import policy_charts, show_gantt_charts
from dxkpi.web.schedule.years_table import show_years_table

_KEYS = WidgetKeys("schedule")
_OPEN_KEY = _KEYS.key("open")


def show_schedule(view: View, chosen: ScheduleFilters) -> None:
    """The measures that pass the filters, and the notes about the plan's data."""
    is_narrowed = bool(chosen.measures)
    fitting = _fitting_measures(view, chosen)
    if is_narrowed:
        _show_count(len(fitting), len(view.plan.measures))

    if any(measure.schedule for measure in fitting):
        _show_scheduled(view, chosen, fitting)
    elif not is_narrowed:
        st.info(
            _(
                "No schedule of this plan is recorded. "
                "Once the plan file holds one, it stands here."
            )
        )
    elif fitting:
        _show_unscheduled(fitting)
    else:
        st.info(_("No measure fits these filters. Clear one of them to see more."))
    show_plan_notes(view, _KEYS)


def _show_scheduled(
    view: View, chosen: ScheduleFilters, fitting: Sequence[Measure]
) -> None:
    """The schedule of these measures as charts or as a table, the ways on, and the files."""
    scheduled = [measure for measure in fitting if measure.schedule]
    numbers = tuple(measure.number for measure in scheduled)
    is_typed = bool(chosen.measures.text)
    charts = policy_charts(view, numbers, is_typed=is_typed)
    if charts and not chosen.as_table:
        show_gantt_charts(view, numbers, charts)
    else:
        show_years_table(view, numbers, is_typed=is_typed)

    _show_unscheduled(fitting)
    if changed := changed_years(scheduled):
        st.markdown(changed)
    _show_measure_selector(scheduled)
    offer_files(view, "schedule", numbers, charts)
    offer_calendar(view, chosen.measures.department)


def _fitting_measures(view: View, chosen: ScheduleFilters) -> list[Measure]:
    return [
        measure
        for policy, measure, searched in view.timeless.kept(_searchable_measures)
        if chosen.measures.keep(policy, measure, searched)
    ]


def _searchable_measures(view: View) -> tuple[tuple[Policy, Measure, str], ...]:
    """Every measure with its policy and the text that a search looks into."""
    searchable = []
    for policy in view.plan.policies:
        for measure in policy.measures:
            texts = [policy.name, measure.number, measure.name, *measure.departments]
            for entry in measure.schedule:
                texts += [
                    entry.label,
                    initiative_label(measure, entry.initiative),
                ]
            searchable.append((policy, measure, search_text(*texts)))
    return tuple(searchable)


def _show_count(fitting: int, every: int) -> None:
    st.markdown(strong(_("{found} of {all} measures fit.", found=fitting, all=every)))


def _show_unscheduled(measures: Sequence[Measure]) -> None:
    """Which of these measures the plan gives no schedule, if any."""
    unscheduled = [measure for measure in measures if not measure.schedule]
    if not unscheduled:
        return
    names = [f"{measure.number} {measure.name}" for measure in unscheduled]
    listed = current_language().listed(names)
    st.caption(plain(_("Without a schedule in the plan: {measures}", measures=listed)))


def _show_measure_selector(measures: Collection[Measure]) -> None:
    """A choice of one of these measures to see on its own: a chart cannot hold links."""
    names = {measure.number: f"{measure.number} {measure.name}" for measure in measures}
    st.selectbox(
        _("Open a measure"),
        list(names),
        index=None,
        format_func=names.__getitem__,
        placeholder=_("Open a measure"),
        label_visibility="collapsed",
        width=420,
        key=_OPEN_KEY,
        on_change=_open_selected_measure,
    )


def _open_selected_measure() -> None:
    open_measure(st.session_state[_OPEN_KEY])
