"""The gallery of a plan's indicators: filters, a card for each with its status and small chart, or one table."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import groupby

import pandas as pd
import streamlit as st

from dxkpi import charts, fiscal
from dxkpi.rules import Judgement, Status
from dxkpi.text.search import holds_words, search_text
from dxkpi.web.common import page_files
from dxkpi.web.common.chart_block import (
    nothing_to_draw_text,
    show_chart,
    show_table_toggle,
)
from dxkpi.web.common.downloads import Picture, offer_downloads
from dxkpi.web.common.filters import show_filter, show_search
from dxkpi.web.common.language import _, current_language, ngettext
from dxkpi.web.common.links import show_indicator_link
from dxkpi.web.common.markdown import badge, plain, strong
from dxkpi.web.common.plan_notes import show_plan_notes
from dxkpi.web.common.reader_choice import link_query
from dxkpi.web.common.session import WidgetKeys
from dxkpi.web.common.view import View
from dxkpi.wording import glossary
from dxkpi.wording import judgement as wording
from dxkpi.wording.municipality import city_name
from dxkpi.wording.targets import expected_text, goal_text
from dxkpi.wording.why_unjudged import why_not_due


@dataclass(frozen=True)
class IndicatorFilters:
    """What the reader narrows the gallery to; empty means everything."""

    text: str
    policy: str | None
    department: str | None
    status: Status | None
    as_table: bool

    def keep(self, judgement: Judgement, departments: Sequence[str]) -> bool:
        indicator = judgement.indicator
        return (
            (
                not self.text
                or holds_words(
                    search_text(indicator.code, indicator.name, indicator.definition),
                    self.text,
                )
            )
            and self.policy in (None, indicator.policy)
            and (self.department is None or self.department in departments)
            and self.status in (None, judgement.status)
        )


def filters(view: View) -> IndicatorFilters:
    """The filters above the gallery; none where there is nothing to filter."""
    if not view.plan.indicators:
        return IndicatorFilters("", None, None, None, as_table=False)
    policies = {
        policy.number: f"{policy.number} {policy.name}" for policy in view.plan.policies
    }
    departments = sorted(
        {d for i in view.plan.indicators for d in view.plan.departments_of(i)}
    )
    statuses = {
        status: f"{glossary.term_glyph(status)} {glossary.term_label(status, current_language())}"
        for status in Status
    }
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        text = show_search(WidgetKeys("kpi"), _("Search name or definition"))
        policy = show_filter("kpi_policy", _("Policy"), policies)
        department = show_filter(
            "kpi_department", _("Department"), {name: name for name in departments}
        )
        status = show_filter("kpi_status", _("Status"), statuses)
        as_table = show_table_toggle()
    return IndicatorFilters(text, policy, department, status, as_table)


def show(view: View, chosen: IndicatorFilters) -> None:
    """All indicators that pass the filters, by policy: a card each, or one table."""
    judged = view.judgements()
    shown = [j for j in judged if chosen.keep(j, view.plan.departments_of(j.indicator))]
    if not judged:
        st.info(
            _(
                "This plan sets no indicators. What it plans is in its measures and schedule."
            )
        )
    elif not shown:
        st.info(_("No indicator fits these filters. Clear one of them to see more."))
    elif chosen.as_table:
        st.caption(_not_due(view))
        _table(view, shown, typed=bool(chosen.text))
    else:
        st.caption(_caption(view, shown))
        _cards(view, shown)
    if shown:
        codes = tuple(j.indicator.code for j in shown)
        pictures = [
            picture
            for code in codes
            if (picture := view.timeless.worded(_picture, code))
        ]
        offer_downloads(view, "kpi", pictures, partial(_csv, codes=codes))
    show_plan_notes(view)


def _csv(view: View, codes: Collection[str]) -> bytes:
    chosen = [
        indicator for indicator in view.plan.indicators if indicator.code in codes
    ]
    return charts.csv(
        [(one, view.course(one)) for one in chosen],
        city_name(view.city, current_language()),
    )


def _caption(view: View, shown: Sequence[Judgement]) -> str:
    words = [ngettext("{n} indicator.", "{n} indicators.", len(shown)), _not_due(view)]
    if years := view.plan.fiscal_years:
        words.append(
            _(
                "One time axis for all ({span}); each has its own vertical axis, which does not start at zero. "
                "Dashes: expected from baseline to target. ◆: target.",
                span=fiscal.year_span(years[0], years[-1]),
            )
        )
    return plain(" ".join(word for word in words if word))


def _not_due(view: View) -> str:
    """Why nothing can be asked for in this year yet; empty where figures are due."""
    return why_not_due(view.plan, view.year, view.last_closed, current_language())


def _cards(view: View, shown: Sequence[Judgement]) -> None:
    names = {policy.number: policy.name for policy in view.plan.policies}
    order = {number: n for n, number in enumerate(names)}
    by_policy = sorted(shown, key=lambda j: order.get(j.indicator.policy or "", -1))
    for number, group in groupby(by_policy, key=lambda j: j.indicator.policy):
        members = list(group)
        title = (
            plain(f"{number} {names[number]}") if number else _("The plan as a whole")
        )
        count = ngettext("{n} indicator", "{n} indicators", len(members))
        st.header(f"{title} :small[{count}]", anchor=False)
        grid = st.grid(4, min_column_width=240, border=True)
        for judgement in members:
            with grid.cell():
                _card(view, judgement)


def _card(view: View, judgement: Judgement) -> None:
    indicator = judgement.indicator
    show_indicator_link(indicator)
    with st.container(horizontal=True, horizontal_alignment="distribute", gap="xsmall"):
        words = wording.actual_text(judgement, current_language())
        st.markdown(
            strong(words) if judgement.value is not None else plain(words),
            width="content",
        )
        st.markdown(badge(judgement.status), width="content")
    picture = view.timeless.worded(_picture, indicator.code)
    if picture is None:
        st.caption(nothing_to_draw_text(indicator))
    else:
        show_chart(picture.spec)


def _picture(view: View, code: str) -> Picture | None:
    """The chart of an indicator on the years that all share; None where there is nothing to draw."""
    indicator = view.plan.indicator(code)
    if indicator is None or charts.form(indicator) == "nothing":
        return None
    spec = charts.small(
        indicator,
        view.course(indicator),
        first_year=view.years[0],
        last_year=view.years[-1],
    )
    note = (
        _("the vertical axis does not start at zero")
        if charts.form(indicator) == "line"
        else ""
    )
    return Picture(indicator.name, spec, note)


def _table(view: View, shown: Sequence[Judgement], *, typed: bool) -> None:
    """One table of all that is shown."""
    codes = tuple(j.indicator.code for j in shown)
    st.caption(_("Tick a row to open the indicator."))
    picked = st.dataframe(
        _rows(view, codes) if typed else view.worded(_rows, codes),
        hide_index=True,
        height="content",
        on_select="rerun",
        selection_mode="single-row",
        alt=_("Indicators with their status"),
    )
    for row in picked["selection"]["rows"]:
        st.switch_page(page_files.INDICATOR, query_params=link_query(kpi=codes[row]))


def _rows(view: View, codes: Collection[str]) -> pd.DataFrame:
    rows = [
        {
            _("Indicator"): j.indicator.name,
            _(
                "Status"
            ): f"{glossary.term_glyph(j.status)} {glossary.term_label(j.status, current_language())}",
            _("Actual"): wording.actual_text(j, current_language()),
            _("Expected"): expected_text(
                j.indicator, j.expected, current_language(), unit=True
            )
            if j.expected is not None
            else "－",
            _("Target"): goal_text(j.indicator, current_language()) or "－",
        }
        for j in view.judgements()
        if j.indicator.code in codes
    ]
    return pd.DataFrame(rows)
