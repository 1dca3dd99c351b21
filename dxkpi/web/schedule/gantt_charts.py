"""The schedule as Gantt charts: one for each policy, or as many as its measures need on paper."""

from collections.abc import Iterator, Sequence
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
    """A policy's heading as Markdown, and its chart, as far as one sheet holds it; the
    further charts of a policy go on without a heading.
    """

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
    drawn: list[PolicyChart] = []
    for policy in view.plan.policies:
        drawn.extend(_charts_of_policy(view, policy, numbers))
    return tuple(drawn)


def _charts_of_policy(
    view: View, policy: Policy, numbers: tuple[str, ...]
) -> Iterator[PolicyChart]:
    specs = charts.gantt_charts(
        view.plan,
        policy,
        numbers,
        current_language(),
        today=view.today,
        selected_year=view.year,
        progress=view.progress(),
    )
    scheduled = [
        measure
        for measure in policy.measures
        if measure.number in numbers and measure.schedule
    ]
    name = f"{policy.number} {policy.name}"
    for n, spec in enumerate(specs, 1):
        heading, title = "", name
        if n == 1:
            count = ngettext("{n} measure", "{n} measures", len(scheduled))
            heading = f"{plain(name)} :small[{count}]"
        if len(specs) > 1:
            title = f"{name} ({n}/{len(specs)})"
        yield PolicyChart(heading, Picture(_("Schedule: {name}", name=title), spec))


def show_gantt_charts(
    view: View, numbers: tuple[str, ...], drawn: Sequence[PolicyChart]
) -> None:
    """The charts beneath the meaning of their marks."""
    st.caption(legend(view, numbers))
    for chart in drawn:
        if chart.heading:
            st.subheader(chart.heading, anchor=False)
        show_chart(chart.picture.spec)
