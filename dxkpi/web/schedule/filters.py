"""What the reader narrows the schedule to."""

from dataclasses import dataclass, field

import streamlit as st

from dxkpi.web.common.chart_block import show_table_toggle
from dxkpi.web.common.filters import MeasureFilters, show_measure_filters
from dxkpi.web.common.language import _
from dxkpi.web.common.session import WidgetKeys
from dxkpi.web.common.view import View

_KEYS = WidgetKeys("schedule")


@dataclass(frozen=True)
class ScheduleFilters:
    """Which measures, and whether they are shown as the plan's table."""

    measures: MeasureFilters = field(default_factory=MeasureFilters)
    as_table: bool = False


def show_filters(view: View) -> ScheduleFilters:
    """The filters above the schedule; none where there is no schedule."""
    scheduled = [measure for measure in view.plan.measures if measure.schedule]
    if not scheduled:
        return ScheduleFilters()
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        measures = show_measure_filters(
            _KEYS, _("Search measures and schedule"), view, scheduled
        )
        return ScheduleFilters(measures, show_table_toggle())
