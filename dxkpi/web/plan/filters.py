"""What the reader narrows the plan to."""

from dataclasses import dataclass, field

import streamlit as st

from dxkpi.web.common.filters import MeasureFilters, show_measure_filters
from dxkpi.web.common.language import _
from dxkpi.web.common.page_choices import switch_in_address, write_switch
from dxkpi.web.common.session import WidgetKeys
from dxkpi.web.common.view import View

_KEYS = WidgetKeys("plan")


@dataclass(frozen=True)
class PlanFilters:
    """Which measures, and whether all that is left stands open."""

    measures: MeasureFilters = field(default_factory=MeasureFilters)
    all_open: bool = False


def show_filters(view: View) -> PlanFilters:
    """The filters above the tree; none where there is nothing to filter."""
    plan = view.plan
    if not plan.measures:
        return PlanFilters()
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        measures = show_measure_filters(
            _KEYS, _("Search the plan's text"), view, plan.measures
        )
        return PlanFilters(measures, _show_open_all())


def _show_open_all() -> bool:
    """The toggle that opens everything; it stays in the address."""
    key = _KEYS.key("open")
    switch_in_address(key)
    return st.toggle(
        _("Open all"),
        key=key,
        help=_("Before printing, open all."),
        on_change=write_switch,
        args=(key,),
    )
