"""What is shown of a plan that does not follow the 実感率.

What it has about staff, and what it would need.
"""

import streamlit as st

from dxkpi.plan import Indicator
from dxkpi.web.common import page_files
from dxkpi.web.common.language import _, ngettext
from dxkpi.web.common.links import show_indicator_link, show_page_link
from dxkpi.web.common.markdown import plain, strong
from dxkpi.web.common.view import View


def show_what_is_missing(view: View) -> None:
    """What the plan has about staff instead, and what would have to be added."""
    st.header(
        _("This plan does not follow the share of staff who feel the DX."), anchor=False
    )
    grid = st.grid(2, min_column_width=300, border=True)
    with grid.cell():
        _show_indicators_about_staff(view)
    with grid.cell():
        _show_what_it_needs()


def _show_indicators_about_staff(view: View) -> None:
    st.markdown(strong(_("Indicators of this plan about staff")))
    about_staff = view.timeless.kept(_indicators_about_staff)
    for indicator in about_staff:
        show_indicator_link(indicator)
    if not view.plan.indicators:
        st.markdown(_("This plan sets no indicators at all."))
    elif not about_staff:
        st.markdown(
            ngettext(
                "Its {n} indicator is not about staff.",
                "None of its {n} indicators is about staff.",
                len(view.plan.indicators),
            )
        )
    show_page_link(page_files.GALLERY, _("To the list of indicators"))


def _indicators_about_staff(view: View) -> tuple[Indicator, ...]:
    return tuple(
        indicator
        for indicator in view.plan.indicators
        if "職員" in indicator.name or "職員" in (indicator.definition or "")
    )


def _show_what_it_needs() -> None:
    needs = (
        _(
            "an indicator with “実感率” in its name, and the survey question as its definition,"
        ),
        _("a baseline and a target: how many per cent, and when,"),
        _(
            "the result of the staff survey every year, asked and counted in the same way."
        ),
    )
    items = [f"{n}. {plain(need)}" for n, need in enumerate(needs, 1)]
    st.markdown(strong(_("To follow it, the plan needs")))
    st.markdown("\n".join(items))
    st.caption(
        _(
            "The way to the target shows at once; where the trend leads, from the third figure on."
        )
    )
