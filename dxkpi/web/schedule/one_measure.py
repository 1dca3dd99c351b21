"""One measure's schedule on its own.

The chart, each entry with how its years were found, the way into the plan.
"""

import pandas as pd
import streamlit as st

from dxkpi.plan import Measure, ScheduleItem, ScheduleKind
from dxkpi.rules.timetable import TimetableEntry, initiative_label
from dxkpi.web.common.chart_block import show_chart
from dxkpi.web.common.language import _, current_language
from dxkpi.web.common.links import show_measure_link
from dxkpi.web.common.markdown import faint, plain
from dxkpi.web.common.view import View
from dxkpi.web.schedule.files import offer_files
from dxkpi.web.schedule.gantt_charts import policy_charts
from dxkpi.web.schedule.reports import reports_of_view
from dxkpi.wording import glossary
from dxkpi.wording.timetable import (
    entry_years_text,
    former_period_text,
    marked_entry_state,
    years_basis_text,
)

"""How many letters of a cell stay on one line."""


def measure_place(view: View, measure: Measure) -> tuple[str, str]:
    """Where the measure stands: in the schedule, under its policy."""
    policy = next(policy for policy in view.plan.policies if measure in policy.measures)
    policy_name = _("Policy {number} {name}", number=policy.number, name=policy.name)
    return _("Schedule"), policy_name


def show_measure(view: View, measure: Measure) -> None:
    """The chart, the table of its entries, the link into the plan, and the files."""
    if not measure.schedule:
        st.info(_("The plan gives no schedule for this measure."))
        show_measure_link(measure.number)
        return
    numbers = (measure.number,)
    charts = policy_charts(view, numbers)
    for chart in charts:
        show_chart(chart.picture.spec)
    st.table(
        view.worded(_entries_table, measure.number),
        border="horizontal",
        hide_index=True,
        alt=_("Entries"),
    )
    show_measure_link(measure.number)
    offer_files(view, f"schedule-{measure.number}", numbers, charts)


def _entries_table(view: View, number: str) -> pd.DataFrame:
    """The entries of a measure: their years, what was reported, how the years were found."""
    measure = view.measure(number)
    entries = reports_of_view(view).entries(measure)
    years_title = _("Years")
    if any(entry.progress for entry in entries):
        years_title = _("Years and progress")
    return pd.DataFrame(_entry_row(measure, entry, years_title) for entry in entries)


def _entry_row(
    measure: Measure, entry: TimetableEntry, years_title: str
) -> dict[str, str]:
    """A row of the table. Three columns are as many as a telephone has room for."""
    return {
        _("Entry"): _name_cell(measure, entry.item),
        years_title: _years_cell(entry),
        _("Basis"): _basis_cell(entry.item),
    }


def _name_cell(measure: Measure, item: ScheduleItem) -> str:
    """The entry's words after its kind, beneath the initiative that it belongs to."""
    initiative = initiative_label(measure, item.initiative)
    if initiative == item.label:
        initiative = ""
    name = item.label
    if item.kind is not ScheduleKind.BAR:
        kind = glossary.term_label(item.kind, current_language())
        name = f"{kind} {name}"
    return _cell_lines(faint(initiative), plain(name))


def _years_cell(entry: TimetableEntry) -> str:
    """The entry's years, those before a change, how far it has come, and its comment."""
    comment = ""
    if entry.progress is not None and entry.progress.comment:
        comment = _("“{comment}”", comment=entry.progress.comment)
    state = marked_entry_state(entry, current_language(), dated=True)
    return _cell_lines(
        plain(entry_years_text(entry.item, current_language())),
        faint(former_period_text(entry.item, current_language())),
        plain(state),
        plain(comment),
    )


def _basis_cell(item: ScheduleItem) -> str:
    """How the years were found, and why they were changed."""
    reason = ""
    if item.before is not None:
        reason = _("Changed because: {reason}", reason=item.before.reason)
    basis = plain(years_basis_text(item, current_language()))
    return _cell_lines(basis, plain(reason))


def _cell_lines(*lines: str) -> str:
    return "  \n".join(line for line in lines if line)
