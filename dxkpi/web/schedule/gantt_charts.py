"""The schedule as Gantt charts, one for each policy. On paper the script of the page cuts one
that is longer than a sheet between its measures.
"""

from collections.abc import Sequence
from typing import NamedTuple

import streamlit as st

from dxkpi import charts
from dxkpi.plan import Policy
from dxkpi.web.common.chart_block import show_chart
from dxkpi.web.common.downloads import Picture
from dxkpi.web.common.language import _, current_language, ngettext
from dxkpi.web.common.markdown import plain
from dxkpi.web.common.view import View
from dxkpi.web.schedule.legend import legend


class PolicyChart(NamedTuple):
    """A policy's heading as Markdown, and its chart."""

    heading: str
    picture: Picture


def policy_charts(
    view: View, numbers: tuple[str, ...], *, is_typed: bool = False
) -> tuple[PolicyChart, ...]:
    """The charts of the policies that have one of these measures; none in a plan without any year.

    They are kept, unless the measures are what somebody's typed words have found.
    """
    if is_typed:
        return _policy_charts(view, numbers)
    return view.worded(_policy_charts, numbers)


def _policy_charts(view: View, numbers: tuple[str, ...]) -> tuple[PolicyChart, ...]:
    drawn = (_chart_of_policy(view, policy, numbers) for policy in view.plan.policies)
    return tuple(chart for chart in drawn if chart is not None)


def _chart_of_policy(
    view: View, policy: Policy, numbers: tuple[str, ...]
) -> PolicyChart | None:
    spec = charts.gantt_chart(
        view.plan,
        policy,
        numbers,
        current_language(),
        today=view.today,
        selected_year=view.year,
        progress=view.progress(),
    )
    if spec is None:
        return None
    scheduled = [
        measure
        for measure in policy.measures
        if measure.number in numbers and measure.schedule
    ]
    name = f"{policy.number} {policy.name}"
    count = ngettext("{n} measure", "{n} measures", len(scheduled))
    heading = f"{plain(name)} :small[{count}]"
    return PolicyChart(heading, Picture(_("Schedule: {name}", name=name), spec))


def show_gantt_charts(
    view: View, numbers: tuple[str, ...], drawn: Sequence[PolicyChart]
) -> None:
    """The charts beneath the meaning of their marks."""
    st.caption(legend(view, numbers))
    for chart in drawn:
        st.subheader(chart.heading, anchor=False)
        show_chart(chart.picture.spec)
