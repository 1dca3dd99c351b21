"""The gallery of a plan's indicators: filters, a card for each with its status and small chart, or one table."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

import pandas as pd
import streamlit as st

from dxkpi import fiscal, terms
from dxkpi.i18n import _, language, ngettext
from dxkpi.plan import figures
from dxkpi.progress import Judgement, Status, wording
from dxkpi.web import parts, state
from dxkpi.web.parts import departments, shown_actual
from dxkpi.web.state import View


@dataclass(frozen=True)
class Filters:
    """What the reader narrows the gallery to; empty means everything."""

    text: str
    policy: str | None
    department: str | None
    status: Status | None
    as_table: bool

    def keep(self, judgement: Judgement, departments: Sequence[str]) -> bool:
        indicator = judgement.indicator
        words = f"{indicator.code} {indicator.name} {indicator.definition or ''}".casefold()
        return (
            self.text.casefold() in words
            and self.policy in (None, indicator.policy)
            and (self.department is None or self.department in departments)
            and self.status in (None, judgement.status)
        )


def filters(view: View) -> Filters:
    """The filters above the gallery."""
    policies = {policy.number: f"{policy.number} {policy.name}" for policy in view.plan.policies}
    offices = sorted({d for i in view.plan.indicators for d in departments(view, i)})
    with st.container(horizontal=True, vertical_alignment="bottom", gap="small"):
        text = st.text_input(
            _("Search"), placeholder=_("Search name or definition"), label_visibility="collapsed", width=230,
            icon=":material/search:", key="kpi_search",
        )  # fmt: skip
        policy = _filter("policy", _("Policy"), policies)
        department = _filter("department", _("Department"), dict(zip(offices, offices, strict=True)))
        statuses = {status: f"{terms.glyph(status)} {terms.label(status)}" for status in Status}
        status = _filter("status", _("Status"), statuses)
        forms = {"charts": _(":material/grid_view: Charts"), "table": _(":material/table: Table")}
        form = st.segmented_control(
            _("Show as"), list(forms), default="charts", required=True, label_visibility="collapsed",
            format_func=forms.__getitem__, key="kpi_form",
        )  # fmt: skip
    return Filters((text or "").strip(), policy, department, status, form == "table")


def _filter(name: str, label: str, options: Mapping[Any, str]) -> Any:
    if not options:
        return None
    return st.selectbox(
        label, list(options), index=None, format_func=options.__getitem__, placeholder=_("{label} (all)", label=label),
        label_visibility="collapsed", width=171, key=f"kpi_{name}",
    )  # fmt: skip


def show(view: View, chosen: Filters) -> None:
    """All indicators that pass the filters, by policy: a card each, or one table."""
    if not view.plan.indicators:
        st.info(_("This plan sets no indicators. What it plans is in its measures and schedule."))
    judged = state.judgements(view.city.code, view.year, view.revision, state.last_closed())
    shown = [j for j in judged if chosen.keep(j, departments(view, j.indicator))]
    if judged and not shown:
        st.info(_("No indicator fits these filters. Clear one of them to see more."))
    if chosen.as_table:
        _status_table(shown)
    elif shown:
        st.caption(_caption(view, shown))
        _cards(view, shown)
    _notes(view)


def _caption(view: View, shown: Sequence[Judgement]) -> str:
    years = view.plan.fiscal_years
    counted = ngettext("{n} indicator", "{n} indicators", len(shown))
    span = fiscal.span(years[0], years[-1]) if years else ""
    return _(
        "{counted}. One time axis for all ({span}); each has its own vertical axis, which does not start at zero. "
        "Dashes: expected from baseline to target. ◆: target.",
        counted=counted,
        span=span,
    )


def _cards(view: View, shown: Sequence[Judgement]) -> None:
    names = {policy.number: policy.name for policy in view.plan.policies}
    order = {number: n for n, number in enumerate(names)}
    by_policy = sorted(shown, key=lambda j: order.get(j.indicator.policy or "", -1))
    for number, group in groupby(by_policy, key=lambda j: j.indicator.policy):
        members = list(group)
        count = ngettext("{n} indicator", "{n} indicators", len(members))
        title = parts.plain(f"{number}  {names[number]}") if number else _("The plan as a whole")
        st.header(f"{title} :small[{count}]", anchor=False)
        grid = st.grid(4, min_column_width=240, border=True)
        for judgement in members:
            with grid.cell():
                _card(view, judgement)


def _card(view: View, judgement: Judgement) -> None:
    indicator, value = judgement.indicator, judgement.value
    parts.indicator_link(indicator)
    with st.container(horizontal=True, horizontal_alignment="distribute", gap="xsmall"):
        shown = f"**{parts.plain(shown_actual(judgement))}**" if value is not None else _("no actual")
        st.markdown(shown, width="content")
        st.markdown(parts.badge(judgement.status), width="content")
    spec = state.small(view.city.code, indicator.code, view.revision, state.last_closed(), language())
    if spec is None:
        st.caption(parts.plain(parts.nothing_to_draw(indicator)))
    else:
        parts.chart(spec)


def _status_table(shown: Sequence[Judgement]) -> None:
    rows = [
        {
            _("Indicator"): parts.led(j.indicator.name),
            _("Status"): parts.badge(j.status),
            _("Actual"): parts.plain(shown_actual(j)),
            _("Expected"): parts.plain(figures.figure(j.indicator, j.expected) if j.expected is not None else "－"),
            _("Target"): parts.plain(wording.goal(j.indicator) or "－"),
        }
        for j in shown
    ]
    if rows:
        st.table(pd.DataFrame(rows), border="horizontal", alt=_("Indicators with their status"))


def _notes(view: View) -> None:
    notes = view.plan.about.notes
    if notes:
        label = ngettext("About this plan's data: {n} note", "About this plan's data: {n} notes", len(notes))
        with st.expander(label, icon=":material/info:"):
            st.markdown("\n".join(f"- {parts.plain(note)}" for note in notes))
