"""The gallery: a card for each indicator with its status and small chart."""

from collections.abc import Sequence

import streamlit as st

from dxkpi import charts
from dxkpi.rules import Judgement
from dxkpi.web.common.chart_block import nothing_to_draw_text, show_chart
from dxkpi.web.common.downloads import Picture
from dxkpi.web.common.language import _, current_language, ngettext
from dxkpi.web.common.links import show_indicator_link
from dxkpi.web.common.markdown import faint, plain, strong, verdict_badge
from dxkpi.web.common.view import View
from dxkpi.web.kpi.order import IndicatorGroup
from dxkpi.wording import judgement as wording


def show_gallery(view: View, groups: Sequence[IndicatorGroup]) -> None:
    """The cards of each group beneath its title."""
    for title, judgements in groups:
        if title:
            count = ngettext("{n} indicator", "{n} indicators", len(judgements))
            st.header(f"{plain(title)} :small[{count}]", anchor=False)
        grid = st.grid(4, min_column_width=240, border=True)
        for judgement in judgements:
            with grid.cell():
                _show_card(view, judgement)


def _show_card(view: View, judgement: Judgement) -> None:
    indicator = judgement.indicator
    show_indicator_link(indicator)
    with st.container(horizontal=True, horizontal_alignment="distribute", gap="xsmall"):
        st.markdown(_actual_text(judgement), width="content")
        st.markdown(_verdict(judgement), width="content")
    picture = indicator_picture(view, indicator.code)
    if judgement.by_original is not None:
        st.caption(plain(_revised_text(judgement.by_original)))
    if picture is None:
        st.caption(nothing_to_draw_text(indicator))
    else:
        show_chart(picture.spec)


def _verdict(judgement: Judgement) -> str:
    """The status, and beside it the grade where the city has grades of its own."""
    grade = faint(wording.own_grade_text(judgement, current_language()))
    return f"{verdict_badge(judgement)} {grade}".rstrip()


def _revised_text(original: Judgement) -> str:
    """That the target was revised, and what the first one would say."""
    status = wording.verdict_text(original, current_language())
    return _("target revised; by the first one {status}", status=status)


def _actual_text(judgement: Judgement) -> str:
    """The figure in bold; why there is none, in plain."""
    actual = wording.actual_text(judgement, current_language())
    if judgement.decisive.value is None:
        return plain(actual)
    return strong(actual)


def indicator_picture(view: View, code: str) -> Picture | None:
    """The chart of an indicator on the years that all share.

    None where there is nothing to draw.
    """
    return view.timeless.worded(_indicator_picture, code)


def _indicator_picture(view: View, code: str) -> Picture | None:
    indicator = view.indicator(code)
    form = charts.chart_form(indicator)
    if form == "nothing":
        return None
    spec = charts.small_multiple(
        indicator,
        view.course(indicator),
        current_language(),
        first_year=view.years[0],
        last_year=view.years[-1],
    )
    note = ""
    if form in ("line", "parts") and indicator.is_number:
        note = _("the vertical axis does not start at zero")
    return Picture(indicator.name, spec, note)
