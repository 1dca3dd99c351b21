"""The gallery of a plan's indicators: filters, a card for each with its status and small chart, or one table."""

import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

import pandas as pd
import streamlit as st

from dxkpi import fiscal, terms
from dxkpi.i18n import _, language, ngettext
from dxkpi.plan import figures
from dxkpi.progress import Judgement, Status, is_due, wording
from dxkpi.web import cached, choice, parts
from dxkpi.web.choice import View
from dxkpi.web.markdown import badge, plain, strong


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
        words = _folded(f"{indicator.code} {indicator.name} {indicator.definition or ''}")
        return (
            _folded(self.text) in words
            and self.policy in (None, indicator.policy)
            and (self.department is None or self.department in departments)
            and self.status in (None, judgement.status)
        )


def _folded(text: str) -> str:
    """For searching: ＲＰＡ, RPA and rpa are the same."""
    return unicodedata.normalize("NFKC", text).casefold()


def filters(view: View) -> Filters:
    """The filters above the gallery; none where there is nothing to filter."""
    if not view.plan.indicators:
        return Filters("", None, None, None, as_table=False)
    policies = {policy.number: f"{policy.number} {policy.name}" for policy in view.plan.policies}
    departments = sorted({d for i in view.plan.indicators for d in view.plan.departments_of(i)})
    statuses = {status: f"{terms.glyph(status)} {terms.label(status)}" for status in Status}
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        text = st.text_input(
            _("Search"), placeholder=_("Search name or definition"), label_visibility="collapsed", width=230,
            icon=":material/search:", key="kpi_search",
        )  # fmt: skip
        policy = _filter("policy", _("Policy"), policies)
        department = _filter("department", _("Department"), {name: name for name in departments})
        status = _filter("status", _("Status"), statuses)
        as_table = st.toggle(_("As a table"), key="kpi_table")
    return Filters((text or "").strip(), policy, department, status, as_table)


def _filter(name: str, label: str, options: Mapping[Any, str]) -> Any:
    if not options:
        return None
    return st.selectbox(
        label, list(options), index=None, format_func=options.__getitem__, placeholder=_("{label} (all)", label=label),
        label_visibility="collapsed", width=171, key=f"kpi_{name}",
    )  # fmt: skip


def show(view: View, chosen: Filters) -> None:
    """All indicators that pass the filters, by policy: a card each, or one table."""
    judged = view.judgements()
    shown = [j for j in judged if chosen.keep(j, view.plan.departments_of(j.indicator))]
    if not judged:
        st.info(_("This plan sets no indicators. What it plans is in its measures and schedule."))
    elif not shown:
        st.info(_("No indicator fits these filters. Clear one of them to see more."))
    elif chosen.as_table:
        st.caption(_not_due(view))
        _table(shown)
    else:
        st.caption(_caption(view, shown))
        _cards(view, shown)
    _notes(view)


def _caption(view: View, shown: Sequence[Judgement]) -> str:
    words = [ngettext("{n} indicator.", "{n} indicators.", len(shown)), _not_due(view)]
    if years := view.plan.fiscal_years:
        words.append(
            _(
                "One time axis for all ({span}); each has its own vertical axis, which does not start at zero. "
                "Dashes: expected from baseline to target. ◆: target.",
                span=fiscal.span(years[0], years[-1]),
            )
        )
    return plain(" ".join(word for word in words if word))


def _not_due(view: View) -> str:
    """Why nothing can be asked for in this year yet; empty where figures are due."""
    year, established = fiscal.wareki(view.year), view.plan.about.established
    if is_due(view.plan, view.year, cached.last_closed()):
        return ""
    if view.year > cached.last_closed():
        return _("{year} is not over yet; its figures are asked for afterwards.", year=year)
    if established and established[:7] >= fiscal.last_month(view.year):
        return _("The plan is of {month}; figures are asked for from the next fiscal year on.",
                 month=fiscal.month_label(established))  # fmt: skip
    return _("{year} lies before the plan.", year=year)


def _cards(view: View, shown: Sequence[Judgement]) -> None:
    names = {policy.number: policy.name for policy in view.plan.policies}
    order = {number: n for n, number in enumerate(names)}
    by_policy = sorted(shown, key=lambda j: order.get(j.indicator.policy or "", -1))
    for number, group in groupby(by_policy, key=lambda j: j.indicator.policy):
        members = list(group)
        title = plain(f"{number} {names[number]}") if number else _("The plan as a whole")
        count = ngettext("{n} indicator", "{n} indicators", len(members))
        st.header(f"{title} :small[{count}]", anchor=False)
        grid = st.grid(4, min_column_width=240, border=True)
        for judgement in members:
            with grid.cell():
                _card(view, judgement)


def _card(view: View, judgement: Judgement) -> None:
    indicator = judgement.indicator
    parts.indicator_link(indicator)
    with st.container(horizontal=True, horizontal_alignment="distribute", gap="xsmall"):
        words = parts.shown_actual(judgement)
        st.markdown(strong(words) if judgement.value is not None else plain(words), width="content")
        st.markdown(badge(judgement.status), width="content")
    spec = cached.small_chart(view.city.code, indicator.code, view.revision, cached.last_closed(), language())
    if spec is None:
        st.caption(parts.nothing_to_draw(indicator))
    else:
        parts.chart(spec)


def _table(shown: Sequence[Judgement]) -> None:
    rows = [
        {
            _("Indicator"): j.indicator.name,
            _("Status"): f"{terms.glyph(j.status)} {terms.label(j.status)}",
            _("Actual"): parts.shown_actual(j),
            _("Expected"): figures.figure(j.indicator, j.expected) if j.expected is not None else "－",
            _("Target"): wording.goal(j.indicator) or "－",
        }
        for j in shown
    ]
    st.caption(_("Tick a row to open the indicator."))
    picked = st.dataframe(
        pd.DataFrame(rows), hide_index=True, height="content", on_select="rerun", selection_mode="single-row",
        alt=_("Indicators with their status"),
    )  # fmt: skip
    for row in picked["selection"]["rows"]:
        st.switch_page(parts.INDICATOR, query_params=choice.address(kpi=shown[row].indicator.code))


def _notes(view: View) -> None:
    notes = view.plan.about.notes
    if notes:
        label = ngettext("About this plan's data: {n} note", "About this plan's data: {n} notes", len(notes))
        with st.expander(label, icon=":material/info:"):
            st.markdown("\n".join(f"- {plain(note)}" for note in notes))
