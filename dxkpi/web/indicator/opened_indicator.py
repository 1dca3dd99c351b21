"""The indicator that the address names (`?kpi=K04`), and where it stands in the plan."""

import streamlit as st

from dxkpi.plan import Indicator
from dxkpi.web.common import page_files
from dxkpi.web.common.language import _, current_language
from dxkpi.web.common.links import (
    page_query,
    show_indicator_link,
    show_measure_link,
    show_page_link,
)
from dxkpi.web.common.markdown import plain, strong
from dxkpi.web.common.notices import add_notice
from dxkpi.web.common.view import View
from dxkpi.wording.retirement import last_year_text, retirement_text

_LONGEST_QUOTE = 20
_COLUMNS = 30
_UPWARD, _DOWNWARD = ":material/arrow_upward:", ":material/subdirectory_arrow_right:"


def opened_indicator(view: View) -> Indicator:
    """The indicator that the address names, or of which it names a part; without one,
    back to the gallery.
    """
    code = st.query_params.get("kpi")
    indicator = None
    if code:
        indicator = view.plan.judged_with(code) or view.plan.indicator(code)
    if indicator is None:
        if code:
            quoted = code[:_LONGEST_QUOTE]
            add_notice(_("There is no indicator “{code}” in this plan.", code=quoted))
        st.switch_page(page_files.GALLERY, query_params=page_query(page_files.GALLERY))
    return indicator


def show_links(view: View, indicator: Indicator) -> None:
    """The way back to the gallery, and on to the indicator's measures in the plan and to
    the indicators above and below it.
    """
    with st.container(horizontal=True, gap="medium"):
        show_page_link(
            page_files.GALLERY,
            _("To the list of indicators"),
            ":material/arrow_back:",
        )
        if indicator.measure:
            show_measure_link(indicator.measure)
        for number in indicator.also_in:
            show_measure_link(number)
        upper = view.plan.indicator(indicator.part_of) if indicator.part_of else None
        if upper is not None:
            show_indicator_link(upper, _COLUMNS, _UPWARD)
        for part in view.plan.indicators:
            if part.part_of == indicator.code:
                show_indicator_link(part, _COLUMNS, _DOWNWARD)


def show_retirement(indicator: Indicator) -> None:
    """That the plan's indicator was retired, since when and why; else nothing."""
    retired = indicator.retired
    if retired is None:
        return
    language = current_language()
    since = retirement_text(retired, language)
    stays = last_year_text(retired, language)
    st.info(f"{strong(since)}　{plain(stays)}", icon=":material/event_busy:")


def indicator_place(view: View, indicator: Indicator) -> tuple[str, ...]:
    """Its policy (else the plan), its measure, its departments, and if it is no KPI.

    What does not apply is empty.
    """
    policy = view.plan.policy(indicator.policy)
    measure = view.plan.measure(indicator.measure)
    policy_name, measure_name, remark = view.plan.about.title, "", ""
    if policy is not None:
        policy_name = _(
            "Policy {number} {name}", number=policy.number, name=policy.name
        )
    if measure is not None:
        measure_name = _("Measure {number}", number=measure.number)
    if not indicator.official:
        remark = _("not a KPI of the plan")
    departments = current_language().listed(view.plan.departments_of(indicator))
    return policy_name, measure_name, departments, remark
