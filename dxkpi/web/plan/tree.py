"""The plan's tree on the page: policies, their measures to be opened, and the ways on from them."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

import streamlit as st

from dxkpi.plan import Indicator, Measure
from dxkpi.web.common import page_files
from dxkpi.web.common.downloads import offer_downloads
from dxkpi.web.common.language import _, current_language, ngettext
from dxkpi.web.common.links import show_indicator_link
from dxkpi.web.common.markdown import SEPARATOR, strong
from dxkpi.web.common.opened_items import show_fold
from dxkpi.web.common.opened_measure import open_measure
from dxkpi.web.common.reader_choice import link_query
from dxkpi.web.common.session import WidgetKeys
from dxkpi.web.common.view import View
from dxkpi.web.plan.filters import PlanFilters
from dxkpi.web.plan.measure_state import measure_state
from dxkpi.web.plan.plan_csv import plan_csv
from dxkpi.web.plan.policy_branches import MeasureSheet, PolicyBranch, policy_branches
from dxkpi.web.plan.year_reports import show_year_reports, shows_years

_KEYS = WidgetKeys("plan")
_LINK_COLUMNS = 34


@dataclass(frozen=True)
class _FittingBranch:
    """A policy with those of its measures that pass the filters."""

    branch: PolicyBranch
    sheets: tuple[MeasureSheet, ...]


def show_tree(view: View, chosen: PlanFilters) -> None:
    """The tree as far as it passes the filters, and the same as a file."""
    branches = [_fitting_branch(branch, chosen) for branch in policy_branches(view)]
    if not branches:
        st.info(
            _(
                "No policies and measures of this plan are recorded. "
                "Once the plan file holds them, they stand here."
            )
        )
    numbers = _measure_numbers(branches)
    if chosen.measures:
        _show_count(len(numbers), len(view.plan.measures))
        branches = [branch for branch in branches if branch.sheets]
    else:
        _show_indicators_of_plan(view)
    for branch in branches:
        _show_branch(view, branch, chosen)
    if numbers:
        csv = partial(plan_csv, numbers=numbers)
        offer_downloads(view, "plan", [], csv, with_year=shows_years(view))


def _measure_numbers(branches: Sequence[_FittingBranch]) -> tuple[str, ...]:
    sheets = [sheet for branch in branches for sheet in branch.sheets]
    return tuple(sheet.measure.number for sheet in sheets)


def _fitting_branch(branch: PolicyBranch, chosen: PlanFilters) -> _FittingBranch:
    sheets = [
        sheet
        for sheet in branch.sheets
        if chosen.measures.keep(branch.policy, sheet.measure, sheet.searched)
    ]
    return _FittingBranch(branch, tuple(sheets))


def _show_count(fitting: int, every: int) -> None:
    st.markdown(strong(_("{found} of {all} measures fit.", found=fitting, all=every)))
    if not fitting:
        st.info(_("No measure fits these filters. Clear one of them to see more."))


def _show_indicators_of_plan(view: View) -> None:
    """The indicators that belong to no policy."""
    indicators = [
        indicator
        for indicator in view.plan.indicators
        if not indicator.measure and not indicator.policy
    ]
    if not indicators:
        return
    name = _("The plan as a whole")
    count = ngettext("{n} indicator", "{n} indicators", len(indicators))
    st.header(f"{name} :small[{count}]", anchor=False)
    show_ways_on(indicators)


def _show_branch(view: View, fitting: _FittingBranch, chosen: PlanFilters) -> None:
    branch = fitting.branch
    count = ngettext("{n} measure", "{n} measures", len(fitting.sheets))
    st.header(f"{branch.title} :small[{count}]", anchor=False)
    if branch.text and not chosen.measures.text:
        st.markdown(branch.text)
    if branch.indicators and not chosen.measures:
        show_ways_on(branch.indicators)
    _show_sheets(view, fitting.sheets, chosen)
    if not branch.sheets:
        st.caption(_("The plan names no measures of this policy."))


def _show_sheets(
    view: View, sheets: Sequence[MeasureSheet], chosen: PlanFilters
) -> None:
    """The measures; all open where the reader wants that or looks for words."""
    all_open = chosen.all_open or bool(chosen.measures.text)
    with st.container(gap="xsmall"):
        for sheet in sheets:
            if all_open:
                _show_open_sheet(view, sheet)
            else:
                _show_closed_sheet(view, sheet)


def _show_open_sheet(view: View, sheet: MeasureSheet) -> None:
    with st.container(border=True):
        st.markdown(f"{_line(view, sheet)}\n\n{sheet.text}")
        show_year_reports(view, sheet.measure)
        show_ways_on(sheet.indicators, sheet.measure)


def _line(view: View, sheet: MeasureSheet) -> str:
    """What a measure is, and how it stands."""
    state = measure_state(view, sheet.measure)
    return f"{sheet.line}{SEPARATOR}{state}" if state else sheet.line


def _show_closed_sheet(view: View, sheet: MeasureSheet) -> None:
    """The measure's line; what it holds is sent only once somebody opens it."""
    number = sheet.measure.number
    line = show_fold(_KEYS, number, _line(view, sheet))
    if not line.open:
        return
    with line:
        st.markdown(sheet.text)
        show_year_reports(view, sheet.measure)
        show_ways_on(sheet.indicators, sheet.measure)
        st.button(
            _("This measure alone"),
            icon=":material/open_in_full:",
            type="tertiary",
            key=_KEYS.key("alone", number),
            on_click=open_measure,
            args=(number,),
        )


def show_ways_on(
    indicators: Sequence[Indicator], measure: Measure | None = None
) -> None:
    """From a measure to its schedule and its indicators.

    Without one, to indicators that belong to none.
    """
    is_scheduled = measure is not None and bool(measure.schedule)
    if not indicators and not is_scheduled:
        return
    with st.container(horizontal=True, gap="small"):
        if measure is not None and is_scheduled:
            st.page_link(
                page_files.SCHEDULE,
                label=_("In the schedule"),
                icon=":material/view_timeline:",
                query_params=link_query(measure=measure.number),
            )
        for indicator in indicators:
            remark = _remark_on_link(indicator, measure)
            show_indicator_link(indicator, _LINK_COLUMNS, remark=remark)


def _remark_on_link(indicator: Indicator, measure: Measure | None) -> str:
    """The parts of the indicator, and that it belongs to another measure."""
    remarks = ["・".join(part.name for part in indicator.parts)]
    if measure is not None and indicator.measure != measure.number:
        remarks.append(_("listed again"))
    if indicator.retired is not None:
        year = current_language().short_year(indicator.retired.fiscal_year)
        remarks.append(_("retired from {year}", year=year))
    return current_language().listed(filter(None, remarks))
